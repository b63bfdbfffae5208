"""Which protected spans are worth asking for, and how much."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzes.core.candidates import PRIORS, Candidate, kind_of, label_of
from quizzes.core.lexicon import CONJUNCTIONS, DEFINES, MODALS, VAGUE_HEADS
from quizzes.core.magnitude import NUMERIC_KINDS
from quizzes.core.numerals import CHINESE_NUMERAL, THIN
from quizzes.core.reading import Reading, Unit
from quizzes.core.spans import Span
from quizzes.core.types import Point
from quizzes.core.wordlists import words

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


_REFERS = re.compile(
    r"(?:^|[，。；：（(、\s〔如见由从按据在和与及参照])(?:图|表|式|公式|方程|例|附录|附表|附图)\s?[（(\[]?$"
    "|(?:邮编|邮政编码|QQ号?|传真|手机|账号|帐号|学号)[为是：:]?$"
)
_PAGE = re.compile("第.+[页章节讲课题]")
# In quotation marks, but no name.
_EVERYDAY = frozenset(
    words("适当 一定 重要 积极 正确 主动 绝对 相对 必要 合理 有效 真正 完全 简单 普通 一般 正常 自然 可能 这个 那个")
)
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


_HELD_FOR = re.compile(f"[{CHINESE_NUMERAL}]+年(?:战争|计划|规划|内战|抗战|浩劫|动乱|国债|危机)")  # 三十年战争
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
    if kind in NUMERIC_KINDS and _is_no_number(kind, span, reading):
        return True
    if kind == "quote" and (answer.isdigit() or answer in _EVERYDAY):
        return True  # “84”消毒液, “适当”的冗余
    if _names_what_follows(span, reading) or (kind == "ordinal" and _is_label(span, reading)):
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
    if kind == "latin" and _MEASURED_LETTERS.match(answer):
        return True
    if kind == "latin":
        nothing = len(answer) < 2 or answer in ("pH", "PH", "ph") or _is_translation(answer, span, reading)
        return nothing or _is_attached(span, reading)
    if kind == "level" and answer == "一类" and re.search("[的是为]$", reading.text[: span.start]):
        return True  # 最常见的一类圈闭: one of many
    return kind == "level" and (_in_series(span, reading) or _is_wedged(span, reading) or _is_one_of(span, reading))


_MEASURED_LETTERS = re.compile(r"\d+(?:k?V|k?W|[kMG]?Hz|[mck]?m|MPa|t|kg)[A-Z]")  # 110kVSF6气体绝缘变压器


def _is_no_number(kind: str, span: Span, reading: Reading) -> bool:
    """图37, 邮编100083, 三十年战争, 每五年一周期, 一个八度: a reference, or a piece of a name."""
    before, after = reading.text[: span.start], reading.text[span.end - 1 : span.end + 1]
    return (
        (kind in ("measure", "count") and before.endswith("个"))
        or (kind == "count" and before.endswith(("前", "后")))
        or _REFERS.search(before) is not None
        or _PAGE.fullmatch(reading.text, span.start, span.end) is not None
        or _HELD_FOR.match(reading.text, span.start) is not None
        or after in ("周期", "届期")
        or re.search(r"[A-Z]{2}\s$", before) is not None  # 25.1309-1A in AC 25.1309-1A
    )


def _is_label(span: Span, reading: Reading) -> bool:
    """第十条 任何组织…: where a rule stands; 本章第三节: where the text itself goes on."""
    opens = span.start == 0 and reading.text[span.end : span.end + 1].isspace()
    return opens or re.search("[本这该][章篇编书节课讲]$", reading.text[: span.start]) is not None


_NUMBER = rf"[-\u2212\uff0d+]?\d[\d,.]*(?:{THIN}\d{{3}})*"
_CORES = {
    "range": re.compile(rf"{_NUMBER}\s?[-–—~～至]\s?{_NUMBER}(?![百千万亿多余])"),
    "ratio": re.compile(rf"{_NUMBER}[/:]{_NUMBER}"),
}
_CORE = re.compile(rf"{_NUMBER}(?:\s?[×xX*]\s?10(?:\^?[-−+]?\d+|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))?[多余]?\s?[万亿]*")


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


_ONE_MORE_BEFORE = re.compile("[级类型等][、和或及]$")
_ONE_MORE = re.compile("[、和或及][一二三四五六七八九特甲乙丙丁ⅠⅡⅢⅣ]")


def _is_one_of(span: Span, reading: Reading) -> bool:
    """三级 in 一级、二级、三级召回, 二级 in 一级超限、二级超限."""
    text, what = reading.text, reading.text[span.end : span.end + 2]
    listed = _ONE_MORE_BEFORE.search(text[: span.start]) or _ONE_MORE.match(text, span.end)
    return listed is not None or len(re.findall("[级类型等]" + re.escape(what), text)) > 1


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
    if re.match(r"1(?!\d)[^\d，。；]*[2-9][^，。；]*", reading.text[span.start :]) and not span.unit:
        return True  # 1体积水溶解2体积氯气
    return opens and bool(re.match(r"[1一](?![\d.,])", reading.text[span.start :]))


_UNDERTAKING = re.compile("计划|工程|行动|事件|部队|国道|高速|专项|热线|导弹|运动")
_MEASURED = "数值量率度温压长宽高径距分比号码值级期年月日时约近达共计"
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
    if not span.unit and _UNDERTAKING.match(reading.text, span.end):
        return True  # 863计划
    if not span.unit and re.search(r"[A-Za-z]\s$", reading.text[: span.start]) and text.isdigit():
        return True  # Wi-Fi 6
    if not span.unit and after is not None and after.start == span.end and re.fullmatch(r"\d{4}", text):
        return after.is_noun and not after.is_wall  # 2000 in 2000国家大地坐标系
    if named and before is not None and not span.unit and text.isdigit() and before.text[-1] not in _MEASURED:
        return True  # 尼龙66
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
    _, after = neighbours(span, reading)
    of_something = after is not None and after.start == span.end and after.is_noun and not after.is_wall
    return any(tail.startswith(head) for head in VAGUE_HEADS) or (span.unit in VAGUE_HEADS and not of_something)


def _is_done_with(before: Unit, after: Unit) -> bool:
    """Whether the verb behind the letters is a noun there, since a verb stands before them."""
    acts = before.tag == "v" and before.text not in DEFINES | MODALS and not before.span
    return acts and after.tag == "v" and not after.span and after.text not in DEFINES | MODALS


_UNHEARD = 3
_OF_A_KIND = re.compile("[\u4e00-\u9fff]{1,3}[型性式类制]")  # CPU繁忙型
_NAMED_AFTER = re.compile(
    r"\s?(?:常数|定律|定理|方程|效应|函数|变换|分布|检验|模型|公式|原理|准则|反应|循环|试剂|指数|系数|氏|综合征|病|征|法|数|图|线|峰|体|环)"
)
_MADE_OF = re.compile(
    "病$|通道|^泵$|离子$|综合征$|酶$|蛋白|抗原$|抗体$|受体$|因子$|病毒$|基因$|激素$|细胞$|判据$|定律$|效应$"
)


_IN_WORDS = re.compile("[a-z]{3}|[A-Z][a-z]")


def _is_translation(answer: str, span: Span, reading: Reading) -> bool:
    """F. Herzberg in 赫茨伯格（F. Herzberg）, Hong Kong in 香港 (Hong Kong): the name before it says the same."""
    bracketed = re.search("[\u4e00-\u9fff]\\s?[（(]$", reading.text[: span.start]) and reading.text[
        span.end : span.end + 1
    ] in (
        "）",
        ")",
    )
    return bool(bracketed) and _IN_WORDS.search(answer) is not None


def _is_somebody(answer: str, text: str, end: int) -> bool:
    """Avogadro in Avogadro常数."""
    return re.fullmatch("[A-Z][a-z]+", answer) is not None and _NAMED_AFTER.match(text, end) is not None


def _is_glued(after: Unit, span: Span) -> bool:
    """树 in B+树, whatever the dictionary calls it."""
    return after.start == span.end and len(after.text) == 1 and not after.is_function


def _is_attached(span: Span, reading: Reading) -> bool:
    """X in X射线, III in 巴塞尔协议III: a letter or two that belong to a longer name."""
    before, after = neighbours(span, reading)
    text = reading.text[span.start : span.end]
    if after is not None and after.start == span.end and _MADE_OF.search(after.text):
        return True  # HMG-CoA in HMG-CoA还原酶
    if re.match(r"\s\d", reading.text[span.end :]):
        return True  # Wi-Fi in Wi-Fi 6
    if _OF_A_KIND.match(reading.text, span.end) or _is_somebody(text, reading.text, span.end):
        return True
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
    leads = len(text) < 3 and after is not None and not after.is_wall and (after.is_noun or _is_glued(after, span))
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
