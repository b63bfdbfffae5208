"""What a member does with a quiz: start, save answers as they are given, hand in. Judged on the server, once."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.db import IntegrityError, transaction

from quizzes.core.judge import judge_question
from quizzes.core.types import FillBlank, Verdict
from quizzes.models import GRACE, Attempt, Part, Question, Quiz, Response
from quizzes.reviewing import make_due
from studyapp.models import StudyGroup, User

logger = logging.getLogger(__name__)

NOT_OPEN = "这份测试现在不在开放时间内，不能开始答题。"


class QuizClosed(Exception):
    """The quiz isn't open now. The message is one Chinese sentence."""


class AlreadyHandedIn(Exception):
    """The attempt is finished; nothing in it changes any more."""


class EditedElsewhere(Exception):
    """Another window saved this question later than the sender knows of."""


def start_attempt(*, quiz: Quiz, member: User, now: datetime) -> Attempt:
    """The member's one attempt at this quiz, begun now or earlier on any device."""
    attempt = Attempt.objects.filter(quiz=quiz, member=member).first()
    if attempt is not None:
        return attempt
    try:
        with transaction.atomic():
            quiz.refresh_from_db(from_queryset=Quiz.objects.select_for_update())  # or it may be withdrawn just now
            if not quiz.is_open(now):
                raise QuizClosed(NOT_OPEN)
            return Attempt.objects.create(quiz=quiz, member=member, started_at=now)
    except IntegrityError:  # the same member started on another device a moment ago
        return Attempt.objects.get(quiz=quiz, member=member)


@transaction.atomic
def save_answer(
    *, attempt: Attempt, question: Question, given: Mapping[str, str], revision: int, now: datetime
) -> None:
    """Store the answers of one question. `given` maps part refs to text; an empty text takes one back.

    `revision` must be higher than the stored one, so that answers overtaken on the way, or by another
    window, never replace later ones. The same answers sent twice are no conflict.
    """
    _require_open(attempt, now)
    parts = list(question.parts.all())
    stored = {row.part_id: row for row in Response.objects.filter(attempt=attempt, part__in=parts)}
    last = max((row.revision for row in stored.values()), default=0)
    wanted = {part.pk: given.get(part.ref, "").strip()[:200] for part in parts if part.ref in given}
    if revision <= last:
        if all(stored[pk].given == text if pk in stored else not text for pk, text in wanted.items()):
            return
        raise EditedElsewhere
    for pk, text in wanted.items():
        Response.objects.update_or_create(
            attempt=attempt, part_id=pk, defaults={"given": text, "revision": revision, "saved_at": now}
        )


def _require_open(attempt: Attempt, now: datetime) -> None:
    """Look at the attempt again inside the transaction: a hand-in may have come first."""
    attempt.refresh_from_db(fields=["submitted_at", "handed_in"], from_queryset=Attempt.objects.select_for_update())
    if attempt.handed_in:
        raise AlreadyHandedIn
    closes_at = attempt.quiz.closes_at
    if attempt.is_finished or closes_at is None or now >= closes_at + GRACE:
        raise QuizClosed("已截止，已按最后一次保存的答案交卷。")


@transaction.atomic
def hand_in(*, attempt: Attempt, now: datetime) -> bool:
    """Judge the saved answers and close the attempt. True for the one call that did it."""
    return _finish(attempt, when=now, by_member=True)


def finish_overdue(quiz: Quiz, now: datetime) -> None:
    """Close the attempts that were left open when the quiz closed, each on its own; any read may call this."""
    if not quiz.has_closed(now - GRACE):
        return
    for attempt in quiz.attempts.open().select_related("quiz", "member"):
        try:
            with transaction.atomic():
                _finish(attempt, when=quiz.closes_at or now, by_member=False)
        except Exception:  # one broken attempt must not keep the others, or a page, from being finished
            logger.exception("attempt %s could not be judged", attempt.pk)


def finish_overdue_in(group: StudyGroup, now: datetime) -> None:
    """The same for all quizzes of a group, so that saved answers are in every figure (1 query when none waits)."""
    closed = Quiz.objects.in_group(group).closed(now - GRACE)
    for quiz in closed.filter(attempts__isnull=False, attempts__submitted_at=None).distinct():
        finish_overdue(quiz, now)


def _finish(attempt: Attempt, *, when: datetime, by_member: bool) -> bool:
    claimed = Attempt.objects.open().filter(pk=attempt.pk).update(submitted_at=when, handed_in=by_member)
    if not claimed:
        return False
    responses = list(Response.objects.filter(attempt=attempt).exclude(given="").select_related("part__question"))
    parts_count = Part.objects.filter(question__quiz=attempt.quiz_id).count()
    verdicts = _judge(responses, _answers_in(attempt.quiz))
    for response in responses:
        verdict = verdicts[response.pk]
        response.credit = Decimal(float(verdict.credit)).quantize(Decimal("0.001"))
        response.rule, response.explanation = verdict.rule, verdict.explanation[:200]
    Response.objects.bulk_update(responses, ["credit", "rule", "explanation"])
    attempt.submitted_at, attempt.handed_in = when, by_member
    if responses or by_member:  # an opened paper without one answer is an absence, not a zero
        attempt.score = score(sum((verdicts[r.pk].credit for r in responses), Fraction()), parts_count)
    attempt.save(update_fields=["score"])
    _make_missed_due(attempt, responses, when)
    return True


def score(credit: Fraction, parts: int) -> Decimal:
    """Credit earned over `parts` places of equal weight, on a scale of 100 with one decimal (half up)."""
    if not parts:
        return Decimal("0.0")
    tenths = credit * 1000 / parts
    return Decimal(int(tenths + Fraction(1, 2))) / 10


def _answers_in(quiz: Quiz) -> frozenset[str]:
    """All answers of the paper: to write one of them for another is no slip of the pen.

    Taken from the frozen paper alone, so that a score never changes when key points are edited later.
    """
    questions = (question.as_core() for question in quiz.questions.all())
    return frozenset(blank.answer for core in questions if isinstance(core, FillBlank) for blank in core.blanks)


def _judge(responses: list[Response], terms: frozenset[str]) -> dict[int, Verdict]:
    """Verdict by response id. Whole questions are judged, for blanks in any order share their answers."""
    by_question: dict[int, list[Response]] = {}
    for response in responses:
        by_question.setdefault(response.part.question_id, []).append(response)
    verdicts: dict[int, Verdict] = {}
    for answered in by_question.values():
        question = answered[0].part.question.as_core()
        given = {response.part.ref: response.given for response in answered}
        judged = judge_question(question, given, other_terms=terms)
        verdicts |= {response.pk: judged[response.part.ref] for response in answered}
    return verdicts


def _make_missed_due(attempt: Attempt, responses: list[Response], when: datetime) -> None:
    """Key points whose blank was wrong, or left empty on a paper that was answered, come back tonight."""
    if attempt.score is None:
        return
    right = {response.part_id for response in responses if response.credit == 1}
    missed = Part.objects.filter(question__quiz=attempt.quiz_id).exclude(pk__in=right)
    make_due(member=attempt.member, key_point_ids=missed.values_list("key_point_id", flat=True), when=when)
