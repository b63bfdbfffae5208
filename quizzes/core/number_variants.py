"""Wrong numbers: the same way of writing, another value that could have been true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from quizzes.core.numerals import like, number_value
from quizzes.core.quantities import parse_quantity
from quizzes.core.units import bounds

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


_FACTORS = tuple(Fraction(n, 100) for n in (70, 130, 80, 120, 60, 140, 85, 115, 150, 75, 90, 110, 160, 55))


# What time limits and ages usually are, by unit: more tempting than a number that nobody would set.
_USUAL: dict[str, tuple[int, ...]] = {
    unit: values
    for units, values in (
        ("日 天 个工作日 工作日", (1, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180)),
        ("小时 个小时", (1, 2, 4, 6, 8, 12, 24, 36, 48, 72)),
        ("分钟", (1, 2, 3, 5, 10, 15, 20, 25, 30, 45, 60, 90)),
        ("个月", (1, 2, 3, 4, 6, 9, 12, 18, 24)),
        ("周岁 岁", (8, 10, 12, 14, 16, 18, 20, 22, 25, 28, 30, 35, 40, 45, 50, 55, 60, 65)),
        ("年", (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 50, 70)),
    )
    for unit in units.split()
}


_EMERGENCY = ("110", "119", "120", "122", "114", "12315", "12345", "12348", "12320", "12369")


_PORTS = (
    "20",
    "21",
    "22",
    "23",
    "25",
    "53",
    "80",
    "110",
    "143",
    "443",
    "993",
    "1433",
    "3306",
    "3389",
    "5432",
    "6379",
    "8080",
)


_STATUS = ("200", "301", "302", "304", "400", "401", "403", "404", "500", "502", "503", "504")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the number stands: the statement around it, and other values of its unit in the same statement."""

    context: str
    before: tuple[Fraction, ...] = ()  # same unit, earlier in the sentence
    after: tuple[Fraction, ...] = ()


def number_variants(text: str, unit: str, setting: Setting) -> Iterator[str]:
    quantity = parse_quantity(text)
    if quantity is None:
        return
    if re.search("[二八]进制|十六进制", setting.context):
        return  # a decimal number beside a binary one
    closed = _codes(text, setting.context) if not unit else ()
    if closed:
        yield from closed
        return
    low, high = bounds(setting.context, unit, percent=quantity.percent)
    numeral = quantity.number.lstrip("±")
    is_round = quantity.approximate[:1] in tuple("多余几") and numeral[-1] in "十百千万亿"
    values = _round_values(numeral) if is_round else _values(numeral, unit, setting.context)
    for value in values:
        printed = _printed(numeral, value, unit, setting.context)
        scaled = parse_quantity(text.replace(numeral, printed, 1)) if printed else None
        if printed is None or scaled is None or not low <= scaled.value <= high:
            continue
        if quantity.percent and quantity.value <= 100 < scaled.value:
            continue
        if keeps_order(quantity.value, scaled.value, setting) and _keeps_parity(quantity.value, scaled.value, setting):
            yield text.replace(numeral, printed, 1)


def keeps_order(key: Fraction, other: Fraction, setting: Setting) -> bool:
    """Whether `other` stands to the visible values of its unit as `key` does, so that order gives nothing away."""
    return all((key < seen) == (other < seen) and other != seen for seen in (*setting.before, *setting.after))


def _keeps_parity(key: Fraction, other: Fraction, setting: Setting) -> bool:
    """三人以上的单数 leaves only odd numbers."""
    return (key - other) % 2 == 0 or not re.search("[单奇双偶]数", setting.context)


def _codes(text: str, context: str) -> tuple[str, ...]:
    if re.search("拨打|电话|热线|报警|急救|求助", context) and text in _EMERGENCY:
        return tuple(code for code in _EMERGENCY if len(code) == len(text))
    if re.search("端口", context) and text in _PORTS:
        return tuple(code for code in _PORTS if abs(len(code) - len(text)) <= 1)
    if re.search("状态码|HTTP", context) and text in _STATUS:
        return tuple(code for code in _STATUS if code not in context)
    return ()


