"""One quiz from prepared materials: coverage first, no question that answers another, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from quizzes.core.bank import with_bank
from quizzes.core.drafts import Draft, Prepared
from quizzes.core.fill_blank import seeded, write_fill_blank
from quizzes.core.matching import write_matching
from quizzes.core.prepare import GENERATOR, prepare
from quizzes.core.stems import plain, stem
from quizzes.core.types import FillBlank, Matching, Mode, Paper, Question

__all__ = ["GENERATOR", "KINDS", "Prepared", "alternatives", "compose", "extra", "prepare", "swap"]

KINDS = ("fill_blank", "matching")
_FILLS_PER_MATCHING = 8
_LONGEST_RUN = 6  # of answers at the same place, in the order of the paper
_TRIES = 50


@dataclass
class _Sheet:
    """What the questions chosen so far show, and what they ask."""

    shown: list[str] = field(default_factory=list)  # N form of stems and columns
    keys: list[str] = field(default_factory=list)  # N form of answers that must not be shown elsewhere
    points: set[str] = field(default_factory=set)

    def admits(self, shown: str, keys: Collection[str]) -> bool:
        return not any(key in text for key in keys for text in self.shown) and not any(
            key in shown for key in self.keys
        )

    def add(self, shown: str, keys: Collection[str], points: Iterable[str]) -> None:
        self.shown.append(shown)
        self.keys.extend(keys)
        self.points.update(points)


def _leak_keys(answers: Iterable[str]) -> list[str]:
    """Answers of one character or digit are everywhere; they are told by their question, not by another."""
    return [key for key in map(plain, answers) if len(key) >= 2]


def draft_traits(draft: Draft) -> tuple[str, list[str]]:
    spans = [(blank.start, blank.end) for blank in draft.blanks]
    return plain(stem(draft.statement, spans)), _leak_keys(blank.answer for blank in draft.blanks)


def question_traits(question: Question) -> tuple[str, list[str], list[str]]:
    """What a question shows, what it asks, and of which key points."""
    if isinstance(question, Matching):
        shown = "\n".join(plain(side.text) for side in (*question.lefts, *question.rights))
        texts = {side.id: side.text for side in question.rights}
        keys = _leak_keys(texts[right] for right in question.pairs.values())
        return shown, keys, [side.point_id for side in question.lefts if side.point_id]
    spans = [(blank.start, blank.end) for blank in question.blanks]
    return (
        plain(stem(question.statement, spans)),
        _leak_keys(blank.answer for blank in question.blanks),
        [question.point_id],
    )


def _sheet_of(questions: Iterable[Question]) -> _Sheet:
    sheet = _Sheet()
    for question in questions:
        sheet.add(*question_traits(question))
    return sheet


def compose(
    prepared: Sequence[Prepared],
    *,
    seed: int,
    length: int,
    kinds: Collection[str] = KINDS,
    weak: Collection[str] = (),
    weak_share: float = 0.2,
    asked: Collection[str] = (),
    kept: Sequence[Question] = (),
) -> Paper:
    """A paper of up to `length` questions. `weak` are key points that went wrong before, `asked` those of earlier
    papers, which wait until the fresh ones are used up; `kept` questions stand on the paper already. Shorter when the
    material has no more to ask without a leak."""
    materials = sorted(prepared, key=lambda p: (p.material, p.content_hash))
    sheet = _sheet_of(kept)
    matchings = _choose_matchings(materials, seed, length, kinds, sheet, kept)
    length -= len(kept)
    drafts: list[Draft] = []
    if "fill_blank" in kinds:
        queue = _queue(materials, seed, length - len(matchings), set(weak), weak_share, set(asked), sheet.points)
        drafts = _choose_drafts(queue, seed, length - len(matchings), sheet)
    fills = [write_fill_blank(draft, seed, avoid=set(sheet.keys)) for draft in drafts]
    fills = _arranged(fills, materials, seed, sheet)
    refused = tuple(refusal for material in materials for refusal in material.refused)
    return Paper(GENERATOR, seed, (*fills, *matchings), refused)


def _choose_matchings(
    materials: Sequence[Prepared],
    seed: int,
    length: int,
    kinds: Collection[str],
    sheet: _Sheet,
    kept: Sequence[Question],
) -> list[Matching]:
    if "matching" not in kinds or length < 1:
        return []
    wanted = length if "fill_blank" not in kinds else max(1, length // (_FILLS_PER_MATCHING + 1)) if length >= 4 else 0
    wanted = min(wanted - sum(isinstance(question, Matching) for question in kept), length - len(kept))
    groups = [(material.content_hash, group) for material in materials for group in material.groups]
    seeded(seed, "matching").shuffle(groups)
    chosen: list[Matching] = []
    for content, group in groups:
        if len(chosen) >= wanted:
            break
        rng = seeded(seed, content, group.relation, group.pairs[0].point_id, "pairs")
        question = write_matching(group, rng, banned=sheet.keys, taken=sheet.points)
        if question is None:
            continue
        shown, keys, points = question_traits(question)
        if sheet.admits(shown, keys):
            sheet.add(shown, keys, points)
            chosen.append(question)
    return chosen


def _arranged(fills: list[FillBlank], materials: Sequence[Prepared], seed: int, sheet: _Sheet) -> list[FillBlank]:
    """In an order that chance gives, a word bank's questions side by side."""
    rng = seeded(seed, "order")
    rng.shuffle(fills)
    for _ in range(_TRIES):
        if _longest_run(fills) <= _LONGEST_RUN:
            break
        rng.shuffle(fills)
    for material in materials:
        if not any(question.mode is Mode.BANK for question in fills):
            fills = with_bank(fills, material.drafts, seeded(seed, material.content_hash, "bank"), sheet.keys)
    return sorted(fills, key=lambda question: question.mode is Mode.BANK)


