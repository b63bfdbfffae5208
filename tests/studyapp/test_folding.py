"""Two texts that a reader calls the same fold to the same, and what is found can be shown where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.folding import fold, places

WIDE = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("系数", "係數"),
        ("2026年", "2026年".translate(WIDE)),
        ("pH值", "PH值"),
        ("张三", "张\u3000三"),
        ("第5期", "第 5 期"),
        ("安全", "安\u200b全"),
        ("平方米", "平方\n米"),
    ],
)
def test_what_looks_the_same_folds_to_the_same(one, other):
    assert fold(one) == fold(other)


def test_different_words_stay_different():
    assert fold("第十八届") != fold("第十九届")


def test_a_found_stretch_is_shown_with_the_spaces_in_it():
    wide = "5".translate(WIDE)
    text = f"规定第 5 期以前，第{wide}期以后"
    assert [text[start:end] for start, end in places(text, fold("第5期"))] == ["第 5 期", f"第{wide}期"]


def test_one_character_that_folds_to_several_is_marked_whole():
    assert places("面积㎡", "m") == [(2, 3)]


@given(st.text(), st.text(min_size=1, max_size=3))
def test_places_are_where_the_folded_text_says(text, wanted):
    found = fold(wanted)
    spans = places(text, found)
    assert bool(spans) == (bool(found) and found in fold(text))
    for start, end in spans:
        assert found in fold(text[start:end])
