"""All questions of a list of key points at once, without the sampling of a weekly quiz."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence

from quizzes.core.compose import KINDS
from quizzes.core.drafts import Draft, Prepared
from quizzes.core.fill_blank import seeded, write_fill_blank
from quizzes.core.matching import write_matching
from quizzes.core.prepare import GENERATOR, prepare
from quizzes.core.record import Json, question_to_json
from quizzes.core.segment import Cut
from quizzes.core.types import FillBlank, Matching, Paper, Point, Refusal


def generate(
    points: Sequence[Point],
    *,
    cut: Cut,
    source: Sequence[str] = (),
    seed: int = 0,
    kinds: Collection[str] = KINDS,
    every_blank: bool = False,
) -> Paper:
    """The best fill-in-the-blank of every key point (or all acceptable ones), and every matching set they allow."""
    prepared = prepare(points, source=source, cut=cut)
    fills = tuple(_fills(prepared, seed, every_blank)) if "fill_blank" in kinds else ()
    matchings = tuple(_matchings(prepared, seed)) if "matching" in kinds else ()
    refused = prepared.refused if "fill_blank" in kinds else _unmatched(points, matchings)
    return Paper(GENERATOR, seed, (*fills, *matchings), refused)


def _fills(prepared: Prepared, seed: int, every_blank: bool) -> Iterator[FillBlank]:
    done: set[str] = set()
    for draft in _by_point(prepared.drafts):
        if every_blank or draft.point_id not in done:
            done.add(draft.point_id)
            yield write_fill_blank(draft, seed)


def _by_point(drafts: Sequence[Draft]) -> list[Draft]:
    return sorted(drafts, key=lambda draft: (draft.point_id, -draft.score))


def _matchings(prepared: Prepared, seed: int) -> Iterator[Matching]:
    """From each group of pairs one set after another, until too few are left."""
    taken: set[str] = set()
    for group in prepared.groups:
        for turn in range(len(group.pairs)):
            rng = seeded(seed, prepared.content_hash, group.relation, group.pairs[0].point_id, turn)
            question = write_matching(group, rng, taken=taken)
            if question is None:
                break
            taken |= {side.point_id for side in question.lefts if side.point_id}
            yield question


def _unmatched(points: Sequence[Point], matchings: Sequence[Matching]) -> tuple[Refusal, ...]:
    used = {side.point_id for question in matchings for side in question.lefts}
    reason = "同一类别里能一一配对的要点不足4个；请给同类要点填写类别和配对内容。"
    return tuple(Refusal(point.id, reason) for point in sorted(points, key=lambda p: p.id) if point.id not in used)


def paper_to_json(paper: Paper) -> Json:
    """The form that `manage.py generate_questions` prints."""
    return {
        "generator": paper.generator,
        "seed": paper.seed,
        "questions": [question_to_json(question) for question in paper.questions],
        "refused": [{"key_point": refusal.point_id, "reason": refusal.reason} for refusal in paper.refused],
    }


def canonical(paper: Paper) -> str:
    """One text for one paper, byte for byte."""
    return json.dumps(paper_to_json(paper), ensure_ascii=False, indent=1, sort_keys=True)
