"""Matching questions: terms on the left, what belongs to them on the right, and at least one right side too many."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Collection, Sequence

from quizzes.core.drafts import Pair, PairGroup
from quizzes.core.extras import near
from quizzes.core.pairing import FEWEST
from quizzes.core.stems import plain
from quizzes.core.types import Matching, Side

MOST = 6
_CHECKS = ("每个左项只配一个右项", "右项同一类型、同一单位", "左右没有共同的字眼", "有多余的右项")


def write_matching(
    group: PairGroup, rng: random.Random, banned: Collection[str] = (), taken: Collection[str] = ()
) -> Matching | None:
    """A conflict-free set of 4-6 pairs with 1-2 extra right sides, or None. Points in `taken` are not used;
    no text of `banned` (in N form) may be shown."""
    usable = [i for i, pair in enumerate(group.pairs) if pair.point_id not in taken and not _shows(pair, banned)]
    chosen = _independent(usable, set(group.conflicts), rng)
    if len(chosen) < FEWEST:
        return None
    clash = {place for pair in group.conflicts if not set(pair).isdisjoint(chosen) for place in pair}
    spare = [group.pairs[i].right for i in usable if i not in chosen and i not in clash]
    extras = _choose_extras(group, chosen, spare, rng, banned)
    if not extras and len(chosen) > FEWEST:
        dropped = chosen.pop()
        extras = _choose_extras(group, chosen, [group.pairs[dropped].right], rng, banned)
    extras = extras or _choose_extras(group, chosen, group.strangers, rng, banned)
    if not extras:
        return None
    return _arrange(group, sorted(chosen), extras, rng)


def _shows(pair: Pair, banned: Collection[str]) -> bool:
    left, right = plain(pair.left), plain(pair.right)
    return any(text in left or text in right for text in banned)


def _independent(usable: list[int], conflicts: set[tuple[int, int]], rng: random.Random) -> list[int]:
    """Pairs no two of which conflict, as many as possible up to the limit: a bounded search from a random order."""
    order = list(usable)
    rng.shuffle(order)
    clash = {i: {j for a, b in conflicts for j in ((b,) if a == i else (a,) if b == i else ())} for i in order}
    order.sort(key=lambda i: len(clash[i]))
    best: list[int] = []
    budget = 4000

    def search(position: int, chosen: list[int]) -> None:
        nonlocal best, budget
        budget -= 1
        if len(chosen) > len(best):
            best = list(chosen)
        if len(best) >= MOST or budget <= 0 or len(chosen) + len(order) - position <= len(best):
            return
        for place in range(position, len(order)):
            if not clash[order[place]] & set(chosen):
                search(place + 1, [*chosen, order[place]])

    search(0, [])
    return best


def _choose_extras(
    group: PairGroup, chosen: Sequence[int], spare: Sequence[str], rng: random.Random, banned: Collection[str]
) -> list[str]:
    used = [group.pairs[i] for i in chosen]
    fitting = [
        text
        for text in dict.fromkeys([*spare, *group.extras])
        if not any(
            near(text, pair.right) or plain(text) in plain(pair.statement) or plain(text) in plain(pair.left)
            for pair in used
        )
        and not any(shown in plain(text) for shown in banned)
    ]
    wanted = rng.randint(1, 2)
    picked: list[str] = []
    for text in fitting:
        if len(picked) < wanted and not any(near(text, other) for other in picked):
            picked.append(text)
    return picked


def _arrange(group: PairGroup, chosen: Sequence[int], extras: Sequence[str], rng: random.Random) -> Matching:
    pairs = [group.pairs[i] for i in chosen]
    lefts = tuple(Side(f"l{row}", pair.left, pair.point_id) for row, pair in enumerate(pairs, start=1))
    texts: list[tuple[str, str | None]] = [(pair.right, f"l{row}") for row, pair in enumerate(pairs, start=1)]
    texts += [(extra, None) for extra in extras]
    for _ in range(50):
        rng.shuffle(texts)
        if sum(owner == f"l{row}" for row, (_, owner) in enumerate(texts, start=1)) <= 1:
            break
    points = {side.id: side.point_id for side in lefts}
    rights = tuple(Side(f"r{row}", text, points.get(owner or "")) for row, (text, owner) in enumerate(texts, start=1))
    answer = {owner: f"r{row}" for row, (_, owner) in enumerate(texts, start=1) if owner}
    content = "\x1f".join([group.relation, *(f"{p.point_id}\x1e{p.left}\x1e{p.right}" for p in pairs), *sorted(extras)])
    identity = "m" + hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:19]
    return Matching(identity, group.relation, lefts, rights, dict(sorted(answer.items())), _CHECKS)
