"""Pairs of terms and values that may stand in one matching question, with no second way to match them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quizzes.core.dates import granularity
from quizzes.core.drafts import Pair, PairGroup
from quizzes.core.exclusions import says_the_same
from quizzes.core.extras import Sides, equal, extra_proposals, fresh, strangers
from quizzes.core.pools import Pools
from quizzes.core.right_sides import LONGEST_SIDE, NUMERIC, RightSide
from quizzes.core.stems import HOLE, plain
from quizzes.core.types import Point
from quizzes.core.wordlists import words

FEWEST = 4
_CHUNK = 40
_TRIVIAL = frozenset(words("中国 我国 国家 中华 人民 大会 会议 关于 公司 大学 学院 理论 思想 时期 年月 工作"))
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
    "definition": "定义",
    "title": "篇名",
    "text": "内容",
}
_MEANS_DEFINITION = frozenset(words("定义 概念 术语 名词 名词解释 基本概念"))


def pair_groups(points: Sequence[Point], sides: Mapping[str, RightSide], pools: Pools) -> tuple[PairGroup, ...]:
    """Pairs by relation. `sides` gives the right side of a key point; a point without one is left out."""
    by_relation: dict[tuple[str, str], list[Pair]] = {}
    known = Sides()
    for point in sorted(points, key=lambda p: p.id):
        if point.id not in sides:
            continue
        side = sides[point.id]
        names = tuple(name for name in (point.term or side.term, *point.aliases) if name)
        known.owners[plain(side.text)].update(map(plain, names))
        known.shapes[_shape(side)].add(side.text)
        left = _left(point, side)
        if left and len(side.text) <= LONGEST_SIDE:
            relation = _relation(point.category, side)
            pair = Pair(point.id, left, side.text, relation, names, point.statement)
            by_relation.setdefault((relation, _shape(side)), []).append(pair)
    groups = [
        _group(relation, shape, chunk, pools, known)
        for (relation, shape), pairs in sorted(by_relation.items())
        for chunk in _chunks(pairs)
    ]
    return tuple(group for group in groups if group is not None)


def _chunks(pairs: list[Pair]) -> Iterator[list[Pair]]:
    """At most `_CHUNK` pairs at a time, and even parts of more: every pair is held against every other."""
    parts = -(-len(pairs) // _CHUNK)
    for part in range(parts if len(pairs) >= FEWEST else 0):
        yield pairs[part::parts]


def _relation(category: str, side: RightSide) -> str:
    left = "术语" if side.kind == "definition" and category in _MEANS_DEFINITION | {""} else category or "名目"
    return f"{left}与{_KIND_NAMES.get(side.role) or _KIND_NAMES.get(side.kind, '内容')}"


def _left(point: Point, side: RightSide) -> str:
    term = point.term or side.term
    if term:
        return term if len(term) <= LONGEST_SIDE and plain(side.text) not in plain(term) else ""
    place = point.statement.find(side.text)
    if place < 0 or point.statement.count(side.text) != 1 or len(point.statement) > LONGEST_SIDE:
        return ""
    return point.statement.replace(side.text, HOLE * 2).rstrip("。")


_TEXTS = ("latin", "text", "definition")


def _shape(side: RightSide) -> str:
    """Rights of one shape do not betray themselves by their form."""
    if side.kind == "date":
        return "date:" + granularity(side.text)
    if side.kind in NUMERIC:
        return f"{side.kind if side.kind not in ('measure', 'number', 'count') else 'number'}:{side.unit}"
    if side.kind == "definition":
        return "definition"
    return f"latin:{side.role}" if side.text.isascii() else f"text:{side.role}"


def _group(relation: str, shape: str, pairs: list[Pair], pools: Pools, known: Sides) -> PairGroup | None:
    written = shape.startswith(_TEXTS)
    unshared = [pair for pair in pairs if not _shares(pair, pairs, written=written)]
    kept = _similar_lengths(unshared) if written else unshared
    left_out = [pair.right for pair in pairs if pair not in kept]
    if len(kept) < FEWEST:
        return None
    conflicts = tuple(
        (i, j) for i in range(len(kept)) for j in range(i + 1, len(kept)) if _conflict(kept[i], kept[j], pools)
    )
    extras = fresh([*left_out, *extra_proposals([pair.right for pair in kept], written=written)], kept, known)
    others = strangers(kept, sorted(known.shapes[shape]), pools, known) if shape.startswith("text") else ()
    return PairGroup(relation, tuple(kept), conflicts, tuple(extras), tuple(others))


def _similar_lengths(pairs: list[Pair]) -> list[Pair]:
    """The largest set of pairs whose right sides differ in length by at most 2.5 times."""
    best: list[Pair] = []
    for shortest in sorted({len(pair.right) for pair in pairs}):
        window = [pair for pair in pairs if shortest <= len(pair.right) <= 2.5 * shortest]
        best = max(best, window, key=len)
    return best


def _bigrams(text: str) -> set[str]:
    form = plain(text).replace("_", "")
    return {form[i : i + 2] for i in range(len(form) - 1)} - _TRIVIAL


def _shares(pair: Pair, pairs: Sequence[Pair], *, written: bool) -> bool:
    """Whether the sides of a pair have a telling piece in common that not all right sides have: 泰国 and 泰铢."""
    shared = _bigrams(pair.left) & _bigrams(pair.right)
    if any(not all(piece in plain(other.right) for other in pairs) for piece in shared):
        return True
    if not written or len(pair.right) > _NAME_LENGTH:
        return False
    others = "".join(plain(other.left) for other in pairs if plain(other.left) != plain(pair.left))
    return any(
        "\u4e00" <= character <= "\u9fff" and character not in others and character not in _EVERYWHERE
        for character in set(plain(pair.left)) & set(plain(pair.right))
    )


_NAME_LENGTH = 8  # of a name every character tells something
_EVERYWHERE = "的之和与一二三四五六七八九十不大小中上下国人学法性"


def _conflict(one: Pair, other: Pair, pools: Pools) -> bool:
    if equal(one.right, other.right) or one.point_id == other.point_id:
        return True
    if says_the_same(one.left, other.left, pools):
        return True
    if min(len(one.right), len(other.right)) > _NAME_LENGTH and _is_like(one.right, other.right):
        return True
    return _states(one, other) or _states(other, one)


_ALIKE = 0.35  # of the pieces of two characters that two definitions have, those that both have


def _is_like(one: str, other: str) -> bool:
    """Whether two wordings say nearly the same."""
    pieces, others = _bigrams(one), _bigrams(other)
    return bool(pieces) and len(pieces & others) / len(pieces | others) >= _ALIKE


def _states(one: Pair, other: Pair) -> bool:
    """Whether the key point of one pair also names a side of the other (《水浒传》, 施耐庵 says that 罗贯中 may have
    written it), or a left side shows the other's right side."""
    right = plain(other.right)
    left = plain(other.left)
    return (
        right in plain(one.left)
        or (len(right) > 1 and right in plain(one.statement))
        or (len(left) > 1 and left in plain(one.statement))
    )
