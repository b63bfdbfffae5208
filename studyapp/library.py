"""What a secretary does to the library: put a read file in, take a material out. One verb for each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import Max, ProtectedError

from studyapp.models import Material, Passage, StudyGroup, User
from studyapp.reading.types import Document


@dataclass
class Imported:
    """The outcome of one import: what is new, and what the library had already."""

    added: list[Material] = field(default_factory=list)
    known: list[Material] = field(default_factory=list)


def content_hash(document: Document) -> str:
    """The same words in the same order have the same hash, whatever file they came in."""
    passages = [[passage.kind, passage.level, passage.text] for passage in document.passages]
    text = json.dumps([document.title, passages], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def add_documents(
    *,
    group: StudyGroup,
    documents: Sequence[Document],
    file_name: str = "",
    source: str = "",
    by: User | None = None,
    batch: UUID | None = None,
    file_digest: str = "",
) -> Imported:
    """Store every document that the group does not have yet, all or none. A batch is stored once."""
    imported = Imported()
    first = 0 if batch is None else _next_position(batch)
    for position, document in enumerate(documents, start=first):
        digest = content_hash(document)
        known = Material.objects.filter(group=group, content_hash=digest).first()
        if known is not None:
            imported.known.append(known)
            continue
        material = Material.objects.create(
            group=group,
            title=document.title[:200],
            author=(document.author or "")[:60],
            date=document.date,
            source=source,
            file_name=file_name[-200:],
            content_hash=digest,
            imported_by=by,
            batch=batch,
            batch_position=None if batch is None else position,
            file_digest=file_digest,
        )
        _write_passages(material, document)
        imported.added.append(material)
    return imported


def _next_position(batch: UUID) -> int:
    last = Material.objects.filter(batch=batch).aggregate(last=Max("batch_position"))["last"]
    return 0 if last is None else int(last) + 1


def _write_passages(material: Material, document: Document) -> None:
    rows, number = [], 0
    for position, passage in enumerate(document.passages):
        is_paragraph = passage.kind == "paragraph"
        number += is_paragraph
        rows.append(
            Passage(
                material=material,
                position=position,
                number=number if is_paragraph else None,
                kind=passage.kind,
                level=passage.level,
                text=passage.text,
            )
        )
    Passage.objects.bulk_create(rows)


@transaction.atomic
def remove_material(*, material: Material) -> bool:
    """Delete a material with its key points. False, and nothing changed, when a quiz or a card rests on it."""
    try:
        with transaction.atomic():
            material.delete()
    except ProtectedError:
        return False
    return True