def _longest_run(fills: Sequence[FillBlank]) -> int:
    """How many choice questions in a row have their answer at the same place."""
    places = [[o.source for o in q.blanks[0].options].index("key") for q in fills if q.blanks[0].options]
    return max((len(list(run)) for _, run in groupby(places)), default=0)


@dataclass(frozen=True)
class _Turn:
    """One key point that may be asked, with all its drafts."""

    point_id: str
    drafts: tuple[Draft, ...]


def _turns(material: Prepared) -> list[_Turn]:
    table: dict[str, list[Draft]] = {}
    for draft in material.drafts:
        table.setdefault(draft.point_id, []).append(draft)
    return [_Turn(point_id, tuple(drafts)) for point_id, drafts in sorted(table.items())]


def _queue(
    materials: Sequence[Prepared],
    seed: int,
    length: int,
    weak: set[str],
    weak_share: float,
    asked: set[str],
    taken: set[str],
) -> list[_Turn]:
    """All key points in the order in which they are tried: the wanted share of weak ones, then the rest, material by
    material in turn; leftover weak ones last."""
    weak_rounds: list[list[_Turn]] = []
    fresh_rounds: list[list[_Turn]] = []
    for material in materials:
        turns = [turn for turn in _turns(material) if turn.point_id not in taken]
        seeded(seed, material.content_hash, "turns").shuffle(turns)
        turns.sort(key=lambda turn: turn.point_id in asked)
        weak_rounds.append([turn for turn in turns if turn.point_id in weak])
        fresh_rounds.append([turn for turn in turns if turn.point_id not in weak])
    weak_turns = list(_round_robin(weak_rounds, seeded(seed, "weak")))
    wanted = min(len(weak_turns), round(weak_share * length))
    return [*weak_turns[:wanted], *_round_robin(fresh_rounds, seeded(seed, "fresh")), *weak_turns[wanted:]]


def _round_robin(rounds: Sequence[Sequence[_Turn]], rng: random.Random) -> Iterator[_Turn]:
    order = list(range(len(rounds)))
    rng.shuffle(order)
    for step in range(max(map(len, rounds), default=0)):
        for place in order:
            if step < len(rounds[place]):
                yield rounds[place][step]


