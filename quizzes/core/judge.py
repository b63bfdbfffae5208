"""Is this answer right, and by which rule? Every verdict says its rule in a sentence that a member understands.

Numbers, dates and ordinals are compared by what they mean, everything else character by character: there is no
forgiveness by edit distance, for 第十九届 and 第十八届 differ in one character.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from quizzes.core.answer_numbers import read_amounts
from quizzes.core.answer_stem import Stem
from quizzes.core.answer_units import is_unit
from quizzes.core.judge_dates import judge_clock, judge_date
from quizzes.core.judge_lists import EMPTY, PAIR, is_same_pair, judge_boxes, judge_enumeration
from quizzes.core.judge_numbers import judge_led_number, judge_number
from quizzes.core.judge_texts import judge_index, judge_roman, judge_text, read_index
from quizzes.core.list_parts import key_parts, split_at_and
from quizzes.core.normal import normalise, normalise_unit
from quizzes.core.numerals import CHINESE_DIGITS, CHINESE_NUMERAL
from quizzes.core.types import Blank, FillBlank, Matching, Verdict

_NUMBERS = frozenset({"number", "count", "range", "percent", "fraction", "ratio", "measure", "frequency", "angle"})
_DATES = frozenset({"date", "date_range", "year", "period"})
_INDEXES = frozenset({"ordinal", "level"})
_GRADES = frozenset({"级", "年级", "档", "类", "期", "号"})  # 三至五级 counts places in an order, 三级 is one
_LISTS = frozenset({"list", "enumeration"})
_ITEMS_OF_A_QUOTE = 3  # “不忘初心、牢记使命” is one motto, “早发现、早报告、早隔离、早治疗” a list
# Wording, even where it holds a numeral: 三严三实.
_WORDING = frozenset({"title", "quote", "term", "name", "text", "phrase", "noun", "idiom", "latin", "formula"})
_NEVER_HOMOPHONES = _NUMBERS | _DATES | _INDEXES | {"clock", "name", "latin", "formula"}

_DATE_FORM = re.compile(
    rf"(?<![个数几])月|[\d{CHINESE_DIGITS}]{{3,4}}年|前[\d{CHINESE_NUMERAL}]{{2,}}年|^\d{{4}}([-./。、])\d{{1,2}}\1\d{{1,2}}(?:$|[-至到]\d)"
    r"|世纪|\d0年代|十年代|元年$|^(?!大约|接近|将近|超过|不足|不到|历时|为期|每隔)[㐀-\u9fff]{2,4}"
    rf"(?<![{CHINESE_NUMERAL}])[\d{CHINESE_NUMERAL}]+年$"
)
# 22:00, 下午3点, 8时30分; 22时 alone may be a duration as well.
_CLOCK_FORM = re.compile(
    rf"^(?:[01]?\d|2[0-4]):[0-5]\d(?:$|[-至到])|^(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上?|夜里)[\d{CHINESE_NUMERAL}]"
    rf"|^[\d{CHINESE_NUMERAL}]+[时点](?:[\d{CHINESE_NUMERAL}]+分|半|[一三]刻|整)?(?:$|[-至到].*[时点分])"
)
_COLON_TIME = re.compile(r"\d{1,2}:\d{2}")
_LONGEST_ANSWER = 2000  # characters; what comes after cannot make an answer right

_EXACT = Verdict(Fraction(1), "exact", "与答案一致。")
_NO_KEY = Verdict(Fraction(0), "no-key", "本题没有答案，不能判对。")
_CHOSEN = Verdict(Fraction(1), "choice", "选对了。")
_NOT_CHOSEN = Verdict(Fraction(0), "choice", "选错了。")
_NO_OPTION = Verdict(Fraction(0), "choice", "所选的不是这道题的选项，判为错。")
_MATCHED = Verdict(Fraction(1), "match", "连对了。")
_NOT_MATCHED = Verdict(Fraction(0), "match", "连错了。")
_HIDDEN = "\N{WHITE SQUARE}"  # stands for the other blanks of a stem, which the member cannot see


def judge_blank(
    given: str,
    *,
    answer: str,
    accept: Sequence[str] = (),
    kind: str = "",
    left: str = "",
    right: str = "",
    ordered: bool = False,
    other_terms: Collection[str] = (),
) -> Verdict:
    """Judge an answer written by hand: credit 1, 1/2 or 0; for a list in one box any share.

    `accept` holds further answers, `kind` the class of the span ("" lets the form of the answer decide). `left` and
    `right` are the visible stem: a unit, year or word that stands there may be left out or typed again, also where
    the key repeats it.
    `ordered` holds for a key that is itself a list. `other_terms` are names that mean something else in the material;
    none of them is taken for a slip of the pen.
    """
    given = given[:_LONGEST_ANSWER]
    if not normalise(given):
        return EMPTY
    stem = Stem(left, right)
    verdicts = [
        _judge_key(given, key, kind, stem, ordered=ordered, other_terms=other_terms)
        for key in (answer, *accept)
        if key.strip()
    ]
    best = max(verdicts, key=lambda verdict: verdict.credit, default=_NO_KEY)
    accepted = best.credit == 1 and verdicts[0].credit < 1
    return Verdict(best.credit, "accepted", "也算对：这是可以接受的另一种答案。") if accepted else best


def _judge_key(given: str, key: str, kind: str, stem: Stem, *, ordered: bool, other_terms: Collection[str]) -> Verdict:
    if given.strip() == key.strip():
        return _EXACT
    judged = _judge_whole(given, key, kind, stem, ordered=ordered, other_terms=other_terms)
    for asked in [] if judged.credit == 1 else stem.asked(key):
        shorter = _judge_whole(given, asked, kind, stem, ordered=ordered, other_terms=other_terms)
        judged = max(judged, shorter, key=lambda verdict: verdict.credit)
    return judged


def _judge_whole(
    given: str, key: str, kind: str, stem: Stem, *, ordered: bool, other_terms: Collection[str]
) -> Verdict:
    meant = _judge_meaning(given, key, kind, stem)
    if meant is not None:
        # What has a value may still be written in a way that no rule reads, but letter for letter like the key.
        return _EXACT if normalise_unit(given) == normalise_unit(key) else meant
    judged = judge_text(given, key, stem, other_terms=other_terms, homophones=kind not in _NEVER_HOMOPHONES)
    items = _items(key, kind)
    if judged.credit == 1 or not items:
        return judged if judged.credit == 1 or not is_same_pair(given, key) or ordered else PAIR
    return max(
        (_judge_items(given, read, ordered=ordered, other_terms=other_terms) for read in (items, *split_at_and(items))),
        key=lambda verdict: verdict.credit,
    )


def _judge_items(given: str, items: list[str], *, ordered: bool, other_terms: Collection[str]) -> Verdict:
    return judge_enumeration(given, items, lambda part, n: _judge_item(part, items[n], other_terms), ordered=ordered)


def _items(key: str, kind: str) -> list[str]:
    """The items of a list that is asked for in one box; [] for anything else."""
    items = key_parts(key) if kind not in ("title", "name", "latin", "formula") else []
    least = _ITEMS_OF_A_QUOTE if kind in _WORDING else 2
    return items if len(items) >= least else []


def _judge_item(given: str, key: str, other_terms: Collection[str]) -> Verdict:
    meant = _judge_meaning(given, key, "", Stem())
    return meant or judge_text(given, key, Stem(), other_terms=other_terms, homophones=True)


def _judge_meaning(given: str, key: str, kind: str, stem: Stem) -> Verdict | None:
    """By value, when the key has one; None when it is wording."""
    numbered = judge_roman(given, key, stem) if kind in ("", "latin") or kind in _INDEXES else None
    if numbered is not None:
        return numbered
    if kind in _WORDING or kind in _LISTS:
        return None
    if kind == "clock":
        return judge_clock(given, key, stem)
    if kind in _DATES or (kind not in _NUMBERS and kind not in _INDEXES and _looks_like_date(key)):
        judged = judge_date(given, key, stem)
        if judged is not None:
            return judged
    judged = _judge_value(given, key, kind, stem)
    if kind or not _CLOCK_FORM.match(normalise(key)):
        return judged
    # A ratio may be reduced (6:4 for 3:2), a time of day not: 4:15 is not 8:30.
    clock = judge_clock(given, key, stem)
    is_time = clock is not None and (clock.credit or judged is None or _COLON_TIME.fullmatch(normalise(given)))
    return clock if is_time else judged


def _judge_value(given: str, key: str, kind: str, stem: Stem) -> Verdict | None:
    if kind not in _NUMBERS:
        index = read_index(key, strictly=kind not in _INDEXES)
        if index is not None:
            return judge_index(given, key, index, stem)
    amounts = read_amounts(key)
    is_unit_here = _is_unit_of_range if len(amounts) > 1 else is_unit
    is_number = bool(amounts) and (kind in _NUMBERS or all(not one.unit or is_unit_here(one.unit) for one in amounts))
    return judge_number(given, key, amounts, stem) if is_number else judge_led_number(given, key, stem)


def _is_unit_of_range(unit: str) -> bool:
    return is_unit(unit) or unit in _GRADES


def _looks_like_date(key: str) -> bool:
    """三年, 三个月 and 12日 may be durations; a date names a month or a year of three digits, or is like 2020-2-3."""
    return _DATE_FORM.search(normalise(key)) is not None


def judge_choice(given: str, answer: str, options: Sequence[str]) -> Verdict:
    """Judge a chosen option, given by its text."""
    chosen = given.strip()
    if not chosen:
        return EMPTY
    if chosen == answer.strip():
        return _CHOSEN
    return _NOT_CHOSEN if chosen in {option.strip() for option in options} else _NO_OPTION


def judge_list(
    given: Sequence[str],
    *,
    answers: Sequence[str],
    accepts: Sequence[Sequence[str]] = (),
    kinds: Sequence[str] = (),
    ordered: bool,
    other_terms: Collection[str] = (),
) -> list[Verdict]:
    """Judge the boxes of one list, one verdict for each box; a missing box is empty.

    A single text for several `answers` is one box that holds them all: it gives one verdict, with the share of them
    that was hit.
    """

    def judge(text: str, place: int) -> Verdict:
        accept = accepts[place] if place < len(accepts) else ()
        kind = kinds[place] if place < len(kinds) else ""
        return judge_blank(text, answer=answers[place], accept=accept, kind=kind, other_terms=other_terms)

    if len(given) == 1 and len(answers) > 1:
        if not normalise(given[0]):
            return [EMPTY]
        return [judge_enumeration(given[0], answers, judge, ordered=ordered)]
    boxes = [given[place] if place < len(given) else "" for place in range(len(answers))]
    return judge_boxes(boxes, judge, ordered=ordered)


def judge_matching(given: Mapping[str, str], pairs: Mapping[str, str]) -> dict[str, Verdict]:
    """A verdict for each left side; both mappings go from left ids to right ids."""
    return {left: _judge_pair(given.get(left, ""), right) for left, right in pairs.items()}


def _judge_pair(given: str, right: str) -> Verdict:
    if not given:
        return EMPTY
    return _MATCHED if given == right else _NOT_MATCHED


def judge_question(
    question: FillBlank | Matching, given: Mapping[str, str], *, other_terms: Collection[str] = ()
) -> dict[str, Verdict]:
    """A verdict for every part: "0", "1", … are the blanks, left ids the pairs. Nothing that is typed raises."""
    if isinstance(question, Matching):
        return judge_matching(given, question.pairs)
    blanks = question.blanks
    answers = [given.get(str(place), "") for place in range(len(blanks))]
    stems = [_visible_stem(question, place) for place in range(len(blanks))]

    def judge(text: str, place: int) -> Verdict:
        return _judge_asked(text, blanks[place], stems[place], other_terms)

    verdicts = judge_boxes(answers, judge, ordered=question.ordered or len(blanks) < 2)
    return {str(place): verdict for place, verdict in enumerate(verdicts)}


def _judge_asked(given: str, blank: Blank, stem: Stem, other_terms: Collection[str]) -> Verdict:
    if blank.options:
        return judge_choice(given, blank.answer, [option.text for option in blank.options])
    return judge_blank(
        given,
        answer=blank.answer,
        accept=blank.accept,
        kind=blank.kind,
        left=stem.left,
        right=stem.right,
        other_terms=other_terms,
    )


def _visible_stem(question: FillBlank, place: int) -> Stem:
    """What stands on both sides of a blank, with the other blanks hidden."""
    text = list(question.statement)
    for blank in question.blanks:
        text[blank.start : blank.end] = _HIDDEN * (blank.end - blank.start)
    asked = question.blanks[place]
    return Stem("".join(text[: asked.start]), "".join(text[asked.end :]))
