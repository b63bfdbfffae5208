"""A member takes a quiz: the paper, each answer as it is given, handing in, the result."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from quizzes.answer_form import AnotherPaper, InvalidOption, answers_in, read_form, save_form
from quizzes.answering import (
    AlreadyHandedIn,
    Asked,
    EditedElsewhere,
    QuizClosed,
    asked_in,
    held_attempt,
    own_attempt,
    require_open,
    start_attempt,
    write,
)
from quizzes.drawn import drawn
from quizzes.finishing import finish, finish_if_over
from quizzes.models import Arrangement, Attempt, Quiz
from quizzes.paper import AskedQuestion, in_words, questions_of, steps_of, values_of
from quizzes.regrading import regrades_of
from quizzes.releasing import release_of
from quizzes.results import result_of
from studyapp.access import Seat, seat_of_member
from studyapp.addresses import address
from studyapp.htmx import MemberRequest
from studyapp.shell import framed

ELSEWHERE = "这道题已在另一个窗口修改。"
INVALID = "选项无效，请刷新页面后再选；已保存的答案都在。"
HANDED_IN = "这份试卷已经交卷，不能再改。"
ANOTHER = "这一页是另一个账号的试卷，答案没有保存。请用原来的账号登录后再试。"


class NotStarted(Exception):
    """The member has no attempt at this quiz."""


Refusal = EditedElsewhere | InvalidOption | AnotherPaper | AlreadyHandedIn | QuizClosed | NotStarted
REFUSALS = (EditedElsewhere, InvalidOption, AnotherPaper, AlreadyHandedIn, QuizClosed, NotStarted)


def _own_attempt(request: MemberRequest, seat: Seat, quiz_id: int) -> Attempt | None:
    """The member's attempt at a quiz of the group, if there is one; ended if its time is over."""
    for attempt in own_attempt(quiz_id, seat.group.pk, request.user.pk):
        attempt.member, attempt.quiz.group = request.user, seat.group
        finish_if_over(attempt, request.arrived_at)
        return attempt
    return None


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
    quiz, one_by_one = attempt.quiz, request.user.one_by_one
    context = {
        "group": seat.group,
        "quiz": quiz,
        "attempt": attempt,
        "dashes": [(question.anchor, question.is_complete) for question in questions],
        "steps": drawn(
            steps_of(questions, linked=one_by_one),
            worth=_worth(sum(question.places for question in questions)),
            one_by_one=one_by_one,
            paper_url=address("quizzes:paper", seat.group.slug, quiz.pk),
        ),
        "answered": sum(question.is_complete for question in questions),
        "one_by_one": one_by_one,
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
    with _in_one_go() as refusals:
        attempt = _locked(request, seat, quiz_id)
        save_form(attempt=attempt, form=request.POST, now=request.arrived_at).raise_first()
    if refusals:
        return _refused(request, seat, quiz_id, refusals[0])
    if request.htmx:
        return _with_clock(HttpResponse(status=204), attempt, request.arrived_at)
    if request.POST.get("layout") in {"one", "all"}:
        request.user.one_by_one = request.POST["layout"] == "one"
        request.user.save(update_fields=["one_by_one"])
    at = request.POST.get("at", "")
    anchor = f"#{at}" if at[:1] == "q" and at[1:].isdecimal() else ""
    return redirect(f"{address('quizzes:paper', slug, quiz_id)}{anchor}")


@contextmanager
def _in_one_go() -> Iterator[list[Refusal]]:
    """A transaction. A refusal does not undo it: it comes before anything is written, or others have been saved."""
    refusals: list[Refusal] = []
    with transaction.atomic(savepoint=False):
        try:
            yield refusals
        except REFUSALS as refusal:
            refusals.append(refusal)


def _locked(request: MemberRequest, seat: Seat, quiz_id: int) -> Attempt:
    for attempt in held_attempt(quiz_id, seat.group.pk, request.user.pk):
        attempt.member, attempt.quiz.group = request.user, seat.group
        require_open(attempt, request.arrived_at)
        return attempt
    raise NotStarted


def _refused(request: MemberRequest, seat: Seat, quiz_id: int, refusal: Refusal) -> HttpResponse:
    """Say why something was not stored, in words; what is stored already stays."""
    problem, status = {
        EditedElsewhere: (ELSEWHERE, 409),
        InvalidOption: (INVALID, 422),
        AnotherPaper: (ANOTHER, 409),
        AlreadyHandedIn: (HANDED_IN, 409),
        QuizClosed: (str(refusal), 409),
        NotStarted: ("", 404),
    }[type(refusal)]
    attempt = _own_attempt(request, seat, quiz_id)
    if attempt is None:
        raise Http404("还没有开始答这份试卷。")
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
    with _in_one_go() as refusals:
        attempt = _locked(request, seat, quiz_id)
        asked = asked_in(attempt)
        saved = read_form(attempt, asked, request.POST)
        asked = [question.changed(saved.changes, now) for question in asked]
        is_complete = not any(question.missing for question in asked)
        refusals += saved.refusals
        if not refusals and (is_complete or "confirmed" in request.POST):
            # Judging stores each answer with its verdict; those that were taken back have none.
            write(attempt, {pk: change for pk, change in saved.changes.items() if not change.given}, now)
            finish(attempt, asked, when=min(now, attempt.deadline), by_member=True)
        else:
            write(attempt, saved.changes, now)
    if refusals:
        return _refused(request, seat, quiz_id, refusals[0])
    if attempt.is_finished:
        return redirect("quizzes:result", slug, quiz_id)
    unanswered = [question for question in questions_of(asked, attempt.seed) if not question.is_complete]
    context = framed(seat, "home", quiz=attempt.quiz, unanswered=unanswered)
    return render(request, "quizzes/confirm_submit.html", context)


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
