"""Lists inside a sentence (甲、乙和丙): where each item begins and ends, as far as that is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizzes.core.lexicon import CONJUNCTIONS, DEFINES, LIST_STOPS, LIST_TRIGGERS, NOMINAL, RELATES
from quizzes.core.reading import Reading, Unit
from quizzes.core.wordlists import words

_SURE = 0.75  # the least score of an inferred edge
_LONGEST_ITEM = 16
_RELATIONS = frozenset(
    words(
        """
    有关 无关 相关 比 相比 相同 不同 相等 相当 一致 相反 相互 联系 反应 化合 混合 接触 作用 结合 相遇
    """
    )
)
_USES = frozenset(words("用 常用 多用 采用 选用 使用"))
_ANNOUNCE = frozenset(words("有 包括 包含 分为 由 含有 具有 具备"))
_ITEM_TAGS = frozenset(words("v a z t ad d vd i l m"))
_THEN = frozenset("必则即就便")  # 借贷必相等: what is before is a subject, no item
_NUMBERED = re.compile(
    r"[一二三四五六七八九]是|[①-⑳]|[（(][一二三四五六七八九\d]{1,2}[）)]|第[一二三四五六七八九][，,]|(?<!\d)\d[.．、)](?!\d)"
)


@dataclass(frozen=True, slots=True)
class Item:
    start: int
    end: int
    is_sure: bool  # both edges are certain


@dataclass(frozen=True, slots=True)
class Listing:
    items: tuple[Item, ...]
    joined_by_comma: bool  # by 、, not only by 和


def find_lists(reading: Reading) -> tuple[Listing, ...]:
    return tuple(_listings(reading))


def list_lengths(reading: Reading, lists: Sequence[Listing]) -> set[int]:
    """The lengths of every visible list, numbered points included: a count equal to one of them can be worked out."""
    lengths = {len(listing.items) for listing in lists}
    lengths.add(len(_NUMBERED.findall(reading.text)))
    for match in re.finditer("[Ⅰ-Ⅻ](?=[级度类]|、|。|$)", reading.text):
        lengths.add(ord(match.group()) - ord("Ⅰ") + 1)
    if any(unit.text in CONJUNCTIONS for unit in reading.units):
        lengths.add(2)  # 碳和氢两种元素
    lengths |= {clause.count("、") + 1 for clause in re.split("[。；：，]", reading.text) if "、" in clause}
    lengths |= {sentence.count("；") + 1 for sentence in re.split("[。：]", reading.text) if "；" in sentence}
    quoted = (
        len([span for span in reading.spans if span.kind == "title"]),
        len([s for s in reading.spans if s.kind == "quote"]),
    )
    return (lengths | set(quoted)) - {0, 1}


def _listings(reading: Reading) -> Iterator[Listing]:
    for clause in reading.clauses:
        segments = _segments(clause)
        if len(segments) >= 2 and all(segments):
            yield _comma_list(segments)
        elif len(segments) == 1:
            pair = _pair(clause)
            if pair:
                yield pair


def _segments(clause: Sequence[Unit]) -> list[list[Unit]]:
    segments: list[list[Unit]] = [[]]
    for unit in clause:
        if unit.text == "、" and not unit.span:
            segments.append([])
            continue
        if segments[-1] and unit.span in ("title", "quote") and segments[-1][-1].span == unit.span:
            segments.append([])  # 《论语》《孟子》
        segments[-1].append(unit)
    if len(segments) < 2:
        return segments
    segments = [s[1:] if s and s[0].text in CONJUNCTIONS and i else s for i, s in enumerate(segments)]
    own = [any(unit.text in CONJUNCTIONS for unit in segment[1:]) for segment in segments]
    split = next((i for i, unit in enumerate(segments[-1]) if i and unit.text in CONJUNCTIONS), None)
    if split is not None and not all(own) and split + 1 < len(segments[-1]) and not _is_one_item(segments, split):
        segments[-1:] = [segments[-1][:split], segments[-1][split + 1 :]]
    return segments


def _is_one_item(segments: list[list[Unit]], split: int) -> bool:
    """批评和自我批评 beside 理论联系实际: an item with its own 和, as long as its neighbours."""
    inner = [_length(segment) for segment in segments[1:-1] if segment]
    if not inner or not all(segments):
        return False
    mean, last = sum(inner) / len(inner), segments[-1]
    parts = _length(last[:split]), _length(last[split + 1 :])
    return abs(_length(last) - mean) <= 2 and max(parts) < 0.75 * mean


def _comma_list(segments: list[list[Unit]]) -> Listing:
    inner = segments[1:-1]
    if not inner:
        if all(any(unit.text in CONJUNCTIONS for unit in segment) for segment in segments):
            return _nested(segments)
        return _two(segments[0], segments[1], by_comma=True) or Listing(
            (_span(segments[0], False), _span(segments[1], False)), True
        )
    head, head_sure = _first_item(segments[0], inner)
    tail, tail_sure = _last_item(segments[-1], inner)
    alike = len({_is_clause(segment) for segment in segments[1:]}) == 1
    exact = [_span(segment, _is_item(segment) and (alike or not _is_clause(segment))) for segment in inner]
    return Listing((_span(head, head_sure), *exact, _span(tail, tail_sure)), True)


def _nested(segments: list[list[Unit]]) -> Listing:
    """完善和发展甲、推进乙和丙: items that hold pairs of their own; certain only behind a clear trigger."""
    first, last = segments
    start = next((i + 1 for i, unit in enumerate(first[:-1]) if unit.text in DEFINES), None)
    if start is None:
        return Listing((_span(first, False), _span(last, False)), True)
    return Listing((_span(first[start:], True), _span(last, _is_item(last))), True)


def _span(units: Sequence[Unit], sure: bool) -> Item:
    return Item(units[0].start, units[-1].end, sure and units[-1].end - units[0].start <= _LONGEST_ITEM)


def _is_item(units: Sequence[Unit]) -> bool:
    return not any(unit.is_wall for unit in units) and not units[-1].is_function


def _is_clause(units: Sequence[Unit]) -> bool:
    """各委员会实行部长 in 各部、各委员会实行部长、主任负责制: two lists meet in it."""
    return any(unit.text in RELATES and not unit.span for unit in units[1:-1])


def _length(units: Sequence[Unit]) -> int:
    return units[-1].end - units[0].start


def _first_item(segment: list[Unit], inner: list[list[Unit]]) -> tuple[list[Unit], bool]:
    scored = []
    for index in range(len(segment)):
        before = segment[index - 1] if index else None
        score = _alike(segment[index:], inner) + _left_edge(before, segment[index]) - _has_trigger(segment[index:])
        if _opens_with_verb(segment[index:]) and not any(_opens_with_verb(other) for other in inner):
            score -= 1  # 写明|危险性、急救措施
        scored.append((round(score, 4), -index))
    score, negative = max(scored)
    item = segment[-negative:]
    before = segment[-negative - 1] if negative else None
    announced = before is not None and before.text in DEFINES | RELATES and all(unit.is_noun for unit in item)
    return item, (score >= _SURE or announced) and _is_item(item) and not item[0].is_function


def _last_item(segment: list[Unit], inner: list[list[Unit]]) -> tuple[list[Unit], bool]:
    scored = []
    for index in range(1, len(segment) + 1):
        after = segment[index] if index < len(segment) else None
        score = _alike(segment[:index], inner) + _right_edge(after, segment[index - 1])
        if len(segment) - index == 1 and after is not None and after.tag == "v" and after.text not in RELATES:
            score -= 0.5  # 公开市场|操作: a verb that closes the clause is the head of the item
        if index > 1 and _is_tally(segment[index - 1]) and not any(_is_tally(other[-1]) for other in inner):
            score -= 1
        scored.append((round(score, 4), index))
    score, index = max(scored)
    item = segment[:index]
    closed = index == len(segment) and all(unit.is_noun for unit in item)
    return item, (score >= _SURE or closed) and _is_item(item)


def _is_tally(unit: Unit) -> bool:
    """三类, 六大类, 五种: says how many items there were, and is none of them."""
    return unit.span in ("count", "number") or bool(re.match("[两二三四五六七八九十]", unit.text))


def _alike(item: Sequence[Unit], others: Sequence[Sequence[Unit]]) -> float:
    """How much an item looks like its neighbours: length, first and last character, parts of speech."""
    lengths = [_length(other) for other in others]
    length = _length(item)
    mean = sum(lengths) / len(lengths)
    gap = max(0, min(lengths) - length, length - max(lengths))
    score = -1.2 * gap / max(mean, 1)
    if len(set(lengths)) == 1 and length == lengths[0]:
        score += 0.4
    if all(other[0].text[0] == item[0].text[0] for other in others):
        score += 0.6
    if all(other[-1].text[-1] == item[-1].text[-1] for other in others):
        score += 0.6
    if any(_tags(other) == _tags(item) for other in others):
        score += 0.3
    return score


def _opens_with_verb(units: Sequence[Unit]) -> bool:
    return len(units) > 1 and units[0].tag.startswith("v") and not units[0].span


def _has_trigger(units: Sequence[Unit]) -> bool:
    """方法有指压法 holds the verb that announces the list."""
    return any(unit.text in DEFINES | _ANNOUNCE for unit in units[:-1])


def _tags(units: Sequence[Unit]) -> tuple[str, ...]:
    return tuple(unit.span or unit.tag[:1] for unit in units)


def _left_edge(before: Unit | None, first: Unit) -> float:
    if before is not None and before.is_noun and first.is_noun and before.text not in LIST_TRIGGERS | RELATES:
        return -0.4  # inside a noun phrase: 存款|准备金率
    if before is None:
        return 0.8
    if before.text in LIST_TRIGGERS | RELATES | DEFINES:
        return 0.9
    if before.is_function or before.span in ("number", "count"):
        return 0.6
    return 0.35 if before.tag == "v" else 0.0


def _right_edge(after: Unit | None, last: Unit) -> float:
    if after is not None and _is_transitive(last) and (after.is_noun or after.tag == "r"):
        return -0.4  # 恶意串通损害|他人合法权益
    if after is not None and after.is_noun and last.is_noun and after.text not in LIST_STOPS and not _is_tally(after):
        return -0.4
    if after is None:
        return 0.9
    if after.text in LIST_STOPS or _is_tally(after):
        return 0.9
    if after.text in RELATES:
        return 0.8
    if after.is_function:
        return 0.0 if after.text in _THEN else 0.5
    return 0.25 if after.tag == "v" else 0.0


def _is_transitive(unit: Unit) -> bool:
    return unit.tag in ("v", "vd") and not unit.span and unit.text not in NOMINAL


def _pair(clause: Sequence[Unit]) -> Listing | None:
    """甲和乙 with nothing else to compare: only when both look alike and both outer edges are clear."""
    found: list[Listing] = []
    for index, unit in enumerate(clause):
        if unit.text in ("和", "与", "及", "以及") and 0 < index < len(clause) - 1:
            pair = _two(list(clause[:index]), list(clause[index + 1 :]), by_comma=False)
            found += [pair] if pair else []
    return max(found, key=lambda pair: pair.items[0].is_sure, default=None)


def _two(left: list[Unit], right: list[Unit], *, by_comma: bool) -> Listing | None:
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
    return Listing(tuple(_span(item, sure) for item in items), by_comma)


def _pair_score(left: list[Unit], i: int, right: list[Unit], j: int, by_comma: bool) -> tuple[float, bool] | None:
    """How well left[i:] and right[:j] make a pair, and whether both outer edges are clear."""
    first, second = left[i:], right[:j]
    before, after = left[i - 1] if i else None, right[j] if j < len(right) else None
    if not (_may_pair(first) and _may_pair(second)) or _has_trigger(first) or _relates(second, after, by_comma):
        return None
    takes = first[0].text in _USES | RELATES or (_is_transitive(first[0]) and first[-1].is_noun)
    if len(first) > 1 and takes and not _acts(second[0]):
        return None  # 常用|年限平均法和…, 产生|酒精和…, 服用|甲硝唑或…
    left_edge, right_edge = _left_edge(before, first[0]), _right_edge(after, second[-1])
    same_length = _length(first) == _length(second)
    shared_end = first[-1].text[-1] == second[-1].text[-1]
    shared_start = first[0].text[0] == second[0].text[0]
    if same_length or shared_end or shared_start:
        alike = 0.4 * same_length + 0.5 * shared_end + 0.2 * shared_start
        alike += 0.3 * (_tags(first) == _tags(second)) + 0.3 * (same_length and shared_end)
        score = round(left_edge + right_edge + alike - abs(_length(first) - _length(second)) / 8, 4)
        return score, left_edge >= 0.5 and right_edge >= 0.5 and score >= 1.6
    nominal = len(first) + len(second) <= 5 and all(unit.is_noun for unit in (*first, *second))
    composed = before is not None and before.text == "由" and after is not None and after.text in ("组成", "构成")
    announced = before is not None and before.text in DEFINES | RELATES and right_edge >= 0.9
    based = before is not None and before.text == "以" and after is not None and after.text == "为主"
    announced = announced or composed or based
    return (round(left_edge + right_edge - 0.6, 4), True) if nominal and announced else None


def _acts(unit: Unit) -> bool:
    return unit.tag.startswith("v") or unit.text in RELATES


def _may_pair(item: Sequence[Unit]) -> bool:
    """Words of one piece; 光未然作词, a noun with its verb, is a clause, unless it is a phrase of four characters."""
    if not all(unit.is_noun or unit.tag in _ITEM_TAGS or unit.span for unit in item):
        return False
    return len(item) == 1 or not item[0].is_noun or item[-1].is_noun or _length(item) == 4


def _relates(second: Sequence[Unit], after: Unit | None, by_comma: bool) -> bool:
    """甲与乙有关, 甲与乙之比, 甲和乙的关系: no list, but a relation between two."""
    if not by_comma and after is not None and after.tag == "v" and after.text not in RELATES | DEFINES:
        return True
    if second[-1].text in _RELATIONS or second[-1].text in RELATES or any(unit.text[0] == "之" for unit in second):
        return True
    return after is not None and (
        after.text[0] in "之相" or after.text in _RELATIONS or (after.text == "的" and not by_comma)
    )
