"""The hard filters: why a stretch of a statement cannot be a blank."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from quizzes.core.derivable import worked_out
from quizzes.core.edges import clean_edges
from quizzes.core.giveaways import shown_elsewhere
from quizzes.core.lexicon import FUNCTION_TAGS, is_generic_word
from quizzes.core.numerals import number_value
from quizzes.core.reading import Reading
from quizzes.core.stems import content_length, stem


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a span cannot be a blank, as a secretary would say it."""

    code: str
    reason: str


def fault(
    reading: Reading, start: int, end: int, kind: str, *, aliases: Collection[str], lengths: Collection[int]
) -> Fault | None:
    """The first hard rule that the blank breaks, or None."""
    text = reading.text
    answer, rest = text[start:end], stem(text, [(start, end)])
    if not clean_edges(text, start, end):
        return Fault("cut", "会切断数字、名称或括号")
    if len(answer.strip()) != len(answer) or not answer:
        return Fault("empty", "空里没有内容")
    if len(answer) == 1 and number_value(answer) is None:
        return Fault("short", "只有一个字，太容易猜")
    if content_length(rest) < 5 or 2 * len(answer) > len(text):
        return Fault("context", "挖空后剩下的内容太少，无法作答")
    is_part = kind == "item" and makes_up(text, start, end)
    if kind != "frequency" and not is_part and is_generic(answer, reading, start, end):
        return Fault("generic", "是套话，换个说法也讲得通")
    if shown_elsewhere(reading, start, end, kind, aliases):
        return Fault("leak", "答案在句中别处还会出现")
    if worked_out(reading, start, end, kind, lengths):
        return Fault("derivable", "从句中其余内容就能推出来")
    return None


def makes_up(text: str, start: int, end: int) -> bool:
    """由主体、客体和内容构成, 总要求是控制总量、…: what something is made of is a fact, however common the words."""
    if re.search("(?:方针|原则|准则|总要求)[为是][^，。；]*$", text[:start]):
        return True
    return bool(re.search("由[^，。；]*$", text[:start]) and re.match("[^，。；]*(?:构成|组成)", text[end:]))


def is_generic(answer: str, reading: Reading, start: int, end: int) -> bool:
    if is_generic_word(answer):
        return True
    inside = reading.between(start, end)
    if not inside or any(unit.span for unit in inside):
        return False
    return all(is_generic_word(unit.text) or unit.tag in FUNCTION_TAGS or unit.is_wall for unit in inside)
