"""What stands around a blank and can be seen by the member who fills it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizzes.core.answer_hedges import AFTER_WORDS, BEFORE_WORDS
from quizzes.core.answer_numbers import tidy
from quizzes.core.answer_units import measures, unit_at_start
from quizzes.core.normal import normalise_unit

NEAR = 24  # characters next to the blank that an answer may repeat


@dataclass(frozen=True, slots=True)
class Stem:
    """What stands before and after the blank, as the member sees it."""

    left: str = ""
    right: str = ""

    @property
    def is_unknown(self) -> bool:
        return not self.left and not self.right

    def unit(self) -> str:
        """The unit that follows the blank; % also when 百分之 precedes it."""
        if self.left.rstrip().endswith("百分之"):
            return "%"
        return unit_at_start(normalise_unit(self.right[:24]))

    def shows(self, unit: str) -> bool:
        """Whether the reader can tell from the stem that `unit` is meant."""
        text = normalise_unit(f"{self.left[-500:]}|{self.right[:500]}")
        if measures(unit)[:1] == measures("%"):
            return "%" in text or "百分" in text
        written = re.escape(unit.replace("*", ""))  # `text` has lost its middle dots
        return re.search(rf"(?:\d|单位:?为?){written}(?![A-Za-z])", text) is not None

    def hedge(self) -> str:
        before, after = tidy(self.left[-12:]), tidy(self.right[:12])
        return next((meaning for word, meaning in BEFORE_WORDS if meaning and before.endswith(word)), "") or next(
            (meaning for word, meaning in AFTER_WORDS if after.startswith(word)), ""
        )

    def readings(self, given: str) -> list[str]:
        """`given`, and `given` without what it repeats of the stem."""
        text, left, right = tidy(given), tidy(self.left[-NEAR:]), tidy(self.right[:NEAR])
        start = next((n for n in range(min(len(left), len(text)), 0, -1) if text.startswith(left[-n:])), 0)
        tail = next((n for n in range(min(len(right), len(text)), 0, -1) if text.endswith(right[:n])), 0)
        end = len(text) - tail
        return list(dict.fromkeys((text, text[start:], text[:end], text[start:end])))


# How a gap is drawn: ____, （　　）, [ ], □□, {{c1::…}}, ————.
_GAP = re.compile(
    r"\{\{[^{}]*\}\}|[（(\[【［〔][\s_＿]*[)）\]】］〕]|[_＿]{2,}|＿|(?<!\w)_(?!\w)|[□▁﹍]+|[—-]{4,}|[-]{3}|<blank>"
)
_HIDDEN = "\N{WHITE SQUARE}"


def stem_around(text: str, answer: str) -> Stem:
    """The stem of a sentence that shows a gap, or else holds the answer, or else has left it out somewhere."""
    gap = _GAP.search(text)
    if gap:
        return Stem(text[: gap.start()], _GAP.sub(_HIDDEN, text[gap.end() :]))
    left, found, right = text.partition(answer)
    return Stem(left, right) if found else Stem(text)
