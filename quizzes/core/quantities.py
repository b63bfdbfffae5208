"""Numbers with their units, ranges, fractions, ratios, ordinals and levels: where they stand and what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache

from quizzes.core.compounds import COMPOUND, is_compound
from quizzes.core.numerals import CHINESE_NUMERAL, THIN, number_value
from quizzes.core.units import UNIT, family, is_measure, is_name_like

_CN = f"[{CHINESE_NUMERAL}]"
_NUM = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}(?:{THIN}\d{{3}})+(?!\d)|\d+)(?:\.\d+)?"
_SIGN = r"(?:(?<![\dA-Za-z)）%％℃°²³⁰-⁹])[-−－+＋±])?"
_SCIENCE = r"(?:\s?[×xX*]\s?10(?:\^?[-−+]?\d+|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))"
_SCALE = (
    r"(?:(?:\s?[多余几])?\s?(?:万亿|千亿|百亿|千万|百万|[万亿]|[百千](?![克米瓦帕赫焦卡伏牛安字比欧]))[多余]?"
    r"|\s?[多余](?!弦)|[几来])?"
)
_NUMBER = rf"{_SIGN}(?<![A-Za-z\d.])(?:10\^[-−+]?\d+|10[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|{_NUM}{_SCIENCE}?){_SCALE}"
_PERCENT = r"(?:\s?[%％‰‱])"
_HALF = "(?:(?<=[岁年月天时斤里倍])半(?![径价数导衰球圆载天年月日]))?"  # 2岁半
_QUANTITY = rf"{_NUMBER}(?:{_PERCENT}|\s?{UNIT}{_HALF}|(?![A-Za-z\d⁻⁺⁰¹²³⁴-⁹]))"
_CN_NUMBER = rf"(?<!{_CN}){_CN}+(?:点[{CHINESE_NUMERAL}]+)?(?:[多余几])?"
_CN_QUANTITY = rf"{_CN_NUMBER}{UNIT}"
_NUMERAL = rf"[\d{CHINESE_NUMERAL}]"
_TO = r"\s?(?:——?|[-–~～－−\u223c]{1,2}|至|到)\s?"
_TO_SIGN = rf"[-—–~～－−\u223c至到]\s?(?:[次当翌]日)?[-−－+＋±]?{_NUMERAL}"
_CN_PERCENT = rf"(?:百|千|万)分之{_CN}+(?:点[{CHINESE_NUMERAL}]+)?"
_WITHIN = "(?:以上|以下|以内|之上|之下)"

_HOUR = r"(?<!\d)(?:[01]?\d|2[0-4])(?:[:：][0-5]\d|\s?[时点](?:[0-5]?\d\s?分|半|整)?)"


class Form:
    """One way to print a number. Compiling all of them takes a fifth of a second, so each waits for a text in which
    its `sign` is found, a small pattern without which the form cannot stand there."""

    def __init__(self, kind: str, pattern: str, sign: str = _NUMERAL) -> None:
        self.kind = kind
        self._source = pattern
        self._sign = re.compile(sign)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self._source)

    def find(self, text: str) -> Iterator[re.Match[str]]:
        return self._pattern.finditer(text) if self._sign.search(text) else iter(())


# 10MPa≤p＜100MPa: one range, which the letters in it would tear.
BOUNDED = Form(
    "range",
    rf"(?<![\d.,]){_NUM}(?:{_PERCENT}|\s?{UNIT})?\s?[≤<＜]\s?[A-Za-zα-ω]{{1,3}}\s?[≤<＜]\s?{_NUM}(?:{_PERCENT}|\s?{UNIT}|(?![A-Za-z\d]))",
    "[≤<＜]",
)
# First match wins; the order is that of how much a rule knows about what it takes.
FORMS: tuple[Form, ...] = (
    Form(
        "session",
        rf"(?:第)?{_CN}+届{_CN}中全会|(?<=党的)(?:[一二三四五六七八]|十[一二三四五六七八九]?|二十)大(?=$|[于在召开以报通提，。、是的上中指确作审选宣将首第会])",
        "[届大]",
    ),
    Form(
        "size",
        rf"(?<![\d.]){_NUM}\s?(?:{UNIT})?(?:\s?[×xX*]\s?{_NUM}\s?(?:{UNIT})?){{1,2}}(?![\d⁰¹²³-⁹⁻^A-Za-z]|[-−]\d)",
        "[×xX*]",
    ),
    Form(
        "size",
        rf"[（(]{_NUM}\s?[-–~～－至]\s?{_NUM}[)）]\s?[×xX]\s?10\^?[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹\d]+(?:\s?[/／]?\s?{UNIT})?",
        "[×xX*]",
    ),
    Form("size", rf"[（(]{_NUM}\s?±\s?{_NUM}[)）](?:{_PERCENT}|\s?{UNIT})", "±"),
    Form("range", rf"[（(]{_NUM}{_TO}{_NUM}[)）](?:{_PERCENT}|\s?{UNIT})", _TO_SIGN),
    Form("size", rf"(?<![\d.]){_NUM}\s?(?:{UNIT}\s?)?±\s?{_NUM}(?:{_PERCENT}|\s?{UNIT}|(?![A-Za-z\d]))", "±"),
    Form("compound", COMPOUND, rf"{_NUMERAL}\s?\D{{1,4}}?\s?{_NUMERAL}"),
    Form("angle", r"(?<!\d)\d+°\d+(?:\.\d+)?[′']?(?:\d+(?:\.\d+)?[″\"])?(?:\s?[NSEW](?![A-Za-z]))?", "°"),
    Form("angle", r"(?<![\d.])\d+(?:\.\d+)?°\s?[NSEW](?![A-Za-z])", "°"),
    Form("hours", rf"{_HOUR}{_TO}(?:次日|当日|翌日)?{_HOUR}(?![\d:：间])", _TO_SIGN),
    Form("clock", r"(?:[01]?\d|2[0-4])[:：][0-5]\d(?:[:：][0-5]\d)?(?![\d:：])", "[:：]"),
    Form(
        "clock",
        r"(?<![大小等低高多少]于)(?<=[午晨晚早于至到间在])(?:[01]?\d|2[0-4])\s?[时点](?:[0-5]?\d\s?分|半|整)?(?!间)",
        "[时点]",
    ),
    Form("clock", r"(?<![\d.])(?:[01]?\d|2[0-4])\s?[时点][0-5]?\d\s?分", "[时点]"),
    Form("range", rf"{_CN_PERCENT}{_TO}{_CN_PERCENT}", _TO_SIGN),
    Form("range", rf"{_CN}+分之{_CN}+{_TO}(?:{_CN}+分之{_CN}+|{_CN_QUANTITY})", _TO_SIGN),
    Form("range", rf"(?<![\d/.A-Za-z-])\d{{1,3}}/\d{{1,3}}{_TO}\d{{1,3}}/\d{{1,3}}(?![\d/.A-Za-z])", _TO_SIGN),
    Form("range", rf"(?<![\d:：.]){_NUM}[:：∶]{_NUM}{_TO}{_NUM}[:：∶]{_NUM}(?![\d:：])", _TO_SIGN),
    Form("range", rf"{_QUANTITY}(?:以[上下])?{_TO}{_QUANTITY}", _TO_SIGN),
    Form(
        "range",
        rf"(?<=[于在])(?:{_QUANTITY}\s?[与和]\s?{_QUANTITY}|{_CN_QUANTITY}[与和]{_CN_QUANTITY})(?=之间)",
        "之间",
    ),
    Form(
        "range",
        rf"(?:{_QUANTITY}|{_CN_QUANTITY})以[上下](?:[、，,]|且)?(?:不满)?(?:{_QUANTITY}|{_CN_QUANTITY})(?:{_WITHIN})?",
        "以[上下]",
    ),
    Form("range", rf"(?<=满)(?:{_QUANTITY}|{_CN_QUANTITY})(?:以上)?[，、]?不满(?:{_QUANTITY}|{_CN_QUANTITY})", "不满"),
    Form("range", rf"半个?(?:小时|学期|天|年|月){_TO}(?:{_QUANTITY}|{_CN_QUANTITY})", "半"),
    Form("range", rf"{_CN_NUMBER}(?:{UNIT})?{_TO}{_CN_QUANTITY}", _TO_SIGN),
    Form("ratio", r"(?<![\d.])\d{2,3}[/／]\d{2,3}\s?(?:mmHg|毫米汞柱)", "[/／]"),
    Form("fraction", "[一二三四五六七八九]成[一二三四五六七八九半]", "成"),
    Form("ratio", rf"(?<=[为是以]){_CN}{{1,3}}比{_CN}{{1,3}}", "比"),
    Form("fraction", r"(?<![\d/])\d+又\d+/\d+", "[/／]"),
    Form("fraction", rf"{_CN_PERCENT}|{_CN}+分之{_CN}+|(?<!\d)\d+分之\d+", "分之"),
    Form("fraction", r"(?<![\d/.A-Za-z-])(?:\d{1,3}/\d{1,3}|1/\d{4,6})(?![\d/.A-Za-z])", "[/／]"),
    Form("ratio", rf"(?<![\d:：.])(?!\d{{4,}}：){_NUM}(?:[:：∶]{_NUM})+(?![\d:：])", "[:：∶]"),
    Form("ratio", r"(?<![\d.])\d+(?:\.\d+)?比\d+(?:\.\d+)?(?![\d.])", "比"),
    Form(
        "ordinal",
        rf"(?:第(?:{_CN}+|\d+|[Ⅰ-Ⅻ]|[（(](?:{_CN}+|\d+)[）)])(?:个|次|届|条|款|项|章|节|种|版|代|批|位|名|卷|号|轮|部|集|期|编|册|组|层|类|级|对|季度|周|天|年|步|回|页|阶段|产业|大)?(?:之{_CN})?)+",
        "第",
    ),
    Form("level", r"(?<![A-Za-zⅠ-Ⅻ])(?:[Ⅰ-Ⅻ]|I{1,3}|IV|VI{0,3}|[A-E])\s?[级类型](?![A-Za-z])", "[级类等型]"),
    Form("level", r"[甲乙丙丁戊][级类等]", "[级类等型]"),
    Form(
        "level", r"(?<![这那某同每各上下第另哪十百千万高低初中省市县])(?:[一二三四五六七八九]|特)[级类]", "[级类等型]"
    ),
    Form("number", _QUANTITY),
    Form("count", _CN_QUANTITY),
)
# 分为三级 counts levels, 一级响应 names one.
_COUNTED_BEFORE = re.compile(r"(?:分为|分成|划分为|分|有|共|共有|共分|包括|以下|下列|其余|前|后|成|设|设为|等)$")
_DIVIDED_BEFORE = re.compile("(?:分为|分成|划分为|共有|包括|有|分)$")
_IDIOM_TAGS = frozenset({"i", "l", "nz", "ns", "nr", "nt", "nrt"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """The parts of a printed number: 330多支 is 330, 多, 支."""

    number: str
    approximate: str
    unit: str
    value: Fraction

    @property
    def percent(self) -> bool:
        return self.unit in ("%", "％", "‰")


_PARTS = re.compile(
    rf"(?P<number>[-−－+＋±]?{_NUM}|{_CN}+(?:点[{CHINESE_NUMERAL}]+)?)\s?(?P<few>[多余几来]?)\s?(?P<scale>万亿|千亿|百亿|千万|百万|[百千万亿])?"
    rf"(?P<more>[多余]?)\s?(?P<unit>.*)",
    re.S,
)


_NO_UNIT = frozenset("×xX*-–—~～－−至到")  # scientific notation and ranges


@lru_cache(maxsize=20_000)
def parse_quantity(text: str) -> Quantity | None:
    """The parts of a number as found by this module; None for scientific notation and anything else."""
    match = _PARTS.fullmatch(text)
    if not match or match["unit"][:1] in _NO_UNIT or is_compound(text):
        return None
    scale = match["scale"] or ""
    if scale in ("百", "千") and family(scale + match["unit"]):  # 3千克 is three kilograms, not 3000 grams
        scale, unit = "", scale + match["unit"]
    else:
        unit = match["unit"]
    number = match["number"].lstrip("±") + (scale if not match["few"] else "")
    value = number_value(number)
    if value is None:
        return None
    return Quantity(match["number"], match["few"] + scale + match["more"], unit, value)


def core_end(text: str, start: int, end: int) -> tuple[int, str]:
    """Where the answer of the quantity text[start:end] stops, and its unit: a classifier stays outside."""
    quantity = parse_quantity(text[start:end])
    if quantity is None:
        return end, ""
    unit = quantity.unit.strip()
    if unit in ("%", "％", "‰", "‱") or not unit:
        return end, unit
    if is_measure(unit) or (unit[-1] == "半" and is_measure(unit[:-1])):
        return end, unit.removesuffix("半")
    return end - len(unit), unit


def is_true_count(text: str, start: int, end: int, token_at: tuple[str, str]) -> bool:
    """Whether 三 + unit really counts something. `token_at` is the word that covers the start, with its tag."""
    match = re.match(rf"{_CN_NUMBER}", text[start:end])
    numeral = match.group() if match else ""
    unit = text[start + len(numeral) : end]
    if unit == "大":
        return bool(_DIVIDED_BEFORE.search(text[max(0, start - 3) : start])) and len(numeral) == 1
    if numeral in ("一", "零", "百", "千", "万", "亿", "十", "百万", "千万", "千百") and not (
        family(unit) and numeral == "十"
    ):
        return (
            numeral == "一"
            and family(unit) in ("时间", "年龄", "金额")
            and unit in ("年", "个月", "周岁", "个工作日", "工作日")
            and text[max(0, start - 1) : start] not in ("这", "那", "每", "同")
        )
    if unit in ("焦", "安", "牛", "特", "欧"):
        return False  # 三焦
    word, tag = token_at
    if tag in _IDIOM_TAGS and len(word) > 2 and word != text[start:end]:
        return False
    if unit in ("级", "层", "段", "等") and _DIVIDED_BEFORE.search(text[max(0, start - 3) : start]):
        return True  # 分为五级
    counted = text[max(0, start - 1) : start] in ("了", "共", "约", "达")
    return not is_name_like(unit) or bool(family(unit)) or counted


def is_vague_count(text: str) -> bool:
    """七八年, 两三个, 十几个: no exact number to remember."""
    return bool(re.match(r"[一二两三四五六七八九]{2}(?![零〇])|.{0,4}几", text))


def is_level(text: str, start: int, end: int) -> bool:
    """一级响应 names a level; 分为三级 and 甲、乙、丙三类 count."""
    if _COUNTED_BEFORE.search(text[max(0, start - 3) : start]):
        return False
    counts = text[start] in CHINESE_NUMERAL and text[end : end + 1] in ("", "。", "，", "；", "、")
    return not counts or text[max(0, start - 1) : start] in ("为", "是", "于", "定", "达")
