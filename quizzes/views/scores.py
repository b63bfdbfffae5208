"""The secretary reads the group's scores, twelve quizzes at a time."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from quizzes.finishing import finish_overdue_in
from quizzes.scores import group_scores, quiz_pages, weak_points
from studyapp.access import seat_of_secretary
from studyapp.htmx import MemberRequest
from studyapp.shell import framed


@require_safe
def scores(request: MemberRequest, slug: str) -> HttpResponse:
    """The latest quizzes; `?page=2` and on show earlier ones."""
    seat = seat_of_secretary(request.user, slug)
    now = timezone.now()
    finish_overdue_in(seat.group, now)
    page = quiz_pages(seat.group, now).get_page(request.GET.get("page"))
    table = group_scores(seat.group, now, quizzes=list(page)[::-1])
    context = framed(seat, "scores", table=table, page=page, weak_points=weak_points(seat.group))
    return render(request, "quizzes/scores.html", context)
