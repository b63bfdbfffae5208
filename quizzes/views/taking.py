"""A member takes a quiz: the paper, each answer as it is given, handing in, the result."""

from __future__ import annotations

import secrets
from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from quizzes.answer_form import AnotherPaper, InvalidOption, answers_in, save_form, save_questions
from quizzes.answering import AlreadyHandedIn, Asked, EditedElsewhere, QuizClosed, asked_in, locked, start_attempt
from quizzes.finishing import finish, finish_if_over
from quizzes.models import Arrangement, Attempt, Quiz
from quizzes.paper import AskedQuestion, in_words, questions_of, steps_of, values_of
from quizzes.regrading import regrades_of
from quizzes.releasing import release_of
from quizzes.results import result_of
from studyapp.access import Seat, seat_of_member
from studyapp.htmx import MemberRequest
from studyapp.shell import framed

ELSEWHERE = "这道题已在另一个窗口修改。"
INVALID = "选项无效，请刷新页面后再选；已保存的答案都在。"
HANDED_IN = "这份试卷已经交卷，不能再改。"
ANOTHER = "这一页是另一个账号的试卷，答案没有保存。请用原来的账号登录后再试。"
Refusal = EditedElsewhere | InvalidOption | AnotherPaper | AlreadyHandedIn | QuizClosed
REFUSALS = (EditedElsewhere, InvalidOption, AnotherPaper, AlreadyHandedIn, QuizClosed)


def _own_attempts(request: MemberRequest, seat: Seat, quiz_id: int) -> QuerySet[Attempt]:
    """The member's attempt at a quiz of the group, if there is one."""
    return Attempt.objects.filter(quiz=quiz_id, quiz__group=seat.group, member=request.user)


def _own_attempt(request: MemberRequest, seat: Seat, quiz_id: int) -> Attempt | None:
    """The same, ended if its time is over."""
    attempt = _own_attempts(request, seat, quiz_id).select_related("quiz").first()
    if attempt is not None:
        finish_if_over(attempt, request.arrived_at)
    return attempt


def _opened_quiz(request: MemberRequest, seat: Seat, quiz_id: int) -> Quiz:
    """A quiz that members may know of: published, and its opening time has come."""
    return get_object_or_404(Quiz.objects.in_group(seat.group).opened(request.arrived_at), pk=quiz_id)


