"""Edits of an outline: values in, values out, and no word is ever lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.outline_edits import apply, with_fields
from studyapp.outlines import (
    Line,
    NoSuchPlace,
    Sheet,
    document_of,
    from_json,
    join,
    lines_of,
    outline_of,
    split,
    to_json,
)
from studyapp.reading.types import Document, Passage
from tests.studyapp.importing.documents import DUTY, RULES

words = st.text("甲乙丙丁戊，。", min_size=1, max_size=12)
lines = st.builds(Line, words, st.sampled_from([None, 1, 2, 3]), st.booleans())
sheets = st.builds(Sheet, title=words, lines=st.lists(lines, min_size=1, max_size=6).map(tuple), is_out=st.booleans())
outlines = st.lists(sheets, min_size=1, max_size=4).map(tuple)
commands = st.tuples(
    st.sampled_from(["split", "join", "level", "drop", "keep", "out", "in"]), st.lists(st.integers(0, 5), max_size=3)
).map(lambda command: ":".join([command[0], *map(str, command[1])]))


def all_text(outline):
    """Every word of titles and lines, in order."""
    return "".join(sheet.title + "".join(line.text for line in sheet.lines) for sheet in outline)


@given(outlines)
def test_an_outline_survives_storing(outline):
    assert from_json(to_json(outline)) == outline


@given(outlines, st.lists(commands, max_size=8))
def test_no_edit_loses_a_word(outline, pressed):
    words_before = {text for sheet in outline for text in (sheet.title, *(line.text for line in sheet.lines))}
    for command in pressed:
        try:
            outline = apply(outline, command)
        except NoSuchPlace:
            continue
    assert all(word in all_text(outline) for word in words_before)


@given(outlines, st.integers(0, 3), st.integers(0, 5))
def test_joining_what_was_split_at_a_heading_gives_the_lines_back(outline, index, number):
    index, number = index % len(outline), number % len(outline[index % len(outline)].lines)
    outline = apply(outline, f"level:{index}:{number}:1")
    rest = outline[index].lines[number + 1 :]
    if (
        number == 0
        or outline[index].lines[number].is_out
        or (rest and rest[0].text.startswith(outline[index].lines[number].text))
    ):
        return
    outline = tuple(replace(sheet, is_out=False) for sheet in outline)
    assert join(split(outline, index, number), index + 1) == outline


def test_a_paragraph_lends_its_beginning_to_the_new_title_and_stays():
    outline = (Sheet("甲", (Line("第一段。"), Line("第二段很长，" * 10))),)
    _, second = split(outline, 0, 1)
    assert second.title == ("第二段很长，" * 10)[:30]
    assert second.lines == (Line("第二段很长，" * 10),)
    (joined,) = join(split(outline, 0, 1), 1)
    assert joined.lines == outline[0].lines


def test_lines_of_a_sheet_that_was_left_out_stay_out_when_it_is_joined():
    (joined,) = join((Sheet("甲", (Line("一"),)), Sheet("乙", (Line("二"),), is_out=True)), 1)
    assert [(line.text, line.is_out) for line in joined.lines] == [("一", False), ("乙", False), ("二", True)]


def test_a_document_becomes_a_sheet_and_a_document_again():
    assert [document_of(sheet) for sheet in outline_of([RULES, DUTY])] == [RULES, DUTY]


def test_lines_that_are_left_out_do_not_reach_the_document():
    outline = apply(outline_of([RULES]), "drop:0:1")
    assert [passage.text for passage in document_of(outline[0]).passages] == [
        "一、存放",
        "二、搬运",
        "搬运前先旋紧瓶帽。",
    ]


def test_titles_and_authors_are_cut_to_what_a_material_holds():
    (sheet,) = outline_of([Document("长" * 300, (Passage("paragraph", "一"),), author="名" * 99)])
    assert (len(sheet.title), len(sheet.author)) == (200, 60)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("2026-11-2", "2026-11-02"), ("2026年11月2日", "2026-11-02"), ("2026.11.02", "2026-11-02"), ("  ", "")],
)
def test_dates_are_understood_as_people_write_them(typed, stored):
    outline, errors = with_fields(outline_of([RULES]), {"title-0": "甲", "date-0": typed})
    assert (outline[0].date, errors) == (stored, {})


@given(st.dictionaries(st.sampled_from(["title-0", "author-0", "date-0", "title-1"]), st.text(max_size=80)))
def test_no_typed_text_breaks_a_form(sent):
    outline, errors = with_fields(outline_of([RULES]), sent)
    assert outline[0].title
    assert set(errors) <= {"title-0", "author-0", "date-0"}


@given(st.text("splitjoin:0123-\uff19", max_size=20))
def test_no_button_breaks_an_outline(command):
    outline = outline_of([RULES, DUTY])
    try:
        changed = apply(outline, command)
    except NoSuchPlace:
        return
    assert len(list(lines_of(changed))) >= 4
