"""What a member does with a result: doubt it, practise the closed paper, look into the 错题本."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from quizzes.answer_form import InvalidOption, answers_in
from quizzes.doubting import raise_doubt
from quizzes.finishing import finish_overdue_in
from quizzes.mistakes import STATES, counts, mistakes_of
from quizzes.models import Attempt, Question, Quiz
from quizzes.paper import questions_of
from quizzes.practice import SEED, checked, practice_paper, with_answers
from quizzes.regrading import mark_as_seen
from quizzes.releasing import release_of
from studyapp.access import Seat, seat_of_member
from studyapp.htmx import MemberRequest
from studyapp.shell import framed

MISTAKES_A_PAGE = 20


def _result_url(slug: str, quiz_id: int, anchor: str = "") -> str:
    return reverse("quizzes:result", args=[slug, quiz_id]) + anchor


@require_POST
def doubt(request: MemberRequest, slug: str, quiz_id: int, question_id: int) -> HttpResponse:
    """Only whoever can see the question's result can doubt it."""
    seat = seat_of_member(request.user, slug)
    taken = Attempt.objects.finished().filter(member=request.user, quiz=quiz_id, quiz__group=seat.group)
    attempt = get_object_or_404(taken.select_related("quiz"))
    question = get_object_or_404(Question, pk=question_id, quiz=quiz_id)
    if not release_of(attempt.quiz, timezone.now()).is_shown:
        raise Http404("答案还没有公布。")
    text = " ".join(request.POST.get("text", "").split())
    raised = raise_doubt(question=question, member=request.user, text=text, now=timezone.now())
    if request.htmx.target == f"doubt-{question_id}":
        context = {"group": seat.group, "quiz": attempt.quiz, "question_id": question_id, "doubt": raised}
        return render(request, "quizzes/_doubt.html", context)
    return redirect(_result_url(slug, quiz_id, f"#doubt-{question_id}"))


@require_POST
def regrade_seen(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    seat = seat_of_member(request.user, slug)
    taken = Attempt.objects.finished().filter(member=request.user, quiz=quiz_id, quiz__group=seat.group)
    attempt = get_object_or_404(taken.select_related("quiz"))
    mark_as_seen(member=request.user, quiz=attempt.quiz, now=timezone.now())
    return redirect(_result_url(slug, quiz_id))


def _closed_quiz(seat: Seat, quiz_id: int) -> Quiz:
    """A quiz whose answers are free for everybody, whether they took it or not."""
    return get_object_or_404(Quiz.objects.in_group(seat.group).released(timezone.now()), pk=quiz_id)


@require_safe
def practice(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    seat = seat_of_member(request.user, slug)
    quiz = _closed_quiz(seat, quiz_id)
    context = framed(seat, "home", quiz=quiz, questions=questions_of(practice_paper(quiz), SEED))
    return render(request, "quizzes/practice.html", context)


@require_POST
def practice_check(request: MemberRequest, slug: str, quiz_id: int, question_id: int) -> HttpResponse:
    """Judge the answers of one question. Nothing is stored."""
    seat = seat_of_member(request.user, slug)
    quiz = _closed_quiz(seat, quiz_id)
    paper = practice_paper(quiz)
    asked = next((asked for asked in paper if asked.id == question_id), None)
    if asked is None:
        raise Http404("这份试卷里没有这道题。")
    try:
        given, _ = answers_in(asked, SEED, {**request.POST.dict(), f"q{question_id}.revision": "0"}) or ({}, 0)
    except InvalidOption:
        return HttpResponse("选项无效，请刷新页面后再选。", status=422, content_type="text/plain; charset=utf-8")
    answered = with_answers(paper, question_id, {ref: text[:200] for ref, text in given.items()})
    context = framed(seat, "home", quiz=quiz, finding=checked(quiz, answered, question_id))
    context["origin"] = f"practice-{quiz_id}-{question_id}"
    shown = questions_of(answered, SEED)
    if request.htmx.target == f"q{question_id}":
        context["question"] = next(question for question in shown if question.id == question_id)
        return render(request, "quizzes/_practice_question.html", context)
    return render(request, "quizzes/practice.html", context | {"questions": shown})


@require_safe
def mistakes(request: MemberRequest, slug: str) -> HttpResponse:
    seat = seat_of_member(request.user, slug)
    now = timezone.now()
    finish_overdue_in(seat.group, now)
    every = mistakes_of(member=request.user, group=seat.group, now=now)
    wanted = request.GET.get("state", "")
    state = wanted if wanted in STATES else ""
    chosen = [mistake for mistake in every if mistake.state == state] if state else every
    page = Paginator(chosen, MISTAKES_A_PAGE).get_page(request.GET.get("page"))
    context = framed(seat, "progress", page=page, total=len(every), states=counts(every), state=state)
    return render(request, "quizzes/mistakes.html", context)
