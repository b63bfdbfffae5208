"""What to tell the secretary about a file that was read, and beside which sheet or line. Plain Python."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from studyapp.outlines import Line, Outline, Sheet, lines_of
from studyapp.secrecy import SecrecyMark, find_marks

GARBLED = "可能是乱码"
LONGEST_PARAGRAPH = 1500
LONGEST_HEADING = 60
# Signs of a text read in the wrong encoding: replacement and private characters, UTF-8 read as Latin-1 or GBK.
_GARBLED = re.compile("[\ufffd\ue000-\uf8ff]|锟斤拷|[À-ÿ\x80-\x9f]{3,}|(?:鐨|鏄|锛|銆|浜|鍦){3,}")
_NAMED = re.compile("“([^”]{2,})”|《([^》]{2,})》")


@dataclass(frozen=True)
class PlacedMark:
    """A mark of secrecy with the passage that it stands in; -1 for a sheet when only the file as a whole shows it."""

    text: str
    is_refused: bool
    sheet: int
    line: int
    passage: str


@dataclass
class Remarks:
    """Sentences about the file, about a sheet by its index, and about a line by (sheet, line)."""

    of_file: list[str] = field(default_factory=list)
    of_sheet: dict[int, list[str]] = field(default_factory=dict)
    of_line: dict[tuple[int, int], list[str]] = field(default_factory=dict)

    def about_sheet(self, sheet: int, sentence: str) -> None:
        self.of_sheet.setdefault(sheet, []).append(sentence)

    def about_line(self, sheet: int, line: int, sentence: str) -> None:
        self.of_line.setdefault((sheet, line), []).append(sentence)


def remarks(outline: Outline, notices: Sequence[str]) -> Remarks:
    """Everything worth a look. What the reader noticed stands beside the sheet or the line that it names."""
    found = Remarks()
    for notice in notices:
        _place(found, outline, notice)
    for index, sheet in enumerate(outline):
        if not sheet.is_out:
            _about(found, index, sheet)
    return found


def _place(found: Remarks, outline: Outline, notice: str) -> None:
    for match in _NAMED.finditer(notice):
        named = match[1] or match[2]
        for index, sheet in enumerate(outline):
            if named in sheet.title or sheet.title in named:
                return found.about_sheet(index, notice)
        for index, number, line in lines_of(outline):
            if named in line.text:
                return found.about_line(index, number, notice)
    found.of_file.append(notice)
    return None


def _about(found: Remarks, index: int, sheet: Sheet) -> None:
    if not sheet.date:
        found.about_sheet(index, "没有找到日期，可以补上。")
    if sheet.lines and not any(line.level is None for line in sheet.kept):
        found.about_sheet(index, "只有标题，没有正文。")
    garbled = [number for number, line in enumerate(sheet.lines) if not line.is_out and _GARBLED.search(line.text)]
    for number in garbled:
        found.about_line(index, number, "这里可能是乱码。")
    if garbled:
        found.about_sheet(index, f"有{len(garbled)}段{GARBLED}，请核对后再导入。")
    for number, line in enumerate(sheet.lines):
        if sentence := _about_length(line):
            found.about_line(index, number, sentence)


def _about_length(line: Line) -> str:
    if line.level is None and len(line.text) > LONGEST_PARAGRAPH:
        return f"这一段有{len(line.text)}个字，可能是几段连在了一起。"
    if line.level is not None and len(line.text) > LONGEST_HEADING:
        return "标题很长，可能是正文。"
    return ""


def garbled_share(outline: Outline) -> int:
    """How much of what would be imported looks garbled, in percent of the lines, rounded up."""
    kept = [line.text for sheet in outline if not sheet.is_out for line in sheet.kept]
    return -(-100 * sum(bool(_GARBLED.search(text)) for text in kept) // len(kept)) if kept else 0


def marks_in(outline: Outline, elsewhere: Sequence[str] = ()) -> list[PlacedMark]:
    """Marks of secrecy in the whole file, left out or not; `elsewhere` are lines of it that became no text."""
    marks = [_placed(mark, -1, line) for line in elsewhere for mark in find_marks([line])]
    for index, sheet in enumerate(outline):
        texts = [sheet.title, *(line.text for line in sheet.lines)]
        marks += [_placed(mark, index, texts[mark.line]) for mark in find_marks(texts)]
    return marks


def _placed(mark: SecrecyMark, sheet: int, passage: str) -> PlacedMark:
    return PlacedMark(mark.text, mark.weight == "refused", sheet, mark.line - 1, passage[:120])
