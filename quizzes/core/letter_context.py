"""Letters that are a piece of a longer name, a unit that is not known, or a translation of the name before them."""

from __future__ import annotations

import re

from quizzes.core.lexicon import DEFINES, MODALS
from quizzes.core.reading import Reading, Unit
from quizzes.core.spans import Span

_ROMAN = re.compile("[IVX]+|[Ⅰ-Ⅻ]+")
_MEASURED_LETTERS = re.compile(r"\d+(?:k?V|k?W|[kMG]?Hz|[mck]?m|MPa|t|kg)[A-Z]")  # 110kVSF6气体绝缘变压器


def stands_alone(span: Span, reading: Reading) -> bool:
    """Whether the letters that `span` protects are a name by themselves."""
    answer = reading.text[span.key_start : span.key_end]
    if len(answer) < 2 or answer in ("pH", "PH", "ph") or _MEASURED_LETTERS.match(answer):
        return False
    return not _is_translation(answer, span, reading) and not _is_attached(span, reading)


def _is_done_with(before: Unit, after: Unit) -> bool:
    """Whether the verb behind the letters is a noun there, since a verb stands before them."""
    acts = before.tag == "v" and before.text not in DEFINES | MODALS and not before.span
    return acts and after.tag == "v" and not after.span and after.text not in DEFINES | MODALS


_UNHEARD = 3
_OF_A_KIND = re.compile(
    "[\u4e00-\u9fff]{1,3}[型性式类制]|[\u4e00-\u9fff]{2}[表卡码图包帧](?!示)"
)  # CPU繁忙型, MAC地址表
_NAMED_AFTER = re.compile(
    r"\s?(?:常数|定律|定理|方程|效应|函数|变换|分布|检验|模型|公式|原理|准则|反应|循环|试剂|指数|系数|氏|综合征|病|征|法|数|图|线|峰|体|环|管|腺|孔|束|结|窝|窦|区|小体|细胞|三角|间隙)"
)
_MADE_OF = re.compile(
    "病$|通道|^泵$|离子$|综合征$|酶$|蛋白|抗原$|抗体$|受体$|因子$|病毒$|基因$|激素$|细胞$|判据$|定律$|效应$"
)


_IN_WORDS = re.compile("[a-z]{3}|[A-Z][a-z]")


def _is_translation(answer: str, span: Span, reading: Reading) -> bool:
    """F. Herzberg in 赫茨伯格（F. Herzberg）, Hong Kong in 香港 (Hong Kong): the name before it says the same."""
    opened = re.search("[\u4e00-\u9fff]\\s?[（(]$", reading.text[: span.start]) is not None
    closed = reading.text[span.end : span.end + 1] in tuple("）),，")
    return opened and closed and _IN_WORDS.search(answer) is not None


def _is_somebody(answer: str, text: str, end: int) -> bool:
    """Avogadro in Avogadro常数."""
    return re.fullmatch("[A-Z][a-z]+", answer) is not None and _NAMED_AFTER.match(text, end) is not None


def _is_glued(after: Unit, span: Span) -> bool:
    """树 in B+树, whatever the dictionary calls it."""
    return after.start == span.end and len(after.text) == 1 and not after.is_function


def _is_attached(span: Span, reading: Reading) -> bool:
    """X in X射线, III in 巴塞尔协议III: a letter or two that belong to a longer name."""
    before, after = reading.around(span.start, span.end)
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
