"""Ready-made key points: a sheet is looked at, imported as a whole, and taken back as long as nobody used it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from studyapp.cloze import parse_cloze
from studyapp.curation import add_key_point, remove_key_point
from studyapp.importing import Secret
from studyapp.library import add_documents, remove_material
from studyapp.models import KeyPoint, Material, Passage, SheetImport, StudyGroup, User
from studyapp.models.importing import LIFETIME
from studyapp.reading.characters import letters_only
from studyapp.reading.sheet_rows import KeyPointRow, RowError, Sheet, sheet_json, sheet_of
from studyapp.reading.types import Document
from studyapp.reading.types import Passage as ReadPassage
from studyapp.secrecy import find_marks


@dataclass(frozen=True)
class Place:
    """Where a key point will rest: a stretch of a passage, or a passage of its own (None)."""

    passage: Passage | None
    quote: str
    start: int = 0


@dataclass(frozen=True)
class RowPreview:
    row: KeyPointRow
    place: Place
    is_known: bool  # the group has a key point of the same wording

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The statement in pieces, each with whether it is a blank."""
        statement, spans = parse_cloze(self.row.text)
        pieces, last = [], 0
        for span in spans:
            pieces += [(statement[last : span.start], False), (span.text, True)]
            last = span.end
        return [piece for piece in [*pieces, (statement[last:], False)] if piece[0]]


@dataclass(frozen=True)
class SheetPreview:
    """What confirming would do; `rows` without those that are wrong."""

    rows: tuple[RowPreview, ...]
    errors: tuple[RowError, ...]
    notices: tuple[str, ...]

    @property
    def new(self) -> int:
        return sum(not row.is_known for row in self.rows)

    @property
    def known(self) -> int:
        return len(self.rows) - self.new

    @property
    def alone(self) -> int:
        """Key points that find no passage in the chosen material."""
        return sum(row.place.passage is None and not row.is_known for row in self.rows)


@transaction.atomic
def stage_sheet(
    *,
    group: StudyGroup,
    secretary: User,
    file_name: str,
    sheet: Sheet,
    material: Material | None,
    title: str,
    now: datetime,
) -> SheetImport:
    """Keep a sheet for a look; those that nobody came back to are cleared away.

    Raises Secret when a cell, a title above the table, a page's head or foot or a tab carries a grade of secrecy.
    """
    sheet = _harmless(sheet)
    SheetImport.objects.filter(expires_at__lte=now).delete()
    return SheetImport.objects.create(
        group=group,
        secretary=secretary,
        file_name=file_name[-200:],
        sheet=sheet_json(sheet),
        material=material,
        title=title[:200] or _title_of(file_name),
        expires_at=now + LIFETIME,
    )


def _harmless(sheet: Sheet) -> Sheet:
    """The sheet without what stands around its table; marks that a person has to answer for become a notice."""
    for row in sheet.rows:
        for mark in find_marks((row.statement, row.quote, row.term)):
            if mark.weight == "refused":
                raise Secret(f"第 {row.number} 行有“{mark.text}”的密级标志，涉密内容不能放进本系统，没有保存。")
    around = find_marks(sheet.margins)
    for mark in around:
        if mark.weight == "refused":
            raise Secret(f"表格里有“{mark.text}”的密级标志，涉密内容不能放进本系统，没有保存。请按保密规定处理。")
    marks = "、".join(f"“{text}”" for text in dict.fromkeys(mark.text for mark in around))
    notices = (*sheet.notices, f"表格里有{marks}的字样，请确认可以用于学习。") if marks else sheet.notices
    return replace(sheet, notices=notices, margins=())


def living_sheet(group: StudyGroup, secretary: User, key: UUID, now: datetime) -> SheetImport | None:
    staged = SheetImport.objects.open_to(secretary, group).living(now).filter(pk=key)
    return staged.select_related("material", "own_material").first()


def preview_sheet(staged: SheetImport) -> SheetPreview:
    """The rows with the places that they would get (2 queries)."""
    sheet = sheet_of(staged.sheet)
    passages, known = _Passages(staged.material), _wordings(staged.group)
    rows = tuple(RowPreview(row, passages.place_of(row), letters_only(row.statement) in known) for row in sheet.rows)
    return SheetPreview(rows, sheet.errors, sheet.notices)


