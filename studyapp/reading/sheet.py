"""Ready-made key points from a sheet: the header is found, every row is read or says what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from studyapp.reading.characters import letters_only
from studyapp.reading.sheet_rows import KeyPointRow, RowError, Sheet, read_row
from studyapp.reading.types import UnreadableFile
from studyapp.reading.workbook import Row, Tab, read_tabs

# The names of the columns; what people also call them. The first is the one of the template.
COLUMNS: dict[str, tuple[str, ...]] = {
    "statement": ("要点", "题干", "内容", "知识点", "要点内容", "表述", "题目"),
    "term": ("名目", "名称", "术语", "词条", "概念"),
    "category": ("类别", "分类", "类型"),
    "answers": ("空", "答案", "挖空", "填空答案", "正确答案"),
    "accepts": ("也算对", "同义答案", "可接受答案", "其他答案"),
    "distractors": ("干扰项", "错误选项", "混淆项", "自拟干扰项"),
    "aliases": ("别名", "名目的别名", "又称", "简称"),
    "pair_value": ("配对内容", "配对", "连线内容", "对应内容"),
    "quote": ("原文", "原句", "依据", "原文出处", "出处"),
}
_FIELD_OF = {name: field for field, names in COLUMNS.items() for name in names}
_HEADER_WITHIN = 20
_NOTE = re.compile(r"[(（\[【].*?[)）\]】]|[*＊:：]")


def read_sheet(data: bytes) -> Sheet:
    """The first visible sheet that has a column of key points. Raises UnreadableFile when none has."""
    tabs = list(read_tabs(data))
    shown = [tab for tab in tabs if tab.rows and any(any(row.cells) for row in tab.rows)]
    if not shown:
        raise UnreadableFile("表格里没有内容，请检查后重新上传。")
    for tab in shown:
        found = _find_header(tab.rows)
        if found is not None:
            return _read(tab, *found, tabs)
    raise UnreadableFile(_no_header(shown[0].rows))


def _find_header(rows: Sequence[Row]) -> tuple[int, dict[str, int]] | None:
    """The index of the header's row, and the column of each field."""
    for index, row in enumerate(rows[:_HEADER_WITHIN]):
        columns: dict[str, list[int]] = {}
        for column, cell in enumerate(row.cells):
            if field := _FIELD_OF.get(_plain_name(cell)):
                columns.setdefault(field, []).append(column)
        if "statement" not in columns:
            continue
        for field, places in columns.items():
            if len(places) > 1:
                names = "、".join(_letters(place) for place in places)
                raise UnreadableFile(f"“{COLUMNS[field][0]}”列出现了 {len(places)} 次（{names} 列），请只留一列。")
        return index, {field: places[0] for field, places in columns.items()}
    return None


def _plain_name(cell: str) -> str:
    """A header's name without blanks, width, remarks in brackets and signs such as *."""
    return re.sub(r"\s", "", _NOTE.sub("", unicodedata.normalize("NFKC", cell)))


def _no_header(rows: Sequence[Row]) -> str:
    fullest = max(rows[:_HEADER_WITHIN], key=lambda row: sum(map(bool, row.cells)))
    seen = "、".join(cell[:12] for cell in fullest.cells if cell)[:80]
    return f"找不到“要点”列；识别到的列：{seen}；请下载模板，按模板的表头填写。"


def _letters(column: int) -> str:
    return chr(ord("A") + column) if column < 26 else f"A{chr(ord('A') + column - 26)}"


def _read(tab: Tab, header: int, columns: dict[str, int], tabs: Sequence[Tab]) -> Sheet:
    rows: list[KeyPointRow] = []
    errors: list[RowError] = []
    blank = 0
    first_row: dict[str, int] = {}
    for row in tab.rows[header + 1 :]:
        cells = {field: row.cells[column] if column < len(row.cells) else "" for field, column in columns.items()}
        trouble = {field: row.trouble[column] for field, column in columns.items() if column in row.trouble}
        if not any(cells.values()) and not trouble:
            blank += 1
            continue
        found = read_row(row.number, cells, trouble)
        if isinstance(found, KeyPointRow):
            found = _unless_double(found, first_row)
        if isinstance(found, KeyPointRow):
            rows.append(found)
        else:
            errors.append(found)
    notices = _notices(tab, header, columns, tabs, blank)
    margins = tuple(dict.fromkeys(_margins(tab, header, columns, tabs)))
    return Sheet(tab.name, tuple(rows), tuple(errors), tuple(notices), margins)


def _margins(tab: Tab, header: int, columns: dict[str, int], tabs: Sequence[Tab]) -> Iterator[str]:
    """Every line of the file that is no key point's: a mark of secrecy speaks for the whole file."""
    read = set(columns.values())
    for other in tabs:
        yield other.name
        yield from other.margins
        for index, row in enumerate(other.rows):
            is_read = other is tab and index > header
            for column, cell in enumerate(row.cells):
                if cell and not (is_read and column in read):
                    yield from cell.split("\n")
    for row in tab.rows[header + 1 :]:
        if sum(map(bool, row.cells)) == 1:  # a remark across the table, above all at its foot
            yield from next(filter(None, row.cells)).split("\n")


def _unless_double(row: KeyPointRow, first_row: dict[str, int]) -> KeyPointRow | RowError:
    key = letters_only(row.statement)
    first = first_row.setdefault(key, row.number)
    return row if first == row.number else RowError(row.number, f"与第 {first} 行重复", row.statement)


def _notices(tab: Tab, header: int, columns: dict[str, int], tabs: Sequence[Tab], blank: int) -> Iterator[str]:
    others = [f"“{other.name}”{'（隐藏）' if other.is_hidden else ''}" for other in tabs if other is not tab]
    if others:
        yield f"读取了工作表“{tab.name}”，没有读取{'、'.join(others)}。"
    unknown = [cell for column, cell in enumerate(tab.rows[header].cells) if cell and column not in columns.values()]
    if unknown:
        yield f"没有读取这些列：{'、'.join(name[:12] for name in unknown)}。"
    if tab.hidden_rows or tab.hidden_columns:
        yield f"已跳过 {tab.hidden_rows} 个隐藏行、{tab.hidden_columns} 个隐藏列。"
    if blank:
        yield f"已跳过 {blank} 个空行。"
    if tab.has_dates:
        yield "日期格式的单元格按“2020年2月3日”的写法读入，请核对。"
