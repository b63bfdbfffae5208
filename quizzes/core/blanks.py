"""What is worth hiding in a statement, best first, or why nothing is."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from quizzes.core.clues import Fault, content_length, fault, is_generic
from quizzes.core.enumerations import Listing, find_lists, list_lengths
from quizzes.core.lexicon import DEFINES, EMPTY_VERBS, GENERIC, VAGUE_HEADS
from quizzes.core.phrases import find_phrases, is_specific
from quizzes.core.reading import Reading, Unit
from quizzes.core.spans import Span
from quizzes.core.types import Point
from quizzes.core.units import is_measure
from quizzes.core.wordlists import words

# How often a blank of this class is the fact that a teacher would ask for.
PRIORS = {
    "mark": 2.0,
    "value": 1.2,
    "title": 0.95,
    "range": 0.95,
    "measure": 0.95,
    "quote": 0.9,
    "number": 0.86,
    "fraction": 0.9,
    "ratio": 0.9,
    "clock": 0.85,
    "item": 0.85,
    "date_range": 0.85,
    "date": 0.82,
    "term": 0.8,
    "ordinal": 0.72,
    "level": 0.75,
    "latin": 0.75,
    "name": 0.7,
    "count": 0.62,
    "angle": 0.95,
    "frequency": 0.86,
    "size": 0.95,
    "session": 0.8,
}
LABELS = {
    "title": "书名号里的名称",
    "range": "数值范围",
    "measure": "带单位的数字",
    "quote": "引号里的提法",
    "number": "数字",
    "fraction": "分数",
    "ratio": "比例",
    "clock": "钟点",
    "item": "并列项",
    "date_range": "起止时间",
    "date": "日期",
    "term": "术语",
    "ordinal": "序数",
    "level": "等级",
    "latin": "英文缩写或代号",
    "name": "专名",
    "count": "数目",
    "angle": "经纬度",
    "size": "尺寸或科学计数",
    "session": "会议届次",
    "frequency": "频次",
    "phrase": "关键短语",
}
_ROLES = {
    "definition": "句子所下的定义",
    "defined": "句子所定义的概念",
    "object": "句子说明的对象",
    "agent": "由谁",
    "place": "在何处或用什么",
    "operand": "等式中的一项",
    "name": "专名",
}
_TEXT_KINDS = frozenset(words("title quote term latin name phrase"))


_TECHNICAL = 600  # words rarer than this in 60 million belong to a subject, not to everyday speech
_TELLING = 2500
LEAST_SCORE = 0.45  # below this a blank is one that a teacher would not choose


@dataclass(frozen=True, slots=True)
class Candidate:
    start: int
    end: int
    kind: str
    score: float
    reason: str
    unit: str = ""
    list_id: int = -1


@dataclass(frozen=True)
class Found:
    """All acceptable blanks of a statement, best first, and the faults of those that were not."""

    candidates: tuple[Candidate, ...]
    faults: tuple[Fault, ...]
    lists: tuple[Listing, ...]


def find_blanks(point: Point, reading: Reading, rarity: Callable[[str], float]) -> Found:
    """Judge every possible blank of a key point. `rarity` gives 0 to 1 for an answer, over all key points."""
    lists = find_lists(reading)
    lengths = list_lengths(reading, lists)
    faults: list[Fault] = []
    best: dict[tuple[int, int], Candidate] = {}
    for candidate in _proposals(point, reading, lists):
        if _is_banned(point, candidate):
            continue
        found = fault(
            reading,
            candidate.start,
            candidate.end,
            candidate.kind,
            aliases=_other_names(point, reading, candidate),
            lengths=lengths,
        )
        if found:
            faults.append(found)
            continue
        scored = replace(candidate, score=_score(candidate, point, reading, rarity))
        known = best.get((candidate.start, candidate.end))
        if known is None or known.score < scored.score:
            best[candidate.start, candidate.end] = scored

    def is_rare(candidate: Candidate) -> bool:
        inside = [u for u in reading.units if candidate.start <= u.start and u.end <= candidate.end]
        outside = [
            u for u in reading.units if u not in inside and (u.is_noun or u.tag == "v") and u.text not in GENERIC
        ]
        telling = any(u.span or len(u.text) > 1 and u.frequency < _TELLING for u in outside)
        return telling and any(len(unit.text) > 1 and unit.frequency < _TECHNICAL for unit in inside)

    ordered = sorted(_promoted(best.values(), faults, is_rare), key=lambda c: (-c.score, c.start, c.end))
    return Found(tuple(ordered), tuple(faults), lists)


def _promoted(
    candidates: Iterable[Candidate], faults: Sequence[Fault], is_rare: Callable[[Candidate], bool]
) -> list[Candidate]:
    """With nothing better, the name that the sentence is about: when it is a technical term, or when the number that
    belongs to it is too long to be hidden."""
    given = list(candidates)
    if any(candidate.score >= LEAST_SCORE for candidate in given):
        return given
    crowded = any(found.code == "context" for found in faults)
    return [
        replace(c, score=LEAST_SCORE) if c.kind in ("name", "title", "latin") and (crowded or is_rare(c)) else c
        for c in given
    ]


def refusal_reason(found: Found, point: Point) -> str:
    """Why a key point gives no question, for the secretary."""
    if content_length(point.statement) < 7:
        return "句子太短，挖空后剩不下可读的内容；请把要点写完整。"
    telling = [f for f in found.faults if f.code in ("leak", "derivable", "context", "short")]
    if telling:
        return f"可考的内容{telling[0].reason}；请改写要点，或手工标出要考的词。"
    return "没有数字、日期、名称、术语或并列项等确定的内容，换个说法也讲得通；请补充具体内容，或手工标出要考的词。"


def _is_banned(point: Point, candidate: Candidate) -> bool:
    return any(candidate.start < end and start < candidate.end for start, end in point.banned)


def _other_names(point: Point, reading: Reading, candidate: Candidate) -> Collection[str]:
    names = [name for name in (point.term, *point.aliases) if name]
    answer = reading.text[candidate.start : candidate.end]
    return names if answer in names else ()


def _proposals(point: Point, reading: Reading, lists: Sequence[Listing]) -> Iterator[Candidate]:
    yield from _value(point, reading)
    for span in reading.spans:
        yield from _from_span(span, point, reading)
    for number, listing in enumerate(lists):
        yield from _from_list(listing, number, reading)
    protected = [(s.start, s.end) for s in reading.spans if s.kind != "term"]
    exact = {(s.start, s.end) for s in reading.spans if s.kind in ("title", "quote")}
    yield from _frequencies(reading)
    for phrase in find_phrases(reading):
        if (phrase.start, phrase.end) not in exact and not any(
            start < phrase.start < end or start < phrase.end < end for start, end in protected
        ):
            yield Candidate(
                phrase.start,
                phrase.end,
                "phrase" if phrase.role != "name" else "name",
                phrase.prior,
                _ROLES[phrase.role],
            )


_FREQUENCY = re.compile(
    "每(?:两|半)?(?:季度|学期|个?月|周|年|天|日)(?=[^，。；]{0,6}(?:一次|1次|[两二三四\\d]次|不少于|至少|召开|开展|进行|检查|检验|检定|更换|组织|校验|报告|演练))"
)


def _frequencies(reading: Reading) -> Iterator[Candidate]:
    for match in _FREQUENCY.finditer(reading.text):
        yield Candidate(match.start(), match.end(), "frequency", PRIORS["frequency"], LABELS["frequency"])


def _value(point: Point, reading: Reading) -> Iterator[Candidate]:
    """The answer that a person named for matching, if it is whole here."""
    value = point.pair_value.strip()
    start = reading.text.find(value) if value else -1
    if start < 0:
        return
    end = start + len(value)
    span = next((s for s in reading.spans if s.start < end and start < s.end), None)
    kind, unit = classify(reading, start, end)
    if (
        span
        and (span.start > start or span.end < end or start > span.key_start or end < span.key_end)
        and span.kind != "term"
    ):
        if (start, end) != (span.start, span.end):
            start, end, kind, unit = span.key_start, span.key_end, _kind(span), span.unit
    edges = reading.boundaries | {s.start for s in reading.spans} | {s.end for s in reading.spans}
    edges |= {s.key_start for s in reading.spans} | {s.key_end for s in reading.spans}
    if start in edges and end in edges:
        yield Candidate(start, end, kind, PRIORS["value"], f"要点的配对内容（{LABELS.get(kind, '短语')}）", unit)


def classify(reading: Reading, start: int, end: int) -> tuple[str, str]:
    """The class and unit of any stretch of the statement, for blanks that a person chose."""
    for span in reading.spans:
        if (start, end) in ((span.start, span.end), (span.key_start, span.key_end)):
            return _kind(span), span.unit
        if span.start == start and span.kind in ("number", "count", "range") and end <= span.end:
            return _kind(span), span.unit if end > span.key_end or span.key_end == span.end else span.unit
    return "phrase", ""


def _kind(span: Span) -> str:
    if span.kind == "number" and (is_measure(span.unit) or span.unit in ("%", "‰")):
        return "measure"
    return span.kind


def _from_span(span: Span, point: Point, reading: Reading) -> Iterator[Candidate]:
    kind = _kind(span)
    answer = reading.text[span.key_start : span.key_end]
    if kind == "wall" or (kind in ("number", "count") and _is_vague_count(span, reading)):
        return
    if kind == "latin" and (len(answer) < 2 or answer in ("pH", "PH", "ph") or _is_attached(span, reading)):
        return
    prior = PRIORS[kind] if kind != "ordinal" else _ordinal_prior(answer, span, reading)
    if not prior or (kind == "level" and (_in_series(span, reading) or _is_wedged(span, reading))):
        return
    if kind in ("measure", "number") and (_is_one(span, reading) or _is_designation(span, reading)):
        return
    if kind == "term":
        prior += 0.1 if answer in (point.term, *point.aliases) else -0.1
    if kind == "number" and not span.unit:
        prior -= 0.04
    yield Candidate(span.key_start, span.key_end, kind, prior, _label(kind, span, point, reading), span.unit)
    bare = _without_unit(span, reading) if kind == "measure" else None
    if bare:
        yield Candidate(span.key_start, bare, kind, prior - 0.2, _label(kind, span, point, reading), span.unit)


def _without_unit(span: Span, reading: Reading) -> int | None:
    """Where 42.195 ends in 42.195公里: for short statements of which the unit would be too much to hide."""
    answer = reading.text[span.key_start : span.key_end]
    if 2 * len(answer) <= len(reading.text):
        return None
    core = re.match(r"[-−+]?\d[\d,.]*(?:[×x]10[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?[多余]?[万亿]*", answer)
    return (
        span.key_start + core.end() if core and core.end() < len(answer) and answer[core.end()] not in "%％‰" else None
    )


def _ordinal_prior(answer: str, span: Span, reading: Reading) -> float:
    """An article of a law is a fact; 第一部 is praise; 第二次 before a name belongs to the name."""
    if answer[-1] in "条款":
        return 0.85
    if re.match("第一|第1(?!\\d)", answer) or not re.search(r"[^第零〇一二两三四五六七八九十百千万\d（）()]", answer):
        return 0.0
    after = next((unit for unit in reading.units if unit.start >= span.end), None)
    return 0.5 if after is not None and after.is_noun and not after.is_wall else PRIORS["ordinal"]


def _in_series(span: Span, reading: Reading) -> bool:
    """一级、二级和三级: the others tell which one is missing."""
    return sum(other.kind == span.kind for other in reading.spans) > 1


def _neighbours(span: Span, reading: Reading) -> tuple[Unit | None, Unit | None]:
    before = next((unit for unit in reversed(reading.units) if unit.end <= span.start), None)
    return before, next((unit for unit in reading.units if unit.start >= span.end), None)


def _is_wedged(span: Span, reading: Reading) -> bool:
    """一级 in 核心一级资本充足率 is a piece of a name."""
    before, after = _neighbours(span, reading)
    both = before is not None and before.is_noun and after is not None and after.is_noun
    return both and reading.text[span.start] in "一二三四五"


def _is_one(span: Span, reading: Reading) -> bool:
    """1字节等于…, 1mol任何粒子: nobody asks for the one that a sentence counts from."""
    before, _ = _neighbours(span, reading)
    opens = before is None or before.is_wall or before.text == "每"
    return opens and bool(re.match(r"[1一](?![\d.,])", reading.text[span.start :]))


def _is_designation(span: Span, reading: Reading) -> bool:
    """2型糖尿病, 3号井: the number is part of a name."""
    _, after = _neighbours(span, reading)
    return span.unit in ("型", "号", "期", "代") and after is not None and after.is_noun and not after.is_wall


def _label(kind: str, span: Span, point: Point, reading: Reading) -> str:
    if kind == "term" and reading.text[span.key_start : span.key_end] == point.term:
        return "本要点的术语"
    return LABELS[kind] + (f"（单位：{span.unit}）" if span.unit and span.unit not in ("%", "‰") else "")


def _is_vague_count(span: Span, reading: Reading) -> bool:
    """三个方面, 5个问题: a count of nothing in particular."""
    tail = reading.text[span.end : span.end + 4]
    return any(tail.startswith(head) for head in VAGUE_HEADS) or span.unit in VAGUE_HEADS


def _is_attached(span: Span, reading: Reading) -> bool:
    """B in 维生素B or X in X射线: a letter of a longer name."""
    after = next((unit for unit in reading.units if unit.start == span.end), None)
    return len(reading.text[span.start : span.end]) < 3 and after is not None and after.is_noun and not after.is_wall


def _from_list(listing: Listing, number: int, reading: Reading) -> Iterator[Candidate]:
    sure = [item for item in listing.items if item.is_sure]
    if len(listing.items) < 2 or _is_empty(listing, reading):
        return
    for place, item in enumerate(listing.items):
        inside = [unit for unit in reading.units if item.start <= unit.start and unit.end <= item.end]
        if item not in sure or any(unit.span not in ("", "term", "latin", "name") for unit in inside):
            continue
        if len(listing.items) < 3 and not is_specific(inside):
            continue
        prior = (
            PRIORS["item"]
            - (0.05 if place == 0 else 0)
            - (0.1 if len(listing.items) == 2 else 0)
            - (0.1 if not is_specific(inside) else 0)
        )
        reason = f"并列的{len(listing.items)}项之一"
        yield Candidate(item.start, item.end, "item", prior, reason, list_id=number)


def _is_empty(listing: Listing, reading: Reading) -> bool:
    """提高认识、压实责任: a list of appeals. One that a sentence announces (…是, 分为…) is a fact if any item is."""
    empty = 0
    for item in listing.items:
        inside = [unit for unit in reading.units if item.start <= unit.start and unit.end <= item.end]
        appeal = (
            bool(inside)
            and inside[0].text in EMPTY_VERBS
            and len(inside) <= 3
            and not any(unit.span for unit in inside)
        )
        empty += appeal or is_generic(reading.text[item.start : item.end], reading, item.start, item.end)
    before = _unit_before(reading, listing.items[0].start)
    announced = before is not None and before.text in DEFINES | {"包括", "分为", "包含", "由", "有"}
    return empty == len(listing.items) if announced else 2 * empty >= len(listing.items)


def _score(candidate: Candidate, point: Point, reading: Reading, rarity: Callable[[str], float]) -> float:
    answer = reading.text[candidate.start : candidate.end]
    score = (
        candidate.score + 0.12 * rarity(answer) - 0.04 * max(0, len(answer) - (8 if candidate.kind != "title" else 16))
    )
    before = _unit_before(reading, candidate.start)
    if before is not None and before.text in DEFINES and candidate.kind not in ("phrase", "item"):
        score += 0.1
    own = answer in (point.term, *point.aliases)
    if candidate.kind in _TEXT_KINDS and not own and candidate.reason != _ROLES["defined"]:
        opening = reading.text[max(0, candidate.start - 2) : candidate.start].strip('《“「"')
        score -= 0.25 if candidate.start <= 2 else 0.08 if opening[-1:] in ("，", "；", "。", "：") else 0
    return round(score, 4)


def _unit_before(reading: Reading, position: int) -> Unit | None:
    units: Iterable[Unit] = (u for u in reversed(reading.units) if u.end <= position and u.text.strip('《“「"‘ '))
    return next(iter(units), None)
