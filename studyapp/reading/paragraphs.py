"""Printed rows → paragraphs, by what typesetting shows: indents, short last lines, sizes, distances."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from studyapp.reading.characters import is_complete, is_han
from studyapp.reading.headings import starts_section
from studyapp.reading.rows import Row
from studyapp.reading.types import CELL_BORDER

_INDENT = 1.2  # of the size
_OTHER_SIZE = 0.08
_FAR = 1.35  # times the usual distance of two rows
_FIGURE_APART_AT_START = re.compile("[0-9A-Za-z.%]+ [一-鿿]")
_FIGURE_APART_AT_END = re.compile("[一-鿿] [0-9A-Za-z.%]+$")
_JOINS_NOT = re.compile(r"[-(/].|.[),.;:!?]")
# The number of an entry in a table of contents that had no room behind its title.
_PAGE_NUMBER = re.compile(r"[.…· ]*\d{1,3}")
_ENTRY = re.compile(r"(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、）)]|第.{1,3}[章节篇部]).{8,}[^。，；：]$")
_SMALL = 0.88  # times the size of the text
_NOTE = re.compile(r"[①-⑳*＊※]|[\[(（〔]?\d{1,2}[\])）〕]? ?\D|注")
_CENTRED = 0.6  # of the size: how far the middles may differ
_Group = list[tuple[Row, int]]  # the rows of a paragraph, each with its page


@dataclass(frozen=True)
class Paragraph:
    text: str
    size: float
    is_bold: bool
    is_centred: bool
    starts_page: bool
    is_apart: bool = False  # a row of a table, or a note


@dataclass(frozen=True)
class _Measure:
    """The edges of a column, and how far apart its rows are."""

    left: float
    right: float
    leading: float
    size: float  # of the running text
    is_sure: bool  # a row breaks off at the right edge: without one, nobody knows where that is

    def indent(self, row: Row) -> float:
        return (row.left - self.left) / row.size

    def slack(self, row: Row) -> float:
        return self.right - row.right

    def is_centred(self, row: Row) -> bool:
        margins = (row.left - self.left, self.right - row.right)
        return min(margins) > 1.5 * row.size and abs(margins[0] - margins[1]) < 2 * _CENTRED * row.size

    def is_full(self, row: Row, following: Row) -> bool:
        """Whether the next row's first piece found no room any more in this row."""
        if not self.is_sure and is_complete(row.text):
            return False
        return self.slack(row) < following.first_width + 0.3 * row.size


def paragraphs_of(pages: Sequence[Sequence[Row]]) -> list[Paragraph]:
    """The paragraphs of all pages in order; one that runs over a page break is one paragraph.

    Notes at the foot of a page stand behind the paragraph that the page breaks off.
    """
    measures = _measures([(row, number) for number, page in enumerate(pages) for row in page])
    parts = [_text_and_notes(page, measures) for page in pages]
    groups = _groups([(row, number) for number, (text, _) in enumerate(parts) for row in text], measures)
    pages_begun, noted = {0}, 0
    found = []
    for group, following in zip(groups, [*groups[1:], None], strict=True):
        found.append(_paragraph(group, measures, starts_page=group[0][1] not in pages_begun))
        pages_begun.update(page for _, page in group)
        next_page = following[0][1] if following else len(pages)
        for number in range(noted, next_page):
            notes = _groups([(row, number) for row in parts[number][1]], measures)
            found += [replace(_paragraph(note, measures, starts_page=False), is_apart=True) for note in notes]
        noted = max(noted, next_page)
    return found


def _groups(rows: Sequence[tuple[Row, int]], measures: dict[int, _Measure]) -> list[_Group]:
    groups: list[_Group] = []
    for row, page in rows:
        if groups and _goes_on(groups[-1], row, page, measures):
            groups[-1].append((row, page))
        else:
            groups.append([(row, page)])
    return groups


def _text_and_notes(page: Sequence[Row], measures: dict[int, _Measure]) -> tuple[Sequence[Row], Sequence[Row]]:
    """A page without its notes, and these: small print at its foot that begins with the mark of a note."""
    start = len(page)
    while start and page[start - 1].size < _SMALL * measures[page[start - 1].column].size:
        start -= 1
    if 0 < start < len(page) and _NOTE.match(page[start].text):
        return page[:start], page[start:]
    return page, ()


