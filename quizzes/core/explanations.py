"""The sentence that tells a member how an answer was judged: 按数值判：4.16万 = 41600。"""

from __future__ import annotations

from dataclasses import replace

from quizzes.core.types import Verdict

LONGEST_QUOTED = 40  # characters of an answer or key


def compared(verdict: Verdict, by: str, given: str, key: str, *, sign: str = "=") -> Verdict:
    """`verdict` with both sides shown beside each other; what it says by itself follows."""
    sign = sign if verdict.credit else "≠"
    sides = f"按{by}判：{_short(given)} {sign} {_short(key)}"
    rest = f"，{verdict.explanation}" if verdict.explanation else "。"
    return replace(verdict, explanation=sides + rest)


def _short(text: str) -> str:
    text = "".join(character if character.isprintable() else " " for character in text.strip())
    return text if len(text) <= LONGEST_QUOTED else text[:LONGEST_QUOTED] + "…"
