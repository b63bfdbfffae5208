"""Dates, years, centuries and spans of time as Chinese text writes them."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from quizzes.core.numerals import number_value

_CN = "[一二三四五六七八九十]"
_CN_YEAR = "[〇零○一二三四五六七八九]{4}"
_ERAS = (
    "贞观|开元|天宝|永乐|洪武|建文|宣德|成化|弘治|正德|嘉靖|隆庆|万历|天启|崇祯|顺治|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统|民国"
    "|建安|黄初|太康|永嘉|太和|开皇|大业|武德|永徽|显庆|建隆|庆历|熙宁|元丰|元祐|崇宁|宣和|靖康|建炎|绍兴|至元|至正|建武|元狩|元鼎"
)
_DURATION_BEFORE = (
    "约|近|长达|历时|延续|持续|超过|达|共|满|每|经过|统治|存在|不少于|不超过|至少|至多|最长|最短|为期|相隔"
    "|保存|距今|期限为|寿命"
)
_DURATION_AFTER = (
    "来|间|历史|以上|以下|以内|之久|左右|多|前|后|内|之内|的[^，。；]{0,4}(?:历史|史|时间|历程|发展|奋斗|建设|演变)|期"
)
_YEAR = (
    rf"(?:(?:公元前?|前|西元前?)\s?\d{{1,4}}\s?年|\d{{4}}\s?年|{_CN_YEAR}年|(?:{_ERAS})(?:元|{_CN}{{1,3}}|\d{{1,2}})年)"
)
_SHORT_YEAR = r"(?:(?<![\d.])(?<=[，。；：、（(于在自从至到])|^)\d{3}\s?年"
_SEASON = (
    r"(?:[春夏秋冬]季(?!奥|残|运动会|学期|攻势|战|赛|联赛|招)|上半年|下半年|[春夏秋冬](?![秋季])"
    r"|年?(?:初(?![一二三四五六七八九十期级])|[底末中](?![期学等央级]))|第?[一二三四]季度)"
)
_MONTH = rf"(?:(?:1[0-2]|0?[1-9])\s?月份?|(?:十[一二]|十|{_CN}|正|腊)月份?)"
_DAY = (
    rf"(?:(?:3[01]|[12]\d|0?[1-9])\s?[日号]|(?:三十一?|二?十{_CN}?|二十|{_CN}|初{_CN})[日号]"
    rf"|(?:初{_CN}|廿{_CN}?|除夕)(?![批次个步轮期届]))"
)
_PART = r"(?:上旬|中旬|下旬|初(?![一二三四五六七八九十])|底|末)"
_CENTURY = (
    rf"(?:公元前?|前)?(?:\d{{1,2}}|{_CN}{{1,3}})\s?世纪(?:(?:\d0|{_CN}十)年代)?"
    r"(?:初期?|末期?|中叶|中期|后期|前期|晚期|早期|上半叶|下半叶|前半期|后半期)?"
)
_DECADE = rf"(?:\d{{1,3}}0|{_CN}十)年代(?:初期?|末期?|中期|后期|前期)?"
_ISO = r"(?<!\d)(?:1\d|20)\d\d([-/.])(?:1[0-2]|0?[1-9])\1(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_MONTH_DAY = rf"{_MONTH}(?:{_DAY}|{_PART})?"
_FULL = (
    rf"(?:{_YEAR}(?:{_MONTH_DAY}|{_SEASON})?|{_SHORT_YEAR}(?:{_MONTH_DAY})?|{_MONTH}(?:{_DAY}|{_PART})"
    rf"|(?<=[每当次同翌]年){_MONTH}|{_CENTURY}|{_DECADE})"
)
_TO = r"\s?(?:——?|–|~|～|－|-|至|到)\s?"
_RANGE = (
    rf"(?:(?:公元前?|前)?\d{{3,4}}年?{_TO}(?:公元前?|前)?\d{{2,4}}年(?:{_MONTH_DAY})?"
    rf"|{_FULL}{_TO}(?:{_FULL}|{_DAY}|{_MONTH_DAY}|今)|{_MONTH}{_TO}{_MONTH}(?:{_DAY})?)"
)
_RANGE_RE = re.compile(_RANGE)
_ISO_RE = re.compile(_ISO)
_FULL_RE = re.compile(_FULL)
_AFTER_RE = re.compile(_DURATION_AFTER)
_BEFORE_RE = re.compile(f"(?:{_DURATION_BEFORE})$")
_PLAIN_YEAR = re.compile(r"\d{3,4}\s?年")


@dataclass(frozen=True, slots=True)
class DateSpan:
    start: int
    end: int
    is_range: bool


def find_dates(text: str) -> list[DateSpan]:
    """Dates and date ranges of `text`, in order, not overlapping. 长达5000年 and 100年来 are durations, not dates."""
    found: list[DateSpan] = []
    position = 0
    while position < len(text):
        best = _next_date(text, position)
        if best is None:
            break
        found.append(best)
        position = best.end
    return found


def _next_date(text: str, position: int) -> DateSpan | None:
    while position < len(text):
        matches = [(m.start(), -m.end(), kind) for kind, m in _searches(text, position)]
        if not matches:
            return None
        start, negative_end, kind = min(matches)
        if not _is_duration(text, start, -negative_end) and not _in_number(text, start, -negative_end):
            return DateSpan(start, -negative_end, kind == 0)
        position = start + 1
    return None


def _searches(text: str, position: int) -> list[tuple[int, re.Match[str]]]:
    patterns = (_RANGE_RE, _ISO_RE, _FULL_RE)
    return [(kind, m) for kind, pattern in enumerate(patterns) if (m := pattern.search(text, position))]


def _is_duration(text: str, start: int, end: int) -> bool:
    if not _PLAIN_YEAR.fullmatch(text, start, end):
        return False
    if _AFTER_RE.match(text, end):
        return not text.startswith(("前后", "期间", "后半", "前半"), end) and not text.startswith(
            ("后", "前", "间", "期"), end
        )
    return bool(_BEFORE_RE.search(text[max(0, start - 4) : start]))


def _in_number(text: str, start: int, end: int) -> bool:
    """十二月 inside 二十二月, 2020年 inside 12020年."""
    before = text[start - 1 : start]
    if not before:
        return False
    first = text[start]
    if first.isdigit():
        return before.isdigit() or before in ".,"
    return first in "一二三四五六七八九十〇零" and before in "一二三四五六七八九十百千万第〇零"


@dataclass(frozen=True, slots=True)
class Date:
    """A point in time; years before our era are negative. Missing parts are None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def exists(self) -> bool:
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.day is None:
            return True
        try:
            datetime.date(self.year if self.year and self.year > 0 else 2000, self.month or 1, self.day)
        except ValueError:
            return False
        return True


