"""Lists inside a sentence (甲、乙和丙): where each item begins and ends, as far as that is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizzes.core.lexicon import CONJUNCTIONS, DEFINES, RELATES
from quizzes.core.list_edges import (
    Listing,
    as_item,
    has_trigger,
    is_tally,
    left_edge,
    length_of,
    right_edge,
    share_a_head,
    share_an_object,
    shares_its_end,
    shares_its_middle,
    shares_its_verb,
    tags_of,
)
from quizzes.core.pairs import pair_in, two_items
from quizzes.core.reading import Reading, Unit

_GOVERNS = frozenset(("承担", "享有", "负有", "履行", "包括"))
_SURE = 0.75  # the least score of an inferred edge
_NUMBERED = re.compile(
    r"[一二三四五六七八九]是|[①-⑳]|[（(][一二三四五六七八九\d]{1,2}[）)]|第[一二三四五六七八九][，,]|(?<!\d)\d[.．、)](?!\d)"
)


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
    lengths |= {told.count("，") + 1 for told in re.findall("：([^：。；]+)", reading.text) if told.count("，") > 1}
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
            pair = pair_in(clause)
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
    inner = [length_of(segment) for segment in segments[1:-1] if segment]
    if not inner or not all(segments):
        return False
    mean, last = sum(inner) / len(inner), segments[-1]
    parts = length_of(last[:split]), length_of(last[split + 1 :])
    return abs(length_of(last) - mean) <= 2 and max(parts) < 0.75 * mean


def _comma_list(segments: list[list[Unit]]) -> Listing:
    inner = segments[1:-1]
    if not inner:
        if all(any(unit.text in CONJUNCTIONS for unit in segment) for segment in segments):
            return _nested(segments)
        return two_items(segments[0], segments[1], by_comma=True) or Listing(
            (as_item(segments[0], False), as_item(segments[1], False))
        )
    head, head_sure = _first_item(segments[0], inner)
    tail, tail_sure = _last_item(segments[-1], inner)
    alike = len({_is_clause(segment) for segment in segments[1:]}) == 1
    whole = [head, *inner, tail]
    described = _describes_all(whole)
    meet = not alike and any(_is_clause(segment) for segment in inner)  # 各部、各委员会实行部长、主任负责制: two lists
    sure = [head_sure, *(_is_item(segment) and (alike or not _is_clause(segment)) for segment in inner)]
    sure.append(tail_sure and not meet)
    items = (
        as_item(item, sure[i] and _stands_alone(whole, i) and not (described and i < 2)) for i, item in enumerate(whole)
    )
    return Listing(tuple(items))


_HANDLES = ("由", "被", "把", "将", "从", "向", "经")


def _stands_alone(items: Sequence[Sequence[Unit]], place: int) -> bool:
    if len(items[place]) > 1 and any(unit.text in CONJUNCTIONS and not unit.span for unit in items[place]):
        return False  # 会计档案保管和收入: where two lists meet
    if any(unit.text == "等" and not unit.span for unit in items[place][1:-1]):
        return False  # 危险化学品等高危行业 in 矿山、危险化学品等高危行业、领域
    if any(unit.text in _HANDLES and not unit.span for item in items[: place + 1] for unit in item[1:]):
        return False  # a由GSI in 岩体参数mb、s、a由GSI折减
    if [any(unit.text == "的" for unit in item) for item in items].count(True) == 1 and any(
        unit.text == "的" for unit in items[place]
    ):
        return False  # 设计、制作、发布广告的自然人、法人: where two lists meet
    described = [any(unit.text == "的" for unit in item) for item in items[place:]]
    if described == [True, False]:
        return False  # 疾病的诊断 in 疾病的诊断和治疗方法
    if share_an_object(items) or (share_a_head(items) and place >= len(items) - 2):
        return False
    return not (shares_its_end(items, place) or shares_its_verb(items, place) or shares_its_middle(items))


def _nested(segments: list[list[Unit]]) -> Listing:
    """完善和发展甲、推进乙和丙: items that hold pairs of their own; certain only behind a clear trigger."""
    first, last = segments
    start = next((i + 1 for i, unit in enumerate(first[:-1]) if unit.text in DEFINES), None)
    if start is None:
        return Listing((as_item(first, False), as_item(last, False)))
    described = [any(unit.text == "的" for unit in item) for item in (first[start:], last)]
    sure = described[0] == described[1]  # 湿润区与半湿润区、亚热带与暖温带的分界线: one head for both
    return Listing((as_item(first[start:], sure), as_item(last, sure and _is_item(last))))


def _is_item(units: Sequence[Unit]) -> bool:
    return not any(unit.is_wall for unit in units) and not units[-1].is_function


def _is_clause(units: Sequence[Unit]) -> bool:
    """各委员会实行部长 in 各部、各委员会实行部长、主任负责制: two lists meet in it."""
    return any(unit.text in RELATES and not unit.span for unit in units[1:-1])


def _describes_all(items: Sequence[Sequence[Unit]]) -> bool:
    """承受土地、房屋权属的单位和个人: what stands before 的 belongs to the first item as well."""
    return [any(unit.text == "的" for unit in item) for item in items] == [False, True, False]


def _first_item(segment: list[Unit], inner: list[list[Unit]]) -> tuple[list[Unit], bool]:
    scored = []
    for index in range(len(segment)):
        before = segment[index - 1] if index else None
        score = _alike(segment[index:], inner) + left_edge(before, segment[index]) - has_trigger(segment[index:])
        if segment[index].text in _GOVERNS and len(segment) > index + 1:
            score -= 1  # 承担|继续履行、采取补救措施或者赔偿损失等责任
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
        score = _alike(segment[:index], inner) + right_edge(after, segment[index - 1])
        if len(segment) - index == 1 and after is not None and after.tag == "v" and after.text not in RELATES:
            score -= 0.5  # 公开市场|操作: a verb that closes the clause is the head of the item
        if index > 1 and is_tally(segment[index - 1]) and not any(is_tally(other[-1]) for other in inner):
            score -= 1
        scored.append((round(score, 4), index))
    score, index = max(scored)
    item = segment[:index]
    closed = index == len(segment) and all(unit.is_noun for unit in item)
    return item, (score >= _SURE or closed) and _is_item(item)


def _alike(item: Sequence[Unit], others: Sequence[Sequence[Unit]]) -> float:
    """How much an item looks like its neighbours: length, first and last character, parts of speech."""
    lengths = [length_of(other) for other in others]
    length = length_of(item)
    mean = sum(lengths) / len(lengths)
    gap = max(0, min(lengths) - length, length - max(lengths))
    score = -1.2 * gap / max(mean, 1)
    if len(set(lengths)) == 1 and length == lengths[0]:
        score += 0.4
    if all(other[0].text[0] == item[0].text[0] for other in others):
        score += 0.6
    if all(other[-1].text[-1] == item[-1].text[-1] for other in others):
        score += 0.6
    if any(tags_of(other) == tags_of(item) for other in others):
        score += 0.3
    return score


def _opens_with_verb(units: Sequence[Unit]) -> bool:
    return len(units) > 1 and units[0].tag.startswith("v") and not units[0].span
