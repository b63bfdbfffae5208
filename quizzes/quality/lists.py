"""Lists in running text, found by their marks alone: A、B和C, 一是…二是…."""

from __future__ import annotations

import re

_CLAUSE = re.compile(r"[^，。；：！？\n]+")
_LAST_JOIN = re.compile(r"以及|[和与及或]")
_NUMBERED = re.compile(r"[一二三四五六七八九十]是")
_TAIL = re.compile(r"(?:等|[一二两三四五六七八九十\d]+[大个项种类条点部])")


def lists_in(text: str) -> list[tuple[str, ...]]:
    """The items of every list. The first may have words before it, the last words after it."""
    found = []
    for clause in _CLAUSE.findall(text):
        parts = clause.split("、")
        last = _LAST_JOIN.split(parts[-1], maxsplit=1)
        if len(parts) > 1 and all(parts):
            found.append((*parts[:-1], *(part for part in last if part)))
    return found


def list_lengths(text: str) -> set[int]:
    """How many items a reader may count in each list: 和 joins the last two, or stands within one."""
    lengths = set()
    for clause in _CLAUSE.findall(text):
        parts = clause.split("、")
        if len(parts) > 1:
            lengths |= {len(parts), len(parts) + 1} if _LAST_JOIN.search(parts[-1]) else {len(parts)}
    numbered = len(_NUMBERED.findall(text))
    return lengths | ({numbered} if numbered > 1 else set())


def stand_in_one_list(first: str, second: str, items: tuple[str, ...]) -> bool:
    """Whether both texts are items of the list, an outer one with the words around it."""
    places = [_places(text, items) for text in (first, second)]
    return any(a != b for a in places[0] for b in places[1])


def _places(text: str, items: tuple[str, ...]) -> set[int]:
    last = len(items) - 1
    return {
        place
        for place, item in enumerate(items)
        if item == text
        or (place == 0 and item.endswith(text))
        or (place == last and item.startswith(text) and _is_tail(item[len(text) :]))
    }


def _is_tail(rest: str) -> bool:
    return not rest or _TAIL.match(rest) is not None or len(rest) <= 2
