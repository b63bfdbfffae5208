"""A material is read through once, in a child process: which words it has, what it can be asked, what to propose.

The pages of the desk only look things up in what is stored here.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_save
from django.utils import timezone

from quizzes.core.segment import make_cut
from quizzes.core.survey import SURVEYOR, Ask, Suggestion, Survey, asks_by_word, survey
from quizzes.models import Candidate, CandidateStatus, MaterialSurvey, PassageSurvey
from studyapp.models import Material, Passage

PATIENCE = timedelta(seconds=90)  # a survey of the longest document takes less; after this the child is gone
AT_ONCE = 2  # children of the whole site: each holds a dictionary of 250 MB


def is_surveyed(material: Material, found: MaterialSurvey | None) -> bool:
    return bool(found and found.done_at and found.content_hash == material.content_hash and found.surveyor == SURVEYOR)


def ensure_survey(material: Material, *, now: datetime) -> MaterialSurvey:
    """The state of the material's survey; a missing or stale one is begun behind the page."""
    found = MaterialSurvey.objects.filter(material=material).first()
    is_running = found is not None and found.done_at is None and now - found.begun_at < PATIENCE
    if found is None or not (is_running or is_surveyed(material, found)):
        found = _claim(material, now)
        survey_in_background([material.pk])
    return found


def _claim(material: Material, now: datetime) -> MaterialSurvey:
    values = {"content_hash": material.content_hash, "surveyor": SURVEYOR, "begun_at": now, "done_at": None}
    return MaterialSurvey.objects.update_or_create(material=material, defaults=values)[0]


@contextmanager
def place_to_survey(sleep: Callable[[float], None] = time.sleep) -> Iterator[Callable[[], None]]:
    """Wait until fewer than `AT_ONCE` children survey; call what it gives before each material to keep the place.

    The cache is shared, so this holds across processes. A child that died keeps its place for `PATIENCE` at most.
    """
    places, held = [f"surveying:{number}" for number in range(AT_ONCE)], PATIENCE.total_seconds()
    while (place := next((one for one in places if cache.add(one, 1, held)), None)) is None:
        sleep(1)
    try:
        yield lambda: cache.set(place, 1, held)
    finally:
        cache.delete(place)


def survey_material(material: Material) -> None:
    """Read it through and store what was found. Loads jieba: about a second, and a second for 20,000 characters."""
    now = timezone.now()
    _claim(material, now)
    passages = {passage.pk: passage for passage in material.passages.exclude(number=None)}
    places = {passage.position: passage for passage in passages.values()}
    texts = {position: passage.text for position, passage in places.items()}
    cut = make_cut()
    found = survey(texts, cut=cut, marked=_marked(material))
    with transaction.atomic():
        unchanged = Material.objects.select_for_update().filter(pk=material.pk, content_hash=material.content_hash)
        if not unchanged.exists() or set(places) != set(_positions(material)):
            return  # removed or replaced meanwhile: the next visit begins anew
        PassageSurvey.objects.filter(passage__material=material).delete()
        PassageSurvey.objects.bulk_create(_rows(found, places), batch_size=500)
        _propose(material, found.suggestions, places)
        MaterialSurvey.objects.filter(material=material).update(done_at=timezone.now())
    _add_asks(asks_by_word(texts, cut=cut), places)


def _add_asks(found: Mapping[int, Sequence[Ask]], places: dict[int, Passage]) -> None:
    """The desk is open by now; what a blank of the secretary's own could be asked with joins behind it."""
    rows = {row.passage_id: row for row in PassageSurvey.objects.filter(passage__in=places.values())}
    for position, asks in found.items():
        row = rows.get(places[position].pk)
        if row is not None:
            known = [[list(blank) for blank in ask[0]] for ask in row.asks]
            row.asks += [_stored(ask) for ask in asks if [list(blank) for blank in ask.blanks] not in known]
    PassageSurvey.objects.bulk_update(rows.values(), ["asks"], batch_size=200)


