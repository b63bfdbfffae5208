"""The blanks that the rules propose for a statement, and what these proposals tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from quizzes.core.candidates import Candidate
from quizzes.core.faults import Fault, fault
from quizzes.core.fragments import is_fragment
from quizzes.core.list_edges import Listing
from quizzes.core.name_parts import is_mere_part
from quizzes.core.proposals import proposals
from quizzes.core.reading import Reading
from quizzes.core.types import Point


class Sieve:
    """The hard rules for the blanks of one key point. `faults` are those it found, for the reason of a refusal."""

    def __init__(self, point: Point, reading: Reading, lengths: Collection[int]) -> None:
        self.faults: list[Fault] = []
        self._point, self._reading, self._lengths = point, reading, lengths

    def keeps(self, candidate: Candidate) -> bool:
        point, reading = self._point, self._reading
        if _is_banned(point, candidate) or is_mere_part(candidate, reading) or is_fragment(candidate, reading):
            return False
        aliases = _names(point) if is_own(candidate, point, reading) else ()
        found = fault(reading, candidate.start, candidate.end, candidate.kind, aliases=aliases, lengths=self._lengths)
        if found:
            self.faults.append(found)
        return found is None


def ruled(point: Point, reading: Reading, lists: Sequence[Listing], sieve: Sieve) -> list[Candidate]:
    """Every blank that a rule proposes and the sieve keeps; of two for one place the one with the higher prior."""
    best: dict[tuple[int, int], Candidate] = {}
    for candidate in filter(sieve.keeps, proposals(point, reading, lists)):
        known = best.get((candidate.start, candidate.end))
        if known is None or known.score < candidate.score:
            best[candidate.start, candidate.end] = candidate
    return list(best.values())


def evidence(candidate: Candidate) -> Iterator[str]:
    """What the rules think of a blank, as traits to learn from."""
    fifths = int(5 * candidate.score)
    yield "ruled"
    yield f"rule {candidate.kind}"
    yield f"rule {re.sub('[0-9]+|（.*', '', candidate.reason)}"
    yield f"scored {fifths}"
    yield f"scored {fifths} {candidate.kind}"


def is_own(candidate: Candidate, point: Point, reading: Reading) -> bool:
    """Whether a person named it as the term of this key point."""
    return reading.text[candidate.start : candidate.end] in _names(point)


def _names(point: Point) -> Collection[str]:
    return [name for name in (point.term, *point.aliases) if name]


def _is_banned(point: Point, candidate: Candidate) -> bool:
    return any(candidate.start < end and start < candidate.end for start, end in point.banned)
