"""Flashcards: one card at a time, turned over, graded, the next one swapped in."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from quizzes.core.memory import Rating
from quizzes.finishing import finish_overdue_in
from quizzes.reviewing import active_point, face_of, grade, today, undo
from studyapp.access import Seat, seat_of_member
from studyapp.htmx import MemberRequest, render_page
from studyapp.models import KeyPoint
from studyapp.shell import framed

MORE = 10  # cards added when somebody asks for more than the day's share
UNDO_FOR = timedelta(hours=1)


def _extra(request: MemberRequest) -> int:
    value = request.GET.get("more") or request.POST.get("more") or ""
    return min(int(value), 200) if value.isascii() and value.isdecimal() and len(value) < 4 else 0


def _point(seat: Seat, point_id: int) -> KeyPoint:
    for point in active_point(point_id, seat.group.pk):
        return point
    raise Http404("没有这个要点。")


def _card(request: MemberRequest, seat: Seat, now: datetime, *, key_point_id: int | None = None) -> HttpResponse:
    """The next card, or the one asked for unless an open quiz asks it too, or the done screen."""
    extra = _extra(request)
    queue = today(member=request.user, group=seat.group, now=now, extra=extra)
    if queue.waits_for_judging:
        finish_overdue_in(seat.group, now)
        queue = today(member=request.user, group=seat.group, now=now, extra=extra)
    wanted = key_point_id
    if wanted is None or wanted in queue.locked:
        wanted = next(iter(queue.waiting), None)
    face = None
    if wanted is not None:
        face = face_of(member=request.user, group=seat.group, key_point_id=wanted, now=now, today=queue)
    context = framed(seat, "review", face=face, today=queue, extra=extra, more=extra + MORE)
    return render_page(request, "quizzes/review.html", context, partial="review")


@require_safe
def review(request: MemberRequest, slug: str) -> HttpResponse:
    """`?card=` shows a certain card again, for instance on the way back from its passage."""
    seat = seat_of_member(request.user, slug)
    wanted = request.GET.get("card", "")
    key_point_id = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 18 else None
    if key_point_id is not None:
        _point(seat, key_point_id)
    return _card(request, seat, timezone.now(), key_point_id=key_point_id)


@require_POST
def grade_card(request: MemberRequest, slug: str, point_id: int) -> HttpResponse:
    seat = seat_of_member(request.user, slug)
    key_point = _point(seat, point_id)
    value = request.POST.get("rating", "")
    now = timezone.now()
    if value in {str(rating.value) for rating in Rating}:
        grade(
            member=request.user,
            key_point=key_point,
            rating=Rating(int(value)),
            now=now,
            graded_at=request.POST.get("graded_at"),
        )
    if request.htmx:
        return _card(request, seat, now)
    return redirect((request.POST.get("more") and f"{_url(slug)}?more={_extra(request)}") or _url(slug))


def _url(slug: str) -> str:
    return reverse("quizzes:review", args=[slug])


@require_POST
def undo_grade(request: MemberRequest, slug: str) -> HttpResponse:
    seat = seat_of_member(request.user, slug)
    now = timezone.now()
    key_point_id = undo(member=request.user, group=seat.group, since=now - UNDO_FOR)
    if request.htmx:
        return _card(request, seat, now, key_point_id=key_point_id)
    return redirect(f"{_url(slug)}?card={key_point_id}" if key_point_id else _url(slug))
