from __future__ import annotations

import random

import pytest

from quizzes.core.matching import write_matching
from quizzes.core.prepare import prepare
from quizzes.core.types import Point


def group_of(rows, cut, category="类"):
    points = [
        Point(f"{place:02d}", f"{term}对应的内容是{value}。", term, category, pair_value=value)
        for place, (term, value) in enumerate(rows)
    ]
    groups = prepare(points, cut=cut).groups
    return groups[0] if groups else None


CAPITALS = [("法国", "巴黎"), ("日本", "东京"), ("埃及", "开罗"), ("泰国", "曼谷"), ("英国", "伦敦"), ("韩国", "首尔")]
DYNASTIES = [("秦朝", "前221年"), ("隋朝", "581年"), ("唐朝", "618年"), ("元朝", "1271年"), ("明朝", "1368年")]


def written(rows, cut, seed=1):
    return write_matching(group_of(rows, cut), random.Random(seed))


@pytest.mark.parametrize("rows", [CAPITALS, DYNASTIES])
def test_a_set_is_one_to_one_with_extra_answers(rows, cut):
    for seed in range(20):
        question = written(rows, cut, seed)
        texts = {side.id: side.text for side in question.rights}
        assert 4 <= len(question.lefts) <= 6
        assert 1 <= len(question.rights) - len(question.lefts) <= 2
        assert len(set(texts.values())) == len(texts)
        assert {left.text: texts[question.pairs[left.id]] for left in question.lefts}.items() <= dict(rows).items()


def test_at_most_one_pair_on_the_same_row(cut):
    for seed in range(30):
        question = written(CAPITALS, cut, seed)
        assert sum(question.pairs[f"l{row}"] == f"r{row}" for row in range(1, len(question.lefts) + 1)) <= 1


def test_mixed_units_give_no_set(cut):
    rows = [("硫化氢", "15mg/m³"), ("试用期", "六个月"), ("灭火器", "20m"), ("复议", "60日"), ("高处作业", "2m")]
    assert group_of(rows, cut) is None


def test_two_units_of_one_family_give_no_set(cut):
    rows = [("氧气瓶", "15MPa"), ("高压氮", "14000kPa"), ("液化气", "1.6MPa"), ("呼吸器", "30MPa"), ("泵", "700kPa")]
    assert group_of(rows, cut) is None


def test_three_pairs_give_no_set(cut):
    assert group_of(CAPITALS[:3], cut) is None


def test_equal_values_never_meet(cut):
    question = written([*DYNASTIES, ("另一朝代", "618年")], cut)
    texts = {side.id: side.text for side in question.rights}
    rights = [texts[right] for right in question.pairs.values()]
    assert len(set(rights)) == len(rights)


def test_a_pair_that_betrays_itself_is_left_out(cut):
    question = written([*CAPITALS[:5], ("巴西", "巴西利亚")], cut)
    assert "巴西" not in [left.text for left in question.lefts]


def test_used_points_and_answers_shown_elsewhere_are_not_used(cut):
    group = group_of([*CAPITALS, ("越南", "河内")], cut)
    question = write_matching(group, random.Random(1), banned={"巴黎"}, taken={"01"})
    assert question is not None
    assert {"法国", "日本"}.isdisjoint(left.text for left in question.lefts)
    assert write_matching(group, random.Random(1), taken={"00", "01", "02", "03"}) is None
