"""A draft goes out to the group, or comes back: publishing, the notice for the chat, withdrawing, the list of all."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from quizzes.finishing import finish_overdue_in
from quizzes.forms.quiz import PublishForm
from quizzes.models import Quiz
from quizzes.notices import notice_text, qr_code
from quizzes.previews import previews_of
from quizzes.publishing import CannotPublish, discard_draft, publish, titles_in_use, withdraw
from quizzes.views.drafts import draft_in, look_through
from studyapp.access import Seat, seat_of_member, seat_of_secretary
from studyapp.htmx import MemberRequest
from studyapp.shell import framed

QUIZZES_A_PAGE = 20


def _published(seat: Seat, quiz_id: int) -> Quiz:
    return get_object_or_404(Quiz.objects.in_group(seat.group).published().select_related("group"), pk=quiz_id)


@require_safe
def quiz_list(request: MemberRequest, slug: str) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    finish_overdue_in(seat.group, timezone.now())
    quizzes = Quiz.objects.in_group(seat.group).select_related("group").with_counts()
    ordered = quizzes.order_by(F("published_at").desc(nulls_first=True), "-pk")
    page = Paginator(ordered, QUIZZES_A_PAGE).get_page(request.GET.get("page"))
    context = framed(seat, "quizzes", page=page, now=timezone.now())
    return render(request, "quizzes/quiz_list.html", context)


@require_POST
def publish_quiz(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    quiz = draft_in(seat, quiz_id)
    now = timezone.now()
    form = PublishForm(now, request.POST, taken=titles_in_use(seat.group))
    if form.is_valid():
        try:
            publish(quiz=quiz, now=now, **form.cleaned_data)
        except CannotPublish as error:
            form.add_error(None, str(error))
        else:
            when = "成员现在可以在首页看到" if quiz.is_open(now) else "到开始时间成员就能答题"
            messages.success(request, f"《{quiz.title}》已发布，{when}。")
            for said in form.shown_twice():
                messages.warning(request, said)
            return redirect("quizzes:notice", slug, quiz_id)
    return look_through(request, seat, quiz, form, status=422)


@require_safe
def notice(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    """What to send to the group chat: words to copy, the link, and its QR code to show or print."""
    seat = seat_of_secretary(request.user, slug)
    quiz = _published(seat, quiz_id)
    link = request.build_absolute_uri(reverse("quizzes:entrance", args=[slug, quiz_id]))
    text = notice_text(quiz, link, timezone.now())
    has_started = quiz.attempts.exists()
    context = framed(seat, "quizzes", quiz=quiz, link=link, text=text, code=qr_code(link), has_started=has_started)
    return render(request, "quizzes/notice.html", context)


@require_safe
def entrance(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    """Where a notice's link leads: to the paper, or before its time to a page that says when it opens."""
    seat = seat_of_member(request.user, slug)
    quiz = _published(seat, quiz_id)
    if quiz.opens_at is not None and quiz.opens_at <= timezone.now():
        return redirect("quizzes:paper", slug, quiz_id)
    return render(request, "quizzes/entrance.html", framed(seat, "home", quiz=quiz))


@require_POST
def withdraw_quiz(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    if withdraw(quiz=_published(seat, quiz_id)):
        messages.success(request, "已撤回，试卷回到草稿。")
        return redirect("quizzes:draft", slug, quiz_id)
    messages.warning(request, "已有成员开始答题，不能撤回。")
    return redirect("quizzes:quiz_list", slug)


@require_POST
def discard(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    discard_draft(quiz=draft_in(seat, quiz_id))
    messages.success(request, "草稿已删除。")
    return redirect("quizzes:quiz_list", slug)


@require_safe
def preview(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    """A published paper with its answers, as it was frozen."""
    seat = seat_of_secretary(request.user, slug)
    quiz = _published(seat, quiz_id)
    context = framed(seat, "quizzes", quiz=quiz, previews=previews_of(quiz))
    return render(request, "quizzes/preview.html", context)