def _measures(rows: Sequence[tuple[Row, int]]) -> dict[int, _Measure]:
    """One measure for each column of the document: 0 for the whole width, 1 and 2 for the halves."""
    by_column: defaultdict[int, list[tuple[Row, int]]] = defaultdict(list)
    for row, page in rows:
        by_column[row.column].append((row, page))
    return {column: _measure(members) for column, members in by_column.items()}


def _measure(members: Sequence[tuple[Row, int]]) -> _Measure:
    sizes = Counter[float]()
    for row, _ in members:
        sizes[row.size] += len(row.text)
    body = sizes.most_common(1)[0][0]
    text = [row for row, _ in members if row.size == body] or [row for row, _ in members]
    lefts = Counter(round(row.left) for row in text)
    often = [left for left, times in lefts.items() if times >= max(1, 0.05 * len(text))]
    rights = sorted(row.right for row in text)
    gaps = [
        first.base - second.base
        for (first, page), (second, other) in pairwise(members)
        if page == other and first.size == second.size == body and 0 < first.base - second.base < 4 * body
    ]
    right = rights[-1 - len(rights) // 40]  # the few that hang over the edge do not count
    is_sure = any(right - row.right < body and not is_complete(row.text) for row in text)
    return _Measure(min(often), right, median(gaps) if gaps else 1.5 * body, body, is_sure)


def _goes_on(group: Sequence[tuple[Row, int]], row: Row, page: int, measures: dict[int, _Measure]) -> bool:
    """Whether a row belongs to the paragraph that the group has begun."""
    before, page_before = group[-1]
    own, measure = measures[before.column], measures[row.column]
    if page == page_before and _PAGE_NUMBER.fullmatch(row.text) and _ENTRY.match(group[0][0].text):
        return True
    if row.cells > 2 or before.cells > 2 or abs(row.size - before.size) > _OTHER_SIZE * min(row.size, before.size):
        return False
    is_below = page == page_before and row.column == before.column
    # the leading of larger type grows with it
    if is_below and before.base - row.base > _FAR * max(measure.leading, 1.4 * row.size):
        return False
    if not own.is_full(before, row):
        return False
    if measure.indent(row) >= _INDENT:
        return _goes_on_indented(group, row, own, measure)
    return not (starts_section(row.text) and is_complete(before.text))


def _goes_on_indented(group: Sequence[tuple[Row, int]], row: Row, own: _Measure, measure: _Measure) -> bool:
    """A centred title of several rows, or a block that stands in as a whole."""
    before = group[-1][0]
    if measure.is_centred(row):
        return len(group) < 4 and not is_complete(before.text)
    stands_in = abs(measure.indent(row) - own.indent(before)) < 0.3
    return stands_in and not is_complete(before.text) and not starts_section(row.text)


def _paragraph(group: Sequence[tuple[Row, int]], measures: dict[int, _Measure], *, starts_page: bool) -> Paragraph:
    rows = [row for row, _ in group]
    text = rows[0].text
    for before, row in pairwise(rows):
        is_number = _PAGE_NUMBER.fullmatch(row.text) and _ENTRY.match(rows[0].text)
        text += (" " if is_number else _blank_between(before, row)) + row.text
    sizes = Counter[float]()
    for row in rows:
        sizes[row.size] += len(row.text)
    is_row = len(rows) == 1 and rows[0].cells > 2
    return Paragraph(
        text=CELL_BORDER.join(filter(None, (part.strip() for part in text.split("  ")))) if is_row else text,
        size=sizes.most_common(1)[0][0],
        is_bold=all(row.is_bold for row in rows),
        is_centred=all(measures[row.column].is_centred(row) for row in rows[-1:]),
        starts_page=starts_page,
        is_apart=is_row,
    )


def _blank_between(before: Row, after: Row) -> str:
    """Whether a blank stood where the line was broken. Programs often leave it out of the file.

    Two Latin words had one; so had a figure with a typed blank on its other side (组织 19⏎个), for writers who set
    figures apart do so on both sides.
    """
    if before.ends_blank:
        return " "
    first, second = before.text[-1:], after.text[:1]
    if first.isascii() and second.isascii():
        return " " if _JOINS_NOT.match(first + second) is None and (first.isalpha() or second.isalpha()) else ""
    is_apart = _FIGURE_APART_AT_START.match(after.text) if is_han(first) else _FIGURE_APART_AT_END.search(before.text)
    return " " if is_apart and (is_han(first) or is_han(second)) else ""
