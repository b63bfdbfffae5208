"""Dates, periods and times of day as members write them, reduced to one form that can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from quizzes.core.answer_numbers import LONGEST, numeral_value, tidy
from quizzes.core.normal import normalise
from quizzes.core.numerals import CHINESE_NUMERAL

_DIGITS = "[零〇一二三四五六七八九]"
_CN = "[一二三四五六七八九十廿卅]"
_YEAR = rf"(?P<year>\d{{1,4}}|{_DIGITS}{{2,4}}|[零一二三四五六七八九十百]{{1,7}}|元)年"
_MONTH = rf"(?P<month>\d{{1,2}}|{_CN}{{1,3}}|正|冬|腊)月份?"
_DAY = rf"(?P<day>初?{_CN}{{1,3}}|\d{{1,2}})(?P<mark>[日号])?"
_REST = (
    r"(?P<rest>[上中]?[中下]旬|上旬|[初中末底]|[春夏秋冬]季?|[上下]半年|第?[一二三四1-4]季度"
    r"|(?P<weekday>(?:星期|周|礼拜)[一二三四五六日天]))?"
)
_DATE = re.compile(
    rf"(?P<era>公元前|西元前|前|公元|西元|公历|阳历|民国|(?P<calendar>农历|阴历|旧历))?(?:{_YEAR})?(?:{_MONTH})?(?:{_DAY})?{_REST}"
)
_SEPARATED = re.compile(
    r"(?:(?P<year>\d{4})(?P<mark>[-./]))?(?P<month>\d{1,2})[-./](?P<day>\d{1,2})|(?P<y>\d{4})[-./](?P<m>\d{1,2})"
    r"|(?P<year2>\d{4})(?P<mark2>[~。、])(?P<month2>\d{1,2})(?P=mark2)(?P<day2>\d{1,2})"
)
_EIGHT_DIGITS = re.compile(r"(?P<year>1\d{3}|20\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)")
_CLOCK = re.compile(
    rf"(?P<half>凌晨|清晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|晚|夜里)?(?P<hour>\d{{1,2}}|{_CN}{{1,3}}|两)(?:[:时点])"
    rf"(?P<minute>\d{{1,2}}|{_CN}{{1,3}}|半|[一三]刻|整)?分?(?:00秒)?"
)
_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_SAME_REST = {"底": "末", "年底": "末", "年末": "末", "年初": "初"}
_NUMERALS = f"{CHINESE_NUMERAL}元廿卅"
_NUMERAL_IN_PERIOD = re.compile(rf"(?<![\d{_NUMERALS}])(\d+|[{_NUMERALS}]+)(?=年|月|日|号|世纪|季度|\d?年代)")
_DECADE = re.compile(r"(?:(?P<century>\d{1,2})世纪)?(?P<decade>\d0)年代|(?P<full>\d{3}0)年代")
_YEARLY = re.compile("^每年的?(?=.*月)")
_NEXT_DAY = re.compile("^(?:次日|翌日|第二天)的?")
_AFTERNOON = re.compile("^(?:下午|傍晚|晚上|晚|夜里)")
_TO = re.compile(r"至|到|~+|-")


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """Any subset of year, month and day; `rest` is 初, 上旬, 春 … A lunar date (正月初一) is never a solar one."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    rest: str = ""
    lunar: bool | None = None  # None: cannot be told, as with 八月十五

    def same_day(self, other: CalendarDate) -> bool:
        """Equal but for the year."""
        agree = (self.month, self.day, self.rest) == (other.month, other.day, other.rest)
        return agree and (None in (self.lunar, other.lunar) or self.lunar == other.lunar)


def read_date(text: str) -> CalendarDate | None:
    """A single date in any notation, or None."""
    text = _YEARLY.sub("", tidy(text))
    if not text or len(text) > LONGEST:
        return None
    for pattern in (_EIGHT_DIGITS, _SEPARATED):
        match = pattern.fullmatch(text)
        if match:
            return _from_digits(match.groupdict())
    match = _DATE.fullmatch(text)
    return _from_words(match) if match else None


def _from_digits(found: dict[str, str | None]) -> CalendarDate | None:
    names = (("year", "y", "year2"), ("month", "m", "month2"), ("day", "day2"))
    parts = [next((found[name] for name in alike if found.get(name)), None) for alike in names]
    year, month, day = (int(part) if part else None for part in parts)
    return _checked(CalendarDate(year, month, day, lunar=False))


def _from_words(match: re.Match[str]) -> CalendarDate | None:
    if not (match["year"] or match["month"]) and not match["mark"]:
        return None
    day_text = (match["day"] or "").removeprefix("初")
    lunar_words = (match["month"] in _LUNAR_MONTHS, (match["day"] or "").startswith("初"), bool(match["calendar"]))
    spoken_day = bool(day_text) and not match["mark"] and not day_text[0].isdigit()
    rest = "" if match["weekday"] else _SAME_REST.get(match["rest"] or "", (match["rest"] or "").removesuffix("季"))
    month = _LUNAR_MONTHS.get(match["month"] or "") or _whole(match["month"])
    date = CalendarDate(_year(match), month, _whole(day_text), _canonical_numerals(rest.removeprefix("第")))
    return _checked(replace(date, lunar=True if any(lunar_words) else (None if spoken_day else False)))


