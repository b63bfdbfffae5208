"""M1-M6 and M15: is each blank a whole, does the rest of the statement not tell it, is there enough left to read?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from quizzes.core.types import Blank
from quizzes.quality.atoms import has_half_bracket, name_atoms, numeric_atoms, splits_dotted_name, splits_number
from quizzes.quality.findings import Violation
from quizzes.quality.forms import (
    BARE_UNITS,
    GENERIC,
    HAN_NUMERALS,
    arabic_values,
    content_length,
    han_value,
    is_numeric,
    normal,
    number_of,
)
from quizzes.quality.lists import list_lengths
from quizzes.quality.sample import Asked

_COUNTED = re.compile(r"\s?(?:大|个|项|种|类|部分|条|点|方面|层|步|次|句|字|要素)")
_HAN_NUMBER = re.compile(f"[{HAN_NUMERALS}]+")
_HAN_COUNT = re.compile(rf"[{HAN_NUMERALS}]+(?=[大个项种类条位名次届级年月日天倍句篇部])")
_DATE = re.compile(r"(?:公元前|前)?(?:\d{1,4}年)?\d{1,2}月(?:\d{1,2}日)?|(?:公元前|前)?\d{1,4}年")
_ENDS = re.compile(r"[~～—–\-－至到]+")
SHORTEST_STEM = 5


def _fault(asked: Asked, blank: Blank | None, text: str) -> Violation:
    marked = asked.is_marked(blank) if blank else asked.all_marked
    return Violation(asked.question.point_id, asked.picture, text, marked)


def round_trip(asked: Asked) -> Iterator[Violation]:
    """M1: the stem with its keys put back is the statement as it was given, character for character."""
    question, blanks = asked.question, asked.question.blanks
    if question.statement != asked.point.statement:
        yield _fault(asked, None, "题目的原文与要点不同")
    at = 0
    for blank in blanks:
        if not at <= blank.start < blank.end <= len(question.statement):
            yield Violation(question.point_id, question.statement, f"空的位置 {blank.start}–{blank.end} 无效或重叠")
        elif question.statement[blank.start : blank.end] != blank.answer:
            yield Violation(question.point_id, question.statement, f"答案“{blank.answer}”与空的位置不符")
        at = blank.end


def number_integrity(asked: Asked) -> Iterator[Violation]:
    """M2: no edge inside a number, a unit, a range, a date or an ordinal; no unit asked without its number."""
    statement = asked.question.statement
    atoms = numeric_atoms(statement)
    for blank in asked.question.blanks:
        cut = next((atom for atom in atoms if atom.is_cut_by(blank.start, blank.end)), None)
        if cut is not None:
            yield _fault(asked, blank, f"切断了{cut.name}“{statement[cut.start : cut.end]}”")
        elif any(splits_number(statement, edge) for edge in (blank.start, blank.end)):
            yield _fault(asked, blank, "空的边缘在一个数字里面")


def name_integrity(asked: Asked) -> Iterator[Violation]:
    """M3: no edge inside a title, a quote, a Latin word, a code or a curated term; no half bracket in a key."""
    statement, edges = asked.question.statement, asked.material.word_edges(asked.question.statement)
    own = {asked.point.term, *asked.point.aliases}
    atoms = [
        atom
        for atom in name_atoms(statement, asked.material.terms)
        if atom.name != "名目" or statement[atom.start : atom.end] in own or {atom.start, atom.end} <= edges
    ]
    for blank in asked.question.blanks:
        cut = next((atom for atom in atoms if atom.is_cut_by(blank.start, blank.end)), None)
        if cut is not None:
            yield _fault(asked, blank, f"切断了{cut.name}“{statement[cut.start : cut.end]}”")
        elif has_half_bracket(blank.answer):
            yield _fault(asked, blank, "答案里有半个括号或引号")
        elif splits_dotted_name(statement, blank.start, blank.end):
            yield _fault(asked, blank, "切断了带间隔号的姓名")


def word_boundary(asked: Asked) -> Iterator[Violation]:
    """M4: both edges fall between words, or on the edge of a number, a name, a term or a mark."""
    statement = asked.question.statement
    allowed = set(asked.material.word_edges(statement))
    for atom in (*numeric_atoms(statement), *name_atoms(statement, asked.material.terms)):
        allowed |= {atom.start, atom.core, atom.end}
    allowed |= {edge for found in _HAN_COUNT.finditer(statement) for edge in (found.start(), found.end())}
    allowed |= {
        edge for place, character in enumerate(statement) if not character.isalnum() for edge in (place, place + 1)
    }
    for blank in asked.question.blanks:
        if not asked.is_marked(blank) and not {blank.start, blank.end} <= allowed:
            yield _fault(asked, blank, "空的边缘在一个词里面")


def leak(asked: Asked) -> Iterator[Violation]:
    """M5: neither the key, nor another name of it, nor its value stands in the rest of the statement."""
    names = {asked.point.term, *asked.point.aliases} - {""}
    for blank in asked.question.blanks:
        texts = {blank.answer, *blank.accept}
        if normal(blank.answer) in {normal(name) for name in names}:
            texts |= names
        shown = next(
            (text for text in sorted(texts) if is_visible(text, asked.pieces, short=text == blank.answer)), None
        )
        if shown is not None:
            yield _fault(asked, blank, f"题干里能看到答案“{shown}”")


def is_visible(text: str, pieces: tuple[str, ...], *, short: bool = True) -> bool:
    """Whether a text can be read in a stem; a number counts by value, so 十年 is not visible in 二十年.

    `short`: also texts of one character.
    """
    form = normal(text)
    if not form or (len(form) < 2 and not short):
        return False
    if is_numeric(text):
        return any(_shows_number(text, piece) for piece in pieces)
    if re.search("[A-Z]", text) and re.search("[a-z]", text):  # CaO is not visible in Ca(OH)₂
        return any(_letters(text) in _letters(piece) for piece in pieces)
    return any(form in normal(piece) for piece in pieces)


def _shows_number(text: str, piece: str) -> bool:
    value = number_of(text)
    if value is None:
        return normal(text) in normal(piece)
    if arabic_values(text):
        return value in arabic_values(piece)
    return any(run in text for run in _HAN_NUMBER.findall(piece) if han_value(run) == value)


def _letters(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(" ", "")


def derivable(asked: Asked) -> Iterator[Violation]:
    """M6: a count is not the length of a list that one can count; a range or date has no end restated."""
    stem = "□".join(asked.pieces)
    lengths = list_lengths(stem)
    for blank, after in zip(asked.question.blanks, asked.pieces[1:], strict=True):
        value = number_of(blank.answer)
        unit = re.sub(rf"^[\d{HAN_NUMERALS}]+", "", blank.answer)
        is_count = _COUNTED.fullmatch(unit) if unit else _COUNTED.match(after)
        if value is not None and value in lengths and is_count:
            yield _fault(asked, blank, "数一数题干里列出的项就知道答案")
        elif any(_restates(end, asked.pieces) for end in _range_ends(blank.answer)):
            yield _fault(asked, blank, "题干里又出现了范围或日期的一端")


def _range_ends(answer: str) -> list[str]:
    ends = _ENDS.split(answer)
    return ends if len(ends) == 2 and all(re.search(r"\d", end) for end in ends) and is_numeric(answer) else []


def _restates(end: str, pieces: tuple[str, ...]) -> bool:
    dates = _DATE.findall(end)
    if dates:
        return any(date in piece for date in dates for piece in pieces)
    return is_visible(end, pieces)


def context(asked: Asked) -> Iterator[Violation]:
    """M15: enough is left to read, the key is not most of the statement, and not a word that fits anywhere."""
    statement, blanks = asked.question.statement, asked.question.blanks
    if content_length("".join(asked.pieces)) < SHORTEST_STEM:
        yield _fault(asked, None, "题干剩下的字太少")
    if len(blanks) > 1 and sum(len(key) for key in asked.keys) > 0.4 * len(statement):
        yield _fault(asked, None, "挖掉的文字超过四成")
    for left, right in pairwise(blanks):
        if right.start - left.end < 2 and statement[left.end : right.start] not in ("、", "，", "和", "与", "及"):
            yield _fault(asked, right, "两个空挨得太近")
    for blank in blanks:
        fault = _poor_key(blank.answer, statement)
        if fault:
            yield _fault(asked, blank, fault)


def _poor_key(answer: str, statement: str) -> str:
    if len(answer) * 2 > len(statement):
        return "空超过要点的一半"
    if answer in GENERIC:
        return "答案是空泛的词"
    if answer.strip() in BARE_UNITS:
        return "只挖了单位"
    if len(answer) == 1 and not is_numeric(answer):
        return "答案只有一个字"
    return ""
