"""Glyphs on a page → printed rows in reading order, columns one after the other."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from studyapp.reading.characters import is_han

_SAME_BASE = 0.35  # of the size: further up or down is another row
_WIDE = 1.0  # of the size: a gap that can divide two columns
_TAB = 1.8  # a gap inside a row that stands for a tab
_WORD = 0.29  # between hanzi and letters a word processor adds up to a quarter on its own
_LATIN_WORD = 0.15
_HANZI = 0.24  # no program adds anything between two hanzi but when it justifies a row
_SIGN = 0.6  # beside full-width signs, which carry a blank half of their own
_ASCII = re.compile("[!-~]")
# What no line break tears: a sign with what may not stand alone before or behind it. Quotes of Western shape cling
# to the hanzi on both of their sides.
_PIECE = re.compile(
    r"[“‘《（【「『(\[]*(?:[0-9A-Za-z.%,:/-]+|.)[，。、；：？！》）”’】」』,.;:?!)\]]*(?:[“‘][《（「『]*.[，。、；：？！》）”’】」』]*)?"
)
_LEAST_LINES = 6
_BLANKS = " \u00a0\u3000\t"


class Glyph(NamedTuple):
    char: str
    left: float
    right: float
    base: float
    size: float
    is_bold: bool = False


@dataclass(frozen=True)
class Row:
    """One printed row of one column. `column` is 0 for the whole width, else counts from 1."""

    text: str
    left: float
    right: float
    base: float
    size: float
    is_bold: bool = False
    column: int = 0
    cells: int = 1  # stretches of text with wide gaps between them
    ends_blank: bool = False  # a typed blank stands at its end

    @property
    def first_width(self) -> float:
        """How wide the first piece is that a line break cannot tear."""
        match = _PIECE.match(self.text)
        piece = match.group() if match else self.text[:1]
        return sum(self.size * (0.5 if char.isascii() else 1) for char in piece)


def rows_of(pages: Iterable[Sequence[Glyph]]) -> list[list[Row]]:
    """The rows of each page, from top to bottom; where it is set in two columns, the left one first.

    A page with little text does not show its columns: it is divided where the fuller ones are.
    """
    found = [_printed_lines(glyphs) for glyphs in pages]
    gutters = [_gutter(lines) for lines in found]
    known = [gutter for gutter in gutters if gutter is not None]
    full = sum(len(lines) >= _LEAST_LINES for lines in found)
    common = median(known) if known and 2 * len(known) >= full else None
    return [_rows(lines, gutter or common) for lines, gutter in zip(found, gutters, strict=True)]


def _rows(lines: list[list[Glyph]], gutter: float | None) -> list[Row]:
    if gutter is None or 4 * sum(_crosses(line, gutter) for line in lines) > len(lines):
        return [_row(line) for line in lines]
    return _in_columns(lines, gutter)


def _printed_lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    lines = [_without_doubles(line) for line in _lines(glyphs)]
    return [line for line in lines if any(glyph.char not in _BLANKS for glyph in line)]


def _lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs on one base line; small raised or lowered signs go with the line that they touch."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.base):
        for line in reversed(lines[-2:]):
            larger = max(line[0].size, glyph.size)
            if abs(line[0].base - glyph.base) <= _SAME_BASE * larger:
                line.append(glyph)
                break
        else:
            lines.append([glyph])
    return lines


def _without_doubles(line: list[Glyph]) -> list[Glyph]:
    """From left to right; a sign printed twice in one place, to look bold, counts once."""
    kept: list[Glyph] = []
    for glyph in sorted(line, key=lambda glyph: (glyph.left, glyph.right)):
        is_double = any(
            other.char == glyph.char and abs(other.left - glyph.left) < 0.2 * glyph.size for other in kept[-2:]
        )
        if not is_double:
            kept.append(glyph)
    return kept


def _row(line: list[Glyph], column: int = 0) -> Row:
    seen = [glyph for glyph in line if glyph.char not in _BLANKS]
    return Row(
        text=_text(line),
        left=seen[0].left,
        right=max(glyph.right for glyph in seen),
        base=median(glyph.base for glyph in seen),
        size=_commonest(seen),
        is_bold=2 * sum(glyph.is_bold for glyph in seen) > len(seen),
        column=column,
        ends_blank=line[-1].char in _BLANKS,
        cells=1 + sum(1 for first, second in itertools.pairwise(seen) if _gap(first, second) > _TAB),
    )


def _commonest(glyphs: Sequence[Glyph]) -> float:
    sizes = [glyph.size for glyph in glyphs]
    return max(set(sizes), key=lambda size: (sizes.count(size), size))


def _gap(first: Glyph, second: Glyph) -> float:
    """The blank between two glyphs, in parts of their size."""
    return (second.left - first.right) / max(first.size, second.size)


def _text(line: list[Glyph]) -> str:
    """The row's text. Blanks that were typed stay; those that the layout made go, but for wide ones."""
    stretch = _stretch(line)
    text, previous = "", None
    for glyph in line:
        if glyph.char in _BLANKS:
            text += "" if text.endswith(" ") else " "
            continue
        if previous is not None and not text.endswith(" "):
            text += _blank(previous, glyph, stretch)
        text += glyph.char
        previous = glyph
    return text.strip()


