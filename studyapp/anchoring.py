"""Where in a document a key point rests, kept so that it is found again after the document has changed.

An anchor holds the quote itself, a little of the text on both sides, where it stood, and a hash of its passage.
Plain Python: passages are texts in reading order, and a passage's position is its index among them.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal

CONTEXT = 32  # characters kept on each side of a quote
NEAR = 0.6  # the least likeness of a repaired quote
_SURE_LENGTH = 8  # a quote this long that stands in one place only speaks for itself
_SURE_CONTEXT = 4  # a shorter one needs so much of its surroundings
_SURE_SIDE = 12  # of several places, one needs all of this on both sides
_NEXT_TO_IT = 0.1  # what standing where it should is worth beside likeness, which is at most 1
_CLOSEST = 5  # passages that are compared letter by letter for a near match
_LEAST_SHARED = 0.3  # of a quote's letter pairs; below it a passage is not compared at all
# What NFKC leaves apart although it is typed for the same thing.
_ALIKE = {
    '"': "“”„「」『』",
    "'": "‘’",
    "-": "—–−\u2010\u2011\u2012\u2015",
    ".": "。",
    ",": "、",
    "[": "【〔",
    "]": "】〕",
}
_FOLDED = str.maketrans({mark: plain for plain, marks in _ALIKE.items() for mark in marks})

Way = Literal["same", "quote", "folded", "near"]


@dataclass(frozen=True)
class Anchor:
    """A quote and its place. An empty quote stands for its whole passage."""

    quote: str
    prefix: str
    suffix: str
    start: int
    position: int
    text_hash: str


@dataclass(frozen=True)
class Found:
    """The place of an anchor in other passages. `is_repaired` when somebody should look whether it is right."""

    position: int
    start: int
    end: int
    quote: str
    way: Way
    is_repaired: bool = False


@dataclass(frozen=True)
class Passages:
    """Texts in reading order, with what searching them again and again needs."""

    texts: tuple[str, ...]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Passages:
        return cls(tuple(texts))

    @cached_property
    def positions_by_hash(self) -> dict[str, list[int]]:
        positions: dict[str, list[int]] = {}
        for position, text in enumerate(self.texts):
            positions.setdefault(text_hash(text), []).append(position)
        return positions

    @cached_property
    def folded(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        return tuple(_fold(text) for text in self.texts)

    @cached_property
    def pairs(self) -> tuple[frozenset[str], ...]:
        return tuple(_pairs(text) for text, _ in self.folded)


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def anchor_of(passage_text: str, start: int, end: int, *, position: int = 0) -> Anchor:
    """The anchor of the characters from `start` to before `end`."""
    return Anchor(
        quote=passage_text[start:end],
        prefix=passage_text[max(0, start - CONTEXT) : start],
        suffix=passage_text[end : end + CONTEXT],
        start=start,
        position=position,
        text_hash=text_hash(passage_text),
    )


def anchor_quote(passage_text: str, quote: str, *, position: int = 0, near: int = 0) -> Anchor:
    """The anchor of a quote of which only the words are known; of several places the one closest to `near`.

    A quote that the passage does not hold, not even in other punctuation, rests on the passage as a whole.
    """
    passages = Passages((passage_text,))
    wanted = Anchor(quote, "", "", near, 0, "")
    found = _by_quote(wanted, passages) or _by_folded(wanted, passages) if quote else None
    start, end = (found.start, found.end) if found else (0, 0)
    return anchor_of(passage_text, start, end, position=position)


def find_anchor(anchor: Anchor, passages: Passages) -> Found | None:
    """Where the anchor's quote stands in `passages`, by the surest way that leads there; None when it is gone."""
    same = _in_same_text(anchor, passages)
    if same:
        return same
    if not anchor.quote:
        return _beginning_alike(anchor, passages)
    return _by_quote(anchor, passages) or _by_folded(anchor, passages) or _by_likeness(anchor, passages)


def _in_same_text(anchor: Anchor, passages: Passages) -> Found | None:
    positions = passages.positions_by_hash.get(anchor.text_hash, [])
    end = anchor.start + len(anchor.quote)
    for position in sorted(positions, key=lambda position: abs(position - anchor.position)):
        if passages.texts[position][anchor.start : end] == anchor.quote:
            return Found(position, anchor.start, end, anchor.quote, "same")
    return None


def _beginning_alike(anchor: Anchor, passages: Passages) -> Found | None:
    """For an anchor of a whole passage: the passage that begins as it did."""
    beginning = replace(anchor, quote=anchor.suffix, suffix="")
    found = find_anchor(beginning, passages) if anchor.suffix else None
    return Found(found.position, 0, 0, "", found.way, is_repaired=True) if found else None


def _by_quote(anchor: Anchor, passages: Passages) -> Found | None:
    places = [
        (position, start, start + len(anchor.quote))
        for position, text in enumerate(passages.texts)
        for start in _occurrences(text, anchor.quote)
    ]
    return _best(anchor, passages, places, "quote")


