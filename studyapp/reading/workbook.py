"""An Excel file in: one sheet of it as rows of text, as a person sees them.

calamine gives the values. What it does not tell (formulas that nobody computed, how a share is shown, what is
hidden, how far the sheet reaches) is looked up in the XML of an .xlsx before calamine builds anything from it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine as calamine
from lxml import etree  # type: ignore[import-untyped, unused-ignore]

from studyapp.reading.archive import DAMAGED, ENCRYPTED
from studyapp.reading.characters import remove_invisible, tidy
from studyapp.reading.types import UnreadableFile

MAX_ROWS = 5000
MAX_COLUMNS = 50
_FARTHEST_ROW = 20_000
_MOST_SHEETS = 40
_MOST_DIGITS = 10**15  # beyond, Excel itself has lost the last digits
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
# Heads and feet of a page: three parts each, with codes for fonts, sizes, colours and page numbers between.
_PAGE_EDGES = {page + edge for page in ("odd", "even", "first") for edge in ("Header", "Footer")}
_EDGE_PART = re.compile(r"&[LCR]")
_EDGE_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-Z])')
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ODD_RANGE = "表格范围异常，请清除多余的单元格（选中数据以外的行和列，删除）后再上传。"
TOO_MANY_ROWS = f"行数超过 {MAX_ROWS}，请拆分成几个文件后再上传。"


@dataclass(frozen=True)
class Row:
    """A row of a sheet. `trouble` says for a column (from 0) what is wrong with its cell."""

    number: int  # from 1, as Excel shows it
    cells: tuple[str, ...]
    trouble: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Tab:
    name: str
    is_hidden: bool
    rows: tuple[Row, ...] = ()
    hidden_rows: int = 0
    hidden_columns: int = 0
    has_dates: bool = False
    margins: tuple[str, ...] = ()  # heads and feet of its printed pages


@dataclass
class _Facts:
    """What the XML of a sheet says besides its values; rows and columns count from 0."""

    trouble: dict[tuple[int, int], str] = field(default_factory=dict)
    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    margins: list[str] = field(default_factory=list)


def read_tabs(data: bytes) -> Iterator[Tab]:
    """The sheets of a workbook in order, hidden ones without their rows."""
    facts = _facts_of(data) if data.startswith(b"PK") else {}
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except calamine.PasswordError:
        raise UnreadableFile(ENCRYPTED) from None
    except calamine.CalamineError:
        raise UnreadableFile(DAMAGED) from None
    for about in book.sheets_metadata[:_MOST_SHEETS]:
        known = facts.get(about.name, _Facts())
        is_hidden = about.visible != calamine.SheetVisibleEnum.Visible
        if is_hidden or about.typ != calamine.SheetTypeEnum.WorkSheet:
            yield Tab(about.name, is_hidden, margins=tuple(known.margins))
            continue
        yield _tab(book.get_sheet_by_name(about.name), known)


def _tab(sheet: Any, facts: _Facts) -> Tab:
    if sheet.start is None:
        return Tab(sheet.name, False, margins=tuple(facts.margins))
    (_, left), (_, right) = sheet.start, sheet.end
    if sheet.height > MAX_ROWS + 1:
        raise UnreadableFile(TOO_MANY_ROWS)
    if right - left >= MAX_COLUMNS:
        raise UnreadableFile(ODD_RANGE)
    values = sheet.to_python(skip_empty_area=False)
    _spread_merged(values, sheet.merged_cell_ranges or ())
    rows = tuple(_row(index, row, facts) for index, row in enumerate(values) if index not in facts.hidden_rows)
    used = {column for row in values for column, value in enumerate(row) if value != ""}
    return Tab(
        sheet.name,
        False,
        rows,
        hidden_rows=sum(any(value != "" for value in values[row]) for row in facts.hidden_rows if row < len(values)),
        hidden_columns=len(facts.hidden_columns & used),
        has_dates=any(isinstance(value, date) for row in values for value in row),
        margins=tuple(facts.margins),
    )


def _row(index: int, values: list[Any], facts: _Facts) -> Row:
    cells, trouble = [], {}
    for column, value in enumerate(values):
        place = (index, column)
        if column in facts.hidden_columns:
            cells.append("")
            continue
        cells.append(facts.shown.get(place) or _text(value))
        if place in facts.trouble:
            trouble[column] = facts.trouble[place]
        elif isinstance(value, float | int) and not isinstance(value, bool) and abs(value) >= _MOST_DIGITS:
            trouble[column] = "里的数字超过 15 位，Excel 已丢掉后面的数字，请先把单元格设为文本再输入"
    return Row(index + 1, tuple(cells), trouble)


def _text(value: Any) -> str:
    """The value as people write it: no .0 behind whole numbers, dates in Chinese."""
    if isinstance(value, str):
        return "\n".join(filter(None, map(tidy, remove_invisible(value.replace("\r", ""))[0].split("\n"))))
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    if isinstance(value, datetime):
        return _day(value) + (f" {value:%H:%M}" if value.time() != time() else "")
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    return str(value)


def _day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def _spread_merged(values: list[list[Any]], ranges: Any) -> None:
    """Cells merged downwards hold one value for all of their rows."""
    for (top, left), (bottom, _) in ranges:
        for row in range(top + 1, min(bottom + 1, len(values))):
            if left < len(values[row]) and values[row][left] == "":
                values[row][left] = values[top][left]


def _facts_of(data: bytes) -> dict[str, _Facts]:
    """By the name of the sheet. Raises UnreadableFile for sheets that reach too far to be built."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        shares = _shares(archive.read("xl/styles.xml")) if "xl/styles.xml" in names else {}
        return {
            name: _scan(archive.read(part), shares) for name, part in _parts(archive, names).items() if part in names
        }


