"""Is a typed word, name, title or numbered thing the one that the key names? Character by character, no near miss."""

from __future__ import annotations

import re
from collections.abc import Collection
from fractions import Fraction
from functools import lru_cache
from unicodedata import category

from quizzes.core.answer_hedges import is_same_comparison
from quizzes.core.answer_numbers import LONGEST, numeral_value, unit_text
from quizzes.core.answer_stem import NEAR, Stem
from quizzes.core.answer_units import conversion, is_measure, measures
from quizzes.core.explanations import compared
from quizzes.core.normal import normalise, normalise_unit
from quizzes.core.types import Verdict

_RIGHT = Verdict(
    Fraction(1), "normalised", "按原文判：只有写法上的差别（全角、繁体、标点、书名号、引号、空格、大小写），算对。"
)
_REPEATED = Verdict(Fraction(1), "normalised", "按原文判：多写的是题目里已有的字，算对。")
_SAME_UNIT = Verdict(Fraction(1), "unit", "按单位判：是同一个单位的另一种写法，算对。")
_SAME_AND = Verdict(Fraction(1), "normalised", "按原文判：只有“和”“与”“及”的差别，算对。")
_SAME_COMPARISON = Verdict(Fraction(1), "comparison", "按意思判：两种写法说的是同一个界限，算对。")
_WRONG = Verdict(Fraction(0), "text", "按原文逐字判：差一个字也判为错。")
_OTHER_TERM = Verdict(Fraction(0), "other-term", "按原文逐字判：这是另一个概念，不是这里的答案。")
_CASE = Verdict(Fraction(0), "case", "按原文逐字判：大小写不同，意思就不同。")
_WRONG_INDEX = Verdict(Fraction(0), "ordinal", "序号或级别须相同。")
_RIGHT_INDEX = Verdict(Fraction(1), "ordinal", "")

_PUNCTUATION = re.compile(r"(?<![A-Za-z0-9])[,;:!?、。…→]+|[,;:!?、。…→]+(?![A-Za-z0-9])")
_RAISED = re.compile(r"(?<=[a-z])\^(?=[\d+-])|\^(?=\d?[+-]$)")  # x^2 for x², SO4^2-; 2^10 is not 210
_NUMBERED = re.compile(r"第([零〇一二两三四五六七八九十百千]+)")
# 约翰.密尔, 约里奥-居里: what a keyboard offers for the dot and dash of a name.
_INNER_MARK = re.compile(r"(?<=[㐀-\u9fff])[.-](?=[㐀-\u9fff])")
_SAME_WORD = (
    (re.compile("(?:星期|礼拜)(?=[一二三四五六日天])"), "周"),
    (re.compile("周天"), "周日"),
    (re.compile("数(?=[十百千万亿])"), "几"),
    (re.compile(r"正负|\+/?-"), "±"),
    (re.compile(r"(?<=[a-z]{3})-(?=\d)"), ""),  # COVID19
)
_AND = re.compile("(?<=[㐀-\u9fff])(?:以及|[与及])(?=[㐀-\u9fff])")
_YEAR = re.compile(r"[零〇一二三四五六七八九]{4}(?=年)")
_HAN = re.compile("[㐀-\u9fff]")
# Cobalt is not carbon monoxide. Other two-letter words may be typed in any case: a phone writes Ai for AI.
_CASE_TELLS = frozenset({"co", "no", "hf", "cn", "cs", "po"})
_HOMOPHONE_FROM = 4  # characters; a shorter text is a name or too close to another word
# They sound alike and mean different things; none is a slip of the pen for the other.
_TOLD_APART = tuple(
    frozenset(pair.split("/"))
    for line in (
        "法治/法制 权利/权力 终止/中止 定金/订金 授权/受权 检察/检查 制定/制订 审定/审订 质疑/置疑 启示/启事",
        "必须/必需 反映/反应 期间/其间 抚养/扶养 侦查/侦察 界限/界线 截止/截至 学历/学力 实行/施行 考查/考察",
    )
    for pair in line.split()
)
_NEGATIONS = frozenset("不非未无没勿莫否免禁")  # 未经批准 and 为经批准 sound alike too
_NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿")


@lru_cache(maxsize=1024)
def canonical(text: str) -> str:
    """N(text) without inner punctuation, 第十九届 as 第19届, 二〇二〇年 as 2020年."""
    text = _INNER_MARK.sub("", _RAISED.sub("", _PUNCTUATION.sub("", normalise(text))))
    for pattern, word in _SAME_WORD:
        text = pattern.sub(word, text)
    return _YEAR.sub(_arabic, _NUMBERED.sub(_arabic, text))