def _year(match: re.Match[str]) -> int | None:
    year = 1 if match["year"] == "元" else _whole(match["year"], read_out=True)
    if year is None:
        return None
    era = match["era"] or ""
    if era.endswith("前"):
        return -year
    return year + 1911 if era == "民国" else year


def _whole(text: str | None, *, read_out: bool = False) -> int | None:
    if not text:
        return None
    if read_out and len(text) >= 2 and re.fullmatch(f"{_DIGITS}+", text):
        return int("".join(str(numeral_value(digit)) for digit in text))
    value = numeral_value(text)
    return None if value is None else int(value)


def _checked(date: CalendarDate) -> CalendarDate | None:
    month_exists = date.month is None or 1 <= date.month <= 12
    return date if month_exists and (date.day is None or 1 <= date.day <= 31) else None


def read_period(text: str) -> tuple[CalendarDate, CalendarDate] | None:
    """Both ends of 1937—1945年, 1月20日至22日, …; what only one end says holds for the other."""
    text = tidy(text).removeprefix("从").removeprefix("自")
    if not text or len(text) > LONGEST:
        return None
    separators = [m for m in _TO.finditer(text) if m.group() != "-"] or list(_TO.finditer(text))
    if len(separators) != 1:
        return None
    low, high = text[: separators[0].start()], text[separators[0].end() :]
    start, end = read_date(_with_unit_of(low, high)), read_date(_with_unit_of(high, low))
    if start is None or end is None:
        return None
    return start, _completed(end, start)


def _with_unit_of(text: str, other: str) -> str:
    """1937 beside 1945年 is 1937年; two bare numbers of four digits are years."""
    if not re.fullmatch(rf"(?:.*[年月])?(?:前|公元前)?(?:\d+|{_DIGITS}{{4}}|{_CN}+)", text):
        return text
    if other[-1:] in ("年", "月", "日", "号"):
        return text + other[-1]
    if re.fullmatch(r"\d{4}([-./])\d{1,2}\1\d{1,2}", other) and len(text) < 3:
        return text + "日"
    return text + "年" if re.fullmatch(r"\d{4}", text) else text


def _completed(end: CalendarDate, start: CalendarDate) -> CalendarDate:
    if end.month is None and end.day is not None:
        end = replace(end, month=start.month)
    if start.year and end.year and start.year >= 1000 and 0 < end.year < 100:  # 1937—45年
        end = replace(end, year=start.year // 100 * 100 + end.year)
    return replace(end, year=start.year) if end.year is None else end


def read_clocks(text: str) -> tuple[int, ...]:
    """Minutes since midnight: one number for 22:00, two for 8时至12时, none for anything else."""
    text = tidy(text)
    parts = _TO.split(text) if len(text) <= LONGEST else []
    later = _AFTERNOON.match(parts[0]) if len(parts) == 2 else None
    if later and parts[1][:1] in "一二三四五六七八九0123456789":
        parts[1] = later.group() + parts[1]  # 下午2点至5点
    times = [_read_clock(_NEXT_DAY.sub("", part)) for part in parts]
    return tuple(time for time in times if time is not None) if None not in times and len(times) <= 2 else ()


def _read_clock(text: str) -> int | None:
    """Minutes since midnight of 22:00, 晚上10点, 十点半."""
    match = _CLOCK.fullmatch(text)
    hour = _whole(match["hour"]) if match else None
    if match is None or hour is None:
        return None
    minute = {"半": 30, "一刻": 15, "三刻": 45, "整": 0}.get(match["minute"] or "整")
    minute = _whole(match["minute"]) if minute is None else minute
    if match["half"] in ("下午", "傍晚", "晚上", "晚", "夜里", "中午") and 1 <= hour < 12:
        hour += 12 if match["half"] != "中午" or hour < 3 else 0
    return None if minute is None or hour > 24 or minute > 59 else hour * 60 + minute


def canonical_period(text: str) -> str:
    """贞观元年 as 贞观1年, 二十世纪八十年代 as 1980年代: for what has no y/m/d form."""
    text = _canonical_numerals(re.sub("^(?:公元|西元)(?=前|[^年]*世纪)", "", normalise(text)))
    return _DECADE.sub(_full_decade, text)


def _canonical_numerals(text: str) -> str:
    return _NUMERAL_IN_PERIOD.sub(_arabic, text)


def _arabic(match: re.Match[str]) -> str:
    value = 1 if match[1] == "元" else _whole(match[1], read_out=True)
    return match[1] if value is None else str(value)


def _full_decade(match: re.Match[str]) -> str:
    if match["full"] or not match["century"]:
        return match.group()
    return f"{int(match['century']) - 1}{match['decade']}年代"
