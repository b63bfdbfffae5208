"""Right sides too many: of the kind of a matching set, and belonging to none of its left sides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quizzes.core.closed_sets import CLOSED_SETS
from quizzes.core.dates import sort_key
from quizzes.core.distractors import too_close
from quizzes.core.drafts import Pair
from quizzes.core.perturb import Setting, variants
from quizzes.core.pools import Pools
from quizzes.core.quantities import parse_quantity
from quizzes.core.stems import plain


@dataclass
class Sides:
    """All right sides of a material: those of each shape, and in N form the terms that each belongs to."""

    shapes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    owners: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def strangers(pairs: Sequence[Pair], values: Sequence[str], pools: Pools, known: Sides) -> Iterator[str]:
    """Values of other categories: better than no set when a category has just enough pairs."""
    rights = [pair.right for pair in pairs]
    if any(is_numeric(right) for right in rights):
        return
    shortest, longest = min(map(len, rights)), max(map(len, rights))
    fitting = [t for t in values if t.isascii() == rights[0].isascii() and longest / 2.5 <= len(t) <= shortest * 2.5]
    kin = [text for text in fitting if any(text[-1] == right[-1] for right in rights)]
    alike = [text for text in fitting if any(pools.builds.get(text) == pools.builds.get(right, "") for right in rights)]
    yield from fresh([text for text in (*kin, *alike, *fitting) if not is_numeric(text)], pairs, known)


def fresh(proposals: Sequence[str], pairs: Sequence[Pair], known: Sides) -> Iterator[str]:
    """Those of `proposals` that belong to nothing on the left."""
    rights = [pair.right for pair in pairs]
    lefts = {plain(name) for pair in pairs for name in (pair.left, *pair.names)}
    everything = " ".join(plain(pair.statement + " " + pair.left) for pair in pairs)
    given: list[str] = []
    for text in proposals:
        if not _looks_like(text, rights) or not lefts.isdisjoint(known.owners.get(plain(text), ())):
            continue  # 救风尘 is by 关汉卿 as well as 窦娥冤
        is_fresh = not any(near(text, right) for right in (*rights, *given))
        if is_fresh and plain(text) not in everything and len(given) < 8:
            given.append(text)
            yield text


_DOCUMENT = re.compile("(?:通知|意见|规定|办法|条例|决定|规划|纲要|规范|细则)$")


def _looks_like(text: str, rights: Sequence[str]) -> bool:
    """A document among measures, or one far longer than all others, could be left aside at sight."""
    document = _DOCUMENT.search(text) is None or any(_DOCUMENT.search(right) for right in rights)
    sizes = [*map(len, rights)]
    even = len(text) <= 1.5 * max(sizes) + 2 and (
        is_numeric(text) or max(*sizes, len(text)) <= 2.5 * min(*sizes, len(text))
    )
    return document and even


def extra_proposals(rights: Sequence[str], *, written: bool) -> Iterator[str]:
    """Right sides of the same kind that nothing here has: changed numbers, but none in a name, and members of a set."""
    for right in () if written else rights:
        kind, unit = _kind_of(right)
        if kind:
            yield from variants(kind, right, unit, Setting(""))[:3]
    for members, _ in CLOSED_SETS:
        if sum(right in members for right in rights) >= 2:
            yield from (member for member in members if member not in rights)


def _kind_of(right: str) -> tuple[str, str]:
    if sort_key(right) is not None:
        return "date", ""
    quantity = parse_quantity(right)
    return ("measure", quantity.unit) if quantity is not None else ("", "")


def is_numeric(text: str) -> bool:
    return sort_key(text) is not None or bool(re.search(r"\d", text)) or parse_quantity(text) is not None


def equal(one: str, other: str) -> bool:
    """The same date, the same value, or one wording within the other."""
    a, b = plain(one), plain(other)
    if a == b or sort_key(one) is not None or sort_key(other) is not None:
        return a == b
    first, second = parse_quantity(one), parse_quantity(other)
    if first is not None and second is not None:
        return first.value == second.value
    return not is_numeric(one) and (a in b or b in a)


def near(one: str, other: str) -> bool:
    """Too like each other for one to be an extra beside the other."""
    if equal(one, other) or sort_key(one) is not None or sort_key(other) is not None:
        return equal(one, other)
    first, second = parse_quantity(one), parse_quantity(other)
    return first is not None and second is not None and too_close(first.value, second.value)
