"""What a key point's term is matched with: the value that a person gave, its definition, or the best blank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.core.candidates import NUMERIC_KINDS, classify
from quizzes.core.drafts import Draft
from quizzes.core.quantities import parse_quantity
from quizzes.core.reading import read
from quizzes.core.segment import Cut
from quizzes.core.stems import plain
from quizzes.core.types import Point
from quizzes.core.wordlists import words

NUMERIC = NUMERIC_KINDS - frozenset(words("session angle size hours compound"))  # seldom four of a kind
LONGEST_SIDE = 40  # characters; a longer one is not read at a glance


@dataclass(frozen=True, slots=True)
class RightSide:
    """`term` is the left side where the key point names none; `role` keeps wordings of one kind together."""

    text: str
    kind: str
    unit: str = ""
    role: str = ""
    term: str = ""


def right_side(point: Point, drafts: Sequence[Draft], cut: Cut) -> RightSide | None:
    """What stands opposite the term of a key point, or None when nothing does."""
    value = point.pair_value.strip()
    if value:
        return _given(value, cut)
    best = _best_blank(point, drafts)
    if best is not None and best.kind in NUMERIC:
        return best
    return _definition(point) or best


def _given(value: str, cut: Cut) -> RightSide:
    reading = read(value, cut)
    kind, unit = classify(reading, 0, len(value))
    if kind == "phrase" and re.search(r"\d", value):
        span = next((s for s in reading.spans if s.kind in ("number", "range", "date", "count")), None)
        if span is not None and span.end - span.start >= len(value) - 2:
            return RightSide(value, span.kind, span.unit)
    return RightSide(value, kind if kind in NUMERIC else "text", unit)


def _best_blank(point: Point, drafts: Sequence[Draft]) -> RightSide | None:
    """The first single blank that is not in the term. Only those of one category are of one relation."""
    if not point.term or not point.category:
        return None
    for draft in drafts:
        blank = draft.blanks[0]
        if (
            len(draft.blanks) == 1
            and blank.kind in NUMERIC | {"title", "latin", "phrase"}
            and plain(blank.answer) not in plain(point.term)
        ):
            if blank.kind in NUMERIC:
                return RightSide(blank.answer, blank.kind, _unit_of(blank.answer))
            return RightSide(blank.answer, "text", role=blank.reason if blank.kind == "phrase" else blank.kind)
    return None


def _unit_of(answer: str) -> str:
    quantity = parse_quantity(answer)
    return quantity.unit if quantity else ""


_HEADS = (
    "过程|现象|能力|方法|方式|制度|状态|行为|活动|物质|结构|技术|工艺|装置|设备|仪器|单位|比值|比率|总和|学科|科学|疾病|"
    "反应|程度|关系|权利|义务|费用|价格|组织|机构|语言|协议|程序|图形|曲线|力|量|率|法|人|物|体|层|线|面|点"
)
_BRACKET = "(?:[（(][^）)]*[）)])?"
_IS_A_THING = f"(?=[^，。；]{{8,}}的[^，。；的]{{0,4}}(?:{_HEADS})(?:。|$))"  # 是…的能力
_WHAT_IT_IS = re.compile(
    f"”?{_BRACKET}，?(?:是指的是|是指|指的是|指|是一[种类项门个]|是{_IS_A_THING})(?P<told>[^。；]{{8,}})。?"
)
_TERM = re.compile(f"(?:所谓)?(?P<term>[^，。；：、的（）()《》“”是指]{{2,12}}?)(?={_BRACKET}，?(?:是指|指的是))")
# What is called so is a thing (…的方式，称为越库作业) or all that was told before (…，这种现象称为潮汐锁定).
_A_THING, _ALL = "的[^，。；的]{1,6}，?(?=[被称叫统通合简])", "(?=，[这此])"
_NAMED = re.compile(
    f"(?P<told>[^。；]{{8,}}?(?:{_A_THING}|{_ALL}))(?:，[这此][^，。；]{{0,8}}?)?(?:在[^，。；]{{1,6}}[上中里])?"
    "(?:被?[通统合简]?称为|被?称作|称之为|被?叫做|被?叫作|[统通合简]称)(?P<term>[^，。；、的（）()《》“”你我他什]{2,12})。?"
)
_NO_DEFINITION = re.compile("称为|称作|叫做|叫作|[把将]|什么|[你您我他她]")


def _definition(point: Point) -> RightSide | None:
    """…的能力 in 渗透率是指…的能力, or in …的能力称为渗透率: a sentence that only says what its term means."""
    statement, term = point.statement.strip(), point.term
    named = _NAMED.fullmatch(statement)
    if named is not None and term in ("", named["term"]) and not _NO_DEFINITION.search(named["told"]):
        return _as_definition(named["told"].rstrip("，"), named["term"])
    if not term:
        opened = _TERM.match(statement)
        term = opened["term"] if opened is not None else ""
    start = statement.find(term)
    if not term or start > len("所谓“"):
        return None
    told = _WHAT_IT_IS.fullmatch(statement, start + len(term))
    return _as_definition(told["told"], term) if told is not None else None


def _as_definition(text: str, term: str) -> RightSide | None:
    for end in [len(text), *(match.start() for match in re.finditer("，", text))][:3]:
        told = text[:end]
        whole = end == len(text) or re.search("的[^，。；的]{1,6}$", told)
        if whole and 8 <= len(told) <= LONGEST_SIDE and plain(term) not in plain(told) and not re.search(r"\d", told):
            return RightSide(told, "definition", term=term)
    return None
