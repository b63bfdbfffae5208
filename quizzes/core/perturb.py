"""Wrong numbers and dates of the same kind: the same way of writing, another value that could have been true.

Every function returns all admissible texts in a fixed order; which of them a question shows is chance's business.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from quizzes.core.dates import Date, granularity, parse_date
from quizzes.core.numerals import CHINESE_NUMERAL, chinese_numeral, like, number_value
from quizzes.core.quantities import parse_quantity
from quizzes.core.units import bounds

HORIZON = 2026  # no year after this one is offered as a date of the past
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_NUMERAL = re.compile(rf"\d[\d,]*(?:\.\d+)?|[{CHINESE_NUMERAL}]+")
_FACTORS = tuple(Fraction(n, 100) for n in (70, 130, 80, 120, 60, 140, 85, 115, 150, 75, 90, 110, 160, 55))
# What limits and doses usually are, by unit: more tempting than a number that nobody would set.
_USUAL: dict[str, tuple[int, ...]] = {
    unit: values
    for units, values in (
        ("日 天 个工作日 工作日", (1, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180)),
        ("小时 个小时", (1, 2, 4, 6, 8, 12, 24, 36, 48, 72)),
        ("分钟", (1, 2, 3, 5, 10, 15, 20, 25, 30, 45, 60, 90)),
        ("个月", (1, 2, 3, 4, 6, 9, 12, 18, 24)),
        ("周岁 岁", (8, 10, 12, 14, 16, 18, 20, 22, 25, 28, 30, 35, 50, 55, 60, 65)),
        ("年", (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 50, 70)),
    )
    for unit in units.split()
}
_LEVELS = ("特一二三四五六", "ⅠⅡⅢⅣⅤ", "甲乙丙丁", "ABCDE")
_ROMAN = ("I", "II", "III", "IV", "V")
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


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the number stands: the statement around it, and other values of its unit in the same statement."""

    context: str
    before: tuple[Fraction, ...] = ()  # same unit, earlier in the sentence
    after: tuple[Fraction, ...] = ()


def variants(kind: str, text: str, unit: str, setting: Setting) -> list[str]:
    """Texts of the same class as `text` with another value, nearest in kind first; empty when the class is not known."""
    makers: dict[str, Callable[[], Iterable[str]]] = {
        "measure": lambda: _numbers(text, unit, setting),
        "number": lambda: _numbers(text, unit, setting),
        "count": lambda: _numbers(text, unit, setting),
        "range": lambda: _ranges(text, unit, setting),
        "fraction": lambda: _fractions(text),
        "ratio": lambda: _ratios(text),
        "ordinal": lambda: _ordinals(text),
        "level": lambda: _levels(text),
        "session": lambda: _sessions(text),
        "clock": lambda: _clocks(text),
        "date": lambda: _dates(text),
        "date_range": lambda: _date_ranges(text),
    }
    maker = makers.get(kind)
    if maker is None:
        return []
    return [variant for variant in dict.fromkeys(maker()) if variant != text]


def _numbers(text: str, unit: str, setting: Setting) -> Iterator[str]:
    quantity = parse_quantity(text)
    if quantity is None:
        return
    closed = _codes(text, setting.context) if not unit else ()
    if closed:
        yield from closed
        return
    low, high = bounds(setting.context, unit, percent=quantity.percent)
    numeral = quantity.number.lstrip("±")
    for value in _values(numeral, unit, setting.context):
        printed = like(numeral, value)
        scaled = parse_quantity(text.replace(numeral, printed, 1)) if printed else None
        if printed is None or scaled is None or not low <= scaled.value <= high:
            continue
        if quantity.percent and quantity.value <= 100 < scaled.value:
            continue
        if keeps_order(quantity.value, scaled.value, setting):
            yield text.replace(numeral, printed, 1)


