"""How the checker compares texts and reads numbers: its own normal form, number values and word lists."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

_SUPERSCRIPT = re.compile(r"(?<=[\d)）])[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")
_SUPERSCRIPT_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_DROPPED = re.compile(r"[\s“”‘’「」『』\"'《》〈〉()\[\]【】{}·•‧・]")
_DASHES = re.compile(r"[-\u2010-\u2015\u2212~\u223c─]+")
_FINAL = ".。!?;:,、…"
# One character for one character, so that offsets stay what they are.
_NARROW = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_NARROW |= {ord("％"): "%", ord("．"): ".", ord("／"): "/", ord("＋"): "+", ord("－"): "-", ord("＝"): "="}

HAN_NUMERALS = "零〇一二两三四五六七八九十百千万亿"
_HAN_DIGITS = {
    digit: value for value, digits in enumerate(("零〇", "一", "二两", *"三四五六七八九")) for digit in digits
}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1000}
_MULTIPLIERS = {"万": 10**4, "亿": 10**8, "万亿": 10**12}
_ARABIC = re.compile(r"(?<![\d.])\d+(?:,\d{3})*(?:\.\d+)?(?:[多余几]?(万亿|[万亿]))?(?![\d])")
_HAN_RUN = re.compile(f"[{HAN_NUMERALS}]+")

GENERIC = frozenset(Path(__file__).with_name("generic.txt").read_text(encoding="utf-8").split())
BARE_UNITS = frozenset(Path(__file__).with_name("units.txt").read_text(encoding="utf-8").split())


def narrow(text: str) -> str:
    """`text` with half-width digits and letters; the same length, other punctuation untouched."""
    return text.translate(_NARROW)


@cache
def _simplifier() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def normal(text: str) -> str:
    """N(x): what a reader takes for the same text."""
    text = _SUPERSCRIPT.sub(lambda power: "^" + power.group().translate(_SUPERSCRIPT_DIGITS), text)
    text = unicodedata.normalize("NFKC", text).encode("utf-8", "ignore").decode()
    text = _DASHES.sub("-", _DROPPED.sub("", _simplifier().convert(text)))
    return text.rstrip(_FINAL).casefold()


def han_value(text: str) -> int | None:
    """三百二十 → 320, 一九四九 → 1949, 两万 → 20000; None for what is no numeral, such as 十三五."""
    if not text or _HAN_RUN.fullmatch(text) is None:
        return None
    if len(text) > 1 and all(character in _HAN_DIGITS for character in text):
        return int("".join(str(_HAN_DIGITS[character]) for character in text))
    if re.search("[一二两三四五六七八九]{2}|十.*十", text):
        return None
    total = section = digit = 0
    for character in text:
        if character in _HAN_DIGITS:
            digit = _HAN_DIGITS[character]
        elif character in _HAN_SCALES:
            section += (digit or (0 if section else 1)) * _HAN_SCALES[character]
            digit = 0
        else:
            total = (total + section + digit or 1) * _MULTIPLIERS[character]
            section = digit = 0
    return total + section + digit


def arabic_values(text: str) -> list[Fraction]:
    """Every number written in digits, 4.5亿 as 450000000; the parts of a range or a date one by one."""
    values = []
    for found in _ARABIC.finditer(narrow(text)):
        digits = re.match(r"[\d,.]+", found[0])
        if digits:
            values.append(Fraction(digits[0].replace(",", "").rstrip(".")) * _MULTIPLIERS.get(found[1] or "", 1))
    return values


def number_of(text: str) -> Fraction | None:
    """The single value of a quantity such as 41600多, 三分之二 without its parts, 4.5亿两 or 第三; None for others."""
    values = arabic_values(text)
    if len(values) == 1:
        return values[0]
    runs = _HAN_RUN.findall(text)
    if values or len(runs) != 1 or not re.match(rf"(?:第|约|近)?[{HAN_NUMERALS}]", text):
        return None
    value = han_value(runs[0])
    return None if value is None else Fraction(value)


_LETTER_CODE = re.compile(r"[A-Za-z\u03b1-\u03c9]\d|\d[A-Z](?![A-Za-z])")
_MEASURE = (
    r"[多余]?(?:周岁|个月|小时|分钟|世纪|年代|[年月日天时分秒岁届次条级类位名人倍成度个项种大章节卷回篇部元亩里])?"
)
_HAN_QUANTITY = re.compile(
    rf"(?:第|约|近|已满)?[{HAN_NUMERALS}]+(?:分之[{HAN_NUMERALS}]+)?{_MEASURE}(?:以[上下内])?(?:[{HAN_NUMERALS}]+{_MEASURE}(?:以下)?)?"
)


def is_numeric(text: str) -> bool:
    """Whether the text is a quantity, a date or a range, and not a code or formula that happens to hold digits."""
    text = narrow(text)
    if re.search(r"\d", text):
        return not is_code(text) and not _LETTER_CODE.search(text) and not re.search(r"[=《]", text)
    return _HAN_QUANTITY.fullmatch(text) is not None and text not in GENERIC


def is_code(text: str) -> bool:
    """Whether the text is letters followed by a number, such as GB/T 22239—2019."""
    return re.fullmatch(r"[A-Za-z]+(?:/[A-Za-z]+)?[ -]?\d[\d.—–-]*", narrow(text)) is not None


def skeleton(text: str) -> str:
    """A quantity with every number replaced by #: what two quantities of one form have in common."""
    text = narrow(text)
    if re.search(r"\d", text):
        return re.sub(r"\d+(?:,\d{3})*(?:\.\d+)?", "#", text)
    return _HAN_RUN.sub("#", text)


def content_length(text: str) -> int:
    """Number of Chinese characters, letters and digits."""
    return sum(character.isalnum() for character in text)
