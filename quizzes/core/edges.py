"""Whether a cut is clean: no edge inside a number, a date, a Latin word, an ordinal, or one bracket of a pair."""

from __future__ import annotations

import re

from quizzes.core.numerals import CHINESE_NUMERAL as _CN
from quizzes.core.numerals import number_value
from quizzes.core.units import UNIT

_PAIRS = ("《》", "〈〉", "“”", "‘’", "「」", "『』", "（）", "()", "【】", "[]", "〔〕")
_DIGIT_RIGHT = set(".．,%％‰万亿多余")
_DIGIT_LEFT = set(".．,/~～:：-－")


def clean_edges(text: str, start: int, end: int) -> bool:
    """No edge inside a number, a date, a Latin word, an ordinal, or one bracket of a pair."""
    answer = text[start:end]
    if not answer:
        return False
    if _is_end_of_range(text, start, end) or _IN_GROUPS.match(text, end - 1):
        return False
    if text[start - 1 : start] == "(" and re.match(r"\)[A-Za-z\d]", text[end:]):
        return False  # N/2 in (N/2)log₂N
    if re.search(r"[A-Za-z]\($", text[:start]) and text.startswith(")", end) and text[start].isdigit():
        return False  # 2:1 in G(2:1)
    if re.search(r"[A-Za-z\d]\)$", text[:start]) and re.match(r"[A-Za-z\d]", text[start:]):
        return False  # log₂N
    if start > 1 and _IN_GROUPS.match(text, start - 2):
        return False
    left, right = text[start - 1 : start], text[end : end + 1]
    return _clean_left(left, answer, text, start) and _clean_right(right, answer, text, end) and _balanced(answer)


_IN_GROUPS = re.compile(r"\d\s(?:[百千万亿多余]|\d{3}(?!\d))")  # 4 万亿元, 6 300千米
_END_BEFORE = re.compile(
    rf"(?:半个?|[\d{_CN}])(?:{UNIT})?(?:至|到|加减|[~～—–])\s?$|第(?:[\d{_CN}]+[、和与及])+$|\d[和与及或]$"
)
_END_AFTER = re.compile(rf"(?:{UNIT})?(?:至|到|加减|[~～—–])\s?(?:半|[\d{_CN}])")


def _is_end_of_range(text: str, start: int, end: int) -> bool:
    """半小时 in 半小时至1小时, 7 in 7加减2个, 三 in 第二、三阶段."""
    if not re.match(rf"[-−－+±]?[\d{_CN}]", text[start:end]):
        return False
    return bool(_END_BEFORE.search(text[max(0, start - 12) : start]) or _END_AFTER.match(text, end))


def _clean_left(left: str, answer: str, text: str, start: int) -> bool:
    if not left:
        return True
    first, before = answer[0], text[start - 2 : start - 1]
    if left == "(" and before in ("/", "／"):
        return False  # s·km² in L/(s·km²)
    if _LETTER.match(before) and (left in "-‐" or (left in "+＋加减乘" and first.isdigit())):
        return False  # 酪蛋白 in κ-酪蛋白, 3 in 6N减3度, 2 in 4n+2
    if _ISOTOPE.fullmatch(answer) and _HAN.match(left):
        return False  # -131 in 碘-131
    if first.isascii() and first.isalnum() and not _begins_a_token(left, before, answer):
        return False
    if first.isdigit() and left in "-−－±" and not re.match(r"[\w)）]", before or " "):
        return False
    if (
        first in _CN
        and ((left in _CN and not re.match("一[些般切定样起直]", text[start - 1 : start + 1])) or left in "第")
        and _is_numeral(text, start)
    ):
        return False
    return not (left == "第" and (first.isdigit() or first in _CN)) and not (
        first == "分" and answer.startswith("分之")
    )


_LATIN = re.compile("[A-Za-z]")
_LETTER = re.compile("[0-9A-Za-zα-ωΑ-Ω]")
_HAN = re.compile("[\u4e00-\u9fff]")
_ISOTOPE = re.compile(r"[-‐]\d+")