def keeps_order(key: Fraction, other: Fraction, setting: Setting) -> bool:
    """Whether `other` stands to the visible values of its unit as `key` does, so that order gives nothing away."""
    return all((key < seen) == (other < seen) and other != seen for seen in (*setting.before, *setting.after))


def _codes(text: str, context: str) -> tuple[str, ...]:
    if re.search("拨打|电话|热线|报警|急救|求助", context) and text in _EMERGENCY:
        return tuple(code for code in _EMERGENCY if len(code) == len(text))
    if re.search("端口", context) and text in _PORTS:
        return tuple(code for code in _PORTS if abs(len(code) - len(text)) <= 1)
    return ()


def _values(numeral: str, unit: str, context: str) -> Iterator[Fraction]:
    value = number_value(numeral)
    if value is None:
        return
    sign = -1 if value < 0 else 1
    if not _DIGITS.search(numeral):
        yield from _chinese_values(int(value), unit)
        return
    digits = re.sub(r"\D", "", numeral)
    zeros = len(digits) - len(digits.rstrip("0")) if digits.strip("0") else 0
    places = len(numeral.partition(".")[2])
    step = Fraction(10**zeros, 10**places)
    count = int(abs(value) / step)
    if count == 1 and zeros:
        return  # every round number of the same form is larger, and the smallest would be the answer
    typical = list(dict.fromkeys(_typical(count * 10**zeros, zeros, unit, context)))
    for other in typical if len(typical) >= 4 else (*typical, *_counts(count, strict=True)):
        yield sign * other * step


