"""Numbers as members write them, and what they mean. Comparing them is `judge_numbers`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from quizzes.core.answer_hedges import ABOUT, ABOVE, strip_after, strip_before
from quizzes.core.answer_spoken import spoken_plainly
from quizzes.core.answer_units import conversion, is_unit, measures
from quizzes.core.normal import fold_width, normalise_unit
from quizzes.core.numerals import number_value

LONGEST = 60  # characters; nothing longer is read as a number

_VARIANTS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_CONTRACTED = {"廿": "二十", "卅": "三十"}
_DIGIT = "[一二两三四五六七八九]"
_BELOW_10000 = rf"(?:{_DIGIT}千)?(?:零?{_DIGIT}百)?(?:零?{_DIGIT}?十)?(?:零?{_DIGIT})?"
_SPOKEN = re.compile(
    rf"(?=[一二两三四五六七八九十])(?:(?:{_BELOW_10000}万)?{_BELOW_10000}亿)?(?:零?{_BELOW_10000}万)?(?:零?{_BELOW_10000})?"
)
_READ_OUT = re.compile(
    r"[零〇一二三四五六七八九]{3,}|[零〇一二三四五六七八九]*[零〇][零〇一二三四五六七八九]*|[一二两三四五六七八九]"
)
_POWERS = re.compile("[十百千万亿]")
_SHORTENED = re.compile(rf".*([百千万亿]){_DIGIT}")
_NEXT_POWER = {"百": "十", "千": "百", "万": "千", "亿": "千万"}
_SCALES = {"百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "百亿": 10, "千亿": 11, "万亿": 12}

_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_HAN = r"[零〇一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟]+(?:点[零〇一二三四五六七八九]+)?"
_NUMERAL = rf"(?:{_ARABIC}|{_HAN})"
_SCALE = r"(?:万亿|千亿|百亿|千万|百万|[百千万亿])"
_STEPS = re.compile(rf"({_ARABIC})({_SCALE})?")
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("of hundred", re.compile(rf"(?P<base>[百千万])分之(?P<part>{_NUMERAL})")),
    ("fraction", re.compile(rf"(?:(?P<whole>{_NUMERAL})又)?(?P<base>{_NUMERAL})分之(?P<part>{_NUMERAL})")),
    ("fraction", re.compile(r"(?:(?P<whole>\d+)又)?(?P<part>\d+)/(?P<base>\d+)")),
    ("ratio", re.compile(rf"(?P<part>{_NUMERAL})(?::|比)(?P<base>{_NUMERAL})(?![:比])")),
    ("power", re.compile(rf"(?:(?P<part>{_ARABIC})[\N{{MULTIPLICATION SIGN}}xX*])?10\^(?P<base>-?\d{{1,3}})")),
    ("half", re.compile(r"一?半数?")),
    # 5千克 is five kilograms; that 五千米 is five thousand metres makes no difference in value.
    ("plain", re.compile(rf"(?:{_ARABIC}(?:(?!千[克米瓦帕伏赫焦卡牛安欧]|百帕|百分点){_SCALE})?)+")),
    ("plain", re.compile(_HAN)),
    ("plain", re.compile(rf"{_HAN}(?=千[克米瓦帕伏赫焦卡牛安欧]|百帕)")),  # 六亿五千万千瓦时
)
_PRODUCT = re.compile(r"(?<=[A-Za-z㐀-\u9fff])[·•⋅・*.](?=[A-Za-z㐀-\u9fff])")
_DISCOUNT = re.compile(rf"(\d|{_DIGIT})(\d|{_DIGIT})(?=折)")  # 八五折 is 8.5折
_MONEY = {"¥": "元", "$": "美元"}
_SIGN = re.compile(r"-|负|零下")
_BEFORE_NUMERAL = re.compile(r"(?=[\d零又一二两三四五六七八九十])")
_FEW = re.compile(r"[多余几来]")

_LONG_DASHES = "—–―─〜\N{TILDE OPERATOR}"
_SHORT_DASHES = "\N{MINUS SIGN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}"
_RANGE_DASHES = str.maketrans(dict.fromkeys(_LONG_DASHES, "~") | dict.fromkeys(_SHORT_DASHES, "-"))
_OPENING = re.compile(r"从|自|介于|在")
_BOUNDS = re.compile(r"(?P<low>.+?)及?以上[,、且]?(?P<high>.+?)(?:以下|以内)")
_TO = re.compile(r"~+|至|到|-")
_BETWEEN = re.compile(r"[~\-至到和与]+")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what was written around it. `hedge` is one of `answer_hedges`, "" for an exact number."""

    value: Fraction
    unit: str = ""
    hedge: str = ""
    scale: int = 0  # the power of ten that 万, 亿 … contributed, for 3至5万
    is_fraction: bool = False  # 三分之二, 1/2: can stand for a percentage