_PARTS = re.compile(
    rf"(?P<era>公元前|西元前|前)?(?:公元|西元)?(?:(?P<year>\d{{1,4}}|{_CN_YEAR})\s?年)?"
    rf"(?:(?P<month>\d{{1,2}}|{_CN}{{1,2}})\s?月份?)?(?:(?P<day>\d{{1,2}}|{_CN}{{1,3}})\s?[日号])?"
)


def parse_date(text: str) -> Date | None:
    """A plain y/m/d date in any subset, Arabic or Chinese; None for seasons, eras, centuries and ranges."""
    iso = _ISO_RE.fullmatch(text)
    if iso:
        year, month, day = (int(part) for part in text.split(iso.group(1)))
        return Date(year, month, day)
    match = _PARTS.fullmatch(text.strip())
    if not match or not any(match[name] for name in ("year", "month", "day")):
        return None
    year_, month_, day_ = (_whole(match[name]) for name in ("year", "month", "day"))
    return Date(-year_ if year_ is not None and match["era"] else year_, month_, day_)


def _whole(text: str | None) -> int | None:
    value = number_value(text.replace("○", "〇")) if text else None
    return int(value) if value is not None else None


def granularity(text: str) -> str:
    """ "year", "month", "day", "month-day", … for a plain date; "" for any other."""
    date = parse_date(text)
    if date is None:
        return ""
    return "-".join(name for name in ("year", "month", "day") if getattr(date, name) is not None)


def sort_key(text: str) -> tuple[int, int, int] | None:
    """For comparing dates within one statement."""
    date = parse_date(text)
    return None if date is None else (date.year or 0, date.month or 0, date.day or 0)
