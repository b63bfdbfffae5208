"""Spoken ways to say a quantity, as the plain ones that numbers are read from: 两个半小时 as 两点五小时."""

from __future__ import annotations

import re

_NUMBER = r"(?:\d+|[一二两三四五六七八九十]+)"
_WHOLE = rf"(?P<whole>{_NUMBER})"
_HALF = re.compile(rf"(?<![\d一二两三四五六七八九十百千]){_WHOLE}个半(?=小时|钟头|月|世纪|工作日|学时|百分点)")
_METRES = re.compile(
    rf"^{_WHOLE}(?P<unit>米|块|元|成)(?P<rest>\d{{1,2}}|[一二三四五六七八九]{{1,2}})$"
)  # 一米五, 3块5, 九成九
_REWRITTEN = (
    (re.compile("^(摄氏|华氏)(零下|负|-)?(.{1,20}?)度?$"), r"\2\3\1度"),
    (re.compile("(?<=[十百千])([多余])([万亿]+)"), r"\2\1"),  # 一亿两千多万
    (re.compile(r"^\.(?=\d)"), "0."),
    (
        re.compile(r"^(?:人民币|RMB|CNY)(?=[\d一二两三四五六七八九十百千万])(.*?)(?:元|圆|块)?$", re.IGNORECASE),
        r"\1元",
    ),
    (re.compile(r"^(?:US\$|USD)(?=\d)", re.IGNORECASE), "$"),
    (re.compile("^过(?=半|[百千万亿])"), "超过"),
    (re.compile("^上([百千万亿]+)(?=[^余多百千万亿]*$)"), r"\1余"),
    (re.compile(r"^(?:正负|\+/?[-~])"), "±"),
    (re.compile("(?<=以[上下内])含.*$|含(?:本数)?(?=以[上下内]$)"), ""),  # 30人(含)以上
    (re.compile("(?<=[年月天日周时钟秒])的?时间$"), ""),
)


def spoken_plainly(text: str) -> str:
    """`text`, which is folded already, without what only spoken amounts have; other texts stay as they are."""
    for pattern, plain in _REWRITTEN:
        text = pattern.sub(plain, text)
    text = _HALF.sub(lambda found: found["whole"] + _point(found["whole"]) + _like(found["whole"], "5", "五"), text)
    return _METRES.sub(lambda found: found["whole"] + _point(found["whole"]) + _digits(found) + found["unit"], text)


def _point(whole: str) -> str:
    return _like(whole, ".", "点")


def _like(whole: str, arabic: str, chinese: str) -> str:
    return arabic if whole.isascii() else chinese


def _digits(found: re.Match[str]) -> str:
    """The digits after the point, in the numerals of those before it."""
    chinese, arabic = "零一二三四五六七八九", "0123456789"
    table = str.maketrans(chinese, arabic) if found["whole"].isascii() else str.maketrans(arabic, chinese)
    return found["rest"].translate(table)
