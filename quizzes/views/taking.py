"""A member takes a quiz: the paper, each answer as it is given, handing in, the result."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from quizzes.answering import (
    AlreadyHandedIn,
    EditedElsewhere,
    QuizClosed,
    finish_overdue,
    hand_in,
    save_answer,
    start_attempt,
)
from quizzes.models import Attempt, Quiz
from quizzes.paper import InvalidOption, answers_in, questions_of
from quizzes.results import result_of
from studyapp.access import Seat, seat_of_member
from studyapp.htmx import MemberRequest
from studyapp.shell import framed

ELSEWHERE = "这道题已在另一个窗口修改，刷新后可以看到那边的答案。"
INVALID = "选项无效，请刷新页面后再选；已保存的答案都在。"
HANDED_IN = "这份试卷已经交卷，不能再改。"


def _opened_quiz(seat: Seat, quiz_id: int) -> Quiz:
    """A quiz that members may know of: published, and its opening time has come."""
    return get_object_or_404(Quiz.objects.in_group(seat.group).opened(timezone.now()), pk=quiz_id)


def _own_attempt(request: MemberRequest, seat: Seat, quiz_id: int) -> Attempt:
    quiz = _opened_quiz(seat, quiz_id)
    finish_overdue(quiz, timezone.now())
    return get_object_or_404(Attempt.objects.select_related("quiz"), quiz=quiz, member=request.user)


@require_safe
def paper(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    """Before the start a cover, then the questions with what is saved; after handing in, on to the result."""
    seat = seat_of_member(request.user, slug)
    quiz = _opened_quiz(seat, quiz_id)
    finish_overdue(quiz, timezone.now())
    attempt = Attempt.objects.filter(quiz=quiz, member=request.user).first()
    if attempt and attempt.is_finished:
        return redirect("quizzes:result", slug, quiz_id)
    if attempt is None:
        context = framed(seat, "home", quiz=quiz, is_open=quiz.is_open(timezone.now()))
        return render(request, "quizzes/cover.html", context)
    return _paper(request, seat, attempt)


def _paper(
    request: MemberRequest, seat: Seat, attempt: Attempt, *, problem: str = "", status: int = 200
) -> HttpResponse:
    questions = questions_of(attempt.quiz, attempt)
    places = sum(question.places for question in questions)
    context = framed(
        seat,
        "home",
        quiz=attempt.quiz,
        attempt=attempt,
        questions=questions,
        answered=sum(question.is_complete for question in questions),
        worth=_worth(places),
        problem=problem,
    )
    return render(request, "quizzes/paper.html", context, status=status)


def _worth(places: int) -> str:
    """What one of so many places is worth out of 100: exact in up to two decimals, else about."""
    if not places:
        return "0"
    exact = f"{100 / places:.2f}".rstrip("0").removesuffix(".")
    return exact if 10_000 % places == 0 else f"约{100 / places:.1f}"


@require_POST
def start(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    seat = seat_of_member(request.user, slug)
    quiz = _opened_quiz(seat, quiz_id)
    try:
        start_attempt(quiz=quiz, member=request.user, now=timezone.now())
    except QuizClosed as error:
        context = framed(seat, "home", quiz=quiz, is_open=False, problem=str(error))
        return render(request, "quizzes/cover.html", context, status=409)
    return redirect("quizzes:paper", slug, quiz_id)


@require_POST
def save(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    """Store whatever questions the form holds: one at a time with JavaScript, the whole paper without."""
    seat = seat_of_member(request.user, slug)
    attempt = _own_attempt(request, seat, quiz_id)
    try:
        if not _save_all(request, attempt):
            raise InvalidOption  # a form without one question of this paper: nothing may be called saved
    except (EditedElsewhere, InvalidOption, AlreadyHandedIn, QuizClosed) as refusal:
        return _refused(request, seat, attempt, refusal)
    if request.htmx:
        return HttpResponse(status=204)
    at = request.POST.get("at", "")
    anchor = f"#{at}" if at[:1] == "q" and at[1:].isdecimal() else ""
    return redirect(f"{reverse('quizzes:paper', args=[slug, quiz_id])}{anchor}")


def _save_all(request: MemberRequest, attempt: Attempt) -> int:
    """Store every question in the form, and return how many there were. One that is refused is told of at the end,
    so that the others are not lost with it."""
    now, saved, refusals = timezone.now(), 0, []
    for question in attempt.quiz.questions.prefetch_related("parts"):
        try:
            found = answers_in(question, request.POST)
            if found is not None:
                given, revision = found
                save_answer(attempt=attempt, question=question, given=given, revision=revision, now=now)
                saved += 1
        except (EditedElsewhere, InvalidOption) as refusal:
            refusals.append(refusal)
    if refusals:
        raise refusals[0]
    return saved


def _refused(request: MemberRequest, seat: Seat, attempt: Attempt, refusal: Exception) -> HttpResponse:
    """Say why nothing was stored, in words; what is stored already stays."""
    problem, status = {
        EditedElsewhere: (ELSEWHERE, 409),
        InvalidOption: (INVALID, 422),
        AlreadyHandedIn: (HANDED_IN, 409),
        QuizClosed: (str(refusal), 409),
    }[type(refusal)]
    if request.htmx:
        return HttpResponse(problem, status=status, content_type="text/plain; charset=utf-8")
    attempt.refresh_from_db()
    if attempt.is_finished:
        return redirect("quizzes:result", seat.group.slug, attempt.quiz_id)
    return _paper(request, seat, attempt, problem=problem, status=status)


@require_POST
def submit(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    """Hand in: save what the form holds, then judge. Unanswered places are shown once before that."""
    seat = seat_of_member(request.user, slug)
    attempt = _own_attempt(request, seat, quiz_id)
    if attempt.is_finished:
        return redirect("quizzes:result", slug, quiz_id)
    try:
        _save_all(request, attempt)
    except (EditedElsewhere, InvalidOption, AlreadyHandedIn, QuizClosed) as refusal:
        return _refused(request, seat, attempt, refusal)
    unanswered = [row for row in questions_of(attempt.quiz, attempt) if not row.is_complete]
    if unanswered and "confirmed" not in request.POST:
        context = framed(seat, "home", quiz=attempt.quiz, unanswered=unanswered)
        return render(request, "quizzes/confirm_submit.html", context)
    hand_in(attempt=attempt, now=timezone.now())
    return redirect("quizzes:result", slug, quiz_id)


@require_safe
def result(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    seat = seat_of_member(request.user, slug)
    attempt = _own_attempt(request, seat, quiz_id)
    if not attempt.is_finished:
        return redirect("quizzes:paper", slug, quiz_id)
    context = framed(seat, "home", quiz=attempt.quiz, attempt=attempt, result=result_of(attempt))
    return render(request, "quizzes/result.html", context)
