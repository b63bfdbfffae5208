"""What a whole material offers as wrong answers, and what it rules out: built once, asked for every blank."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from quizzes.core.candidates import classify
from quizzes.core.enumerations import find_lists
from quizzes.core.phrases import find_phrases
from quizzes.core.reading import Reading
from quizzes.core.segment import Cut
from quizzes.core.stems import plain
from quizzes.core.types import Point


@dataclass
class Pools:
    quantities: dict[tuple[str, str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    terms: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # by category
    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # pair values by category
    heads: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # by last word
    mates: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # members of one list
    names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # other names of a term
    frames: dict[str, list[set[str]]] = field(default_factory=lambda: defaultdict(list))  # by term or value
    builds: dict[str, str] = field(default_factory=dict)  # by term or value
    asked: dict[tuple[str, str], str] = field(default_factory=dict)  # the term of a category's value
    wholes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # what is divided into a part
    statements: set[str] = field(default_factory=set)
    corpus: str = ""


_SAME_FRAME = 0.25
_DIVIDED = re.compile("([\u4e00-\u9fff]{2,10})(?:分为|分成|包括|包含|划分为)[^，。；]{0,8}$")


def build_pools(points: Sequence[Point], readings: Sequence[Reading], sources: Sequence[Reading], cut: Cut) -> Pools:
    pools = Pools()
    for name in sorted({text for point in points for text in (point.term, point.pair_value) if text}):
        pools.builds[name] = build_of(name, cut)
    for point, reading in zip(points, readings, strict=True):
        _add_quantities(pools, point.category, reading)
    for reading in (*readings, *sources):
        _add_reading(pools, reading)
    for point in points:
        _add_point(pools, point)
    pools.statements = {plain(reading.text) for reading in readings} | {
        plain(sentence) for reading in sources for sentence in re.split("[。！？\n]", reading.text)
    }
    pools.corpus = "\n".join(reading.text for reading in (*readings, *sources))
    for table in (pools.terms, pools.values, pools.heads):
        for key in table:
            table[key] = sorted(set(table[key]))
    for measured in pools.quantities:
        pools.quantities[measured] = sorted(set(pools.quantities[measured]))
    return pools


def _add_quantities(pools: Pools, category: str, reading: Reading) -> None:
    """Numbers of one category measure like things; without one nobody knows what another number measures."""
    for span in reading.spans if category else ():
        if span.kind in ("number", "count"):
            kind, unit = classify(reading, span.key_start, span.key_end)
            pools.quantities[category, kind, unit].append(reading.text[span.key_start : span.key_end])


def _add_reading(pools: Pools, reading: Reading) -> None:
    for listing in find_lists(reading):
        members = {plain(reading.text[item.start : item.end]) for item in listing.items}
        whole = _DIVIDED.search(reading.text[: listing.items[0].start])
        for member in members:
            pools.mates[member] |= members - {member}
            if whole:
                pools.wholes[member].add(plain(whole[1]))
    for phrase in find_phrases(reading):
        _add_head(pools, reading, phrase.start, phrase.end)


def _add_head(pools: Pools, reading: Reading, start: int, end: int) -> None:
    last = next((unit for unit in reading.units if unit.end == end), None)
    if last is not None and start < last.start and len(last.text) >= 2:
        pools.heads[last.text].append(reading.text[start:end])


def _add_point(pools: Pools, point: Point) -> None:
    if point.category and point.term:
        pools.terms[point.category].append(point.term)
    if point.category and point.pair_value:
        pools.values[point.category].append(point.pair_value)
        pools.asked[point.category, point.pair_value] = point.term
    for text in (point.term, point.pair_value):
        if text:
            pools.frames[text].append(frame(point))
    everything = {plain(name) for name in (point.term, *point.aliases) if name}
    for name in everything:
        pools.names[name] |= everything - {name}


def frame(point: Point) -> set[str]:
    """The two-character pieces of a statement without its term and value: what is said about any such term."""
    text = point.statement
    for part in (point.term, point.pair_value):
        text = text.replace(part, "＿") if part else text
    return {text[i : i + 2] for i in range(len(text) - 1) if "＿" not in text[i : i + 2]}


def build_of(text: str, cut: Cut) -> str:
    """Of what make a name is: Latin, a person, a place, or its parts of speech."""
    if text.isascii():
        return "latin"
    tokens = cut(text)
    if len(text) <= 4 and all(token.tag in ("nr", "nrt", "nrfg", "x") for token in tokens):
        return "person"
    return "place" if tokens[-1].tag == "ns" else "-".join(token.tag[:1] + str(len(token.text)) for token in tokens)


def of_one_kind(one: str, other: str, pools: Pools) -> bool:
    """Whether two names of one category are alike enough to stand in for each other."""
    build = pools.builds.get(one, "")
    if one[-1] == other[-1] or one[:2] == other[:2] or (build == pools.builds.get(other) and _tells(build)):
        return True
    return any(_overlap(a, b) >= _SAME_FRAME for a in pools.frames.get(one, ()) for b in pools.frames.get(other, ()))


def _tells(build: str) -> bool:
    """Whether two names of this build are of one kind: people, places, Latin, words that are built of several."""
    return build in ("latin", "person", "place") or "-" in build


def same_question(one: str, other: str, category: str, pools: Pools) -> bool:
    """Whether the terms of two values ask for the same kind of thing: 最长的骨 and 最小的骨, but not 最大的器官."""
    asked = pools.asked.get((category, one), ""), pools.asked.get((category, other), "")
    if not all(asked) or asked[0][-1] == asked[1][-1] or _tells(pools.builds.get(other, "")):
        return True
    builds = [pools.builds.get(term, "") for term in asked]
    named = all(category[-2:] in pieces for pieces in _frames(asked, pools))  # 法国的首都是…
    return named or (builds[0] == builds[1] and _tells(builds[0]))


def _frames(terms: Sequence[str], pools: Pools) -> list[set[str]]:
    return [set().union(*pools.frames.get(term, [])) for term in terms]


def stands_in(one: str, other: str, category: str, pools: Pools) -> bool:
    """Whether a term may stand in for another of its category. The category alone is no evidence: a secretary files
    very different things under 措施 or 提法."""
    if one[-2:] == other[-2:] or (one[-1] == other[-1] and len(one) == len(other)):
        return True
    values = pools.values.get(category, ())
    terms = pools.terms.get(category, ())
    even = _is_homogeneous(terms, pools) or (2 * len(values) >= len(terms) and _is_homogeneous(values, pools))
    return even and abs(len(one) - len(other)) <= 1 and of_one_kind(one, other, pools)


def _is_homogeneous(names: Sequence[str], pools: Pools) -> bool:
    """Whether most of at least three names end alike or are built alike."""
    endings = Counter(name[-1] for name in names)
    builds = Counter(pools.builds.get(name, "") for name in names)
    return len(names) >= 3 and 2 * max(*endings.values(), *builds.values()) > len(names)


def _overlap(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
