"""Workbooks built from values: what Excel and WPS write, and what only a broken or hostile program writes."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter

from tests.reading.builders import zipped

HEADER = ("名目", "要点", "类别", "空", "也算对", "干扰项", "别名", "配对内容", "原文")
STATEMENT = "氧气瓶与明火的距离不得小于10米。"
ROW = ("安全距离", STATEMENT, "数据", "10米", "十米", "5米；8米", "", "10米", "")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@dataclass(frozen=True)
class Tab:
    """One sheet. `merged` are (first row, first column, last row, last column, value); `formulas` lack a value."""

    rows: Sequence[Sequence[Any]]
    name: str = "要点"
    is_hidden: bool = False
    merged: Sequence[tuple[int, int, int, int, str]] = ()
    formulas: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    head: str = ""
    foot: str = ""


def xlsx_file(*tabs: Tab) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True})
    for tab in tabs:
        sheet = book.add_worksheet(tab.name)
        for number, row in enumerate(tab.rows):
            sheet.write_row(number, 0, row)
        for first_row, first_column, last_row, last_column, value in tab.merged:
            sheet.merge_range(first_row, first_column, last_row, last_column, value)
        for number in tab.hidden_rows:
            sheet.set_row(number, None, None, {"hidden": True})
        for number in tab.hidden_columns:
            sheet.set_column(number, number, None, None, {"hidden": True})
        for (row_number, column), formula in tab.formulas.items():
            sheet.write_formula(row_number, column, formula, None, "")
        sheet.set_header(tab.head)
        sheet.set_footer(tab.foot)
        if tab.is_hidden:
            sheet.hide()
    book.close()
    return file.getvalue()


def key_points(*rows: Sequence[Any], header: Sequence[str] = HEADER) -> bytes:
    """A workbook with one sheet of ready-made key points under the usual header."""
    return xlsx_file(Tab([header, *rows]))


def raw_xlsx(data: str, *, before: str = "", after: str = "") -> bytes:
    """A workbook whose only sheet holds this XML as its rows; `before` and `after` stand round the rows."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    sheet = f'{head}<worksheet xmlns="{_MAIN}">{before}<sheetData>{data}</sheetData>{after}</worksheet>'
    book = (
        f'{head}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
        '<sheets><sheet name="要点" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    types = (
        f'{head}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/></Types>'
    )
    link = (
        f'{head}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/{{}}" Target="{{}}"/></Relationships>'
    )
    return zipped(
        [
            ("[Content_Types].xml", types),
            ("_rels/.rels", link.format("officeDocument", "xl/workbook.xml")),
            ("xl/workbook.xml", book),
            ("xl/_rels/workbook.xml.rels", link.format("worksheet", "worksheets/sheet1.xml")),
            ("xl/worksheets/sheet1.xml", sheet),
        ]
    )


def raw_row(number: int, *cells: str, first_column: str = "A") -> str:
    """A row of the XML with its texts written in place."""
    found = "".join(
        f'<c r="{chr(ord(first_column) + i)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for i, text in enumerate(cells)
    )
    return f'<row r="{number}">{found}</row>'


def wrong_dimension() -> bytes:
    """Says that it holds one row, and holds five."""
    rows = [HEADER[:2], *((f"名目{n}", f"第{n}号气瓶与明火的距离不得小于10米。") for n in range(1, 5))]
    return raw_xlsx("".join(raw_row(n, *row) for n, row in enumerate(rows, 1)), before='<dimension ref="A1:B1"/>')


def far_cell() -> bytes:
    """One cell in the last row and column that a workbook can have."""
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    return raw_xlsx(raw_row(1, *HEADER[:2]) + raw_row(2, *ROW[:2]) + far)


def endless_merge() -> bytes:
    """Every cell that a workbook can have merged into one."""
    merge = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return raw_xlsx(raw_row(1, *HEADER[:2]) + raw_row(2, *ROW[:2]), after=merge)


def many_rows(count: int) -> bytes:
    return raw_xlsx(raw_row(1, *HEADER[:2]) + "".join(raw_row(n, "名", "目") for n in range(2, count + 2)))
