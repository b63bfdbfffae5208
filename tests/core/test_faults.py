from __future__ import annotations

import pytest

from quizzes.core.derivable import derivable
from quizzes.core.edges import clean_edges
from quizzes.core.giveaways import leaks
from quizzes.core.stems import stem


def edges(text, part):
    start = text.index(part)
    return clean_edges(text, start, start + len(part))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("占46%的县", "46"),
        ("共330多支", "330"),
        ("约3.5米", "5"),
        ("共23,876人", "876"),
        ("压力3~5MPa", "3"),
        ("达到1.2万人", "1.2"),
        ("浓度为15mg/m³", "15m"),
        ("第十九届", "十九"),
        ("三分之二", "三"),
        ("使用COVID疫苗", "COV"),
        ("县（区）医院", "（区"),
        ("《民法典》施行", "民法典》"),
    ],
)
def test_an_edge_inside_a_number_or_name_is_not_clean(text, part):
    assert not edges(text, part)


@pytest.mark.parametrize(
    ("text", "part"), [("占46%的县", "46%"), ("长28米", "28"), ("压力5MPa", "5"), ("《民法典》施行", "民法典")]
)
def test_whole_pieces_are_clean(text, part):
    assert edges(text, part)


@pytest.mark.parametrize(
    ("answer", "rest"),
    [
        ("四早", "落实＿要求，做到“四早”"),
        ("5", "＿项，共15人"),
        ("百分之五", "＿，即百分之五十"),
        ("三", "＿条边的3角形"),
        ("著作权", "＿即著作權"),
    ],
)
def test_an_answer_seen_elsewhere_leaks(answer, rest):
    assert leaks(answer, rest)


def test_another_name_of_the_answer_leaks():
    assert leaks("世界卫生组织", "＿简称世卫组织", aliases=("世卫组织",))
    assert not leaks("世界卫生组织", "＿的总部在日内瓦", aliases=("世卫组织",))


def test_what_can_be_worked_out():
    assert derivable("三", "分为甲、乙、丙＿类", "count", {3})
    assert derivable("100人", "男60人，女40人，共＿", "number", set())
    assert derivable("40%", "甲占60%，其余＿", "measure", set()) is False


def test_the_stem_has_one_hole_for_each_blank():
    assert stem("甲和乙", [(0, 1), (2, 3)]) == "＿和＿"
