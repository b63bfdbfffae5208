"""The values that generation, judging and scheduling pass to each other. All frozen, no behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction


class Mode(StrEnum):
    """How a fill-in-the-blank question is answered."""

    CHOICE = "choice"  # one blank, 3-4 options
    TYPED = "typed"  # one blank, written by hand
    MULTI = "multi"  # several blanks of one list, written by hand
    BANK = "bank"  # one blank, options shared with neighbouring questions


@dataclass(frozen=True)
class Mark:
    """A blank that a person chose. Offsets count code points of the statement."""

    start: int
    end: int
    text: str
    accept: tuple[str, ...] = ()
    distractors: tuple[str, ...] = ()
    ordered: bool = False
    group: int = 0  # marks of one group (> 0) are asked together, like {{c1::}} twice in Anki


@dataclass(frozen=True)
class Point:
    """A key point as the core sees it: a statement somebody chose, and what they said about it."""

    id: str
    statement: str
    term: str = ""
    category: str = ""
    aliases: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    pair_value: str = ""  # what the term matches in a matching question; "" lets the core find one
    material: str = ""
    banned: tuple[tuple[int, int], ...] = ()  # spans the secretary does not want to be asked


@dataclass(frozen=True)
class Option:
    """A choice and where it came from: "key", "author", "number", "term", "contrast", …"""

    text: str
    source: str


@dataclass(frozen=True)
class Blank:
    """A hidden span of a statement, its answer and why it was chosen (`reason` is Chinese)."""

    start: int
    end: int
    answer: str
    kind: str  # "number", "date", "title", "term", …: the `class` of the JSON form
    reason: str = ""
    accept: tuple[str, ...] = ()
    options: tuple[Option, ...] | None = None


@dataclass(frozen=True)
class FillBlank:
    id: str
    mode: Mode
    point_id: str
    statement: str
    blanks: tuple[Blank, ...]
    ordered: bool = True  # False: the answers of a "multi" question may come in any order
    checks: tuple[str, ...] = ()  # what was verified, in Chinese, for the secretary's preview


@dataclass(frozen=True)
class Side:
    """One entry of a matching column. Extra rights belong to no key point."""

    id: str
    text: str
    point_id: str | None = None


@dataclass(frozen=True)
class Matching:
    id: str
    relation: str  # the instruction's subject in Chinese, e.g. "会议与日期"
    lefts: tuple[Side, ...]
    rights: tuple[Side, ...]
    pairs: Mapping[str, str]  # left id -> right id
    checks: tuple[str, ...] = ()


Question = FillBlank | Matching


@dataclass(frozen=True)
class Refusal:
    """A key point that gives no question, and a reason a secretary understands."""

    point_id: str
    reason: str


@dataclass(frozen=True)
class Paper:
    generator: str
    seed: int
    questions: tuple[Question, ...]
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """How much of a blank is right (0 to 1) and by which rule; `explanation` is Chinese."""

    credit: Fraction
    rule: str
    explanation: str
    notes: tuple[str, ...] = field(default=())

    @property
    def is_correct(self) -> bool:
        return self.credit == 1
