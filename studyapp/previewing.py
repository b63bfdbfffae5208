"""The preview of an import as its page shows it: frozen rows, made in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator

from studyapp.importing import known_copies
from studyapp.library import content_hash
from studyapp.models import Import, Material
from studyapp.outlines import DEEPEST_LEVEL, Candidate, Line, Outline, Sheet, document_of, from_json
from studyapp.remarks import PlacedMark, Remarks, line_remarks, marks_in, remarks

LINES_ON_A_PAGE = 50
HEADINGS_SHOWN = 12
_BEGINNING = 60
TICKS = frozenset({"cleared", "marks", "garbled"})

Fields = Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class LineRow:
    """A line with its place; `levels` are the headings that it can become."""

    sheet: int
    number: int
    line: Line
    remarks: tuple[str, ...]

    @property
    def levels(self) -> list[int]:
        return [level for level in range(1, DEEPEST_LEVEL + 1) if level != self.line.level]


@dataclass(frozen=True)
class SheetRow:
    """A sheet, its fields as they were typed, and either its headings or, when it is open, a page of its lines."""

    index: int
    sheet: Sheet
    fields: Fields  # name: (value, error)
    remarks: tuple[str, ...]
    known: Material | None
    headings: tuple[Line, ...]
    more_headings: int
    lines: Page[LineRow] | None = None

    @property
    def replaced(self) -> Candidate | None:
        return next((one for one in self.sheet.candidates if one.id == self.sheet.replaces), None)

    @property
    def paragraphs(self) -> int:
        return sum(line.level is None for line in self.sheet.kept)

    @property
    def beginning(self) -> str:
        """The first words, for a sheet without headings."""
        first = next((line.text for line in self.sheet.kept if line.level is None), "")
        return first[:_BEGINNING] + "…" * (len(first) > _BEGINNING)


@dataclass(frozen=True)
class Tick:
    """A box that must be ticked before anything is imported."""

    name: str
    label: str
    is_on: bool = False
    error: str = ""


@dataclass(frozen=True)
class Preview:
    sheets: tuple[SheetRow, ...]
    of_file: tuple[str, ...]
    marks: tuple[PlacedMark, ...]
    ticks: tuple[Tick, ...]
    copies: tuple[Material, ...]

    @property
    def kept(self) -> int:
        return sum(not row.sheet.is_out for row in self.sheets)

    @property
    def newer(self) -> int:
        return sum(not row.sheet.is_out and row.sheet.replaces is not None for row in self.sheets)


def preview_of(
    staged: Import,
    *,
    opened: int = -1,
    page: int = 1,
    sent: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    is_kept: bool = False,
) -> Preview:
    """The page of an import (2 queries). Fields with `errors`, or all when `is_kept`, show what was `sent`."""
    outline = from_json(staged.outline)
    found = remarks(outline, staged.notices)
    known = _known(staged, outline)
    rows = tuple(
        _sheet_row(index, sheet, found, known, _fields(index, sheet, sent or {}, errors or {}, is_kept=is_kept))
        for index, sheet in enumerate(outline)
    )
    rows = tuple(_opened(row, found, page) if row.index == opened else row for row in rows)
    marks = tuple(marks_in(outline, staged.set_aside))
    return Preview(
        sheets=rows,
        of_file=tuple(found.of_file),
        marks=marks,
        ticks=tuple(_ticks(staged, found, marks, sent, errors or {})),
        copies=tuple(known_copies(staged)),
    )


def row_of_line(staged: Import, index: int, number: int) -> LineRow:
    outline = from_json(staged.outline)
    sentences = line_remarks(outline, staged.notices, index, number)
    return LineRow(index, number, outline[index].lines[number], tuple(sentences))


def page_of_line(number: int) -> int:
    return number // LINES_ON_A_PAGE + 1


def _known(staged: Import, outline: Outline) -> dict[str, Material]:
    hashes = [content_hash(document_of(sheet)) for sheet in outline]
    materials = Material.objects.in_group(staged.group).filter(content_hash__in=hashes)
    return {material.content_hash: material for material in materials}


def _fields(index: int, sheet: Sheet, sent: Mapping[str, str], errors: Mapping[str, str], *, is_kept: bool) -> Fields:
    fields = {}
    for name, value in (("title", sheet.title), ("author", sheet.author), ("date", sheet.date)):
        key = f"{name}-{index}"
        fields[name] = (sent.get(key, value) if is_kept or key in errors else value, errors.get(key, ""))
    return fields


def _sheet_row(index: int, sheet: Sheet, found: Remarks, known: Mapping[str, Material], fields: Fields) -> SheetRow:
    return SheetRow(
        index=index,
        sheet=sheet,
        fields=fields,
        remarks=tuple(found.of_sheet.get(index, ())),
        known=known.get(content_hash(document_of(sheet))),
        headings=tuple(sheet.headings[:HEADINGS_SHOWN]),
        more_headings=max(0, len(sheet.headings) - HEADINGS_SHOWN),
    )


def _opened(row: SheetRow, found: Remarks, page: int) -> SheetRow:
    lines = [
        LineRow(row.index, number, line, tuple(found.of_line.get((row.index, number), ())))
        for number, line in enumerate(row.sheet.lines)
    ]
    return replace(row, lines=Paginator(lines, LINES_ON_A_PAGE).get_page(page))


def _ticks(
    staged: Import,
    found: Remarks,
    marks: tuple[PlacedMark, ...],
    sent: Mapping[str, str] | None,
    errors: Mapping[str, str],
) -> list[Tick]:
    def tick(name: str, label: str, *, is_on: bool = False) -> Tick:
        return Tick(name, label, is_on if sent is None else name in sent, errors.get(name, ""))

    ticks = [tick("cleared", "这份资料已公开，或经允许可用于本小组学习", is_on=True)]  # it was ticked before the upload
    if marks:
        ticks.append(tick("marks", "上面的标志我逐处看过，确认不涉密，可以用于学习"))
    if garbled := max(staged.garbled, found.garbled_share):
        ticks.append(tick("garbled", f"约{garbled}%的文字可能是乱码，我看过，仍要导入"))
    return ticks


def refusals(preview: Preview, sent: Mapping[str, str]) -> dict[str, str]:
    """What stands in the way of importing: a sentence for each box that is not ticked and each sheet without text."""
    errors = {tick.name: "请先勾选这一项。" for tick in preview.ticks if tick.name not in sent}
    if "cleared" in errors:
        errors["cleared"] = "请先确认资料可以用于学习。涉密和内部资料不要导入。"
    if not preview.kept:
        errors["all"] = "没有要导入的资料。请至少留下一篇，或者放弃这次导入。"
    for row in preview.sheets:
        if not row.sheet.is_out and not row.paragraphs:
            errors.setdefault(f"title-{row.index}", "这一篇没有正文。请与上一篇合并，或者不导入它。")
    return errors
