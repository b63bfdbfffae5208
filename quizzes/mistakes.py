"""错题本: every key point that a member ever missed in a quiz, where it stands now, and how it got there.

Nothing is stored for it and nothing leaves it. It follows from the answers, by the key as it is now, and from the
reviews of the cards: 未掌握 until the first review after the last miss, then 巩固中, then 已掌握.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from quizzes.core import memory
from quizzes.core.memory import Rating
from quizzes.keys import Key, key_after
from quizzes.models import AnswersShown, Attempt, Card, KeyChange, Part, Quiz, Response, Review
from quizzes.reviewing import as_memory
from studyapp.models import KeyPoint, StudyGroup, User

STATES = {"open": "未掌握", "shaky": "巩固中", "learned": "已掌握"}


@dataclass(frozen=True)
class Miss:
    """One time that a place asking the key point was wrong or empty. `given` is empty for pairs too."""

    quiz: Quiz
    at: datetime
    given: str


@dataclass(frozen=True)
class Mistake:
    key_point: KeyPoint
    state: str
    misses: tuple[Miss, ...]  # newest first
    reviews: tuple[tuple[datetime, str], ...]  # newest first: when, and the grade's word
    due: datetime | None

    @property
    def state_word(self) -> str:
        return STATES[self.state]

    @property
    def history(self) -> list[tuple[datetime, Miss | None, str]]:
        """Misses and reviews in one line of time, newest first."""
        events: list[tuple[datetime, Miss | None, str]] = [(miss.at, miss, "") for miss in self.misses]
        events += [(at, None, word) for at, word in self.reviews]
        return sorted(events, key=lambda event: event[0], reverse=True)


def mistakes_of(*, member: User, group: StudyGroup, now: datetime) -> list[Mistake]:
    """What to look at first comes first: by state, then by the last miss (7 queries)."""
    misses = _misses(member, group, now)
    points = KeyPoint.objects.select_related("material__group", "passage").in_bulk(misses.keys())
    cards = {card.key_point_id: card for card in Card.objects.filter(member=member, key_point__in=points)}
    reviews: defaultdict[int, list[Review]] = defaultdict(list)
    for review in Review.objects.filter(card__in=cards.values()):
        reviews[review.card_id].append(review)
    found = [_mistake(points[pk], of_point, cards.get(pk), reviews, now) for pk, of_point in misses.items()]
    order = list(STATES)
    return sorted(found, key=lambda mistake: (order.index(mistake.state), -mistake.misses[0].at.timestamp()))


def counts(mistakes: Iterable[Mistake]) -> list[tuple[str, str, int]]:
    """Each state with its word and how many are in it."""
    tally = Counter(mistake.state for mistake in mistakes)
    return [(state, word, tally[state]) for state, word in STATES.items()]


def _mistake(
    point: KeyPoint, misses: list[Miss], card: Card | None, reviews: dict[int, list[Review]], now: datetime
) -> Mistake:
    of_card = reviews.get(card.pk, []) if card else []
    graded = tuple((review.reviewed_at, Rating(review.rating).label) for review in of_card)
    newest = sorted(misses, key=lambda miss: miss.at, reverse=True)
    return Mistake(point, _state(card, newest[0].at, now), tuple(newest), graded, card.due if card else None)


def _state(card: Card | None, missed_at: datetime, now: datetime) -> str:
    if card is None or card.last_review is None or card.last_review <= missed_at:
        return "open"
    return "learned" if memory.mastery(as_memory(card), now) == "learned" else "shaky"


def _misses(member: User, group: StudyGroup, now: datetime) -> dict[int, list[Miss]]:
    """By key point, over the papers whose answers this member may see (4 queries)."""
    here = Quiz.objects.in_group(group)
    shown = here.filter(Q(pk__in=here.released(now)) | Q(answers_shown=AnswersShown.AT_ONCE))
    taken = Attempt.objects.filter(member=member, quiz__in=shown, score__isnull=False).select_related("quiz")
    attempts = {attempt.quiz_id: attempt for attempt in taken}
    key = key_after(KeyChange.objects.filter(quiz__in=attempts).order_by("quiz", "number"))
    answers = {
        response.part_id: response
        for response in Response.objects.filter(attempt__in=attempts.values()).only("part", "given", "credit")
    }
    found: defaultdict[int, list[Miss]] = defaultdict(list)
    parts = Part.objects.filter(question__quiz__in=attempts).values_list(
        "pk", "question__quiz", "question__kind", "key_point"
    )
    for part_id, quiz_id, kind, key_point_id in parts:
        attempt, answer = attempts[quiz_id], answers.get(part_id)
        if attempt.submitted_at and _is_missed(part_id, answer, key):
            given = answer.given if answer and kind == "fill_blank" else ""
            found[key_point_id].append(Miss(attempt.quiz, attempt.submitted_at, given))
    return found


def _is_missed(part_id: int, answer: Response | None, key: Key) -> bool:
    if part_id in key and key[part_id].is_given_to_all:
        return False
    return answer is None or not answer.given or answer.credit is None or answer.credit < 1
