"""甲和乙: two things with nothing else to compare them with, where they are a list."""

from __future__ import annotations

from collections.abc import Sequence

from quizzes.core.lexicon import DEFINES, KINDS, PREPOSITIONS, RELATES
from quizzes.core.list_edges import (
    Listing,
    as_item,
    has_trigger,
    is_transitive,
    left_edge,
    length_of,
    right_edge,
    share_a_head,
    share_an_object,
    shares_its_end,
    tags_of,
)
from quizzes.core.reading import Unit
from quizzes.core.wordlists import words

_RELATIONS = frozenset(
    words(
        """
    有关 无关 相关 比 相比 相同 不同 相等 相当 一致 相反 相互 联系 反应 化合 混合 接触 作用 结合 相遇
    """
    )
)
_USES = frozenset(words("用 常用 多用 采用 选用 使用"))
_ITEM_TAGS = frozenset(words("v a z t ad d vd i l m h"))  # h: 非|竞争性


def pair_in(clause: Sequence[Unit]) -> Listing | None:
    """甲和乙 with nothing else to compare: only when both look alike and both outer edges are clear."""
    found: list[Listing] = []
    for index, unit in enumerate(clause):
        if unit.text in ("和", "与", "及", "以及", "或") and 0 < index < len(clause) - 1:
            pair = two_items(list(clause[:index]), list(clause[index + 1 :]), by_comma=False)
            found += [pair] if pair else []
    return max(found, key=lambda pair: pair.items[0].is_sure, default=None)


def two_items(left: list[Unit], right: list[Unit], *, by_comma: bool) -> Listing | None:
    best: tuple[float, int, int, bool] | None = None
    for i in range(max(0, len(left) - 5), len(left)):
        for j in range(1, min(len(right), 5) + 1):
            scored = _pair_score(left, i, right, j, by_comma)
            if scored is not None and (best is None or (scored[0], -i, j) > best[:3]):
                best = (scored[0], -i, j, scored[1])
    if best is None:
        return None
    _, negative, j, sure = best
    items = left[-negative:], right[:j]
    sure = sure and not (by_comma and _are_clauses(left, items)) and not _share_a_title(*items)
    sure = sure and not (shares_its_end(items, 1) or share_an_object(items) or share_a_head(items))
    return Listing(tuple(as_item(item, sure) for item in items))


def _share_a_title(one: Sequence[Unit], other: Sequence[Unit]) -> bool:
    """豪放派词人苏轼和辛弃疾."""
    return len(one) > 1 and len(other) == 1 and one[-1].tag == other[0].tag == "nr"


def _are_clauses(left: Sequence[Unit], items: tuple[Sequence[Unit], ...]) -> bool:
    """图文部分亲油、空白部分亲水, which no verb announces."""
    described = any(unit.text == "的" for item in items for unit in item)
    announced = any(unit.text in _SAYS for unit in left)
    return all(len(item) > 2 for item in items) and not described and not announced


def _pair_score(left: list[Unit], i: int, right: list[Unit], j: int, by_comma: bool) -> tuple[float, bool] | None:
    """How well left[i:] and right[:j] make a pair, and whether both outer edges are clear."""
    first, second = left[i:], right[:j]
    before, after = left[i - 1] if i else None, right[j] if j < len(right) else None
    if before is not None and before.text in PREPOSITIONS and after is None:
        return None  # 通过稀释和冷却作用|灭火: the last word is what is done
    if not (_may_pair(first) and _may_pair(second)) or has_trigger(first) or _relates(second, after, by_comma):
        return None
    closes = after is None or after.text in ("时", "后", "前")
    if len(second) > 1 and closes and second[-1].tag == "v" and is_transitive(second[-1]) and first[-1].is_noun:
        return None  # 多靠语义和语序|贯通: the last word is what is done
    takes = first[0].text in _USES | RELATES or (is_transitive(first[0]) and first[-1].is_noun)
    takes = takes and first[-1].text not in KINDS  # 锤击法和热处理法
    if len(first) > 1 and takes and not _acts(second[0]):
        return None  # 常用|年限平均法和…, 产生|酒精和…, 服用|甲硝唑或…
    starts, ends = left_edge(before, first[0]), right_edge(after, second[-1])
    same_length = length_of(first) == length_of(second)
    shared_end = first[-1].text[-1] == second[-1].text[-1]
    shared_start = first[0].text[0] == second[0].text[0]
    if same_length or shared_end or shared_start:
        alike = 0.4 * same_length + 0.5 * shared_end + 0.2 * shared_start
        alike += 0.3 * (tags_of(first) == tags_of(second)) + 0.3 * (same_length and shared_end)
        score = round(starts + ends + alike - abs(length_of(first) - length_of(second)) / 8, 4)
        return score, starts >= 0.5 and ends >= 0.5 and score >= 1.6
    nominal = len(first) + len(second) <= 5 and all(unit.is_noun for unit in (*first, *second))
    announced = _is_announced(before, after) or (before is not None and before.text in _SAYS and ends >= 0.9)
    return (round(starts + ends - 0.6, 4), True) if nominal and announced else None


_SAYS = DEFINES | RELATES


def _is_announced(before: Unit | None, after: Unit | None) -> bool:
    """由甲和乙组成, 以甲和乙为主."""
    if before is None or after is None:
        return False
    return (before.text == "由" and after.text in ("组成", "构成")) or (before.text == "以" and after.text == "为主")


def _acts(unit: Unit) -> bool:
    return unit.tag.startswith("v") or unit.text in RELATES


def _may_pair(item: Sequence[Unit]) -> bool:
    """Words of one piece; 光未然作词, a noun with its verb, is a clause, unless it is a phrase of four characters."""
    if not all(unit.is_noun or unit.tag in _ITEM_TAGS or unit.span for unit in item):
        return False
    if any(unit.tag[0] == "v" and not unit.span for unit in item[1:-1]) and item[-1].text not in KINDS:
        return False  # 精子与卵融合成合子
    return len(item) == 1 or not item[0].is_noun or item[-1].is_noun or length_of(item) == 4


def _relates(second: Sequence[Unit], after: Unit | None, by_comma: bool) -> bool:
    """甲与乙有关, 甲与乙之比, 甲和乙的关系: no list, but a relation between two."""
    if not by_comma and after is not None and after.tag == "v" and after.text not in RELATES | DEFINES:
        return True
    if second[-1].text in _RELATIONS or second[-1].text in RELATES or any(unit.text[0] == "之" for unit in second):
        return True
    return after is not None and (
        after.text[0] in "之相" or after.text in _RELATIONS or (after.text == "的" and not by_comma)
    )
