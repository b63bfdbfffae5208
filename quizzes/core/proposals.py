"""Everything in a statement that might be hidden, with what speaks for it.

Spans that say nothing (`span_blanks`) and lists of mere appeals (`list_worth`) are left out. The rest is for `blanks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizzes.core.candidates import LABELS, PRIORS, ROLES, Candidate, classify, kind_of
from quizzes.core.frames import framed
from quizzes.core.lexicon import DEFINES
from quizzes.core.list_edges import Listing
from quizzes.core.list_worth import is_fact
from quizzes.core.noun_phrases import is_specific
from quizzes.core.numerals import number_value
from quizzes.core.phrases import find_phrases
from quizzes.core.reading import Reading, unit_before
from quizzes.core.span_blanks import from_span
from quizzes.core.types import Point


def proposals(point: Point, reading: Reading, lists: Sequence[Listing]) -> Iterator[Candidate]:
    yield from _value(point, reading)
    for span in reading.spans:
        yield from from_span(span, point, reading)
    for number, listing in enumerate(lists):
        yield from _from_list(listing, number, reading)
    protected = [(s.start, s.end) for s in reading.spans if s.kind != "term"]
    exact = {(s.start, s.end) for s in reading.spans if s.kind in ("title", "quote")}
    yield from _frequencies(reading)
    yield from _eras(reading)
    yield from _single_characters(reading)
    for phrase in (*find_phrases(reading), *framed(reading)):
        if (phrase.start, phrase.end) not in exact and not any(
            start < phrase.start < end or start < phrase.end < end for start, end in protected
        ):
            yield Candidate(
                phrase.start,
                phrase.end,
                "phrase" if phrase.role != "name" else "name",
                phrase.prior,
                ROLES[phrase.role],
            )


_FREQUENCY = re.compile(
    "每(?:个?月|周|年|天|日|晚|季度)[一二两三四五六\\d]+次|每(?:两|半)?(?:季度|学期|个?月|周|年(?![度年末底初])|天|日)(?=[^，。；]{0,6}(?:一次|1次|[两二三四\\d]次|不少于|至少|召开|开展|进行|检查|检验|检定|更换|组织|校验|报告|演练))"
)


def _frequencies(reading: Reading) -> Iterator[Candidate]:
    for match in _FREQUENCY.finditer(reading.text):
        yield Candidate(match.start(), match.end(), "frequency", PRIORS["frequency"], LABELS["frequency"])


_ERA = re.compile(
    "(?:夏|商|西周|东周|春秋|战国|秦|西汉|东汉|汉|三国|西晋|东晋|隋|唐|五代|北宋|南宋|宋|元|明|清|民国|北魏|西魏|东魏|北齐|北周|辽|金)[朝代]?"
    "[^的，。；、在是于]{0,4}(?:年间|初年|末年|中叶|(?<=[秋国代朝帝祖宗王])时期|(?<=[秋国代朝])[早中晚前后末]期)"
)


def _eras(reading: Reading) -> Iterator[Candidate]:
    """明正德年间, 战国时期."""
    for match in _ERA.finditer(reading.text):
        if {match.start(), match.end()} <= reading.boundaries:
            yield Candidate(match.start(), match.end(), "phrase", 0.75, "年代")


def _value(point: Point, reading: Reading) -> Iterator[Candidate]:
    """The answer that a person named for matching, if it is whole here."""
    value = point.pair_value.strip()
    start = reading.text.find(value) if value else -1
    if start < 0:
        return
    end = start + len(value)
    span = next((s for s in reading.spans if s.start < end and start < s.end), None)
    kind, unit = classify(reading, start, end)
    if span and span.kind != "term":
        wider = (start < span.start and span.end <= end) or (start <= span.start and span.end < end)
        if not wider:  # the span knows what belongs to the answer: 170多, not 170多个
            start, end, kind, unit = span.key_start, span.key_end, kind_of(span), span.unit
    yield Candidate(start, end, kind, PRIORS["value"], f"要点的配对内容（{LABELS.get(kind, '短语')}）", unit)


# What every statute says in these words.
_STOCK = re.compile("(?:公民|自然人|单位|个人)、法人(?:和|或者?|及|以及)(?:其他|非法人)组织|省、自治区、直辖市")
_GRADE = re.compile(r"第?[一二三四五六七八九\d][级类型种层次期等]")


def _from_list(listing: Listing, number: int, reading: Reading) -> Iterator[Candidate]:
    inner = [reading.text[item.start : item.end] for item in listing.items[1:-1]]
    if inner and all(number_value(text) is not None for text in inner):
        return  # 一、二、三、四级
    if all(_GRADE.fullmatch(reading.text, item.start, item.end) for item in listing.items[:-1]):
        return  # 一级、二级和三级处理
    sure = [item for item in listing.items if item.is_sure]
    if len(listing.items) < 2 or not is_fact(listing, reading):
        return
    yield from _whole_list(listing, number, reading)
    stock = [(match.start(), match.end()) for match in _STOCK.finditer(reading.text)]
    for place, item in enumerate(listing.items):
        if any(start <= item.start and item.end <= end for start, end in stock):
            continue
        inside = reading.between(item.start, item.end)
        if item not in sure or any(unit.span not in ("", "term", "latin", "name", "mined") for unit in inside):
            continue
        if len(listing.items) < 3 and not is_specific(inside):
            continue
        prior = (
            PRIORS["item"]
            - (0.05 if place == 0 else 0)
            - (0.1 if len(listing.items) == 2 else 0)
            - (0.1 if not is_specific(inside) else 0)
            - (0.2 if _are_two_verbs(listing, reading) else 0)
        )
        reason = f"并列的{len(listing.items)}项之一"
        yield Candidate(item.start, item.end, "item", prior, reason, list_id=number)


def _are_two_verbs(listing: Listing, reading: Reading) -> bool:
    """设立和转让: what is done is seldom the fact."""
    inside = [reading.between(item.start, item.end) for item in listing.items]
    return len(inside) == 2 and all(len(units) == 1 and units[0].tag == "v" for units in inside)


_SINGLES = re.compile(
    "(?<=[以为是有分由指含成：])(?:[\u4e00-\u9fff]、){2,}[\u4e00-\u9fff](?=[两三四五六七八九十][大种类个色味项]|等|[，。；]|$)"
)


def _single_characters(reading: Reading) -> Iterator[Candidate]:
    """黄、绿、白 in 以黄、绿、白三色为主, wherever the cutter puts its edges."""
    for match in _SINGLES.finditer(reading.text):
        if _counts_up(match.group().split("、")):
            continue
        reason = f"并列的{match.group().count('、') + 1}项"
        yield Candidate(match.start(), match.end(), "item", PRIORS["item"], reason)


def _whole_list(listing: Listing, number: int, reading: Reading) -> Iterator[Candidate]:
    """生、旦、净、丑 or D和A: items of one character are asked all at once."""
    items = listing.items
    before = unit_before(reading, items[0].start)
    least = 2 if before is not None and before.text in DEFINES else 3
    if (
        len(items) >= least
        and all(item.end - item.start == 1 for item in items)
        and items[-1].is_sure
        and items[0].is_sure
        and not _counts_up([reading.text[item.start] for item in items])
    ):
        start, end = items[0].start, items[-1].end
        yield Candidate(start, end, "item", PRIORS["item"], f"并列的{len(items)}项", list_id=number)


_ROWS = ("ABCDEFGHIJ", "abcdefghij", "甲乙丙丁戊己庚", "ⅠⅡⅢⅣⅤⅥ", "一二三四五六七八九十")


def _counts_up(characters: Sequence[str]) -> bool:
    """A、B、C、D, which nobody has to learn."""
    return any(row.startswith("".join(characters)) for row in _ROWS)
