"""Wrong answers of the same kind, by the evidence for them. Fewer than two good ones means none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from quizzes.core.candidates import NUMERIC_KINDS
from quizzes.core.closed_sets import CLOSED_SETS
from quizzes.core.contrasts import CONTRASTS, POLAR
from quizzes.core.dates import parse_date, sort_key
from quizzes.core.derivable import visible_values
from quizzes.core.exclusions import fits_length, may_be_right, one_character_apart, says_the_same
from quizzes.core.lexicon import DEFINES, EMPTY_VERBS, PLACES, is_generic_word
from quizzes.core.magnitude import magnitude
from quizzes.core.number_variants import keeps_order
from quizzes.core.numbered_names import numbered_names, other_levels
from quizzes.core.perturb import Setting, variants
from quizzes.core.pools import Pools, of_one_kind, same_question, stands_in
from quizzes.core.quantities import parse_quantity
from quizzes.core.reading import Reading, Unit
from quizzes.core.stems import plain, stem
from quizzes.core.types import Mark, Option, Point
from quizzes.core.wordlists import words

ENOUGH = 2
_NEIGHBOURS = 60
_MOST = 8  # on each side of a number; of words, in all
_LONGEST_CONTRAST = 8
_KNOWN = 20  # occurrences in a general corpus that make a swapped word a word
# By evidence, the best first: the order in which a question takes its options from the pool.
SOURCES = {
    "author": "学习秘书给出",
    "material": "同材料里的同类数值",
    "number": "同格式改动数值",
    "term": "同类别的其他名目",
    "head": "同一中心词的其他说法",
    "contrast": "对立的说法",
    "set": "同一组里的其他成员",
}


@dataclass(frozen=True)
class Asked:
    """A blank for which wrong answers are wanted."""

    point: Point
    reading: Reading
    start: int
    end: int
    kind: str
    unit: str = ""
    mark: Mark | None = None

    @property
    def answer(self) -> str:
        return self.reading.text[self.start : self.end]

    @property
    def rest(self) -> str:
        return stem(self.reading.text, [(self.start, self.end)])


def distractor_pool(asked: Asked, pools: Pools, frequency: Callable[[str], int]) -> tuple[Option, ...]:
    """Wrong answers that may stand beside the right one and beside each other; () when there are fewer than two. They
    come in the order found, not in that of SOURCES: of two that clash the first stays."""
    kept: list[Option] = []
    sides: dict[bool, int] = {True: 0, False: 0}
    key = magnitude(asked.answer, asked.kind)
    for option in _proposals(asked, pools, frequency):
        size = magnitude(option.text, asked.kind)
        side = key is not None and size is not None and size < key
        if sides[side] >= _MOST or not _is_admissible(option, asked, pools):
            continue
        if not _clashes(option.text, kept, asked, pools):
            kept.append(option)
            sides[side] += 1
    return tuple(kept) if len(kept) >= ENOUGH else ()


def _proposals(asked: Asked, pools: Pools, frequency: Callable[[str], int]) -> Iterator[Option]:
    if asked.mark:
        yield from (Option(text, "author") for text in asked.mark.distractors)
    if asked.kind in NUMERIC_KINDS:
        yield from _numeric(asked, pools)
        return
    if levels := other_levels(asked.answer):
        yield from (Option(text, "number") for text in levels)
        return
    yield from (Option(text, "term") for text in _siblings(asked, pools))
    yield from (Option(text, "set") for text in _set_members(asked))
    yield from (Option(text, "contrast") for text in _contrasts(asked, frequency))
    yield from (Option(text, "head") for text in _same_head(asked, pools))
    yield from (Option(text, "number") for text in numbered_names(asked.answer))


_FULL_WIDTH = {ord("0") + i: 0xFF10 + i for i in range(10)}


def _numeric(asked: Asked, pools: Pools) -> Iterator[Option]:
    setting = _setting(asked)
    made = variants(asked.kind, asked.answer, asked.unit, setting)
    if asked.kind in ("measure", "number", "count"):
        real = pools.quantities.get((asked.point.category, asked.kind, asked.unit), [])
        yield from (Option(text, "material") for text in real if asked.unit and _like_number(asked, text, setting))
    wide = _FULL_WIDTH if re.search("[０-９]", asked.answer) else {}
    yield from (Option(text.translate(wide), "number") for text in made)


def _setting(asked: Asked) -> Setting:
    before: list[Fraction] = []
    after: list[Fraction] = []
    for span in asked.reading.spans:
        if span.kind in ("number", "count") and span.unit == asked.unit and span.key_start != asked.start:
            quantity = parse_quantity(asked.reading.text[span.key_start : span.key_end])
            if quantity:
                (before if span.start < asked.start else after).append(quantity.value)
    return Setting(asked.reading.text, tuple(before), tuple(after))


def _like_number(asked: Asked, text: str, setting: Setting) -> bool:
    """Whether a number of the material looks like the answer and is of its size."""
    key, other = parse_quantity(asked.answer), parse_quantity(text)
    if key is None or other is None or key.value == 0:
        return False
    same_shape = _shape(key.number) == _shape(other.number) and key.approximate == other.approximate
    ratio = other.value / key.value
    return same_shape and Fraction(1, 5) <= ratio <= 5 and keeps_order(key.value, other.value, setting)


def _shape(numeral: str) -> tuple[bool, int, int, bool, str]:
    """Script, decimals, trailing zeros, thousands comma, sign."""
    digits = re.sub(r"\D", "", numeral)
    zeros = len(digits) - len(digits.rstrip("0")) if digits.strip("0") else 0
    sign = numeral[0] if numeral[0] in "+-−－±" else ""
    return (bool(digits), len(numeral.partition(".")[2]), zeros, "," in numeral, sign)


def _siblings(asked: Asked, pools: Pools) -> Iterable[str]:
    point, answer = asked.point, asked.answer
    if not point.category:
        return ()
    if answer == point.term:
        siblings: Iterable[str] = pools.terms.get(point.category, ())
    elif point.pair_value and plain(answer) == plain(point.pair_value):
        siblings = pools.values.get(point.category, ())
    else:
        return ()
    known = list(siblings)  # sorted; in a very large category only the neighbours are looked at
    place = known.index(answer) if answer in known else 0
    near = known[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS]
    if answer == point.term:
        return [text for text in near if stands_in(answer, text, point.category, pools)]
    kin = [text for text in near if of_one_kind(answer, text, pools)]
    return [text for text in kin if same_question(answer, text, point.category, pools)]


def _set_members(asked: Asked) -> Iterator[str]:
    for members, cue in CLOSED_SETS:
        if asked.answer in members and (not cue or re.search(cue, asked.rest)):
            others = [member for member in members if member != asked.answer]
            if asked.kind == "frequency":  # in the order of the calendar: nobody mistakes a year for a day
                place = members.index(asked.answer)
                yield from sorted(others, key=lambda member: abs(members.index(member) - place))[:4]
            else:
                yield from sorted(others, key=lambda member: _unlike(member, asked.answer))
            return


def _unlike(one: str, other: str) -> tuple[bool, int]:
    """Members that end alike and are as long come first: the more alike, the more tempting."""
    return one[-1] != other[-1], abs(len(one) - len(other))


def _contrasts(asked: Asked, frequency: Callable[[str], int]) -> Iterator[str]:
    """One word of the answer exchanged for its opposite, where that gives a word that exists."""
    answer = asked.answer
    if len(answer) > _LONGEST_CONTRAST or len(answer) < 2 or "、" in answer:
        return
    if any(answer in members for members, _ in CLOSED_SETS):
        return  # it has closer relatives: 中子 is no opposite of 上子
    inside = [unit for unit in asked.reading.units if unit.start >= asked.start and unit.end <= asked.end]
    if _names_a_place_or_person(answer, inside) or answer.endswith(_OFFICES):
        return
    polar = _may_be_reversed(asked.reading)
    for group in CONTRASTS:
        for member in group if polar else (word for word in group if word not in POLAR):
            too_short = len(answer) == 2 and len(group) > 2 and len(member) == 1
            if answer.count(member) == 1 and member != "中" and not too_short:
                place = asked.start + answer.index(member)
                others = [other for other in group if other != member]
                if any(other in answer or other in asked.rest for other in others if len(other) > 1) or any(
                    other in answer for other in others
                ):
                    continue  # 流入和流出 turned round is as right
                yield from (answer.replace(member, o) for o in others if _exists(member, o, place, inside, frequency))


_OFFICES = ("机关", "机构", "法院", "检察院", "委员会")  # 最高监察机关 has no lowest beside it


def _names_a_place_or_person(answer: str, inside: Sequence[Unit]) -> bool:
    return any(place in answer for place in PLACES) or any(unit.tag[:2] in ("ns", "nr") for unit in inside)


_REQUIRES = frozenset(words("要 应 应当 应该 须 必须 需 需要 坚持 确保 推动 推进 加强 落实 做好 统筹 鼓励 支持"))
_PHYSICAL = re.compile("[带呈]|[电磁热温压酸碱]|速度|浓度|反应|细胞|细菌|血|金属|函数|数列|溶液|物质|光")


def _may_be_reversed(reading: Reading) -> bool:
    """Whether the sentence defines or describes nature, so that the opposite is a plain error and no absurd wish."""
    words_used = {unit.text for unit in reading.units}
    if words_used & _REQUIRES:
        return False
    return bool(words_used & (DEFINES - {"作为"})) or bool(_PHYSICAL.search(reading.text))


_SCHOOLS = frozenset(words("大学 中学 小学"))  # 专科大学 has no small sister


def _exists(member: str, other: str, at: int, inside: Sequence[Unit], frequency: Callable[[str], int]) -> bool:
    """Whether the swap keeps whole words: listed opposites, or a token that becomes another known one."""
    word = next((unit for unit in inside if unit.start <= at < unit.end), None)
    if word is None or word.text in _SCHOOLS or (word.text == "最高" and other != "低"):
        return False
    if at + len(member) > word.end:  # 副/交感 and the like: the member is several tokens
        return any(unit.start == at for unit in inside) and any(unit.end == at + len(member) for unit in inside)
    if word.text == member:
        return len(member) > 1
    place = at - word.start
    least = _KNOWN if len(member) == 1 else 1
    return frequency(word.text[:place] + other + word.text[place + len(member) :]) >= least


def _same_head(asked: Asked, pools: Pools) -> Iterator[str]:
    last = next((unit for unit in asked.reading.units if unit.end == asked.end), None)
    if last is None or last.span or len(last.text) < 2 or last.start <= asked.start:
        return
    for text in pools.heads.get(last.text, ()):
        appeal = any(text.startswith(verb) for verb in EMPTY_VERBS)  # 完善…机制 is no kind of 机制
        if not appeal and not is_generic_word(text[: -len(last.text)]):
            yield text


def _is_admissible(option: Option, asked: Asked, pools: Pools) -> bool:
    key, text = asked.answer, option.text
    if plain(text) == plain(key) or not text.strip():
        return False
    if option.source == "author":
        return plain(text) not in {plain(name) for name in asked.mark.accept} if asked.mark else True
    if not fits_length(key, text) or plain(text) in plain(asked.rest):
        return False
    if asked.kind in NUMERIC_KINDS:
        return _is_other_value(text, asked)
    if says_the_same(key, text, pools) or may_be_right(key, text, asked.reading.text, asked.start, pools):
        return False
    if option.source not in ("contrast", "set", "number") and one_character_apart(key, text):
        return False
    return key.isascii() == text.isascii()


def _is_other_value(text: str, asked: Asked) -> bool:
    if asked.kind in ("date", "date_range"):
        return _keeps_dates(text, asked)
    quantity = parse_quantity(text)
    return quantity is None or quantity.value not in visible_values(asked.rest)


def _keeps_dates(text: str, asked: Asked) -> bool:
    """A date must stand to the other dates of the sentence as the right one does."""
    key, other = sort_key(asked.answer), sort_key(text)
    if key is None or other is None:
        return True
    for span in asked.reading.spans:
        if span.kind == "date" and span.start != asked.start:
            seen = sort_key(asked.reading.text[span.start : span.end])
            if seen is not None and bool(seen[0]) == bool(key[0]) and (key < seen) != (other < seen):
                return False
            if seen == other:
                return False
    return parse_date(text) is None or plain(text) not in plain(asked.rest)


def _clashes(text: str, kept: list[Option], asked: Asked, pools: Pools) -> bool:
    if asked.kind not in NUMERIC_KINDS:
        return any(says_the_same(text, option.text, pools) for option in kept)
    if asked.kind in ("date", "date_range", "ordinal", "clock", "session"):
        return any(option.text == text for option in kept)
    quantity = parse_quantity(text)
    key = parse_quantity(asked.answer)
    for option in kept:
        if option.text == text:
            return True
        other = parse_quantity(option.text)
        if quantity and other and too_close(quantity.value, other.value):
            return True
    return bool(quantity and key and too_close(quantity.value, key.value))


def too_close(one: Fraction, other: Fraction) -> bool:
    """Apart by less than 5 % of the larger one."""
    gap = abs(one - other)
    return gap * 20 < max(abs(one), abs(other))
