"""Is a sentence worth a key point by itself? Its opening, its kind, what it is about, and a score with a reason."""

from __future__ import annotations

import re
from collections.abc import Mapping

from quizzes.core.lexicon import DEFINES
from quizzes.core.reading import Reading, Unit
from quizzes.core.types import FillBlank

SHORTEST, LONGEST = 12, 120  # characters of a statement that can stand by itself on a card

# "同时，…", "一是…": what may be left out at the beginning without loss.
_OPENING = re.compile(
    r"(?:\s|\u3000)*(?:(?:同时|此外|另外|首先|其次|再次|最后|第[一二三四五六七八九十]|[一二三四五六七八九十]要|特别是|具体来说|总的来看|可以说)[，,])+"
    r"|(?:\s|\u3000)*[一二三四五六七八九十]是(?=要|坚持|加强)|(?:\s|\u3000)+"
)
# Points back to what only the page around it says.
_DANGLING = re.compile(
    "这|其(?!他人)|该|此|它|他(?!国)|她|上述|以上|前者|后者|对此|为此|因此|因而|所以|于是|但|而(?!且不)|并且?|而且|不过|然而|否则|也|又|还|再|"
    "却|反之|另一方面|一方面|与此|据此|由此|至于|那|同志们|各位|其中|如前|综上|例如|比如|如[，：]|即|不仅如此|具体|主要是[：，]"
)
_BACK = re.compile("以此|(?:^|[，：；])(?:这些?|该|上述|此[类项次]|其)(?!后|次)")
_RITUAL = re.compile(
    "表示[^，。]{0,8}(?:敬意|慰问|谢意|感谢|祝贺|哀悼)|崇高的敬意|谢谢大家|我就讲|下面，?我|我先讲|以下几点|以下[^，。]{0,4}方面"
)
_VAGUE_TIME = re.compile("(?:目前|当前|现在|今天|今年|去年|近日|最近|不久前|前不久)")

_WHEN = re.compile("(?:之?[后时前中下际]|以[来后前]|期间|过程中|同时)$")  # a clause that only says when

_CATEGORIES = {
    "数字": (
        "number",
        "measure",
        "range",
        "fraction",
        "ratio",
        "count",
        "angle",
        "compound",
        "size",
        "ordinal",
        "level",
    ),
    "时间": ("date", "date_range", "clock", "frequency"),
    "会议与文件": ("title", "session"),
    "列举": ("item",),
    "提法": ("quote",),
}
_NAMES = {kind: name for name, kinds in _CATEGORIES.items() for kind in kinds}
_NOUNS = {
    "数字": "数字",
    "时间": "时间",
    "会议与文件": "会议或文件名",
    "列举": "列举",
    "提法": "引号里的提法",
    "公式": "公式",
}
_WORTH = {
    "数字": 0.2,
    "时间": 0.08,
    "会议与文件": 0.12,
    "列举": 0.06,
    "提法": 0.1,
    "公式": 0.25,
    "定义": 0.16,
    "名称": 0.0,
}


def opening(text: str) -> int:
    """How many characters at the beginning only join the sentence to the one before."""
    match = _OPENING.match(text)
    return match.end() if match else 0


def is_self_contained(text: str) -> bool:
    """Whether a reader who sees nothing else understands what is said."""
    if not SHORTEST <= len(text) <= LONGEST or text.endswith(("？", "?", "：", ":")):
        return False
    if (
        text.count("“") != text.count("”")
        or text.count("《") != text.count("》")
        or text.count("（") != text.count("）")
    ):
        return False
    return not (_DANGLING.match(text) or _BACK.search(text[: LONGEST // 2]) or _RITUAL.search(text))


def category_of(question: FillBlank) -> str:
    blank = question.blanks[0]
    if "定义" in blank.reason:
        return "定义"
    if blank.kind == "latin" and re.search("[=＝≈≥≤→]", blank.answer):
        return "公式"
    return _NAMES.get(blank.kind, "名称")


def term_of(reading: Reading, start: int, question: FillBlank) -> str:
    """The noun phrase that the statement opens with, when it is plainly what is spoken of; else nothing."""
    if _WHEN.search(re.split("[，。；]", reading.text[start:], maxsplit=1)[0]):
        return ""
    phrase: list[Unit] = []
    for unit in (unit for unit in reading.units if unit.start >= start and unit.text.strip()):
        if phrase and (unit.tag.startswith("v") or unit.text in DEFINES) and not unit.span:
            text = reading.text[phrase[0].start : phrase[-1].end]
            blank = any(b.start + start < phrase[-1].end for b in question.blanks)
            return text if phrase[-1].is_noun and 2 <= len(text) <= 12 and not blank else ""
        if unit.is_wall or unit.is_function or not (unit.is_noun or unit.tag in ("a", "b", "vn", "n")):
            return ""
        phrase.append(unit)
    return ""


def worth(text: str, question: FillBlank, score: float) -> float:
    """How much a sentence deserves to be proposed, from the core's score of its best question."""
    value = score + _WORTH[category_of(question)]
    value += 0.15 if question.blanks[0].options else 0
    value -= 0.004 * max(0, len(text) - 60) + (0.08 if len(text) < 16 else 0)
    value -= 0.1 if _VAGUE_TIME.match(text) else 0
    value -= 0.15 if re.match("我(?!国|省|市|校|院|党|军)", text) else 0
    return round(value - (0.1 if "！" in text else 0), 4)


def reason_of(question: FillBlank, counts: Mapping[str, int]) -> str:
    """Why this sentence, in one line: what it holds, and how many sentences of the material hold the like."""
    category = category_of(question)
    noun = _NOUNS.get(category, "")
    if not noun:
        return question.blanks[0].reason.split("；")[0]
    others = counts[category] - 1
    return f"{noun}，同材料另有{others}处" if others > 0 else f"{noun}，同材料只有这一处"
