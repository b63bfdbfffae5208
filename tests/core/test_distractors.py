from __future__ import annotations

import pytest

from quizzes.core.candidates import classify
from quizzes.core.distractors import Asked, distractor_pool
from quizzes.core.exclusions import fits_length, one_character_apart, says_the_same
from quizzes.core.pools import Pools, build_pools
from quizzes.core.reading import read
from quizzes.core.types import Mark, Point


def options(points, answer, cut, mark=None, source=()):
    readings = [read(point.statement, cut) for point in points]
    pools = build_pools(points, readings, [read(text, cut) for text in source], cut)
    start = points[0].statement.index(answer)
    kind, unit = classify(readings[0], start, start + len(answer))
    asked = Asked(points[0], readings[0], start, start + len(answer), kind, unit, mark)
    return [(option.text, option.source) for option in distractor_pool(asked, pools, cut.frequency)]


CAPITALS = [
    Point("1", "法国的首都是巴黎。", "法国", "首都", pair_value="巴黎"),
    Point("2", "日本的首都是东京。", "日本", "首都", pair_value="东京"),
    Point("3", "埃及的首都是开罗。", "埃及", "首都", pair_value="开罗"),
]


def test_values_of_the_same_relation(cut):
    assert options(CAPITALS, "巴黎", cut)[:2] == [("东京", "term"), ("开罗", "term")]


def test_terms_of_a_mixed_category_do_not_stand_in_for_each_other(cut):
    points = [
        Point("1", "油田酸化所用的土酸，是盐酸和氢氟酸的混合液。", "土酸", "名词"),
        Point("2", "胸外按压是恢复循环的急救操作。", "胸外按压", "名词"),
        Point("3", "化学品溅入眼睛要用洗眼器冲洗。", "洗眼器", "名词"),
    ]
    assert options(points, "土酸", cut) == []


def test_the_authors_own_come_first(cut):
    mark = Mark(0, 0, "", distractors=("里昂", "马赛"))
    assert options(CAPITALS, "巴黎", cut, mark)[:2] == [("里昂", "author"), ("马赛", "author")]


def test_members_of_one_list_are_no_wrong_answers(cut):
    source = ("气瓶的颜色有淡蓝色、深绿色和黑色。",)
    found = options([Point("1", "氮气瓶的颜色是黑色。")], "黑色", cut, source=source)
    assert "深绿色" not in [text for text, _ in found]


def test_opposites_make_known_words(cut):
    found = options([Point("1", "静脉采血后应竖直放置，属于高风险操作。")], "高风险", cut)
    assert all(text in ("中风险", "低风险") for text, _ in found)


def test_what_the_statement_shows_is_no_option(cut):
    points = [Point("1", "TCP工作在传输层，HTTP工作在应用层。")]
    assert "传输层" not in [text for text, _ in options(points, "应用层", cut)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("北京大学", "北大"),
        ("国务院", "国务院办公厅"),
        ("《民法典》", "民法典"),
        ("病亡率", "病死率"),
        ("岩浆岩", "火成岩"),
    ],
)
def test_two_names_of_one_thing(one, other):
    assert says_the_same(one, other, Pools())


def test_lengths_and_spellings():
    assert fits_length("叶绿体", "线粒体")
    assert not fits_length("叶绿体", "粗面内质网膜")
    assert one_character_apart("政事权限清单", "政务权限清单")
    assert not one_character_apart("黑色", "白色")
