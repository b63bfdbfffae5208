"""Several answers that belong together: in boxes of their own, or written one after the other in one box."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import islice

from quizzes.core.list_parts import AND, split_list
from quizzes.core.normal import normalise
from quizzes.core.types import Verdict

Judge = Callable[[str, int], Verdict]  # (what was typed, number of the key) -> verdict

EMPTY = Verdict(Fraction(0), "empty", "没有作答。")
_TWICE = Verdict(Fraction(0), "duplicate", "按列举判：这一项已经写过了，重复的不再计分。")
PAIR = Verdict(Fraction(1), "list", "按列举判：两项都写对了，不论先后。")
_MISPLACED = Verdict(Fraction(0), "order", "按顺序判：这一项写对了，但不在它的位置上。")
_NOT_LISTED = "这不是其中的任何一项。"
_MOST_CUTS = 8  # places at which one part is tried; an answer of nothing but 和 must cost nothing
_FIRST_AND = re.compile(r"^(?:以及|和|[与與]|及)(?=..)")


def assign(credits: Sequence[Sequence[Fraction]]) -> list[int]:
    """The key for each answer of a square matrix credits[answer][key]: highest sum, each key once.

    Among equals an answer keeps the key of its own place. (Hungarian method, O(n³).)
    """
    size = len(credits)
    costs = [[-2 * (size + 1) * credits[i][j] - (i == j) for j in range(size)] for i in range(size)]
    row_price, key_price = [Fraction(0)] * (size + 1), [Fraction(0)] * (size + 1)
    owner = [size] * (size + 1)  # owner[key] = the answer that holds it; the last key is a stand-in
    for answer in range(size):
        owner[size] = answer
        _augment(costs, owner, row_price, key_price)
    keys = [0] * size
    for key in range(size):
        keys[owner[key]] = key
    return keys


def _augment(
    costs: list[list[Fraction]], owner: list[int], row_price: list[Fraction], key_price: list[Fraction]
) -> None:
    """Find a key for the answer at the stand-in, moving others along the cheapest alternating path."""
    size = len(costs)
    slack: list[Fraction | None] = [None] * size
    came_from, seen, key = [size] * size, [False] * (size + 1), size
    while owner[key] != size:
        seen[key] = True
        answer, step, nearest = owner[key], None, size
        for other in (k for k in range(size) if not seen[k]):
            reduced = costs[answer][other] - row_price[answer] - key_price[other]
            known = slack[other]
            if known is None or reduced < known:
                slack[other], came_from[other], known = reduced, key, reduced
            if step is None or known < step:
                step, nearest = known, other
        _shift(step or Fraction(0), seen, owner, row_price, key_price, slack)
        key = nearest
    while key != size:
        owner[key], key = owner[came_from[key]], came_from[key]


def _shift(
    step: Fraction,
    seen: list[bool],
    owner: list[int],
    row_price: list[Fraction],
    key_price: list[Fraction],
    slack: list[Fraction | None],
) -> None:
    for key, is_seen in enumerate(seen):
        if is_seen:
            row_price[owner[key]] += step
            key_price[key] -= step
        elif key < len(slack):
            slack[key] = (slack[key] or Fraction(0)) - step


def judge_boxes(given: Sequence[str], judge: Judge, *, ordered: bool) -> list[Verdict]:
    """A verdict for each box. Without an order the boxes may hold the keys in any, each key once."""
    if ordered:
        return [_in_its_place(text, place, len(given), judge) for place, text in enumerate(given)]
    verdicts = [[judge(text, key) for key in range(len(given))] if normalise(text) else [] for text in given]
    none = [Fraction(0)] * len(given)
    keys = assign([[verdict.credit for verdict in row] or none for row in verdicts])
    return [_of_box(row, key) if row else EMPTY for row, key in zip(verdicts, keys, strict=True)]


def _in_its_place(text: str, place: int, boxes: int, judge: Judge) -> Verdict:
    if not normalise(text):
        return EMPTY
    verdict = judge(text, place)
    if verdict.credit or not any(judge(text, other).credit == 1 for other in range(boxes) if other != place):
        return verdict
    return _MISPLACED


def _of_box(row: list[Verdict], key: int) -> Verdict:
    if row[key].credit:
        return row[key]
    if any(verdict.credit for verdict in row):
        return _TWICE
    return Verdict(Fraction(0), row[key].rule, _NOT_LISTED + row[key].explanation)


def judge_enumeration(given: str, keys: Sequence[str], judge: Judge, *, ordered: bool) -> Verdict:
    """Several answers typed in one box: the share of `keys` hit, less half a key for each wrong part too many.

    With an order, one that is left out or too many does not spoil the rest; but where two have changed places, only
    those count that stand in their own.
    """
    parts = _parts(given, keys, judge)
    surplus = max(0, len(parts) - len(keys))
    if surplus > 2 * len(keys):
        return _enumerated(Fraction(0), len(keys), surplus)
    credits = [[judge(part, key).credit for key in range(len(keys))] for part in parts]
    hits = _in_any_order(credits, len(keys))
    if ordered and _in_order(credits, len(keys)) < hits:
        in_place = sum((row[place] for place, row in enumerate(credits[: len(keys)])), Fraction(0))
        return _out_of_order(in_place, len(keys), surplus)
    return _enumerated(hits, len(keys), surplus)


def _parts(given: str, keys: Sequence[str], judge: Judge) -> list[str]:
    """What was typed, cut into different parts; at 和 and the like only where no key is cut."""

    def is_hit(part: str) -> bool:
        return any(judge(part, key).credit for key in range(len(keys)))

    parts: list[str] = []
    for part in split_list(given, keys)[: 4 * len(keys) + 4]:
        part = part if is_hit(part) else _FIRST_AND.sub("", part)
        parts += [part] if is_hit(part) else _run_together(part, keys) or _cut_at_and(part, is_hit) or _joined(part)
    return list({normalise(part): part for part in parts}.values())


def is_same_pair(given: str, key: str) -> bool:
    """黄河、长江 for 长江和黄河: two parts of like length, whatever joins them and whichever comes first."""
    wanted = [normalise(part) for part in AND.split(key)]
    if len(wanted) != 2 or min(map(len, wanted)) < 2 or abs(len(wanted[0]) - len(wanted[1])) > 1:
        return False
    spaced = split_list(given[:400], [key])
    readings = (spaced, ["".join(given[:400].split())])
    typed = ([normalise(part) for piece in pieces for part in AND.split(piece)] for pieces in readings)
    return any(sorted(parts) == sorted(wanted) for parts in typed)


def _cut_at_and(part: str, is_hit: Callable[[str], bool]) -> list[str]:
    """文明与和谐 -> 文明, 和谐: at the word beside which an item ends; [] where none does."""
    for word in islice(AND.finditer(part[:400]), _MOST_CUTS):
        head, tail = part[: word.start()], part[word.end() :]
        if is_hit(head):
            return [head, *((is_hit(tail) and [tail]) or _cut_at_and(tail, is_hit) or [tail])]
        if is_hit(tail):
            return [*(_joined(head)), tail]
    return []


def _joined(part: str) -> list[str]:
    """收治率和治愈率 -> 收治率, 治愈率; a word of one character is never cut off."""
    pieces = [piece.strip() for piece in AND.split(part[:400])]
    return pieces if all(len(piece) >= 2 for piece in pieces) else [part]


def _run_together(part: str, keys: Sequence[str]) -> list[str]:
    """早发现早报告 without any separator -> both; [] unless it is made of keys and nothing else."""
    rest, found = normalise(part), list[str]()
    by_length = sorted(((normalise(key), key) for key in keys), key=lambda pair: (-len(pair[0]), pair))
    while rest and len(found) <= len(keys):
        start, key = next(((start, key) for start, key in by_length if start and rest.startswith(start)), ("", ""))
        if not start:
            return []
        found.append(key)
        rest = rest[len(start) :]
    return found if not rest else []


def _in_any_order(credits: list[list[Fraction]], keys: int) -> Fraction:
    size = max(len(credits), keys)
    square = [row + [Fraction(0)] * (size - keys) for row in credits]
    square += [[Fraction(0)] * size for _ in range(size - len(credits))]
    return sum((square[part][key] for part, key in enumerate(assign(square))), Fraction(0))


def _in_order(credits: list[list[Fraction]], keys: int) -> Fraction:
    """The best that can be had without any two parts crossing, so that one left out does not spoil the rest."""
    best = [Fraction(0)] * (keys + 1)
    for row in credits:
        last = best[:]
        for key in range(keys):
            best[key + 1] = max(last[key + 1], best[key], last[key] + row[key])
    return best[keys]


def _out_of_order(in_place: Fraction, keys: int, surplus: int) -> Verdict:
    counted = _enumerated(in_place, keys, surplus)
    said = counted.explanation.removeprefix("按列举判：").replace("写对", "位置也对的")
    return Verdict(counted.credit, "order", f"按列举判：这一题要求按顺序写，次序不对的项不计分。{said}")


def _enumerated(hits: Fraction, keys: int, surplus: int) -> Verdict:
    credit = max(Fraction(0), (hits - Fraction(surplus, 2)) / keys)
    if credit == 1:
        return Verdict(credit, "list", f"按列举判：{keys}项都写对了。")
    right = f"{hits.numerator // hits.denominator}项" if hits.denominator == 1 else f"{float(hits):g}项"
    extra = f"；多写了{surplus}项，每项扣半项" if surplus else ""
    return Verdict(credit, "list", f"按列举判：共{keys}项，写对{right}{extra}。")
