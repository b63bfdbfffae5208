"""JSON forms of questions and of prepared materials: what is stored, and what `generate_questions` prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quizzes.core.drafts import Draft, DraftBlank, Pair, PairGroup, Prepared
from quizzes.core.types import Blank, FillBlank, Matching, Mode, Option, Question, Refusal, Side

Json = dict[str, Any]


def question_to_json(question: Question) -> Json:
    if isinstance(question, Matching):
        return {
            "id": question.id,
            "kind": "matching",
            "relation": question.relation,
            "lefts": [{"id": side.id, "text": side.text, "key_point": side.point_id} for side in question.lefts],
            "rights": [{"id": side.id, "text": side.text, "key_point": side.point_id} for side in question.rights],
            "pairs": dict(question.pairs),
            "checks": list(question.checks),
        }
    return {
        "id": question.id,
        "kind": "fill_blank",
        "mode": question.mode.value,
        "key_point": question.point_id,
        "statement": question.statement,
        "blanks": [_blank_to_json(blank) for blank in question.blanks],
        "ordered": question.ordered,
        "checks": list(question.checks),
    }


def _blank_to_json(blank: Blank) -> Json:
    options = None if blank.options is None else [{"text": o.text, "source": o.source} for o in blank.options]
    return {
        "start": blank.start,
        "end": blank.end,
        "answer": blank.answer,
        "accept": list(blank.accept),
        "class": blank.kind,
        "reason": blank.reason,
        "options": options,
    }


def question_from_json(data: Mapping[str, Any]) -> Question:
    if data["kind"] == "matching":
        lefts, rights = (
            tuple(Side(side["id"], side["text"], side.get("key_point")) for side in data[column])
            for column in ("lefts", "rights")
        )
        return Matching(data["id"], data["relation"], lefts, rights, dict(data["pairs"]), tuple(data.get("checks", ())))
    return FillBlank(
        data["id"],
        Mode(data["mode"]),
        data["key_point"],
        data["statement"],
        tuple(_blank_from_json(blank) for blank in data["blanks"]),
        data.get("ordered", True),
        tuple(data.get("checks", ())),
    )


def _blank_from_json(data: Mapping[str, Any]) -> Blank:
    options = data["options"]
    return Blank(
        data["start"],
        data["end"],
        data["answer"],
        data["class"],
        data["reason"],
        tuple(data["accept"]),
        None if options is None else tuple(Option(option["text"], option["source"]) for option in options),
    )


def prepared_to_json(prepared: Prepared) -> Json:
    """Stable: the same preparation gives the same text once keys are sorted."""
    return {
        "material": prepared.material,
        "content_hash": prepared.content_hash,
        "generator": prepared.generator,
        "statements": _statements(prepared),
        "drafts": [_draft_to_json(draft) for draft in prepared.drafts],
        "groups": [_group_to_json(group) for group in prepared.groups],
        "refused": [[refusal.point_id, refusal.reason] for refusal in prepared.refused],
    }


def _statements(prepared: Prepared) -> dict[str, str]:
    """Each statement once, though many drafts share it."""
    return {draft.point_id: draft.statement for draft in prepared.drafts}


def _draft_to_json(draft: Draft) -> Json:
    return {
        "point": draft.point_id,
        "score": draft.score,
        "ordered": draft.ordered,
        "marked": draft.marked,
        "warnings": list(draft.warnings),
        "category": draft.category,
        "blanks": [
            [b.start, b.end, b.answer, b.kind, b.reason, list(b.accept), [[o.text, o.source] for o in b.pool]]
            for b in draft.blanks
        ],
    }


def _group_to_json(group: PairGroup) -> Json:
    return {
        "relation": group.relation,
        "pairs": [[p.point_id, p.left, p.right, list(p.names), p.statement] for p in group.pairs],
        "conflicts": [list(pair) for pair in group.conflicts],
        "extras": list(group.extras),
        "strangers": list(group.strangers),
    }


def prepared_from_json(data: Mapping[str, Any]) -> Prepared:
    statements = data["statements"]
    return Prepared(
        data["material"],
        data["content_hash"],
        data["generator"],
        tuple(_draft_from_json(draft, statements[draft["point"]]) for draft in data["drafts"]),
        tuple(_group_from_json(group) for group in data["groups"]),
        tuple(Refusal(point_id, reason) for point_id, reason in data["refused"]),
    )


def _draft_from_json(data: Mapping[str, Any], statement: str) -> Draft:
    blanks = tuple(
        DraftBlank(
            start, end, answer, kind, reason, tuple(accept), tuple(Option(text, source) for text, source in pool)
        )
        for start, end, answer, kind, reason, accept, pool in data["blanks"]
    )
    return Draft(
        data["point"],
        statement,
        blanks,
        data["score"],
        data["ordered"],
        data["marked"],
        tuple(data["warnings"]),
        data["category"],
    )


def _group_from_json(data: Mapping[str, Any]) -> PairGroup:
    pairs = tuple(
        Pair(point_id, left, right, data["relation"], tuple(names), statement)
        for point_id, left, right, names, statement in data["pairs"]
    )
    return PairGroup(
        data["relation"],
        pairs,
        tuple((a, b) for a, b in data["conflicts"]),
        tuple(data["extras"]),
        tuple(data["strangers"]),
    )
