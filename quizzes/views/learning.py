"""The member's own progress."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from quizzes.finishing import finish_overdue_in
from quizzes.progress import member_progress
from quizzes.reviewing import today
from studyapp.access import seat_of_member
from studyapp.htmx import MemberRequest
from studyapp.shell import framed


@require_safe
def progress(request: MemberRequest, slug: str) -> HttpResponse:
    seat = seat_of_member(request.user, slug)
    now = timezone.now()
    finish_overdue_in(seat.group, now)
    context = framed(
        seat,
        "progress",
        progress=member_progress(member=request.user, group=seat.group, now=now),
        today=today(member=request.user, group=seat.group, now=now),
    )
    return render(request, "quizzes/progress.html", context)
