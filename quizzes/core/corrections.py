"""Judging with a corrected key: answers that count as right too, and places that everybody gets."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from quizzes.core.judge import judge_question
from quizzes.core.types import FillBlank, Question, Verdict

ACCEPTED = Verdict(Fraction(1), "accepted", "也算对：这是可以接受的另一种答案。")
GIVEN_TO_ALL = Verdict(Fraction(1), "given-to-all", "这一处的题目或答案有误，全部给分。")


@dataclass(frozen=True)
class Correction:
    """What a place's key became. `accept` holds words, or for a pair the ids of right sides."""

    accept: tuple[str, ...] = ()
    is_given_to_all: bool = False


def judge_corrected(
    question: Question,
    given: Mapping[str, str],
    corrections: Mapping[str, Correction],
    *,
    other_terms: Collection[str] = (),
) -> dict[str, Verdict]:
    """A verdict for every part, as `judge_question` gives it, by the corrected key."""
    verdicts = judge_question(_widened(question, corrections), given, other_terms=other_terms)
    for ref, correction in corrections.items():
        if correction.is_given_to_all:
            verdicts[ref] = GIVEN_TO_ALL
        elif given.get(ref) and given[ref] in correction.accept and verdicts[ref].credit < 1:
            verdicts[ref] = ACCEPTED
    return verdicts


def _widened(question: Question, corrections: Mapping[str, Correction]) -> Question:
    """Written blanks take further answers, so that a list may still hold them in any box."""
    if not corrections or not isinstance(question, FillBlank):
        return question
    blanks = tuple(
        replace(blank, accept=(*blank.accept, *corrections[str(place)].accept))
        if str(place) in corrections and not blank.options
        else blank
        for place, blank in enumerate(question.blanks)
    )
    return replace(question, blanks=blanks)
