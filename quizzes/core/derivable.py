"""Answers that the rest of a sentence lets a reader work out: by counting, by reckoning, or from another unit."""

from __future__ import annotations

import re
from collections.abc import Collection
from fractions import Fraction
from itertools import pairwise

from quizzes.core.candidates import NUMERIC_KINDS
from quizzes.core.dates import parse_date
from quizzes.core.numerals import CHINESE_NUMERAL, chinese_numeral, number_value
from quizzes.core.quantities import parse_quantity
from quizzes.core.reading import Reading
from quizzes.core.stems import plain, stem
from quizzes.core.units import family

_NUMERAL = re.compile(rf"\d[\d,]*(?:\.\d+)?|[{CHINESE_NUMERAL}]+")


def worked_out(reading: Reading, start: int, end: int, kind: str, lengths: Collection[int]) -> bool:
    """Whether counting, reckoning or another unit gives the answer."""
    text = reading.text
    unit = next((span.unit for span in reading.spans if span.key_start == start), "")
    rest = stem(text, [(start, end)])
    return (
        (kind in NUMERIC_KINDS and text.endswith(("这", "那", "上述", "以上"), 0, start))  # 这十六个字
        or derivable(text[start:end], rest, kind, lengths, unit)
        or _restated(reading, start, end)
        or (kind == "date" and _named_by_day(text[start:end], rest))
    )


def _named_by_day(answer: str, rest: str) -> bool:
    """九一八 names the 18th of September, 五卅 the 30th of May."""
    date = parse_date(answer)
    if date is None or date.month is None or date.day is None:
        return False
    day = "卅" if date.day == 30 else "".join(chinese_numeral(int(digit)) for digit in str(date.day))
    named = "".join(chinese_numeral(int(digit)) for digit in str(date.month)) + day
    return named in re.sub("[·•・．.]", "", rest)


# Words that only look as if they counted something.
NO_NUMBER = re.compile(
    "一方|一旁|一经|一并|一道|一概|一线|一行|一体|一带|一面|一边|一般|统一|一定|唯一|单一|同一|进一步|一切|一致|一律|一旦|一直|一样|一起|一些|之一|十分|万能|百姓|万物"
)


def visible_values(text: str) -> set[Fraction]:
    """The values of all numbers in a text, Arabic or Chinese."""
    found: set[Fraction] = set()
    for match in _NUMERAL.finditer(text.translate({0xFF10 + i: ord("0") + i for i in range(10)})):
        value = number_value(match.group())
        if value is not None:
            found.add(value)
    return found


def derivable(answer: str, rest: str, kind: str, lengths: Collection[int], unit: str = "") -> bool:
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
    if kind == "measure":
        return _is_multiple(quantity.value, quantity.unit or unit, rest)
    if kind not in ("number", "count"):
        return False
    if _is_sum_in_brackets(quantity.value, rest) or _is_product(quantity.value, rest):
        return True
    same = _same_unit_values(rest, quantity.unit or unit)
    if len(same) < 2:
        return False
    total = sum(same)
    pairs = {a + b for i, a in enumerate(same) for b in same[i + 1 :]} | {
        abs(a - b) for i, a in enumerate(same) for b in same[i + 1 :]
    }
    return quantity.value == total or quantity.value in pairs or (quantity.percent and total == 100 - quantity.value)


_AGAIN = re.compile(r"[，、]?(?:即|也就是|亦即|约?合|折合|折算为)[^，。；\d]{0,5}")
_IN_BRACKETS = re.compile(r"[（(](?:即|约|约为|约合)?")


def _restated(reading: Reading, start: int, end: int) -> bool:
    """每月5000元，即每年6万元: the other number says it again in other words."""
    spans = [span for span in reading.spans if span.kind in ("number", "count", "range", "fraction", "ratio")]
    for one, other in pairwise(spans):
        if (start < one.end and one.start < end) or (start < other.end and other.start < end):
            between = reading.text[one.end : other.start]
            of_one_kind = family(one.unit) == family(other.unit) or not (one.unit and other.unit)
            closed = reading.text[other.end : other.end + 1] in ("）", ")")
            if of_one_kind and (_AGAIN.fullmatch(between) or (closed and _IN_BRACKETS.fullmatch(between))):
                return True
    return False


def _is_sum_in_brackets(value: Fraction, rest: str) -> bool:
    """34 in 34个省级行政单位（23省、4直辖市、5自治区、2特别行政区）."""
    for told in re.findall("[（(]([^（）()]+)[)）]", rest):
        values = [number_value(match) for match in _NUMERAL.findall(told)]
        total = sum(filter(None, values))
        if len(values) > 1 and (total == value or total + value in visible_values(rest)):
            return True
    return False


def _is_product(value: Fraction, rest: str) -> bool:
    """32 in 棋子共32枚，双方各16枚."""
    if not re.search("各|每", rest):
        return False
    factors = visible_values(rest) | ({Fraction(2)} if re.search("双方|两|正反|左右|男女", rest) else set())
    return any(
        a * b == value or a * value == b or b * value == a for a in factors - {1} for b in factors - {1} if a < b
    )


_SHARED_OUT = re.compile("[各每均双倍半]|包括|其中|两(?!岁|年|天)|分.{0,4}[二两三四五六]|共|合计|总")


def _is_multiple(value: Fraction, unit: str, rest: str) -> bool:
    """90分钟 in 全场90分钟，分两个半场，每半场45分钟, and 45分钟 as well."""
    same = [other for other in _same_unit_values(rest, unit) if other > 0]
    if unit == "年" and any(later - earlier in (value, value - 1) for later in same for earlier in same):
        return True  # 历时73年 beside 1978年 and 2050年
    if not same or not _SHARED_OUT.search(rest):
        return False
    counts = {count for count in visible_values(rest) if count.denominator == 1 and 2 <= count <= 100} - set(same)
    products = {other * count for other in same for count in counts} | {
        other / count for other in same for count in counts
    }
    parts = {abs(a - b) for a in same for b in same} if re.search("包括|其中|共", rest) else set()
    return value in products or (len(same) > 1 and value == sum(same)) or value in parts


def _same_unit_values(rest: str, unit: str) -> list[Fraction]:
    values = []
    for match in (
        re.finditer(rf"(\d[\d,]*(?:\.\d+)?(?:[百千万亿]+)?|[{CHINESE_NUMERAL}]+)\s?" + re.escape(unit), rest)
        if unit
        else ()
    ):
        value = number_value(match.group(1))
        if value is not None:
            values.append(value)
    return values
