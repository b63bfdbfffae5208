"""Pairs of terms and values that may stand in one matching question, with no second way to match them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizzes.core.closed_sets import CLOSED_SETS
from quizzes.core.dates import granularity, sort_key
from quizzes.core.distractors import too_close
from quizzes.core.drafts import Draft, Pair, PairGroup
from quizzes.core.exclusions import says_the_same
from quizzes.core.perturb import Setting, variants
from quizzes.core.pools import Pools
from quizzes.core.quantities import parse_quantity
from quizzes.core.stems import HOLE, plain
from quizzes.core.types import Point
from quizzes.core.wordlists import words

FEWEST = 4
_LONGEST_SIDE = 40
_CHUNK = 40
_TRIVIAL = frozenset(words("中国 我国 国家 中华 人民 大会 会议 关于 公司 大学 学院 理论 思想 时期 年月 工作"))
_NUMERIC = frozenset(words("measure number count range fraction ratio clock date date_range ordinal level"))
_KIND_NAMES = {
    "date": "日期",
    "date_range": "起止时间",
    "measure": "数值",
    "number": "数值",
    "count": "数目",
    "range": "范围",
    "fraction": "比例",
    "ratio": "比例",
    "clock": "时间",
    "ordinal": "次序",
    "level": "等级",
    "text": "内容",
}


def pair_groups(points: Sequence[Point], kinds: dict[str, tuple[str, str, str]], pools: Pools) -> tuple[PairGroup, ...]:
    """Pairs by relation. `kinds` gives the right side of a key point, its class and unit; the others are left out."""
    by_relation: dict[tuple[str, str], list[Pair]] = {}
    for point in sorted(points, key=lambda p: p.id):
        if point.id not in kinds:
            continue
        right, kind, unit = kinds[point.id]
        relation = _relation(point.category, kind)
        left = _left(point, right)
        if left and len(right) <= _LONGEST_SIDE:
            pair = Pair(
                point.id, left, right, relation, tuple(n for n in (point.term, *point.aliases) if n), point.statement
            )
            by_relation.setdefault((relation, _shape(right, kind, unit)), []).append(pair)
    groups = [
        _group(relation, chunk, pools)
        for (relation, _), pairs in sorted(by_relation.items())
        for chunk in _chunks(pairs)
    ]
    return tuple(group for group in groups if group is not None)


def _chunks(pairs: list[Pair]) -> Iterator[list[Pair]]:
    """At most `_CHUNK` pairs at a time: every pair is held against every other."""
    for start in range(0, len(pairs), _CHUNK):
        if len(pairs) - start >= FEWEST:
            yield pairs[start : start + _CHUNK]


def _relation(category: str, kind: str) -> str:
    return f"{category or '名目'}与{_KIND_NAMES.get(kind, '内容')}"


def _left(point: Point, right: str) -> str:
    if point.term:
        return point.term if len(point.term) <= _LONGEST_SIDE and plain(right) not in plain(point.term) else ""
    place = point.statement.find(right)
    if place < 0 or point.statement.count(right) != 1 or len(point.statement) > _LONGEST_SIDE:
        return ""
    return point.statement.replace(right, HOLE * 2).rstrip("。")


def _shape(right: str, kind: str, unit: str) -> str:
    """Rights of one shape do not betray themselves by their form."""
    if kind == "date":
        return "date:" + granularity(right)
    if kind in _NUMERIC:
        return f"{kind if kind not in ('measure', 'number', 'count') else 'number'}:{unit}"
    return "latin" if right.isascii() else "text"


def _group(relation: str, pairs: list[Pair], pools: Pools) -> PairGroup | None:
    kept = _similar_lengths([pair for pair in pairs if not _shares(pair, pairs)])
    left_out = [pair.right for pair in pairs if pair not in kept]
    if len(kept) < FEWEST:
        return None
    conflicts = tuple(
        (i, j) for i in range(len(kept)) for j in range(i + 1, len(kept)) if _conflict(kept[i], kept[j], pools)
    )
    return PairGroup(
        relation, tuple(kept), conflicts, tuple(_extras(kept, left_out, pools)), tuple(_strangers(kept, pools))
    )


def _is_numeric(text: str) -> bool:
    return sort_key(text) is not None or bool(re.search(r"\d", text)) or parse_quantity(text) is not None


def _similar_lengths(pairs: list[Pair]) -> list[Pair]:
    """The largest set of pairs whose right sides differ in length by at most 2.5 times."""
    if any(_is_numeric(pair.right) for pair in pairs):
        return pairs
    best: list[Pair] = []
    for shortest in sorted({len(pair.right) for pair in pairs}):
        window = [pair for pair in pairs if shortest <= len(pair.right) <= 2.5 * shortest]
        best = max(best, window, key=len)
    return best


def _bigrams(text: str) -> set[str]:
    form = plain(text).replace("_", "")
    return {form[i : i + 2] for i in range(len(form) - 1)} - _TRIVIAL


def _shares(pair: Pair, pairs: Sequence[Pair]) -> bool:
    """Whether the sides of a pair have a telling piece in common that not all right sides have."""
    shared = _bigrams(pair.left) & _bigrams(pair.right)
    return any(not all(piece in plain(other.right) for other in pairs) for piece in shared)


def _conflict(one: Pair, other: Pair, pools: Pools) -> bool:
    if _equal(one.right, other.right) or one.point_id == other.point_id:
        return True
    if says_the_same(one.left, other.left, pools) or plain(one.left) == plain(other.left):
        return True
    return _states(one, other) or _states(other, one)


def _equal(one: str, other: str) -> bool:
    a, b = plain(one), plain(other)
    if a == b or sort_key(one) is not None or sort_key(other) is not None:
        return a == b
    first, second = parse_quantity(one), parse_quantity(other)
    if first is not None and second is not None:
        return first.value == second.value
    return not _is_numeric(one) and (a in b or b in a)


def near(one: str, other: str) -> bool:
    """Too like each other for one to be an extra beside the other."""
    if _equal(one, other) or sort_key(one) is not None or sort_key(other) is not None:
        return _equal(one, other)
    first, second = parse_quantity(one), parse_quantity(other)
    return first is not None and second is not None and too_close(first.value, second.value)


def _states(one: Pair, other: Pair) -> bool:
    """Whether the key point of one pair also says the other's right side, or either left side shows it."""
    right = plain(other.right)
    return (
        right in plain(one.left)
        or plain(one.right) in plain(other.left)
        or (len(right) > 1 and right in plain(one.statement))
    )


