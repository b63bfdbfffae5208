"""A statement with a hole in it, and the plain form in which two texts count as the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from quizzes.core.normal import normalise

HOLE = "＿"
_CONTENT = re.compile(r"[A-Za-z0-9\u3400-\u9fff\U00020000-\U0003134f\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """N(x): the form in which two texts count as the same."""
    return normalise(text)


def content_length(text: str) -> int:
    """Chinese characters, letters and digits."""
    return len(_CONTENT.findall(text))


def stem(statement: str, blanks: Sequence[tuple[int, int]]) -> str:
    """The statement with each blank replaced by one hole."""
    parts, position = [], 0
    for start, end in sorted(blanks):
        parts.append(statement[position:start])
        position = end
    return HOLE.join([*parts, statement[position:]])
