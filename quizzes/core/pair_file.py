"""Pairs of a key and an answer from a JSON file, and their verdicts. Every fault is one Chinese sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from quizzes.core.answer_stem import Stem, stem_around
from quizzes.core.judge import judge_blank, judge_list
from quizzes.core.key_point_file import KeyPointFileError, parse_list
from quizzes.core.types import Verdict

MOST_PAIRS = 100_000
_JOINED = "、"


@dataclass(frozen=True)
class Pair:
    """A key with what was typed for it. Several `given` are boxes of their own; several `answers` belong together."""

    answers: tuple[str, ...]
    given: tuple[str, ...]
    accept: tuple[str, ...] = ()
    stem: str = ""
    kind: str = ""
    ordered: bool = False


def parse_pairs(text: str) -> list[Pair]:
    """The pairs of a JSON list. Keys that are not known are left out of account."""
    data = parse_list(text, "答案文件", "答案")
    if len(data) > MOST_PAIRS:
        raise KeyPointFileError(f"答案超过 {MOST_PAIRS} 条，请拆成几个文件。")
    return [_pair(item, f"第 {number} 条") for number, item in enumerate(data, start=1)]


def _pair(item: object, where: str) -> Pair:
    if not isinstance(item, Mapping):
        raise KeyPointFileError(f"{where}应是一个对象 {{ … }}，请检查。")
    ordered = item.get("ordered")
    if ordered is not None and not isinstance(ordered, bool):
        raise KeyPointFileError(f"{where}的 ordered 应是 true 或 false。")
    if item.get("answer", "") is None:
        raise KeyPointFileError(f"{where}的 answer 应是文字，请加上引号。")
    return Pair(
        answers=_texts(item, "answer", where) or ("",),  # without a text it is judged, as wrong
        given=_texts(item, "given", where) or ("",),
        accept=_texts(item, "accept", where, required=False),
        stem=_JOINED.join(_texts(item, "stem", where, required=False)),
        kind=_JOINED.join(_texts(item, "kind", where, required=False)),
        ordered=bool(ordered),
    )


def _texts(item: Mapping[str, Any], key: str, where: str, *, required: bool = True) -> tuple[str, ...]:
    """One text or a list of them; a missing one that is not needed is no text."""
    value = item.get(key)
    if value is None and (key in item or not required):
        return ()
    if value is None:
        raise KeyPointFileError(f"{where}缺少 {key}，请补上。")
    texts = value if isinstance(value, list) else [value]
    if not all(isinstance(text, str) for text in texts):
        raise KeyPointFileError(f"{where}的 {key} 应是文字，请加上引号。")
    return tuple(texts)


def verdict_of(pair: Pair) -> Verdict:
    """One verdict for a pair; of several boxes the mean, and the rule of the box that lost most."""
    if len(pair.answers) == len(pair.given) == 1:
        stem = stem_around(pair.stem, pair.answers[0]) if pair.stem.strip() else Stem()
        return judge_blank(
            pair.given[0],
            answer=pair.answers[0],
            accept=pair.accept,
            kind=pair.kind,
            left=stem.left,
            right=stem.right,
            ordered=pair.ordered,
        )
    if len(pair.answers) == 1:
        return verdict_of(Pair(pair.answers, (_JOINED.join(pair.given),), pair.accept, ordered=pair.ordered))
    verdicts = judge_list(pair.given, answers=pair.answers, ordered=pair.ordered)
    worst = min(verdicts, key=lambda verdict: verdict.credit)
    mean = sum((verdict.credit for verdict in verdicts), Fraction(0)) / len(verdicts)
    return Verdict(mean, worst.rule, worst.explanation)


def verdicts_to_json(verdicts: Sequence[Verdict]) -> list[dict[str, object]]:
    return [
        {"verdict": _word(verdict.credit), "score": round(float(verdict.credit), 4), "rule": verdict.explanation}
        for verdict in verdicts
    ]


def _word(credit: Fraction) -> str:
    if credit == 1:
        return "right"
    return "partly" if credit > 0 else "wrong"
