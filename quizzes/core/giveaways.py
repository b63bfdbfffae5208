"""Whether a sentence gives its own blank away: it shows the answer elsewhere, or a part that tells the whole."""

from __future__ import annotations

import re
from collections.abc import Collection

from quizzes.core.candidates import NUMERIC_KINDS
from quizzes.core.closed_sets import CLOSED_SETS
from quizzes.core.contrasts import CONTRASTS
from quizzes.core.dates import parse_date
from quizzes.core.derivable import NO_NUMBER, visible_values
from quizzes.core.lexicon import is_generic_word
from quizzes.core.noun_phrases import TECHNICAL, TOO_COMMON
from quizzes.core.numerals import CHINESE_NUMERAL, number_value
from quizzes.core.quantities import parse_quantity
from quizzes.core.reading import Reading
from quizzes.core.stems import HOLE, plain, stem
from quizzes.core.units import UNIT


def shown_elsewhere(reading: Reading, start: int, end: int, kind: str, aliases: Collection[str]) -> bool:
    """Whether the rest of the sentence shows the answer, or so much of it that nothing is left to know."""
    text = reading.text
    answer, rest = text[start:end], stem(text, [(start, end)])
    key, visible = plain(answer), plain(rest)
    return (
        leaks(answer, rest, aliases)
        or (kind == "date" and _day_visible(answer, rest))
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
        or (kind not in NUMERIC_KINDS and _described_within(reading, start, end))
        or (kind not in NUMERIC_KINDS and _is_a_kind_of(text[start:end], text[end:]))
    )


def _day_visible(answer: str, rest: str) -> bool:
    """每年12月4日 stays visible although 1982年12月4日 is asked."""
    day = re.search(r"年(\d+月\d+日)$", answer)
    return day is not None and day[1] in rest


def leaks(answer: str, rest: str, aliases: Collection[str] = ()) -> bool:
    """Whether the answer, another name of it, its value or nearly all of it can be read in the rest."""
    visible = plain(rest)
    for name in (answer, *aliases):
        key = plain(name)
        if key and (key in visible or key in plain(rest.replace(HOLE, ""))):
            return True
    quantity = parse_quantity(answer)
    if quantity is not None and quantity.unit[:1] in tuple(":：∶比"):
        return False  # 1:3 beside 1:5
    wording = answer[0] in CHINESE_NUMERAL and quantity is not None and not re.fullmatch(f"(?:{UNIT})?", quantity.unit)
    if quantity is not None and not wording:  # 两个确立 is no number
        return quantity.value in visible_values(NO_NUMBER.sub("", rest))
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
    inside = reading.between(start, end)
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
    inside = reading.between(start, end)
    if len(inside) == 2 and is_generic_word(inside[1].text) and len(inside[0].text) > 1:
        return any(unit.text == inside[0].text for unit in reading.units if unit.start >= end or unit.end <= start)
    described = re.fullmatch(".+的(.{2,4})", reading.text[start:end])
    return described is not None and described[1] in reading.text[:start]


def _named_after(reading: Reading, start: int, end: int, visible: str) -> bool:
    """秘鲁 stays visible although 秘鲁渔场 is asked, 黄土 although 黄土高原 is, 黄梅 although 湖北黄梅 is."""
    answer = reading.text[start:end]
    if len(answer) < 4:
        return False
    named = [unit for unit in reading.between(start, end) if unit.tag[:2] in ("ns", "nr")]
    if any(2 <= len(unit.text) < len(answer) and plain(unit.text) in visible for unit in named):
        return True
    return any(answer in members for members, _ in CLOSED_SETS) and plain(answer[:2]) in visible


def _described_within(reading: Reading, start: int, end: int) -> bool:
    """“三实” stays visible although “三严三实” is asked, 就业 although 稳就业 is."""
    answer, length = reading.text[start:end], end - start
    counted = re.fullmatch("[两二三四五六七八九十]个(.{2,3})", answer)
    if counted and counted[1] in reading.text[end:]:
        return True  # “四个能力”之一是…的能力
    for unit in reading.units:
        if unit.end <= start or unit.start >= end:
            inside = unit.text.strip("“”「」")
            if length == len(inside) + 1 and 2 <= len(inside) < 4 and unit.is_noun and answer.endswith(inside):
                return True
            if unit.span == "quote" and 2 <= len(inside) < length and inside in answer:
                return True
    return False


def _is_a_kind_of(answer: str, after: str) -> bool:
    """中国式现代化是人口规模巨大的现代化: the sentence ends in the thing that the answer is a kind of."""
    head = re.fullmatch("是(?![指一把将以由用在])[^，。；]+的([^，。；的]{2,4})[。；]?", after)
    return head is not None and len(answer) > len(head[1]) and answer.endswith(head[1])


def _shares_its_first(reading: Reading, start: int, end: int) -> bool:
    """火卫一 and 火卫二 stay visible although 火星 is asked, 一氯甲烷 and 氯化氢 although 氯气 is."""
    if end - start != 2:
        return False
    first = reading.text[start]
    seldom = [u for u in reading.units if (u.end <= start or u.start >= end) and u.frequency < TECHNICAL and u.is_noun]
    return first not in CHINESE_NUMERAL and sum(first in unit.text and len(unit.text) > 2 for unit in seldom) > 1


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
