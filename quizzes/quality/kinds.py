"""Closed lists that the checker knows by itself: members of one list are of one kind whatever their letters."""

from __future__ import annotations

from pathlib import Path

_LINES = Path(__file__).with_name("kinds.txt").read_text(encoding="utf-8").splitlines()
_SETS = tuple(frozenset(line.partition("：")[2].split()) for line in _LINES if not line.startswith("#"))
_SUFFIXES = ("省", "市", "县", "自治区")


def share_a_list(first: str, second: str) -> bool:
    """Whether both are members of one closed list; 长沙市 counts as 长沙."""
    return any(_bare(first) & members and _bare(second) & members for members in _SETS)


def _bare(text: str) -> set[str]:
    return {text, *(text.removesuffix(suffix) for suffix in _SUFFIXES)}
