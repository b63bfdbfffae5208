"""What a secretary arranges after publishing: another window for all; leave, more time or a make-up test for one.

Every change is logged with who, when and what. No change takes an answer away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from quizzes.answering import deadline_of
from quizzes.models import Arrangement, Attempt, Change, Quiz
from studyapp.models import Membership, StudyGroup, User


class CannotArrange(Exception):
    """The arrangement makes no sense. The message is one Chinese sentence."""


@dataclass(frozen=True)
class Standing:
    """A member at one quiz, as the secretary sees it."""

    member_id: int
    name: str
    state: str
    arrangement: Arrangement | None


def said(moment: datetime) -> str:
    """A time in the zone of the request's group, in the words that every page uses."""
    local = localtime(moment)
    return f"{local.month}月{local.day}日 {local:%H:%M}"


def standings(quiz: Quiz, group: StudyGroup) -> list[Standing]:
    """Every member now in the group, with what is arranged (3 queries)."""
    attempts = {attempt.member_id: attempt for attempt in Attempt.objects.filter(quiz=quiz)}
    arrangements = {arranged.member_id: arranged for arranged in Arrangement.objects.filter(quiz=quiz)}
    roster = Membership.objects.filter(group=group).members().current().select_related("user")
    return [
        Standing(m.user_id, str(m.user), _state(attempts.get(m.user_id)), arrangements.get(m.user_id)) for m in roster
    ]


def _state(attempt: Attempt | None) -> str:
    if attempt is None:
        return "未开始"
    if not attempt.is_finished:
        return "答题中"
    if attempt.handed_in:
        return "已交卷"
    return "到时自动交卷" if attempt.score is not None else "未作答"


@transaction.atomic
def reschedule(*, quiz: Quiz, closes_at: datetime, time_limit: int | None, by: User, now: datetime) -> bool:
    """Move the closing of a published quiz, or its time limit. Open attempts end, or go on, accordingly."""
    quiz.refresh_from_db(from_queryset=Quiz.objects.select_for_update())
    if not quiz.published_at or quiz.opens_at is None or closes_at <= quiz.opens_at or closes_at <= now:
        raise CannotArrange("新的截止时间必须晚于开始时间和现在，请改晚一些。")
    words = list(_what_changes(quiz, closes_at, time_limit))
    if not words:
        return False
    quiz.closes_at, quiz.time_limit, quiz.rescheduled_at = closes_at, time_limit, now
    quiz.save(update_fields=["closes_at", "time_limit", "rescheduled_at"])
    _set_deadlines(quiz, list(Attempt.objects.open().filter(quiz=quiz).select_for_update()))
    Change.objects.create(quiz=quiz, words="；".join(words), by=by, at=now)
    return True


def _what_changes(quiz: Quiz, closes_at: datetime, time_limit: int | None) -> Iterator[str]:
    if quiz.closes_at and closes_at != quiz.closes_at:
        yield f"截止时间由{said(quiz.closes_at)}改为{said(closes_at)}"
    if time_limit != quiz.time_limit:
        yield f"限时改为{time_limit}分钟" if time_limit else "取消限时"


def _set_deadlines(quiz: Quiz, attempts: list[Attempt]) -> None:
    arrangements = {arranged.member_id: arranged for arranged in Arrangement.objects.filter(quiz=quiz)}
    moved = []
    for attempt in attempts:
        ends_at = deadline_of(quiz, arrangements.get(attempt.member_id), attempt.started_at)
        if ends_at != attempt.ends_at:
            attempt.ends_at = ends_at
            moved.append(attempt)
    Attempt.objects.bulk_update(moved, ["ends_at"])


@transaction.atomic
def arrange(
    *,
    quiz: Quiz,
    member: User,
    is_excused: bool,
    opens_at: datetime | None,
    closes_at: datetime | None,
    extra_minutes: int,
    by: User,
    now: datetime,
) -> bool:
    """Set everything that is arranged for one member at one quiz. False when nothing changed."""
    quiz.refresh_from_db(from_queryset=Quiz.objects.select_for_update())
    own = Arrangement.objects.filter(quiz=quiz, member=member).first() or Arrangement(quiz=quiz, member=member)
    words = list(_what_is_arranged(own, is_excused, opens_at, closes_at, extra_minutes))
    if not words:
        return False
    if closes_at and closes_at != own.closes_at and closes_at <= now:
        raise CannotArrange("本人截止时间已经过去，请改晚一些。")
    own.is_excused, own.opens_at, own.closes_at, own.extra_minutes = is_excused, opens_at, closes_at, extra_minutes
    own.save()
    attempts = list(Attempt.objects.filter(quiz=quiz, member=member).select_for_update())
    _reopen_absence(attempts, own, now)
    _set_deadlines(quiz, [attempt for attempt in attempts if attempt.pk and not attempt.is_finished])
    Change.objects.create(quiz=quiz, member=member, words="；".join(words), by=by, at=now)
    return True


def _what_is_arranged(
    own: Arrangement, is_excused: bool, opens_at: datetime | None, closes_at: datetime | None, extra_minutes: int
) -> Iterator[str]:
    if is_excused != own.is_excused:
        yield "请假" if is_excused else "取消请假"
    if (opens_at, closes_at) != (own.opens_at, own.closes_at):
        if closes_at is None:
            yield "取消另外安排的时间"
        else:
            yield f"补测，{said(opens_at)}至{said(closes_at)}" if opens_at else f"延长到{said(closes_at)}"
    if extra_minutes != own.extra_minutes:
        yield f"加时{extra_minutes}分钟" if extra_minutes else "取消加时"


def _reopen_absence(attempts: list[Attempt], own: Arrangement, now: datetime) -> None:
    """Whoever opened the paper and answered nothing was absent, and can take the make-up test."""
    for attempt in attempts:
        if attempt.is_finished and not attempt.handed_in and attempt.score is None and own.closes_at:
            attempt.delete()  # only ever holds answers that were taken back
