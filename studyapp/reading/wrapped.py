"""Text broken at a fixed width by the program that saved it: its lines made paragraphs again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from studyapp.reading.headings import starts_section

_NARROWEST, _WIDEST = 40, 200  # columns; a hanzi takes two
_FEWEST = 3
_LEAST_SHARE = 0.3  # of the lines are full
_PLAY = 3  # columns that may be left where a stop must not begin a line


def unwrapped(lines: Sequence[str]) -> list[str]:
    """The lines, with those joined that were broken at the same width, and all others as they are.

    Only where paragraphs show: by an indent, or by blank lines between them.
    """
    widths = [_width(line.rstrip()) for line in lines]
    full = max(widths, default=0)
    written = [width for width in widths if width]
    count = sum(width >= full - _PLAY for width in written)
    if not _NARROWEST <= full <= _WIDEST or count < max(_FEWEST, _LEAST_SHARE * len(written)):
        return list(lines)
    begins_indented = sum(_is_indented(line) for line in lines) >= 2
    whole: list[str] = []
    is_open = False
    for line, width in zip(lines, widths, strict=True):
        is_new = not width or _is_indented(line) or "\f" in line or starts_section(line.strip())
        if is_open and not is_new and begins_indented:
            whole[-1] = _joined(whole[-1].rstrip(), line.strip())
        else:
            whole.append(line)
        is_open = width >= full - _PLAY
    return whole


def _joined(before: str, after: str) -> str:
    both_latin = re.search("[A-Za-z0-9,.;:]$", before) and re.match("[A-Za-z0-9]", after)
    return f"{before} {after}" if both_latin else before + after


def _is_indented(line: str) -> bool:
    return line[:1] == "\u3000" or line.startswith(("  ", "\t"))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
