"""What a member sees of the own learning: the quizzes taken, and what is learned, shaky and new in each material."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from quizzes.core import memory
from quizzes.models import Attempt, Card, Quiz
from quizzes.reviewing import as_memory
from studyapp.models import KeyPoint, Material, Membership, StudyGroup, User

WEEKS_SHOWN = 12


@dataclass(frozen=True)
class Mastery:
    """Counts of key points: 已掌握, 巩固中 and 未学."""

    learned: int = 0
    shaky: int = 0
    new: int = 0

    @property
    def total(self) -> int:
        return self.learned + self.shaky + self.new

    def __add__(self, other: Mastery) -> Mastery:
        return Mastery(self.learned + other.learned, self.shaky + other.shaky, self.new + other.new)


@dataclass(frozen=True)
class MaterialProgress:
    material: Material
    mastery: Mastery


@dataclass(frozen=True)
class Week:
    """One quiz of the member: a score, or in words why there is none."""

    quiz: Quiz
    score: Decimal | None
    is_open: bool
    is_finished: bool

    @property
    def label(self) -> str:
        return str(self.quiz.week)

    @property
    def rate(self) -> int | None:
        """The score as a whole number, for drawing."""
        return None if self.score is None else round(self.score)

    @property
    def word(self) -> str:
        """What a slip says where it has no score."""
        return "" if self.score is not None or self.is_open else "未答"

    @property
    def is_current(self) -> bool:
        return self.is_open


@dataclass(frozen=True)
class MemberProgress:
    materials: tuple[MaterialProgress, ...]
    weeks: tuple[Week, ...]

    @property
    def latest(self) -> tuple[Week, ...]:
        """The weeks again, newest first."""
        return self.weeks[::-1]

    @property
    def mastery(self) -> Mastery:
        return sum((row.mastery for row in self.materials), Mastery())


def member_progress(*, member: User, group: StudyGroup, now: datetime) -> MemberProgress:
    """Everything on the progress page (6 queries, whatever the group has read)."""
    return MemberProgress(_by_material(member, group, now), _weeks(member, group, now))


def _by_material(member: User, group: StudyGroup, now: datetime) -> tuple[MaterialProgress, ...]:
    points: Counter[int] = Counter(
        KeyPoint.objects.in_group(group).active().order_by().values_list("material_id", flat=True)
    )
    cards = Card.objects.in_group(group).filter(member=member, key_point__retired_at=None)
    states: dict[int, Counter[str]] = defaultdict(Counter)
    for card in cards.select_related("key_point").defer("key_point__text", "key_point__quote"):
        states[card.key_point.material_id][memory.mastery(as_memory(card), now, missed_at=card.missed_at)] += 1
    materials = Material.objects.in_group(group).filter(pk__in=points)
    return tuple(
        MaterialProgress(material, _mastery(states[material.pk], points[material.pk])) for material in materials
    )


def _mastery(states: Counter[str], total: int) -> Mastery:
    learned, shaky = states["learned"], states["shaky"]
    return Mastery(learned, shaky, total - learned - shaky)


def _weeks(member: User, group: StudyGroup, now: datetime) -> tuple[Week, ...]:
    joined = Membership.objects.filter(group=group, user=member).values_list("joined_at", flat=True).first()
    quizzes = Quiz.objects.in_group(group).opened(now).filter(closes_at__gt=joined or now)
    latest = list(quizzes.order_by("-opens_at", "-pk")[:WEEKS_SHOWN])[::-1]
    attempts = {a.quiz_id: a for a in Attempt.objects.filter(member=member, quiz__in=latest)}
    return tuple(
        Week(
            quiz,
            attempts[quiz.pk].score if quiz.pk in attempts else None,
            quiz.is_open(now),
            quiz.pk in attempts and attempts[quiz.pk].is_finished,
        )
        for quiz in latest
    )
