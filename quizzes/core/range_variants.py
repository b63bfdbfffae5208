"""Wrong ranges: both ends moved together on the grid that they are printed on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from quizzes.core.number_variants import Setting
from quizzes.core.numerals import CHINESE_NUMERAL, like, number_value
from quizzes.core.units import bounds

_RANGE_PARTS = re.compile(
    rf"(?P<a>[-−]?\d[\d,]*(?:\.\d+)?|[{CHINESE_NUMERAL}]+)(?P<mid>\D*?(?:——?|[-–~～－−∼]{{1,2}}|至|到|以[上下](?:[、，,]|且)?(?:不满)?)\s?(?:百分之)?)(?P<b>[-−]?\d[\d,]*(?:\.\d+)?|[{CHINESE_NUMERAL}]+)(?P<tail>\D*)"
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
    """Both ends moved together, on the grid that both are printed on."""
    step = min(_grid(one), _grid(two))
    width = second - first
    least = -(-abs(second) // (20 * width))  # so many widths make five per cent
    for times in (least or 1, 2 * (least or 1), 3 * (least or 1)):
        yield first + times * width, second + times * width
        yield first - times * width, second - times * width
    if least <= 1 and (width / 2 / step).denominator == 1:
        yield first + width / 2, second + width / 2
        yield first - width / 2, second - width / 2
    for factor in (Fraction(3, 2), Fraction(1, 2), Fraction(6, 5), Fraction(4, 5), Fraction(2)):
        a, b = (round(first * factor / step) * step, round(second * factor / step) * step)
        if a != first and b != second:
            yield a, b


def _grid(numeral: str) -> Fraction:
    digits = re.sub(r"\D", "", numeral)
    if not digits:
        value = int(number_value(numeral) or 1)
        return Fraction(10 ** (len(str(value)) - len(str(value).rstrip("0")))) if value >= 10 else Fraction(1)
    zeros = len(digits) - len(digits.rstrip("0")) if digits.strip("0") else 0
    return Fraction(10**zeros, 10 ** len(numeral.partition(".")[2]))
