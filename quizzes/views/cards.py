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
from quizzes.reviewing import Face, Today, active_points, face_of, grade, next_face, queue_from_page, today, undo
from studyapp.access import Seat, seat_of_member
from studyapp.htmx import MemberRequest, render_page
from studyapp.models import KeyPoint
from studyapp.shell import framed

MORE = 10  # cards added when somebody asks for more than the day's share
MOST = 300  # cards in a day's queue, with all the extra ones that can be asked for
NOT_LEARNED = "没有这个要点。"
UNDO_FOR = timedelta(hours=1)


def _extra(request: MemberRequest) -> int:
    value = request.GET.get("more") or request.POST.get("more") or ""
    return min(int(value), 200) if value.isascii() and value.isdecimal() and len(value) < 4 else 0


def _rest_of_the_queue(request: MemberRequest, seat: Seat, now: datetime) -> Today:
    """As the page of the card that was just graded gives it; anything odd in it makes it empty."""
    sent = [request.POST.get("done", ""), *request.POST.get("then", "").split()]
    is_odd = len(sent) > MOST or any(not (one.isascii() and one.isdecimal() and len(one) < 18) for one in sent)
    done, *waiting = [0] if is_odd else map(int, sent)
    return queue_from_page(waiting=waiting, done=done + 1, member=request.user, group=seat.group, now=now)


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
    return _shown(request, seat, face, queue)


def _shown(request: MemberRequest, seat: Seat, face: Face | None, queue: Today) -> HttpResponse:
    extra = _extra(request)
    context = framed(seat, "review", face=face, today=queue, extra=extra, more=extra + MORE)
    return render_page(request, "quizzes/review.html", context, partial="review")


@require_safe
def review(request: MemberRequest, slug: str) -> HttpResponse:
    """`?card=` shows a certain card again, for instance on the way back from its passage."""
    seat = seat_of_member(request.user, slug)
    wanted = request.GET.get("card", "")
    key_point_id = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 18 else None
    if key_point_id is not None and not active_points(key_point_id, seat.group.pk):
        raise Http404(NOT_LEARNED)
    return _card(request, seat, timezone.now(), key_point_id=key_point_id)


@require_POST
def grade_card(request: MemberRequest, slug: str, point_id: int) -> HttpResponse:
    seat = seat_of_member(request.user, slug)
    value = request.POST.get("rating", "")
    now = timezone.now()
    card = None
    if value in {str(rating.value) for rating in Rating}:
        try:
            card = grade(
                member=request.user,
                group=seat.group,
                key_point_id=point_id,
                rating=Rating(int(value)),
                now=now,
                graded_at=request.POST.get("graded_at"),
            )
        except KeyPoint.DoesNotExist:
            raise Http404(NOT_LEARNED) from None
    elif not active_points(point_id, seat.group.pk):
        raise Http404(NOT_LEARNED)
    if request.htmx:
        rest = _rest_of_the_queue(request, seat, now)
        face = next_face(member=request.user, group=seat.group, now=now, today=rest) if card else None
        return _shown(request, seat, face, rest) if face else _card(request, seat, now)
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
