"""Whether a sentence gives its own blank away: shown elsewhere, told by a part of it, or to be worked out."""

from __future__ import annotations

import re
from collections.abc import Collection
from fractions import Fraction
from itertools import pairwise

from quizzes.core.closed_sets import CLOSED_SETS
from quizzes.core.contrasts import CONTRASTS
from quizzes.core.dates import parse_date
from quizzes.core.lexicon import is_generic_word
from quizzes.core.magnitude import NUMERIC_KINDS
from quizzes.core.noun_phrases import TOO_COMMON
from quizzes.core.numerals import CHINESE_NUMERAL, chinese_numeral, number_value
from quizzes.core.quantities import parse_quantity
from quizzes.core.reading import Reading
from quizzes.core.stems import HOLE, plain, stem
from quizzes.core.units import UNIT, family

_NUMERAL = re.compile(rf"\d[\d,]*(?:\.\d+)?|[{CHINESE_NUMERAL}]+")


def shown_elsewhere(reading: Reading, start: int, end: int, kind: str, aliases: Collection[str]) -> bool:
    """Whether the rest of the sentence shows the answer, or so much of it that nothing is left to know."""
    text = reading.text
    answer, rest = text[start:end], stem(text, [(start, end)])
    key, visible = plain(answer), plain(rest)
    return (
        leaks(answer, rest, aliases)
        or (kind not in ("item", "quote", "title") and _stem_visible(key, visible))
        or (kind in ("phrase", "name", "term") and _all_visible(key, visible))
        or (kind not in NUMERIC_KINDS and _numbered(key, visible))
        or (kind not in NUMERIC_KINDS and _shares_a_number(key, rest))
        or (kind not in NUMERIC_KINDS and kind != "item" and _half_visible(reading, start, end, visible))
        or (key[:1] in tuple("不非无超次亚副被") and len(key) > 2 and key[1:] in visible)  # 动产和不动产
        or (kind not in NUMERIC_KINDS and _last_of_a_scale(key, visible))
        or (kind != "item" and _begun(key, visible))
        or (kind == "phrase" and _same_head(reading, start, end))
        or (kind not in NUMERIC_KINDS and _named_after(reading, start, end, visible))
        or (kind not in NUMERIC_KINDS and _shares_its_first(reading, start, end))
        or (kind not in NUMERIC_KINDS and _is_a_kind_of(text[start:end], text[end:]))
    )


def worked_out(reading: Reading, start: int, end: int, kind: str, lengths: Collection[int]) -> bool:
    """Whether counting, reckoning or another unit gives the answer."""
    text = reading.text
    unit = next((span.unit for span in reading.spans if span.key_start == start), "")
    rest = stem(text, [(start, end)])
    return (
        derivable(text[start:end], rest, kind, lengths, unit)
        or _restated(reading, start, end)
        or (kind == "date" and _named_by_day(text[start:end], rest))
    )


def _named_by_day(answer: str, rest: str) -> bool:
    """九一八 names the 18th of September, 五卅 the 30th of May."""
    date = parse_date(answer)
    if date is None or date.month is None or date.day is None:
        return False
    day = "卅" if date.day == 30 else "".join(chinese_numeral(int(digit)) for digit in str(date.day))
    named = "".join(chinese_numeral(int(digit)) for digit in str(date.month)) + day
    return named in re.sub("[·•・．.]", "", rest)


def leaks(answer: str, rest: str, aliases: Collection[str] = ()) -> bool:
    """Whether the answer, another name of it, its value or nearly all of it can be read in the rest."""
    visible = plain(rest)
    for name in (answer, *aliases):
        key = plain(name)
        if key and (key in visible or key in plain(rest.replace(HOLE, ""))):
            return True
    quantity = parse_quantity(answer)
    wording = answer[0] in CHINESE_NUMERAL and quantity is not None and not re.fullmatch(f"(?:{UNIT})?", quantity.unit)
    if quantity is not None and not wording:  # 两个确立 is no number
        return quantity.value in visible_values(_NO_NUMBER.sub("", rest) if answer[0].isdigit() else rest)
    if number_value(answer) is not None or parse_date(answer):
        return False
    return _abbreviated(plain(answer), visible)


def _stem_visible(key: str, visible: str) -> bool:
    """渗透 stays visible although 渗透率 is asked."""
    return 3 <= len(key) <= 5 and not re.search("[a-z0-9]", key) and number_value(key) is None and key[:-1] in visible


def _numbered(key: str, visible: str) -> bool:
    """火卫一 stays visible although 火卫二 is asked."""
    numeral = re.search(rf"[{CHINESE_NUMERAL}]", key)
    if numeral is None or not 3 <= len(key) <= 8 or len(re.findall(rf"[{CHINESE_NUMERAL}]", key)) > 1:
        return False
    before, after = key[: numeral.start()], key[numeral.end() :]
    return bool(re.search(rf"{re.escape(before)}[{CHINESE_NUMERAL}]{re.escape(after)}", visible))