@lru_cache(maxsize=512)
def tidy(text: str) -> str:
    """`text` folded like an answer, but with the dash of a range (~) and the sign of a number (-) kept apart."""
    folded = fold_width(text).translate(_RANGE_DASHES)
    kept = (c for c in folded if c in "~-" or unicodedata.category(c) not in ("Zs", "Cc", "Cf", "Ps", "Pe", "Pi", "Pf"))
    return spoken_plainly("".join(kept).strip("\"'").rstrip(".。!?;:,、…"))


def unit_text(text: str) -> str:
    """`text` as units are compared: mPa·s keeps its product as mPa*s, and the case of its letters."""
    return normalise_unit(_PRODUCT.sub("*", fold_width(text)))


def scale_at_start(text: str) -> tuple[int, int]:
    """The power of ten of the 万, 亿 … that `text` begins with (万元), and its length; 0 for none."""
    scale = re.match("万亿|千亿|百亿|千万|百万|[万亿]", text)
    return (_SCALES[scale.group()], scale.end()) if scale else (0, 0)


def numeral_value(text: str) -> Fraction | None:
    """The value of one whole numeral (1,200, 三百三十, 三百三, 二〇二〇, 贰拾); None for anything badly formed."""
    if not text or len(text) > LONGEST:
        return None
    if text[0].isascii():
        return _sum_of_steps(text)
    for short, long in _CONTRACTED.items():
        text = text.replace(short, long)
    whole, point, decimals = text.translate(_VARIANTS).partition("点")
    if whole in ("百", "千", "万", "亿"):
        whole = "一" + whole
    if _POWERS.search(whole):
        whole = whole.replace("〇", "零")
    if not (_SPOKEN.fullmatch(whole) or _READ_OUT.fullmatch(whole)) or (point and not decimals):
        return None
    shortened = _SHORTENED.fullmatch(whole)
    if shortened:
        whole += _NEXT_POWER[shortened[1]]
    return number_value(whole + point + decimals)


def _sum_of_steps(text: str) -> Fraction | None:
    """4.16万, 1亿3000万: every step is of a smaller scale than the one before."""
    total, last, end = Fraction(0), 99, 0
    for step in _STEPS.finditer(text):
        power = _SCALES.get(step[2] or "", 0)
        if not step[2] and last < 99 and len(step[1]) == 1:
            power = last - 1  # 1万5 is 一万五
        if step.start() != end or power >= last:
            return None
        total += Fraction(step[1].replace(",", "")) * 10**power
        last, end = power, step.end()
    return total if end == len(text) and end else None


def read_amounts(text: str) -> tuple[Amount, ...]:
    """One amount for a number, two for a range, none for anything else."""
    text = tidy(text)
    if not text or len(text) > LONGEST:
        return ()
    bounds = _BOUNDS.fullmatch(text)
    if bounds:
        return _ends(bounds["low"], bounds["high"])
    single = _read_amount(text)
    return (single,) if single else _read_range(text)


def _read_amount(text: str) -> Amount | None:
    text, hedge = strip_before(text)
    if text[:1] in _MONEY and text[1:2].isdecimal():
        text = text[1:] + _MONEY[text[0]]
    sign = _SIGN.match(text)
    body = _DISCOUNT.sub(_tenths, text[sign.end() :] if sign else text)
    for form, pattern in _FORMS:
        match = pattern.match(body)
        amount = _build(form, match) if match else None
        if match and amount:
            amount = replace(amount, value=-amount.value if sign else amount.value, hedge=hedge)
            rest = body[match.end() :]
            return _with_smaller(amount, rest) or _with_rest(amount, rest)
    return None


def _tenths(discount: re.Match[str]) -> str:
    return discount[1] + ("." if discount[1].isascii() else "点") + discount[2]


