"""Marking key points by hand: the sentences to choose from, and one verb for each thing a secretary does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from studyapp.anchoring import anchor_quote
from studyapp.models import FormerKeyPoint, KeyPoint, Passage, Reason
from studyapp.models.key_point import ANCHOR_FIELDS

# A sentence ends with its mark and the closing quotes or brackets after it.
_SENTENCE = re.compile(r"[^。！？]*(?:[。！？]+[”’」』）)]*)+|[^。！？]+")


@dataclass(frozen=True)
class Stretch:
    """Part of a passage. `is_marked` when a key point rests on it, `is_now` for the one just asked for."""

    text: str
    is_marked: bool = False
    is_now: bool = False


def sentences(text: str) -> list[str]:
    """The sentences of a passage, in order; joined they are the passage again."""
    return _SENTENCE.findall(text) or [text]


def stretches(text: str, quotes: Iterable[str], now: str = "") -> list[Stretch]:
    """Cut a passage where quotes begin and end. Quotes that are not in it are passed over."""
    marked = [False] * len(text)
    current = [False] * len(text)
    for quote in quotes:
        _paint(marked, text, quote)
    _paint(current, text, now)
    parts: list[Stretch] = []
    start = 0
    for end in range(1, len(text) + 1):
        here = (marked[start], current[start])
        if end == len(text) or (marked[end], current[end]) != here:
            parts.append(Stretch(text[start:end], *here))
            start = end
    return parts


def _paint(cells: list[bool], text: str, quote: str) -> None:
    at = text.find(quote) if quote else -1
    if at >= 0:
        cells[at : at + len(quote)] = [True] * len(quote)


@transaction.atomic
def add_key_point(*, passage: Passage, quote: str, values: Mapping[str, Any], start: int = 0) -> KeyPoint:
    """A new key point on `passage`; `values` are fields of the model, already cleaned.

    Where the passage holds the quote several times, the one closest to `start` is meant.
    """
    point = KeyPoint(material_id=passage.material_id, passage=passage, **values)
    point.anchor = anchor_quote(passage.text, quote, position=passage.position, near=start)
    point.save()
    return point


@transaction.atomic
def change_key_point(*, key_point: KeyPoint, values: Mapping[str, Any], start: int | None = None) -> None:
    """Papers that asked this key point keep their own copy; only new ones change.

    Banned places belong to the old wording and are forgotten with it. A new quote or passage moves the anchor.
    """
    stored = KeyPoint.objects.get(pk=key_point.pk)
    before = stored.statement
    for name, value in values.items():
        setattr(key_point, name, value)
    if key_point.statement != before:
        key_point.banned = []
    moved = {"quote", "passage", "passage_id"} & set(values) or start is not None
    if moved:
        near = key_point.start if start is None else start
        passage = key_point.passage
        key_point.anchor = anchor_quote(passage.text, key_point.quote, position=passage.position, near=near)
    if (stored.text, stored.anchor) != (key_point.text, key_point.anchor):
        remember(stored, Reason.EDITED)
    changed = {*values, "banned", "updated_at", *(ANCHOR_FIELDS if moved else ())}
    key_point.save(update_fields=changed)


def remember(stored: KeyPoint, reason: Reason) -> FormerKeyPoint:
    """Keep what a key point said and rested on, before it is changed."""
    return FormerKeyPoint.objects.create(
        key_point=stored, text=stored.text, quote=stored.quote, passage_id=stored.passage_id, reason=reason
    )


@transaction.atomic
def remove_key_point(*, key_point: KeyPoint, now: datetime) -> bool:
    """Delete a key point; one that a paper or a card used is retired instead. True when it was deleted."""
    try:
        with transaction.atomic():
            key_point.delete()
    except ProtectedError:
        KeyPoint.objects.filter(pk=key_point.pk).update(retired_at=now)
        return False
    return True