def _printed(numeral: str, value: Fraction, unit: str, context: str) -> str | None:
    """The value written like the key; 应答机编码7700: all codes of a kind have as many digits."""
    printed = like(numeral, value)
    is_code = not unit and len(numeral) > 2 and re.search("编码|代码|编号|代号|号码|牌号", context)
    return None if printed and is_code and len(printed) != len(numeral) else printed


def _round_values(numeral: str) -> Iterator[Fraction]:
    """Of 二十多: nobody says 十五多."""
    value = int(number_value(numeral) or 0)
    step = 10 ** (len(str(value)) - len(str(value).rstrip("0")))
    yield from (Fraction(step * (value // step + by)) for by in (1, -1, 2, -2, 3, -3) if 0 < value // step + by < 10)


def _values(numeral: str, unit: str, context: str) -> Iterator[Fraction]:
    value = number_value(numeral)
    if value is None:
        return
    sign = -1 if value < 0 else 1
    if not _DIGITS.search(numeral):
        yield from chinese_values(int(value), unit)
        return
    digits = re.sub(r"\D", "", numeral)
    zeros = len(digits) - len(digits.rstrip("0")) if digits.strip("0") else 0
    places = len(numeral.partition(".")[2])
    step = Fraction(10**zeros, 10**places)
    count = int(abs(value) / step)
    if count == 1 and zeros:
        return  # every round number of the same form is larger, and the smallest would be the answer
    if places >= _OF_A_CONSTANT and count * step >= 20:
        return
    typical = list(dict.fromkeys(_typical(count * 10**zeros, zeros, unit, context)))
    for other in typical if len(typical) >= 4 else (*typical, *_counts(count, strict=True)):
        yield sign * other * step


_OF_A_CONSTANT = 3  # decimals: whoever knows 365.2425日 takes it for nothing else, and is better asked to write it
_COMPUTING = re.compile("字长|字节|比特|bit|[KMG]B|内存|地址|进制|编码|处理器|总线|密钥|IPv|操作系统")


def _typical(value: int, zeros: int, unit: str, context: str) -> Iterator[int]:
    """Other values that time limits and sizes in computing usually have, as multiples of the last non-zero place."""
    yield from (other // 10**zeros for other in _usual(value, unit) if _zeros(other) == zeros)
    if value >= 4 and value & (value - 1) == 0 and _COMPUTING.search(context):
        yield from (value // 2, value * 2, value // 4, value * 4)


def _usual(value: int, unit: str) -> list[int]:
    values = _USUAL.get(unit, ())
    if value not in values:
        return []
    place = values.index(value)
    return [other for other in values[max(0, place - 3) : place + 4] if other != value]


def _zeros(value: int) -> int:
    return len(str(value)) - len(str(value).rstrip("0"))


def _counts(count: int, *, strict: bool) -> Iterator[int]:
    """Other multiples of a step: near ones for small counts, proportional ones for large; `strict` keeps the zeros."""
    near = [count + d for d in (1, -1, 2, -2, 3, -3, *((4,) if count <= 3 else ()))] if count <= 12 else []
    scaled = [round(count * factor) for factor in _FACTORS] if count > 6 else []
    for other in dict.fromkeys([*near, *scaled]):
        value = other + 1 if strict and other % 10 == 0 and count > 12 else other
        if value > 0 and value != count and not (strict and value % 10 == 0):
            yield value


def chinese_values(value: int, unit: str) -> Iterator[Fraction]:
    usual = _usual(value, unit)
    if usual:
        yield from map(Fraction, usual)
        return
    zeros = len(str(value)) - len(str(value).rstrip("0")) if value else 0
    step = 10**zeros
    if value == 10:
        yield from (Fraction(other) for other in (7, 8, 12, 15, 5, 20))
        return
    for other in _counts(value // step, strict=value > 12):
        yield Fraction(other * step)