def _shares_a_number(key: str, rest: str) -> bool:
    """30 MPa stays visible although C30混凝土 is asked."""
    numbers = {number_value(number) for number in re.findall(r"\d{2,}", key)}
    return bool(numbers & visible_values(rest))


def _half_visible(reading: Reading, start: int, end: int, visible: str) -> bool:
    """永乐 stays visible although 永乐大典 is asked: the beginning tells the rest. An end that many names share
    (…会议, …分裂) tells nothing, unless it stands by itself elsewhere."""
    key = plain(reading.text[start:end])
    half = max(2, -(-len(key) // 2))
    if len(key) < 4 or not re.fullmatch(r"[\u3400-\u9fff]+", key):
        return False
    told = key[:half] in visible and key[0] not in CHINESE_NUMERAL + "第"
    if told and not is_generic_word(key[:2]) and key[:2] not in TOO_COMMON:
        return True
    inside = [unit for unit in reading.units if start <= unit.start and unit.end <= end]
    head = inside[-1] if len(inside) > 1 else None
    if head is None or 2 * len(head.text) < len(key) or len(head.text) < 2 or head.frequency > _EVERYDAY:
        return False
    return any(unit.text == head.text for unit in reading.units if unit.end <= start or unit.start >= end)


_EVERYDAY = 3000
_SCALES = tuple(group for group in CONTRASTS if len(group) > 2 and all(len(member) == 1 for member in group))


def _last_of_a_scale(key: str, visible: str) -> bool:
    """操作前查 and 操作后查 stay visible although 操作中查 is asked."""
    for scale in _SCALES:
        for member in scale:
            others = [key.replace(member, other) for other in scale if other != member]
            if len(key) > 2 and key.count(member) == 1 and sum(other in visible for other in others) > 1:
                return True
    return False


def _begun(key: str, visible: str) -> bool:
    """贞观 stays visible although 贞观之治 is asked, 库存现金盘点 although 库存现金盘点表 is."""
    name, joint, kind = key.partition("之")
    if joint and len(name) >= 2 and len(kind) == 1 and name in visible:
        return True
    telling = -(-2 * len(key) // 3)
    return len(key) >= 6 and re.fullmatch(r"[\u3400-\u9fff]+", key) is not None and key[:telling] in visible


def _same_head(reading: Reading, start: int, end: int) -> bool:
    """纪律是铁的纪律 says nothing, and 关井措施 little where 关井 stays visible."""
    inside = [unit for unit in reading.units if start <= unit.start and unit.end <= end]
    if len(inside) == 2 and is_generic_word(inside[1].text) and len(inside[0].text) > 1:
        return any(unit.text == inside[0].text for unit in reading.units if unit.start >= end or unit.end <= start)
    described = re.fullmatch(".+的(.{2,4})", reading.text[start:end])
    return described is not None and described[1] in reading.text[:start]


def _named_after(reading: Reading, start: int, end: int, visible: str) -> bool:
    """秘鲁 stays visible although 秘鲁渔场 is asked, 黄土 although 黄土高原 is, 黄梅 although 湖北黄梅 is."""
    answer = reading.text[start:end]
    if len(answer) < 4:
        return False
    named = [unit for unit in reading.units if unit.start >= start and unit.end <= end and unit.tag[:2] in ("ns", "nr")]
    if any(2 <= len(unit.text) < len(answer) and plain(unit.text) in visible for unit in named):
        return True
    return any(answer in members for members, _ in CLOSED_SETS) and plain(answer[:2]) in visible


def _is_a_kind_of(answer: str, after: str) -> bool:
    """中国式现代化是人口规模巨大的现代化: the sentence ends in the thing that the answer is a kind of."""
    head = re.fullmatch("是(?![指一把将以由用在])[^，。；]+的([^，。；的]{2,4})[。；]?", after)
    return head is not None and len(answer) > len(head[1]) and answer.endswith(head[1])


_TECHNICAL = 600


def _shares_its_first(reading: Reading, start: int, end: int) -> bool:
    """火卫一 and 火卫二 stay visible although 火星 is asked, 一氯甲烷 and 氯化氢 although 氯气 is."""
    if end - start != 2:
        return False
    first = reading.text[start]
    seldom = [u for u in reading.units if (u.end <= start or u.start >= end) and u.frequency < _TECHNICAL and u.is_noun]
    return first not in CHINESE_NUMERAL and sum(first in unit.text for unit in seldom) > 1


def _all_visible(key: str, visible: str) -> bool:
    """群落 and 演替 both stay visible although 群落演替 is asked: the key falls into visible pieces of two or more."""
    if len(key) < 4 or not re.fullmatch(r"[\u3400-\u9fff]+", key):
        return False
    reached = {0}
    for end in range(2, len(key) + 1):
        if any(start in reached and key[start:end] in visible for start in range(end - 1)):
            reached.add(end)
    return len(key) in reached


def _abbreviated(key: str, visible: str) -> bool:
    """北大 stays visible although 北京大学 is asked: first characters of the key's halves."""
    if len(key) < 4 or key.isascii():
        return False
    short = (
        {key[0] + key[i] for i in range(2, len(key) - 1, 1) if i % 2 == 0}
        if len(key) == 4
        else {key[0] + key[2] + key[4]}
        if len(key) >= 6
        else set()
    )
    return any(candidate in visible and candidate not in key for candidate in short)


# Words that only look as if they counted something.
_NO_NUMBER = re.compile(
    "一般|统一|一定|唯一|单一|同一|进一步|一切|一致|一律|一旦|一直|一样|一起|一些|之一|十分|万能|百姓|万物"
)


def visible_values(text: str) -> set[Fraction]:
    """The values of all numbers in a text, Arabic or Chinese."""
    found: set[Fraction] = set()
    for match in _NUMERAL.finditer(text.translate({0xFF10 + i: ord("0") + i for i in range(10)})):
        value = number_value(match.group())
        if value is not None:
            found.add(value)
    return found


def derivable(answer: str, rest: str, kind: str, lengths: Collection[int], unit: str = "") -> bool:
    """A count of a list that is in sight, a sum or difference of visible numbers, a restated end of a range."""
    if kind in ("range", "date_range"):
        ends = [end for end in re.split(r"——|[-–—~～－至到]", answer) if end]
        return any(len(plain(end)) >= 2 and plain(end) in plain(rest) for end in ends)
    quantity = parse_quantity(answer)
    if quantity is None:
        return False
    if quantity.value in {Fraction(length) for length in lengths} and (
        not quantity.unit or kind == "count" or len(answer) == 1
    ):
        return True
    if kind == "measure":
        return _is_multiple(quantity.value, quantity.unit or unit, rest)
    if kind not in ("number", "count"):
        return False
    if _is_product(quantity.value, rest):
        return True
    same = _same_unit_values(rest, quantity.unit or unit)
    if len(same) < 2:
        return False
    total = sum(same)
    pairs = {a + b for i, a in enumerate(same) for b in same[i + 1 :]} | {
        abs(a - b) for i, a in enumerate(same) for b in same[i + 1 :]
    }
    return quantity.value == total or quantity.value in pairs or (quantity.percent and total == 100 - quantity.value)


_AGAIN = re.compile(r"[，、]?(?:即|也就是|亦即|约?合|折合|折算为)[^，。；\d]{0,5}")
_IN_BRACKETS = re.compile(r"[（(](?:即|约|约为|约合)?")


def _restated(reading: Reading, start: int, end: int) -> bool:
    """每月5000元，即每年6万元: the other number says it again in other words."""
    spans = [span for span in reading.spans if span.kind in ("number", "count", "range", "fraction", "ratio")]
    for one, other in pairwise(spans):
        if (start < one.end and one.start < end) or (start < other.end and other.start < end):
            between = reading.text[one.end : other.start]
            of_one_kind = family(one.unit) == family(other.unit) or not (one.unit and other.unit)
            closed = reading.text[other.end : other.end + 1] in ("）", ")")
            if of_one_kind and (_AGAIN.fullmatch(between) or (closed and _IN_BRACKETS.fullmatch(between))):
                return True
    return False


def _is_product(value: Fraction, rest: str) -> bool:
    """32 in 棋子共32枚，双方各16枚."""
    if not re.search("各|每", rest):
        return False
    factors = visible_values(rest) | ({Fraction(2)} if re.search("双方|两|正反|左右|男女", rest) else set())
    return any(
        a * b == value or a * value == b or b * value == a for a in factors - {1} for b in factors - {1} if a < b
    )


_SHARED_OUT = re.compile("[各每均双倍半]|两(?!岁|年|天)|分.{0,4}[二两三四五六]|共|合计|总")


def _is_multiple(value: Fraction, unit: str, rest: str) -> bool:
    """90分钟 in 全场90分钟，分两个半场，每半场45分钟, and 45分钟 as well."""
    same = [other for other in _same_unit_values(rest, unit) if other > 0]
    if not same or not _SHARED_OUT.search(rest):
        return False
    counts = {count for count in visible_values(rest) if count.denominator == 1 and 2 <= count <= 100} - set(same)
    products = {other * count for other in same for count in counts} | {
        other / count for other in same for count in counts
    }
    return value in products or (len(same) > 1 and value == sum(same))


def _same_unit_values(rest: str, unit: str) -> list[Fraction]:
    values = []
    for match in (
        re.finditer(rf"(\d[\d,]*(?:\.\d+)?(?:[百千万亿]+)?|[{CHINESE_NUMERAL}]+)\s?" + re.escape(unit), rest)
        if unit
        else ()
    ):
        value = number_value(match.group(1))
        if value is not None:
            values.append(value)
    return values
