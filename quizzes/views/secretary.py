"""The secretary composes a quiz, looks it through, publishes it, and reads the scores."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quizzes.blanking import ban_blank, lock_blank, move_blank
from quizzes.finishing import finish_overdue_in
from quizzes.forms.quiz import ComposeForm, PublishForm
from quizzes.models import Question, Quiz
from quizzes.preparing import prepared_questions
from quizzes.previews import previews_of
from quizzes.publishing import (
    CannotPublish,
    closing_time,
    discard_draft,
    draft_quiz,
    drop_question,
    publish,
    swap_question,
    withdraw,
    write_or_wait,
)
from quizzes.scores import group_scores, weak_points
from studyapp.access import Seat, seat_of_secretary
from studyapp.htmx import MemberRequest, render_page
from studyapp.shell import framed

QUIZZES_A_PAGE = 20
PATIENCE = timedelta(seconds=75)  # writing takes a few seconds; after this the child process is gone


def _draft(seat: Seat, quiz_id: int) -> Quiz:
    return get_object_or_404(Quiz.objects.in_group(seat.group).drafts(), pk=quiz_id)


@require_safe
def quiz_list(request: MemberRequest, slug: str) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    finish_overdue_in(seat.group, timezone.now())
    quizzes = Quiz.objects.in_group(seat.group).with_counts().order_by(F("published_at").desc(nulls_first=True), "-pk")
    page = Paginator(quizzes, QUIZZES_A_PAGE).get_page(request.GET.get("page"))
    context = framed(seat, "quizzes", page=page, now=timezone.now())
    return render(request, "quizzes/quiz_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: MemberRequest, slug: str) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    chosen = {"materials": request.GET.getlist("material")} if "material" in request.GET else None
    form = ComposeForm(seat.group, request.POST if request.method == "POST" else None, initial=chosen)
    if form.is_valid():
        quiz = draft_quiz(
            group=seat.group,
            secretary=request.user,
            materials=form.cleaned_data["materials"],
            length=form.cleaned_data["length"],
            kinds=form.cleaned_data["kinds"],
            seed=secrets.randbits(32),
        )
        write_or_wait(quiz)
        return redirect("quizzes:draft", slug, quiz.pk)
    status = 422 if form.is_bound else 200
    context = framed(seat, "quizzes", form=form, choices=form.choices())
    return render(request, "quizzes/compose.html", context, status=status)


@require_safe
def draft(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    """The draft to look through. While its questions are being written, a page that asks again by itself."""
    seat = seat_of_secretary(request.user, slug)
    quiz = _draft(seat, quiz_id)
    if not quiz.generator and not quiz.problem:
        is_late = timezone.now() - quiz.changed_at > PATIENCE
        if request.htmx.target == "writing" and not is_late:
            return HttpResponse(status=204)  # nothing new: the strip goes on moving
        context = framed(seat, "quizzes", quiz=quiz, is_late=is_late)
        return render_page(request, "quizzes/writing.html", context, partial="writing")
    if request.htmx.target == "writing":
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    return _look_through(request, seat, quiz, PublishForm(timezone.now(), initial=_window(seat, quiz)))


def _window(seat: Seat, quiz: Quiz) -> dict[str, object]:
    now = timezone.now()
    return {
        "title": quiz.title,
        "opens_at": timezone.localtime(now),
        "closes_at": timezone.localtime(closing_time(seat.group, now)),
    }


def _look_through(
    request: MemberRequest, seat: Seat, quiz: Quiz, form: PublishForm, *, status: int = 200
) -> HttpResponse:
    previews = previews_of(quiz, prepared_questions(list(quiz.materials.all())))
    context = framed(seat, "quizzes", quiz=quiz, form=form, previews=previews)
    return render(request, "quizzes/draft.html", context, status=status)


@require_POST
def rewrite(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    """Write the whole draft anew: after a failure, or because key points have changed."""
    seat = seat_of_secretary(request.user, slug)
    quiz = _draft(seat, quiz_id)
    quiz.seed, quiz.generator, quiz.problem = secrets.randbits(32), "", ""
    quiz.save(update_fields=["seed", "generator", "problem", "changed_at"])
    write_or_wait(quiz)
    return redirect("quizzes:draft", slug, quiz_id)


@require_POST
def question_drop(request: MemberRequest, slug: str, quiz_id: int, question_id: int) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    quiz = _draft(seat, quiz_id)
    drop_question(quiz=quiz, question=get_object_or_404(Question, pk=question_id, quiz=quiz))
    messages.success(request, "已删去一题。")
    return redirect("quizzes:draft", slug, quiz_id)


@require_POST
def question_swap(request: MemberRequest, slug: str, quiz_id: int, question_id: int) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    quiz = _draft(seat, quiz_id)
    question = get_object_or_404(Question, pk=question_id, quiz=quiz)
    other = swap_question(quiz=quiz, question=question, seed=secrets.randbits(32))
    if other is None:
        messages.warning(request, f"第{question.position}题没有可换的题了，可以删去，或再标几个要点。")
        return redirect("quizzes:draft", slug, quiz_id)
    return redirect(f"{_draft_url(slug, quiz_id)}#question-{other.pk}")


@require_POST
def question_blank(request: MemberRequest, slug: str, quiz_id: int, question_id: int) -> HttpResponse:
    """Lock the blank of a question, ban it, or move it to another place of the statement."""
    seat = seat_of_secretary(request.user, slug)
    quiz = _draft(seat, quiz_id)
    question = get_object_or_404(Question, pk=question_id, quiz=quiz)
    shown: Question | None = question
    if "lock" in request.POST:
        locked = lock_blank(question=question)
        _say(request, locked, "已锁定这个空，以后这条要点只考它。", "这条要点的文字改过了，请先重新出题再锁定。")
    elif "ban" in request.POST:
        shown = ban_blank(quiz=quiz, question=question, seed=secrets.randbits(32))
        _say(
            request,
            shown is not None,
            "以后不再考那个空，这里换了一题。",
            "没有可换的题了，可以删去这一题。",
        )
    else:
        place = request.POST.get("move", "")
        shown = move_blank(quiz=quiz, question=question, place=place, seed=secrets.randbits(32))
        _say(request, shown is not None, "已换成这个空，以后也只考它。", "这个空现在不能用，请刷新后再选。")
    return redirect(f"{_draft_url(slug, quiz_id)}#question-{(shown or question).pk}")


def _say(request: MemberRequest, is_done: bool, done: str, otherwise: str) -> None:
    messages.add_message(request, messages.SUCCESS if is_done else messages.WARNING, done if is_done else otherwise)


def _draft_url(slug: str, quiz_id: int) -> str:
    return reverse("quizzes:draft", args=[slug, quiz_id])


@require_POST
def publish_quiz(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    quiz = _draft(seat, quiz_id)
    now = timezone.now()
    form = PublishForm(now, request.POST)
    if form.is_valid():
        try:
            publish(quiz=quiz, now=now, **form.cleaned_data)
        except CannotPublish as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"《{quiz.title}》已发布，成员现在可以在首页看到。")
            return redirect("quizzes:quiz_list", slug)
    return _look_through(request, seat, quiz, form, status=422)


@require_POST
def withdraw_quiz(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    quiz = get_object_or_404(Quiz.objects.in_group(seat.group).published(), pk=quiz_id)
    if withdraw(quiz=quiz):
        messages.success(request, "已撤回，试卷回到草稿。")
        return redirect("quizzes:draft", slug, quiz_id)
    messages.warning(request, "已有成员开始答题，不能撤回。")
    return redirect("quizzes:quiz_list", slug)


@require_POST
def discard(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    discard_draft(quiz=_draft(seat, quiz_id))
    messages.success(request, "草稿已删除。")
    return redirect("quizzes:quiz_list", slug)


@require_safe
def preview(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    """A published paper with its answers, as it was frozen."""
    seat = seat_of_secretary(request.user, slug)
    quiz = get_object_or_404(Quiz.objects.in_group(seat.group).published(), pk=quiz_id)
    context = framed(seat, "quizzes", quiz=quiz, previews=previews_of(quiz))
    return render(request, "quizzes/preview.html", context)


@require_safe
def scores(request: MemberRequest, slug: str) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    now = timezone.now()
    finish_overdue_in(seat.group, now)
    context = framed(seat, "scores", table=group_scores(seat.group, now), weak_points=weak_points(seat.group))
    return render(request, "quizzes/scores.html", context)
