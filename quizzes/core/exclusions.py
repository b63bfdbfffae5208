"""Why a wrong answer must not be offered: it may be right, it gives itself away, or it says the same."""

from __future__ import annotations

from quizzes.core.closed_sets import SYNONYMS
from quizzes.core.pools import Pools
from quizzes.core.stems import plain


def fits_length(key: str, other: str) -> bool:
    """Half to twice as long, and for short answers at most two characters apart."""
    if not len(key) <= 2 * len(other) <= 4 * len(key):
        return False
    return len(key) > 4 or abs(len(key) - len(other)) <= 2


def says_the_same(one: str, other: str, pools: Pools) -> bool:
    """Equal, one inside the other, abbreviation, alias or listed synonym."""
    a, b = plain(one), plain(other)
    if not a or not b or a in b or b in a:
        return True
    if _abbreviates(a, b) or _abbreviates(b, a):
        return True
    return b in pools.names.get(a, ()) or any(a in group and b in group for group in SYNONYMS)


def _abbreviates(short: str, full: str) -> bool:
    """北大 for 北京大学: same first character, in order, at least two shorter."""
    if len(full) - len(short) < 2 or short[0] != full[0]:
        return False
    position = 0
    for character in full:
        position += position < len(short) and character == short[position]
    return position == len(short)


def one_character_apart(one: str, other: str) -> bool:
    """Two long names that differ in one character are usually one thing written twice."""
    if len(one) != len(other) or len(one) < 4:
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def may_be_right(key: str, other: str, statement: str, start: int, pools: Pools) -> bool:
    """A member of a list with the answer, the whole that it is a part of, a statement of the material, or words that
    fit on both sides."""
    a, b = plain(key), plain(other)
    mates = pools.mates.get(a, set())
    if any(whole.endswith(b) for whole in pools.wholes.get(a, ())):
        return True  # 生活垃圾 for 有害垃圾, which is one kind of it
    if b in mates or any(len(mate) > 1 and (mate in b or b in mate) for mate in mates):
        return True
    if plain(statement[:start] + other + statement[start + len(key) :]) in pools.statements:
        return True
    left, right = statement[max(0, start - 2) : start], statement[start + len(key) : start + len(key) + 2]
    return len(left) == 2 and len(right) == 2 and left + other in pools.corpus and other + right in pools.corpus