def _by_folded(anchor: Anchor, passages: Passages) -> Found | None:
    folded, _ = _fold(anchor.quote)
    if not folded:
        return None
    places = [
        (position, offsets[start], offsets[start + len(folded) - 1] + 1)
        for position, (text, offsets) in enumerate(passages.folded)
        for start in _occurrences(text, folded)
    ]
    return _best(anchor, passages, places, "folded")


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _best(anchor: Anchor, passages: Passages, places: list[tuple[int, int, int]], way: Way) -> Found | None:
    """The place with the most of the anchor's surroundings; among equals the closest to where it was."""
    if not places:
        return None

    def rank(place: tuple[int, int, int]) -> tuple[int, int, int]:
        position, start, end = place
        context = _shared_context(anchor, passages.texts[position], start, end)
        return -context, abs(position - anchor.position), abs(start - anchor.start)

    position, start, end = min(places, key=rank)
    text = passages.texts[position]
    wanted = len(anchor.prefix[-_SURE_SIDE:]) + len(anchor.suffix[:_SURE_SIDE])
    if len(places) == 1:
        wanted = 0 if len(anchor.quote) >= _SURE_LENGTH else min(_SURE_CONTEXT, wanted)
    is_sure = _shared_context(anchor, text, start, end, most=_SURE_SIDE) >= wanted
    return Found(position, start, end, text[start:end], way, is_repaired=not is_sure)


def _shared_context(anchor: Anchor, text: str, start: int, end: int, *, most: int = CONTEXT) -> int:
    """How many characters before and after a place are those of the anchor, at most so many on a side."""
    before = zip(reversed(anchor.prefix[-most:]), reversed(text[:start]), strict=False)
    after = zip(anchor.suffix[:most], text[end:], strict=False)
    return _run_of_equals(before) + _run_of_equals(after)


def _run_of_equals(characters: Iterator[tuple[str, str]]) -> int:
    length = 0
    for one, other in characters:
        if one != other:
            break
        length += 1
    return length


def _by_likeness(anchor: Anchor, passages: Passages) -> Found | None:
    wanted = _pairs(_fold(anchor.quote)[0])
    if not wanted:
        return None
    shares = [(len(wanted & pairs) / len(wanted), position) for position, pairs in enumerate(passages.pairs)]
    candidates = sorted(
        (-share - _NEXT_TO_IT * (position == anchor.position), abs(position - anchor.position), position)
        for share, position in shares
        if share >= _LEAST_SHARED
    )
    found = []
    for _, distance, position in candidates[:_CLOSEST]:
        text = passages.texts[position]
        start, end, likeness = _most_like(anchor, text)
        if likeness >= NEAR:
            score = _in_context(anchor, text, start, end) + _NEXT_TO_IT * (distance <= 1)
            found.append((score, -distance, (position, start, end)))
    if not found:
        return None
    position, start, end = max(found)[2]
    return Found(position, start, end, passages.texts[position][start:end], "near", is_repaired=True)


def _in_context(anchor: Anchor, text: str, start: int, end: int) -> float:
    """How like the place is to the anchor, with what stands around both."""
    was = anchor.prefix + anchor.quote + anchor.suffix
    now = text[max(0, start - CONTEXT) : end + CONTEXT]
    return SequenceMatcher(None, was, now, autojunk=False).ratio()


def _most_like(anchor: Anchor, text: str) -> tuple[int, int, float]:
    """The stretch of `text` that is most like the quote, and how like it is."""
    quote, room = anchor.quote, max(2, len(anchor.quote) // 3)
    blocks = [block for block in SequenceMatcher(None, quote, text, autojunk=False).get_matching_blocks() if block.size]
    best = (0, 0, 0.0)
    for begin in {max(0, block.b - block.a - room) for block in blocks if block.size > 1}:
        start, end = _trimmed(quote, text[begin : begin + len(quote) + 2 * room])
        likeness = SequenceMatcher(None, quote, text[begin + start : begin + end], autojunk=False).ratio()
        best = max(best, (begin + start, begin + end, likeness), key=lambda one: one[2])
    start, end, likeness = best
    start = 0 if not anchor.prefix and start <= room else start
    end = len(text) if not anchor.suffix and len(text) - end <= room else end
    return start, end, likeness


def _trimmed(quote: str, window: str) -> tuple[int, int]:
    blocks = SequenceMatcher(None, quote, window, autojunk=False).get_matching_blocks()[:-1]
    return (blocks[0].b, blocks[-1].b + blocks[-1].size) if blocks else (0, 0)


def _fold(text: str) -> tuple[str, tuple[int, ...]]:
    """`text` without blanks, in one width and one kind of punctuation, and where each character came from."""
    characters, offsets = [], []
    for offset, character in enumerate(text):
        for folded in unicodedata.normalize("NFKC", character.translate(_FOLDED)).casefold():
            if not folded.isspace() and unicodedata.category(folded) != "Cf":
                characters.append(folded)
                offsets.append(offset)
    return "".join(characters), tuple(offsets)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[index : index + 2] for index in range(len(text) - 1)) or frozenset(text)
