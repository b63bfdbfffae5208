"""Numbers as they are printed in Chinese text: their exact value, and the same style for another value."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

CHINESE_DIGITS = "零〇一二两三四五六七八九"
CHINESE_NUMERAL = "零〇一二两三四五六七八九十百千万亿"
_DIGIT = {
    character: value
    for value, group in enumerate(("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for character in group
}
_POWER = {"十": 10, "百": 100, "千": 1000}
_SECTION = {"万": 10**4, "亿": 10**8}
_SCALE = {
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}
THIN = "[ \u00a0\u2009\u202f]"  # what may part thousands: 6 300
_ARABIC = re.compile(
    rf"([-−－+＋]?)(\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}(?:{THIN}\d{{3}})+|\d+)(\.\d+)?(万亿|千亿|百亿|千万|百万|[百千万亿])?"
)
_ROMAN = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "\u2164": 5, "Ⅵ": 6, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}


@lru_cache(maxsize=20_000)
def number_value(text: str) -> Fraction | None:
    """The value of an isolated numeral (12, 1,200, 4.16万, 三十六, 二〇二一, Ⅳ), or None."""
    arabic = _ARABIC.fullmatch(text)
    if arabic:
        sign, whole, decimals, scale = arabic.groups()
        value = Fraction(re.sub(r"\D", "", whole) + (decimals or "")) * _SCALE.get(scale or "", 1)
        return -value if sign in ("-", "−", "－") else value
    if text in _ROMAN:
        return Fraction(_ROMAN[text])
    return _chinese_value(text)


def _chinese_value(text: str) -> Fraction | None:
    whole, point, decimals = text.partition("点")
    if not whole or any(character not in CHINESE_NUMERAL for character in whole):
        return None
    value = Fraction(_chinese_whole(whole))
    if point:
        if not decimals or any(character not in CHINESE_DIGITS for character in decimals):
            return None
        value += Fraction(int("".join(str(_DIGIT[c]) for c in decimals)), 10 ** len(decimals))
    return value


def _chinese_whole(text: str) -> int:
    if len(text) > 1 and all(character in _DIGIT for character in text):
        return int("".join(str(_DIGIT[character]) for character in text))
    total = section = digit = 0
    for character in text:
        if character in _DIGIT:
            digit = _DIGIT[character]
        elif character in _POWER:
            section += (digit or 1) * _POWER[character]
            digit = 0
        else:
            total = (
                (total + section + digit) * _SECTION[character]
                if character == "亿"
                else total + (section + digit) * 10**4
            )
            section = digit = 0
    return total + section + digit


def chinese_numeral(value: int) -> str:
    """264 -> 二百六十四, 12 -> 十二, 10005 -> 一万零五; 0 <= value < 10**12."""
    if value < 10:
        return CHINESE_DIGITS.replace("〇", "").replace("两", "")[value]
    for name, size in (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10)):
        if value >= size:
            head, rest = divmod(value, size)
            front = "" if (size == 10 and head == 1) else chinese_numeral(head)
            gap = "零" if rest and rest < size // 10 else ""
            tail = "" if not rest else _inner_ten(rest)
            return front + name + gap + tail
    raise AssertionError(value)


def _inner_ten(value: int) -> str:
    """After a larger power ten is said 一十."""
    text = chinese_numeral(value)
    return "一" + text if 10 <= value < 20 else text


def like(pattern: str, value: Fraction) -> str | None:
    """`value` printed in the style of the numeral `pattern` (decimals, thousands comma, scale, script), or None."""
    arabic = _ARABIC.fullmatch(pattern)
    if arabic is None:
        plain = value.denominator == 1 and 0 <= value < 10**12
        return _like_chinese(pattern, int(value)) if plain else None
    sign, whole, decimals, scale = arabic.groups()
    if value < 0 and not sign:
        return None
    places = len(decimals) - 1 if decimals else 0
    scaled = abs(value) / _SCALE.get(scale or "", 1) * 10**places
    if scaled.denominator != 1:
        return None
    digits = str(int(scaled)).rjust(places + 1, "0")
    head, tail = (digits[:-places], "." + digits[-places:]) if places else (digits, "")
    if not whole.isdigit():
        head = f"{int(head):,}".replace(",", re.sub(r"\d", "", whole)[0])
    elif whole.startswith("0") and len(whole) > 1:
        head = head.rjust(len(whole), "0")
    return (sign if value < 0 or sign == "+" else "") + head + tail + (scale or "")


def _like_chinese(pattern: str, value: int) -> str:
    if len(pattern) > 1 and all(character in _DIGIT for character in pattern):
        zero = "〇" if "零" not in pattern else "零"
        return "".join(zero if digit == "0" else chinese_numeral(int(digit)) for digit in str(value))
    text = chinese_numeral(value)
    return "两" if pattern == "两" and value == 2 else text
