"""The heavy part, once per material: read every statement, find every blank, gather wrong answers, form pairs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace

from quizzes.core.drafts import Draft, Prepared
from quizzes.core.fill_blank import drafts_of
from quizzes.core.mining import mined_terms
from quizzes.core.pairing import pair_groups
from quizzes.core.pools import build_pools
from quizzes.core.reading import read, with_chinese_marks
from quizzes.core.right_sides import right_side
from quizzes.core.segment import Cut
from quizzes.core.stems import plain
from quizzes.core.types import Point, Refusal

GENERATOR = "wengu-core 16"


def prepare(points: Sequence[Point], *, source: Sequence[str] = (), cut: Cut) -> Prepared:
    """Everything that the key points of one material can be asked. `source` are the paragraphs they were taken from."""
    as_given = sorted(points, key=lambda point: point.id)
    ordered = [replace(point, statement=with_chinese_marks(point.statement)) for point in as_given]
    terms = curated_terms(ordered)
    mined = mined_terms(source, cut)
    readings = [read(point.statement, cut, terms, mined) for point in ordered]
    pools = build_pools(ordered, readings, [read(text, cut, terms, mined) for text in source], cut)
    rarity = _rarity([point.statement for point in ordered])
    drafts: list[Draft] = []
    refused: list[Refusal] = []
    by_point: dict[str, tuple[Draft, ...]] = {}
    for point, reading, original in zip(ordered, readings, as_given, strict=True):
        found, refusal = drafts_of(point, reading, pools, rarity, cut.frequency)
        by_point[point.id] = found
        drafts.extend(_as_written(draft, original.statement) for draft in found)
        refused.extend([refusal] if refusal else [])
    sides = {point.id: side for point in ordered if (side := right_side(point, by_point[point.id], cut))}
    return Prepared(
        ordered[0].material if ordered else "",
        content_hash(as_given, source),
        GENERATOR,
        tuple(drafts),
        pair_groups(ordered, sides, pools),
        tuple(refused),
    )


def _as_written(draft: Draft, statement: str) -> Draft:
    """The draft over the statement as it was given: read with Chinese marks, it has the same places."""
    if draft.statement == statement:
        return draft
    blanks = tuple(replace(blank, answer=statement[blank.start : blank.end]) for blank in draft.blanks)
    return replace(draft, statement=statement, blanks=blanks)


def curated_terms(points: Iterable[Point]) -> tuple[str, ...]:
    """Terms and aliases that must never be cut, longest first."""
    names = {name.strip() for point in points for name in (point.term, *point.aliases)}
    return tuple(sorted((name for name in names if len(name) > 1), key=lambda name: (-len(name), name)))


def content_hash(points: Sequence[Point], source: Sequence[str]) -> str:
    """Changes when anything that the questions are made from changes."""
    text = json.dumps([[asdict(point) for point in points], list(source)], ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _rarity(statements: Sequence[str]) -> Callable[[str], float]:
    forms = [plain(statement) for statement in statements]
    known: dict[str, float] = {}

    def rarity(answer: str) -> float:
        if answer not in known:
            key = plain(answer)
            count = sum(key in form for form in forms)
            known[answer] = round(1 / max(1, count), 4)
        return known[answer]

    return rarity