def _choose_drafts(queue: Sequence[_Turn], seed: int, length: int, sheet: _Sheet) -> list[Draft]:
    chosen: list[Draft] = []
    for turn in queue:
        if len(chosen) >= length:
            break
        if turn.point_id in sheet.points:
            continue
        for draft in _in_order(turn, seed):
            shown, keys = draft_traits(draft)
            if sheet.admits(shown, keys):
                sheet.add(shown, keys, [draft.point_id])
                chosen.append(draft)
                break
    return chosen


def _in_order(turn: _Turn, seed: int) -> list[Draft]:
    """Drafts that are nearly as good as the best take turns over the seeds; the others follow by score."""
    best = turn.drafts[0].score
    near = [draft for draft in turn.drafts if draft.score >= best - 0.12]
    seeded(seed, turn.point_id, "draft").shuffle(near)
    return near + [draft for draft in turn.drafts if draft.score < best - 0.12]


def swap(
    prepared: Sequence[Prepared],
    paper_questions: Sequence[Question],
    index: int,
    *,
    seed: int,
    kinds: Collection[str] = KINDS,
) -> Question | None:
    """Another question for the place `index`: of an unused key point, else another blank of the same one.

    It is not in the paper, gives no answer away and is given away by none; None when there is no such question.
    """
    sheet = _sheet_of(question for place, question in enumerate(paper_questions) if place != index)
    old = paper_questions[index]
    if isinstance(old, Matching):
        other = _other_matching(prepared, old, seed, sheet)
        if other is not None or "fill_blank" not in kinds:
            return other
    return _other_fill(prepared, paper_questions, old, seed, sheet)


def extra(
    prepared: Sequence[Prepared], paper_questions: Sequence[Question], *, seed: int, kinds: Collection[str] = KINDS
) -> Question | None:
    """One more question for a paper: of a key point that it does not ask, giving nothing away. Or None."""
    sheet = _sheet_of(paper_questions)
    found = _other_fill(prepared, paper_questions, None, seed, sheet) if "fill_blank" in kinds else None
    if found is None and "matching" in kinds:
        return _other_matching(prepared, None, seed, sheet)
    return found


def alternatives(prepared: Prepared, point_id: str, *, seed: int) -> tuple[FillBlank, ...]:
    """Every question that a key point could be asked by, best first: for the secretary who moves a blank."""
    drafts = [draft for draft in prepared.drafts if draft.point_id == point_id]
    return tuple(write_fill_blank(draft, seed) for draft in drafts)


def _other_matching(prepared: Sequence[Prepared], old: Matching | None, seed: int, sheet: _Sheet) -> Matching | None:
    groups = [
        (material.content_hash, group)
        for material in sorted(prepared, key=lambda p: p.material)
        for group in material.groups
    ]
    seeded(seed, "swap").shuffle(groups)
    before = {side.text for side in old.lefts} if old else set()
    for content, group in groups:
        for attempt in range(4):
            rng = seeded(seed, content, group.relation, group.pairs[0].point_id, "swap", attempt)
            question = write_matching(group, rng, banned=sheet.keys, taken=sheet.points)
            if question is None or {side.text for side in question.lefts} == before:
                continue
            shown, keys, _ = question_traits(question)
            if sheet.admits(shown, keys):
                return question
    return None


def _other_fill(
    prepared: Sequence[Prepared], paper: Sequence[Question], old: Question | None, seed: int, sheet: _Sheet
) -> FillBlank | None:
    own = {old.point_id} if isinstance(old, FillBlank) else set()
    materials = sorted(prepared, key=lambda p: (p.material, p.content_hash))
    turns = [turn for material in materials for turn in _turns(material) if turn.point_id not in sheet.points]
    seeded(seed, "swap").shuffle(turns)
    turns.sort(key=lambda turn: turn.point_id in own)
    present = {question.id for question in paper}
    for turn in turns:
        for draft in _in_order(turn, seed):
            shown, keys = draft_traits(draft)
            if sheet.admits(shown, keys):
                question = write_fill_blank(draft, seed, avoid={*sheet.keys, *keys})
                if question.id not in present:
                    return question
    return None
