"""A member's flashcards: what is due, one card after the other, grades and taking the last one back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cached_property
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from quizzes import due_cards
from quizzes.core import memory
from quizzes.core.memory import CardMemory, Rating
from quizzes.models import GRACE, Card, Preparation, Review
from studyapp.cloze import parse_cloze
from studyapp.compiled import Compiled
from studyapp.inserted import Insert
from studyapp.models import KeyPoint, StudyGroup, User

MEMORY = ("stability", "difficulty", "state", "step", "due", "last_review")
EVENING = 19  # o'clock: what was missed in a quiz comes back after work
DUE_LOOKED_AT = 3 * memory.CARDS_A_DAY  # of the longest overdue, the most endangered are chosen


@dataclass(frozen=True)
class Segment:
    """A stretch of a statement; a hidden one is what the card asks."""

    text: str
    is_hidden: bool


@dataclass(frozen=True)
class Face:
    """One card as a member sees it. `next_times` says when it would come back, by grade."""

    key_point: KeyPoint
    segments: tuple[Segment, ...]
    next_times: tuple[tuple[Rating, str], ...]
    done: int
    total: int
    graded_at: str  # when this card was last graded, to tell a second tap from a second review
    then: tuple[int, ...]  # key points of the cards that come after it today

    @property
    def number(self) -> int:
        """Which card of today this is, from 1."""
        return min(self.done + 1, self.total)

    @property
    def cue(self) -> str:
        """How a statement without a blank begins, to recall the rest from."""
        return f"{re.split('[，。；：、]', self.key_point.statement)[0]}……"

    @property
    def answers(self) -> list[str]:
        return [segment.text for segment in self.segments if segment.is_hidden]


@dataclass(frozen=True)
class Today:
    """A member's cards of today: ids of key points still to come, and how many cards are done."""

    waiting: tuple[int, ...]
    done: int
    waits_for_judging: bool  # a quiz of the member's is over and not judged yet: what was missed in it is due then
    find_locked: Callable[[], Iterable[int]]

    @cached_property
    def locked(self) -> frozenset[int]:
        """Key points of an open quiz: no card of them may be shown (1 query, for those who ask)."""
        return frozenset(self.find_locked())

    @property
    def total(self) -> int:
        return self.done + len(self.waiting)

    @property
    def minutes(self) -> int:
        """A quarter of a minute a card (product.md, J2: twenty cards in five minutes), at least one."""
        return max(1, round(len(self.waiting) / 4))


