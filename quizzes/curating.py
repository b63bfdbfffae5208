"""What a secretary does at the desk, a verb for each thing. Every act is kept with the rows before it, to be undone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from quizzes.choices import SHORTEST_EXCERPT, Blanks, cloze_of, moved
from quizzes.models import Act, Candidate, CandidateStatus
from studyapp.cloze import parse_cloze
from studyapp.curation import add_key_point, change_key_point, remove_key_point
from studyapp.forms.key_point import LONGEST_STATEMENT
from studyapp.models import FormerKeyPoint, KeyPoint, Material, Passage, User

ACTS_KEPT = 50  # of a secretary, in one material
STALE = "这一条刚在别处改过，这一步没有做。请看过现在的样子再决定。"
Target = Candidate | KeyPoint


class CannotCurate(Exception):
    """The act makes no sense (any more). The message is one Chinese sentence."""


def blanks_of(target: Target) -> Blanks:
    if isinstance(target, Candidate):
        return tuple((start, end, number) for start, end, number in target.blanks)
    return tuple((span.start, span.end, span.number) for span in parse_cloze(target.text)[1])


def statement_of(target: Target) -> str:
    return target.text if isinstance(target, Candidate) else target.statement


def checked_excerpt(passage: Passage, start: int, end: int) -> str:
    """The excerpt, if it can be a key point."""
    text = passage.text[start:end]
    if len(text.strip()) < SHORTEST_EXCERPT:
        raise CannotCurate(f"选中的文字太短，请至少选{SHORTEST_EXCERPT}个字，最好是完整的一句话。")
    if len(text) > LONGEST_STATEMENT:
        raise CannotCurate(f"选中了 {len(text)} 个字，要点最多 {LONGEST_STATEMENT} 个字，请分成几条。")
    if "{{" in text or "}}" in text:
        raise CannotCurate("这句话里有“{{”或“}}”，和标空的记号分不开，请避开它再选。")
    return text


Rows = dict[str, Any]


class _Exact(DjangoJSONEncoder):
    """Django cuts times to milliseconds; a row that is put back must be the row that it was."""

    def default(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, datetime) else super().default(value)


def _rows(candidates: Iterable[int | None], points: Iterable[int | None]) -> Rows:
    """Candidates and key points as they are stored, by id; None for one that is not there."""
    found: Rows = {}
    for model, ids in ((Candidate, candidates), (KeyPoint, points)):
        wanted = [pk for pk in ids if pk is not None]
        kept = {row.pk: row for row in model.objects.filter(pk__in=wanted)}
        for pk in wanted:
            stored = json.loads(serializers.serialize("json", [kept[pk]], cls=_Exact))[0] if pk in kept else None
            found[f"{model._meta.label_lower} {pk}"] = stored
    return found


def _ids(rows: Rows, model: str) -> list[int]:
    return [int(key.split()[1]) for key in rows if key.startswith(model)]


def _keep(material_id: int, by: User, verb: str, label: str, before: Rows) -> None:
    """Write down an act that has just been done. Rows that `before` lacks were made by it."""
    after = _rows(_ids(before, "quizzes.candidate"), _ids(before, "studyapp.keypoint"))
    Act.objects.create(material_id=material_id, by=by, verb=verb, label=label[:40], before=before, after=after)
    old = Act.objects.filter(material_id=material_id, by=by).values_list("pk", flat=True)[ACTS_KEPT:]
    Act.objects.filter(pk__in=list(old)).delete()


def _nothing_before(point: KeyPoint) -> Rows:
    return {f"studyapp.keypoint {point.pk}": None}


@transaction.atomic
def accept(*, candidate: Candidate, by: User, values: Mapping[str, Any]) -> KeyPoint:
    """Make a proposal a key point. `values` are fields of KeyPoint, already cleaned."""
    row = (
        Candidate.objects.select_for_update(of=("self",))
        .filter(pk=candidate.pk)
        .proposed()
        .select_related("passage")
        .first()
    )
    if row is None or row.passage is None:
        raise CannotCurate("这条建议已经处理过了。")
    before = _rows([row.pk], [])
    point = add_key_point(passage=row.passage, quote=row.text, start=row.start, values=values)
    row.status, row.key_point = CandidateStatus.ACCEPTED, point
    row.save(update_fields=["status", "key_point"])
    _keep(row.material_id, by, "采用", row.text, before | _nothing_before(point))
    return point


@transaction.atomic
def dismiss(*, candidate: Candidate, by: User) -> None:
    if not Candidate.objects.select_for_update(of=("self",)).filter(pk=candidate.pk).proposed().exists():
        raise CannotCurate("这条建议已经处理过了。")
    before = _rows([candidate.pk], [])
    Candidate.objects.filter(pk=candidate.pk).update(status=CandidateStatus.DISMISSED)
    _keep(candidate.material_id, by, "不用", candidate.text, before)


@transaction.atomic
def add_excerpt(*, passage: Passage, start: int, end: int, by: User, values: Mapping[str, Any]) -> KeyPoint:
    """A key point of what was selected. Proposals that it covers are settled with it."""
    covered = Candidate.objects.filter(passage=passage, start__lt=end, end__gt=start).proposed()
    before = _rows(covered.values_list("pk", flat=True), [])
    point = add_key_point(passage=passage, quote=passage.text[start:end], start=start, values=values)
    pks = _ids(before, "quizzes.candidate")
    Candidate.objects.filter(pk__in=pks).update(status=CandidateStatus.ACCEPTED, key_point=point)
    _keep(passage.material_id, by, "标要点", passage.text[start:end], before | _nothing_before(point))
    return point


@transaction.atomic
def choose_blanks(*, target: Target, blanks: Blanks, by: User) -> None:
    statement = statement_of(target)
    before = _before(target)
    if isinstance(target, Candidate):
        target.blanks = [list(blank) for blank in blanks]
        target.save(update_fields=["blanks"])
    else:
        marks = _marks_still_true(target, blanks)
        change_key_point(key_point=target, values={"text": cloze_of(statement, blanks), "marks": marks})
    _keep(target.material_id, by, "改空", statement, before)


def _marks_still_true(point: KeyPoint, blanks: Blanks) -> dict[str, Any]:
    """Accepted answers and own distractors belong to the words of their blank, and go when these change."""

    def words(chosen: Blanks, number: str) -> list[tuple[int, int]]:
        return [(start, end) for start, end, n in chosen if f"c{n}" == number]

    was = blanks_of(point)
    return {number: notes for number, notes in point.marks.items() if words(was, number) == words(blanks, number)}


@transaction.atomic
def trim(*, target: Target, passage: Passage, place: tuple[int, int], start: int, end: int, by: User) -> None:
    """Let the statement, which stands at `place` of the passage, begin and end elsewhere in it."""
    text = checked_excerpt(passage, start, end)
    before = _before(target)
    blanks = moved(blanks_of(target), by=start - place[0], length=len(text))
    if isinstance(target, Candidate):
        target.start, target.end, target.text, target.blanks = start, end, text, [list(blank) for blank in blanks]
        target.save(update_fields=["start", "end", "text", "blanks"])
    else:
        kept = {f"c{number}" for _, _, number in blanks}
        marks = {number: notes for number, notes in target.marks.items() if number in kept}
        values = {"text": cloze_of(text, blanks), "marks": marks, "quote": text}
        change_key_point(key_point=target, values=values, start=start)
    _keep(target.material_id, by, "改边界", text, before)


@transaction.atomic
def reword(*, point: KeyPoint, values: Mapping[str, Any], by: User) -> None:
    before = _before(point)
    change_key_point(key_point=point, values=values)
    _keep(point.material_id, by, "修改", point.statement, before)


@transaction.atomic
def remove(*, point: KeyPoint, by: User, now: datetime) -> bool:
    """Delete or retire a key point, and do not propose it again. True when it was deleted."""
    proposals = list(point.candidates.values_list("pk", flat=True))
    before, material_id, statement = _rows(proposals, [point.pk]), point.material_id, point.statement
    is_deleted = remove_key_point(key_point=point, now=now)
    Candidate.objects.filter(pk__in=proposals).update(status=CandidateStatus.DISMISSED, key_point=None)
    _keep(material_id, by, "删除" if is_deleted else "停用", statement, before)
    return is_deleted


def _before(target: Target) -> Rows:
    return _rows([target.pk], []) if isinstance(target, Candidate) else _rows([], [target.pk])


@dataclass(frozen=True)
class Undone:
    """The act that was last, and whether it could be taken back. `ref` names what stands in its place (c12, k34)."""

    act: Act
    is_done: bool
    ref: str


@transaction.atomic
def undo(*, material: Material, by: User, now: datetime) -> Undone:
    """Take back the last thing this secretary did in this material. What was changed since is left alone."""
    act = Act.objects.select_for_update().filter(material=material, by=by).first()
    if act is None:
        raise CannotCurate("没有可以撤销的了。")
    is_done = _rows(_ids(act.after, "quizzes.candidate"), _ids(act.after, "studyapp.keypoint")) == act.after
    if is_done:
        _put_back(act.before, now)
    pk = act.pk
    act.delete()
    act.pk = pk
    return Undone(act, is_done, _ref(act.before))


def _put_back(before: Rows, now: datetime) -> None:
    for key, stored in before.items():
        if stored is None:
            remove_key_point(key_point=KeyPoint.objects.get(pk=int(key.split()[1])), now=now)
    stored_rows = [stored for stored in before.values() if stored is not None]
    for stored in sorted(stored_rows, key=lambda row: str(row["model"]), reverse=True):  # proposals point at key points
        for row in serializers.deserialize("json", json.dumps([stored])):
            row.save()
            if isinstance(row.object, KeyPoint):
                _forget_former(row.object)


def _forget_former(point: KeyPoint) -> None:
    """What the act had laid aside is what the key point says again."""
    newest = FormerKeyPoint.objects.filter(key_point=point).first()
    now = point.text, point.quote, point.passage_id
    if newest is not None and (newest.text, newest.quote, newest.passage_id) == now:
        newest.delete()


def _ref(before: Rows) -> str:
    for model, letter in (("studyapp.keypoint", "k"), ("quizzes.candidate", "c")):
        for pk in _ids(before, model):
            if before[f"{model} {pk}"] is not None:
                return f"{letter}{pk}"
    return ""
