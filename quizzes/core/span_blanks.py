"""Which protected spans are worth asking for, and how much."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzes.core.candidates import PRIORS, Candidate, kind_of, label_of
from quizzes.core.lexicon import CONJUNCTIONS, DEFINES, MODALS, VAGUE_HEADS
from quizzes.core.numerals import CHINESE_NUMERAL
from quizzes.core.reading import Reading, Unit
from quizzes.core.spans import Span
from quizzes.core.types import Point

_ROMAN = re.compile("[IVX]+|[Ⅰ-Ⅻ]+")


def from_span(span: Span, point: Point, reading: Reading) -> Iterator[Candidate]:
    """The blank that a protected span offers, and a shorter one where its unit would be too much to hide."""
    kind = kind_of(span)
    if kind in ("wall", "mined") or _is_no_answer(kind, span, reading):
        return
    answer = reading.text[span.key_start : span.key_end]
    prior = PRIORS[kind] if kind != "ordinal" else _ordinal_prior(answer, span, reading)
    if not prior:
        return
    if kind == "term":
        prior += 0.1 if answer in (point.term, *point.aliases) else -0.1
    if kind == "number" and not span.unit:
        prior -= 0.04
    if kind == "measure" and _measures_a_name(span, reading):
        prior -= 0.12 + 0.2 * bool(_QUALIFIES.match(reading.text, span.end))
    yield Candidate(span.key_start, span.key_end, kind, prior, label_of(kind, span, point, reading), span.unit)
    bare = _without_unit(span, reading) if kind in ("measure", "number", "ratio", "range") else None
    if bare:
        yield Candidate(span.key_start, bare, kind, prior - 0.2, label_of(kind, span, point, reading), span.unit)


_SECONDARY = re.compile("[一二三]次(?![的以和与或，。；、）]|之内|以内)")


def _names_what_follows(span: Span, reading: Reading) -> bool:
    """二次 in 二次发酵, 一年 in 一年两熟: a piece of a name, no number of anything."""
    text = reading.text
    _, after = neighbours(span, reading)
    glued = after is not None and after.start == span.end and not after.is_wall
    if glued and _SECONDARY.match(text, span.start):
        return after is not None and (after.is_noun or after.tag[0] == "v")
    each = span.unit in ("年", "季") and text[span.start] in CHINESE_NUMERAL
    return glued and each and re.match(f"[{CHINESE_NUMERAL}\\d]", text[span.end :]) is not None


_BARE_PAIR = re.compile("两[个艘名位条只种台辆架座根块片道颗粒份件本张把头匹株棵间家所对双](?![，。；、])")


def _is_mere_pair(span: Span, reading: Reading) -> bool:
    """两 in 两艘船对遇时, 连锁的两个基因: how many are spoken of, and not what is said of them."""
    before, _ = neighbours(span, reading)
    opens = before is None or before.is_wall or before.text in ("的", "当", "如", "如果", "若")
    return opens and _BARE_PAIR.match(reading.text, span.start) is not None


_QUALIFIES = re.compile("[^，。；的]{1,5}的")  # 1元 in 1元硬币的图案


def _is_no_answer(kind: str, span: Span, reading: Reading) -> bool:
    """Whether the span is only a part of something else, or says nothing exact."""
    answer = reading.text[span.key_start : span.key_end]
    if reading.text[: span.start].endswith("个") and kind in ("measure", "count"):
        return True  # 一个八度
    if kind == "quote" and answer.isdigit():
        return True  # “84”消毒液
    if _names_what_follows(span, reading):
        return True
    if kind in ("number", "count", "measure"):
        vague = kind != "measure" and _is_vague_count(span, reading)
        return (
            vague
            or _is_mere_pair(span, reading)
            or _is_one(span, reading)
            or _is_designation(span, reading)
            or _is_counted_name(kind, span, reading)
        )
    if kind == "latin":
        return len(answer) < 2 or answer in ("pH", "PH", "ph") or _is_attached(span, reading)
    if kind == "level" and answer == "一类" and re.search("[的是为]$", reading.text[: span.start]):
        return True  # 最常见的一类圈闭: one of many
    return kind == "level" and (_in_series(span, reading) or _is_wedged(span, reading))


_NUMBER = r"[-\u2212\uff0d+]?\d[\d,.]*"
_CORES = {
    "range": re.compile(rf"{_NUMBER}\s?[-–—~～至]\s?{_NUMBER}(?![百千万亿多余])"),
    "ratio": re.compile(rf"{_NUMBER}[/:]{_NUMBER}"),
}
_CORE = re.compile(rf"{_NUMBER}(?:[×x]10[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?[多余]?[万亿]*")


def _without_unit(span: Span, reading: Reading) -> int | None:
    """Where 42.195 ends in 42.195公里: for short statements of which the unit would be too much to hide."""
    answer = reading.text[span.key_start : span.key_end]
    if 2 * len(answer) <= len(reading.text):
        return None
    core = _CORES.get(span.kind, _CORE).match(answer)
    if core is None or core.end() == len(answer) or answer[core.end()] in "%％‰":
        return None
    return span.key_start + core.end()


def _ordinal_prior(answer: str, span: Span, reading: Reading) -> float:
    """An article of a law is a fact; 第一部 is praise; 第二次 before a name belongs to the name."""
    if answer[-1] in "条款":
        return 0.85
    if re.match("第一|第1(?!\\d)", answer) or not re.search(r"[^第零〇一二两三四五六七八九十百千万\d（）()]", answer):
        return 0.0
    _, after = neighbours(span, reading)
    return 0.5 if after is not None and after.is_noun and not after.is_wall else PRIORS["ordinal"]


def _in_series(span: Span, reading: Reading) -> bool:
    """一级、二级和三级: the others tell which one is missing."""
    return sum(other.kind == span.kind for other in reading.spans) > 1


def neighbours(span: Span, reading: Reading) -> tuple[Unit | None, Unit | None]:
    before = next((unit for unit in reversed(reading.units) if unit.end <= span.start), None)
    return before, next((unit for unit in reading.units if unit.start >= span.end), None)


def _is_wedged(span: Span, reading: Reading) -> bool:
    """一级 in 核心一级资本充足率 is a piece of a name."""
    before, after = neighbours(span, reading)
    opens = span.start == 0 or (before is not None and before.tag == "c" and before.text not in CONJUNCTIONS)
    if opens and after is not None and after.is_noun and not after.is_wall:
        return True  # 二级公路的设计速度
    if re.match("[一二三四]级(?:政权|政府|组织|机构|财政|单位|法人|党委)", reading.text[span.start :]):
        return True
    both = before is not None and before.is_noun and after is not None and after.is_noun
    return both and reading.text[span.start] in "一二三四五"


def _is_counted_name(kind: str, span: Span, reading: Reading) -> bool:
    """八项 in 中央八项规定 belongs to a name."""
    before, after = neighbours(span, reading)
    return (
        kind == "count"
        and before is not None
        and before.is_noun
        and after is not None
        and after.is_noun
        and not before.is_wall
    )


def _is_one(span: Span, reading: Reading) -> bool:
    """1字节等于…, 1mol任何粒子: nobody asks for the one that a sentence counts from."""
    before, _ = neighbours(span, reading)
    opens = before is None or before.is_wall or before.text == "每"
    return opens and bool(re.match(r"[1一](?![\d.,])", reading.text[span.start :]))


_SQUADS = ("组", "班", "队", "连", "营", "区", "院", "所", "厂", "中")


def _is_designation(span: Span, reading: Reading) -> bool:
    """2型糖尿病, 3号井: the number is part of a name."""
    before, after = neighbours(span, reading)
    named = before is not None and before.end == span.start and before.is_noun and not before.is_wall
    text = reading.text[span.start : span.end]
    if span.unit in ("号", "井") and named:
        return True  # 阿波罗11号, 萨55井
    if re.match("[\u4e00-\u9fff]\\d+井", reading.text[max(0, span.start - 1) :]):
        return True  # 塔科1井
    if not span.unit and re.search(r"[A-Za-z]\s$", reading.text[: span.start]) and text.isdigit():
        return True  # Wi-Fi 6
    if not span.unit and after is not None and after.start == span.end and re.fullmatch(r"\d{4}", text):
        return after.is_noun and not after.is_wall  # 2000 in 2000国家大地坐标系
    if named and span.unit in _SQUADS and text[0] in CHINESE_NUMERAL:
        return True  # 二 in 大字二组
    name = span.unit in ("型", "号", "期", "代") or (span.unit == "元" and reading.text[span.start] in CHINESE_NUMERAL)
    return name and after is not None and after.is_noun and not after.is_wall


def _measures_a_name(span: Span, reading: Reading) -> bool:
    """10米 in 10米跳台 says which one."""
    _, after = neighbours(span, reading)
    return after is not None and after.start == span.end and after.is_noun and not after.is_wall


def _is_vague_count(span: Span, reading: Reading) -> bool:
    """三个方面, 5个问题: a count of nothing in particular."""
    tail = reading.text[span.end : span.end + 4]
    return any(tail.startswith(head) for head in VAGUE_HEADS) or span.unit in VAGUE_HEADS


def _is_done_with(before: Unit, after: Unit) -> bool:
    """Whether the verb behind the letters is a noun there, since a verb stands before them."""
    acts = before.tag == "v" and before.text not in DEFINES | MODALS and not before.span
    return acts and after.tag == "v" and not after.span and after.text not in DEFINES | MODALS


_UNHEARD = 3
_MADE_OF = re.compile("酶$|蛋白|抗原$|抗体$|受体$|因子$|病毒$|基因$|激素$|细胞$|判据$|定律$|效应$")


def _is_attached(span: Span, reading: Reading) -> bool:
    """X in X射线, III in 巴塞尔协议III: a letter or two that belong to a longer name."""
    before, after = neighbours(span, reading)
    text = reading.text[span.start : span.end]
    if after is not None and after.start == span.end and _MADE_OF.search(after.text):
        return True  # HMG-CoA in HMG-CoA还原酶
    if re.match(r"\s\d", reading.text[span.end :]):
        return True  # Wi-Fi in Wi-Fi 6
    if re.search(r"[\d%％‰]\s?$", reading.text[: span.start]):
        return True  # NTU in 1 NTU, a unit that is not known
    if re.match("[度值型线股超级段波][^，。；、]", reading.text[span.end :]) and not text.islower():
        return True  # API in API度
    if (
        after is not None
        and after.start == span.end
        and after.is_noun
        and not after.is_wall
        and after.frequency < _UNHEARD
    ):
        return True  # QRS in QRS波群
    if after is not None and after.start == span.end and before is not None and _is_done_with(before, after):
        return True  # SQL in 防范SQL注入
    leads = len(text) < 3 and after is not None and after.is_noun and not after.is_wall
    follows = (
        before is not None
        and before.is_noun
        and before.end == span.start
        and (len(text) < 2 or bool(_ROMAN.fullmatch(text)))
    )
    numbered = (
        before is not None and before.is_noun and before.end == span.start and re.fullmatch(r"[A-Z]\d{1,2}", text)
    )
    return leads or follows or bool(numbered)  # A2 in 血栓素A2
