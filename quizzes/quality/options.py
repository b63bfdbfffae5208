"""M8-M12: are the options distinct, of one kind, sane and alike in length, and is only one of them right?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from itertools import combinations

from quizzes.core.types import Blank, Mode
from quizzes.quality.blanks import is_visible
from quizzes.quality.findings import Violation
from quizzes.quality.forms import arabic_values, is_code, is_numeric, narrow, normal, number_of, skeleton
from quizzes.quality.kinds import share_a_list
from quizzes.quality.lists import stand_in_one_list
from quizzes.quality.sample import Asked

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_LEVEL = re.compile(r"[IVXⅠ-Ⅻ]+\s?[级类型期度]?")
_FULL_DATE = re.compile(r"(?:(\d{1,4})年)?(\d{1,2})月(?:(\d{1,2})日)?")
_RANGE = re.compile(r"^[^\d]*([\d.,]+)[^\d.,]*[~～—–至到-]+[^\d]*([\d.,]+)[^\d]*$")
_BOUNDS = (
    (re.compile(r"([\d.]+)\s?%"), Fraction(100), "百分数"),
    (re.compile(r"pH\D{0,3}([\d.]+)"), Fraction(14), "pH"),
    (re.compile(r"[南北]纬([\d.]+)"), Fraction(90), "纬度"),
    (re.compile(r"[东西]经([\d.]+)"), Fraction(180), "经度"),
    (re.compile(r"°(\d+)′"), Fraction(59), "分"),
)
_MINUS = ("-", "\N{MINUS SIGN}")
CLOSEST = Fraction(1, 20)  # numbers that differ by less are not told apart by knowledge


def with_options(asked: Asked) -> list[tuple[Blank, list[str]]]:
    """The blanks of a question that offer options, each with its wrong ones."""
    found = []
    for blank in asked.question.blanks:
        if blank.options:
            texts = [option.text for option in blank.options]
            found.append((blank, [text for text in texts if normal(text) != normal(blank.answer)]))
    return found


def _fault(asked: Asked, blank: Blank, text: str) -> Violation:
    shown = " / ".join(option.text for option in blank.options or ())
    return Violation(asked.question.point_id, f"{asked.picture} ({shown})", text, asked.is_marked(blank))


def option_set(asked: Asked) -> Iterator[Violation]:
    """M8: 3 or 4 options (a bank may have more), the key once, no two equal, none within another."""
    for blank, wrong in with_options(asked):
        texts = [option.text for option in blank.options or ()]
        most = 4 if asked.question.mode == Mode.CHOICE else 8
        if not 3 <= len(texts) <= most:
            yield _fault(asked, blank, f"有 {len(texts)} 个选项")
        if len(wrong) != len(texts) - 1 or blank.answer not in texts:
            yield _fault(asked, blank, "正确答案不是恰好出现一次")
        clash = next((pair for pair in combinations(texts, 2) if _are_alike(*pair)), None)
        if clash is not None:
            yield _fault(asked, blank, f"“{clash[0]}”与“{clash[1]}”相同或相互包含")


def _are_alike(first: str, second: str) -> bool:
    forms = normal(first), normal(second)
    if forms[0] == forms[1]:
        return True
    if is_numeric(first) and is_numeric(second):
        values = number_of(first), number_of(second)
        return values[0] is not None and values[0] == values[1] and skeleton(first) == skeleton(second)
    if _LEVEL.fullmatch(first) and _LEVEL.fullmatch(second):
        return False
    return forms[0] in forms[1] or forms[1] in forms[0]


def also_right(asked: Asked) -> Iterator[Violation]:
    """M9: nothing suggests that a wrong option is right too, or shows at once that it is wrong."""
    for blank, wrong in with_options(asked):
        for text in wrong:
            fault = _suspicion(asked, blank, text)
            if fault:
                yield _fault(asked, blank, f"“{text}”{fault}")


def _suspicion(asked: Asked, blank: Blank, text: str) -> str:
    material = asked.material
    left, right = asked.question.statement[: blank.start], asked.question.statement[blank.end :]
    if is_visible(text, (left, right)):
        return "在题干里就能看到"
    if any(normal(text) == normal(name) for name in (*blank.accept, *_other_names(asked, blank))):
        return "是答案的另一种说法"
    if any(stand_in_one_list(text, blank.answer, items) for items in material.lists):
        return "与答案同列一处"
    if normal(left + text + right) in material.sentences:
        return "填入后是另一条要点或原文"
    if not is_numeric(text) and _fits_both_sides(left, text, right, material.text):
        return "左右两边的搭配在资料里都出现过"
    return ""


def _other_names(asked: Asked, blank: Blank) -> tuple[str, ...]:
    names = (asked.point.term, *asked.point.aliases)
    return tuple(filter(None, names)) if blank.answer in names else ()


def _fits_both_sides(left: str, text: str, right: str, everything: str) -> bool:
    """Two characters of context on each side, both seen with the option in the material.

    Punctuation is no context. Numbers are not asked this: the value of a sibling fits everywhere and is still wrong.
    """
    before, after = left[-2:], right[:2]
    if not (len(before) == len(after) == 2 and before.isalnum() and after.isalnum()):
        return False
    return before + text in everything and text + after in everything


def type_agreement_of_numbers(asked: Asked) -> Iterator[Violation]:
    """M10 for numbers: same unit, decimals, thousands commas, approximator and width; dates of one granularity.

    Codes keep the number of their digits.
    """
    for blank, wrong in with_options(asked):
        if is_numeric(blank.answer) or is_code(blank.answer):
            for text in wrong:
                fault = _unlike(blank.answer, text)
                if fault:
                    yield _fault(asked, blank, f"“{text}”与答案的{fault}不同")


def _unlike(key: str, text: str) -> str:
    if skeleton(key) != skeleton(text):
        return "单位或写法"
    if bool(re.search(r"[0-9]", key)) != bool(re.search(r"[0-9]", text)):
        return "全角半角"
    pairs = list(zip(_NUMBER.findall(narrow(key)), _NUMBER.findall(narrow(text)), strict=False))
    if any(len(a.partition(".")[2]) != len(b.partition(".")[2]) for a, b in pairs):
        return "小数位数"
    if any(("," in a) != ("," in b) and min(map(_whole_digits, (a, b))) > 3 for a, b in pairs):
        return "千分位写法"
    if is_code(key) and [len(a) for a, _ in pairs] != [len(b) for _, b in pairs]:
        return "位数"
    if any(_roundness(a) >= 2 and _roundness(b) == 0 for a, b in pairs):
        return "末尾的零"
    return ""


def _whole_digits(number: str) -> int:
    return len(number.partition(".")[0].replace(",", ""))


def _roundness(number: str) -> int:
    return 0 if "." in number else len(number) - len(number.rstrip("0"))


def type_agreement_of_texts(asked: Asked) -> Iterator[Violation]:
    """M10 for texts: from the author, of the same category, with the same head, or of the same length and template.

    A bank serves several questions, so its words need only be of one coarse type.
    """
    for blank, wrong in with_options(asked):
        if not is_numeric(blank.answer):
            authored = {text for mark in asked.point.marks for text in mark.distractors}
            alike = _same_coarse_type if asked.question.mode == Mode.BANK else _same_kind
            for text in wrong:
                if text not in authored and not alike(asked, blank.answer, text):
                    yield _fault(asked, blank, f"看不出“{text}”与答案是同类")


def _same_kind(asked: Asked, key: str, text: str) -> bool:
    if key[-2:] == text[-2:] and min(len(key), len(text)) > 2:
        return True
    if len(key) == len(text) and any(a == b for a, b in zip(key, text, strict=True)):
        return True
    if share_a_list(key, text) or (key.isascii() and text.isascii()):
        return True
    category = asked.point.category
    return bool(category) and any(
        point.category == category
        and (text in (point.term, point.pair_value, *point.aliases) or text in point.statement)
        for point in asked.material.points
    )


def _same_coarse_type(asked: Asked, key: str, text: str) -> bool:
    return _coarse_type(key, asked.material.text) == _coarse_type(text, asked.material.text)


def _coarse_type(text: str, everything: str) -> str:
    if is_numeric(text):
        return "number"
    if re.search("[A-Za-z]", narrow(text)):
        return "letters"
    if f"《{text}》" in everything:
        return "title"
    return "list" if "、" in text else "text"


def sanity(asked: Asked) -> Iterator[Violation]:
    """M11: possible percentages and dates, low before high, the same sign, options that are far enough apart."""
    for blank, wrong in with_options(asked):
        if not is_numeric(blank.answer):
            continue
        before = asked.question.statement[max(0, blank.start - 3) : blank.start]
        after = asked.question.statement[blank.end : blank.end + 2]
        for text in wrong:
            fault = _impossible(blank.answer, text, before, after)
            if fault:
                yield _fault(asked, blank, f"“{text}”{fault}")
        close = next((pair for pair in combinations([blank.answer, *wrong], 2) if _too_close(*pair)), None)
        if close is not None:
            yield _fault(asked, blank, f"“{close[0]}”与“{close[1]}”太接近")


def _impossible(key: str, text: str, before: str, after: str) -> str:
    for pattern, most, name in _BOUNDS:
        filled, original = (pattern.findall(narrow(before + middle + after)) for middle in (text, key))
        if any(Fraction(x.strip(".")) > most for x in filled) and not any(
            Fraction(x.strip(".")) > most for x in original
        ):
            return f"的{name}超出可能的范围"
    if not all(_is_real_date(*parts) for parts in _FULL_DATE.findall(narrow(text))):
        return "不是真实的日期"
    ends = _RANGE.match(narrow(text))
    if ends and not _day_or_year_range(text) and _value(ends[1]) >= _value(ends[2]):
        return "的低值不低于高值"
    if key.startswith(_MINUS) != text.startswith(_MINUS):
        return "与答案的正负号不同"
    return ""


def _day_or_year_range(text: str) -> bool:
    return "月" in text or "日" in text


def _value(digits: str) -> Fraction:
    return Fraction(digits.replace(",", "").strip(".") or "0")


def _is_real_date(year: str, month: str, day: str) -> bool:
    try:
        date(int(year) if year and int(year) else 2020, int(month), int(day or 1))
    except ValueError:
        return False
    return True


def _too_close(first: str, second: str) -> bool:
    values = arabic_values(first), arabic_values(second)
    if len(values[0]) != 1 or len(values[1]) != 1:
        return False
    a, b = values[0][0], values[1][0]
    return abs(a - b) < 1 and abs(a - b) < CLOSEST * max(abs(a), abs(b))


def length(asked: Asked) -> Iterator[Violation]:
    """M12: no option is less than half or more than twice as long as the key; short ones differ by two at most."""
    for blank, wrong in with_options(asked):
        size = len(blank.answer)
        for text in wrong:
            if not size / 2 <= len(text) <= size * 2 or (size <= 4 and abs(len(text) - size) > 2):
                yield _fault(asked, blank, f"“{text}”与答案长短悬殊")


def is_longest(asked: Asked, pick: Callable[[str], int] = len) -> bool:
    """Whether the key alone is the longest option."""
    return any(wrong and pick(blank.answer) > max(map(pick, wrong)) for blank, wrong in with_options(asked))
