"""What stands around a blank and can be seen by the member who fills it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizzes.core.answer_hedges import AFTER_WORDS, BEFORE_WORDS
from quizzes.core.answer_numbers import scale_at_start, tidy, unit_text
from quizzes.core.answer_units import conversion, is_unit, measures, unit_at_start
from quizzes.core.normal import fold_width, normalise_unit
from quizzes.core.numerals import CHINESE_NUMERAL

NEAR = 24  # characters next to the blank that an answer may repeat
_LABEL = re.compile(r"[(\[【〔](?:单位)?[:为是]?\s*([^()\[\]【】〔〕\s,。;:]{1,12})\s*[)\]】〕]\s*(?:应?[为是]|:)?\s*$")
_NO_HEDGE = re.compile("^(?:多数|多样|余[额下量]|内[容部蒙科外]|许可|上下[级游文]|左右[侧手])")
_SAYS_NOTHING = re.compile(f"(?:{'|'.join(word for word, meaning in BEFORE_WORDS if not meaning)})+$")  # 约有
_DENIED = re.compile("[不未非勿](?:得|应|能|宜|可|要|许)?$")
_INTERVALS = frozenset(
    ("年", "月", "周", "日", "天", "季度", "季", "小时", "分钟", "星期", "工作日", "班")
)  # 每____一次: 年, 一年, 12个月
_NUMERAL = re.compile(rf"[\dⅠ-ⅫIVX{CHINESE_NUMERAL}]")
# Where a stem names a unit: 压力（MPa）, 单位：MPa, 压力/MPa, 由0.4MPa升到, or the letters MPa by themselves.
_NAMED_UNIT = re.compile(
    r"[(\[【〔](?:单位)?[:为是]?\s*(?P<bracket>[^()\[\]【】〔〕\s,。;:]{1,12})\s*[)\]】〕]"
    r"|单位[:为是]*\s*(?P<named>[^\s,。;:()□]{1,12})|(?<!\d)/\s*(?P<label>[^\s,。;:()□]{1,12})"
    r"|(?<=\d)\s*(?P<counted>[^\s\d,。;:()□]{1,12})|(?<![A-Za-z])(?P<latin>[A-Za-zμΩ°][A-Za-z0-9/*·^μΩ]+)"
)


@dataclass(frozen=True, slots=True)
class Stem:
    """What stands before and after the blank, as the member sees it."""

    left: str = ""
    right: str = ""

    @property
    def is_unknown(self) -> bool:
        return not self.left and not self.right

    def unit(self) -> str:
        """The unit that follows the blank, or stands in brackets just before it; % also when 百分之 precedes it."""
        if self.left.rstrip().endswith("百分之"):
            return "%"
        return self._measure()[1]

    def scale(self) -> int:
        """The power of ten of a 万 or 亿 before that unit (____万元)."""
        return self._measure()[0]

    def _measure(self) -> tuple[int, str]:
        label = _LABEL.search(fold_width(self.left[-NEAR:]))
        for text in (self.right[:NEAR].lstrip(), label[1] if label else ""):
            power, length = scale_at_start(text)
            unit = unit_at_start(unit_text(text[length:]))
            if power or unit:
                return power, unit
        return 0, ""

    def shows(self, unit: str) -> bool:
        """Whether the reader can tell from the stem that `unit` is meant."""
        text = normalise_unit(f"{self.left[-500:]}|{self.right[:500]}")
        if measures(unit)[:1] == measures("%"):
            return "%" in text or "百分" in text
        return any(conversion(shown, unit) == 1 for shown in (self.unit(), *self._named_units()) if shown)

    def _named_units(self) -> list[str]:
        text = fold_width(f"{self.left[-500:]} □ {self.right[:500]}")
        named = [unit_text(next(filter(None, match.groups()))) for match in _NAMED_UNIT.finditer(text)]
        return [unit for one in named for unit in (one, unit_at_start(one)) if unit and is_unit(unit)]

    def asked(self, key: str) -> list[str]:
        """`key` without what it repeats of the stem: 12 for 12月 before 月, 遵义 for 遵义会议 before 会议."""
        least = 1 if _NUMERAL.search(key) else 2  # 是 that stands before the blank and in the key tells nothing
        if key in _INTERVALS and self.left.rstrip().endswith("每"):
            return [f"1{key}" if len(key) == 1 and key != "月" else f"一个{key}"]
        return [text for text in self.readings(key)[1:] if text and len(key) - len(text) >= least]

    def hedge(self) -> str:
        before, after = _SAYS_NOTHING.sub("", tidy(self.left[-12:])), self._after_unit()
        return next((meaning for word, meaning in BEFORE_WORDS if meaning and before.endswith(word)), "") or next(
            (meaning for word, meaning in AFTER_WORDS if after.startswith(word)), ""
        )

    def _after_unit(self) -> str:
        text = tidy(self.right[:NEAR])
        return _NO_HEDGE.sub("", text[len(unit_at_start(text)) :])

    def readings(self, given: str) -> list[str]:
        """`given`, and `given` without what it repeats of the stem."""
        text, left, right = tidy(given), tidy(self.left[-NEAR:]), tidy(self.right[:NEAR])
        start = next((n for n in range(min(len(left), len(text)), 0, -1) if text.startswith(left[-n:])), 0)
        if _DENIED.search(left[: len(left) - start]):
            start = 0  # who writes 大于5 after 不应大于 says the opposite
        tail = next((n for n in range(min(len(right), len(text)), 0, -1) if text.endswith(right[:n])), 0)
        end = len(text) - tail
        return list(dict.fromkeys((text, text[start:], text[:end], text[start:end])))


# How a gap is drawn: ____, （　　）, （？）, __(1)__, [ ], □□, {{c1::…}}, ————; dots only where there is nothing else.
_GAP = re.compile(
    r"\{\{[^{}]*\}\}|[_＿]{1,20}\s?[（(]?(?:\d{1,2}|[①-⑳])[)）]?\s?[_＿]+|[（(\[【［〔{][\s_＿?？….]*[)）\]】］〕}]"
    r"|[_＿]{2,}|＿|(?<!\w)_(?!\w)|[□▁﹍﹏]+|[—-]{4,}|[-]{3}|[*＊]{2,}|[<\[]blank[>\]]"
)
_DOTS = re.compile(r"…+|\.{3,}")
_HIDDEN = "\N{WHITE SQUARE}"


def stem_around(text: str, answer: str) -> Stem:
    """The stem of a sentence that shows a gap, or else holds the answer, or else has left it out somewhere."""
    gap = _GAP.search(text) or (None if answer and answer in text else _DOTS.search(text))
    if gap:
        return Stem(text[: gap.start()], _GAP.sub(_HIDDEN, text[gap.end() :]))
    left, found, right = text.partition(answer) if answer else (text, "", "")
    return Stem(left, right) if found else Stem(text)