def today(*, member: User, group: StudyGroup, now: datetime, extra: int = 0) -> Today:
    """What to review today: the most endangered first, capped, then a few new ones (2 queries; 3 when there is room for
    new ones). `extra` raises the day's cap, for somebody who asks for more.
    """
    midnight = now.astimezone(group.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    ((seen, seen_again, done, new_done, waits),) = due_cards.facts_of_the_day(
        member.pk, group.pk, midnight, now - GRACE
    )
    due = due_cards.due(member, group, now, limit=max(DUE_LOOKED_AT, memory.CARDS_A_DAY + extra))
    share: dict[str, Any] = {
        "now": now,
        "done": done or 0,
        "new_done": new_done or 0,
        "last_review": max(filter(None, (seen, seen_again)), default=None),
        "extra": extra,
    }
    wanted = memory.room_for_new(len(due), **share)
    fresh = due_cards.new_points(member, group, now, limit=wanted) if wanted else []
    waiting = memory.daily_queue(due, fresh, **share)
    return Today(tuple(waiting), done or 0, waits, lambda: due_cards.locked_points(member, group, now))


def queue_from_page(*, waiting: Iterable[int], done: int, member: User, group: StudyGroup, now: datetime) -> Today:
    """What a card's page knew of the day's queue, to go on with after its grade (0 queries)."""
    return Today(tuple(waiting), done, False, lambda: due_cards.locked_points(member, group, now))


SHOWN = ("term", "text", "material__title", "passage__number")  # of a key point on a card


def _points_to_show(points: QuerySet[KeyPoint]) -> QuerySet[KeyPoint]:
    return points.select_related("material", "passage").only(*SHOWN)


def _cards_to_show(cards: QuerySet[Card]) -> QuerySet[Card]:
    shown = (f"key_point__{name}" for name in SHOWN)
    return cards.select_related("key_point__material", "key_point__passage").only(*MEMORY, *shown)


_any_card = Compiled(
    lambda pk, member_id, group_id: _cards_to_show(
        Card.objects.filter(member=member_id, key_point=pk, key_point__material__group=group_id)
    )
)
_any_point = Compiled(lambda pk, group_id: _points_to_show(KeyPoint.objects.filter(pk=pk, material__group=group_id)))
_waiting_card = Compiled(lambda pk, *whose: _cards_to_show(due_cards.waiting_cards(*whose).filter(key_point=pk)))
_waiting_point = Compiled(lambda pk, *whose: _points_to_show(due_cards.waiting_points(*whose).filter(pk=pk)))
active_points = Compiled(
    lambda pk, group_id: KeyPoint.objects.filter(pk=pk, material__group=group_id).active().only("pk")
)
_active_cards = Compiled(
    lambda pk, member_id, group_id: Card.objects.filter(
        member=member_id, key_point=pk, key_point__material__group=group_id, key_point__retired_at=None
    )
)


def _card_of(member: User, group: StudyGroup, key_point_id: int) -> Card | None:
    """None when the member has none yet. KeyPoint.DoesNotExist for what the group does not learn."""
    for card in _active_cards(key_point_id, member.pk, group.pk):
        return card
    if not active_points(key_point_id, group.pk):
        raise KeyPoint.DoesNotExist
    return None


def face_of(*, member: User, group: StudyGroup, key_point_id: int, now: datetime, today: Today) -> Face:
    """The card of a key point of this group (1 query, 2 for a new one). KeyPoint.DoesNotExist for any other."""
    cards = _any_card(key_point_id, member.pk, group.pk)
    points = [card.key_point for card in cards] or _any_point(key_point_id, group.pk)
    if not points:
        raise KeyPoint.DoesNotExist
    return _face(points[0], as_memory(cards[0]) if cards else None, now, today)


def next_face(*, member: User, group: StudyGroup, now: datetime, today: Today) -> Face | None:
    """The first card of a queue that was worked out earlier (1 query, 2 for a new one).

    None when the queue is at its end, or its card is not waiting any more: graded elsewhere, retired, or asked by a
    quiz that has opened since. Then the queue is to be worked out anew.
    """
    if not today.waiting:
        return None
    whose = (today.waiting[0], member.pk, group.pk, now, now - GRACE)
    cards = _waiting_card(*whose)
    points = [card.key_point for card in cards] or _waiting_point(*whose)
    return _face(points[0], as_memory(cards[0]) if cards else None, now, today) if points else None


def _face(key_point: KeyPoint, state: CardMemory | None, now: datetime, today: Today) -> Face:
    return Face(
        key_point=key_point,
        segments=_segments(key_point),
        next_times=tuple(
            (rating, memory.interval_label(due - now)) for rating, due in memory.preview(state, now).items()
        ),
        done=today.done,
        total=max(today.total, today.done + 1),
        graded_at=state.last_review.isoformat() if state else "",
        then=tuple(pk for pk in today.waiting if pk != key_point.pk),
    )


def _graded_at(card: Card | None) -> str:
    return card.last_review.isoformat() if card and card.last_review else ""


def _segments(key_point: KeyPoint) -> tuple[Segment, ...]:
    """The statement cut at what the card hides: the first marked blank, or the one the generator chose."""
    statement, spans = parse_cloze(key_point.text)
    hidden = [(span.start, span.end) for span in spans if span.number == spans[0].number]
    if not hidden:
        faces = Preparation.objects.filter(material=key_point.material_id).values_list("faces", flat=True).first()
        face = (faces or {}).get(str(key_point.pk), {})
        hidden = [(start, end) for start, end in face["blanks"]] if face.get("statement") == statement else []
    segments, last = [], 0
    for start, end in hidden:
        segments += [Segment(statement[last:start], False), Segment(statement[start:end], True)]
        last = end
    segments.append(Segment(statement[last:], False))
    return tuple(segment for segment in segments if segment.text)


def as_memory(card: Card) -> CardMemory | None:
    """The core's view of a card row; None until its first review."""
    if card.last_review is None or card.stability is None or card.difficulty is None:
        return None
    return CardMemory(card.stability, card.difficulty, card.state, card.step, card.due, card.last_review)


def _set(card: Card, state: CardMemory) -> None:
    for name in MEMORY:
        setattr(card, name, getattr(state, name))


_store = Insert(Card, ("member", "key_point", *MEMORY, "missed_at"), key=("member", "key_point"))
_store_review = Insert(Review, ("card", "rating", "reviewed_at", "before"))


@transaction.atomic
def grade(
    *, member: User, group: StudyGroup, key_point_id: int, rating: Rating, now: datetime, graded_at: str | None = None
) -> Card | None:
    """Record how well the member remembered, and date the card's return.

    `graded_at` is what the card's face said. None, and nothing is recorded, when the card was graded since.
    KeyPoint.DoesNotExist for a key point that is not the group's, or is retired.
    """
    card = _card_of(member, group, key_point_id)
    if graded_at is not None and graded_at != _graded_at(card):
        return None
    before = _snapshot(card) if card and card.last_review else None
    card = card or Card(member=member, key_point_id=key_point_id, due=now)
    _set(card, memory.review(as_memory(card), rating, now))
    card.missed_at = None
    if card.pk:
        _store([(card.member_id, card.key_point_id, *(getattr(card, name) for name in MEMORY), None)])
    else:
        card.save()
    _store_review([(card.pk, rating.value, now, before)])
    return card


def _snapshot(card: Card) -> dict[str, object]:
    return {
        "stability": card.stability,
        "difficulty": card.difficulty,
        "state": card.state,
        "step": card.step,
        "due": card.due.isoformat(),
        "last_review": card.last_review.isoformat() if card.last_review else None,
        "missed_at": card.missed_at.isoformat() if card.missed_at else None,
    }


@transaction.atomic
def undo(*, member: User, group: StudyGroup, since: datetime) -> int | None:
    """Take back the member's last grade given after `since`; returns the key point to show again."""
    review = (
        Review.objects.filter(card__member=member, card__key_point__material__group=group, reviewed_at__gte=since)
        .select_related("card")
        .first()
    )
    if review is None:
        return None
    card = review.card
    if review.before is None:
        card.stability = card.difficulty = card.last_review = card.step = None
        card.state, card.due = 1, review.reviewed_at
    else:
        for name, value in review.before.items():
            is_time = name in {"due", "last_review", "missed_at"} and value is not None
            setattr(card, name, datetime.fromisoformat(value) if is_time else value)
    card.save()
    review.delete()
    return card.key_point_id


def evening_of(when: datetime, zone: tzinfo) -> datetime:
    """Seven in the evening of that day in the group's zone, or the moment itself when it is later."""
    local = when.astimezone(zone)
    return max(when, local.replace(hour=EVENING, minute=0, second=0, microsecond=0))


_bring_forward = Insert(
    Card, ("member", "key_point", "due", "missed_at"), key=("member", "key_point"), earliest=("due",)
)


def make_due(*, member: User, key_point_ids: Iterable[int], when: datetime, missed_at: datetime | None = None) -> None:
    """Bring the cards of key points that were missed in a quiz forward to `when`. Grades nothing (1 query, or 0)."""
    _bring_forward((member.pk, pk, when, missed_at or when) for pk in sorted(set(key_point_ids)))
