"""How large an answer is, for putting numbers and dates of one class in order."""

from __future__ import annotations

import re
from fractions import Fraction

from quizzes.core.candidates import NUMERIC_KINDS
from quizzes.core.compounds import compound_value
from quizzes.core.dates import sort_key
from quizzes.core.numerals import CHINESE_NUMERAL, number_value
from quizzes.core.quantities import parse_quantity

_PARTS = re.compile(rf"(?P<b>[{CHINESE_NUMERAL}]+|\d+)分之(?P<a>[{CHINESE_NUMERAL}]+|\d+)")
_RATIO = re.compile(r"(\d+(?:\.\d+)?)\s?[:：∶/／比]\s?(\d+(?:\.\d+)?)")
_FIRST = re.compile(rf"[-\u2212\uff0d]?\d[\d,]*(?:\.\d+)?|[Ⅰ-Ⅻ]|[{CHINESE_NUMERAL}]+|\b[IVX]+")
_LETTERS = {letter: Fraction(place) for place, letter in enumerate("特甲乙丙丁戊")} | {
    letter: Fraction(place) for place, letter in enumerate("ABCDE", start=1)
}
_ROMAN = {character: Fraction(place) for place, character in enumerate("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ", start=1)}


def magnitude(text: str, kind: str) -> Fraction | None:
    """A number by which answers of one numeric class can be ranked; None for words and for what cannot be read."""
    if kind not in NUMERIC_KINDS:
        return None
    date = sort_key(text) if kind == "date" else None
    if date is not None:
        return Fraction(date[0] * 400 + date[1] * 32 + date[2])
    if kind == "compound":
        return compound_value(text)
    quantity = parse_quantity(text) if kind in ("measure", "number", "count") else None
    if quantity is not None:
        return quantity.value
    return _of_form(text)


def _of_form(text: str) -> Fraction | None:
    share = _PARTS.search(text)
    if share:
        top, bottom = number_value(share["a"]), number_value(share["b"])
        return top / bottom if top is not None and bottom else None
    ratio = _RATIO.match(text)
    if ratio and Fraction(ratio[2]):
        return Fraction(ratio[1]) / Fraction(ratio[2])
    if text[:1] in _LETTERS:
        return _LETTERS[text[0]]
    first = _FIRST.search(text)
    if not first:
        return None
    return _ROMAN.get(first.group(), number_value(first.group()))
