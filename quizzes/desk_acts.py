"""What the desk's forms send, turned into the verbs of `curating`: each button has a name, its value says the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from quizzes.choices import asked_otherwise, cloze_of, is_together, snapped, tapped, trimmed, words_of
from quizzes.curating import (
    STALE,
    CannotCurate,
    Target,
    accept,
    add_excerpt,
    blanks_of,
    checked_excerpt,
    choose_blanks,
    dismiss,
    statement_of,
    trim,
    undo,
)
from quizzes.decision import first_values, passage_of, place_of, seen_of, start_of, target_of, trimmed_to
from quizzes.desk import desk_of
from quizzes.models import Candidate, MaterialSurvey
from studyapp.anchoring import text_hash
from studyapp.forms.key_point import KeyPointForm
from studyapp.models import Material, Passage, User

GONE = "这一条已经处理过了，或者资料换了新版。请看现在的样子。"
CHANGED_TEXT = "这一段的文字刚刚换过，请刷新后再选。"
Sent = Mapping[str, str]
EDGES = ("start-", "start+", "end-", "end+")


@dataclass(frozen=True)
class Done:
    """What to say, what to show next (c12, k34, or nothing), and which passages look different now."""

    said: str
    ref: str
    passages: tuple[int, ...] = ()
    trims: bool = False


def is_stale(target: Target, data: Sent) -> bool:
    """Whether the form was filled in before somebody changed the row."""
    return "seen" in data and data["seen"] != seen_of(target)


def next_open(material: Material, place: tuple[int, int]) -> str:
    """The proposal after a place that still waits for a decision; "done" when there is none."""
    survey = MaterialSurvey.objects.filter(material=material).first() or MaterialSurvey(material=material)
    following = desk_of(material, survey).after(place, open_only=True)
    return following.ref if following else "done"


def act(material: Material, by: User, data: Sent, *, now: datetime) -> Done:
    if "undo" in data:
        return _undo(material, by, now)
    if "rest" in data:
        MaterialSurvey.objects.filter(material=material).update(shows_rest=data["rest"] == "1")
        return Done("备选也列出来了。" if data["rest"] == "1" else "只看先看的建议。", data.get("at", ""))
    if "add" in data:
        passage = material.passages.filter(pk=_number(data["add"])).first()
        if passage is None:
            raise CannotCurate(CHANGED_TEXT)
        return add(passage, by, data)
    verb = next((verb for name, verb in _VERBS.items() if name in data), None)
    target = target_of(material, data.get("at", ""))
    if verb is None or target is None:
        raise CannotCurate(GONE if verb else "没有看懂这一步，请刷新后再试。")
    if is_stale(target, data):
        raise CannotCurate(STALE)
    return verb(target, by, data)


def _accept(target: Target, by: User, data: Sent) -> Done:
    if not isinstance(target, Candidate):
        raise CannotCurate("这一条已经是要点了。")
    typed = {"text": cloze_of(target.text, blanks_of(target)), "term": target.term, "category": target.category}
    typed |= {name: data[name] for name in ("term", "category") if name in data}
    form = KeyPointForm(typed)
    if not form.is_valid():
        raise CannotCurate("".join(str(error) for errors in form.errors.values() for error in errors))
    passage = passage_of(target)
    accept(candidate=target, by=by, values=form.values())
    said = f"已采用。{form.removed_words}"
    return Done(said, next_open(target.material, (passage.position, target.start)), (passage.pk,))


def _dismiss(target: Target, by: User, data: Sent) -> Done:
    if not isinstance(target, Candidate):
        raise CannotCurate("要点请用“删除”。")
    passage = passage_of(target)
    dismiss(candidate=target, by=by)
    return Done("不用这一条。", next_open(target.material, (passage.position, target.start)), (passage.pk,))


def _tap(target: Target, by: User, data: Sent) -> Done:
    place, statement, blanks = place_of(passage_of(target)), statement_of(target), blanks_of(target)
    words = words_of(statement, blanks, place.passage.text, place.edges, start_of(target, place.passage))
    chosen = tapped(words, blanks, _number(data["tap"]), together=is_together(blanks))
    if chosen == blanks:
        raise CannotCurate("这里不能挖空，请点一个词。")
    choose_blanks(target=target, blanks=chosen, by=by)
    return Done("空已改好。", data["at"])


def _together(target: Target, by: User, data: Sent) -> Done:
    chosen = asked_otherwise(blanks_of(target))
    choose_blanks(target=target, blanks=chosen, by=by)
    return Done("几个空一起考。" if is_together(chosen) else "每个空各出一题。", data["at"])


def _trim(target: Target, by: User, data: Sent) -> Done:
    passage = passage_of(target)
    start = start_of(target, passage)
    if start is None:
        raise CannotCurate("这个要点的文字改写过，不能按原文改边界，请直接改文字。")
    end = start + len(statement_of(target))
    if data.get("edge") in EDGES:
        new = trimmed(passage.text, start, end, data["edge"])
    else:
        new = trimmed_to(place_of(passage), start, end, _number(data.get("cut", "")))
    if new == (start, end):
        raise CannotCurate("边界已经到头了，没有改动。")
    trim(target=target, passage=passage, place=(start, end), start=new[0], end=new[1], by=by)
    return Done("边界已改。", data["at"], (passage.pk,), trims=True)


_VERBS: dict[str, Callable[[Target, User, Sent], Done]] = {
    "accept": _accept,
    "dismiss": _dismiss,
    "tap": _tap,
    "together": _together,
    "edge": _trim,
    "cut": _trim,
}


def _short(label: str) -> str:
    return label if len(label) <= 16 else label[:15] + "…"


def _undo(material: Material, by: User, now: datetime) -> Done:
    undone = undo(material=material, by=by, now=now)
    target = target_of(material, undone.ref)
    stored = [row for rows in (undone.act.before, undone.act.after) for row in rows.values() if row]
    passages = {int(row["fields"]["passage"]) for row in stored if row["fields"]["passage"]}
    label = _short(undone.act.label)
    said = f"已撤销：{undone.act.verb}“{label}”。" if undone.is_done else f"“{label}”此后又改过，没有撤销。"
    return Done(said, undone.ref if target else "", tuple(sorted(passages)))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1


def add(passage: Passage, by: User, data: Sent) -> Done:
    """A key point of the characters `range` ("12-48"): a sentence that was pressed, or a selection (`snap`)."""
    if "hash" in data and data["hash"] != text_hash(passage.text)[:12]:
        raise CannotCurate(CHANGED_TEXT)
    first, _, last = data.get("range", "").partition("-")
    start, end = _number(first), _number(last)
    if not 0 <= start < end <= len(passage.text):
        raise CannotCurate("请先选中一句话，或点一句话。")
    place = place_of(passage)
    start, end = snapped(passage.text, start, end, place.edges if "snap" in data else ())
    checked_excerpt(passage, start, end)
    form = KeyPointForm({"text": first_values(place, start, end)})
    if not form.is_valid():
        raise CannotCurate("".join(str(error) for errors in form.errors.values() for error in errors))
    point = add_excerpt(passage=passage, start=start, end=end, by=by, values=form.values())
    return Done("已标为要点。", f"k{point.pk}", (passage.pk,))
