"""The classes of answers: what each is worth, what it is called, and which one a stretch of text belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from quizzes.core.reading import Reading
from quizzes.core.spans import Span
from quizzes.core.types import Point
from quizzes.core.units import is_measure
from quizzes.core.wordlists import words

# What a blank of this class is worth, as far as class alone tells: weights, and no shares of 1.
PRIORS = {
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
    "compound": 0.95,
    "frequency": 0.86,
    "direction": 0.8,
    "size": 0.95,
    "hours": 0.85,
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
    "compound": "带单位的数字",
    "size": "尺寸、误差或科学计数",
    "session": "会议届次",
    "hours": "起止时刻",
    "frequency": "频次",
    "direction": "方向",
    "phrase": "关键短语",
}

NUMERIC_KINDS = frozenset(
    words(
        """
        measure number count range fraction ratio ordinal level session clock date date_range angle size hours compound
        """
    )
)

ROLES = {
    "definition": "句子所下的定义",
    "named": "句子所定义的名称",
    "by": "由谁或由什么",
    "doer": "谁的主张或发现",
    "becomes": "变成什么",
    "rather": "与前面所说相对的内容",
    "defined": "句子所定义的概念",
    "object": "句子说明的对象",
    "agent": "由谁",
    "place": "在何处或用什么",
    "subject": "句子的主题",
    "operand": "等式中的一项",
    "name": "专名",
    "action": "要做的事",
    "means": "用什么方法",
    "purpose": "为了什么",
    "likely": "句中的关键词语",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that might be hidden. `score` is its prior until `blanks` has judged it."""

    start: int
    end: int
    kind: str
    score: float
    reason: str
    unit: str = ""
    list_id: int = -1


def classify(reading: Reading, start: int, end: int) -> tuple[str, str]:
    """The class and unit of any stretch of the statement, for blanks that a person chose."""
    for span in reading.spans:
        if (start, end) in ((span.start, span.end), (span.key_start, span.key_end)):
            return kind_of(span), span.unit
        if span.start == start and span.kind in ("number", "count", "range") and end <= span.end:
            return kind_of(span), span.unit
    return "phrase", ""


def kind_of(span: Span) -> str:
    if span.kind == "number" and (is_measure(span.unit) or span.unit in ("%", "‰")):
        return "measure"
    return span.kind


def label_of(kind: str, span: Span, point: Point, reading: Reading) -> str:
    if kind == "term" and reading.text[span.key_start : span.key_end] == point.term:
        return "本要点的术语"
    return LABELS[kind] + (f"（单位：{span.unit}）" if span.unit and span.unit not in ("%", "‰") else "")
