"""Whether a sentence gives its own blank away, and whether a cut is clean: the hard filters of a blank."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from quizzes.core.dates import parse_date
from quizzes.core.lexicon import FUNCTION_TAGS, is_generic_word
from quizzes.core.normal import normalise
from quizzes.core.numerals import number_value
from quizzes.core.quantities import parse_quantity
from quizzes.core.reading import Reading

HOLE = "＿"
_CONTENT = re.compile(r"[A-Za-z0-9\u3400-\u9fff\U00020000-\U0003134f\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_CN = "零〇一二两三四五六七八九十百千万亿"
_NUMERAL = re.compile(rf"\d[\d,]*(?:\.\d+)?|[{_CN}]+")
_PAIRS = ("《》", "〈〉", "“”", "‘’", "「」", "『』", "（）", "()", "【】", "[]", "〔〕")


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """N(x): the form in which two texts count as the same."""
    return normalise(text)


def content_length(text: str) -> int:
    """Chinese characters, letters and digits."""
    return len(_CONTENT.findall(text))


def stem(statement: str, blanks: Sequence[tuple[int, int]]) -> str:
    """The statement with each blank replaced by one hole."""
    parts, position = [], 0
    for start, end in sorted(blanks):
        parts.append(statement[position:start])
        position = end
    return HOLE.join([*parts, statement[position:]])


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
    if kind != "frequency" and is_generic(answer, reading, start, end):
        return Fault("generic", "是套话，换个说法也讲得通")
    if leaks(answer, rest, aliases) or (
        (kind not in ("item", "quote", "title") and _stem_visible(plain(answer), plain(rest)))
        or (kind in ("phrase", "name", "term") and _all_visible(plain(answer), plain(rest)))
    ):
        return Fault("leak", "答案在句中别处还会出现")
    if derivable(answer, rest, kind, lengths):
        return Fault("derivable", "从句中其余内容就能推出来")
    return None


def is_generic(answer: str, reading: Reading, start: int, end: int) -> bool:
    if is_generic_word(answer):
        return True
    inside = [unit for unit in reading.units if unit.start >= start and unit.end <= end]
    if not inside or any(unit.span for unit in inside):
        return False
    return all(is_generic_word(unit.text) or unit.tag in FUNCTION_TAGS or unit.is_wall for unit in inside)


def leaks(answer: str, rest: str, aliases: Collection[str] = ()) -> bool:
    """Whether the answer, another name of it, its value or nearly all of it can be read in the rest."""
    visible = plain(rest)
    for name in (answer, *aliases):
        key = plain(name)
        if key and (key in visible or key in plain(rest.replace(HOLE, ""))):
            return True
    quantity = parse_quantity(answer)
    if quantity is not None:
        return quantity.value in visible_values(rest)
    if number_value(answer) is not None or parse_date(answer):
        return False
    return _abbreviated(plain(answer), visible)


def _stem_visible(key: str, visible: str) -> bool:
    """渗透 stays visible although 渗透率 is asked."""
    return 3 <= len(key) <= 5 and not re.search("[a-z0-9]", key) and number_value(key) is None and key[:-1] in visible


def _all_visible(key: str, visible: str) -> bool:
    """群落 and 演替 both stay visible although 群落演替 is asked: the key falls into visible pieces of two or more."""
    if len(key) < 4 or not re.fullmatch(r"[\u3400-\u9fff]+", key):
        return False
    reached = {0}
    for end in range(2, len(key) + 1):
        if any(start in reached and key[start:end] in visible for start in range(end - 1)):
            reached.add(end)
    return len(key) in reached


def _abbreviated(key: str, visible: str) -> bool:
    """北大 stays visible although 北京大学 is asked: first characters of the key's halves."""
    if len(key) < 4 or key.isascii():
        return False
    short = (
        {key[0] + key[i] for i in range(2, len(key) - 1, 1) if i % 2 == 0}
        if len(key) == 4
        else {key[0] + key[2] + key[4]}
        if len(key) >= 6
        else set()
    )
    return any(candidate in visible and candidate not in key for candidate in short)


def visible_values(text: str) -> set[Fraction]:
    """The values of all numbers in a text, Arabic or Chinese."""
    found: set[Fraction] = set()
    for match in _NUMERAL.finditer(text.translate({0xFF10 + i: ord("0") + i for i in range(10)})):
        value = number_value(match.group())
        if value is not None:
            found.add(value)
    return found