def _typical(value: int, zeros: int, unit: str, context: str) -> Iterator[int]:
    """Other values that time limits and sizes in computing usually have, as multiples of the last non-zero place."""
    yield from (other // 10**zeros for other in _usual(value, unit) if _zeros(other) == zeros)
    if value >= 4 and value & (value - 1) == 0 and re.search(r"位|字节|比特|bit|[KMG]B|内存|地址|进制|编码", context):
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
    """Other multiples of a step: near ones for small counts, proportional ones for large; `strict` keeps round numbers round."""
    near = [count + d for d in (1, -1, 2, -2, 3, -3, *((4,) if count <= 3 else ()))] if count <= 12 else []
    scaled = [round(count * factor) for factor in _FACTORS] if count > 6 else []
    for other in dict.fromkeys([*near, *scaled]):
        value = other + 1 if strict and other % 10 == 0 and count > 12 else other
        if value > 0 and value != count and not (strict and value % 10 == 0):
            yield value


def _chinese_values(value: int, unit: str) -> Iterator[Fraction]:
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


_RANGE_PARTS = re.compile(
    rf"(?P<a>[-−]?\d[\d,]*(?:\.\d+)?|[{CHINESE_NUMERAL}]+)(?P<mid>\D*?(?:——?|[-–~～－−∼]{{1,2}}|至|到|以[上下](?:[、，,]|且)?(?:不满)?)\s?(?:百分之)?)(?P<b>[-−]?\d[\d,]*(?:\.\d+)?|[{CHINESE_NUMERAL}]+)(?P<tail>\D*)"
)


def _ranges(text: str, unit: str, setting: Setting) -> Iterator[str]:
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


_PROPER = ((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (3, 5), (4, 5), (1, 6), (5, 6))


def _fractions(text: str) -> Iterator[str]:
    parts = re.fullmatch(rf"(?P<b>[百千万])分之(?P<a>[{CHINESE_NUMERAL}]+)", text)
    if parts:
        value = int(number_value(parts["a"]) or 0)
        limit = {"百": 100, "千": 1000, "万": 10000}[parts["b"]]
        for other in _chinese_values(value, ""):
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


def _ratios(text: str) -> Iterator[str]:
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


def _ordinals(text: str) -> Iterator[str]:
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


def _sessions(text: str) -> Iterator[str]:
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


def _levels(text: str) -> Iterator[str]:
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


def _clocks(text: str) -> Iterator[str]:
    match = re.match(r"\d+", text)
    if not match:
        return
    hour = int(match.group())
    for shift in (1, -1, 2, -2, 3, -3):
        other = hour + shift
        if 0 < other <= 24 and not (hour <= 12 < other):
            yield str(other).rjust(len(match.group()), "0") + text[match.end() :]


def _dates(text: str) -> Iterator[str]:
    date = parse_date(text)
    if date is None:
        yield from _in_words(text)
        return
    for other in _near_dates(date):
        printed = print_date(text, other)
        if printed is not None and other.exists and granularity(printed) == granularity(text):
            yield printed


def year_steps(year: int) -> tuple[int, ...]:
    """How far a wrong year may be from the right one: the older the event, the further."""
    if year > HORIZON:
        return (5, -5, 10, -10, 15)
    if year >= 1900:
        return (1, -1, 2, -2, 3, -3, 4, -4, 5, -5)
    if year >= 1500:
        return (4, -4, 8, -8, 12, -12, 20, -20)
    return (10, -10, 20, -20, 15, -15, 30, -30, 50, -50)


def _near_dates(date: Date) -> Iterator[Date]:
    if date.year is not None:
        years = [date.year + step for step in year_steps(abs(date.year) if date.year > 0 else 1)]
        years = [y for y in years if (y > 0) == (date.year > 0) and not (y > HORIZON >= date.year)]
        yield from (Date(year, date.month, date.day) for year in years)
    if date.month is not None:
        yield from (
            Date(date.year, date.month + step, date.day)
            for step in (1, -1, 2, -2, 3, -3)
            if 1 <= date.month + step <= 12
        )
    if date.day is not None:
        yield from (
            Date(date.year, date.month, date.day + step)
            for step in (5, -5, 10, -10, 3, -3)
            if 1 <= date.day + step <= 31 and date.day != 1
        )


def print_date(pattern: str, date: Date) -> str | None:
    """`date` written as `pattern` is."""
    if re.fullmatch(r"\d{4}([-/.])\d{1,2}\1\d{1,2}", pattern):
        mark = pattern[4]
        _, month, day = pattern.split(mark)
        return mark.join(
            (f"{date.year:04d}", str(date.month).rjust(len(month), "0"), str(date.day).rjust(len(day), "0"))
        )
    wanted = iter([abs(part) for part in (date.year, date.month, date.day) if part is not None])
    failed = False

    def swap(match: re.Match[str]) -> str:
        nonlocal failed
        printed = like(match.group(), Fraction(next(wanted, 0)))
        failed = failed or printed is None
        return printed or ""

    text = re.sub(r"\d+|[〇零○一二三四五六七八九十]+", swap, pattern)
    return None if failed else text


def _in_words(text: str) -> Iterator[str]:
    """Centuries, decades, seasons, reign years: the first number moves, the words stay."""
    match = re.search(r"\d+|[一二三四五六七八九十]+(?=[世年])", text)
    value = number_value(match.group()) if match else None
    if match is None or value is None:
        return
    number = int(value)
    if len(match.group()) == 4 and match.group().isdigit():
        steps: Sequence[int] = year_steps(number)
    else:
        steps = (10, -10, 20, -20, 30) if "年代" in text[match.end() :][:2] else (1, -1, 2, -2, 3)
    for step in steps:
        other = number + step
        if other > 0 and not (other > HORIZON >= number and number > 1000) and not ("世纪" in text and other > 21):
            printed = like(match.group(), Fraction(other))
            if printed:
                yield text[: match.start()] + printed + text[match.end() :]


def _date_ranges(text: str) -> Iterator[str]:
    """Both years move by the same step."""
    years = [int(number) for number in re.findall(r"\d{4}", text)]
    if not years:
        return
    for step in year_steps(min(years)):
        moved = re.sub(r"\d{4}", lambda m, by=step: str(int(m.group()) + by), text)  # type: ignore[misc]
        if max(years) + step <= HORIZON or max(years) > HORIZON:
            yield moved
