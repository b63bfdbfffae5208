"""What a file will become, while a secretary looks it over: sheets of lines, and the edits that one may make.

Plain Python, values in, values out. No edit loses a word: what is left out is marked, not dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from studyapp.reading.types import Document, Passage

LONGEST_TITLE = 200
LONGEST_AUTHOR = 60
DEEPEST_LEVEL = 3
_TITLE_FROM_TEXT = 30


class NoSuchPlace(LookupError):
    """An edit names a sheet or a line that is not there."""


@dataclass(frozen=True)
class Line:
    """A heading (`level` from 1) or a paragraph (None)."""

    text: str
    level: int | None = None
    is_out: bool = False


@dataclass(frozen=True)
class Candidate:
    """A material of the library that a sheet may be a newer version of. `share` is how much is the same, 0 to 100."""

    id: int
    title: str
    share: int


@dataclass(frozen=True)
class Sheet:
    """One material to be. `date` is in ISO form or empty; `replaces` is the material that it is a newer version of."""

    title: str
    lines: tuple[Line, ...]
    author: str = ""
    date: str = ""
    is_out: bool = False
    replaces: int | None = None
    candidates: tuple[Candidate, ...] = ()

    @property
    def kept(self) -> list[Line]:
        return [line for line in self.lines if not line.is_out]

    @property
    def headings(self) -> list[Line]:
        return [line for line in self.kept if line.level is not None]

    @property
    def characters(self) -> int:
        return sum(len(line.text) for line in self.kept)


Outline = tuple[Sheet, ...]


def outline_of(documents: Sequence[Document]) -> Outline:
    return tuple(
        Sheet(
            title=document.title[:LONGEST_TITLE],
            lines=tuple(Line(passage.text, passage.level) for passage in document.passages),
            author=(document.author or "")[:LONGEST_AUTHOR],
            date=document.date.isoformat() if document.date else "",
        )
        for document in documents
    )


def document_of(sheet: Sheet) -> Document:
    """The sheet as a document, without the lines that are left out."""
    return Document(
        title=sheet.title,
        passages=tuple(
            Passage("paragraph" if line.level is None else "heading", line.text, line.level) for line in sheet.kept
        ),
        author=sheet.author or None,
        date=date.fromisoformat(sheet.date) if sheet.date else None,
    )


def to_json(outline: Outline) -> list[dict[str, Any]]:
    return [
        vars(sheet)
        | {
            "lines": [[line.text, line.level, line.is_out] for line in sheet.lines],
            "candidates": [asdict(candidate) for candidate in sheet.candidates],
        }
        for sheet in outline
    ]


def from_json(data: Sequence[dict[str, Any]]) -> Outline:
    return tuple(
        Sheet(
            **sheet
            | {
                "lines": tuple(Line(*line) for line in sheet["lines"]),
                "candidates": tuple(Candidate(**candidate) for candidate in sheet["candidates"]),
            }
        )
        for sheet in data
    )


def lines_of(outline: Outline) -> Iterator[tuple[int, int, Line]]:
    """Every line with the index of its sheet and its own."""
    for index, sheet in enumerate(outline):
        for number, line in enumerate(sheet.lines):
            yield index, number, line


def split(outline: Outline, index: int, number: int) -> Outline:
    """A new sheet begins at a line. A heading becomes its title; a paragraph stays and lends its beginning."""
    sheet, line = _sheet(outline, index), _line(outline, index, number)
    if number == 0:
        return outline
    if line.level is None:
        title, rest = line.text[:_TITLE_FROM_TEXT], sheet.lines[number:]
    else:
        title, rest = line.text[:LONGEST_TITLE], sheet.lines[number + 1 :]
    first = replace(sheet, lines=sheet.lines[:number])
    second = Sheet(title=title, lines=rest, author=sheet.author, date=sheet.date, is_out=sheet.is_out)
    return (*outline[:index], first, second, *outline[index + 1 :])


def join(outline: Outline, index: int) -> Outline:
    """A sheet goes to the end of the one before it, under its title as a heading unless its text begins with it."""
    sheet = _sheet(outline, index)
    if index == 0:
        return outline
    previous = outline[index - 1]
    begins_so = bool(sheet.lines) and sheet.lines[0].text.startswith(sheet.title)
    head = () if begins_so else (Line(sheet.title, 1),)
    moved = tuple(replace(line, is_out=True) for line in sheet.lines) if sheet.is_out else sheet.lines
    joined = replace(previous, lines=(*previous.lines, *head, *moved))
    return (*outline[: index - 1], joined, *outline[index + 1 :])


def set_level(outline: Outline, index: int, number: int, level: int) -> Outline:
    """Make a line a heading of `level`, or with 0 a paragraph."""
    if not 0 <= level <= DEEPEST_LEVEL:
        raise NoSuchPlace(level)
    return _with_line(outline, index, number, replace(_line(outline, index, number), level=level or None))


def leave_out_line(outline: Outline, index: int, number: int, *, is_out: bool) -> Outline:
    return _with_line(outline, index, number, replace(_line(outline, index, number), is_out=is_out))


def leave_out_sheet(outline: Outline, index: int, *, is_out: bool) -> Outline:
    return with_sheet(outline, index, replace(_sheet(outline, index), is_out=is_out))


def with_sheet(outline: Outline, index: int, sheet: Sheet) -> Outline:
    _sheet(outline, index)
    return (*outline[:index], sheet, *outline[index + 1 :])


def _with_line(outline: Outline, index: int, number: int, line: Line) -> Outline:
    lines = outline[index].lines
    return with_sheet(outline, index, replace(outline[index], lines=(*lines[:number], line, *lines[number + 1 :])))


def _sheet(outline: Outline, index: int) -> Sheet:
    if not 0 <= index < len(outline):
        raise NoSuchPlace(index)
    return outline[index]


def _line(outline: Outline, index: int, number: int) -> Line:
    lines = _sheet(outline, index).lines
    if not 0 <= number < len(lines):
        raise NoSuchPlace(number)
    return lines[number]
