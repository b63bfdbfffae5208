"""Dates, years, centuries and spans of time as Chinese text writes them."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from quizzes.core.numerals import number_value
from quizzes.core.wordlists import words

_CN = "[一二三四五六七八九十]"
_CN_YEAR = "[〇零○一二三四五六七八九]{4}"
# Reign eras that study material names; a longer one stands before its beginning.
_ERAS = "|".join(
    words(
        """
    建元 元光 元朔 元狩 元鼎 元封 太初 天汉 太始 征和 始元 元凤 本始 地节 元康 神爵 五凤 甘露 黄龙 初元 永光 建昭
    竟宁 建始 河平 阳朔 鸿嘉 永始 元延 绥和 建平 元寿 元始 居摄 始建国 天凤 地皇 建武 永平 建初 元和 章和 永元 延平
    永初 元初 永宁 建光 延光 永建 阳嘉 永和 汉安 本初 和平 元嘉 永兴 永寿 延熹 永康 建宁 熹平 光和 中平 初平 兴平 建安
    黄初 太和 青龙 景初 正始 嘉平 正元 景元 咸熙 章武 建兴 延熙 景耀 炎兴 黄武 黄龙 嘉禾 赤乌 泰始 咸宁 太康 太熙 元康
    永宁 太安 永嘉 建兴 太兴 咸康 永和 升平 太元 隆安 义熙 元熙 永初 元嘉 孝建 大明 泰豫 建元 永明 天监
    太平真君 太延 正光 孝昌 永熙 武定 天保 保定 建德 开皇 仁寿 大业 武德 贞观 永徽 显庆 龙朔 麟德 乾封 总章 咸亨
    上元 仪凤 调露 永隆 开耀 永淳 弘道 嗣圣 光宅 垂拱 永昌 载初 天授 神龙 景龙 景云 开元 天宝 至德
    乾元 宝应 广德 永泰 大历 建中 兴元 贞元 永贞 元和 长庆 宝历 大和 开成 会昌 大中 咸通 乾符 广明 中和 光启 文德 龙纪
    大顺 景福 乾宁 光化 天复 天祐 开平 同光 天成 长兴 清泰 天福 开运 乾祐 广顺 显德 建隆 乾德 开宝 太平兴国 雍熙 端拱
    淳化 至道 咸平 景德 大中祥符 天禧 乾兴 天圣 明道 景祐 宝元 康定 庆历 皇祐 至和 嘉祐 治平 熙宁 元丰 元祐 绍圣 元符
    建中靖国 崇宁 大观 政和 重和 宣和 靖康 建炎 绍兴 隆兴 乾道 淳熙 绍熙 庆元 嘉泰 开禧 嘉定 宝庆 绍定 端平 嘉熙 淳祐
    宝祐 开庆 景定 咸淳 德祐 景炎 祥兴 中统 至元 元贞 大德 至大 皇庆 延祐 至治 泰定 天历 至顺 元统 至正 洪武 建文 永乐
    洪熙 宣德 正统 景泰 天顺 成化 弘治 正德 嘉靖 隆庆 万历 泰昌 天启 崇祯 弘光 隆武 永历 天命 天聪 崇德 顺治 康熙 雍正
    神册 天赞 天显 天禄 应历 保宁 乾亨 统和 开泰 重熙 清宁 咸雍 寿昌 乾统 天庆 保大 收国 天辅 天会 天眷 皇统 天德 正隆
    大定 明昌 承安 泰和 崇庆 至宁 贞祐 兴定 正大 天盛
    乾隆 嘉庆 道光 咸丰 祺祥 同治 光绪 宣统 民国 昭和 明治 大正 平成 令和
    """
    )
)
_DURATION_BEFORE = (
    "约|近|长达|历时|延续|持续|超过|达|共|满|每|经过|统治|存在|不少于|不超过|至少|至多|最长|最短|为期|相隔"
    "|保存|距今|期限为|寿命"
)
_DURATION_AFTER = (
    "来|间|历史|以上|以下|以内|之久|左右|多|前|后|内|之内|的[^，。；]{0,4}(?:历史|史|时间|历程|发展|奋斗|建设|演变)|期"
)
_YEAR = (
    rf"(?:(?:公元前?|前|西元前?)\s?\d{{1,4}}\s?年|\d{{4}}\s?年|{_CN_YEAR}年|(?:{_ERAS})(?:元|{_CN}{{1,3}}|\d{{1,2}})年"
    rf"|[\u4e00-\u9fff]{{2}}(?:元|{_CN}{{1,3}})年(?=（(?:公元)?前?\d{{2,4}}年?）))"
)
_SHORT_YEAR = r"(?:(?<![\d.])(?<=[，。；：、（(于在自从至到])|^)\d{3}\s?年"
_SEASON = (
    r"(?:[春夏秋冬]季(?!奥|残|运动会|学期|攻势|战|赛|联赛|招)|上半年|下半年|[春夏秋冬]天?(?![秋季])"
    r"|年?(?:初(?![一二三四五六七八九十期级])|[底末中](?![期学等央级]))|第?[一二三四]季度)"
)
_MONTH = rf"(?:(?:1[0-2]|0?[1-9])\s?月份?|(?:十[一二]|十|{_CN}|正|腊)月份?)"
_DAY = (
    rf"(?:(?:3[01]|[12]\d|0?[1-9])\s?[日号]|(?:三十一?|二?十{_CN}?|二十|{_CN}|初{_CN})[日号]"
    rf"|(?:初{_CN}|廿{_CN}?|除夕)(?![批次个步轮期届]))"
)
_PART = r"(?:[上中]?[中下]旬|上旬|初(?![一二三四五六七八九十])|底|末)"
_CENTURY = (
    rf"(?:公元前?|前)?(?:\d{{1,2}}|{_CN}{{1,3}})\s?世纪(?:(?:\d0|{_CN}十)(?:(?:年代)?[-–—~～至到]{{1,2}}(?:\d0|{_CN}十))?年代)?"
    r"(?:初期?|末期?|中叶|中期|后期|前期|晚期|早期|上半叶|下半叶|前半期|后半期)?"
)
_DECADE = rf"(?:(?<!\d)(?:1\d|20)\d0s|(?:\d{{1,3}}0|{_CN}十)年代)(?:初期?|末期?|中期|后期|前期)?"
_ISO = r"(?<!\d)(?:1\d|20)\d\d([-/.])(?:1[0-2]|0?[1-9])\1(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_MONTH_DAY = rf"{_MONTH}(?:\s?{_DAY}|{_PART})?"
_FULL = (
    rf"(?:{_YEAR}(?:\s?{_MONTH_DAY}|{_SEASON})?|{_SHORT_YEAR}(?:{_MONTH_DAY})?|{_MONTH}(?:\s?{_DAY}|{_PART})"
    rf"|(?<=[每当次同翌]年){_MONTH}|{_CENTURY}|{_DECADE})"
)
_TO = r"\s?(?:——?|–|~|～|－|-|起?至|到)\s?"
_RANGE = (
    rf"(?:(?:公元前?|前)?\d{{3,4}}年?{_TO}(?:公元前?|前)?\d{{2,4}}年(?:{_MONTH_DAY})?"
    rf"|(?<!\d)(?:1[0-2]|[1-9])(?:、(?:1[0-2]|[1-9]))+\s?月份?|{_MONTH}(?:[上中下]旬?|[初底末])?{_TO}(?:次年|翌年|同年)?{_MONTH}(?:[上中下]旬?|[初底末])"
    rf"|(?:公元前?|前)?\d{{1,2}}{_TO}\d{{1,2}}\s?世纪|{_MONTH}(?:3[01]|[12]\d|0?[1-9]){_TO}{_DAY}"
    rf"|(?:公元前|前)\d{{2,4}}{_TO}(?:公元)?前?\d{{2,4}}(?![\d年])"
    rf"|(?<=[（(])\d{{3,4}}{_TO}\d{{3,4}}(?=[)）])"
    rf"|{_FULL}{_TO}(?:{_FULL}|{_DAY}|{_MONTH_DAY}|今)|{_MONTH}{_TO}(?:次年|翌年|同年)?{_MONTH}(?:{_DAY})?)"
)
_YEAR_MONTH = re.compile(r"^(?:1\d|20)\d\d\.(?:1[0-2]|0?[1-9])(?=\s|$)")  # 1917.4 美国参战
_BRACKETED = re.compile(r"(?:(?<=[（(])|(?<=[（(]约))(?:1\d|20)\d\d(?=[)）])")  # 《光学》（1704）
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
    patterns = (_RANGE_RE, _ISO_RE, _YEAR_MONTH, _BRACKETED, _FULL_RE)
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
    if _YEAR_MONTH.match(text):
        year, month = (int(part) for part in text.split("."))
        return Date(year, month, None)
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
