"""The secretary arranges a published quiz: its closing for all, and leave, more time or a make-up test for one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from quizzes.arranging import CannotArrange, arrange, reschedule, standings
from quizzes.finishing import finish_overdue
from quizzes.forms.arrangement import ArrangementForm, RescheduleForm
from quizzes.models import Arrangement, Change, Quiz
from studyapp.access import Seat, seat_of_secretary
from studyapp.htmx import MemberRequest
from studyapp.models import User
from studyapp.shell import framed

CHANGES_SHOWN = 50


def _sent(request: MemberRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _published(seat: Seat, quiz_id: int) -> Quiz:
    return get_object_or_404(Quiz.objects.in_group(seat.group).published(), pk=quiz_id)


@require_http_methods(["GET", "HEAD", "POST"])
def arrangements(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    """Who stands where, what is arranged and by whom; the form moves the closing for everybody."""
    seat = seat_of_secretary(request.user, slug)
    quiz = _published(seat, quiz_id)
    now = request.arrived_at
    finish_overdue(quiz, now)
    form = RescheduleForm(quiz, now, _sent(request))
    if form.is_valid():
        try:
            if reschedule(quiz=quiz, by=request.user, now=now, **form.cleaned_data):
                messages.success(request, "已改。正在答题的成员会看到新的截止时间。")
            return redirect("quizzes:arrangements", slug, quiz_id)
        except CannotArrange as error:
            form.add_error("closes_at", str(error))
    context = framed(seat, "quizzes", quiz=quiz, form=form, standings=standings(quiz, seat.group))
    context["changes"] = Change.objects.filter(quiz=quiz).select_related("member", "by")[:CHANGES_SHOWN]
    return render(request, "quizzes/arrangements.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def arrangement(request: MemberRequest, slug: str, quiz_id: int, member_id: int) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    quiz = _published(seat, quiz_id)
    in_group = User.objects.filter(memberships__group=seat.group, memberships__left_at=None)
    member = get_object_or_404(in_group, pk=member_id)
    own = Arrangement.objects.filter(quiz=quiz, member=member).first()
    form = ArrangementForm(own, request.arrived_at, _sent(request))
    if form.is_valid():
        try:
            if arrange(quiz=quiz, member=member, by=request.user, now=request.arrived_at, **form.cleaned_data):
                messages.success(request, f"{member}的安排已改。")
            return redirect("quizzes:arrangements", slug, quiz_id)
        except CannotArrange as error:
            form.add_error("closes_at", str(error))
    context = framed(seat, "quizzes", quiz=quiz, member=member, form=form)
    return render(request, "quizzes/arrangement.html", context, status=422 if form.errors else 200)
