"""The secretary composes a quiz and works on its draft: every act swaps what it changed, and can be undone."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from quizzes.blanking import ban_blank, lock_blank, move_blank
from quizzes.drafting import (
    add_question,
    drop_question,
    pin_question,
    recompose,
    shift_question,
    swap_question,
    undo_last_act,
    undoable,
)
from quizzes.forms.quiz import ComposeForm, PublishForm
from quizzes.models import LastAct, Question, Quiz
from quizzes.pattern import Pattern, next_materials, pattern_of
from quizzes.previews import DraftPlace, places_of_draft
from quizzes.publishing import draft_quiz, next_week_number, usual_title, write_or_wait
from quizzes.sources import pool_of, sources_of
from studyapp.access import Seat, seat_of_secretary
from studyapp.htmx import MemberRequest, render_page
from studyapp.shell import framed

PATIENCE = timedelta(seconds=75)  # writing takes a few seconds; after this the child process is gone


def draft_in(seat: Seat, quiz_id: int) -> Quiz:
    return get_object_or_404(Quiz.objects.in_group(seat.group).drafts().select_related("group"), pk=quiz_id)


@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: MemberRequest, slug: str) -> HttpResponse:
    """Filled in like the last quiz, with the new materials ticked, or those that `?material=` names."""
    seat = seat_of_secretary(request.user, slug)
    pattern = pattern_of(seat.group, timezone.now())
    sent = request.POST if request.method == "POST" else None
    form = ComposeForm(seat.group, sent, initial=_initial(request, seat, pattern))
    if form.is_valid():
        quiz = draft_quiz(
            group=seat.group,
            secretary=request.user,
            seed=secrets.randbits(32),
            **pattern.suggestions,
            **form.cleaned_data,
        )
        write_or_wait(quiz)
        return redirect("quizzes:draft", slug, quiz.pk)
    status = 422 if form.is_bound else 200
    context = framed(seat, "quizzes", form=form, choices=form.choices(), pattern=pattern)
    return render(request, "quizzes/compose.html", context, status=status)


def _initial(request: MemberRequest, seat: Seat, pattern: Pattern) -> dict[str, object]:
    named = request.GET.getlist("material")
    return {
        "materials": named or [material.pk for material in next_materials(seat.group)],
        "length": pattern.length,
        "kinds": pattern.kinds,
        "weak_share": pattern.weak_share,
    }


@require_POST
def repeat_last(request: MemberRequest, slug: str) -> HttpResponse:
    """One tap from the home page: a draft like the last quiz, about what is new."""
    seat = seat_of_secretary(request.user, slug)
    pattern, materials = pattern_of(seat.group, timezone.now()), next_materials(seat.group)
    if not materials:
        messages.warning(request, "还没有标了要点的资料，先标几个要点再出试卷。")
        return redirect("quizzes:compose", slug)
    quiz = draft_quiz(
        group=seat.group,
        secretary=request.user,
        materials=materials,
        length=pattern.length,
        kinds=pattern.kinds,
        weak_share=pattern.weak_share,
        seed=secrets.randbits(32),
        **pattern.suggestions,
    )
    write_or_wait(quiz)
    return redirect("quizzes:draft", slug, quiz.pk)


@require_safe
def draft(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    """The draft to look through. While its questions are being written, a page that asks again by itself."""
    seat = seat_of_secretary(request.user, slug)
    quiz = draft_in(seat, quiz_id)
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
    return look_through(request, seat, quiz, PublishForm(timezone.now(), initial=_window(seat, quiz)))


def _window(seat: Seat, quiz: Quiz) -> dict[str, object]:
    """What the publishing form suggests: what the draft was made for while that is to come, else the usual."""
    now = timezone.now()
    opens_at, closes_at = quiz.opens_at, quiz.closes_at
    if opens_at is None or closes_at is None or closes_at < now + timedelta(hours=1):
        opens_at, closes_at = pattern_of(seat.group, now).window
    return {
        "title": quiz.title or usual_title(next_week_number(seat.group)),
        "opens_at": timezone.localtime(max(opens_at, now)),
        "closes_at": timezone.localtime(closes_at),
        "time_limit": quiz.time_limit,
        "answers_shown": quiz.answers_shown,
    }


def look_through(
    request: MemberRequest, seat: Seat, quiz: Quiz, form: PublishForm, *, status: int = 200
) -> HttpResponse:
    context = framed(seat, "quizzes", form=form, as_member="member" in request.GET, **_on_the_desk(quiz)[0])
    return render(request, "quizzes/draft.html", context, status=status)


def _on_the_desk(quiz: Quiz) -> tuple[dict[str, object], list[DraftPlace]]:
    """What the page of a draft shows, and of that the places."""
    places = places_of_draft(quiz, pool_of(sources_of(quiz)))
    return {"quiz": quiz, "places": places, "last_act": LastAct.objects.filter(quiz=quiz).first()}, places


@dataclass(frozen=True)
class Desk:
    """A draft with the question at hand, and what stood in each place before the act."""

    seat: Seat
    quiz: Quiz
    question: Question
    before: dict[int, int]


def _desk(request: MemberRequest, slug: str, quiz_id: int, question_id: int) -> Desk:
    seat = seat_of_secretary(request.user, slug)
    quiz = draft_in(seat, quiz_id)
    question = get_object_or_404(Question.objects.filter(quiz=quiz), pk=question_id)
    return Desk(seat, quiz, question, _standing(quiz))


def _standing(quiz: Quiz) -> dict[int, int]:
    return dict(quiz.questions.values_list("position", "pk"))


def _show(
    request: MemberRequest,
    seat: Seat,
    quiz: Quiz,
    before: dict[int, int],
    said: str,
    *,
    is_done: bool = True,
    at: int = 0,
) -> HttpResponse:
    """After an act: with htmx the places that it changed and what was done, else the page at the place `at`."""
    if request.htmx.target != "acts":
        messages.add_message(request, messages.SUCCESS if is_done else messages.WARNING, said)
        url = reverse("quizzes:draft", args=[seat.group.slug, quiz.pk])
        return redirect(f"{url}#place-{at}" if at else url)
    desk, places = _on_the_desk(quiz)
    context = framed(seat, "quizzes", said=said, is_done=is_done, **desk, **_changes(places, before, at))
    return render_page(request, "quizzes/draft.html", context, partial="acts")


def _changes(places: list[DraftPlace], before: dict[int, int], at: int) -> dict[str, object]:
    """Which places another question stands in now, which are new and which are gone. The last place is drawn anew
    when the paper got longer or shorter, for only it cannot move down."""
    ends = {len(places), len(before)} if len(places) != len(before) else set()
    return {
        "changed": [
            place
            for place in places
            if place.number in before and (before[place.number] != place.preview.id or place.number in {at, *ends})
        ],
        "added": [place for place in places if place.number not in before],
        "gone": [number for number in before if number > len(places)],
    }


@require_POST
def question_drop(request: MemberRequest, slug: str, quiz_id: int, question_id: int) -> HttpResponse:
    desk = _desk(request, slug, quiz_id, question_id)
    number = desk.question.position
    with undoable(desk.quiz, f"删去第{number}题"):
        drop_question(quiz=desk.quiz, question=desk.question)
    return _show(request, desk.seat, desk.quiz, desk.before, f"已删去第{number}题。", at=number)


@require_POST
def question_swap(request: MemberRequest, slug: str, quiz_id: int, question_id: int) -> HttpResponse:
    desk = _desk(request, slug, quiz_id, question_id)
    number = desk.question.position
    with undoable(desk.quiz, f"换第{number}题"):
        other = swap_question(quiz=desk.quiz, question=desk.question, seed=secrets.randbits(32))
    said = f"第{number}题已换。" if other else f"第{number}题没有可换的题了，可以删去，或再标几个要点。"
    return _show(request, desk.seat, desk.quiz, desk.before, said, is_done=other is not None, at=number)


@require_POST
def question_pin(request: MemberRequest, slug: str, quiz_id: int, question_id: int) -> HttpResponse:
    desk = _desk(request, slug, quiz_id, question_id)
    number, is_pinned = desk.question.position, request.POST.get("pinned") == "1"
    with undoable(desk.quiz, f"{'固定' if is_pinned else '放开'}第{number}题"):
        pin_question(question=desk.question, is_pinned=is_pinned)
    said = f"第{number}题已固定，重新出题时不变。" if is_pinned else f"第{number}题已放开，重新出题时会换。"
    return _show(request, desk.seat, desk.quiz, desk.before, said, at=number)


@require_POST
def question_shift(request: MemberRequest, slug: str, quiz_id: int, question_id: int) -> HttpResponse:
    desk = _desk(request, slug, quiz_id, question_id)
    number, step = desk.question.position, -1 if request.POST.get("to") == "up" else 1
    with undoable(desk.quiz, f"移动第{number}题"):
        shift_question(quiz=desk.quiz, question=desk.question, step=step)
    at = min(max(1, number + step), len(desk.before))
    return _show(request, desk.seat, desk.quiz, desk.before, f"第{number}题移到了第{at}题的位置。", at=at)


@require_POST
def question_blank(request: MemberRequest, slug: str, quiz_id: int, question_id: int) -> HttpResponse:
    """Lock the blank of a question, ban it, or move it to another place of the statement."""
    desk = _desk(request, slug, quiz_id, question_id)
    number = desk.question.position
    with undoable(desk.quiz, f"改第{number}题的空"):
        is_done, said = _decide(request, desk)
    return _show(request, desk.seat, desk.quiz, desk.before, said, is_done=is_done, at=number)


def _decide(request: MemberRequest, desk: Desk) -> tuple[bool, str]:
    quiz, question = desk.quiz, desk.question
    if "lock" in request.POST:
        if lock_blank(question=question):
            return True, "已锁定这个空，以后这条要点只考它。"
        return False, "这条要点的文字改过了，请先重新出题再锁定。"
    if "ban" in request.POST:
        if ban_blank(quiz=quiz, question=question, seed=secrets.randbits(32)):
            return True, "以后不再考那个空，这里换了一题。"
        return False, "没有可换的题了，可以删去这一题。"
    place = request.POST.get("move", "")
    if move_blank(quiz=quiz, question=question, place=place, seed=secrets.randbits(32)):
        return True, "已换成这个空，以后也只考它。"
    return False, "这个空现在不能用，请刷新后再选。"


@require_POST
def question_add(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    quiz = draft_in(seat, quiz_id)
    before = _standing(quiz)
    with undoable(quiz, "再加一题"):
        added = add_question(quiz=quiz, seed=secrets.randbits(32))
    if added is None:
        return _show(request, seat, quiz, before, "没有可加的题了，再标几个要点就有。", is_done=False)
    return _show(request, seat, quiz, before, f"已加第{added.position}题。", at=added.position)


@require_POST
def rewrite(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    """Compose anew whatever is not pinned: for other questions, after a failure, or because key points changed."""
    seat = seat_of_secretary(request.user, slug)
    quiz = draft_in(seat, quiz_id)
    before = _standing(quiz)
    recompose(quiz=quiz, seed=secrets.randbits(32))
    if request.htmx.target == "acts" and quiz.generator:
        return _show(request, seat, quiz, before, "没有固定的题都重新出了。")
    if request.htmx:
        return HttpResponseClientRedirect(reverse("quizzes:draft", args=[slug, quiz_id]))
    return redirect("quizzes:draft", slug, quiz_id)


@require_POST
def undo_act(request: MemberRequest, slug: str, quiz_id: int) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    quiz = draft_in(seat, quiz_id)
    before = _standing(quiz)
    label = undo_last_act(quiz=quiz)
    if label is None:
        return _show(request, seat, quiz, before, "没有可以撤销的了。", is_done=False)
    return _show(request, seat, quiz, dict.fromkeys(before, 0), f"已撤销：{label}。")  # a place may differ in its mark