def derivable(answer: str, rest: str, kind: str, lengths: Collection[int]) -> bool:
    """A count of a list that is in sight, a sum or difference of visible numbers, a restated end of a range."""
    if kind in ("range", "date_range"):
        ends = [end for end in re.split(r"——|[-–—~～－至到]", answer) if end]
        return any(len(plain(end)) >= 2 and plain(end) in plain(rest) for end in ends)
    quantity = parse_quantity(answer)
    if quantity is None:
        return False
    if quantity.value in {Fraction(length) for length in lengths} and (
        not quantity.unit or kind == "count" or len(answer) == 1
    ):
        return True
    if kind not in ("number", "count"):
        return False
    same = _same_unit_values(rest, quantity.unit)
    if len(same) < 2:
        return False
    total = sum(same)
    pairs = {a + b for i, a in enumerate(same) for b in same[i + 1 :]} | {
        abs(a - b) for i, a in enumerate(same) for b in same[i + 1 :]
    }
    return quantity.value == total or quantity.value in pairs or (quantity.percent and total == 100 - quantity.value)


def _same_unit_values(rest: str, unit: str) -> list[Fraction]:
    values = []
    for match in (
        re.finditer(rf"(\d[\d,]*(?:\.\d+)?(?:[百千万亿]+)?|[{_CN}]+)\s?" + re.escape(unit), rest) if unit else ()
    ):
        value = number_value(match.group(1))
        if value is not None:
            values.append(value)
    return values


_DIGIT_RIGHT = set(".．,%％‰万亿多余")
_DIGIT_LEFT = set(".．,/~～:：-－")


def clean_edges(text: str, start: int, end: int) -> bool:
    """No edge inside a number, a date, a Latin word, an ordinal, or one bracket of a pair."""
    answer = text[start:end]
    if not answer:
        return False
    left, right = text[start - 1 : start], text[end : end + 1]
    return _clean_left(left, answer, text, start) and _clean_right(right, answer, text, end) and _balanced(answer)


def _clean_left(left: str, answer: str, text: str, start: int) -> bool:
    first = answer[0]
    if not left:
        return True
    if first.isdigit() and (
        left.isdigit()
        or (left in _DIGIT_LEFT and text[start - 2 : start - 1].isdigit())
        or (left.isascii() and left.isalpha())
    ):
        return False
    if first.isascii() and first.isalnum() and left.isascii() and left.isalnum():
        return False
    if (
        first in _CN
        and ((left in _CN and not re.match("一[些般切定样起直]", text[start - 1 : start + 1])) or left in "第")
        and _is_numeral(text, start)
    ):
        return False
    return not (left == "第" and (first.isdigit() or first in _CN)) and not (
        first == "分" and answer.startswith("分之")
    )


def _is_numeral(text: str, start: int) -> bool:
    """Whether the characters on both sides of `start` are one number, not the ends of two words."""
    return number_value(text[start - 1 : start + 1]) is not None or text[start - 1] == "第"


def _clean_right(right: str, answer: str, text: str, end: int) -> bool:
    last = answer[-1]
    if not right:
        return True
    if last.isdigit():
        after = text[end + 1 : end + 2]
        if (
            right.isdigit()
            or right in "%％‰万亿"
            or (right in _DIGIT_RIGHT and (after.isdigit() or right in "多余"))
            or (right == "." and after.isdigit())
        ):
            return False
        if right in "-–—~～:：/至" and after.isdigit():
            return False
    if last.isascii() and last.isalnum() and right.isascii() and right.isalpha():
        return _unit_follows(text, end) if last.isdigit() else False
    if last in _CN and ((right in _CN and _is_numeral(text, end)) or text.startswith("分之", end)):
        return False
    return not (last in ".,．" and right.isdigit())


def _unit_follows(text: str, end: int) -> bool:
    from quizzes.core.units import UNIT

    return bool(re.compile(UNIT + r"(?![A-Za-z0-9])").match(text, end))


def _balanced(answer: str) -> bool:
    for pair in _PAIRS:
        opening, closing = pair[0], pair[1]
        depth = 0
        for character in answer:
            depth += (character == opening) - (character == closing)
            if depth < 0:
                return False
        if depth:
            return False
    return answer.count('"') % 2 == 0