def _build(form: str, match: re.Match[str]) -> Amount | None:
    groups = match.groupdict()
    if form == "half":
        return Amount(Fraction(1, 2), is_fraction=match.group() != "半")
    if form == "of hundred":
        part = Fraction(100) if groups["part"] == "百" else numeral_value(groups["part"])
        return None if part is None else Amount(part, {"百": "%", "千": "‰", "万": "‱"}[groups["base"]])
    if form == "power":
        part = numeral_value(groups["part"] or "1")
        return None if part is None else Amount(part * Fraction(10) ** int(groups["base"]))
    if form in ("fraction", "ratio"):
        return _quotient(groups)
    value = numeral_value(match.group())
    return None if value is None else Amount(value, scale=_power_of(match.group()))


def _quotient(groups: dict[str, str | None]) -> Amount | None:
    whole, part, base = (numeral_value(groups.get(name) or "零") for name in ("whole", "part", "base"))
    if whole is None or part is None or not base:
        return None
    return Amount(whole + part / base, is_fraction=True)


def _power_of(numeral: str) -> int:
    if numeral[-1:] in ("万", "亿") and len(numeral) > 1:
        return next(_SCALES[numeral[-n:]] for n in (2, 1) if numeral[-n:] in _SCALES)
    return 0


def _with_rest(amount: Amount, rest: str) -> Amount | None:
    """Read 多, 万, 以上, 半 and the unit after the numeral; None when what is left cannot be a unit."""
    hedge = amount.hedge
    few = _FEW.match(rest)
    if few:
        rest, hedge = rest[1:], hedge or (ABOUT if few.group() == "来" else ABOVE)
    scale = re.match(_SCALE, rest)
    if scale and not (scale.group() in ("百", "千") and measures(rest)):
        power, rest = _SCALES[scale.group()], rest[scale.end() :]
        amount = replace(amount, value=amount.value * 10**power, scale=power)
        if rest[:1] in ("多", "余"):
            rest, hedge = rest[1:], hedge or ABOVE
    rest, after = strip_after(rest)
    hedge = hedge or after
    if rest.endswith("半") and rest != "半" and measures(rest[:-1]):
        rest, amount = rest[:-1], replace(amount, value=amount.value + Fraction(1, 2))
    unit = unit_text(rest)
    looks_like_unit = not unit or is_unit(unit) or (len(unit) <= 8 and not re.search(r"[\d~至到,、;以]", unit))
    return (
        replace(amount, unit=unit or amount.unit, hedge=hedge)
        if looks_like_unit and not re.search("[-~]", rest)
        else None
    )


def _with_smaller(amount: Amount, rest: str) -> Amount | None:
    """一年零六个月, 2小时30分: what is left of a larger unit is told in a smaller one."""
    unit = _BEFORE_NUMERAL.split(rest, maxsplit=1)[0]
    is_whole = is_unit(unit) and not amount.hedge
    smaller = _read_amount(rest[len(unit) :].lstrip("零又")) if is_whole and len(unit) < len(rest) else None
    factor = conversion(smaller.unit, unit) if smaller and smaller.unit else None
    if smaller is None or factor is None or not 0 < smaller.value * factor < 1:
        return None
    return replace(amount, value=amount.value + smaller.value * factor, unit=unit, hedge=smaller.hedge)


def _read_range(text: str) -> tuple[Amount, ...]:
    opening = _OPENING.match(text)
    text, separators = text[opening.end() if opening else 0 :], _TO
    if text.endswith("之间"):
        text, separators = text[:-2], _BETWEEN
    text, _ = strip_before(text)
    for separator in separators.finditer(text, 1):
        ends = _ends(text[: separator.start()], text[separator.end() :])
        if ends:
            return ends
    return ()


def _ends(low_text: str, high_text: str) -> tuple[Amount, ...]:
    """Both ends; what only one of them says (unit, 万) holds for the other."""
    low, high = _read_amount(low_text), _read_amount(high_text)
    if low is None or high is None:
        return ()
    if high.scale and not low.scale and not low.unit and low.value < high.value / 10**high.scale:
        low = replace(low, value=low.value * 10**high.scale)
    return replace(low, unit=low.unit or high.unit), replace(high, unit=high.unit or low.unit)
