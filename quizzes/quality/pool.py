"""M4, M10, M12-M14 and M17: what only many questions together can show."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from quizzes.core.types import Mode
from quizzes.quality.findings import Figure, at_most, percent
from quizzes.quality.forms import arabic_values, is_numeric, normal
from quizzes.quality.options import is_longest, with_options
from quizzes.quality.sample import Asked, Sample

SMALL_POOL = 100
POSITION_POOL = 400  # the least that can tell chance from habit
# All seeds are one pool, which shows a bias of a few per cent, and p is held to 0.01 shared among as many looks: every
# change of questions draws the sample anew, and a bound of 0.01 would fail one change in a hundred by chance.
_LOOKS = 20
_LEAST_P = 0.01 / _LOOKS


def longest_share(choices: Sequence[Asked]) -> Figure:
    """M12: how often the key is the longest option."""
    found = sum(map(is_longest, choices))
    return _pool(at_most("M12b", "答案是最长选项的比例", found, len(choices), 0.30, []), len(choices), SMALL_POOL)


def convergence(choices: Sequence[Asked]) -> Figure:
    """M13: how often the key of a text item is the option most like the others."""
    texts = [asked for asked in choices if not is_numeric(asked.keys[0])]
    found = sum(_is_most_alike(asked) for asked in texts)
    return _pool(at_most("M13", "答案与其他选项最相像的比例", found, len(texts), 0.35, []), len(texts), SMALL_POOL)


def _is_most_alike(asked: Asked) -> bool:
    [(blank, wrong)] = with_options(asked)
    grams = {text: _bigrams(text) for text in (blank.answer, *wrong)}
    likeness = {
        text: round(sum(_jaccard(own, other) for name, other in grams.items() if name != text), 9)
        for text, own in grams.items()
    }
    return all(likeness[blank.answer] > likeness[text] for text in wrong)


def _bigrams(text: str) -> frozenset[str]:
    form = normal(text)
    return frozenset(form[at : at + 2] for at in range(max(1, len(form) - 1)))


def _jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / len(first | second)


def positions(choices: Sequence[Asked]) -> Figure:
    """M14: is every place of the key among the options equally likely?"""
    tables: dict[int, Counter[int]] = {}
    for asked in choices:
        texts = [option.text for option in asked.question.blanks[0].options or ()]
        tables.setdefault(len(texts), Counter())[texts.index(asked.keys[0])] += 1
    return _chances("M14a", "答案位置均匀", tables)


def ranks(choices: Sequence[Asked]) -> Figure:
    """M14: is every rank of a numeric key among its options equally likely?"""
    tables: dict[int, Counter[int]] = {}
    for asked in choices:
        [(blank, wrong)] = with_options(asked)
        if any(mark.distractors for mark in asked.point.marks):
            continue  # the same three options every time, as their author wrote them
        values = [arabic_values(text) for text in (blank.answer, *wrong)]
        if is_numeric(blank.answer) and all(values) and len({tuple(value) for value in values}) == len(values):
            rank = sum(value < values[0] for value in values[1:])
            tables.setdefault(len(values), Counter())[rank] += 1
    return _chances("M14b", "数字答案的大小次序均匀", tables)


def _chances(metric: str, name: str, tables: dict[int, Counter[int]]) -> Figure:
    """Chi-square of each table of a given number of options; the smallest p counts, times the number of tables."""
    total = sum(sum(table.values()) for table in tables.values())
    chances = {size: _p_value(table, size) for size, table in sorted(tables.items()) if sum(table.values()) >= 5 * size}
    least = min((1.0, *(p * len(chances) for p in chances.values())))
    counts = "；".join("/".join(str(table[place]) for place in range(size)) for size, table in sorted(tables.items()))
    return _pool(
        Figure(metric, name, f"p = {least:.4f} ({counts})", f"p > {_LEAST_P:g}", least > _LEAST_P), total, POSITION_POOL
    )


def _p_value(table: Counter[int], size: int) -> float:
    """Probability of counts at least as uneven as these, by chance; for 3 or 4 options."""
    expected = sum(table.values()) / size
    square = sum((table[place] - expected) ** 2 / expected for place in range(size))
    if size == 3:
        return math.exp(-square / 2)
    if size == 4:
        return math.erfc(math.sqrt(square / 2)) + math.sqrt(2 * square / math.pi) * math.exp(-square / 2)
    return 1.0


def _pool(figure: Figure, size: int, least: int) -> Figure:
    """Too small a pool proves nothing, and is only reported."""
    if size >= least:
        return figure
    return Figure(figure.metric, figure.name, f"{figure.value}，样本不足 {least}", figure.bar, None)


def yield_of_choices(sample: Sample) -> Figure:
    """M17: the share of key points whose question can be a choice; reported, never traded against the others."""
    seen: dict[str, bool] = {}
    for asked in sample.alone:
        seen[asked.question.point_id] = seen.get(asked.question.point_id, False) or asked.question.mode == Mode.CHOICE
    total = len(sample.point_materials)
    return Figure("M17", "能出选择题的要点", percent(sum(seen.values()), total), "只报告，预期 ≥ 40%", None)


def modes(sample: Sample) -> str:
    """Questions asked alone, by mode."""
    counts = Counter(asked.question.mode.value for asked in sample.alone)
    return re.sub(r"[{}']", "", str(dict(sorted(counts.items()))))
