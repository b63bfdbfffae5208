"""The body of a document: broken paragraphs made whole, headings told from paragraphs and given levels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from studyapp.reading.characters import is_complete
from studyapp.reading.headings import is_numbered_heading, is_short_name, rank_of
from studyapp.reading.seams import join_cut_paragraphs
from studyapp.reading.types import Passage, SourceLine

Role = Literal["styled", "numbered", "plain", "paragraph"]
_LONGEST_STYLED = 100
_ATTACHED = re.compile(r"附件?[：:] ?\d[.．、]")  # 附件：1.… goes on in numbered lines
_OUTERMOST = frozenset(("前言", "引言", "结语", "结束语", "附则", "附录", "附件", "参考文献", "致谢"))


@dataclass(frozen=True)
class Outline:
    """The passages of a body, how many seams were closed, and the surroundings of dropped repetitions."""

    passages: tuple[Passage, ...]
    seams: int = 0
    repeats: tuple[str, ...] = ()


def outline(lines: Sequence[SourceLine]) -> Outline:
    """Passages in reading order.

    Levels count from 1 without gaps, whatever numbering a document uses: if it has 1. but no 一、, then
    1. is the first level. Named styles go before numbering.
    """
    joined = join_cut_paragraphs(lines)
    roles = _roles(joined.lines)
    levels = _levels(joined.lines, roles)
    passages = tuple(
        Passage("paragraph" if level is None else "heading", line.text, level)
        for line, level in zip(joined.lines, levels, strict=True)
    )
    return Outline(passages, joined.seams, joined.repeats)


def _roles(lines: Sequence[SourceLine]) -> list[Role]:
    roles = [_role_alone(line) for line in lines]
    _demote_lists(lines, roles)
    for index, line in enumerate(lines):
        if roles[index] == "paragraph" and _is_plain_heading(lines, roles, index):
            roles[index] = "plain"
        elif line.is_title and roles[index] == "paragraph":
            roles[index] = "styled"
    return roles


def _role_alone(line: SourceLine) -> Role:
    if line.is_cell:
        return "paragraph"
    if line.level is not None and not (is_complete(line.text) and len(line.text) > _LONGEST_STYLED):
        return "styled"
    return "numbered" if is_numbered_heading(line.text) else "paragraph"


def _demote_lists(lines: Sequence[SourceLine], roles: list[Role]) -> None:
    """Numbered short lines that follow each other directly are the items of a list and head nothing."""
    start = 0
    while start < len(lines):
        stop = start + 1
        if roles[start] == "numbered":
            rank = rank_of(lines[start].text)
            while stop < len(lines) and roles[stop] == "numbered" and rank_of(lines[stop].text) == rank:
                stop += 1
            if stop - start > 1 or (start and _ATTACHED.match(lines[start - 1].text)):
                roles[start:stop] = ["paragraph"] * (stop - start)
        start = stop


def _is_plain_heading(lines: Sequence[SourceLine], roles: list[Role], index: int) -> bool:
    """A short line without stop or number, alone between a sentence or heading and running text."""
    if lines[index].is_cell or not is_short_name(lines[index].text) or rank_of(lines[index].text) is not None:
        return False
    if index + 1 >= len(lines) or roles[index + 1] != "paragraph" or not is_complete(lines[index + 1].text):
        return False
    return not lines[index + 1].is_cell and (
        index == 0 or roles[index - 1] != "paragraph" or is_complete(lines[index - 1].text)
    )


def _levels(lines: Sequence[SourceLine], roles: Sequence[Role]) -> list[int | None]:
    pairs = list(zip(lines, roles, strict=True))
    styled = sorted({line.level or 1 for line, role in pairs if role == "styled"})
    by_rank: dict[int | None, int] = {}
    for line, role in pairs:
        if role == "styled" and (rank := rank_of(line.text)) is not None:
            by_rank.setdefault(rank, styled.index(line.level or 1) + 1)
    numbered = {rank_of(line.text) for line, role in pairs if role == "numbered"}
    own_ranks = sorted(rank for rank in numbered if rank is not None and rank not in by_rank)
    levels: list[int | None] = []
    above_numbers, above_plain = 0, 0
    for line, role in pairs:
        level: int | None = None
        if role == "styled":
            level = above_numbers = above_plain = styled.index(line.level or 1) + 1
        elif role == "numbered":
            rank = rank_of(line.text)
            level = by_rank[rank] if rank in by_rank else above_numbers + own_ranks.index(rank or 0) + 1
            above_plain = level
        elif role == "plain":
            level = 1 if line.text in _OUTERMOST else above_plain + 1
        levels.append(level)
    return levels
