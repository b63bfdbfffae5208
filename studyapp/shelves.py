"""How the library is laid out: by the week in which a material came, or by its topic. The secretary sets topics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Q, QuerySet
from django.utils import timezone

from studyapp.models import Material, StudyGroup

WITHOUT_TOPIC = "未分专题"


@dataclass(frozen=True)
class Shelf:
    name: str
    materials: tuple[Material, ...]


def in_order(group: StudyGroup, *, by_topic: bool) -> QuerySet[Material]:
    """Newest first; by topic, those without one at the end."""
    materials = Material.objects.in_group(group).with_counts()
    if not by_topic:
        return materials.order_by("-imported_at", "pk")
    return materials.annotate(is_loose=Q(topic="")).order_by("is_loose", "topic", "-imported_at", "pk")


def shelves(materials: Iterable[Material], *, by_topic: bool, now: datetime) -> list[Shelf]:
    """The given materials, which must be in order, under the names of their weeks or topics."""
    today = timezone.localdate(now)

    def name(material: Material) -> str:
        if by_topic:
            return material.topic or WITHOUT_TOPIC
        return week_name(timezone.localdate(material.imported_at), today)

    return [Shelf(shelf, tuple(rows)) for shelf, rows in groupby(materials, key=name)]


def week_name(day: date, today: date) -> str:
    """本周, 上周, or the days of the week from Monday to Sunday, with the year where it is another one."""
    monday = day - timedelta(days=day.weekday())
    weeks = (today - timedelta(days=today.weekday()) - monday).days // 7
    if weeks in (0, 1):
        return ("本周", "上周")[weeks]
    sunday = monday + timedelta(days=6)
    year = f"{monday.year}年" if monday.year != today.year else ""
    return f"{year}{monday.month}月{monday.day}日—{sunday.month}月{sunday.day}日"


def topics_of(group: StudyGroup) -> list[str]:
    return list(
        Material.objects.in_group(group).exclude(topic="").order_by("topic").values_list("topic", flat=True).distinct()
    )


def set_topic(*, material: Material, topic: str) -> None:
    material.topic = topic
    material.save(update_fields=["topic"])


def neighbours(material: Material) -> tuple[Material | None, Material | None]:
    """The materials before and after in the list: the next newer one and the next older one (2 queries)."""
    others = Material.objects.in_group(material.group).only("pk", "title", "imported_at")
    newer = (
        others.filter(imported_at__gt=material.imported_at)
        | others.filter(imported_at=material.imported_at, pk__lt=material.pk)
    ).order_by("imported_at", "-pk")
    older = (
        others.filter(imported_at__lt=material.imported_at)
        | others.filter(imported_at=material.imported_at, pk__gt=material.pk)
    ).order_by("-imported_at", "pk")
    return newer.first(), older.first()
