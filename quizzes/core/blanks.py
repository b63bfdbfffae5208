"""What is worth hiding in a statement, best first, or why nothing is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quizzes.core.askable import askable
from quizzes.core.candidates import ROLES, Candidate
from quizzes.core.enumerations import find_lists, list_lengths
from quizzes.core.faults import Fault
from quizzes.core.lexicon import DEFINES
from quizzes.core.list_edges import Listing
from quizzes.core.reading import Reading, Unit, unit_before
from quizzes.core.ruled import Sieve, evidence, is_own, ruled
from quizzes.core.stems import content_length
from quizzes.core.tone import emptiness
from quizzes.core.types import Point
from quizzes.core.wordlists import words

LEAST_SCORE = 0.45  # below this a blank is one that a teacher would not choose
EMPTY = 0.3  # log-odds from which a sentence is taken to tell nothing
LEAST_ODDS = 1.5  # log-odds from which a teacher would choose a blank: 4.5 to 1
_A_STEP = 0.12  # of the score, for each 1 of log-odds more
_WORDED = frozenset(words("phrase name item latin term"))  # all other classes are exact
_EXACT_SCORE = 0.6  # at least, for what is exact and has a prior as high
_CLASS, _WORDING = 0.35, 0.6  # what a class adds with a higher prior than a wording: of two facts the number is asked
_RARITY = 0.12  # what an answer loses that other key points hold as well

# Which spans a wording that no rule proposes may hold, and which it may not be by itself.
_LEFT_TO_RULES = frozenset(words("latin title quote"))
_PLACE_TAGS = frozenset("fs")  # 书架上
_MAY_HOLD = frozenset(("", *words("term name mined"), *_LEFT_TO_RULES))


@dataclass(frozen=True)
class Found:
    """All acceptable blanks of a statement, best first, and the faults of those that were not."""

    candidates: tuple[Candidate, ...]
    faults: tuple[Fault, ...]
    lists: tuple[Listing, ...]
    tells: bool  # whether the statement tells a fact at all


def find_blanks(point: Point, reading: Reading, rarity: Callable[[str], float]) -> Found:
    """Judge every possible blank of a key point. `rarity` gives 0 to 1 for an answer, over all key points."""
    lists = find_lists(reading)
    sieve = Sieve(point, reading, list_lengths(reading, lists))
    candidates = ruled(point, reading, lists, sieve)
    tells = emptiness(reading) < EMPTY
    if tells:
        odds = askable(reading, {(c.start, c.end): tuple(evidence(c)) for c in candidates})
        candidates += filter(sieve.keeps, _likely(reading, lists, odds, candidates))
        candidates = [_learned(c, point, reading, odds, rarity) for c in candidates]
    else:
        candidates = [c for c in candidates if is_own(c, point, reading) or _is_chosen(c, point, reading)]
    ordered = sorted(candidates, key=lambda c: (-c.score, c.start, c.end))
    return Found(tuple(ordered), tuple(sieve.faults), lists, tells)


def _learned(
    candidate: Candidate,
    point: Point,
    reading: Reading,
    odds: Mapping[tuple[int, int], float],
    rarity: Callable[[str], float],
) -> Candidate:
    """With the score that its odds make. What is exact is asked whatever they are, if a rule speaks for it."""
    if _is_chosen(candidate, point, reading):
        return candidate
    answer = reading.text[candidate.start : candidate.end]
    score = LEAST_SCORE + _A_STEP * (odds[candidate.start, candidate.end] - LEAST_ODDS)
    score += _CLASS * max(0.0, candidate.score - _WORDING)
    if candidate.kind not in _WORDED:
        score = max(score, min(candidate.score, _EXACT_SCORE))
    if is_own(candidate, point, reading):
        score += _term_bonus(reading, candidate)
    return replace(candidate, score=round(score - _RARITY * (1 - rarity(answer)), 4))


def _is_chosen(candidate: Candidate, point: Point, reading: Reading) -> bool:
    """Whether a person named it as what the other side of a pair is."""
    return reading.text[candidate.start : candidate.end] == point.pair_value


_DEFINED = re.compile(
    "[”》」]?(?:是指|指的是|指|又?称|也称|又叫|简称|俗称|是(?=[^，。；]{4,}[的之][^，。；]{1,8}(?:$|[，。；]))|即)"
)


def _term_bonus(reading: Reading, candidate: Candidate) -> float:
    """A term that the sentence defines (渗透率是指…, …称为渗透率) is what it is asked for; of one that it is only
    about, any fact is the better blank."""
    if _DEFINED.match(reading.text, candidate.end):
        return 0.1
    before = unit_before(reading, candidate.start)
    return 0.0 if before is not None and before.text in DEFINES else -0.35


def _likely(
    reading: Reading,
    lists: Sequence[Listing],
    odds: Mapping[tuple[int, int], float],
    known: Sequence[Candidate],
) -> Iterator[Candidate]:
    """Wordings that no rule proposes and that a teacher would probably choose. What is exact is left to the rules, and
    so are the items of lists and the pieces of what a rule takes for one thing."""
    listed = [(item.start, item.end) for listing in lists for item in listing.items]
    known = [c for c in known if odds[c.start, c.end] >= LEAST_ODDS]
    for (start, end), value in odds.items():
        if value < LEAST_ODDS or any(c.start <= start and end <= c.end for c in known):
            continue
        inside = reading.between(start, end)
        is_exact = any(unit.span not in _MAY_HOLD for unit in inside) or (
            len(inside) == 1 and inside[0].span in _LEFT_TO_RULES
        )
        is_item = any(start < stop and begin < end for begin, stop in listed)
        is_whole = not inside[0].is_function and not inside[-1].is_function and inside[-1].tag not in _PLACE_TAGS
        if is_whole and not is_exact and not is_item and not _is_glued(inside, *reading.around(start, end)):
            yield Candidate(start, end, "phrase", LEAST_SCORE, ROLES["likely"])


def _is_glued(inside: Sequence[Unit], before: Unit | None, after: Unit | None) -> bool:
    """Whether a name may go on beyond its edges: a noun stands there, or single characters meet (官督商|办), where
    the cutter does not know the word."""
    return any(
        beyond is not None
        and not beyond.is_wall
        and (beyond.is_noun or (len(beyond.text) == 1 == len(edge.text) and not beyond.is_function))
        for beyond, edge in ((before, inside[0]), (after, inside[-1]))
    )


def refusal_reason(found: Found, point: Point) -> str:
    """Why a key point gives no question, for the secretary."""
    if content_length(point.statement) < 7:
        return "句子太短，挖空后剩不下可读的内容；请把要点写完整。"
    if not found.tells:
        return "读起来像号召、评价、感想或过渡的话，没有确定的内容可考；请写明要记住的是什么，或手工标出要考的词。"
    telling = [f for f in found.faults if f.code in ("leak", "derivable", "context", "short")]
    if telling:
        return f"可考的内容{telling[0].reason}；请改写要点，或手工标出要考的词。"
    return "没有数字、日期、名称、术语或并列项等确定的内容，换个说法也讲得通；请补充具体内容，或手工标出要考的词。"
