"""How likely a teacher would hide a stretch of a sentence, by the words in it and around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import log10

from quizzes.core.learned import log_odds
from quizzes.core.reading import Reading, Unit

MOST_WORDS, LONGEST = 7, 14  # words and characters: more is not typed on a phone
_EDGE = "^"  # where the sentence begins or ends


def askable(reading: Reading, ruled: Mapping[tuple[int, int], Sequence[str]]) -> dict[tuple[int, int], float]:
    """The log-odds of each stretch of whole words that is no more than MOST_WORDS and LONGEST, and of the `ruled`
    ones, by start and end. For these the traits are given that say what the rules think of them."""
    return {place: log_odds("askable", traits) for place, traits in described(reading, ruled)}


def described(
    reading: Reading, ruled: Mapping[tuple[int, int], Sequence[str]]
) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
    """Those stretches with their traits."""
    words = _Words(reading)
    left = dict(ruled)
    for stretch in words.stretches():
        place = words.place(*stretch)
        yield place, (*words.traits(*stretch), *left.pop(place, ()))
    for place, traits in left.items():
        yield place, ("always", *traits)


class _Words:
    """The words of a sentence as the traits describe them."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.text
        self._doubtful = reading.doubtful
        self._units = [unit for unit in reading.units if unit.text.strip()]
        self._tags = [_tag(unit) for unit in self._units]
        self._usual = [_usual(unit) for unit in self._units]

    def place(self, first: int, last: int) -> tuple[int, int]:
        return self._units[first].start, self._units[last].end

    def stretches(self) -> Iterator[tuple[int, int]]:
        """The numbers of the first and the last word of each."""
        count = len(self._units)
        for first in range(count):
            for last in range(first, min(count, first + MOST_WORDS)):
                start, end = self.place(first, last)
                if _parts(self._units[last]) or end - start > LONGEST:
                    break
                if (end - start > 1 or self._units[first].span) and last - first + 1 < count:
                    yield first, last

    def traits(self, first: int, last: int) -> Iterator[str]:
        yield "always"
        yield from self._of_itself(first, last)
        yield from self._of_its_edges(first, last)
        yield from self._of_its_place(first, last)

    def _of_itself(self, first: int, last: int) -> Iterator[str]:
        units, tags = self._units[first : last + 1], self._tags[first : last + 1]
        head, tail = units[0], units[-1]
        yield f"length {min(12, tail.end - head.start)}"
        yield f"words {len(units)}"
        yield f"first tag {tags[0]}"
        yield f"last tag {tags[-1]}"
        yield f"first {head.text}"
        yield f"last {tail.text}"
        yield f"first character {head.text[0]}"
        yield f"last character {tail.text[-1]}"
        yield f"first usual {self._usual[first]}"
        yield f"last usual {self._usual[last]}"
        yield f"rarest {min(self._usual[first : last + 1])}"
        if any(unit.tag == "x" and not unit.span for unit in units):
            yield "guessed"
        if not self._doubtful.isdisjoint((head.start, tail.end)):
            yield "doubtful"

    def _of_its_edges(self, first: int, last: int) -> Iterator[str]:
        tag_before, tag_after = self._tag_at(first - 1), self._tag_at(last + 1)
        yield f"before {tag_before}"
        yield f"after {tag_after}"
        yield f"second before {self._tag_at(first - 2)}"
        yield f"second after {self._tag_at(last + 2)}"
        yield f"into {tag_before} {self._tags[first]}"
        yield f"out of {self._tags[last]} {tag_after}"
        yield f"between {tag_before} {tag_after}"
        if first:
            before = self._units[first - 1].text
            yield f"word before {before}"
            yield f"character before {before[-1]}"
            yield f"usual before {self._usual[first - 1]}"
        if last + 1 < len(self._units):
            after = self._units[last + 1].text
            yield f"word after {after}"
            yield f"character after {after[0]}"
            yield f"usual after {self._usual[last + 1]}"

    def _of_its_place(self, first: int, last: int) -> Iterator[str]:
        start, end = self.place(first, last)
        size = len(self._text)
        yield f"share {10 * (end - start) // size}"
        yield f"place {10 * start // size}"
        opens = first == 0 or _parts(self._units[first - 1])
        closes = last + 1 == len(self._units) or _parts(self._units[last + 1])
        yield f"clause {opens:d}{closes:d}"

    def _tag_at(self, place: int) -> str:
        return self._tags[place] if 0 <= place < len(self._tags) else _EDGE


def _parts(unit: Unit) -> bool:
    """Whether it ends a part of the sentence; 、 does not."""
    return unit.is_wall and not unit.span and unit.text != "、"


def _tag(unit: Unit) -> str:
    """Function words and marks stand for themselves, a protected span for its kind; 1n is a noun of one character."""
    if unit.span:
        return f"[{unit.span}]"
    if unit.is_wall or unit.is_function:
        return unit.text
    return f"1{unit.tag}" if len(unit.text) == 1 else unit.tag


def _usual(unit: Unit) -> int:
    """0 for what the dictionary does not know to 5 for 100,000 occurrences and more; 6 where that says nothing."""
    return 6 if unit.span or unit.is_wall else min(5, int(log10(unit.frequency + 1)))
