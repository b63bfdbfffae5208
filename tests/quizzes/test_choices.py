"""Taps on words make blanks, clauses and words move the edges, and nothing ever falls outside the statement."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.choices import (
    Blanks,
    asked_otherwise,
    bound,
    cloze_of,
    cut_at,
    is_together,
    moved,
    snapped,
    tapped,
    tidy,
    trimmed,
    words_of,
)
from studyapp.cloze import parse_cloze

TEXT = "气瓶应当直立放置，并用防倒链固定。"
EDGES = (0, 2, 4, 6, 8, 9, 10, 11, 14, 16, 17)
PASSAGE = "先关气。气瓶应当直立放置，并用防倒链固定；开阀要缓慢。人站侧面。"


def words(blanks=()):
    return words_of(TEXT, blanks, TEXT, EDGES, 0)


def texts(blanks):
    return [(TEXT[start:end], number) for start, end, number in blanks]


def test_the_words_are_those_of_the_survey():
    assert [word.text for word in words()] == ["气瓶", "应当", "直立", "放置", "，", "并", "用", "防倒链", "固定", "。"]
    assert [word.text for word in words() if not word.is_choosable] == ["，", "。"]


def test_a_blank_inside_a_word_can_be_taken_back():
    assert [word.text for word in words(((11, 12, 1),)) if word.blank] == ["防"]


def test_a_tap_makes_a_blank_and_another_takes_it_back():
    blanks = tapped(words(), (), 4, together=False)
    assert texts(blanks) == [("直立", 1)]
    assert tapped(words(blanks), blanks, 4, together=False) == ()


def test_a_tap_beside_a_blank_widens_it_on_either_side():
    blanks = tapped(words(((4, 6, 1),)), ((4, 6, 1),), 6, together=False)
    assert texts(blanks) == [("直立放置", 1)]
    blanks = tapped(words(blanks), blanks, 2, together=False)
    assert texts(blanks) == [("应当直立放置", 1)]


def test_a_tap_between_two_blanks_joins_them():
    blanks = ((2, 4, 1), (6, 8, 2))
    assert texts(tapped(words(blanks), blanks, 4, together=False)) == [("应当直立放置", 1)]


def test_a_tap_on_the_edge_of_a_blank_narrows_it_and_in_its_middle_removes_it():
    blanks = ((2, 8, 1),)
    assert texts(tapped(words(blanks), blanks, 2, together=False)) == [("直立放置", 1)]
    assert texts(tapped(words(blanks), blanks, 6, together=False)) == [("应当直立", 1)]
    assert tapped(words(blanks), blanks, 4, together=False) == ()


def test_a_blank_elsewhere_is_asked_by_itself_or_together():
    blanks = ((4, 6, 1),)
    assert texts(tapped(words(blanks), blanks, 11, together=False)) == [("直立", 1), ("防倒链", 2)]
    assert texts(tapped(words(blanks), blanks, 11, together=True)) == [("直立", 1), ("防倒链", 1)]


@pytest.mark.parametrize("place", [8, 3, 999, -1])
def test_a_tap_on_a_mark_or_nowhere_changes_nothing(place):
    assert tapped(words(), (), place, together=False) == ()


def test_together_and_apart():
    apart = ((4, 6, 1), (11, 14, 2))
    assert is_together(asked_otherwise(apart))
    assert asked_otherwise(asked_otherwise(apart)) == apart
    assert not is_together(((4, 6, 1),))


def test_blanks_are_written_in_the_notation_of_key_points():
    assert cloze_of(TEXT, ((4, 6, 1), (11, 14, 2))) == "气瓶应当{{c1::直立}}放置，并用{{c2::防倒链}}固定。"


def test_blanks_go_with_the_statement_or_with_what_is_cut_off():
    assert moved(((0, 2, 1), (11, 14, 2)), by=9, length=8) == ((2, 5, 2),)


def at(found):
    return PASSAGE[found[0] : found[1]]


@pytest.mark.parametrize(
    ("edge", "result"),
    [
        ("start-", "先关气。气瓶应当直立放置，并用防倒链固定"),
        ("start+", "并用防倒链固定"),
        ("end+", "气瓶应当直立放置，并用防倒链固定；开阀要缓慢。"),
        ("end-", "气瓶应当直立放置"),
    ],
)
def test_an_edge_moves_by_a_clause(edge, result):
    assert at(trimmed(PASSAGE, 4, 20, edge)) == result


def test_edges_stop_at_the_ends_of_the_passage():
    assert trimmed(PASSAGE, 0, len(PASSAGE), "start-") == trimmed(PASSAGE, 0, len(PASSAGE), "end+") == (0, len(PASSAGE))
    assert trimmed("一句话", 0, 3, "start+") == trimmed("一句话", 0, 3, "end-") == (0, 3)


def test_a_word_outside_draws_the_edge_and_a_word_inside_cuts():
    assert at(cut_at(PASSAGE, 4, 20, (1, 2))) == "关气。气瓶应当直立放置，并用防倒链固定"
    assert at(cut_at(PASSAGE, 4, 20, (21, 23))) == "气瓶应当直立放置，并用防倒链固定；开阀"
    assert at(cut_at(PASSAGE, 4, 20, (6, 8))) == "应当直立放置，并用防倒链固定"
    assert at(cut_at(PASSAGE, 4, 20, (15, 18))) == "气瓶应当直立放置，并用防倒链"


def test_a_selection_takes_whole_words_and_the_full_stop():
    assert at(snapped(PASSAGE, 5, 19, (4, 6, 18, 20))) == "气瓶应当直立放置，并用防倒链固定"
    assert snapped(TEXT, 1, 15, EDGES) == (0, len(TEXT))
    assert tidy("，甲乙； ", 0, 5) == (1, 3)


def test_a_reworded_statement_keeps_the_words_it_shares():
    found = [word.text for word in words_of("大气瓶应当直立放好", (), TEXT, EDGES, None)]
    assert found[:4] == ["大", "气瓶", "应当", "直立"]


def test_no_mark_begins_or_ends_a_line_that_it_should_not():
    text = "按《安全法》第3条、第5条（一）办。"
    edges = (0, 1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18)
    groups = ["".join(word.text for word in group) for group in bound(words_of(text, (), text, edges, 0))]
    assert groups[:2] == ["按", "《安全法》"]
    assert not any(group[0] in "、）。》" or group[-1] in "《（" for group in groups)
    assert "".join(groups) == text


def test_without_a_survey_numbers_and_latin_stay_whole():
    assert [word.text for word in words_of("用10.5%的NaCl", (), "", (), 0)] == ["用", "10.5%", "的", "NaCl"]


@given(
    st.text("气瓶10米，。AB", min_size=1, max_size=30),
    st.lists(st.integers(0, 30), max_size=8),
    st.lists(st.integers(-1, 30), max_size=8),
    st.booleans(),
)
def test_whatever_is_tapped_the_blanks_are_apart_and_inside(text, edges, taps, together):
    blanks: Blanks = ()
    for place in taps:
        found = words_of(text, blanks, text, edges, 0)
        assert "".join(word.text for word in found) == text
        blanks = tapped(found, blanks, place, together=together)
        assert all(0 <= start < end <= len(text) and number > 0 for start, end, number in blanks)
        assert all(one[1] < other[0] for one, other in pairwise(blanks))
        assert parse_cloze(cloze_of(text, blanks))[0] == text


@given(st.text("甲乙，。；”1", max_size=30), st.data(), st.sampled_from(["start-", "start+", "end-", "end+"]))
def test_whatever_is_trimmed_stays_in_the_passage(text, data, edge):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = trimmed(text, start, end, edge)
    assert 0 <= new[0] <= new[1] <= len(text)
