"""A paper as a member may see it while it is open: stems, options and what was saved, but no answer.

Questions, options and right sides stand in the member's own order, and options go by tokens, see core/own_paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from quizzes.answer_form import field_name
from quizzes.answering import Asked
from quizzes.core.own_paper import own_order, token
from quizzes.core.types import Blank, FillBlank, Matching, Mode

CLOSING_MARKS = frozenset("，。；、：！？”》）")
RIGHT_NAMES = "甲乙丙丁戊己庚辛"
LONG_RIGHT = 14  # characters; longer ones fill three lines of half a phone
KIND_NAMES = {
    Mode.CHOICE: "选词填空",
    Mode.BANK: "选词填空",
    Mode.TYPED: "填空",
    Mode.MULTI: "填空",
}


class Shown:
    """What templates read a lot of: they ask for a key first, and would pay for an exception at every name."""

    def __getitem__(self, name: str) -> object:
        return self.__dict__[name]


def varying() -> Any:
    """A field that is no part of what a question is remembered by, see drawn.py: it is another one after each save."""
    return field(compare=False)


@dataclass(frozen=True)
class Choice(Shown):
    """Something to choose, and the token that stands for it in the form. `name` is 甲, 乙, … or ""."""

    value: str
    text: str
    is_chosen: bool = False
    name: str = ""


@dataclass(frozen=True)
class Gap(Shown):
    """A blank: the name of its field and what is saved in it. Without options it is written by hand."""

    number: int
    field: str
    options: tuple[Choice, ...]
    value: str = varying()

    @property
    def is_short(self) -> bool:
        """Whether several options fit beside each other: none is wider than eight Han characters."""
        return all(sum(1 if ord(char) > 0xFF else 0.5 for char in option.text) <= 8 for option in self.options)


@dataclass(frozen=True)
class Piece(Shown):
    """A stretch of the stem: text, then a gap (the last has none) with the mark that must stay on its line."""

    text: str
    gap: Gap | None = None
    mark: str = ""


@dataclass(frozen=True)
class Left(Shown):
    number: int
    text: str
    field: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class AskedQuestion(Shown):
    id: int
    number: int
    kind: str  # "typed", "choice", "bank" or "matching"
    kind_name: str
    places: int
    revision: str = varying()  # to send with the next save
    answered: int = varying()
    pieces: tuple[Piece, ...] = ()
    any_order: bool = False
    relation: str = ""
    lefts: tuple[Left, ...] = ()
    rights: tuple[Choice, ...] = ()
    elsewhere: str = ""  # what another window saved, after a save that was refused for it
    anchor: str = ""  # q31, as addresses and fields name it

    @property
    def is_complete(self) -> bool:
        return self.answered == self.places

    @property
    def missing(self) -> int:
        return self.places - self.answered

    @property
    def has_long_rights(self) -> bool:
        """Definitions want more room than the terms that they belong to."""
        return any(len(right.text) > LONG_RIGHT for right in self.rights)

    @property
    def gaps(self) -> list[Gap]:
        return [piece.gap for piece in self.pieces if piece.gap]


@dataclass(frozen=True)
class Step(Shown):
    """What stands on one screen where questions come one by one: a question, or all that share a word bank."""

    questions: tuple[AskedQuestion, ...]
    words: tuple[Choice, ...] = ()
    previous: int | None = None  # question to go back to
    next: int | None = None

    @property
    def id(self) -> int:
        return self.questions[0].id

    @property
    def alike(self) -> AskedQuestion | None:
        """The question, if all who get it at this number see the same but for what they wrote."""
        question = self.questions[0]
        return question if question.kind == "typed" and not question.elsewhere else None


def in_own_order(paper: Iterable[Asked], seed: int) -> list[Asked]:
    """The questions as this member gets them."""
    by_id = {asked.id: asked for asked in paper}
    modes = {pk: None if isinstance(asked.core, Matching) else asked.core.mode for pk, asked in by_id.items()}
    return [by_id[question_id] for question_id in question_order(modes, seed)]


def question_order(modes: Mapping[int, str | None], seed: int) -> list[int]:
    """Question ids in a member's own order. `modes` has them as they were written, with None for matching.

    Each kind stays together: blanks, then those that share a word bank, then matching.
    """
    shuffled = own_order(modes, seed, lambda question_id: f"question {question_id}")
    ranks: dict[str | None, int] = {Mode.BANK: 1, None: 2}
    return sorted(shuffled, key=lambda question_id: ranks.get(modes[question_id], 0)) if seed else shuffled


def questions_of(
    paper: Iterable[Asked], seed: int, typed: Mapping[int, tuple[Mapping[str, str], str]] | None = None
) -> list[AskedQuestion]:
    """The paper with the answers saved so far. `typed` has, by question, what was not saved and what stands instead."""
    questions = []
    for number, asked in enumerate(in_own_order(paper, seed), start=1):
        given, elsewhere = (typed or {}).get(asked.id, (asked.stored, ""))
        shown = {ref: text for ref, text in given.items() if text}
        questions.append(_question(asked, number, seed, shown, elsewhere))
    return questions


def steps_of(questions: list[AskedQuestion], *, linked: bool = True) -> list[Step]:
    """Screens in order; each knows its neighbours if they are `linked`. Banks with the same words are one."""

    def bank(question: AskedQuestion) -> object:
        return [word.value for word in question.gaps[0].options] if question.kind == "bank" else question.id

    groups = [tuple(members) for _, members in groupby(questions, key=bank)]
    heads = [None, *(group[0].id if linked else None for group in groups), None]
    return [
        Step(
            group,
            group[0].gaps[0].options if group[0].kind == "bank" else (),
            heads[place],
            heads[place + 2],
        )
        for place, group in enumerate(groups)
    ]


def _question(asked: Asked, number: int, seed: int, given: Mapping[str, str], elsewhere: str) -> AskedQuestion:
    core = asked.core
    if isinstance(core, Matching):
        return _matching(asked, core, number, seed, given, elsewhere)
    pieces = _pieces(asked.id, core, seed, given)
    kind = "bank" if core.mode == Mode.BANK else "choice" if core.blanks[0].options else "typed"
    return AskedQuestion(
        asked.id,
        number,
        kind,
        KIND_NAMES[core.mode],
        places=len(core.blanks),
        revision=str(asked.revision + 1),
        answered=len(given),
        pieces=pieces,
        any_order=core.mode == Mode.MULTI and not core.ordered,
        elsewhere=elsewhere,
        anchor=f"q{asked.id}",
    )


def _matching(
    asked: Asked, core: Matching, number: int, seed: int, given: Mapping[str, str], elsewhere: str
) -> AskedQuestion:
    ordered = own_order(core.rights, seed, lambda right: f"{asked.id} {right.id}")
    rights = [(r.id, token(seed, r.id), r.text, RIGHT_NAMES[place]) for place, r in enumerate(ordered)]
    return AskedQuestion(
        asked.id,
        number,
        "matching",
        "连线",
        places=len(core.lefts),
        revision=str(asked.revision + 1),
        answered=len(given),
        relation=core.relation,
        lefts=tuple(
            Left(
                index + 1,
                left.text,
                field_name(asked.id, index),
                tuple(Choice(value, text, given.get(left.id) == key, name) for key, value, text, name in rights),
            )
            for index, left in enumerate(core.lefts)
        ),
        rights=tuple(Choice(value, text, name=name) for _, value, text, name in rights),
        elsewhere=elsewhere,
        anchor=f"q{asked.id}",
    )


def _pieces(question_id: int, core: FillBlank, seed: int, given: Mapping[str, str]) -> tuple[Piece, ...]:
    pieces, last = [], 0
    for index, blank in enumerate(core.blanks):
        value = given.get(str(index), "")
        own = "bank" if core.mode == Mode.BANK else str(question_id)  # a bank has one order in all its questions
        gap = Gap(index + 1, field_name(question_id, index), _choices(blank, seed, own, value), value)
        after = core.statement[blank.end : blank.end + 1]
        mark = after if after in CLOSING_MARKS else ""
        pieces.append(Piece(core.statement[last : blank.start], gap, mark))
        last = blank.end + len(mark)
    return (*pieces, Piece(core.statement[last:]))


def _choices(blank: Blank, seed: int, own: str, value: str) -> tuple[Choice, ...]:
    options = own_order(blank.options or (), seed, lambda option: f"{own} {option.text}")
    return tuple(Choice(token(seed, option.text), option.text, option.text == value) for option in options)


def values_of(asked: Asked, seed: int, stored: Mapping[str, str]) -> dict[str, str]:
    """What the form's fields of a question would hold for these answers."""
    core = asked.core
    refs = [left.id for left in core.lefts] if isinstance(core, Matching) else [place.ref for place in asked.places]
    has_tokens = isinstance(core, Matching) or bool(core.blanks[0].options)
    given = (stored.get(ref, "") for ref in refs)
    shown = (token(seed, text) if text and has_tokens else text for text in given)
    return {field_name(asked.id, index): text for index, text in enumerate(shown)}


def in_words(asked: Asked, stored: Mapping[str, str]) -> str:
    """Answers of a question in one line, for somebody who has to choose between them and other ones."""
    core = asked.core
    if isinstance(core, Matching):
        rights = {right.id: right.text for right in core.rights}
        lines = (f"{left.text}—{rights[stored[left.id]]}" for left in core.lefts if stored.get(left.id) in rights)
        return "；".join(lines) or "没有作答"
    return "、".join(stored.get(str(index)) or "（空）" for index in range(len(core.blanks)))
