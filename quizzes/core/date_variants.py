"""Wrong dates of the same kind and granularity that exist in the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import zip_longest

from quizzes.core.dates import Date, granularity, parse_date
from quizzes.core.numerals import like, number_value

HORIZON = 2026  # no year after this one is offered as a date of the past


def date_variants(text: str) -> Iterator[str]:
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
    """Now another year, now another month, now another day: whoever knows one part still has to know the rest."""
    return (other for others in zip_longest(_years(date), _months(date), _days(date)) for other in others if other)


def _years(date: Date) -> Iterator[Date]:
    if date.year is not None:
        years = [date.year + step for step in year_steps(abs(date.year) if date.year > 0 else 1)]
        years = [y for y in years if (y > 0) == (date.year > 0) and not (y > HORIZON >= date.year)]
        yield from (Date(year, date.month, date.day) for year in years)


def _months(date: Date) -> Iterator[Date]:
    if date.month is not None:
        steps = (1, -1, 2, -2, 3, -3)
        months = [date.month + step for step in steps if 1 <= date.month + step <= 12]
        yield from (Date(date.year, month, date.day) for month in months)


def _days(date: Date) -> Iterator[Date]:
    if date.day is not None and date.day != 1:
        days = [date.day + step for step in (5, -5, 10, -10, 3, -3) if 1 <= date.day + step <= 31]
        yield from (Date(date.year, date.month, day) for day in days)


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


_DECADE = re.compile(r"(\d{1,3}0|[一二三四五六七八九]十)(?=年代)")
_LAST_CENTURY = 21


def _in_words(text: str) -> Iterator[str]:
    """Centuries, decades, seasons, reign years: a number moves, the words stay."""
    decade = _DECADE.search(text)
    if decade:
        yield from _with_number(text, decade, (10, -10, 20, -20, 30, -30))
    match = re.search(r"\d+|[一二三四五六七八九十]+(?=[世年])", text)
    if match and (decade is None or match.start() < decade.start()):
        four_digits = len(match.group()) == 4 and match.group().isdigit()
        steps = year_steps(int(match.group())) if four_digits else (-1, 1, -2, 2, -3, 3)
        yield from _with_number(text, match, steps)


def _with_number(text: str, match: re.Match[str], steps: Sequence[int]) -> Iterator[str]:
    value = number_value(match.group())
    if value is None:
        return
    is_century = text.startswith("世纪", match.end())
    is_decade = text.startswith("年代", match.end())
    for step in steps:
        other = int(value) + step
        late = other > HORIZON >= value > 1000 or (is_century and other > _LAST_CENTURY - ("年代" in text))
        printed = like(match.group(), Fraction(other)) if other > 0 and not late else None
        if printed == "一" and match.start() and text.startswith("年", match.end()) and not is_decade:
            printed = "元"  # the first year of a reign is 元年
        if printed and not (is_decade and value < 100 <= other):
            yield text[: match.start()] + printed + text[match.end() :]


def date_range_variants(text: str) -> Iterator[str]:
    """Both years move by the same step."""
    years = [int(number) for number in re.findall(r"\d{3,4}", text)]
    if not years:
        return
    for step in year_steps(min(years)):
        if max(years) + step <= HORIZON or max(years) > HORIZON:
            yield _moved(text, step)


def _moved(text: str, step: int) -> str:
    return re.sub(r"\d{3,4}", lambda year: str(int(year.group()) + step), text)