def _begins_a_token(left: str, before: str, answer: str) -> bool:
    """Whether no letter or number that ends before the answer goes on in it."""
    if left.isascii() and left.isalnum():
        return False
    if answer[0].isalpha():
        if left in "/／" and (before.isalnum() or before in ")）²³") and before.isascii():
            return False  # kg in cmol(+)/kg
        if left in "<>≤≥=≠≈＜＞" and before.isalnum():
            return False  # K2/α21 in K1<K2/α21
        return left != "°" and not (left in ".．" and before.isdigit())  # °SR, 1.e4
    if left in ".．":
        return False  # 5ms in .5ms
    if left in "×✕" and before.isascii() and before.isalnum():
        return False  # M10×1.5
    if left == "、" and before.isdigit() and _HAS_UNIT.match(answer):
        return False  # 0、1、6月龄: the last of several numbers with the unit of all
    return not (left in _DIGIT_LEFT and before.isdigit())


_HAS_UNIT = re.compile(r"\d[\d.]*[^\d.]")
_DIVIDES = re.compile("[/／·](?:[(（]?[A-Za-zμ])")
_ROOT = re.compile(rf"的[\d{_CN}]+次(?:方|幂)")  # 2的十二次方根


def _is_numeral(text: str, start: int) -> bool:
    """Whether the characters on both sides of `start` are one number, not the ends of two words."""
    return number_value(text[start - 1 : start + 1]) is not None or text[start - 1] == "第"


def _clean_right(right: str, answer: str, text: str, end: int) -> bool:
    if not right:
        return True
    last = answer[-1]
    if _goes_on_behind_a_sign(last, text, end):
        return False
    if last.isdigit() and not _ends_a_number(right, answer, text, end):
        return False
    if last.isdigit() and re.match("[α-λν-ωΑ-ΨΩ]", right):
        return False  # 6σ
    if last in "%％‰" and re.match("[/／A-Za-z]", right):
        return False  # -0.4%/℃, 1%vol
    if last.isascii() and last.isalnum() and right.isascii() and right.isalpha():
        return _unit_follows(text, end) if last.isdigit() else False
    if last in _CN and ((right in _CN and _is_numeral(text, end)) or text.startswith("分之", end)):
        return False
    return not (last in ".,．" and right.isdigit())


def _goes_on_behind_a_sign(last: str, text: str, end: int) -> bool:
    """m³ in m³/(d·MPa), 异α in 异α-酸, 10 in 10⁻⁴, Wi-Fi in Wi-Fi 6."""
    if text[end] in "⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹" or (_LATIN.match(last) and re.match(r"\s\d", text[end:])):
        return True
    if _DIVIDES.match(text, end):
        return bool(_LETTER.match(last)) or last in "²³%％)"
    return text[end] in "-‐" and bool(_LETTER.match(last)) and bool(_HAN.match(text[end + 1 : end + 2]))


def _ends_a_number(right: str, answer: str, text: str, end: int) -> bool:
    after = text[end + 1 : end + 2]
    if right.isdigit() or right in "%％‰万亿" or (right in _DIGIT_RIGHT and (after.isdigit() or right in "多余")):
        return False
    if right in ".．" and (after.isdigit() or (after.isascii() and after.isalpha())):
        return False
    if right in "×÷*/" and _HAN.match(after):
        return False  # 4 in 4×最可能值
    if right in "-–—~～:：/至±" and after.isdigit():
        return False
    if right == "、" and after.isdigit() and answer.isdigit():
        return bool(not re.match(r"、(?:\d+、)*\d+[^\d，。；、]", text[end:]))  # 0、1、6月龄
    return not _ROOT.match(text, end)


def _unit_follows(text: str, end: int) -> bool:
    return bool(re.compile(UNIT + r"(?![A-Za-z0-9])").match(text, end))


def _balanced(answer: str) -> bool:
    for pair in _PAIRS:
        opening, closing = pair[0], pair[1]
        depth = 0
        for character in answer:
            depth += (character == opening) - (character == closing)
            if depth < 0:
                return False
        if depth:
            return False
    return answer.count('"') % 2 == 0
