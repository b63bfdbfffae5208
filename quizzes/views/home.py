"""A group's front page: this week's quiz, cards due, how much is learned; for the secretary, what is to be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from quizzes.finishing import finish_overdue_in
from quizzes.models import Attempt, Part, Quiz, Response
from quizzes.progress import member_progress
from quizzes.reviewing import today
from quizzes.scores import weak_points
from studyapp.access import Seat, seat_of_member
from studyapp.htmx import MemberRequest
from studyapp.models import Material, Membership, User
from studyapp.shell import framed

MATERIALS_SHOWN = 4


@dataclass(frozen=True)
class ThisWeek:
    """An open quiz with the member's own state in it. `dashes` has a truth value for each question."""

    quiz: Quiz
    attempt: Attempt | None
    fill_blanks: int
    matchings: int
    dashes: tuple[bool, ...]

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
        "this_week": _this_week(seat, request.user, now),
        "today": today(member=request.user, group=seat.group, now=now),
        "mastery": member_progress(member=request.user, group=seat.group, now=now).mastery,
        "next_week": Quiz.objects.in_group(seat.group).published().filter(opens_at__gt=now).last(),
    }
    return render(request, "quizzes/home.html", context)


def _this_week(seat: Seat, member: User, now: datetime) -> list[ThisWeek]:
    """The open quizzes, those not handed in first (5 queries for any number of quizzes)."""
    quizzes = list(Quiz.objects.in_group(seat.group).open(now).order_by("closes_at").prefetch_related("materials"))
    attempts = {a.quiz_id: a for a in Attempt.objects.filter(member=member, quiz__in=quizzes)}
    answered = set(
        Response.objects.filter(attempt__in=attempts.values())
        .exclude(given="")
        .values_list("part__question", flat=True)
    )
    questions = Part.objects.filter(question__quiz__in=quizzes).values_list(
        "question__quiz", "question", "question__kind"
    )
    asked: dict[int, dict[int, str]] = {}
    for quiz_id, question_id, kind in questions.order_by("question__position"):
        asked.setdefault(quiz_id, {})[question_id] = kind
    weeks = [_week(quiz, attempts.get(quiz.pk), asked.get(quiz.pk, {}), answered) for quiz in quizzes]
    return sorted(weeks, key=lambda week: bool(week.attempt and week.attempt.is_finished))


def _week(quiz: Quiz, attempt: Attempt | None, kinds: dict[int, str], answered: set[int]) -> ThisWeek:
    matchings = sum(kind == "matching" for kind in kinds.values())
    return ThisWeek(quiz, attempt, len(kinds) - matchings, matchings, tuple(question in answered for question in kinds))


def _to_do(seat: Seat, now: datetime) -> dict[str, object]:
    finished = Count("attempts", filter=Q(attempts__submitted_at__isnull=False))
    roster = Membership.objects.filter(group=seat.group).members().current().count()
    return {
        "open_quizzes": Quiz.objects.in_group(seat.group).open(now).annotate(finished=finished),
        "drafts": Quiz.objects.in_group(seat.group).drafts(),
        "coming": Quiz.objects.in_group(seat.group).published().filter(opens_at__gt=now),
        "roster": roster,
        "weak_points": weak_points(seat.group, shown=3),
    }
