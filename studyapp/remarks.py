"""What to tell the secretary about a file that was read, and beside which sheet or line. Plain Python."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from studyapp.outlines import Line, Outline, Sheet, lines_of
from studyapp.secrecy import SecrecyMark, find_marks

GARBLED = "这里可能是乱码。"
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

    @property
    def is_alone(self) -> bool:
        """Whether the passage is nothing but the mark."""
        return "".join(self.text.split()) == "".join(self.passage.split())


@dataclass
class Remarks:
    """Sentences about the file, about a sheet by its index, and about a line by (sheet, line)."""

    of_file: list[str] = field(default_factory=list)
    of_sheet: dict[int, list[str]] = field(default_factory=dict)
    of_line: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    lines: int = 0
    garbled: int = 0

    @property
    def garbled_share(self) -> int:
        """How many of the lines that would be imported look garbled, in percent, rounded up."""
        return -(-100 * self.garbled // self.lines) if self.lines else 0

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
    garbled = 0
    for number, line in enumerate(sheet.lines):
        sentences = _about_line(line)
        garbled += GARBLED in sentences
        for sentence in sentences:
            found.about_line(index, number, sentence)
    if garbled:
        found.about_sheet(index, f"有{garbled}段可能是乱码，请核对后再导入。")
    found.lines += len(sheet.kept)
    found.garbled += garbled


def line_remarks(outline: Outline, notices: Sequence[str], index: int, number: int) -> list[str]:
    """What stands beside one line."""
    line = outline[index].lines[number]
    named = [notice for notice in notices if any((m[1] or m[2]) in line.text for m in _NAMED.finditer(notice))]
    return named + _about_line(line)


def _about_line(line: Line) -> list[str]:
    if line.is_out:
        return []
    sentences = [GARBLED] if _GARBLED.search(line.text) else []
    return sentences + [sentence for sentence in [_about_length(line)] if sentence]


def _about_length(line: Line) -> str:
    if line.level is None and len(line.text) > LONGEST_PARAGRAPH:
        return f"这一段有{len(line.text)}个字，可能是几段连在了一起。"
    if line.level is not None and len(line.text) > LONGEST_HEADING:
        return "标题很长，可能是正文。"
    return ""


def marks_in(outline: Outline, elsewhere: Sequence[str] = ()) -> list[PlacedMark]:
    """Marks of secrecy in the whole file, left out or not; `elsewhere` are lines of it that became no text."""
    marks = [_placed(mark, -1, line) for line in elsewhere for mark in find_marks([line])]
    for index, sheet in enumerate(outline):
        texts = [sheet.title, *(line.text for line in sheet.lines)]
        marks += [_placed(mark, index, texts[mark.line]) for mark in find_marks(texts)]
    return marks


def _placed(mark: SecrecyMark, sheet: int, passage: str) -> PlacedMark:
    return PlacedMark(mark.text, mark.weight == "refused", sheet, mark.line - 1, passage[:120])
