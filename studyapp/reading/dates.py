"""Dates as Chinese documents write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_DIGITS = {char: value for value, chars in enumerate(("〇○零oO", *"一二三四五六七八九")) for char in chars}
_YEAR = r"(?P<year>[12]\d{3}|[一二][〇○零oO一二三四五六七八九]{3})"
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
_FULL = re.compile(
    rf"(?<!\d){_YEAR} ?年 ?(?P<month>{_SMALL}) ?月 ?(?P<day>{_SMALL}) ?[日号]"
    r"|(?<!\d)(?P<y>[12]\d{3})(?P<sep>[-./])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)"
)
_YEAR_AND_MONTH = re.compile(rf"(?<!\d){_YEAR} ?年 ?(?P<month>{_SMALL}) ?月")
_MONTH_AND_DAY = re.compile(rf"(?<!年)(?<!\d)(?P<month>{_SMALL}) ?月 ?(?P<day>{_SMALL}) ?日")
_LABEL = re.compile(r"^(?:日期|时间|发布时间|发布日期|成文日期|印发日期) ?[:：] ?")
_NEWS_LEAD = re.compile(
    r"^(?:据?[\w、]{0,12}(?:社|网|台|报|视|客户端)[^,。;]{0,24}?(?:电|讯|消息|报道)|本报[^,。;]{0,20}?(?:电|讯))"
)
_BRACKETS = "()（）[]【】〔〕"


def full_dates(text: str) -> list[date]:
    """Every date with year, month and day in the text, in order; impossible ones are left out."""
    found = (_date_of(match) for match in _FULL.finditer(_plain(text)))
    return [day for day in found if day is not None]


def only_date(text: str) -> date | None:
    """The date of a line that holds nothing else, brackets and a label such as 日期： aside."""
    bare = _LABEL.sub("", _plain(text).strip(_BRACKETS + " "))
    match = _FULL.fullmatch(bare)
    return _date_of(match) if match else None


def without_date(text: str) -> str:
    """What is left of a line when its brackets and its full date are taken away."""
    return _FULL.sub("", _plain(text).strip(_BRACKETS + " ")).strip(_BRACKETS + " ,，")


def year_and_month(text: str) -> tuple[int, int] | None:
    """The first year and month of a text such as 二〇二〇年二月."""
    match = _YEAR_AND_MONTH.search(_plain(text))
    if match is None:
        return None
    year, month = _number(match["year"]), _number(match["month"])
    return (year, month) if 1 <= month <= 12 else None


def news_date(paragraph: str, issued: tuple[int, int] | None) -> date | None:
    """The day of a news report that opens with its agency (新华社北京2月14日电), from its first sentence.

    Reports leave the year out. It is taken from `issued`, year and month of the compilation that holds the
    report, when the report's day falls in that month or one of the five before; otherwise there is no date.
    """
    sentence = re.split("[。！？]", _plain(paragraph), maxsplit=1)[0]
    if not _NEWS_LEAD.match(sentence):
        return None
    if complete := full_dates(sentence):
        return complete[0]
    match = _MONTH_AND_DAY.search(sentence)
    if match is None or issued is None:
        return None
    month, day = _number(match["month"]), _number(match["day"])
    year, issued_month = issued
    if (issued_month - month) % 12 > 5:
        return None
    return _valid(year if month <= issued_month else year - 1, month, day)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


def _date_of(match: re.Match[str]) -> date | None:
    if match["y"]:
        return _valid(int(match["y"]), int(match["m"]), int(match["d"]))
    return _valid(_number(match["year"]), _number(match["month"]), _number(match["day"]))


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(text: str) -> int:
    """A year digit by digit, or a number below 100: 二〇二〇, 十二, 二十三, 廿三, 7."""
    if text.isdecimal():
        return int(text)
    if len(text) == 4:
        return int("".join(str(_DIGITS[char]) for char in text))
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" not in text:
        return _DIGITS.get(text, 0)
    tens, _, ones = text.partition("十")
    return 10 * _DIGITS.get(tens or "一", 0) + _DIGITS.get(ones, 0)
