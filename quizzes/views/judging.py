"""The secretary's page of a quiz's answers: accept one, give a place to all, look at doubts, undo."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from quizzes.doubting import settle_doubts
from quizzes.finishing import finish_overdue
from quizzes.judging import finished_attempts, judging_of, key_log
from quizzes.models import Attempt, KeyAct, KeyChange, Look, Part, Question, Quiz
from quizzes.regrading import NothingToChange, change_key
from quizzes.results import result_of
from studyapp.access import Seat, seat_of_secretary
from studyapp.htmx import MemberRequest
from studyapp.shell import framed

LONGEST_ANSWER = 200


def _published(seat: Seat, quiz_id: int) -> Quiz:
    return get_object_or_404(Quiz.objects.in_group(seat.group).published(), pk=quiz_id)


def _page(slug: str, quiz_id: int, question_id: int) -> str:
    return f"{reverse('quizzes:judging', args=[slug, quiz_id])}#question-{question_id}"


@require_safe
def judging(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    quiz = _published(seat, quiz_id)
    finish_overdue(quiz, timezone.now())
    questions = judging_of(quiz)
    context = framed(
        seat,
        "quizzes",
        quiz=quiz,
        questions=[question for question in questions if question.is_worth_a_look],
        quiet=sum(not question.is_worth_a_look for question in questions),
        log=key_log(quiz),
        attempts=finished_attempts(quiz),
    )
    return render(request, "quizzes/judging.html", context)


@require_POST
def key_change(request: MemberRequest, slug: str, quiz_id: int, part_id: int) -> HttpResponse:
    """One tap: a new version of the key, and every finished attempt judged again."""
    seat = seat_of_secretary(request.user, slug)
    quiz = _published(seat, quiz_id)
    part = get_object_or_404(Part.objects.select_related("question"), pk=part_id, question__quiz=quiz)
    act, text = request.POST.get("act", ""), request.POST.get("text", "").strip()
    has_text = act in {KeyAct.ACCEPT, KeyAct.TAKE_BACK}
    if act not in KeyAct.values or (has_text and not 0 < len(text) <= LONGEST_ANSWER):
        messages.warning(request, "没有这个答案，请刷新后再试。")
        return redirect(_page(slug, quiz_id, part.question_id))
    try:
        change = change_key(
            quiz=quiz, part=part, act=KeyAct(act), by=request.user, now=timezone.now(), text=text if has_text else ""
        )
    except NothingToChange as nothing:
        messages.warning(request, str(nothing))
    else:
        messages.success(request, _said(change))
    return redirect(_page(slug, quiz_id, part.question_id))


def _said(change: KeyChange) -> str:
    changed = sum(regrade.score_before != regrade.score_after for regrade in change.regrades.all())
    told = f"{changed}人的得分变了，已通知本人" if changed else "没有人的得分因此改变"
    return f"{change.get_act_display()}：已重新判分，{told}。"


@require_POST
def doubts_settle(request: MemberRequest, slug: str, quiz_id: int, question_id: int) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    quiz = _published(seat, quiz_id)
    question = get_object_or_404(Question, pk=question_id, quiz=quiz)
    if settle_doubts(question=question, now=timezone.now()):
        messages.success(request, f"第{question.position}题的疑问已标为看过。")
    return redirect(_page(slug, quiz_id, question_id))


@require_safe
def attempt_answers(request: MemberRequest, slug: str, quiz_id: int, attempt_id: int) -> HttpResponse:
    """What one member answered. Every look is kept."""
    seat = seat_of_secretary(request.user, slug)
    finished = Attempt.objects.finished().filter(quiz=quiz_id, quiz__group=seat.group)
    attempt = get_object_or_404(finished.select_related("quiz", "member"), pk=attempt_id)
    if request.method == "GET":
        Look.objects.create(attempt=attempt, by=request.user, at=timezone.now())
    context = framed(
        seat,
        "quizzes",
        quiz=attempt.quiz,
        attempt=attempt,
        result=result_of(attempt),
        looks=attempt.looks.select_related("by"),
        origin=f"attempt-{quiz_id}-{attempt_id}",
    )
    return render(request, "quizzes/attempt_answers.html", context)
