"""One statement read for the rules: its protected spans and the words between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from quizzes.core.lexicon import FUNCTION_TAGS, NOMINAL, NOUN_TAGS, PUNCTUATION
from quizzes.core.mending import mended
from quizzes.core.segment import Cut, Token
from quizzes.core.spans import Span, find_spans

_FACES = ("底面", "顶面", "侧面", "正面", "背面")


@dataclass(frozen=True, slots=True)
class Unit:
    """A word, or a protected span as one piece (`span` is its kind)."""

    text: str
    start: int
    end: int
    tag: str
    span: str = ""
    frequency: int = 0

    @property
    def is_wall(self) -> bool:
        return self.text in PUNCTUATION or not self.text.strip()

    @property
    def is_part(self) -> bool:
        """西部, 两端, 底面 are listed with 上 and 中, but name a part of something."""
        return self.tag == "f" and len(self.text) == 2 and (self.text[1] in "部端" or self.text in _FACES)

    @property
    def is_function(self) -> bool:
        if self.span or self.tag not in FUNCTION_TAGS or self.is_part:
            return False
        return len(self.text) <= 2 or self.tag not in ("c", "p", "u")  # 所有者 is listed as a conjunction

    @property
    def is_noun(self) -> bool:
        if self.span == "mined":
            return self.tag in NOUN_TAGS or self.text[-1] in NOMINAL
        if self.span:
            return self.span in ("term", "name", "latin", "quote", "title", "ordinal", "level")
        if self.tag == "i" and len(self.text) <= 3:
            return True  # 破伤风
        listed = self.tag in NOUN_TAGS or self.text in NOMINAL or (self.tag in ("c", "p", "u") and len(self.text) > 2)
        return (listed or self.is_part) and not self.is_wall


@dataclass(frozen=True)
class Reading:
    text: str
    spans: tuple[Span, ...]
    units: tuple[Unit, ...]
    boundaries: frozenset[int]
    doubtful: frozenset[int] = frozenset()  # boundaries that the cutter might as well have set one character away

    def between(self, start: int, end: int) -> list[Unit]:
        """The units that lie whole between two places."""
        return [unit for unit in self.units if start <= unit.start and unit.end <= end]

    def around(self, start: int, end: int) -> tuple[Unit | None, Unit | None]:
        """The nearest units on both sides of a stretch."""
        before = next((unit for unit in reversed(self.units) if unit.end <= start), None)
        return before, next((unit for unit in self.units if unit.start >= end), None)

    @cached_property
    def clauses(self) -> tuple[tuple[Unit, ...], ...]:
        """Runs of units between sentence punctuation and brackets; 、 does not end a run."""
        runs: list[list[Unit]] = [[]]
        for unit in self.units:
            if unit.is_wall and unit.text != "、" and not (unit.text.isspace() and "\n" not in unit.text):
                runs.append([])
            elif unit.text.strip():
                runs[-1].append(unit)
        return tuple(tuple(run) for run in runs if run)


def unit_before(reading: Reading, position: int) -> Unit | None:
    """The nearest unit before a place, spaces and opening marks left out."""
    return next((u for u in reversed(reading.units) if u.end <= position and u.text.strip('《“「"‘ ')), None)


_MARKS = str.maketrans(",;:?!", "，；：？！")
_ASCII_MARK = re.compile(
    "(?<=[\u4e00-\u9fff”》）)%％℃\\d])[,;:?!](?=[\u4e00-\u9fff“《（])|(?<=[\u4e00-\u9fff”》）])[,;:?!]"
)


def with_chinese_marks(text: str) -> str:
    """`text` as somebody with another keyboard would have typed it: 动工,1969年 with a Chinese comma, in as many
    characters. A comma or colon inside a number or a formula stays."""
    return _ASCII_MARK.sub(lambda mark: mark.group().translate(_MARKS), text)


def read(text: str, cut: Cut, terms: Iterable[str] = (), mined: Iterable[str] = ()) -> Reading:
    """Cut `text`, find its spans, and keep the words between them. Beside a span that begins or ends inside a word
    the cut is made anew."""
    tokens = cut(text)
    spans = find_spans(text, tokens, terms, mined)
    boundaries = frozenset(edge for token in tokens for edge in (token.start, token.end))
    units: list[Unit] = []
    position = 0
    for span in (*spans, None):
        stop = span.start if span else len(text)
        units.extend(_words(text, position, stop, tokens, boundaries, cut))
        if span:
            inside = _between(tokens, span.start, span.end)
            rarest = min((cut.frequency(t.text) for t in inside), default=0)
            tag = inside[-1].tag if inside and span.kind == "mined" else "#"
            units.append(Unit(text[span.start : span.end], span.start, span.end, tag, span.kind, rarest))
            position = span.end
    return Reading(text, spans, tuple(units), boundaries, frozenset(_doubtful(tokens, cut)))


_NEAR, _WORD = 50, 300  # a reading 50 times as likely is not likely enough, if the other one holds a real word


def _doubtful(tokens: Sequence[Token], cut: Cut) -> Iterator[int]:
    """Where 公共|同 might be 公|共同: the frequencies of both readings, by the counts of their words, are near."""
    for left, right in pairwise(tokens):
        if left.end != right.start or {len(left.text), len(right.text)} != {1, 2}:
            continue
        both = left.text + right.text
        character, word = (both[0], both[1:]) if len(left.text) == 2 else (both[2], both[:2])
        chosen = cut.frequency(left.text) * cut.frequency(right.text)
        count = cut.frequency(word)
        if count >= _WORD and count * cut.frequency(character) * _NEAR >= chosen > 0:
            yield left.end


def _between(tokens: list[Token], start: int, stop: int) -> list[Token]:
    """The tokens that lie whole between two places; they are in order."""
    first = bisect_left(tokens, start, key=lambda token: token.start)
    last = bisect_right(tokens, stop, key=lambda token: token.end)
    return tokens[first:last]


def _words(
    text: str, start: int, stop: int, tokens: list[Token], boundaries: frozenset[int], cut: Cut
) -> Iterable[Unit]:
    if start >= stop:
        return
    if start in boundaries and stop in boundaries:
        inside = _between(tokens, start, stop)
    else:
        inside = [Token(t.text, t.start + start, t.tag) for t in cut(text[start:stop])]
    for token in mended(inside, text, cut):
        yield Unit(token.text, token.start, token.end, token.tag, "", _frequency(token.text, cut))


_SELDOM = 50


def _frequency(word: str, cut: Cut) -> int:
    """民生问题 is as common as its rarer half, although the dictionary knows the whole from three places."""
    known = cut.frequency(word)
    if len(word) != 4 or known >= _SELDOM:
        return known
    halves = cut.frequency(word[:2]), cut.frequency(word[2:])
    return max(known, min(halves))
