"""Wrong ranges: both ends moved together on the grid that they are printed on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from quizzes.core.number_variants import Setting
from quizzes.core.numerals import CHINESE_NUMERAL, like, number_value
from quizzes.core.units import bounds

_RANGE_PARTS = re.compile(
    rf"(?P<a>[-−－]?\d[\d,]*(?:\.\d+)?|[{CHINESE_NUMERAL}]{{1,16}})(?P<mid>\D{{0,16}}?(?:——?|[-–~～－−\u223c]{{1,2}}|[至到与和]|(?:以[上下])?(?:[、，,]|且)?(?:不满)|以[上下](?:[、，,]|且)?)\s?(?:百分之)?)(?P<b>[-−－]?\d[\d,]*(?:\.\d+)?|[{CHINESE_NUMERAL}]{{1,16}})(?P<tail>\D*)"
)


def range_variants(text: str, unit: str, setting: Setting) -> Iterator[str]:
    head = "百分之" if text.startswith("百分之") else ""
    match = _RANGE_PARTS.fullmatch(text[len(head) :])
    if not match:
        return
    first, second = number_value(match["a"]), number_value(match["b"])
    if first is None or second is None or first >= second:
        return
    low, high = bounds(setting.context, unit.strip(), percent=bool(head) or "%" in text or "％" in text)
    for a, b in _moved(match["a"], first, match["b"], second):
        one, two = like(match["a"], a), like(match["b"], b)
        if one and two and low <= a < b <= high and (a > 0 or first <= 0):
            yield f"{head}{one}{match['mid']}{two}{match['tail']}"


def _moved(one: str, first: Fraction, two: str, second: Fraction) -> Iterator[tuple[Fraction, Fraction]]:
    """Both ends moved, each keeping its sign, on the grid that both are printed on, to at most double the size."""
    for a, b in _proposed(one, first, two, second):
        if 0 < first * 10 <= second and not first * b <= 3 * second * a <= 9 * first * b:
            continue  # 16000–31984 is no range like 16–16000
        same_signs = (a < 0) == (first < 0) and (b < 0) == (second < 0)
        if same_signs and a != first and b != second and 2 * abs(second) <= 5 * abs(b) <= 10 * abs(second):
            yield a, b


def _proposed(one: str, first: Fraction, two: str, second: Fraction) -> Iterator[tuple[Fraction, Fraction]]:
    if not re.search(r"\d", one + two):  # 三年以上十年以下: terms that laws set, not shifts of both ends
        for low, high in ((1, 2), (-1, -3), (2, 5), (-2, -5), (1, -2), (-1, 5), (2, 10)):
            yield first + low, second + high
        return
    step, width = min(_grid(one), _grid(two)), second - first
    least = -(-abs(second) // (20 * width))  # so many widths make five per cent
    halves = [width / 2] if least <= 1 and (width / 2 / step).denominator == 1 else []
    for shift in (*halves, *(times * width for times in (least, 2 * least, 3 * least) if times)):
        yield first + shift, second + shift
        yield first - shift, second - shift
    if 10 * width < abs(second):
        return  # half of 7.35～7.45 is nothing that anybody would take for it
    for factor in (Fraction(3, 2), Fraction(1, 2), Fraction(6, 5), Fraction(4, 5), Fraction(2)):
        yield round(first * factor / step) * step, round(second * factor / step) * step


def _grid(numeral: str) -> Fraction:
    digits = re.sub(r"\D", "", numeral)
    if not digits:
        value = int(number_value(numeral) or 1)
        return Fraction(10 ** (len(str(value)) - len(str(value).rstrip("0")))) if value >= 10 else Fraction(1)
    zeros = len(digits) - len(digits.rstrip("0")) if digits.strip("0") else 0
    return Fraction(10**zeros, 10 ** len(numeral.partition(".")[2]))
