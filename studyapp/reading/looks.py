"""Headings of a file that knows no styles: larger or heavier than the text, as most people write them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from studyapp.reading.characters import is_complete
from studyapp.reading.contents import is_contents_marker
from studyapp.reading.dates import full_dates
from studyapp.reading.headings import is_numbered_heading, is_salutation, is_title_like
from studyapp.reading.names import byline, is_organisation
from studyapp.reading.types import SourceLine

_LARGER = 1.06  # times the size of the text
_TITLE = 1.2
_LONGEST = 60
_Rank = tuple[float, bool]  # size and weight; the larger, the further out


def with_levels_by_look(lines: Sequence[SourceLine]) -> tuple[SourceLine, ...]:
    """The lines with titles and heading levels, taken from size and weight where no style names them."""
    if any((line.level is not None or line.is_title) and not line.is_contents for line in lines):
        return tuple(lines)
    body = _body(lines)
    ranks = {index: rank for index, line in enumerate(lines) if (rank := _rank(line, body)) is not None}
    titles = _title_ranks(lines, ranks, body)
    levels = {rank: level for level, rank in enumerate(sorted(set(ranks.values()) - titles, reverse=True), 1)}
    return tuple(
        line if index not in ranks else replace(line, is_title=ranks[index] in titles, level=levels.get(ranks[index]))
        for index, line in enumerate(lines)
    )


def _body(lines: Sequence[SourceLine]) -> _Rank:
    """Size and weight of most characters."""
    characters = Counter[_Rank]()
    for line in lines:
        if line.look is not None and not line.is_cell:
            characters[line.look.size, line.look.is_bold] += len(line.text)
    return max(characters, key=lambda rank: characters[rank], default=(0.0, False))


def _rank(line: SourceLine, body: _Rank) -> _Rank | None:
    """How far a line stands out; None for one that does not, or that is no heading for other reasons."""
    if line.look is None or line.is_cell or line.is_contents or not body[0]:
        return None
    size, is_bold = max(line.look.size, body[0]), line.look.is_bold and not body[1]
    if line.look.size < body[0] or not (size >= _LARGER * body[0] or is_bold):
        return None
    return (size, is_bold) if _could_head(line.text) else None


def _could_head(text: str) -> bool:
    if len(text) > _LONGEST or not is_title_like(text) or (is_complete(text) and text[-1] not in "？！?!"):
        return False
    if is_contents_marker(text) or is_salutation(text) or full_dates(text):
        return False
    return is_numbered_heading(text) or (byline(text) is None and not is_organisation(text))


def _title_ranks(lines: Sequence[SourceLine], ranks: dict[int, _Rank], body: _Rank) -> set[_Rank]:
    """The looks of titles: the largest, if no numbered heading has it, and those that always begin a page."""
    numbered = {rank for index, rank in ranks.items() if is_numbered_heading(lines[index].text)}
    titles: set[_Rank] = set()
    for rank in sorted(set(ranks.values()), reverse=True):
        if rank in numbered or rank[0] < _TITLE * body[0]:
            break
        places = [index for index, own in ranks.items() if own == rank and ranks.get(index - 1) != rank]
        if titles and not all(lines[index].starts_page for index in places):
            break
        titles.add(rank)
    return titles
