"""The key points of a material as its reader sees them: where they are, and how well the reader knows each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from quizzes.core import memory
from quizzes.due_cards import locked_points
from quizzes.models import Card
from quizzes.reviewing import as_memory
from studyapp.models import KeyPoint, Material, User

WORDS = {"new": "未学", "shaky": "巩固中", "learned": "已掌握"}


@dataclass(frozen=True)
class StudyMark:
    """`state` is new, shaky or learned; "" for the secretary, who learns nothing here."""

    key_point: KeyPoint
    state: str = ""

    @property
    def name(self) -> str:
        return self.key_point.term or self.key_point.category or "要点"

    @property
    def word(self) -> str:
        return WORDS.get(self.state, "")


def study_marks(*, material: Material, reader: User, is_secretary: bool, now: datetime) -> dict[int, list[StudyMark]]:
    """By passage (1 query for the secretary; 3 for members).

    What an open quiz asks is not marked for members: it would tell them where to look.
    """
    points = material.key_points.active().order_by("passage__position", "start", "pk")
    if is_secretary:
        return _by_passage([StudyMark(point) for point in points])
    locked = set(locked_points(reader, material.group, now))
    cards = {card.key_point_id: card for card in Card.objects.filter(member=reader, key_point__material=material)}
    return _by_passage(
        [StudyMark(point, _state(cards.get(point.pk), now)) for point in points if point.pk not in locked]
    )


def _state(card: Card | None, now: datetime) -> str:
    return "new" if card is None else memory.mastery(as_memory(card), now, missed_at=card.missed_at)


def _by_passage(marks: list[StudyMark]) -> dict[int, list[StudyMark]]:
    by_passage: dict[int, list[StudyMark]] = {}
    for mark in marks:
        by_passage.setdefault(mark.key_point.passage_id, []).append(mark)
    return by_passage