@transaction.atomic
def import_sheet(*, staged: SheetImport, by: User, now: datetime) -> int | None:
    """Store every new key point of the sheet, all or none; how many, or None when that was done before."""
    if not SheetImport.objects.filter(pk=staged.pk, imported_at=None).update(imported_at=now):
        return None
    preview = preview_sheet(staged)
    new = [row for row in preview.rows if not row.is_known]
    alone = [row.row for row in new if row.place.passage is None]
    own, passages = _own_material(staged, alone, by)
    points = []
    for row in new:
        place = row.place if row.place.passage else Place(passages[_own_text(row.row)], row.place.quote)
        assert place.passage is not None
        values = _values(row.row)
        points.append(add_key_point(passage=place.passage, quote=place.quote, values=values, start=place.start).pk)
    staged.points, staged.own_material, staged.imported_at, staged.skipped = points, own, now, preview.known
    staged.save(update_fields=["points", "own_material", "skipped"])
    return len(points)


@transaction.atomic
def undo_sheet(*, staged: SheetImport, now: datetime) -> tuple[int, int]:
    """Take the imported key points back: how many were deleted, and how many retired because a paper used them."""
    locked = SheetImport.objects.select_for_update().get(pk=staged.pk)
    if locked.imported_at is None:
        return 0, 0
    outcomes = [remove_key_point(key_point=point, now=now) for point in KeyPoint.objects.filter(pk__in=locked.points)]
    own = locked.own_material
    if own is not None and all(outcomes):
        remove_material(material=own)
    locked.points, locked.imported_at, locked.own_material = [], None, None
    locked.save(update_fields=["points", "imported_at", "own_material"])
    return sum(outcomes), len(outcomes) - sum(outcomes)


def _title_of(file_name: str) -> str:
    last = re.split(r"[/\\]", file_name)[-1]
    return last.rpartition(".")[0].strip()[:80] or "要点表"


def _wordings(group: StudyGroup) -> set[str]:
    points = KeyPoint.objects.in_group(group).active().only("text")
    return {letters_only(point.statement) for point in points}


class _Passages:
    """The passages of a material as one text without blanks, so that each row is looked for once."""

    def __init__(self, material: Material | None) -> None:
        self._passages = list(material.passages.exclude(number=None)) if material else []
        self._starts: list[int] = []
        self._text = ""
        for passage in self._passages:
            self._starts.append(len(self._text))
            self._text += _squeezed(passage.text) + "\n"

    def place_of(self, row: KeyPointRow) -> Place:
        """The passage that holds the row's quote or its statement."""
        for wanted in filter(None, map(_squeezed, (row.quote, row.statement))):
            at = self._text.find(wanted)
            if at >= 0:
                index = bisect_right(self._starts, at) - 1
                return _stretch(self._passages[index], at - self._starts[index], len(wanted))
        text = _own_text(row)
        return Place(None, row.statement if row.statement in text else text)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _stretch(passage: Passage, start: int, length: int) -> Place:
    """The stretch of a passage that holds these of its characters, blanks not counted."""
    places = [index for index, char in enumerate(passage.text) if not char.isspace()]
    first, last = places[start], places[start + length - 1]
    return Place(passage, passage.text[first : last + 1], first)


def _own_text(row: KeyPointRow) -> str:
    return row.quote or row.statement


def _own_material(
    staged: SheetImport, rows: Sequence[KeyPointRow], by: User
) -> tuple[Material | None, dict[str, Passage]]:
    """A material made of the rows that have no passage elsewhere, and its passages by their text."""
    texts = list(dict.fromkeys(map(_own_text, rows)))
    if not texts:
        return None, {}
    title = f"{staged.material.title[:180]}（补充要点）" if staged.material else staged.title
    document = Document(title, tuple(ReadPassage("paragraph", text) for text in texts))
    imported = add_documents(group=staged.group, documents=[document], file_name=staged.file_name, by=by)
    own = (imported.added or imported.known)[0]
    # One that was there before is not this import's to take back.
    return (own if imported.added else None), {passage.text: passage for passage in own.passages.all()}


def _values(row: KeyPointRow) -> dict[str, Any]:
    marks: dict[str, dict[str, list[str]]] = {}
    for name, by_number in (("accept", row.accepts), ("distractors", row.distractors)):
        for number, answers in by_number.items():
            marks.setdefault(f"c{number}", {})[name] = answers
    return {
        "text": row.text,
        "term": row.term,
        "category": row.category,
        "pair_value": row.pair_value,
        "aliases": row.aliases,
        "marks": marks,
    }