@require_safe
def paper(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    """Before the start a cover, then the questions with what is saved; after handing in, on to the result."""
    seat = seat_of_member(request.user, slug)
    attempt = _own_attempt(request, seat, quiz_id)
    if attempt is None:
        return _cover(request, seat, _opened_quiz(request, seat, quiz_id))
    if attempt.is_finished:
        return redirect("quizzes:result", slug, quiz_id)
    return _paper(request, seat, attempt, questions_of(asked_in(attempt), attempt.seed))


def _cover(request: MemberRequest, seat: Seat, quiz: Quiz, *, problem: str = "", status: int = 200) -> HttpResponse:
    own = Arrangement.objects.filter(quiz=quiz, member=request.user).first()
    is_open = quiz.is_open(request.arrived_at) or bool(own and own.is_open(request.arrived_at))
    context = framed(seat, "home", quiz=quiz, own=own, is_open=is_open and not problem, problem=problem)
    context["is_free"] = not is_open and release_of(quiz, request.arrived_at).is_open_to_all
    return render(request, "quizzes/cover.html", context, status=status)


def _paper(
    request: MemberRequest,
    seat: Seat,
    attempt: Attempt,
    questions: list[AskedQuestion],
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    quiz = attempt.quiz
    context = {
        "group": seat.group,
        "quiz": quiz,
        "attempt": attempt,
        "questions": questions,
        "steps": steps_of(questions),
        "answered": sum(question.is_complete for question in questions),
        "worth": _worth(sum(question.places for question in questions)),
        "seconds_left": _seconds_left(attempt, request.arrived_at),
        "is_rescheduled": bool(quiz.rescheduled_at and quiz.rescheduled_at > attempt.started_at),
        "problem": problem,
    }
    response = render(request, "quizzes/paper.html", context, status=status)
    return _with_clock(response, attempt, request.arrived_at)


def _seconds_left(attempt: Attempt, now: datetime) -> int:
    return max(0, int((attempt.deadline - now).total_seconds()))


def _with_clock(response: HttpResponse, attempt: Attempt, now: datetime) -> HttpResponse:
    """Tell the page what the server's clock says, so that it never trusts its own."""
    response["Ends-At"] = attempt.deadline.isoformat()
    response["Seconds-Left"] = str(_seconds_left(attempt, now))
    return response


def _worth(places: int) -> str:
    """What one of so many places is worth out of 100: exact in up to two decimals, else about."""
    if not places:
        return "0"
    exact = f"{100 / places:.2f}".rstrip("0").removesuffix(".")
    return exact if 10_000 % places == 0 else f"约{100 / places:.1f}"


@require_POST
def start(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    seat = seat_of_member(request.user, slug)
    quiz = _opened_quiz(request, seat, quiz_id)
    try:
        start_attempt(quiz=quiz, member=request.user, now=request.arrived_at, seed=secrets.randbits(62) + 1)
    except QuizClosed as error:
        return _cover(request, seat, quiz, problem=str(error), status=409)
    return redirect("quizzes:paper", slug, quiz_id)


@require_POST
def save(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    """Store whatever questions the form holds: one at a time with script, the whole paper without."""
    seat = seat_of_member(request.user, slug)
    try:
        with transaction.atomic():
            attempt = _locked(request, seat, quiz_id)
            saved = save_form(attempt=attempt, form=request.POST, now=request.arrived_at)
        saved.raise_first()
    except REFUSALS as refusal:
        return _refused(request, seat, quiz_id, refusal)
    if request.htmx:
        return _with_clock(HttpResponse(status=204), attempt, request.arrived_at)
    if request.POST.get("layout") in {"one", "all"}:
        request.user.one_by_one = request.POST["layout"] == "one"
        request.user.save(update_fields=["one_by_one"])
    at = request.POST.get("at", "")
    anchor = f"#{at}" if at[:1] == "q" and at[1:].isdecimal() else ""
    return redirect(f"{reverse('quizzes:paper', args=[slug, quiz_id])}{anchor}")


def _locked(request: MemberRequest, seat: Seat, quiz_id: int) -> Attempt:
    try:
        return locked(_own_attempts(request, seat, quiz_id), request.arrived_at)
    except Attempt.DoesNotExist:
        raise Http404("还没有开始答这份试卷。") from None


def _refused(request: MemberRequest, seat: Seat, quiz_id: int, refusal: Refusal) -> HttpResponse:
    """Say why something was not stored, in words; what is stored already stays."""
    problem, status = {
        EditedElsewhere: (ELSEWHERE, 409),
        InvalidOption: (INVALID, 422),
        AnotherPaper: (ANOTHER, 409),
        AlreadyHandedIn: (HANDED_IN, 409),
        QuizClosed: (str(refusal), 409),
    }[type(refusal)]
    attempt = _own_attempt(request, seat, quiz_id)
    if attempt is None:
        raise Http404
    if request.htmx:
        return _refused_in_page(attempt, refusal, problem, status)
    if attempt.is_finished:
        return redirect("quizzes:result", seat.group.slug, quiz_id)
    asked = asked_in(attempt)
    questions = questions_of(asked, attempt.seed, _typed_instead(request, attempt, asked))
    return _paper(request, seat, attempt, questions, problem=problem, status=status)


def _refused_in_page(attempt: Attempt, refusal: Refusal, problem: str, status: int) -> HttpResponse:
    if isinstance(refusal, EditedElsewhere):
        asked = asked_in(attempt, [refusal.question_id])[0]
        values = values_of(asked, attempt.seed, refusal.stored)
        return JsonResponse({"text": problem, "values": values, "revision": refusal.revision}, status=status)
    return HttpResponse(problem, status=status, content_type="text/plain; charset=utf-8")


def _typed_instead(
    request: MemberRequest, attempt: Attempt, paper: list[Asked]
) -> dict[int, tuple[dict[str, str], str]]:
    """By question, what was typed here and what another window saved: nothing typed is lost, and the member chooses."""
    found = {}
    for asked in paper:
        with suppress(InvalidOption):
            sent = answers_in(asked, attempt.seed, request.POST)
            if sent and sent[1] <= asked.revision and any(sent[0][ref] != asked.stored.get(ref, "") for ref in sent[0]):
                found[asked.id] = (sent[0], in_words(asked, asked.stored))
    return found


@require_POST
def submit(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    """Hand in: save what the form holds, then judge. Unanswered places are shown once before that."""
    seat = seat_of_member(request.user, slug)
    now = request.arrived_at
    try:
        with transaction.atomic():
            attempt = _locked(request, seat, quiz_id)
            asked = asked_in(attempt)
            saved = save_questions(attempt, asked, request.POST, now)
            asked = [question.changed(saved.changes, now) for question in asked]
            is_complete = not any(question.missing for question in asked)
            if not saved.refusals and (is_complete or "confirmed" in request.POST):
                attempt.member, attempt.quiz.group = request.user, seat.group
                finish(attempt, asked, when=min(now, attempt.deadline), by_member=True)
        if saved.refusals:
            raise saved.refusals[0]
    except REFUSALS as refusal:
        return _refused(request, seat, quiz_id, refusal)
    if attempt.is_finished:
        return redirect("quizzes:result", slug, quiz_id)
    unanswered = [question for question in questions_of(asked, attempt.seed) if not question.is_complete]
    return render(
        request, "quizzes/confirm_submit.html", {"group": seat.group, "quiz": attempt.quiz, "unanswered": unanswered}
    )


@require_safe
def result(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    """Verdicts, answers and passages; before they may be shown, only that the paper is handed in, and its score."""
    seat = seat_of_member(request.user, slug)
    attempt = _own_attempt(request, seat, quiz_id)
    if attempt is None:
        raise Http404("还没有答过这份试卷。")
    if not attempt.is_finished:
        return redirect("quizzes:paper", slug, quiz_id)
    release = release_of(attempt.quiz, request.arrived_at)
    context = framed(seat, "home", quiz=attempt.quiz, attempt=attempt, release=release, **regrades_of(attempt))
    if not release.is_shown:
        return render(request, "quizzes/receipt.html", context)
    return render(request, "quizzes/result.html", context | {"result": result_of(attempt)})
