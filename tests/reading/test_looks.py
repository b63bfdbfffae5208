"""Headings where nobody used a style: known by their size and weight."""

from __future__ import annotations

from studyapp.reading.looks import with_levels_by_look
from studyapp.reading.types import Look, SourceLine

TEXT = SourceLine("各实验室应当每周检查一次气瓶、阀门和管路，并做好记录。", look=Look(16))


def line(text, size=16.0, bold=False, **more):
    return SourceLine(text, look=Look(size, bold), **more)


def seen(*lines):
    return [(found.level, found.is_title) for found in with_levels_by_look(lines)]


def test_the_largest_line_is_the_title_and_others_have_levels():
    lines = line("气瓶管理办法", 22, True), line("总则", 18, True), TEXT, line("存放", bold=True), TEXT
    assert seen(*lines) == [(None, True), (1, False), (None, False), (2, False), (None, False)]


def test_a_larger_size_goes_before_weight():
    lines = line("甲类要求", 18), TEXT, line("乙类要求", 16, True), TEXT
    assert seen(*lines) == [(1, False), (None, False), (2, False), (None, False)]


def test_numbered_headings_are_never_titles():
    assert seen(line("一、总则", 22, True), TEXT, line("二、存放", 22, True), TEXT) == [
        (1, False),
        (None, False),
        (1, False),
        (None, False),
    ]


def test_titles_that_each_begin_a_page_are_all_titles():
    lines = (
        line("学习资料", 26, True),
        line("在推进会上的讲话", 20, True, starts_page=True),
        TEXT,
        line("废弃物管理办法", 20, True, starts_page=True),
        TEXT,
    )
    assert [is_title for _, is_title in seen(*lines)] == [True, True, False, True, False]


def test_dates_names_and_sentences_are_no_headings_however_large():
    lines = [line(text, 20, True) for text in ("2024年3月1日", "石油工程学院", "同志们：", "特此通知。")]
    assert seen(*lines, TEXT) == [(None, False)] * 5


def test_named_styles_go_before_looks():
    lines = line("总则", level=1), line("气瓶", 22, True), TEXT
    assert seen(*lines) == [(1, False), (None, False), (None, False)]


def test_a_text_that_is_bold_as_a_whole_has_no_bold_headings():
    bold = SourceLine(TEXT.text, look=Look(16, True))
    assert seen(line("存放", bold=True), bold, bold) == [(None, False)] * 3


def test_files_without_looks_stay_as_they_are():
    lines = (SourceLine("甲"), SourceLine(TEXT.text))
    assert with_levels_by_look(lines) == lines
