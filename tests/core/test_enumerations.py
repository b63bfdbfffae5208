from __future__ import annotations

import pytest

from quizzes.core.enumerations import find_lists, list_lengths
from quizzes.core.reading import read


def sure_items(text, cut):
    return [[text[i.start : i.end] for i in listing.items if i.is_sure] for listing in find_lists(read(text, cut))]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("要按照坚定信心、同舟共济、科学防治、精准施策的要求办", ["坚定信心", "同舟共济", "科学防治", "精准施策"]),
        ("做到早发现、早报告、早隔离、早治疗", ["早发现", "早报告", "早隔离", "早治疗"]),
        ("燃烧的三要素是可燃物、助燃物和点火源", ["可燃物", "助燃物", "点火源"]),
        ("必需的营养素有蛋白质、脂肪、维生素、矿物质和水五大类", ["蛋白质", "脂肪", "维生素", "矿物质", "水"]),
        ("四书指《论语》《孟子》《大学》《中庸》", ["《论语》", "《孟子》", "《大学》", "《中庸》"]),
        ("浓硫酸具有吸水性、脱水性和强氧化性", ["吸水性", "脱水性", "强氧化性"]),
        ("词按字数可分为小令、中调和长调", ["小令", "中调", "长调"]),
        ("优良作风是理论联系实际、密切联系群众、批评和自我批评", ["理论联系实际", "密切联系群众"]),
    ],
)
def test_items_are_whole(text, items, cut):
    assert sure_items(text, cut) == [items]


def test_edges_inside_a_noun_phrase_are_refused(cut):
    items = sure_items("三大工具是存款准备金率、再贴现率和公开市场操作", cut)[0]
    assert "准备金率" not in items
    assert "公开市场" not in items


def test_nested_pairs_are_not_split(cut):
    assert sure_items("提高收治率和治愈率、降低感染率和病亡率", cut) == [[]]


def test_prepositions_join_nothing(cut):
    assert sure_items("分子热运动的剧烈程度与温度有关", cut) in ([], [[]])


def test_lengths_of_lists_and_numbered_points(cut):
    text = "两项任务：一是完善体制；二是健全体系。要点有A、B、C。"
    reading = read(text, cut)
    assert {2, 3} <= list_lengths(reading, find_lists(reading))
