"""The words of a statement, which of them are blanks, and what a tap on one changes. Plain values, no database."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from studyapp.cloze import ClozeSpan, to_cloze

MOST_BLANKS = 12
SHORTEST_EXCERPT = 5
_LONGEST_COMPARED = 5000  # characters; comparing takes time with the product of both lengths
_PIECE = re.compile(r"[0-9][0-9.,]*[%‰]?|[A-Za-z]+|.", re.S)
_CLAUSE_END = re.compile(r"[，；：、。！？,;:!?]+[”’」』）)]*")
_OPENERS = "“‘「『《〈（([【"
_SOFT_END = "，；：、,;: \u3000"

Blanks = tuple[tuple[int, int, int], ...]  # start, end, number; those of one number are asked together


@dataclass(frozen=True)
class Word:
    """A stretch that a tap chooses; `blank` is the number of the blank that it belongs to, 0 for none."""

    start: int
    end: int
    text: str
    blank: int = 0
    goes_on: bool = False  # the blank goes on in the next word

    @property
    def is_choosable(self) -> bool:
        return any(character.isalnum() for character in self.text)


def words_of(statement: str, blanks: Blanks, passage: str, edges: Sequence[int], start: int | None) -> list[Word]:
    """The statement word by word. `start` is its place in the passage, None when it has been reworded."""
    cuts = {0, len(statement), *(edge for first, last, _ in blanks for edge in (first, last))}
    cuts |= _own_edges(statement, passage, edges) if start is None else {edge - start for edge in edges}
    if not edges:
        cuts |= {match.start() for match in _PIECE.finditer(statement)}
    ordered = sorted(cut for cut in cuts if 0 <= cut <= len(statement))
    words = []
    for first, last in pairwise(ordered):
        blank = next((b for b in blanks if b[0] <= first and last <= b[1]), None)
        words.append(
            Word(first, last, statement[first:last], blank[2] if blank else 0, bool(blank and last < blank[1]))
        )
    return words


def bound(words: Sequence[Word]) -> list[list[Word]]:
    """The words in groups that stay on one line: closing marks go with the word before, opening ones with the next."""
    groups: list[list[Word]] = []
    waits = False
    for word in words:
        opens = not word.is_choosable and word.text[-1] in _OPENERS
        if groups and (waits or not (word.is_choosable or opens)):
            groups[-1].append(word)
        else:
            groups.append([word])
        waits = opens
    return groups


def _own_edges(statement: str, passage: str, edges: Sequence[int]) -> set[int]:
    """Word edges of a reworded statement: those of the passage where both agree, single characters elsewhere."""
    cuts = {match.start() for match in _PIECE.finditer(statement)}
    if len(passage) > _LONGEST_COMPARED:
        return cuts
    known = set(edges)
    for block in SequenceMatcher(None, passage, statement, autojunk=False).get_matching_blocks():
        inside = range(block.b + 1, block.b + block.size)
        cuts -= {place for place in inside if block.a + place - block.b not in known}
    return cuts


def tapped(words: Sequence[Word], blanks: Blanks, place: int, *, together: bool) -> Blanks:
    """The blanks after a tap on the word that begins at `place`: it joins, widens, narrows or leaves a blank."""
    word = next((word for word in words if word.start == place and word.is_choosable), None)
    if word is None:
        return blanks
    if word.blank:
        return tuple(sorted(_without(word, blanks)))
    before = next((b for b in blanks if b[1] == word.start), None)
    after = next((b for b in blanks if b[0] == word.end), None)
    number = before[2] if before else after[2] if after else _next_number(blanks, together)
    start, end = before[0] if before else word.start, after[1] if after else word.end
    return tuple(sorted([*(b for b in blanks if b not in (before, after)), (start, end, number)]))[:MOST_BLANKS]


def _without(word: Word, blanks: Blanks) -> list[tuple[int, int, int]]:
    kept = []
    for start, end, number in blanks:
        if not start <= word.start < end:
            kept.append((start, end, number))
        elif start == word.start and end > word.end:
            kept.append((word.end, end, number))
        elif end == word.end and start < word.start:
            kept.append((start, word.start, number))
    return kept


def _next_number(blanks: Blanks, together: bool) -> int:
    numbers = {number for _, _, number in blanks}
    if together and numbers:
        return min(numbers)
    return next(number for number in range(1, MOST_BLANKS + 2) if number not in numbers)


def is_together(blanks: Blanks) -> bool:
    return len(blanks) > 1 and len({number for _, _, number in blanks}) == 1


def asked_otherwise(blanks: Blanks) -> Blanks:
    """Asked together if they were asked one by one, and the other way round."""
    apart = is_together(blanks)
    return tuple((start, end, number if apart else 1) for number, (start, end, _) in enumerate(sorted(blanks), 1))


def cloze_of(statement: str, blanks: Blanks) -> str:
    return to_cloze(statement, tuple(ClozeSpan(a, b, statement[a:b], number) for a, b, number in sorted(blanks)))


def moved(blanks: Blanks, *, by: int, length: int) -> Blanks:
    """The blanks of a statement of which `by` characters went at the beginning, as far as they are still in it."""
    shifted = ((start - by, end - by, number) for start, end, number in blanks)
    return tuple(blank for blank in shifted if blank[0] >= 0 and blank[1] <= length)


def trimmed(passage: str, start: int, end: int, edge: str) -> tuple[int, int]:
    """The excerpt with one edge moved by a clause: "start-", "start+", "end-" or "end+"."""
    ends = sorted({match.end() for match in _CLAUSE_END.finditer(passage)} | {len(passage)})
    starts = [0, *ends]
    if edge == "start-":
        start = max((place for place in starts if place < start), default=start)
    elif edge == "start+":
        start = min((place for place in starts if start < place < end), default=start)
    elif edge == "end+":
        end = min((place for place in ends if tidy(passage, start, place)[1] > end), default=end)
    elif edge == "end-":
        end = max((place for place in ends if start < place < end), default=end)
    return tidy(passage, start, end)


def cut_at(passage: str, start: int, end: int, word: tuple[int, int]) -> tuple[int, int]:
    """The excerpt with its nearer edge moved to a word: outside it reaches for the word, inside it stops there."""
    first, last = word
    if first < start or (last <= end and first - start < end - last):
        return tidy(passage, first, end)
    return tidy(passage, start, last)


def tidy(passage: str, start: int, end: int) -> tuple[int, int]:
    """Without blanks on either side and without a comma at the end."""
    while start < end and passage[start] in _SOFT_END + "。！？":
        start += 1
    while start < end and passage[end - 1] in _SOFT_END:
        end -= 1
    return start, end


def snapped(passage: str, start: int, end: int, edges: Sequence[int]) -> tuple[int, int]:
    """A selection widened to whole words, and to the mark that ends its sentence."""
    start = max((edge for edge in edges if edge <= start), default=start)
    end = min((edge for edge in edges if edge >= end), default=end)
    if passage[end : end + 1] in ("。", "！", "？") and end < len(passage):
        end += 1
    return tidy(passage, start, end)