def _stretch(line: list[Glyph]) -> float:
    """How far a justified row is pulled apart: what lies between most of its hanzi."""
    gaps = [
        _gap(first, second) for first, second in itertools.pairwise(line) if is_han(first.char) and is_han(second.char)
    ]
    return max(0.0, median(gaps)) if len(gaps) > 2 else 0.0


def _blank(first: Glyph, second: Glyph, stretch: float) -> str:
    gap = _gap(first, second) - stretch
    if gap > _TAB:
        return "  "
    is_latin = [_ASCII.match(glyph.char) is not None for glyph in (first, second)]
    are_hanzi = is_han(first.char) and is_han(second.char)
    least = _LATIN_WORD if all(is_latin) else _WORD if any(is_latin) else _HANZI if are_hanzi else _SIGN
    return " " if gap >= least else ""


def _gutter(lines: Sequence[Sequence[Glyph]]) -> float | None:
    """Where a page set in two columns is divided: the middle of the strip that most rows leave blank."""
    if len(lines) < _LEAST_LINES:
        return None
    left = min(line[0].left for line in lines)
    right = max(line[-1].right for line in lines)
    best, fewest = None, len(lines)
    for step in range(36, 65):
        x = left + (right - left) * step / 100
        crossing = sum(_crosses(line, x) for line in lines)
        if crossing < fewest:
            best, fewest = x, crossing
    if best is None or 4 * fewest > len(lines):
        return None
    return best if _is_filled(lines, best, left, right) else None


def _crosses(line: Sequence[Glyph], x: float) -> bool:
    """Whether a row runs through the strip at `x`."""
    before = max((glyph.right for glyph in line if glyph.left < x), default=None)
    after = min((glyph.left for glyph in line if glyph.left >= x), default=None)
    if before is None or after is None:
        return before is not None and before > x
    return before > x or after - before < _WIDE * line[0].size


def _is_filled(lines: Sequence[Sequence[Glyph]], x: float, left: float, right: float) -> bool:
    """Whether both sides hold running text. The cells of a table seldom fill their width."""
    for start, end in ((left, x), (x, right)):
        widths = []
        for line in lines:
            inside = [glyph for glyph in line if start <= glyph.left < end]
            if inside and not _crosses(line, x):
                widths.append((inside[-1].right - inside[0].left) / (end - start))
        if len(widths) < 4 or sum(width > 0.7 for width in widths) < 0.5 * len(widths):
            return False
    return True


def _in_columns(lines: list[list[Glyph]], gutter: float) -> list[Row]:
    """Rows that run over the whole width divide the page into bands; each band is read column by column."""
    rows: list[Row] = []
    sides: tuple[list[Row], list[Row]] = ([], [])
    for line in lines:
        if _crosses(line, gutter):
            rows += [*sides[0], *sides[1], _row(line)]
            sides = ([], [])
            continue
        for number, side in enumerate(sides, 1):
            part = [glyph for glyph in line if (glyph.left < gutter) == (number == 1)]
            if any(glyph.char not in _BLANKS for glyph in part):
                side.append(_row(part, number))
    return [*rows, *sides[0], *sides[1]]
