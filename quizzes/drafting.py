"""What a secretary does to the questions of a draft, a verb for each thing. The last one can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.http import Http404

from quizzes.core import record
from quizzes.core.compose import extra, swap
from quizzes.core.types import Question as CoreQuestion
from quizzes.models import LastAct, Question, Quiz
from quizzes.publishing import _write_question, places_of, write_or_wait
from quizzes.sources import pool_of, sources_of
from studyapp.models import KeyPoint

LONGEST_PAPER = 30
Json = dict[str, Any]


@contextmanager
def undoable(quiz: Quiz, label: str) -> Iterator[None]:
    """One act on a draft, whole or not at all; how the draft was is kept when the act changed something.

    Raises Http404 when it is no draft any more.
    """
    with transaction.atomic():
        _require_draft(quiz)
        before = _snapshot(quiz)
        yield
        if _snapshot(quiz, before["key_points"]) != before:
            LastAct.objects.update_or_create(quiz=quiz, defaults={"label": label, "before": before})


def _require_draft(quiz: Quiz) -> None:
    """Look again inside the transaction: it may have been published in another window."""
    if not Quiz.objects.drafts().select_for_update().filter(pk=quiz.pk).exists():
        raise Http404("这份草稿已经发布或删除。")


def _snapshot(quiz: Quiz, of_points: Iterable[Json] = ()) -> Json:
    """The draft's questions and its key points' marks (2 queries); later on, of the key points that it had then."""
    rows = list(quiz.questions.order_by("position"))
    known = [point["pk"] for point in of_points] or [
        int(point_id) for row in rows for _, point_id in places_of(row.as_core())
    ]
    points = KeyPoint.objects.filter(pk__in=known).order_by("pk")
    return {
        "seed": quiz.seed,
        "questions": [
            {"pk": row.pk, "position": row.position, "is_pinned": row.is_pinned, "body": row.body} for row in rows
        ],
        "key_points": [
            {"pk": point.pk, "text": point.text, "marks": point.marks, "banned": point.banned} for point in points
        ],
    }


@transaction.atomic
def undo_last_act(*, quiz: Quiz) -> str | None:
    """Put the draft back to how it was before the last act; returns what that was. None when it can't be undone."""
    _require_draft(quiz)
    last = LastAct.objects.filter(quiz=quiz).first()
    if last is None:
        return None
    last.delete()
    wanted = [(row, record.question_from_json(row["body"])) for row in last.before["questions"]]
    asked = {int(point_id) for _, core in wanted for _, point_id in places_of(core)}
    if KeyPoint.objects.filter(pk__in=asked).count() < len(asked):
        return None  # a key point was deleted since; its question cannot come back
    quiz.questions.exclude(pk__in=[row["pk"] for row, _ in wanted]).delete()
    there = quiz.questions.in_bulk()
    for row, core in wanted:
        question = there.get(row["pk"])
        if question is None:
            _write_question(quiz, row["position"], core, pk=row["pk"], is_pinned=row["is_pinned"])
        else:
            _update(question, position=row["position"], is_pinned=row["is_pinned"])
    for point in last.before["key_points"]:
        KeyPoint.objects.filter(pk=point["pk"]).update(**{name: point[name] for name in ("text", "marks", "banned")})
    quiz.seed = last.before["seed"]
    quiz.save(update_fields=["seed"])
    return last.label


def _update(row: Question, **values: object) -> None:
    """Save only what differs."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)


def _rows(quiz: Quiz) -> list[Question]:
    return list(quiz.questions.order_by("position"))


def _number(rows: Iterable[Question]) -> None:
    for position, row in enumerate(rows, start=1):
        _update(row, position=position)


@transaction.atomic
def drop_question(*, quiz: Quiz, question: Question) -> None:
    """Take a question out of a draft and close the gap in the numbering."""
    question.delete()
    _number(_rows(quiz))


@transaction.atomic
def swap_question(*, quiz: Quiz, question: Question, seed: int) -> Question | None:
    """Put another question in the same place. None when the material has nothing else to ask there."""
    rows = _rows(quiz)
    index = [row.pk for row in rows].index(question.pk)
    pool = pool_of(sources_of(quiz))
    other = swap(pool, [row.as_core() for row in rows], index, seed=seed, kinds=quiz.kinds)
    return None if other is None else replace_question(quiz=quiz, question=question, core=other)


@transaction.atomic
def replace_question(*, quiz: Quiz, question: Question, core: CoreQuestion, is_pinned: bool = False) -> Question:
    """Write `core` in the place of a question of a draft."""
    question.delete()
    return _write_question(quiz, question.position, core, is_pinned=is_pinned)


def pin_question(*, question: Question, is_pinned: bool) -> None:
    """A pinned question stays when the others are composed anew."""
    _update(question, is_pinned=is_pinned)


@transaction.atomic
def shift_question(*, quiz: Quiz, question: Question, step: int) -> None:
    """Move a question up (-1) or down (1) by one place; at either end it stays."""
    rows = _rows(quiz)
    index = [row.pk for row in rows].index(question.pk)
    to = index + step
    if 0 <= to < len(rows):
        rows[index], rows[to] = rows[to], rows[index]
        _number(rows)


@transaction.atomic
def add_question(*, quiz: Quiz, seed: int) -> Question | None:
    """One more question at the end. None when there is nothing left to ask, or no room."""
    rows = _rows(quiz)
    if len(rows) >= LONGEST_PAPER:
        return None
    core = extra(pool_of(sources_of(quiz)), [row.as_core() for row in rows], seed=seed, kinds=quiz.kinds)
    return None if core is None else _write_question(quiz, len(rows) + 1, core)


def recompose(*, quiz: Quiz, seed: int) -> None:
    """Compose all questions anew but the pinned ones, at once or (where key points have changed) in a child process."""
    with transaction.atomic():
        _require_draft(quiz)
        LastAct.objects.update_or_create(quiz=quiz, defaults={"label": "重新出题", "before": _snapshot(quiz)})
        quiz.seed, quiz.generator, quiz.problem = seed, "", ""
        quiz.save(update_fields=["seed", "generator", "problem", "changed_at"])
    write_or_wait(quiz)
