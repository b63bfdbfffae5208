"""Which cards a member could review: what is due, what is new, and what an open quiz locks.

Every card that is shown asks all of this, so Django writes these queries once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    Count,
    DateTimeField,
    Exists,
    FilteredRelation,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.sql.compiler import SQLCompiler

from quizzes.core.memory import Standing
from quizzes.models import GRACE, AnswersShown, Attempt, Card, Part, Quiz
from studyapp.compiled import Compiled
from studyapp.models import KeyPoint, StudyGroup, User


class WholeDays(Func):
    """Between two times, the later one first. The database counts them, for times take long to read."""

    output_field = IntegerField()
    convert_value = staticmethod(Func._convert_value_noop)  # type: ignore[attr-defined]  # it is a number already
    template, arg_joiner = "CAST(EXTRACT(DAY FROM %(expressions)s) AS integer)", " - "

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> tuple[str, Any]:
        template, joiner = "CAST(julianday(%(expressions)s) AS integer)", ") - julianday("
        return self.as_sql(compiler, connection, template=template, arg_joiner=joiner)


def _facts(member_id: int, group_id: int, midnight: datetime, still: datetime) -> QuerySet[User, Any]:
    """The last review before today (of cards that were not, and of cards that were reviewed again today), how many
    cards are done today, how many of them were new, and whether a quiz waits to be judged.

    All but the first start from the cards that were reviewed today, by their index: a member has thousands, and few of
    them today.
    """
    cards = Card.objects.filter(member=member_id, key_point__material__group=group_id)
    today = FilteredRelation("cards", condition=Q(cards__last_review__gte=midnight))
    here = Q(today__key_point__material__group=group_id)
    new = Q(today__reviews__reviewed_at__gte=midnight, today__reviews__before__isnull=True)
    seen = cards.filter(last_review__lt=midnight).order_by("-last_review").values("last_review")[:1]
    waits = Exists(Attempt.objects.filter(member=member_id, quiz__group=group_id).overdue(still))
    facts = {
        "seen": Subquery(seen),
        "seen_again": Max("today__reviews__reviewed_at", filter=here & Q(today__reviews__reviewed_at__lt=midnight)),
        "done": Count("today", distinct=True, filter=here),
        "new_done": Count("today", distinct=True, filter=here & new),
        "waits": waits,
    }
    return User.objects.filter(pk=member_id).order_by().annotate(today=today).annotate(**facts).values_list(*facts)


facts_of_the_day = Compiled(_facts)


def _locked(member_id: int, group_id: int, now: datetime, still: datetime) -> QuerySet[Part, Any]:
    handed_in = Attempt.objects.finished().filter(quiz=OuterRef("question__quiz"), member=member_id)
    taking_answers = Quiz.objects.filter(group=group_id).taking_answers_of(member_id, now, since=still)
    free = Q(Exists(handed_in), question__quiz__answers_shown=AnswersShown.AT_ONCE)
    asked = Part.objects.filter(question__quiz__in=taking_answers)
    return asked.exclude(free).order_by().values_list("key_point_id")


def waiting_cards(member_id: int, group_id: int, now: datetime, still: datetime) -> QuerySet[Card]:
    """The member's cards that are due and not locked. A quiz that closed after `still` may take answers yet."""
    cards = Card.objects.filter(member=member_id, key_point__material__group=group_id, due__lte=now)
    return cards.filter(key_point__retired_at=None).exclude(key_point__in=_locked(member_id, group_id, now, still))


def _due(member_id: int, group_id: int, now: datetime, still: datetime) -> QuerySet[Card, Any]:
    days = WholeDays(Value(now, DateTimeField()), "last_review")
    found = waiting_cards(member_id, group_id, now, still).order_by("due")
    return found.values_list("key_point_id", "stability", "state", days)


def waiting_points(member_id: int, group_id: int, now: datetime, still: datetime) -> QuerySet[KeyPoint]:
    """Key points that the member has no card for, and that are not locked."""
    has_card = Card.objects.filter(member=member_id, key_point=OuterRef("pk"))
    points = KeyPoint.objects.filter(material__group=group_id).active().exclude(Exists(has_card))
    return points.exclude(pk__in=_locked(member_id, group_id, now, still))


def _new(member_id: int, group_id: int, now: datetime, still: datetime) -> QuerySet[KeyPoint, Any]:
    found = waiting_points(member_id, group_id, now, still)
    return found.order_by("-material__imported_at", "material_id", "passage__position", "pk").values_list("pk")


_all_locked = Compiled(lambda *whose: _locked(*whose).distinct())


@lru_cache(512)
def _first(rows: Callable[..., QuerySet[Any, Any]], limit: int) -> Compiled[Any]:
    """A limit stands in the query itself, so there is one query for each."""
    return Compiled(lambda *values: rows(*values)[:limit])


def locked_points(member: User, group: StudyGroup, now: datetime) -> list[int]:
    """Key points of an open quiz: a card of them would give it away, to this member or to whom they tell (1 query).

    Where answers are shown at once, what was handed in is free.
    """
    return [pk for (pk,) in _all_locked(member.pk, group.pk, now, now - GRACE)]


def due(member: User, group: StudyGroup, now: datetime, *, limit: int) -> list[tuple[int, Standing | None]]:
    """Key points of the member's cards that are due and not locked, the longest overdue first (1 query).

    With None for those that were missed in a quiz and never reviewed.
    """
    rows = _first(_due, limit)(member.pk, group.pk, now, now - GRACE)
    return [(pk, None if days is None else Standing(stability, state, days)) for pk, stability, state, days in rows]


def new_points(member: User, group: StudyGroup, now: datetime, *, limit: int) -> list[int]:
    """Key points that the member has no card for, newest material first, in reading order (1 query)."""
    return [pk for (pk,) in _first(_new, limit)(member.pk, group.pk, now, now - GRACE)]
