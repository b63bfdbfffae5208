"""How the next quiz probably looks: like the group's last one, about what it has not been asked yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max

from quizzes.models import AnswersShown, Quiz
from quizzes.publishing import KINDS, USUAL_WEAK_SHARE, closing_on, closing_time
from studyapp.models import KeyPoint, Material, StudyGroup

USUAL_LENGTH = 10
MOST_MATERIALS = 4  # a quiz of ten questions does justice to no more


@dataclass(frozen=True)
class Pattern:
    length: int
    kinds: tuple[str, ...]
    weak_share: int
    time_limit: int | None
    opens_at: datetime
    closes_at: datetime
    answers_shown: str = AnswersShown.AFTER_CLOSING

    @property
    def suggestions(self) -> dict[str, Any]:
        """What a draft takes over until it is published."""
        return {"time_limit": self.time_limit, "window": self.window, "answers_shown": self.answers_shown}

    @property
    def window(self) -> tuple[datetime, datetime]:
        return self.opens_at, self.closes_at


def pattern_of(group: StudyGroup, now: datetime) -> Pattern:
    """What the group's last published quiz was like; the usual for a first one (1 query)."""
    last = Quiz.objects.in_group(group).published().order_by("-published_at", "-pk").first()
    if last is None or last.opens_at is None or last.closes_at is None:
        return Pattern(USUAL_LENGTH, tuple(KINDS), USUAL_WEAK_SHARE, None, now, closing_time(group, now))
    opens_at, closes_at = _next_window(group, last.opens_at, last.closes_at, now)
    return Pattern(
        last.length, tuple(last.kinds), last.weak_share, last.time_limit, opens_at, closes_at, last.answers_shown
    )


def _next_window(group: StudyGroup, opened: datetime, closed: datetime, now: datetime) -> tuple[datetime, datetime]:
    """Of the same length, closing on the same weekday at the same wall time: after the last one, and not before
    tomorrow. It opens at once when its opening time is past."""
    wall = closed.astimezone(group.zone)
    closes_at = closing_on(group, max(now, closed), wall.weekday(), wall.time())
    days = (wall.date() - opened.astimezone(group.zone).date()).days
    opening = opened.astimezone(group.zone)
    opens_at = (closes_at - timedelta(days=days)).replace(hour=opening.hour, minute=opening.minute, second=0)
    return max(now, opens_at), closes_at


def with_key_points(group: StudyGroup) -> list[Material]:
    """The group's materials that something can be asked of, in the order in which they came (1 query)."""
    marked = KeyPoint.objects.active().values("material")
    return list(
        Material.objects.in_group(group)
        .filter(pk__in=marked)
        .annotate(last_asked=Max("quizzes__pk"))
        .order_by("imported_at", "pk")
    )


def next_materials(group: StudyGroup) -> list[Material]:
    """What the next quiz is about: materials that came since the last one, else others not asked yet, else the
    newest that there is (2 queries)."""
    marked = with_key_points(group)
    unasked = [material for material in marked if getattr(material, "last_asked", None) is None]
    last = Quiz.objects.in_group(group).published().aggregate(last=Max("published_at"))["last"]
    since = [material for material in unasked if last is not None and material.imported_at > last]
    return (since or unasked)[:MOST_MATERIALS] or marked[-1:]
