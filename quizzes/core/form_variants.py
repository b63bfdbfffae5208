"""Wrong fractions, ratios, ordinals, sessions, levels and clock times: the neighbours in each scale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from quizzes.core.number_variants import chinese_values
from quizzes.core.numerals import CHINESE_NUMERAL, chinese_numeral, like, number_value

_LEVELS = ("特一二三四五六", "ⅠⅡⅢⅣⅤ", "甲乙丙丁", "ABCDE")


_ROMAN = ("I", "II", "III", "IV", "V")


_PROPER = ((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (3, 5), (4, 5), (1, 6), (5, 6))


def fraction_variants(text: str) -> Iterator[str]:
    parts = re.fullmatch(rf"(?P<b>[百千万])分之(?P<a>[{CHINESE_NUMERAL}]+)", text)
    if parts:
        value = int(number_value(parts["a"]) or 0)
        limit = {"百": 100, "千": 1000, "万": 10000}[parts["b"]]
        for other in chinese_values(value, ""):
            if 0 < other < limit:
                yield f"{parts['b']}分之{chinese_numeral(int(other))}"
        return
    plain = re.fullmatch(r"(\d+)/(\d+)", text) or re.fullmatch(
        rf"(?P<b>[{CHINESE_NUMERAL}]+|\d+)分之(?P<a>[{CHINESE_NUMERAL}]+|\d+)", text
    )
    if not plain:
        return
    slash = "/" in text
    top, bottom = (plain.group(1), plain.group(2)) if slash else (plain["a"], plain["b"])
    key = Fraction(int(number_value(top) or 0), int(number_value(bottom) or 1) or 1)
    for a, b in sorted(_PROPER, key=lambda p: (abs(Fraction(*p) - key), p)):
        if Fraction(a, b) != key and key < 1:
            one, two = like(top, Fraction(a)), like(bottom, Fraction(b))
            if one and two:
                yield f"{one}/{two}" if slash else f"{two}分之{one}"


def ratio_variants(text: str) -> Iterator[str]:
    if "mmHg" in text or "毫米汞柱" in text:
        parts = re.match(r"(\d+)([/／])(\d+)(.*)", text)
        if parts:
            for up, down in ((10, 10), (-10, -10), (20, 10), (-20, -10), (20, 20)):
                yield f"{int(parts[1]) + up}{parts[2]}{int(parts[3]) + down}{parts[4]}"
        return
    parts = re.fullmatch(r"(\d+)\s?([:：∶比])\s?(\d+)", text)
    if not parts:
        return
    first, second = int(parts[1]), int(parts[3])
    key = Fraction(first, second) if second else Fraction(0)
    far = 10 if first >= 10 and first % 10 == 0 else 1
    small = [(first, second + d) for d in (1, -1, 2)] + [(first + d, second) for d in (far, -far, 2 * far)]
    large = [(first // 2, second), (first * 2, second)] if first >= 10 and first % 2 == 0 else []
    large += [(first, second // 2), (first, second * 2)] if second >= 10 and second % 2 == 0 else []
    seen: set[Fraction] = {key}
    for a, b in [*large, *small]:
        if (
            a > 0
            and b > 0
            and Fraction(a, b) not in seen
            and (min(first, second) == 1) <= (min(a, b) == 1 or bool(large))
        ):
            seen.add(Fraction(a, b))
            yield f"{a}{parts[2]}{b}"


def ordinal_variants(text: str) -> Iterator[str]:
    match = re.match(rf"(第[（(]?)(\d+|[{CHINESE_NUMERAL}]+)", text)
    value = number_value(match[2]) if match else None
    if match is None or value is None:
        return
    number = int(value)
    shifts = (1, -1, 2, -2, 3, -3) if number <= 30 else (1, -1, 2, -2, 3, -3, 5, -5, 10, -10)
    for shift in shifts:
        printed = like(match[2], Fraction(number + shift)) if number + shift > 0 else None
        if printed:
            yield match[1] + printed + text[match.end() :]


def session_variants(text: str) -> Iterator[str]:
    """十八届三中全会: another congress or another plenary session; 一大: another congress."""
    match = re.fullmatch(rf"(第?)([{CHINESE_NUMERAL}]+)(届|大)(?:([一二三四五六七])(中全会))?", text)
    first = number_value(match[2]) if match else None
    if match is None or first is None:
        return
    if match[4]:
        plenary = int(number_value(match[4]) or 1)
        yield from (
            f"{match[1]}{match[2]}届{chinese_numeral(other)}中全会"
            for other in (plenary + 1, plenary - 1, plenary + 2, plenary - 2)
            if 1 <= other <= 7
        )
    tail = text[match.end(2) :]
    yield from (
        match[1] + chinese_numeral(int(first) + step) + tail for step in (1, -1, 2, -2) if 0 < first + step <= 20
    )


def level_variants(text: str) -> Iterator[str]:
    for family in _LEVELS:
        if text[0] in family:
            place = family.index(text[0])
            near = sorted((abs(i - place), i) for i in range(len(family)) if i != place)
            yield from (family[i] + text[1:] for distance, i in near if distance <= 3 and (family[i] != "特"))
            return
    match = re.match("[IV]+", text)
    if match and match.group() in _ROMAN:
        place = _ROMAN.index(match.group())
        yield from (other + text[match.end() :] for i, other in enumerate(_ROMAN) if i != place and abs(i - place) <= 3)


def clock_variants(text: str) -> Iterator[str]:
    match = re.match(r"\d+", text)
    if not match:
        return
    hour = int(match.group())
    for shift in (1, -1, 2, -2, 3, -3):
        other = hour + shift
        if 0 < other <= 24 and not (hour <= 12 < other):
            yield str(other).rjust(len(match.group()), "0") + text[match.end() :]
