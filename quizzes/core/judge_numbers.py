"""Is a typed number or range worth the same as the key?"""

from __future__ import annotations

import re
from fractions import Fraction

from quizzes.core.answer_numbers import ABOUT, Amount, read_amounts, tidy
from quizzes.core.answer_stem import Stem
from quizzes.core.answer_units import conversion, is_measure, measures
from quizzes.core.types import Verdict

# 每周三次, 北纬30°: what leads the number is part of the answer.
_LEAD = re.compile(r"每(?:一|隔)?(?:小时|分钟|季度|星期|工作日|[天日周月年人亩升])|[东西]经|[南北]纬")

_WRONG = Verdict(Fraction(0), "number", "数字和单位须等值；全角、汉字数字写法都算对。")
_RIGHT = Verdict(Fraction(1), "number", "数值相等，写法不同也算对。")
_WRONG_UNIT = Verdict(Fraction(0), "unit", "单位不对：数字和单位须等值。")
_NO_UNIT = Verdict(Fraction(1, 2), "unit-missing", "数值对，但少了单位，记一半。")
_ONLY_ABOUT = Verdict(Fraction(1, 2), "approximate", "数值对，但答案是确数，多写了“约”“多”一类的词，记一半。")
_OTHER_SIDE = Verdict(Fraction(1, 2), "approximate", "数值对，但“多”和“近”的方向相反，记一半。")


def read_key(key: str) -> tuple[str, tuple[Amount, ...]]:
    """What leads the number of a key (每周, 北纬, mostly ""), and its amounts."""
    text = tidy(key)
    lead = _LEAD.match(text)
    return (lead.group(), read_amounts(text[lead.end() :])) if lead else ("", read_amounts(text))


def judge_led_number(given: str, key: str, stem: Stem) -> Verdict | None:
    """Compare with a key whose number has a leading word; None when it has none."""
    lead, amounts = read_key(key)
    if not lead or not amounts:
        return None
    typed, numbers = read_key(given)
    if typed.replace("日", "天") != lead.replace("日", "天"):
        return _WRONG
    return _compare(numbers, amounts, stem)


def judge_number(given: str, key: tuple[Amount, ...], stem: Stem) -> Verdict:
    """Compare a typed number or range with the key, by value. Visible text around the blank may be typed again."""
    verdicts = [_compare(read_amounts(text), key, stem) for text in stem.readings(given)]
    return max(verdicts, key=lambda verdict: verdict.credit)


def _compare(given: tuple[Amount, ...], key: tuple[Amount, ...], stem: Stem) -> Verdict:
    if not given or len(given) != len(key):
        return _WRONG
    verdicts = [_compare_one(one, wanted, stem) for one, wanted in zip(given, key, strict=True)]
    return min(verdicts, key=lambda verdict: verdict.credit)


def _compare_one(given: Amount, key: Amount, stem: Stem) -> Verdict:
    unit = key.unit or stem.unit()
    factor = _factor(given, key, unit, stem)
    if factor is None:
        return _WRONG_UNIT if given.value == key.value else _WRONG
    if given.value * factor != key.value:
        return _WRONG
    if key.unit and not given.unit and not given.is_fraction and not _may_omit(key.unit, stem):
        return _NO_UNIT
    hedge = key.hedge or stem.hedge()
    if given.hedge in ("", hedge) or (hedge and ABOUT in (given.hedge, hedge)):
        return _RIGHT
    return _OTHER_SIDE if hedge else _ONLY_ABOUT


def _factor(given: Amount, key: Amount, unit: str, stem: Stem) -> Fraction | None:
    """What turns the given value into one of the key's unit; None when the units cannot agree."""
    if given.unit and unit:
        return conversion(given.unit, unit)
    share = dict(measures(unit)).get("share")
    if share and given.is_fraction:
        return 1 / share
    given_share = dict(measures(given.unit)).get("share")
    if given_share and key.is_fraction:
        return given_share
    return None if given_share and not stem.is_unknown and not stem.shows("%") else Fraction(1)


def _may_omit(unit: str, stem: Stem) -> bool:
    is_percent = measures(unit)[:1] == measures("%")
    return not is_measure(unit) or stem.shows(unit) or (stem.is_unknown and not is_percent)
