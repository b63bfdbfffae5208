"""How an attempt ends: handed in by its member, or by itself when its time is over. Judged on the server, once."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from django.db import transaction

from quizzes.answering import Asked, asked_in
from quizzes.core.corrections import Correction, judge_corrected
from quizzes.core.judge_lists import EMPTY
from quizzes.core.types import FillBlank, Question, Verdict
from quizzes.keys import Key, current_key
from quizzes.models import GRACE, Attempt, Quiz, Response
from quizzes.reviewing import evening_of, make_due
from studyapp.inserted import Insert
from studyapp.models import StudyGroup

logger = logging.getLogger(__name__)


# Verdicts by question and answers, for one quiz and one key.
Memory = dict[tuple[object, ...], Mapping[str, Verdict]]


@dataclass(frozen=True)
class Judged:
    """The verdict of every place of a paper that holds an answer, by part, and what they add up to."""

    verdicts: Mapping[int, Verdict]
    score: Decimal
    missed: frozenset[int] = frozenset()  # key points of places that are wrong or empty


@transaction.atomic
def hand_in(*, attempt: Attempt, now: datetime) -> bool:
    """Judge the saved answers and close the attempt. True for the one call that did it."""
    return _held(attempt) and finish(attempt, asked_in(attempt), when=min(now, attempt.deadline), by_member=True)


def _held(attempt: Attempt) -> bool:
    """Hold the open attempt until the transaction ends, so that no answer is saved while it is judged."""
    return bool(
        Attempt.objects.open().select_for_update(no_key=True).filter(pk=attempt.pk).values_list("pk", flat=True)
    )


def finish_overdue(quiz: Quiz, now: datetime) -> None:
    """Close the attempts at a quiz whose time is over, each on its own; any read may call this."""
    _finish_all(Attempt.objects.filter(quiz=quiz).overdue(now - GRACE).select_related("quiz__group", "member"))


def finish_overdue_in(group: StudyGroup, now: datetime) -> None:
    """The same for all quizzes of a group, so that saved answers are in every figure (1 query when none waits)."""
    _finish_all(Attempt.objects.filter(quiz__group=group).overdue(now - GRACE).select_related("quiz__group", "member"))


def finish_all_overdue(now: datetime) -> int:
    """The same for every group; returns how many were closed."""
    return _finish_all(Attempt.objects.overdue(now - GRACE).select_related("quiz__group", "member"))


def finish_if_over(attempt: Attempt, now: datetime) -> None:
    """The same for one attempt that somebody looks at (no query unless its time is over)."""
    if attempt.is_over(now):
        _finish_all([attempt])


def _finish_all(attempts: Iterable[Attempt]) -> int:
    finished = 0
    for attempt in attempts:
        try:
            with transaction.atomic():
                if _held(attempt):
                    finished += finish(attempt, asked_in(attempt), when=attempt.deadline, by_member=False)
        except Exception:  # one broken attempt must not keep the others, or a page, from being finished
            logger.exception("attempt %s could not be judged", attempt.pk)
    return finished


def finish(attempt: Attempt, paper: list[Asked], *, when: datetime, by_member: bool) -> bool:
    """Close an attempt that this transaction holds. Whoever turns the open row into a finished one has done it."""
    judged = judge(paper, current_key(attempt.quiz_id))
    is_taken = by_member or bool(judged.verdicts)  # an opened paper without one answer is an absence, not a zero
    score = judged.score if is_taken else None
    when = max(when, attempt.started_at)  # the server's clock may have been set back in between
    won = Attempt.objects.open().filter(pk=attempt.pk).update(submitted_at=when, handed_in=by_member, score=score)
    if not won:
        return False
    attempt.submitted_at, attempt.handed_in, attempt.score = when, by_member, score
    write_verdicts(attempt, paper, judged.verdicts)
    if is_taken:
        evening = evening_of(when, attempt.quiz.group.zone)
        make_due(member=attempt.member, key_point_ids=judged.missed, when=evening, missed_at=when)
    return True


def judge(paper: list[Asked], key: Key, memory: Memory | None = None) -> Judged:
    """Judge the answers of a paper. Whole questions are judged, for blanks in any order share their answers.

    To write one answer of the paper for another is no slip of the pen. They are taken from the paper alone, so that
    a score is a function of the frozen questions, the corrections of their key and the answers, whatever becomes of
    the key points. `memory` spares judging the same answers twice where many attempts at one quiz are judged.
    """
    memory = {} if memory is None else memory
    cores = [asked.core for asked in paper]
    terms = frozenset(b.answer for core in cores if isinstance(core, FillBlank) for b in core.blanks)
    verdicts: dict[int, Verdict] = {}
    credit, missed = Fraction(), set()
    for asked in paper:
        corrections = {place.ref: key[place.part_id] for place in asked.places if place.part_id in key}
        given = asked.stored
        written = tuple(sorted(given.items()))
        known = (asked.id, *written)
        if known not in memory:
            is_needed = given or corrections
            memory[known] = _verdicts(asked.core, written, corrections, terms) if is_needed else {}
        by_ref = memory[known]
        for place in asked.places:
            verdict = by_ref.get(place.ref, EMPTY)
            credit += verdict.credit
            if place.given:
                verdicts[place.part_id] = verdict
            if not verdict.is_correct:
                missed.add(place.key_point_id)
    places = sum(len(asked.places) for asked in paper)
    return Judged(verdicts, score(credit, places), frozenset(missed))


def _verdicts(
    core: Question,
    written: tuple[tuple[str, str], ...],
    corrections: Mapping[str, Correction],
    terms: frozenset[str],
) -> Mapping[str, Verdict]:
    if isinstance(core, FillBlank):
        return _blanks_judged(core, written, tuple(corrections.items()), terms)
    return judge_corrected(core, dict(written), corrections, other_terms=terms)


@lru_cache(2000)
def _blanks_judged(
    core: FillBlank,
    written: tuple[tuple[str, str], ...],
    corrections: tuple[tuple[str, Correction], ...],
    terms: frozenset[str],
) -> Mapping[str, Verdict]:
    """Members who take one quiz give the same answers again and again, and judging depends on nothing else."""
    return judge_corrected(core, dict(written), dict(corrections), other_terms=terms)


_store_judged = Insert(
    Response,
    ("attempt", "part", "given", "revision", "saved_at", "credit", "rule", "explanation"),
    key=("attempt", "part"),
)


def write_verdicts(attempt: Attempt, paper: list[Asked], verdicts: Mapping[int, Verdict]) -> None:
    """Keep each verdict with its answer, which may be new (1 query, or none)."""
    _store_judged(
        (
            attempt.pk,
            place.part_id,
            place.given,
            place.revision,
            place.saved_at or attempt.started_at,
            Decimal(float(verdict.credit)).quantize(Decimal("0.001")),
            verdict.rule,
            verdict.explanation[:200],
        )
        for asked in paper
        for place in asked.places
        if (verdict := verdicts.get(place.part_id))
    )


def score(credit: Fraction, parts: int) -> Decimal:
    """Credit earned over `parts` places of equal weight, on a scale of 100 with one decimal (half up)."""
    if not parts:
        return Decimal("0.0")
    tenths = credit * 1000 / parts
    return Decimal(int(tenths + Fraction(1, 2))) / 10
