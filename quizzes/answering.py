"""What a member does with a quiz while it is open: start it, save answers as they are given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import FilteredRelation, Q, QuerySet, TextField
from django.db.models.functions import Cast

from quizzes.core import record
from quizzes.core.types import Question as CoreQuestion
from quizzes.models import Arrangement, Attempt, Part, Question, Quiz, Response
from studyapp.compiled import Compiled
from studyapp.inserted import Insert
from studyapp.models import User

NOT_OPEN = "这份测试现在不在开放时间内，不能开始答题。"
LONGEST_ANSWER = 200


class QuizClosed(Exception):
    """The quiz isn't open now. The message is one Chinese sentence."""


class AlreadyHandedIn(Exception):
    """The attempt is finished; nothing in it changes any more."""


@dataclass(eq=False)
class EditedElsewhere(Exception):
    """Another window saved this question later than the sender knows of. `stored` is what it saved, by part ref."""

    question_id: int
    stored: Mapping[str, str]
    revision: int


@dataclass(frozen=True)
class Change:
    """An answer to store, and the revision that it makes."""

    given: str
    revision: int


@dataclass(frozen=True)
class Place:
    """A place of a paper with what is saved in it."""

    part_id: int
    ref: str
    question_id: int
    key_point_id: int
    given: str
    revision: int
    saved_at: datetime | None


@dataclass(frozen=True)
class Asked:
    """A question of an attempt with its places, in the order of the paper. `core` holds the answers too."""

    id: int
    position: int
    core: CoreQuestion
    places: list[Place] = field(default_factory=list)

    @property
    def revision(self) -> int:
        return max((place.revision for place in self.places), default=0)

    @property
    def stored(self) -> dict[str, str]:
        return {place.ref: place.given for place in self.places if place.given}

    @property
    def missing(self) -> int:
        return sum(not place.given for place in self.places)

    def changed(self, changes: Mapping[int, Change], now: datetime) -> Asked:
        """The same question as it is once `changes` are stored."""
        places = [
            replace(place, given=changes[place.part_id].given, revision=changes[place.part_id].revision, saved_at=now)
            if place.part_id in changes
            else place
            for place in self.places
        ]
        return replace(self, places=places)


def deadline_of(quiz: Quiz, arrangement: Arrangement | None, started_at: datetime) -> datetime | None:
    """When an attempt ends by itself: at the closing, later by arrangement, earlier by a time limit.

    None where that is simply the quiz's own closing.
    """
    assert quiz.closes_at is not None
    closes_at = quiz.closes_at
    if arrangement and arrangement.closes_at:
        closes_at = max(closes_at, arrangement.closes_at)
    if quiz.time_limit:
        extra = arrangement.extra_minutes if arrangement else 0
        closes_at = min(closes_at, started_at + timedelta(minutes=quiz.time_limit + extra))
    return None if closes_at == quiz.closes_at else closes_at


def start_attempt(*, quiz: Quiz, member: User, now: datetime, seed: int = 0) -> Attempt:
    """The member's one attempt at this quiz, begun now or earlier on any device. `seed` orders its paper."""
    attempt = Attempt.objects.filter(quiz=quiz, member=member).first()
    if attempt is not None:
        return attempt
    try:
        with transaction.atomic():
            # Locked, or it may be withdrawn or rescheduled just now.
            quiz.refresh_from_db(from_queryset=Quiz.objects.select_for_update(no_key=True))
            arrangement = Arrangement.objects.filter(quiz=quiz, member=member).first()
            if not quiz.is_open(now) and not (quiz.published_at and arrangement and arrangement.is_open(now)):
                raise QuizClosed(NOT_OPEN)
            ends_at = deadline_of(quiz, arrangement, now)
            return Attempt.objects.create(quiz=quiz, member=member, started_at=now, ends_at=ends_at, seed=seed)
    except IntegrityError:  # the same member started on another device a moment ago
        return Attempt.objects.get(quiz=quiz, member=member)


def _own_attempts(quiz_id: int, group_id: int, member_id: int) -> QuerySet[Attempt, Attempt]:
    return Attempt.objects.filter(quiz=quiz_id, quiz__group=group_id, member=member_id).select_related("quiz")