def _arabic(match: re.Match[str]) -> str:
    numeral = match.group().removeprefix("第")
    value = numeral_value(numeral) if len(numeral) <= LONGEST else None
    return match.group() if value is None else match.group().replace(numeral, str(value))


def judge_text(given: str, key: str, stem: Stem, *, other_terms: Collection[str] = (), homophones: bool) -> Verdict:
    """`homophones` allows half the credit for one wrong character that sounds the same (坚定信新)."""
    if is_measure(unit_text(key)):
        # 毫帕 ·秒: beside a blank, or what cannot be seen, the dot would be a bullet.
        given = "".join(char for char in given if not char.isspace() and category(char) != "Cf")
    written, wanted = canonical(given), canonical(key)
    same = _judge_same(given, key, written, wanted)
    if same:
        return same
    if not written or len(written) > len(wanted) + 2 * NEAR:
        return _WRONG
    if _repeats_stem(written, wanted, stem):
        return _REPEATED
    if any(canonical(term) == written for term in other_terms):
        return _OTHER_TERM
    return _near_miss(written, wanted, homophones)


def _judge_same(given: str, key: str, written: str, wanted: str) -> Verdict | None:
    if _is_same_unit(given, key):
        return _SAME_UNIT
    if written and written == wanted:
        return _RIGHT if _case_agrees(given, key) else _CASE
    if written and _AND.sub("和", written) == _AND.sub("和", wanted):
        return _SAME_AND
    return _SAME_COMPARISON if is_same_comparison(normalise(given), normalise(key)) else None


def _case_agrees(given: str, key: str) -> bool:
    one, other = normalise_unit(given), normalise_unit(key)
    letters = {re.sub("[^A-Za-z]", "", text) for text in (one, other)}
    if len(letters) == 1:
        return True
    unit = unit_text(key)
    if measures(unit) and re.search("[A-Za-z]", unit):
        return conversion(unit_text(given), unit) == 1
    return {word.casefold() for word in letters}.isdisjoint(_CASE_TELLS) or any(word.islower() for word in letters)


def _is_same_unit(given: str, key: str) -> bool:
    """兆帕 for MPa, mPa*s for mPa·s, where the key is nothing but a unit with letters."""
    one, other = unit_text(given), unit_text(key)
    if not re.search("[A-Za-z]", other) or not (is_measure(one) and is_measure(other)):
        return False
    return conversion(one, other) == 1


def _repeats_stem(written: str, wanted: str, stem: Stem) -> bool:
    """Whether all that was typed besides the key stands right there in the stem: 遵义会议 for 遵义 before 会议."""
    start = written.find(wanted) if wanted else -1
    if start < 0:
        return False
    before, after = written[:start], written[start + len(wanted) :]
    return canonical(stem.left[-NEAR:]).endswith(before) and canonical(stem.right[:NEAR]).startswith(after)


def _near_miss(written: str, wanted: str, homophones: bool) -> Verdict:
    if len(written) != len(wanted):
        return _WRONG
    places = [n for n, (one, other) in enumerate(zip(written, wanted, strict=True)) if one != other]
    if len(places) != 1:
        return _WRONG
    place = places[0]
    one, other = written[place], wanted[place]
    if not _HAN.fullmatch(one) or not _HAN.fullmatch(other):
        return _WRONG
    note = f"其中“{one}”应为“{other}”。"
    if homophones and _sounds_alike(one, wanted, place):
        return Verdict(Fraction(1, 2), "homophone", f"按读音判：只有一个同音别字，记一半。{note}", (note,))
    return Verdict(_WRONG.credit, _WRONG.rule, _WRONG.explanation + note, (note,))


def _sounds_alike(one: str, wanted: str, place: int) -> bool:
    if len(wanted) < _HOMOPHONE_FROM or len(wanted) > LONGEST or (_NUMERALS | _NEGATIONS) & {one, wanted[place]}:
        return False
    written = wanted[:place] + one + wanted[place + 1 :]
    if any({written[n : n + 2], wanted[n : n + 2]} in _TOLD_APART for n in (place - 1, place) if n >= 0):
        return False
    from pypinyin import Style, lazy_pinyin, pinyin  # 0.3 s, and only a near miss needs it

    # Only the key's reading depends on its neighbours: beside a wrong character they mean nothing.
    reading = lazy_pinyin("".join(_HAN.findall(wanted)), style=Style.TONE3)
    readings = pinyin(one, style=Style.TONE3, heteronym=True)
    return reading[len(_HAN.findall(wanted[:place]))] in readings[0]


# 第十九届, Ⅱ级, 甲类

_ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
}
_INDEX = re.compile(
    r"(?P<ordinal>第)?(?:(?P<roman>[IVX]{1,4})|(?P<stem>[甲乙丙丁戊己庚辛壬癸])|(?P<letter>[A-H])|(?P<special>特)"
    r"|(?P<number>\d{1,4}|[零〇一二两三四五六七八九十百千廿卅壹贰叁肆伍陆柒捌玖拾佰仟]{1,8}))(?P<suffix>[^\dA-Za-z第之]{0,3})"
    r"(?:之(?P<sub>\d{1,2}|[一二三四五六七八九十]{1,3}))?"
)
_LEVEL_WORDS = ("级", "类", "等", "等奖", "等功", "型", "等级", "级响应", "期", "档", "届")
_AFTER_ROMAN = (*_LEVEL_WORDS, "度", "章", "节", "阶段", "部分", "卷", "编", "册")
_QUARTER = re.compile("第?[一二三四1-4]季度")  # 一个季度 is a length of time
_ROMAN_LETTER = re.compile("[IVX]")  # a word or a sign as well: iodine, vitamin, unknown
_SAME_SUFFIX = {"等级": "级", "等": "级", "级响应": "级"}

# The family it counts in (number, stem, letter, special), its place in it, and the words after it.
_Index = tuple[str, int, str]


def read_index(text: str, *, strictly: bool = False) -> _Index | None:
    """第十九届 -> ("number", 19, "届"); None for a whole name such as 第十九届中央委员会.

    `strictly` asks for 第 or a word like 级, else a bare 三 will do.
    """
    text = normalise_unit(text)
    match = _INDEX.fullmatch(_upper_roman(text[:1].upper() + text[1:] if len(text) < 3 else text))
    if match is None or (strictly and not match["ordinal"] and not _counts(match)):
        return None
    suffix = match["suffix"].removeprefix("个")
    if match["sub"]:
        suffix += f"之{numeral_value(match['sub'])}"
    if match["roman"]:
        return ("number", _ROMAN[match["roman"]], suffix) if match["roman"] in _ROMAN else None
    for family, order in (("stem", "甲乙丙丁戊己庚辛壬癸"), ("letter", "ABCDEFGH"), ("special", "特")):
        if match[family]:
            return family, order.index(match[family]), suffix
    value = numeral_value(match["number"])
    return None if value is None else ("number", int(value), suffix)


def _counts(match: re.Match[str]) -> bool:
    """Whether the word after a numeral says that it is a place in an order: 三级, Ⅱ度, 一季度."""
    words = _AFTER_ROMAN if match["roman"] else _LEVEL_WORDS
    return match["suffix"] in words or _QUARTER.fullmatch(match.group()) is not None


def judge_roman(given: str, key: str, stem: Stem) -> Verdict | None:
    """Compare by place where the key is a bare Roman numeral, or a bare numeral that was typed as one.

    A single letter is one only before 级, 期 and the like or after 第, or without any stem; V then is still a letter.
    """
    is_counted = stem.left.rstrip().endswith("第") or normalise(stem.right[:NEAR]).startswith(_AFTER_ROMAN)
    asked = normalise_unit(key)
    if asked in _ROMAN:
        is_letter = _ROMAN_LETTER.fullmatch(key.strip()) is not None
        if not (is_counted or not is_letter or (stem.is_unknown and asked != "V")):
            return None
    elif not is_counted or not any(_upper_roman(text) in _ROMAN for text in stem.readings(given)):
        return None
    index = read_index(key)
    return None if index is None or index[2] else judge_index(given, key, index, stem)


def _upper_roman(text: str) -> str:
    return re.sub(r"^第?[ivxIVX]+(?![A-Za-z])", lambda roman: roman.group().upper(), text)


def judge_index(given: str, key: str, index: _Index, stem: Stem) -> Verdict:
    """Compare the place in the order; the words after it may be left out, or be those of the stem."""
    found = [read for text in (given, *stem.readings(given)) if (read := read_index(text))]
    verdict = _RIGHT_INDEX if any(_same_index(read, index, stem) for read in found) else _WRONG_INDEX
    return compared(verdict, "序号", given, key)


def _same_index(given: _Index, key: _Index, stem: Stem) -> bool:
    suffix, wanted = (_SAME_SUFFIX.get(word, word) for word in (given[2], key[2]))
    if suffix == wanted:
        return given[:2] == key[:2]
    if "之" in suffix + wanted:
        return False  # 第一百二十条之一 is another article than 第一百二十条
    is_added = not wanted and (stem.is_unknown or normalise(stem.right).startswith(suffix))
    fits = (wanted.startswith(suffix) or is_added) and not _NEGATIONS & {*wanted, *suffix}
    return given[:2] == key[:2] and fits
