"""Which units of measure say the same: 公里, 千米 and km, and how many of one make another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from quizzes.core.units import CLASSIFIERS

# A dimension's units measure the same thing; factors are in an arbitrary unit of it.
Measure = tuple[str, Fraction]

_LATIN_PREFIXES = {"n": -9, "μ": -6, "u": -6, "m": -3, "c": -2, "d": -1, "h": 2, "k": 3, "M": 6, "G": 9, "T": 12}
_CHINESE_PREFIXES = {"纳": -9, "微": -6, "毫": -3, "厘": -2, "分": -1, "百": 2, "千": 3, "兆": 6, "吉": 9, "太": 12}
# dimension: unit with its factor; these take SI prefixes.
_BASES: dict[str, str] = {
    "length": "m=1 米=1 公尺=1",
    "mass": "g=1 克=1 t=1000000",
    "time": "s=1 秒=1",
    "pressure": "Pa=1 帕=1 帕斯卡=1 bar=100000 巴=100000",
    "frequency": "Hz=1 赫=1 赫兹=1",
    "power": "W=1 瓦=1 瓦特=1",
    "energy": "J=1 焦=1 焦耳=1 Wh=3600 瓦时=3600",
    "electron energy": "eV=1 电子伏特=1",
    "heat": "cal=1 卡=1 卡路里=1",
    "voltage": "V=1 伏=1 伏特=1",
    "current": "A=1 安=1 安培=1",
    "resistance": "Ω=1 欧=1 欧姆=1",
    "conductance": "S=1 西门子=1",
    "force": "N=1 牛=1 牛顿=1",
    "amount": "mol=1 摩尔=1",
    "volume": "L=1 l=1 升=1 公升=1",
    "dose": "Sv=1 希沃特=1 西弗=1",
    "level": "dB=1 分贝=1",
    "data": "B=8 字节=8 bit=1 b=1 比特=1",
}
_WORDS: dict[str, str] = {
    "length": "公里=1000 里=500 华里=500 丈=10/3 尺=1/3 寸=1/30 公分=1/100 海里=1852 光年=9460730472580800",
    "length^2": "公顷=10000 ha=10000 hm2=10000 亩=2000/3 平方=1 平米=1 方里=250000",
    "volume": "立方=1000 方=1000",
    "mass": "吨=1000000 公吨=1000000 公斤=1000 斤=500 市斤=500 两=50",
    "time": "秒钟=1 刻=900 刻钟=900 分=60 分钟=60 min=60 小时=3600 时=3600 h=3600 hr=3600 钟头=3600"
    " 天=86400 日=86400 自然日=86400 日历日=86400 d=86400 昼夜=86400 周=604800 星期=604800 礼拜=604800",
    "months": "月=1 季度=3 季=3 年=12 年度=12 周年=12",
    "working days": "工作日=1",
    "lessons": "学时=1 课时=1",
    "age": "岁=1 周岁=1",
    "celsius": "°C=1 摄氏度=1 度=1",
    "fahrenheit": "°F=1 华氏度=1",
    "angle": "°=1 度=1",
    "energy": "度=3600000",
    "yuan": "元=1 块=1 块钱=1 圆=1 人民币元=1 元人民币=1 角=1/10 毛=1/10",
    "dollars": "美元=1 美金=1",
    "share": "%=1/100 ‰=1/1000 ‱=1/10000 成=1/10",
    "percentage points": "百分点=1",
    "parts": "ppm=1000 ppb=1",
    "doublings": "番=1",
    "times": "倍=1",
    "discount": "折=1",
    "people": "人=1 名=1 位=1",
    "occasions": "次=1 回=1 遍=1",
    "people served": "人次=1",
    "barrels": "桶=1 bbl=1",
    "force*length": "Nm=1 kNm=1000 牛米=1 牛顿米=1",
    "atmospheres": "atm=1 大气压=1 标准大气压=1",
    "mercury": "mmHg=1 毫米汞柱=1",
}
# What 个 may stand for: things that are counted one by one.
_THINGS = frozenset("个家所座支项条种类款点台件部篇艘辆架枚颗块场处名位人大")
_COUNTED_BY_ONES = re.compile("^个(?=..|月)")  # 个月, 个小时; 个安 is no ampere but the beginning of 个安全出口
_COUNTED = frozenset({"people", "people served", "occasions"})
_WITH_POWERS = frozenset({"length", "time"})  # A4 is a size of paper
_DIVISION = re.compile(r"[/每]")
_PER_SECOND = re.compile("/S$")  # 5M/S is a slip for m/s: nothing is told per siemens
_POWER = re.compile(r"(?P<unit>[A-Za-zΩμ°]+|[㐀-\u9fff]{1,2})\^?(?P<power>[1-4])")


def _entries(table: dict[str, str]) -> Iterator[tuple[str, Measure]]:
    for dimension, units in table.items():
        for entry in units.split():
            unit, factor = entry.split("=")
            yield unit, (dimension, Fraction(factor))


def _known() -> dict[str, tuple[Measure, ...]]:
    known: dict[str, tuple[Measure, ...]] = {}
    for unit, measure in (*_entries(_BASES), *_entries(_WORDS)):
        known[unit] = (*known.get(unit, ()), measure)
    for unit, (dimension, factor) in _entries(_BASES):
        for prefix, power in (_LATIN_PREFIXES if unit.isascii() or unit == "Ω" else _CHINESE_PREFIXES).items():
            if (dimension == "data" and power < 3) or (dimension == "length" and power > 3):
                continue  # db is a slip for dB, and never a tenth of a bit; MM for mm, and never a thousand kilometres
            known.setdefault(prefix + unit, ((dimension, factor * Fraction(10) ** power),))
    return known


_KNOWN = _known()
_BY_FOLDED: dict[str, tuple[str, ...]] = {}
for _unit in _KNOWN:
    _BY_FOLDED[_unit.casefold()] = (*_BY_FOLDED.get(_unit.casefold(), ()), _unit)


@lru_cache(maxsize=512)
def measures(unit: str) -> tuple[Measure, ...]:
    """What `unit` (after `normalise_unit`) can measure; several for 度, nothing for an unknown unit."""
    if len(unit) > 20:
        return ()
    found = _KNOWN.get(unit) or _KNOWN.get(_COUNTED_BY_ONES.sub("", unit))
    if found:
        return found
    parts = _DIVISION.split(unit)
    if len(parts) == 2 and all(parts):
        return _divided(measures(parts[0]), measures(parts[1]))
    factors = unit.split("*")
    if len(factors) == 2 and all(factors):
        return _multiplied(measures(factors[0]), measures(factors[1]))
    return _power(unit)


def _power(unit: str) -> tuple[Measure, ...]:
    for word, exponent in (("平方", 2), ("立方", 3)):
        if unit.startswith(word):
            return _raised(measures(unit.removeprefix(word)), exponent)
    match = _POWER.fullmatch(unit)
    if match is None:
        return ()
    bases = tuple(measure for measure in _KNOWN.get(match["unit"], ()) if measure[0] in _WITH_POWERS)
    return _raised(bases, int(match["power"]))


def _raised(bases: tuple[Measure, ...], exponent: int) -> tuple[Measure, ...]:
    raised = ((f"{dimension}^{exponent}", factor**exponent) for dimension, factor in bases)
    return tuple(("volume", factor * 1000) if name == "length^3" else (name, factor) for name, factor in raised)


def _divided(over: tuple[Measure, ...], under: tuple[Measure, ...]) -> tuple[Measure, ...]:
    return tuple((f"{top}/{bottom}", factor / divisor) for top, factor in over for bottom, divisor in under)


def _multiplied(one: tuple[Measure, ...], other: tuple[Measure, ...]) -> tuple[Measure, ...]:
    products = ((tuple(sorted((a, b))), x * y) for a, x in one for b, y in other)
    return tuple(("energy" if names == ("power", "time") else "*".join(names), factor) for names, factor in products)


def conversion(given: str, wanted: str) -> Fraction | None:
    """How many `wanted` one `given` is; None when they measure different things.

    Case counts (mPa is not MPa), but a slip that cannot mean another unit is forgiven: KM, kpa, Mpa.
    """
    if given == wanted or given.removeprefix("个") == wanted.removeprefix("个"):
        return Fraction(1)
    factors = dict(measures(_respelt(wanted)))
    for dimension, factor in measures(_respelt(given)):
        if dimension in factors:
            return factor / factors[dimension]
    return Fraction(1) if {given, wanted} <= _THINGS and "个" in (given, wanted) else None


def _respelt(unit: str) -> str:
    """A unit in the wrong case as it should be, if it can mean only one; its first letter tells M from m."""
    unit = _PER_SECOND.sub("/s", unit)
    if measures(unit) or not unit.isascii():
        return unit
    return re.sub(r"[^/*]+", lambda part: _respelt_part(part.group()), unit)


def _respelt_part(part: str) -> str:
    power = re.fullmatch(r"([A-Z]+)(\^?[23])", part)
    if power:
        return _respelt_part(power[1]) + power[2]
    alike = _BY_FOLDED.get(part.casefold(), ())
    first = [unit for unit in alike if unit[0] == part[0]] or list(alike)
    return part if measures(part) or len(first) != 1 else first[0]


def is_measure(unit: str) -> bool:
    """Whether a number says nothing without `unit`: 3MPa, 3年; but 3支 may be written 3."""
    return unit not in _THINGS and any(dimension not in _COUNTED for dimension, _ in measures(unit))


def is_unit(text: str) -> bool:
    """Whether `text` is a unit or classifier that this module knows."""
    return bool(measures(_respelt(text))) or text in _THINGS or text.removeprefix("个") in _THINGS


def is_countable(text: str) -> bool:
    """Whether `text` may follow a number whose key has no unit: 支, 支医疗队, MPa; but not 不."""
    begins = bool(unit_at_start(text)) or any(text[:length] in CLASSIFIERS for length in (1, 2))
    return begins and not set("不非未无") & set(text)


def unit_at_start(text: str) -> str:
    """The longest known unit that `text` begins with; a Latin one must not run on into a word."""
    for length in range(min(len(text), 8), 0, -1):
        head, after = text[:length], text[length : length + 1]
        runs_on = head[-1].isascii() and head[-1].isalpha() and after.isascii() and after.isalpha()
        if is_unit(head) and not runs_on:
            return head
    return ""