# A member's attempt at a quiz of a group, as a list of one or none; held until the transaction ends or only seen.
own_attempt = Compiled(_own_attempts)
held_attempt = Compiled(lambda *whose: _own_attempts(*whose).select_for_update(of=("self",), no_key=True))


def require_open(attempt: Attempt, now: datetime) -> None:
    """Look at an attempt that this transaction holds: a hand-in or the closing may have come first."""
    if attempt.handed_in:
        raise AlreadyHandedIn
    if attempt.is_finished or attempt.is_over(now):
        raise QuizClosed("已截止，已按最后一次保存的答案交卷。")


def _places_for(attempt_id: int, quiz_id: int) -> QuerySet[Part, tuple[Any, ...]]:
    mine = FilteredRelation("responses", condition=Q(responses__attempt=attempt_id))
    parts = Part.objects.filter(question__quiz=quiz_id).annotate(mine=mine)
    body = Cast("question__body", TextField())  # to be read once, not as often as it is found
    return parts.order_by("question__position", "question", "order").values_list(
        "question", "question__position", body, "pk", "ref", "key_point", "mine__given", "mine__revision",
        "mine__saved_at",
    )  # fmt: skip


_places = Compiled(_places_for)
_places_of_one = Compiled(lambda attempt, quiz, question: _places_for(attempt, quiz).filter(question=question))


@lru_cache(2000)
def _as_core(body: str) -> CoreQuestion:
    """Many read the same questions again and again, and to read one takes as long as to find it."""
    return record.question_from_json(json.loads(body))


def asked_in(attempt: Attempt, question_ids: Iterable[int] | None = None) -> list[Asked]:
    """The questions of the attempt's paper, or some of them, with what is saved (1 query)."""
    wanted = None if question_ids is None else set(question_ids)
    if wanted and len(wanted) == 1:
        rows = _places_of_one(attempt.pk, attempt.quiz_id, *wanted)
    else:
        rows = _places(attempt.pk, attempt.quiz_id)
    found: dict[int, Asked] = {}
    for question_id, position, body, part_id, ref, key_point_id, given, revision, saved_at in rows:
        if wanted is not None and question_id not in wanted:
            continue
        asked = found.get(question_id)
        if asked is None:
            asked = found[question_id] = Asked(question_id, position, _as_core(body))
        asked.places.append(Place(part_id, ref, question_id, key_point_id, given or "", revision or 0, saved_at))
    return list(found.values())


def settle(asked: Asked, given: Mapping[str, str], revision: int) -> dict[int, Change]:
    """What has to be written, by part, so that `given` is stored. Empty when it is there already.

    Raises EditedElsewhere when something else was saved since the sender last looked.
    """
    wanted = {place: given[place.ref].strip()[:LONGEST_ANSWER] for place in asked.places if place.ref in given}
    changes = {place.part_id: Change(text, revision) for place, text in wanted.items() if text != place.given}
    if changes and revision <= asked.revision:
        raise EditedElsewhere(asked.id, asked.stored, asked.revision)
    return changes


_store = Insert(Response, ("attempt", "part", "given", "revision", "saved_at"), key=("attempt", "part"))


def write(attempt: Attempt, changes: Mapping[int, Change], now: datetime) -> None:
    """Store changes by part (1 query, or none)."""
    _store((attempt.pk, part_id, new.given, new.revision, now) for part_id, new in changes.items())


@transaction.atomic
def save_answer(
    *, attempt: Attempt, question: Question, given: Mapping[str, str], revision: int, now: datetime
) -> None:
    """Store the answers of one question. `given` maps part refs to text; an empty text takes one back.

    `revision` must be higher than the stored one, so that answers overtaken on the way, or by another
    window, never replace later ones. The same answers sent twice are no conflict.
    """
    held = Attempt.objects.select_related("quiz").select_for_update(of=("self",), no_key=True).get(pk=attempt.pk)
    require_open(held, now)
    for asked in asked_in(held, [question.pk]):
        write(held, settle(asked, given, revision), now)
