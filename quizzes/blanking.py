"""A secretary decides which words a key point hides: lock the blank of a draft, ban it, or move it elsewhere.

The choice is written into the key point (as a marked blank, or a banned place), so that every later paper keeps it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from quizzes.core.compose import Prepared, alternatives
from quizzes.core.types import FillBlank
from quizzes.drafting import replace_question, swap_question
from quizzes.models import Question, Quiz
from quizzes.sources import pool_of, sources_of
from studyapp.cloze import ClozeSpan, parse_cloze, to_cloze
from studyapp.models import KeyPoint

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class OtherBlank:
    """Another blank that the same key point could be asked by. `place` names it in a form."""

    place: str
    text: str


def other_blanks(prepared: Sequence[Prepared], question: FillBlank) -> list[OtherBlank]:
    """What else could be hidden in this statement, best first. Nothing once the statement has been reworded."""
    return [
        OtherBlank(_place(other), "、".join(blank.answer for blank in other.blanks))
        for other in _alternatives(prepared, question, seed=0)
        if _spans(other) != _spans(question)
    ]


def _alternatives(prepared: Sequence[Prepared], question: FillBlank, *, seed: int) -> list[FillBlank]:
    others = [other for one in prepared for other in alternatives(one, question.point_id, seed=seed)]
    return [other for other in others if other.statement == question.statement]


def _place(question: FillBlank) -> str:
    return ",".join(f"{start}-{end}" for start, end in _spans(question))


def _spans(question: FillBlank) -> Spans:
    return tuple((blank.start, blank.end) for blank in question.blanks)


def _key_point(question: FillBlank) -> KeyPoint | None:
    """The question's key point, if its wording is still the one that was asked."""
    key_point = KeyPoint.objects.filter(pk=int(question.point_id)).first()
    return key_point if key_point and key_point.statement == question.statement else None


def _mark(key_point: KeyPoint, spans: Spans) -> None:
    """Mark these places as the key point's blanks, asked together, in place of earlier marks."""
    statement, _ = parse_cloze(key_point.text)
    key_point.text = to_cloze(statement, tuple(ClozeSpan(start, end, statement[start:end], 1) for start, end in spans))
    key_point.banned = [span for span in key_point.banned if tuple(span) not in spans]
    key_point.save(update_fields=["text", "banned", "updated_at"])


@transaction.atomic
def lock_blank(*, question: Question) -> bool:
    """From now on the key point is asked by this blank only. False when its wording has changed since."""
    core = question.as_core()
    key_point = _key_point(core) if isinstance(core, FillBlank) else None
    if key_point is None or not isinstance(core, FillBlank):
        return False
    is_marked_so = {(span.start, span.end) for span in parse_cloze(key_point.text)[1]} == set(_spans(core))
    if not is_marked_so:  # marks that a person made keep their accepted answers and distractors
        key_point.marks = {}
        key_point.save(update_fields=["marks"])
        _mark(key_point, _spans(core))
    return True


@transaction.atomic
def ban_blank(*, quiz: Quiz, question: Question, seed: int) -> Question | None:
    """Never ask this place again; another blank or key point takes the question's place. None when there is none."""
    core = question.as_core()
    key_point = _key_point(core) if isinstance(core, FillBlank) else None
    if key_point is None or not isinstance(core, FillBlank):
        return None
    key_point.banned = [*key_point.banned, *(list(span) for span in _spans(core))]
    key_point.save(update_fields=["banned", "updated_at"])
    return swap_question(quiz=quiz, question=question, seed=seed)


@transaction.atomic
def move_blank(*, quiz: Quiz, question: Question, place: str, seed: int) -> Question | None:
    """Ask the same key point by another blank, and keep to it. None when that blank is not on offer."""
    core = question.as_core()
    if not isinstance(core, FillBlank):
        return None
    prepared = pool_of(sources_of(quiz))
    wanted = next((other for other in _alternatives(prepared, core, seed=seed) if _place(other) == place), None)
    if wanted is None:
        return None
    moved = replace_question(quiz=quiz, question=question, core=wanted, is_pinned=question.is_pinned)
    lock_blank(question=moved)
    return moved