def _extras(pairs: Sequence[Pair], left_out: Sequence[str], pools: Pools) -> Iterator[str]:
    """Right sides of the same kind that belong to nothing here: left out, changed numbers, members of a set."""
    yield from _fresh([*left_out, *_extra_proposals([pair.right for pair in pairs])], pairs)


def _strangers(pairs: Sequence[Pair], pools: Pools) -> Iterator[str]:
    """Values of other categories: better than no set when a category has just enough pairs."""
    rights = [pair.right for pair in pairs]
    if any(_is_numeric(right) for right in rights):
        return
    shortest, longest = min(map(len, rights)), max(map(len, rights))
    values = [text for category in sorted(pools.values) for text in pools.values[category]]
    fitting = [t for t in values if t.isascii() == rights[0].isascii() and longest / 2.5 <= len(t) <= shortest * 2.5]
    kin = [text for text in fitting if any(text[-1] == right[-1] for right in rights)]
    alike = [text for text in fitting if any(pools.builds.get(text) == pools.builds.get(right, "") for right in rights)]
    yield from _fresh([text for text in (*kin, *alike, *fitting) if not _is_numeric(text)], pairs)


def _fresh(proposals: Sequence[str], pairs: Sequence[Pair]) -> Iterator[str]:
    rights = [pair.right for pair in pairs]
    everything = " ".join(plain(pair.statement + " " + pair.left) for pair in pairs)
    given: list[str] = []
    for text in proposals:
        if not _looks_like(text, rights):
            continue
        fresh = not any(near(text, right) for right in (*rights, *given))
        if fresh and plain(text) not in everything and len(given) < 8:
            given.append(text)
            yield text


_DOCUMENT = re.compile("(?:通知|意见|规定|办法|条例|决定|规划|纲要|规范|细则)$")


def _looks_like(text: str, rights: Sequence[str]) -> bool:
    """A document among measures, or one far longer than all others, could be left aside at sight."""
    document = _DOCUMENT.search(text) is None or any(_DOCUMENT.search(right) for right in rights)
    return document and len(text) <= 1.5 * max(map(len, rights)) + 2


def _extra_proposals(rights: Sequence[str]) -> Iterator[str]:
    for right in rights:
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


def best_value(point: Point, drafts: Sequence[Draft]) -> tuple[str, str, str] | None:
    """The right side of a key point's pair when nobody gave one: its best single blank, if the term is not it."""
    if not point.term or not point.category:
        return None
    for draft in drafts:
        blank = draft.blanks[0]
        if (
            len(draft.blanks) == 1
            and blank.kind in _NUMERIC | {"title", "latin", "phrase"}
            and plain(blank.answer) not in plain(point.term)
        ):
            quantity = parse_quantity(blank.answer)
            return blank.answer, blank.kind if blank.kind in _NUMERIC else "text", quantity.unit if quantity else ""
    return None
