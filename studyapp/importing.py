"""From an uploaded file to the library, with a person looking in between. One verb for each thing a secretary does."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.core.cache import cache
from django.db import transaction

from studyapp.library import Imported, add_documents
from studyapp.likeness import candidates_for
from studyapp.models import Import, Material, StudyGroup, User
from studyapp.models.importing import LIFETIME
from studyapp.outlines import Outline, Sheet, document_of, from_json, outline_of, to_json
from studyapp.reading.sandbox import WALL_SECONDS
from studyapp.reading.types import Passage, Reading
from studyapp.remarks import marks_in
from studyapp.secrecy import find_marks

PARSES_PER_SITE = 2
KEPT_PER_PERSON = 8
_HOLD = WALL_SECONDS + 15  # a place is free again after this long even when its process died


class Busy(Exception):
    """Another file is being read. The message is one Chinese sentence."""


class ChangedElsewhere(Exception):
    """The preview is not the one that the page showed."""


class Secret(Exception):
    """The file carries a mark of secrecy with which nothing may be put in here. The message says which and where."""


@contextmanager
def place_to_parse(group: StudyGroup) -> Iterator[None]:
    """One file at a time for a group, two for the site. The cache is shared, so this holds across processes."""
    mine = f"parsing:group:{group.pk}"
    if not cache.add(mine, 1, _HOLD):
        raise Busy("本组有另一个文件正在读取，请等它读完再上传。")
    try:
        slot = next((key for n in range(PARSES_PER_SITE) if cache.add(key := f"parsing:site:{n}", 1, _HOLD)), None)
        if slot is None:
            raise Busy("现在有别的文件正在读取，请过一分钟再上传。")
        try:
            yield
        finally:
            cache.delete(slot)
    finally:
        cache.delete(mine)


def file_digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@transaction.atomic
def stage(
    *,
    group: StudyGroup,
    secretary: User,
    file_name: str,
    data: bytes,
    reading: Reading,
    now: datetime,
    keep_bytes: bool = False,
) -> Import:
    """Put a read file where it can be looked at. Raises Secret when it must not be here at all."""
    outline = candidates_for(group, harmless(reading))
    Import.objects.filter(expires_at__lte=now).delete()
    older = Import.objects.of(secretary, group).order_by("-created_at").values_list("pk", flat=True)
    Import.objects.filter(pk__in=list(older[KEPT_PER_PERSON - 1 :])).delete()
    return Import.objects.create(
        group=group,
        secretary=secretary,
        file_name=file_name[-200:],
        file_digest=file_digest(data),
        raw=data if keep_bytes else None,
        outline=to_json(outline),
        notices=list(reading.notices),
        set_aside=_with_marks(reading),
        garbled=reading.garbled,
        expires_at=now + LIFETIME,
    )


def under_title(reading: Reading, title: str, *, named: str) -> Reading:
    """A single document under the title that a person typed; the one that the text has stays as its first heading.

    `named` is what the reader calls a text that has none.
    """
    if len(reading.documents) != 1:
        return reading
    (document,) = reading.documents
    passages = document.passages
    if document.title not in (title, named):
        passages = (Passage("heading", document.title, 1), *passages)
    return replace(reading, documents=(replace(document, title=title, passages=passages),))


def harmless(reading: Reading) -> Outline:
    """The outline of a file that may be here. Raises Secret for one that carries a grade of secrecy."""
    outline = outline_of(reading.documents)
    for mark in marks_in(outline, reading.set_aside):
        if mark.is_refused:
            raise Secret(f"文件里有“{mark.text}”的密级标志，涉密文件不能放进本系统，没有保存。请按保密规定处理。")
    return outline


def _with_marks(reading: Reading) -> list[str]:
    return [line for line in reading.set_aside if find_marks([line])]


def find_import(*, group: StudyGroup, secretary: User, import_id: UUID, now: datetime) -> Import | None:
    mine = Import.objects.of(secretary, group).living(now).select_related("group")
    return mine.filter(pk=import_id).first()


def imported_by(group: StudyGroup, import_id: UUID) -> list[Material]:
    """What the library has from an import that was confirmed."""
    return list(Material.objects.in_group(group).filter(batch=import_id))


def known_copies(staged: Import) -> list[Material]:
    """Materials of the group that came from the very same file."""
    return list(
        Material.objects.in_group(staged.group).filter(file_digest=staged.file_digest).order_by("batch_position")
    )


@transaction.atomic
def edit(*, staged: Import, revision: int, change: Callable[[Outline], Outline]) -> Import:
    """Change the outline as it was at `revision`. Raises ChangedElsewhere when it is another one by now."""
    row = _locked(staged, revision)
    before = from_json(row.outline)
    after = change(before)
    if after != before:
        row.previous, row.outline = row.outline, to_json(after)
        row.revision += 1
        row.save(update_fields=["previous", "outline", "revision"])
    return row


@transaction.atomic
def undo(*, staged: Import, revision: int) -> Import:
    """Take back the last edit; there is one step."""
    row = _locked(staged, revision)
    if row.previous is not None:
        row.outline, row.previous = row.previous, None
        row.revision += 1
        row.save(update_fields=["previous", "outline", "revision"])
    return row


@transaction.atomic
def read_again(*, staged: Import, revision: int, reading: Reading, encoding: str) -> Import:
    """The same bytes in another encoding; edits of the wrong text are void."""
    row = _locked(staged, revision)
    row.outline, row.previous = to_json(candidates_for(row.group, harmless(reading))), None
    row.set_aside, row.garbled = _with_marks(reading), reading.garbled
    row.notices, row.encoding = list(reading.notices), encoding
    row.revision += 1
    row.save(update_fields=["outline", "previous", "notices", "set_aside", "garbled", "encoding", "revision"])
    return row


@transaction.atomic
def give_up(*, staged: Import) -> None:
    Import.objects.filter(pk=staged.pk).delete()


@transaction.atomic
def confirm(*, staged: Import, revision: int) -> Imported:
    """Store every sheet that is new, all or none. Sheets that replace a material stay staged until that is decided."""
    row = _locked(staged, revision)
    outline = from_json(row.outline)
    new = [sheet for sheet in outline if not sheet.is_out and sheet.replaces is None]
    imported = add_documents(
        group=row.group,
        documents=[document_of(sheet) for sheet in new],
        file_name=row.file_name,
        by=row.secretary,
        batch=row.pk,
        file_digest=row.file_digest,
    )
    row.outline = to_json(tuple(sheet for sheet in outline if not sheet.is_out and sheet.replaces is not None))
    row.previous, row.is_cleared = None, True
    row.revision += 1
    row.save(update_fields=["outline", "previous", "is_cleared", "revision"])
    if not row.outline:
        row.delete()
    return imported


def _locked(staged: Import, revision: int) -> Import:
    rows = Import.objects.select_for_update(of=("self",)).select_related("group", "secretary")
    row = rows.filter(pk=staged.pk).first()
    if row is None or row.revision != revision:
        raise ChangedElsewhere
    return row


def next_revision(staged: Import) -> tuple[int, Sheet] | None:
    """The first sheet that waits to replace a material, with its index."""
    outline = from_json(staged.outline)
    waiting = (one for one in enumerate(outline) if one[1].replaces is not None and not one[1].is_out)
    return next(waiting, None)


@transaction.atomic
def drop_sheet(*, staged: Import, index: int) -> None:
    """A sheet has found its place in the library; an import without sheets is done."""
    row = _locked(staged, staged.revision)
    outline = from_json(row.outline)
    rest = (*outline[:index], *outline[index + 1 :])
    if not rest:
        row.delete()
        return
    row.outline, row.previous = to_json(rest), None
    row.revision += 1
    row.save(update_fields=["outline", "previous", "revision"])
