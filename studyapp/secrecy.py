"""Marks of secrecy in a text: what must never be put in here, and what a person has to answer for.

Plain Python. A mark counts where documents carry it: standing alone in its line, or in the form that only a mark has.
A text that merely speaks of 机密 is left in peace.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Weight = Literal["refused", "asked"]

# Lines are matched in NFKC form: one width, ordinary blanks.
_GRADE = r"(?:绝\s*密|机\s*密|秘\s*密)"
_TERM = r"(?:长期|启用前|[0-9〇一二三四五六七八九十]+\s*(?:年|个月|日))"
_YEAR = r"\s*[〔\[(]\s*(?:19|20)\d\d\s*[〕\])]\s*第?\s*\d+\s*号"
_ALONE = (
    r"(?:内部资料|内部文件|内部材料|内部使用|内部参考|内部发行|仅供内部\w{0,6}|注意保存|妥善保管|不得外传|请勿外传|严禁外传"
    r"|不得翻印|不得公开|工作秘密|商业秘密|会后收回|阅后即焚|征求意见稿|送审稿|未经\w{0,8}不得\w{0,6})"
)
_REFUSED = (
    re.compile(rf"{_GRADE}\s*[★☆*]\s*{_TERM}?"),
    re.compile(rf"^\W*{_GRADE}\s*{_TERM}\W*$"),
    re.compile(rf"^\W*(?:密级|保密等级|秘密等级)\s*:\s*{_GRADE}"),
)
_ASKED = (
    re.compile(rf"^\W*{_GRADE}\W*$"),
    re.compile(rf"^\W*{_ALONE}(?:\W+{_ALONE})*\W*$"),
    re.compile(rf"[(【\[]\s*(?:{_ALONE}|{_GRADE})(?:[\s,、]*{_ALONE})*\s*[)】\]]"),
    re.compile(r"内部资料[\s,、]*(?:请?注意保[存密]|严禁外传|不得外传|妥善保管)"),
    re.compile(rf"\w{{0,10}}密[发函电字]?{_YEAR}"),  # the number of an unpublished paper says so
    re.compile(rf"^[\w()]{{1,16}}{_YEAR}$"),  # any other number only where it stands alone, as at the head of a paper
)
_LONGEST_LINE = 2000
# Nearly every line has none of these; the rest is looked at closely.
_WORTH_A_LOOK = re.compile(
    r"密|内部|保[存管]|[得勿禁]外传|翻印|公开|会后|阅后|稿|未经|[〕\])〉）\uff3d]\s*第?\s*\d+\s*号"
)


@dataclass(frozen=True)
class SecrecyMark:
    """A mark in NFKC form, and the index of its line."""

    text: str
    weight: Weight
    line: int


def find_marks(lines: Iterable[str]) -> list[SecrecyMark]:
    """The marks in order, at most one of a line."""
    found = ((index, _mark_in(line)) for index, line in enumerate(lines))
    return [SecrecyMark(mark[0], mark[1], index) for index, mark in found if mark]


def _mark_in(line: str) -> tuple[str, Weight] | None:
    if not _WORTH_A_LOOK.search(line):
        return None
    line = unicodedata.normalize("NFKC", line[:_LONGEST_LINE]).strip()
    for pattern in _REFUSED:
        if match := pattern.search(line):
            return match[0].strip(), "refused"
    for pattern in _ASKED:
        if match := pattern.search(line):
            return match[0].strip(), "asked"
    return None
