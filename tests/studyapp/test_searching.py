"""Passages are found by any stretch of characters, in one's own group; key points by the secretary only."""

from __future__ import annotations

import pytest

from studyapp.curation import change_key_point
from studyapp.models import KeyPoint, Passage
from studyapp.searching import MOST_FOUND, MOST_TERMS, SHOWN_OF_ONE, search, snippet, terms_of
from tests.factories import create_group, create_key_point, create_material

TEXTS = ("教室的采光系数标准值不应低于3.3%。", "防控工作要落实到位，系数另行公布。", "应急照明的最低照度为5勒克斯。")


@pytest.fixture
def material(group):
    return create_material(group=group, title="采光与照明", paragraphs=TEXTS)


def found(group, query, *, with_points=False):
    """What is found, as paragraph numbers (None for a heading)."""
    results = search(group, query, with_points=with_points)
    return [hit.passage.number for one in results.found for hit in one.hits]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("系数", [1, 2]),
        ("防控", [2]),
        ("采光系数", [1]),
        ("采光 系数", [None, 1][1:]),
        ("系数 防控", [2]),
        ("光系", [1]),
        ("係數", [1, 2]),
        ("3.3%", [1]),
        ("没有的词", []),
        ("　", []),
    ],
)
def test_two_characters_are_enough_and_several_terms_must_stand_together(group, material, query, numbers):
    assert found(group, query) == numbers


@pytest.mark.parametrize("query", ["%", "_", "'", '"', "\\", ".*", "[a-z]", "()", "--", ";"])
def test_B73_marks_of_other_languages_are_only_characters(group, material, query):
    assert found(group, query) == [passage.number for passage in Passage.objects.all() if query in passage.text]


def test_B73_ten_thousand_characters_are_cut_short(group, material):
    assert found(group, "系" * 10_000) == []
    assert len(terms_of(" ".join("abcdefghijklmnop"))) == MOST_TERMS


def test_what_another_group_reads_is_not_found(group, material):
    create_material(group=create_group(), paragraphs=("别组的采光系数。",))
    assert found(group, "采光系数") == [1]


def test_a_replaced_passage_is_not_found(group, material):
    Passage.objects.filter(number=1).update(replaced_at="2026-11-25T00:00Z")
    assert found(group, "采光系数") == []


def test_a_title_is_found_too(group, material):
    (one,) = search(group, "采光与", with_points=False).found
    assert one.material == material


def test_results_are_grouped_by_material_the_newest_first(group, material):
    newer = create_material(group=group, paragraphs=("又一个系数。",))
    assert [one.material for one in search(group, "系数", with_points=False).found] == [newer, material]


def test_many_passages_of_one_material_are_counted_not_listed(group):
    create_material(group=group, paragraphs=tuple(f"第{n}条气瓶规定。" for n in range(10)))
    (one,) = search(group, "气瓶规定", with_points=False).found
    assert (len(one.hits), one.more) == (SHOWN_OF_ONE, 10 - SHOWN_OF_ONE)


def test_too_much_is_cut_and_says_so(group):
    create_material(group=group, paragraphs=tuple(f"第{n}条气瓶规定。" for n in range(MOST_FOUND + 5)))
    results = search(group, "气瓶规定", with_points=False)
    assert (results.is_cut, results.passages) == (True, MOST_FOUND)


def test_D04_key_points_are_found_by_the_secretary_only(group, material):
    point = create_key_point(material=material, text="采光要求：{{c1::金丝雀}}。", term="画眉")
    assert found(group, "金丝雀") == []
    for word in ("金丝雀", "画眉", "要求金丝雀"[:2]):
        (one,) = search(group, word, with_points=True).found
        assert one.points == [point]
        assert search(group, word, with_points=False).found == ()


def test_a_retired_key_point_is_not_found(group, material):
    create_key_point(material=material, text="采光要求：{{c1::金丝雀}}。")
    KeyPoint.objects.update(retired_at="2026-11-25T00:00Z")
    assert search(group, "金丝雀", with_points=True).found == ()


def test_a_reworded_key_point_is_found_by_its_new_words(group, material):
    point = create_key_point(material=material, text="采光要求：{{c1::金丝雀}}。")
    change_key_point(key_point=point, values={"text": "采光要求：{{c1::百灵鸟}}。"})
    assert search(group, "金丝雀", with_points=True).found == ()
    assert search(group, "百灵鸟", with_points=True).found[0].points == [point]


def test_a_snippet_shows_the_first_hit_with_what_stands_round_it():
    text = "前" * 200 + "采光系数" + "后" * 200
    pieces = snippet(text, ["采光系数"])
    assert [piece.text for piece in pieces if piece.is_now] == ["采光系数"]
    assert (pieces[0].text, pieces[-1].text) == ("……", "……")
    assert sum(len(piece.text) for piece in pieces) < 110


@pytest.mark.parametrize("with_points", [False, True])
def test_a_search_makes_a_fixed_number_of_queries(group, material, with_points, django_assert_num_queries):
    for _ in range(5):
        create_key_point(material=create_material(group=group, paragraphs=TEXTS), text="系数是{{c1::3.3%}}。")
    with django_assert_num_queries(3 if with_points else 2):
        search(group, "系数", with_points=with_points)
