"""Numbers in two or more units that are one value: 23时56分4秒, 3小时20分, 1米75, 5元8角."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import prod

from quizzes.core.numerals import CHINESE_NUMERAL, number_value
from quizzes.core.units import UNIT

# Units that follow each other, the greater first; how many of one make up the one before stands behind it.
_CHAINS: tuple[tuple[tuple[str, int], ...], ...] = (
    (
        ("年|周年|周岁|岁", 0),
        ("个月", 12),
        ("个星期|星期|周", 5),
        ("天|日", 30),
        ("个小时|小时", 24),
        ("分钟|分", 60),
        ("秒钟|秒", 60),
    ),
    (("度", 0), ("分", 60), ("秒", 60)),
    (("公里|千米", 0), ("米", 1000), ("分米", 10), ("厘米", 10), ("毫米", 10)),
    (("里", 0), ("丈", 150), ("尺", 10), ("寸", 10), ("分", 10)),
    (("吨", 0), ("公斤|千克", 1000), ("斤", 1000), ("两", 10), ("克", 500)),
    (("元|块", 0), ("角|毛", 10), ("分", 10)),
    (("英尺", 0), ("英寸", 12)),
    (("小时|h", 0), ("min", 60), ("s", 60)),
    (("m", 0), ("cm", 100), ("mm", 10)),
    (("kg", 0), ("g", 1000)),
)
_N = rf"(?:(?<![\d.])\d+(?:\.\d+)?|(?<![{CHINESE_NUMERAL}])[{CHINESE_NUMERAL}]+)"
_NEXT = rf"(?:\d+(?:\.\d+)?|[{CHINESE_NUMERAL}]+)"


def _chain(units: tuple[tuple[str, int], ...]) -> Iterator[str]:
    """A value in the first of the units and at least one of the smaller ones, or in any later two."""
    for place in range(len(units) - 1):
        smaller = "|".join(unit for unit, _ in units[place + 1 :])
        yield rf"{_N}\s?(?:{units[place][0]})(?:[零又]?\s?{_NEXT}\s?(?:{smaller})(?![A-Za-z]))+"


_CLOCKED = r"(?<!\d)\d+\s?时\s?\d+\s?分\s?\d+(?:\.\d+)?\s?秒"
_OPEN_ENDED = (
    rf"(?<![\d.])\d+[米块元尺]\d{{1,2}}(?![\d.．%％A-Za-z]|\s?{UNIT})"
    rf"|(?<![{CHINESE_NUMERAL}])[{CHINESE_NUMERAL}]+[米块][{CHINESE_NUMERAL}]{{1,2}}(?![{CHINESE_NUMERAL}]|{UNIT})"
)
COMPOUND = "|".join([_CLOCKED, *(form for units in _CHAINS for form in _chain(units)), _OPEN_ENDED])
_IS_COMPOUND = re.compile(COMPOUND)
_PART = re.compile(rf"[零又]?\s?(?P<number>\d+(?:\.\d+)?|[{CHINESE_NUMERAL}]+)(?P<unit>[^\d{CHINESE_NUMERAL}]*)")
_OF_THE_DAY = "时"
_HALF_OPEN = 100  # 1米75 counts hundredths


def is_compound(text: str) -> bool:
    return bool(_IS_COMPOUND.fullmatch(text))


def compound_value(text: str) -> Fraction | None:
    """How much it is, in its greatest unit."""
    total, size = Fraction(0), Fraction(1)
    for part in _PART.finditer(text):
        value = number_value(part["number"])
        if value is None:
            return None
        size /= part_limit(text, part) or 1
        total += value * size
    return total


def part_limit(text: str, part: re.Match[str]) -> int:
    """How many of this part's unit make up one of the part before it; 0 for the first part."""
    first = _PART.match(text)
    if first is None or part.start() == first.start():
        return 0
    before = next(p for p in reversed(list(_PART.finditer(text[: part.start()]))))
    greater, smaller = before["unit"].strip(), part["unit"].strip()
    chain = next((c for c in _CHAINS if _place(first["unit"].strip(), c) >= 0), _CHAINS[0])
    if first["unit"].strip() == _OF_THE_DAY:
        return 60
    from_, to = _place(greater, chain), _place(smaller, chain)
    return prod(factor for _, factor in chain[from_ + 1 : to + 1]) if 0 <= from_ < to else _HALF_OPEN


def _place(unit: str, chain: Sequence[tuple[str, int]]) -> int:
    return next((place for place, (names, _) in enumerate(chain) if unit in names.split("|")), -1)


def compound_variants(text: str) -> Iterator[str]:
    """Other values of the same form: one part changed by a little, none of it past what its unit holds."""
    parts = list(_PART.finditer(text))
    for step in (1, -1, 2, -2, 3, -3):
        for place, part in enumerate(parts):
            if not part["number"].isdigit():
                continue
            value = int(part["number"])
            far = 10 if place and value >= 10 and value % 10 == 0 else 5 if place and value >= 20 else 1
            most = part_limit(text, part) or (24 if part["unit"] == _OF_THE_DAY else 10**9)
            if 0 < value + step * far < most:
                printed = str(value + step * far).rjust(len(part["number"]), "0")
                yield text[: part.start("number")] + printed + text[part.end("number") :]
