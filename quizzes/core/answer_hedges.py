"""Words that make a number inexact (330多, 近千人, 超过1亿, 60分以上): which say the same, which the opposite."""

from __future__ import annotations

import re
from enum import Enum

ABOUT, ABOVE, BELOW = "about", "above", "below"  # 约, 330多, 近千人
OVER, UNDER = "over", "under"  # 超过1亿, 不足千人
AT_LEAST, AT_MOST = "at-least", "at-most"  # 60分以上, 30天以内: the number is a limit
NOT_LESS, NOT_MORE = "not-less", "not-more"  # ≥, 不超过: the limit itself is allowed
MORE, LESS = "more", "less"  # 大于, <: it is not

_BEFORE = {
    ABOUT: "大约 约为 约 大概 大致 差不多 ≈",
    ABOVE: "突破",
    BELOW: "将近 接近 近",
    OVER: "超过了 超过 超出 超 逾",
    UNDER: "不足 不到",
    MORE: "多于 大于 高于 >",
    NOT_LESS: "不少于 不低于 不小于 不得少于 不得低于 不得小于 不应少于 不应低于 不应小于 不能少于 不能低于 不能小于"
    " 至少 最少 最低 大于等于 大于或等于 年满 已满 满 ≥ >=",
    LESS: "少于 低于 小于 未满 不满 <",
    NOT_MORE: "不超过 不多于 不高于 不大于 不得超过 不得多于 不得高于 不得大于 不应超过 不应多于 不应高于 不应大于"
    " 不能超过 不能多于 不能高于 不能大于 至多 最多 最高 小于等于 小于或等于 未超过 ≤ <=",
    "": "达到 高达 达 共计 总计 共有 共 为 是 有 pH值为 pH值 pH",
}
_AFTER = {
    ABOUT: "左右 上下 许",
    ABOVE: "之多 多 余",
    AT_LEAST: "以上 及以上",
    AT_MOST: "以下 以内 之内 内 及以下",
}
_UP, _DOWN = frozenset({ABOVE, OVER, AT_LEAST, NOT_LESS, MORE}), frozenset({BELOW, UNDER, AT_MOST, NOT_MORE, LESS})
_ALLOWED, _EXCLUDED = frozenset({NOT_LESS, NOT_MORE}), frozenset({MORE, LESS, OVER, UNDER})
_LIMITS = frozenset({AT_LEAST, AT_MOST, NOT_LESS, NOT_MORE, MORE, LESS})
_SOFT = frozenset({ABOUT, ABOVE, BELOW})


def _longest_first(words: dict[str, str]) -> list[tuple[str, str]]:
    pairs = [(word, meaning) for meaning, listed in words.items() for word in listed.split()]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


BEFORE_WORDS, AFTER_WORDS = _longest_first(_BEFORE), _longest_first(_AFTER)
_MEANINGS = dict(BEFORE_WORDS)
_WORD_BEFORE = re.compile(f"(?:{'|'.join(re.escape(word) for word, _ in BEFORE_WORDS)})(?=.)", re.DOTALL)


def strip_before(text: str) -> tuple[str, str]:
    """`text` without such words at its beginning, and what the first of them means."""
    hedge = ""
    while word := _WORD_BEFORE.match(text):
        text, hedge = text[word.end() :], hedge or _MEANINGS[word.group()]
    return text, hedge


def strip_after(text: str) -> tuple[str, str]:
    for word, meaning in AFTER_WORDS:
        if text.endswith(word):
            return text[: -len(word)], meaning
    return text, ""


class Agreement(Enum):
    SAME = "same"
    LESS_EXACT = "less exact"  # 约330 for 330
    LIMIT_LEFT_OUT = "limit left out"  # 60分 for 60分以上
    OTHER_LIMIT = "other limit"  # ≥60 for >60
    OTHER_SIDE = "other side"  # 近330 for 330多
    OPPOSITE = "opposite"  # 60分以下 for 60分以上


def agreement(given: str, key: str, stem: str) -> Agreement:
    """Whether the hedge of an answer fits that of the key; `stem` is what the visible text says already."""
    wanted = key or stem
    if given == wanted or (not given and (stem or wanted not in _LIMITS)):
        return Agreement.SAME
    if not given:
        return Agreement.LIMIT_LEFT_OUT
    if not wanted:
        return Agreement.LESS_EXACT
    if {given, wanted} & _UP and {given, wanted} & _DOWN:
        return Agreement.OTHER_SIDE if {given, wanted} <= _SOFT else Agreement.OPPOSITE
    if {given, wanted} & _ALLOWED and {given, wanted} & _EXCLUDED:
        return Agreement.OTHER_LIMIT
    return Agreement.LESS_EXACT if wanted in _LIMITS and given in _SOFT else Agreement.SAME


# Where the words are asked for and not the number; 不得少于 and 不宜少于 say more than 不少于.
_COMPARISONS = tuple(
    frozenset(line.split())
    for line in (
        "≥ >= 不小于 不少于 不低于 大于等于 大于或等于",
        "≤ <= 不大于 不多于 不高于 不超过 小于等于 小于或等于",
        "> 大于 多于 高于 超过",
        "< 小于 少于 低于",
    )
)


def is_same_comparison(given: str, key: str) -> bool:
    return any(given in words and key in words for words in _COMPARISONS)
