"""Pieces that a sentence shows but does not assert: its opening frame, numerals of a name, symbols of a condition."""

from __future__ import annotations

import re

from quizzes.core.candidates import NUMERIC_KINDS, Candidate
from quizzes.core.numerals import CHINESE_NUMERAL
from quizzes.core.reading import Reading
from quizzes.core.units import family

_FRAME_END = re.compile(
    "(?:之?中|时|方面|里|上|[之以]?前|[之以]?后|前后|期间)，|(?:明确)?(?:规定|指出|强调|显示|表明|要求)[，：]"
)
_NAMED_BY_NUMBER = re.compile(
    "(?:节气|书|经|史|行|卦|纲|常|艺|律|计|生肖|地支|天干|碳糖|角形|边形|面体|倍[体频率速]|频|元[一二三]次|元酸|元醇|元论|线谱|言绝句|言律诗|度音程)"
)
_NO_MONEY = re.compile("[一二三四五六]元(?![以之左多余钱整和或至到的为是起人])[\u4e00-\u9fff]{2}")  # 三元复合驱
_OF_A_REIGN = re.compile("[王帝宗祖公侯]$")
_QUALIFIERS = "纯大小增减正负"
_SYMBOLS = re.compile(r"(?<![A-Za-z])([A-Z])\d{1,2}[与和及][^，。；]{0,3}?\1\d{1,2}(?=[^，。；\d]{1,5}[时后前])")


def is_mere_part(candidate: Candidate, reading: Reading) -> bool:
    """Whether the candidate is such a piece, which no question may hide."""
    if re.match("[^，。；]{1,4}年", reading.text[candidate.start :]) and _OF_A_REIGN.search(
        reading.text[: candidate.start]
    ):
        return True  # 二十三年 in 周威烈王二十三年
    if candidate.kind in NUMERIC_KINDS:
        return _is_in_name(candidate, reading)
    return _is_frame(candidate, reading) or _is_symbol(candidate, reading)


def _is_frame(candidate: Candidate, reading: Reading) -> bool:
    """二十四节气 in 二十四节气中，…, and anything that ends in the word 时."""
    text = reading.text
    opens = re.fullmatch("(?:.*[。；！？])?[在当于]?[《“]?", text[: candidate.start], re.S)
    if opens and _FRAME_END.match(text, candidate.end):
        return True
    if opens and text.startswith("，", candidate.end) and re.search("[中里时]$", text[: candidate.end]):
        return True  # 楷书四大家中，…
    inside = reading.between(candidate.start, candidate.end)
    return len(inside) > 1 and inside[-1].text in ("时", "之时", "时候")


def _is_in_name(candidate: Candidate, reading: Reading) -> bool:
    """五度 in 纯五度, 四 in 四书, 1/3 in 外1/3交点处."""
    text = reading.text
    if candidate.unit == "元" and _NO_MONEY.fullmatch(text, candidate.start, candidate.end + 2):
        return True
    if candidate.kind == "measure" and family(candidate.unit) == "长度" and _names_a_length(candidate, reading):
        return True
    if candidate.kind == "fraction" and re.search("[上中下内外前后]$", text[: candidate.start]):
        return re.match("[^，。；的]", text[candidate.end :]) is not None  # 中、外1/3交点处
    if text[candidate.start] not in CHINESE_NUMERAL:
        return False
    glued = text[candidate.start - 1 : candidate.start] == "纯" or any(
        unit.end == candidate.start and len(unit.text) == 1 and unit.text in _QUALIFIERS for unit in reading.units
    )
    numeral = re.match(f"[{CHINESE_NUMERAL}]+", text[candidate.start :])
    after = candidate.start + (numeral.end() if numeral else 0)
    return glued or bool(_NAMED_BY_NUMBER.match(text, after))


_MEASURED = re.compile(
    "[高宽长深厚远外内处以的]|之|左右|间|距|半径|直径|周长|水深|水头|海拔|范围|见方|空间|落差|行程|路程|地带|土层|岩层|井段|裕量"
)
_STARTS = re.compile("[台跑栏跳]")


def _names_a_length(candidate: Candidate, reading: Reading) -> bool:
    """十米 in 十米台 and 110米 in 110米栏 say which one; 5米 in 5米距离 is measured."""
    text, end = reading.text, candidate.end
    if _STARTS.match(text, end):
        return True
    _, after = reading.around(candidate.start, end)
    noun = after is not None and after.start == end and after.is_noun and not after.is_wall
    return noun and text[candidate.start] in CHINESE_NUMERAL and not _MEASURED.match(text, end)


def _is_symbol(candidate: Candidate, reading: Reading) -> bool:
    """R1 and R2 in 电阻R1与R2并联时: either could be called the other."""
    return any(m.start() < candidate.end and candidate.start < m.end() for m in _SYMBOLS.finditer(reading.text))
