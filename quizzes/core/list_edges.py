"""An item of a list, and how clear its edges are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from quizzes.core.lexicon import DEFINES, LIST_STOPS, LIST_TRIGGERS, NOMINAL, RELATES
from quizzes.core.reading import Unit
from quizzes.core.wordlists import words

_LONGEST_ITEM = 16
_ANNOUNCE = frozenset(words("有 包括 包含 分为 由 含有 具有 具备"))
_THEN = frozenset("必则即就便")  # 借贷必相等: what is before is a subject, no item


@dataclass(frozen=True, slots=True)
class Item:
    start: int
    end: int
    is_sure: bool  # both edges are certain


@dataclass(frozen=True, slots=True)
class Listing:
    items: tuple[Item, ...]


def as_item(units: Sequence[Unit], sure: bool) -> Item:
    return Item(units[0].start, units[-1].end, sure and units[-1].end - units[0].start <= _LONGEST_ITEM)


def length_of(units: Sequence[Unit]) -> int:
    return units[-1].end - units[0].start


def is_tally(unit: Unit) -> bool:
    """三类, 六大类, 五种: says how many items there were, and is none of them."""
    return unit.span in ("count", "number") or bool(re.match("[两二三四五六七八九十]", unit.text))


def has_trigger(units: Sequence[Unit]) -> bool:
    """方法有指压法 holds the verb that announces the list."""
    return any(unit.text in DEFINES | _ANNOUNCE for unit in units[:-1])


def tags_of(units: Sequence[Unit]) -> tuple[str, ...]:
    return tuple(unit.span or unit.tag[:1] for unit in units)


def left_edge(before: Unit | None, first: Unit) -> float:
    """How clearly an item begins with `first` behind `before`: below 0 not at all, 0.9 for certain."""
    if before is not None and before.is_noun and first.is_noun and before.text not in LIST_TRIGGERS | RELATES:
        return -0.4  # inside a noun phrase: 存款|准备金率
    if before is None:
        return 0.8
    if before.text in LIST_TRIGGERS | RELATES | DEFINES:
        return 0.9
    if before.is_function or before.span in ("number", "count"):
        return 0.6
    return 0.35 if before.tag == "v" else 0.0


def right_edge(after: Unit | None, last: Unit) -> float:
    """How clearly an item ends with `last` in front of `after`, on the same scale."""
    if after is not None and is_transitive(last) and (after.is_noun or after.tag == "r"):
        return -0.4  # 恶意串通损害|他人合法权益
    if after is not None and after.is_noun and last.is_noun and after.text not in LIST_STOPS and not is_tally(after):
        return -0.4
    if after is None:
        return 0.9
    if after.text in LIST_STOPS or is_tally(after):
        return 0.9
    if after.text in RELATES:
        return 0.8
    if after.is_function:
        return 0.0 if after.text in _THEN else 0.5
    return 0.25 if after.tag == "v" else 0.0


def shares_its_end(items: Sequence[Sequence[Unit]], place: int) -> bool:
    """主任负责制 in 部长、主任负责制: what follows the first word belongs to the items before as well."""
    item, earlier = items[place], items[:place]
    text = "".join(unit.text for unit in item)
    single = len(earlier) > 1 and all(length_of(other) == 1 for other in earlier[1:])
    if single and len(text) == 2 and text[-1] in "层井田藏管压侧相区权类性方面者":
        return True  # 水层 in 油、气、水层
    ends = {other[-1].text[-1] for other in earlier}
    if len(text) > 2 and ends == {text[-2]} != {text[-1]} and not any(unit.span for unit in item):
        return True  # 生理学或医学奖
    if len(item) < 2 or not earlier or not all(unit.is_noun and not unit.span for unit in item):
        return False
    one_word = all(len(other) == 1 and other[0].is_noun and not other[0].span for other in earlier)
    near = all(abs(length_of(other) - length_of(item[:1])) <= (len(item) > 2) for other in earlier)
    return one_word and near and (item[0].tag[0] in "nb" or item[0].tag == "vn")


def share_an_object(items: Sequence[Sequence[Unit]]) -> bool:
    """认购、包销国债, 消除或减弱系统误差: two verbs and one object."""
    if len(items) > 2 and len({length_of(item) for item in items}) == 1:
        return False  # 合理利用、加强管理 beside others of four characters
    return any(
        len(item) > 1 and is_transitive(item[0]) and item[-1].is_noun and len(other) < 4 and is_transitive(other[-1])
        for other, item in pairwise(items)
        if len(other) == 1 or not is_transitive(other[0])  # 没收违法所得 has its own
    )


def shares_its_verb(items: Sequence[Sequence[Unit]], place: int) -> bool:
    """增强抗倒伏 in 增强抗倒伏和抗病能力: the last item hangs on the verb of the one before."""
    if place != len(items) - 2:
        return False
    item, last = items[place], items[-1]
    acts = len(item) > 1 and is_transitive(item[0])
    return acts and all(unit.is_noun for unit in last)


def share_a_head(items: Sequence[Sequence[Unit]]) -> bool:
    """弱酸性或中性皮肤清洗液."""
    one, other = items[-2:]
    kind = one[-1].text[-1]
    return len(other) > 1 and kind in "性型式类级" and other[0].text[-1] == kind and not other[0].span


def shares_its_middle(items: Sequence[Sequence[Unit]]) -> bool:
    """泡沫类密闭 in 水胶体、泡沫类密闭、半密闭敷料: what the next item calls by its whole name."""
    return any(
        one[-1].text in "".join(unit.text for unit in other[:-1]) and len(one[-1].text) > 1 and len(one) > 1
        for one, other in pairwise(items)
    )


def is_transitive(unit: Unit) -> bool:
    return unit.tag in ("v", "vd") and not unit.span and unit.text not in NOMINAL
