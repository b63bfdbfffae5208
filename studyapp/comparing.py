"""Two versions of a document side by side: which passages stayed, and letter by letter what became of the others.

Plain Python: passages are texts in reading order.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from studyapp.cloze import ClozeSpan, parse_cloze, to_cloze

ALIKE = 0.35  # passages with less in common are another one, not a changed one
_AROUND = 12  # in a long stretch of changed passages, only so many are tried on each side
_MOST_LETTERS = 3_000_000  # pairs of letters; beyond it a passage counts as written anew
_SAME_SENTENCE = 0.8

PieceKind = Literal["same", "removed", "added"]
ChangeKind = Literal["changed", "removed", "added"]


@dataclass(frozen=True)
class Piece:
    kind: PieceKind
    text: str


@dataclass(frozen=True)
class Change:
    """One passage that is not what it was. Positions are -1 where the version has none."""

    kind: ChangeKind
    old: int
    new: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Comparison:
    """`stayed` tells for positions of the new version which old passage stands there, moved or not."""

    stayed: dict[int, int]
    changes: tuple[Change, ...]


def compare(old: Sequence[str], new: Sequence[str]) -> Comparison:
    stayed, gaps = _aligned(old, new)
    _find_moved(old, new, stayed, gaps)
    at_home = set(stayed.values())
    changes: list[Change] = []
    for olds, news in gaps:
        left = [position for position in olds if position not in at_home]
        right = [position for position in news if position not in stayed]
        changes += _changes(old, new, left, right)
    return Comparison(stayed, tuple(changes))


def _aligned(old: Sequence[str], new: Sequence[str]) -> tuple[dict[int, int], list[tuple[range, range]]]:
    stayed: dict[int, int] = {}
    gaps = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            stayed.update(zip(range(c, d), range(a, b), strict=True))
        else:
            gaps.append((range(a, b), range(c, d)))
    return stayed, gaps


def _find_moved(
    old: Sequence[str], new: Sequence[str], stayed: dict[int, int], gaps: Sequence[tuple[range, range]]
) -> None:
    """Passages that only stand elsewhere have stayed too."""
    waiting: defaultdict[str, deque[int]] = defaultdict(deque)
    for olds, _ in gaps:
        for position in olds:
            waiting[old[position]].append(position)
    for _, news in gaps:
        for position in news:
            if waiting[new[position]]:
                stayed[position] = waiting[new[position]].popleft()


def _changes(old: Sequence[str], new: Sequence[str], left: list[int], right: list[int]) -> Iterator[Change]:
    """Pair what is alike, in order; the rest is removed or added."""
    partner = dict(_pairs(old, new, left, right))
    done = 0
    for position in right:
        if position not in partner:
            yield Change("added", -1, position, (Piece("added", new[position]),))
            continue
        upto = left.index(partner[position])
        yield from (_removed(old, one) for one in left[done:upto])
        done = upto + 1
        pieces = pieces_of(old[partner[position]], new[position])
        yield Change("changed", partner[position], position, pieces)
    yield from (_removed(old, one) for one in left[done:])


def _removed(old: Sequence[str], position: int) -> Change:
    return Change("removed", position, -1, (Piece("removed", old[position]),))


def _pairs(old: Sequence[str], new: Sequence[str], left: list[int], right: list[int]) -> Iterator[tuple[int, int]]:
    """(new, old) positions of passages that are alike, both rising."""
    letters = {position: _letter_pairs(old[position]) for position in left}
    after = 0
    for index, position in enumerate(right):
        expected = index * len(left) // max(1, len(right))
        window = range(max(after, expected - _AROUND), min(len(left), expected + _AROUND + 1))
        mine = _letter_pairs(new[position])
        best = max(window, key=lambda at: _overlap(mine, letters[left[at]]), default=None)
        if best is not None and _overlap(mine, letters[left[best]]) >= ALIKE:
            yield position, left[best]
            after = best + 1


def _letter_pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1)) or frozenset([text])


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def pieces_of(old: str, new: str) -> tuple[Piece, ...]:
    """What to strike out and what to put in, so that `old` becomes `new`. Single letters in between are not kept."""
    if len(old) * len(new) > _MOST_LETTERS:
        return (Piece("removed", old), Piece("added", new))
    removed = added = ""
    pieces: list[Piece] = []
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (tag, a, b, c, d) in enumerate(blocks):
        if tag == "equal" and (b - a > 1 or number in (0, len(blocks) - 1)):
            pieces += _edit(removed, added)
            pieces.append(Piece("same", old[a:b]))
            removed = added = ""
        else:
            removed += old[a:b]
            added += new[c:d]
    return (*pieces, *_edit(removed, added))


def _edit(removed: str, added: str) -> list[Piece]:
    pieces = (Piece("removed", removed), Piece("added", added))
    return [piece for piece in pieces if piece.text]


def carried(text: str, old: str, new: str) -> str:
    """A key point taken from `old` with its blanks, worded as `new`; one in words of its own stays as it is."""
    statement, spans = parse_cloze(text)
    new = " ".join(new.split())
    if SequenceMatcher(None, statement, old.strip(), autojunk=False).ratio() < _SAME_SENTENCE or "{{" in new + "}}":
        return text
    blocks = SequenceMatcher(None, statement, new, autojunk=False).get_opcodes()
    moved: list[ClozeSpan] = []
    for span in spans:
        start, end = _carried(span.start, blocks, False), _carried(span.end, blocks, True)
        if start < end and new[start:end].strip() and (not moved or moved[-1].end <= start):
            moved.append(ClozeSpan(start, end, new[start:end], span.number))
    return to_cloze(new, tuple(moved))


def _carried(offset: int, blocks: Sequence[tuple[str, int, int, int, int]], is_end: bool) -> int:
    """Where an offset of the old text lies in the new one; inside of what was replaced it goes to the edge."""
    for tag, a, b, c, d in blocks:
        inside = a < offset <= b if is_end else a <= offset < b
        if inside:
            return c + (offset - a) if tag == "equal" else d if is_end else c
    return blocks[-1][4] if blocks else 0
