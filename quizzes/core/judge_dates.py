"""Is a typed date, period or time of day the one that the key names?"""

from __future__ import annotations

import re
from fractions import Fraction

from quizzes.core.answer_dates import CalendarDate, canonical_period, read_clocks, read_date, read_period
from quizzes.core.answer_numbers import tidy
from quizzes.core.answer_stem import Stem
from quizzes.core.explanations import compared
from quizzes.core.numerals import CHINESE_DIGITS
from quizzes.core.types import Verdict

_WRONG = Verdict(Fraction(0), "date", "日期须相同。")
_RIGHT = Verdict(Fraction(1), "date", "")
_NO_YEAR = Verdict(Fraction(1, 2), "year-missing", "月日对，但少了年份，记一半。")
_WRONG_TIME = Verdict(Fraction(0), "clock", "时间须相同。")
_RIGHT_TIME = Verdict(Fraction(1), "clock", "")
_BARE_YEAR = rf"\d{{3,4}}|[{CHINESE_DIGITS}]{{4}}"
_MOMENT = re.compile(r"(?P<day>.*?[日号]|\d{4}([-./])\d{1,2}\2\d{1,2}(?=\d\d:))(?P<time>.{2,12})")
_YEAR_IN_STEM = re.compile(rf"(?:[\d{CHINESE_DIGITS}]{{4}}|前\d+)(?=年)|同年|当年|今年|本年|次年|每年")


def judge_date(given: str, key: str, stem: Stem) -> Verdict | None:
    """None when `key` is no date and was not typed in other numerals either (贞观1年 for 贞观元年)."""
    judged = _judge_single(given, key, stem) or _judge_period(given, key, stem) or _judge_moment(given, key, stem)
    if canonical_period(given) == canonical_period(key):
        judged = _RIGHT
    return judged and compared(judged, "日期", given, key, sign="=" if judged is _RIGHT else "≈")


def _judge_single(given: str, key: str, stem: Stem) -> Verdict | None:
    wanted = read_date(key)
    if wanted is None:
        return None
    texts = stem.readings(given)
    if wanted.month is None and wanted.day is None and not wanted.rest:
        texts += [f"{text}年" for text in texts if re.fullmatch(_BARE_YEAR, text)]
    verdicts = [_compare(date, wanted, stem) for text in texts if (date := read_date(text))]
    return max(verdicts, key=lambda verdict: verdict.credit, default=_WRONG)


def _compare(given: CalendarDate, wanted: CalendarDate, stem: Stem) -> Verdict:
    if not given.same_day(wanted):
        return _WRONG
    if given.year == wanted.year:
        return _RIGHT
    years = _visible_years(stem)
    if given.year is None:
        return _RIGHT if years else _NO_YEAR
    return _RIGHT if wanted.year is None and (not years or given.year in years) else _WRONG


def _visible_years(stem: Stem) -> list[int | None]:
    """Years that the stem shows; None stands for a word like 同年."""
    found = _YEAR_IN_STEM.findall(stem.left[-500:] + "|" + stem.right[:500])
    return [date.year if (date := read_date(text + "年")) else None for text in found]


def _judge_period(given: str, key: str, stem: Stem) -> Verdict | None:
    wanted = read_period(key)
    if wanted is None:
        return None
    periods = [period for text in stem.readings(given) if (period := read_period(text))]
    verdicts = [_compare_periods(period, wanted, stem) for period in periods]
    return max(verdicts, key=lambda verdict: verdict.credit, default=_WRONG)


def _compare_periods(
    given: tuple[CalendarDate, CalendarDate], wanted: tuple[CalendarDate, CalendarDate], stem: Stem
) -> Verdict:
    ends = [_compare(one, other, stem) for one, other in zip(given, wanted, strict=True)]
    return min(ends, key=lambda verdict: verdict.credit)


def _judge_moment(given: str, key: str, stem: Stem) -> Verdict | None:
    """2008年5月12日14时28分: the day and the time must agree."""
    wanted = _MOMENT.fullmatch(tidy(key))
    if wanted is None or read_date(wanted["day"]) is None or not read_clocks(wanted["time"]):
        return None
    found = [moment for text in stem.readings(given) if (moment := _MOMENT.fullmatch(text))]
    same_time = [moment for moment in found if read_clocks(moment["time"]) == read_clocks(wanted["time"])]
    verdicts = [_judge_single(moment["day"], wanted["day"], stem) or _WRONG for moment in same_time]
    return max(verdicts, key=lambda verdict: verdict.credit, default=_WRONG)


def judge_clock(given: str, key: str, stem: Stem) -> Verdict | None:
    """None when `key` is no time of day."""
    wanted = read_clocks(key)
    if not wanted:
        return None
    is_same = wanted in [read_clocks(text) for text in stem.readings(given)]
    return compared(_RIGHT_TIME if is_same else _WRONG_TIME, "时间", given, key)
