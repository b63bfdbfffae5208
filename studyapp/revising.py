"""A newer version of a material: what changed, which key points that touches, and putting it in place of the old one.

The material stays itself. Passages that stayed keep their rows; replaced ones remain for the papers written from them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from django.db import transaction

from studyapp.anchoring import Found, Passages, anchor_of, find_anchor
from studyapp.comparing import Comparison, Piece, carried, compare, pieces_of
from studyapp.curation import remember
from studyapp.importing import ChangedElsewhere
from studyapp.library import content_hash
from studyapp.models import KeyPoint, Material, Passage, Reason
from studyapp.models.key_point import ANCHOR_FIELDS
from studyapp.reading.types import Document

Fate = Literal["kept", "repaired", "gone"]


class AlreadyThere(Exception):
    """Another material of the group has these very words. The message is one Chinese sentence."""


@dataclass(frozen=True)
class Touched:
    """A key point whose passage changed. `text` is how it would be worded from now on."""

    point: KeyPoint
    fate: Fate
    found: Found | None
    text: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The old quote and the new one, letter by letter."""
        return pieces_of(self.point.quote, self.found.quote) if self.found else ()


@dataclass(frozen=True)
class Revision:
    """`stamp` changes with anything that the page shows: material, new version and key points."""

    material: Material
    comparison: Comparison
    touched: tuple[Touched, ...]
    untouched: int
    stamp: str

    def with_fate(self, fate: Fate) -> list[Touched]:
        return [one for one in self.touched if one.fate == fate]

    def count(self, kind: str) -> int:
        return sum(change.kind == kind for change in self.comparison.changes)


@dataclass(frozen=True)
class Decision:
    """What the secretary decided of a repaired key point: its wording from now on, or None to retire it."""

    text: str | None


def revision_of(material: Material, document: Document) -> Revision:
    """What replacing the material's text by the document would do (2 queries)."""
    old = list(material.passages.all())
    new = [passage.text for passage in document.passages]
    comparison = compare([passage.text for passage in old], new)
    stayed = {old[there].pk for there in comparison.stayed.values()}
    points = list(material.key_points.active().select_related("passage").order_by("passage__position", "start", "pk"))
    passages = Passages.of(new)
    expected = _expected(comparison, len(old))
    touched = tuple(_touched(point, passages, expected) for point in points if point.passage_id not in stayed)
    return Revision(material, comparison, touched, len(points) - len(touched), _stamp(material, document, points))


def _expected(comparison: Comparison, count: int) -> list[int]:
    """For each old position where its passage should be now: its own new form, or behind the one before it."""
    now = {there: here for here, there in comparison.stayed.items()}
    now |= {change.old: change.new for change in comparison.changes if change.kind == "changed"}
    expected: list[int] = []
    for position in range(count):
        expected.append(now.get(position, expected[-1] if expected else 0))
    return expected


def _touched(point: KeyPoint, passages: Passages, expected: list[int]) -> Touched:
    found = find_anchor(replace(point.anchor, position=expected[point.passage.position]), passages)
    if found is None:
        return Touched(point, "gone", None, point.text)
    if not found.is_repaired:
        return Touched(point, "kept", found, point.text)
    return Touched(point, "repaired", found, carried(point.text, point.quote, found.quote))


def _stamp(material: Material, document: Document, points: list[KeyPoint]) -> str:
    shown = [material.content_hash, content_hash(document), *(f"{p.pk} {p.text} {p.anchor}" for p in points)]
    return hashlib.sha256("\n".join(shown).encode()).hexdigest()[:32]


@transaction.atomic
def revise(
    *,
    material: Material,
    document: Document,
    stamp: str,
    decisions: Mapping[int, Decision],
    now: datetime,
    file_name: str = "",
    file_digest: str = "",
) -> Revision:
    """Put the document in place of the material's text, and every key point in its new place, all or nothing.

    Raises ChangedElsewhere when material or key points are not those that the page showed.
    """
    locked = Material.objects.select_for_update().get(pk=material.pk)
    revision = revision_of(locked, document)
    undecided = {one.point.pk for one in revision.with_fate("repaired")} - set(decisions)
    if revision.stamp != stamp or undecided:
        raise ChangedElsewhere
    digest = content_hash(document)
    if Material.objects.filter(group=locked.group, content_hash=digest).exclude(pk=locked.pk).exists():
        raise AlreadyThere("资料库里已有另一篇与新版内容完全相同的资料，没有替换。")
    rows = _write_passages(locked, document, revision.comparison, now)
    _follow_passages(locked, rows)
    for one in revision.touched:
        _settle(one, rows, decisions.get(one.point.pk), now)
    locked.title, locked.author, locked.date = document.title[:200], (document.author or "")[:60], document.date
    locked.content_hash, locked.revised_at = digest, now
    locked.file_name, locked.file_digest = file_name[-200:], file_digest
    locked.save()
    return revision


def _write_passages(
    material: Material, document: Document, comparison: Comparison, now: datetime
) -> dict[int, Passage]:
    """The passages of the new version by position. All old ones step aside first, so that no position is held twice."""
    old = list(material.passages.all())
    material.passages.update(replaced_at=now)
    rows: dict[int, Passage] = {}
    number = 0
    for position, passage in enumerate(document.passages):
        number += passage.kind == "paragraph"
        there = comparison.stayed.get(position)
        row = old[there] if there is not None else Passage(material=material, text=passage.text)
        row.position, row.kind, row.level = position, passage.kind, passage.level
        row.number, row.replaced_at = (number if passage.kind == "paragraph" else None), None
        rows[position] = row
    stayed = [row for row in rows.values() if row.pk]
    Passage.every.bulk_update(stayed, ["position", "number", "kind", "level", "replaced_at"], batch_size=150)
    Passage.objects.bulk_create(row for row in rows.values() if not row.pk)
    return rows


def _follow_passages(material: Material, rows: Mapping[int, Passage]) -> None:
    """Key points on passages that stayed only learn their passage's new position."""
    positions = {row.pk: position for position, row in rows.items()}
    moved = []
    for point in material.key_points.filter(passage__replaced_at=None):
        if point.passage_position != positions[point.passage_id]:
            point.passage_position = positions[point.passage_id]
            moved.append(point)
    KeyPoint.objects.bulk_update(moved, ["passage_position"], batch_size=150)


def _settle(one: Touched, rows: Mapping[int, Passage], decision: Decision | None, now: datetime) -> None:
    point, found = one.point, one.found
    text = decision.text if decision else point.text
    if found is None or text is None:
        remember(point, Reason.RETIRED)
        point.retired_at = now
        point.save(update_fields=["retired_at", "updated_at"])
        return
    remember(point, Reason.REPAIRED)
    before = point.statement
    row = rows[found.position]
    point.text, point.passage = text, row
    point.anchor = anchor_of(row.text, found.start, found.end, position=found.position)
    if point.statement != before:
        point.banned = []
    point.save(update_fields=["text", "passage", "banned", "updated_at", *ANCHOR_FIELDS])