def _parts(archive: zipfile.ZipFile, names: set[str]) -> dict[str, str]:
    """The part of each sheet, by name."""
    links = {}
    if "xl/_rels/workbook.xml.rels" in names:
        for link in etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), _parser()):
            target = (link.get("Target") or "").lstrip("/")
            links[link.get("Id")] = target if target.startswith("xl/") else f"xl/{target}"
    if "xl/workbook.xml" not in names:
        raise UnreadableFile(DAMAGED)
    book = etree.fromstring(archive.read("xl/workbook.xml"), _parser())
    sheets = list(book.iter("{*}sheet"))[:_MOST_SHEETS]
    return {sheet.get("name") or "": links.get(sheet.get(_LINK), "") for sheet in sheets}


def _shares(xml: bytes) -> dict[str, int]:
    """The cell formats that show a number as per cent, with their decimals."""
    root = etree.fromstring(xml, _parser())
    codes = {form.get("numFmtId"): form.get("formatCode") or "" for form in root.iter("{*}numFmt")}
    codes |= {"9": "0%", "10": "0.00%"}
    formats = root.find("{*}cellXfs")
    found = {}
    for index, form in enumerate(formats if formats is not None else ()):
        code = codes.get(form.get("numFmtId"), "")
        if "%" in code:
            decimals = re.search(r"\.(0+)[^%]*%", code)
            found[str(index)] = len(decimals[1]) if decimals else 0
    return found


def _scan(xml: bytes, shares: dict[str, int]) -> _Facts:
    """One pass over a sheet, without building it."""
    facts, rows, row = _Facts(), 0, -1
    tags = tuple(_MAIN + name for name in ("row", "c", "col", "mergeCell", *_PAGE_EDGES))
    parser = etree.iterparse(
        io.BytesIO(xml), events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False
    )
    for _, element in parser:
        name = element.tag.removeprefix(_MAIN)
        if name == "c":
            row = _look_at_cell(element, facts, shares)
        elif name == "row":
            rows += row >= 0
            if rows > MAX_ROWS + 1:
                raise UnreadableFile(TOO_MANY_ROWS)
            if element.get("hidden") in ("1", "true") and (element.get("r") or "").isdecimal():
                facts.hidden_rows.add(int(element.get("r")) - 1)
            row = -1
            element.clear()
        else:
            _look_at_sheet(name, element, facts)
    return facts


def _look_at_sheet(name: str, element: Any, facts: _Facts) -> None:
    """Note what the sheet says besides its rows."""
    if name == "col" and element.get("hidden") in ("1", "true"):
        facts.hidden_columns |= set(range(int(element.get("min")) - 1, min(int(element.get("max")), MAX_COLUMNS)))
    elif name == "mergeCell":
        _check_merge(element.get("ref") or "")
    elif name in _PAGE_EDGES:
        parts = _EDGE_PART.sub("\n", element.text or "").split("\n")
        facts.margins += filter(None, (_EDGE_CODE.sub("", part) for part in parts))


def _look_at_cell(cell: Any, facts: _Facts, shares: dict[str, int]) -> int:
    """Note what is odd about a cell; its row, or -1 for an empty one."""
    place = _REFERENCE.fullmatch(cell.get("r") or "")
    value, formula = cell.find(_MAIN + "v"), cell.find(_MAIN + "f")
    text = (value.text or "") if value is not None else ""
    has_value = bool(text) or cell.find(_MAIN + "is") is not None
    if place is None:
        return 0 if has_value else -1
    row, column = int(place[2]) - 1, _column(place[1])
    if has_value and (column >= MAX_COLUMNS or row >= _FARTHEST_ROW):
        raise UnreadableFile(ODD_RANGE)
    if formula is not None and not text:
        facts.trouble[row, column] = "是公式，请粘贴为数值"
    elif cell.get("t") == "e":
        facts.trouble[row, column] = f"是错误值（{text}），请改正"
    elif cell.get("s") in shares and cell.get("t") in (None, "n") and text:
        facts.shown[row, column] = f"{float(text) * 100:.{shares[cell.get('s')]}f}%"
    return row if has_value or formula is not None else -1


def _check_merge(reference: str) -> None:
    corners = [_REFERENCE.fullmatch(corner) for corner in reference.split(":")]
    if any(corner is None or int(corner[2]) > _FARTHEST_ROW or _column(corner[1]) >= 1000 for corner in corners):
        raise UnreadableFile(ODD_RANGE)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
