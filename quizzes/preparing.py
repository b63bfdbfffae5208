"""From rows to the core's values, and the heavy part of question writing: once per material, never in a page view."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence

from django.conf import settings

from quizzes.core import record
from quizzes.core.compose import GENERATOR, Prepared, prepare
from quizzes.core.prepare import content_hash
from quizzes.core.segment import make_cut
from quizzes.core.types import Mark, Point
from quizzes.models import Preparation
from studyapp.cloze import parse_cloze
from studyapp.models import KeyPoint, Material


def as_point(key_point: KeyPoint) -> Point:
    """The core's view of a key point row."""
    statement, spans = parse_cloze(key_point.text)
    notes = key_point.marks
    return Point(
        id=str(key_point.pk),
        statement=statement,
        term=key_point.term,
        category=key_point.category,
        aliases=tuple(key_point.aliases),
        marks=tuple(
            Mark(
                span.start,
                span.end,
                span.text,
                accept=tuple(notes.get(f"c{span.number}", {}).get("accept", ())),
                distractors=tuple(notes.get(f"c{span.number}", {}).get("distractors", ())),
                ordered=bool(notes.get(f"c{span.number}", {}).get("ordered", False)),
                group=span.number,
            )
            for span in spans
        ),
        pair_value=key_point.pair_value,
        material=str(key_point.material_id),
        banned=tuple((start, end) for start, end in key_point.banned),
    )


def _made_from(material: Material) -> tuple[list[Point], list[str]]:
    """Key points in the order of the core, and the paragraphs that they were taken from."""
    points = sorted((as_point(row) for row in material.key_points.active()), key=lambda point: point.id)
    return points, [passage.text for passage in material.passages.all()]


def is_fresh(material: Material) -> bool:
    """Whether the stored preparation fits the key points as they are now (3 queries)."""
    preparation = Preparation.objects.filter(material=material).defer("data").first()
    if preparation is None or preparation.generator != GENERATOR:
        return False
    points, source = _made_from(material)
    return preparation.content_hash == content_hash(points, source)


def prepare_material(material: Material) -> Preparation:
    """Work out every question that the material's key points can give. Loads jieba: about a second."""
    points, source = _made_from(material)
    prepared = prepare(points, source=source, cut=make_cut(tuple(p.term for p in points if p.term)))
    preparation, _ = Preparation.objects.update_or_create(
        material=material,
        defaults={
            "content_hash": prepared.content_hash,
            "generator": GENERATOR,
            "data": record.prepared_to_json(prepared),
            "faces": _faces(prepared),
        },
    )
    return preparation


def _faces(prepared: Prepared) -> dict[str, dict[str, object]]:
    """The blanks of the best question of each key point: what its flashcard hides, as long as the wording stays."""
    faces: dict[str, dict[str, object]] = {}
    for draft in sorted(prepared.drafts, key=lambda draft: -draft.score):
        blanks = [(blank.start, blank.end) for blank in draft.blanks]
        faces.setdefault(draft.point_id, {"statement": draft.statement, "blanks": blanks})
    return faces


def prepared_questions(materials: Sequence[Material]) -> list[Prepared]:
    """The stored preparations of `materials`, which must be fresh, in the order of their ids."""
    rows = Preparation.objects.filter(material__in=materials).order_by("material_id")
    return [record.prepared_from_json(row.data) for row in rows]


def write_questions_in_background(quiz_id: int) -> None:
    """Start `manage.py write_questions` for a draft, so that no web worker ever loads the dictionary."""
    log = settings.VAR / "log"
    log.mkdir(parents=True, exist_ok=True)
    with (log / "write_questions.log").open("ab") as output:
        child = subprocess.Popen(
            [sys.executable, str(settings.BASE_DIR / "manage.py"), "write_questions", str(quiz_id)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=os.environ.copy(),
        )
    threading.Thread(target=child.wait, daemon=True).start()  # or it would stay a zombie
