from __future__ import annotations

from datetime import date, datetime

import pytest

from studyapp.models import Material
from studyapp.shelves import in_order, neighbours, set_topic, shelves, topics_of, week_name
from tests.factories import create_material

NOW = datetime.fromisoformat("2026-11-25T10:00+08:00")


def came(group, title, day, topic=""):
    material = create_material(group=group, title=title)
    Material.objects.filter(pk=material.pk).update(imported_at=f"{day}T12:00+08:00", topic=topic)
    material.refresh_from_db()
    return material


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-11-23", "本周"),
        ("2026-11-29", "本周"),
        ("2026-11-22", "上周"),
        ("2026-11-15", "11月9日—11月15日"),
        ("2025-12-31", "2025年12月29日—1月4日"),
    ],
)
def test_weeks_are_called_as_people_call_them(day, name):
    assert week_name(date.fromisoformat(day), date(2026, 11, 25)) == name


def test_D31_at_new_year_a_week_is_one_week():
    assert week_name(date(2026, 12, 31), date(2027, 1, 3)) == "本周"
    assert week_name(date(2026, 12, 27), date(2027, 1, 1)) == "上周"


def test_by_week_the_newest_comes_first(group):
    old, new, newest = (
        came(group, "旧", "2026-11-10"),
        came(group, "新", "2026-11-23"),
        came(group, "更新", "2026-11-24"),
    )
    laid_out = shelves(in_order(group, by_topic=False), by_topic=False, now=NOW)
    assert [(shelf.name, list(shelf.materials)) for shelf in laid_out] == [
        ("本周", [newest, new]),
        ("11月9日—11月15日", [old]),
    ]


def test_by_topic_those_without_one_are_at_the_end(group):
    loose = came(group, "散", "2026-11-24")
    second, first = came(group, "乙", "2026-11-10", topic="b"), came(group, "甲", "2026-11-01", topic="a")
    again = came(group, "又甲", "2026-11-09", topic="a")
    laid_out = shelves(in_order(group, by_topic=True), by_topic=True, now=NOW)
    assert [(shelf.name, list(shelf.materials)) for shelf in laid_out] == [
        ("a", [again, first]),
        ("b", [second]),
        ("未分专题", [loose]),
    ]


def test_topics_are_offered_once(group):
    for title in ("甲", "乙"):
        set_topic(material=came(group, title, "2026-11-10"), topic="安全")
    assert topics_of(group) == ["安全"]


def test_the_neighbours_are_those_of_the_list(group):
    third, second, first = (
        came(group, title, day) for title, day in (("三", "2026-11-01"), ("二", "2026-11-09"), ("一", "2026-11-23"))
    )
    assert [neighbours(material) for material in (first, second, third)] == [
        (None, second),
        (first, third),
        (second, None),
    ]


def test_materials_of_one_import_are_neighbours_in_their_order(group):
    one, two, three = (came(group, title, "2026-11-23") for title in "甲乙丙")
    assert neighbours(two) == (one, three)
