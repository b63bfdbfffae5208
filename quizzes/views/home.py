"""A group's front page: this week's quiz, cards due, how much is learned; for the secretary, what is to be done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from quizzes.finishing import finish_overdue_in
from quizzes.judging import quizzes_in_doubt
from quizzes.models import Arrangement, Attempt, Part, Quiz, Response
from quizzes.paper import question_order
from quizzes.progress import member_progress
from quizzes.regrading import untold_changes
from quizzes.reviewing import today
from quizzes.scores import weak_points
from studyapp.access import Seat, seat_of_member
from studyapp.htmx import MemberRequest
from studyapp.models import Material, Membership, User
from studyapp.shell import framed

MATERIALS_SHOWN = 4


@dataclass(frozen=True)
class ThisWeek:
    """An open quiz with the member's own state in it. `dashes` has a truth value for each question.

    `resume_at` is the first question that is not answered yet, `closes_at` the member's own closing.
    """

    quiz: Quiz
    attempt: Attempt | None
    fill_blanks: int
    matchings: int
    dashes: tuple[bool, ...]
    resume_at: int | None
    closes_at: datetime | None

    @property
    def materials(self) -> list[Material]:
        return list(self.quiz.materials.all())

    @property
    def answered(self) -> int:
        return sum(self.dashes)

    @property
    def minutes(self) -> int:
        """Half a minute a question (product.md, J1: ten questions in five minutes), at least one."""
        return max(1, round(len(self.dashes) / 2))


@require_safe
def home(request: MemberRequest, slug: str) -> HttpResponse:
    seat = seat_of_member(request.user, slug)
    now = timezone.now()
    finish_overdue_in(seat.group, now)
    materials = Material.objects.in_group(seat.group).with_counts()[:MATERIALS_SHOWN]
    context = framed(seat, "home", now=now, materials=materials)
    if seat.is_secretary:
        context |= _to_do(seat, now)
        return render(request, "quizzes/home_secretary.html", context)
    context |= {
        "score_changes": untold_changes(member=request.user, group=seat.group),
        "this_week": _this_week(seat, request.user, now),
        "today": today(member=request.user, group=seat.group, now=now),
        "mastery": member_progress(member=request.user, group=seat.group, now=now).mastery,
        "next_week": Quiz.objects.in_group(seat.group).published().filter(opens_at__gt=now).last(),
    }
    return render(request, "quizzes/home.html", context)


def _this_week(seat: Seat, member: User, now: datetime) -> list[ThisWeek]:
    """The open quizzes, those not handed in first (6 queries for any number of quizzes)."""
    open_now = Quiz.objects.in_group(seat.group).open_for(member, now)
    quizzes = list(open_now.order_by("closes_at").prefetch_related("materials"))
    attempts = {a.quiz_id: a for a in Attempt.objects.filter(member=member, quiz__in=quizzes)}
    answered = Counter(
        Response.objects.filter(attempt__in=attempts.values())
        .exclude(given="")
        .values_list("part__question", flat=True)
    )
    places = Part.objects.filter(question__quiz__in=quizzes).order_by("question__position")
    asked: dict[int, dict[int, str | None]] = {}
    for quiz_id, question_id, mode in places.values_list("question__quiz", "question", "question__body__mode"):
        asked.setdefault(quiz_id, {})[question_id] = mode
        answered[question_id] -= 1  # below zero: a place is still empty
    own = dict(Arrangement.objects.filter(member=member, quiz__in=quizzes).values_list("quiz", "closes_at"))
    weeks = [_week(quiz, attempts.get(quiz.pk), asked.get(quiz.pk, {}), answered, own.get(quiz.pk)) for quiz in quizzes]
    return sorted(weeks, key=lambda week: bool(week.attempt and week.attempt.is_finished))


def _week(
    quiz: Quiz,
    attempt: Attempt | None,
    modes: dict[int, str | None],
    answered: Counter[int],
    own_closing: datetime | None,
) -> ThisWeek:
    matchings = sum(mode is None for mode in modes.values())
    closings = [moment for moment in (quiz.closes_at, own_closing) if moment]
    closes_at = attempt.ends_at if attempt and attempt.ends_at else max(closings, default=None)
    order = question_order(modes, attempt.seed if attempt else 0)
    dashes = tuple(answered[question] >= 0 for question in order)
    resume_at = next((question for question in order if answered[question] < 0), None)
    return ThisWeek(quiz, attempt, len(modes) - matchings, matchings, dashes, resume_at, closes_at)


def _to_do(seat: Seat, now: datetime) -> dict[str, object]:
    finished = Count("attempts", filter=Q(attempts__submitted_at__isnull=False))
    roster = Membership.objects.filter(group=seat.group).members().current().count()
    return {
        "open_quizzes": Quiz.objects.in_group(seat.group).open(now).annotate(finished=finished),
        "drafts": Quiz.objects.in_group(seat.group).drafts().select_related("group"),
        "can_repeat": Quiz.objects.in_group(seat.group).published().exists(),
        "coming": Quiz.objects.in_group(seat.group).published().filter(opens_at__gt=now),
        "roster": roster,
        "in_doubt": quizzes_in_doubt(seat.group),
        "weak_points": weak_points(seat.group, shown=3),
    }
