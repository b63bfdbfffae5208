"""Is a typed number or range worth the same as the key?"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from quizzes.core.answer_hedges import MORE, OVER, Agreement, agreement
from quizzes.core.answer_numbers import Amount, read_amounts, tidy
from quizzes.core.answer_stem import Stem
from quizzes.core.answer_units import conversion, is_countable, is_measure, measures
from quizzes.core.explanations import compared
from quizzes.core.types import Verdict

# 每周三次, 北纬30°: what leads the number is part of the answer.
_LEAD = re.compile(
    r"时速|(?:每(?:一|隔)?(?:小时|分钟|季度|星期|工作日|立方米|平方米|平米|平方公里|千克|公斤|公里|公顷|千米|[天日周月年人亩升米吨秒]))+"
    r"|[东西]经|[南北]纬|翻了?|±"
)

_WRONG = Verdict(Fraction(0), "number", "数字和单位须等值。")
_RIGHT = Verdict(Fraction(1), "number", "")
_WRONG_UNIT = Verdict(Fraction(0), "unit", "单位不对。")
_NO_UNIT = Verdict(Fraction(1, 2), "unit-missing", "数值对，但少了单位，记一半。")
_BY_AGREEMENT = {
    Agreement.SAME: _RIGHT,
    Agreement.LESS_EXACT: Verdict(Fraction(1, 2), "approximate", "数值对，但多写了“约”“多”“以上”一类的词，记一半。"),
    Agreement.LIMIT_LEFT_OUT: Verdict(Fraction(1, 2), "approximate", "数值对，但少了“以上”“以下”一类的词，记一半。"),
    Agreement.OTHER_LIMIT: Verdict(Fraction(1, 2), "approximate", "数值对，但是否包括这个数本身不同，记一半。"),
    Agreement.OTHER_SIDE: Verdict(Fraction(1, 2), "approximate", "数值对，但“多”和“近”的方向相反，记一半。"),
    Agreement.OPPOSITE: Verdict(Fraction(0), "opposite", "数字相同，但“以上”和“以下”意思相反。"),
}
_SAME_LEAD = {"时速": "每小时", "每日": "每天", "每星期": "每周", "每平米": "每平方米", "翻了": "翻"}
_NUMBERED = ("届", "条", "章", "款", "编")  # 第 may stand before any number of these: the 第十九 of 十九届


def read_key(key: str) -> tuple[str, tuple[Amount, ...]]:
    """What leads the number of a key (每周, 北纬, mostly ""), and its amounts."""
    text = tidy(key)
    lead = _LEAD.match(text)
    return (lead.group(), read_amounts(text[lead.end() :])) if lead else ("", read_amounts(text))


def judge_led_number(given: str, key: str, stem: Stem) -> Verdict | None:
    """Compare with a key whose number has a leading word; None when it has none."""
    lead, amounts = read_key(key)
    if not lead or not amounts or any(one.unit and not is_countable(one.unit) for one in amounts):
        return None
    typed, numbers = read_key(given)
    if _SAME_LEAD.get(typed, typed) == _SAME_LEAD.get(lead, lead):
        verdict = _compare(numbers, amounts, stem)
    else:
        verdict = _compare(_per_unit(typed, numbers), _per_unit(lead, amounts), stem)
    return compared(verdict, "数值", given, key)


def _per_unit(lead: str, amounts: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """每小时60公里 as 60公里/小时; nothing where that makes no unit."""
    lead = _SAME_LEAD.get(lead, lead)
    under = lead.removeprefix("每") if lead.startswith("每") else ""
    if not measures(under):
        return () if lead else amounts
    return tuple(replace(amount, unit=f"{amount.unit}/{under}") for amount in amounts if amount.unit)


def judge_number(given: str, key: str, amounts: tuple[Amount, ...], stem: Stem) -> Verdict:
    """Compare a typed number or range with the key, by value. Visible text around the blank may be typed again."""
    texts = stem.readings(given)
    if stem.right.lstrip().startswith(_NUMBERED):
        texts += [text.removeprefix("第") for text in texts]
    read = [(read_amounts(text) or _per_unit(*read_key(text))) for text in texts]
    verdicts = [(_compare(numbers, amounts, stem), numbers) for numbers in read]
    best, numbers = max(verdicts, key=lambda verdict: verdict[0].credit)
    is_exact = [one.hedge for one in numbers] == [one.hedge for one in amounts]
    return compared(best, "数值", given, key, sign="=" if is_exact else "≈")


def _compare(given: tuple[Amount, ...], key: tuple[Amount, ...], stem: Stem) -> Verdict:
    if not given or len(given) != len(key):
        return _WRONG
    verdicts = [_compare_one(one, wanted, stem) for one, wanted in zip(given, key, strict=True)]
    return min(verdicts, key=lambda verdict: verdict.credit)


def _compare_one(given: Amount, key: Amount, stem: Stem) -> Verdict:
    given, key = _in_visible_unit(given, key, stem)
    unit = key.unit or stem.unit()
    if given.is_fraction != key.is_fraction and key.value.denominator == 1 and not (given.unit or key.unit):
        return _WRONG  # 2 for 2:1
    factor = _factor(given, key, unit, stem)
    if factor is None:
        return _WRONG_UNIT if given.value == key.value else _WRONG
    if given.value * factor != key.value:
        return _WRONG
    if key.unit and not given.unit and not given.is_fraction and not _may_omit(key.unit, stem):
        return _NO_UNIT
    is_share = key.is_fraction or key.value == Fraction(1, 2)
    wanted = MORE if is_share and key.hedge == OVER else key.hedge  # half is no majority
    return _BY_AGREEMENT[agreement(given.hedge, wanted, stem.hedge())]


def _in_visible_unit(given: Amount, key: Amount, stem: Stem) -> tuple[Amount, Amount]:
    """____万元: who types 万 or a unit says the whole amount; who types neither counts in what follows the blank."""
    is_whole = bool(given.unit) or 0 < given.scale == stem.scale()
    if is_whole and not key.unit:
        return given, replace(key, value=key.value * 10 ** stem.scale())
    if is_whole or not key.unit or (given.is_fraction and "share" in dict(measures(key.unit))):
        return given, key
    factor = conversion(stem.unit(), key.unit) if stem.unit() else None
    value = given.value * 10 ** stem.scale() * (factor or 1)
    return replace(given, value=value, unit=key.unit if factor else ""), key


def _factor(given: Amount, key: Amount, unit: str, stem: Stem) -> Fraction | None:
    """What turns the given value into one of the key's unit; None when the units cannot agree."""
    if given.unit and unit:
        return conversion(given.unit, unit)
    if given.unit and not is_countable(given.unit):
        return None
    share = dict(measures(unit)).get("share")
    if share and given.is_fraction:
        return 1 / share
    given_share = dict(measures(given.unit)).get("share")
    if given_share and key.is_fraction:
        return given_share
    return None if given_share and not stem.is_unknown and not stem.shows("%") else Fraction(1)


def _may_omit(unit: str, stem: Stem) -> bool:
    is_share = "share" in dict(measures(unit))
    return not is_measure(unit) or stem.shows(unit) or (stem.is_unknown and not is_share)