def _marked(material: Material) -> dict[int, list[tuple[int, int]]]:
    """By passage position: the stretches on which key points rest; a key point without a quote takes all of it."""
    marked: dict[int, list[tuple[int, int]]] = {}
    for point in material.key_points.active().select_related("passage"):
        end = point.start + len(point.quote) if point.quote else len(point.passage.text)
        marked.setdefault(point.passage.position, []).append((point.start, end))
    return marked


def _positions(material: Material) -> list[int]:
    return list(material.passages.exclude(number=None).values_list("position", flat=True))


def _rows(found: Survey, places: dict[int, Passage]) -> list[PassageSurvey]:
    return [
        PassageSurvey(
            passage=passage,
            words=list(found.words.get(position, ())),
            asks=[_stored(ask) for ask in found.asks.get(position, ())],
        )
        for position, passage in places.items()
    ]


def _stored(ask: Ask) -> list[Any]:
    return [ask.blanks, ask.kind, ask.reason, ask.options, ask.ordered]


def asks_from(rows: Sequence[Any]) -> list[Ask]:
    """The stored form of a passage's questions, as the core's values."""
    return [
        Ask(tuple((start, end) for start, end in blanks), kind, reason, tuple(options), ordered)
        for blanks, kind, reason, options, ordered in rows
    ]


def _propose(material: Material, suggestions: Sequence[Suggestion], places: dict[int, Passage]) -> None:
    """Write the proposals. What was decided before about the same sentence stays decided."""
    known = {row.digest: row for row in Candidate.objects.filter(material=material)}
    fresh: set[str] = set()
    for one in suggestions:
        passage = places[one.passage]
        digest = hashlib.sha256(one.text.encode()).hexdigest()
        if "{{" in one.text or "}}" in one.text:  # would be read as marks of blanks
            continue
        fresh.add(digest)
        row = known.get(digest) or Candidate(material=material, digest=digest)
        _place(row, one, passage)
        row.save()
    Candidate.objects.filter(material=material, status=CandidateStatus.PROPOSED).exclude(digest__in=fresh).delete()


def _place(row: Candidate, one: Suggestion, passage: Passage) -> None:
    """Put a proposal where its sentence stands now; what a person trimmed or marked on it is kept with the text."""
    is_touched = row.pk is not None and passage.text[row.start : row.end] == row.text and row.passage_id == passage.pk
    row.passage, row.reason, row.score, row.is_best = passage, one.reason[:100], one.score, one.is_best
    if not is_touched:
        row.start, row.end, row.text = one.start, one.end, one.text
        row.term, row.category, row.blanks = one.term[:60], one.category[:20], [list(blank) for blank in one.blanks]


def survey_in_background(material_ids: Sequence[int]) -> None:
    """Start `manage.py survey_material`, so that no web worker ever loads the dictionary."""
    log = settings.VAR / "log"
    log.mkdir(parents=True, exist_ok=True)
    with (log / "survey_material.log").open("ab") as output:
        child = subprocess.Popen(
            [sys.executable, str(settings.BASE_DIR / "manage.py"), "survey_material", *map(str, material_ids)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=os.environ.copy(),
        )
    threading.Thread(target=child.wait, daemon=True).start()  # or it would stay a zombie


def _remember(sender: type[Material], instance: Material, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if created and not raw:
        transaction.on_commit(partial(_survey_new, instance))


def _survey_new(material: Material) -> None:
    """Survey a material that has just been stored, and with it, in one child, all that came with it."""
    if MaterialSurvey.objects.filter(material=material).exists():
        return
    now = timezone.now()
    fellows = Material.objects.filter(group_id=material.group_id, survey=None, imported_at__gt=now - PATIENCE)
    ids = list(fellows.filter(passages__isnull=False).distinct().order_by("pk").values_list("pk", flat=True))
    for one in Material.objects.filter(pk__in=ids):
        _claim(one, now)
    if ids:
        survey_in_background(ids)


def survey_new_materials() -> None:
    post_save.connect(_remember, sender=Material, dispatch_uid="survey a new material")
