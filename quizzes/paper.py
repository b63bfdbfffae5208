"""A paper as a member may see it while it is open: stems, options and what was saved, but no answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizzes.core.types import FillBlank, Matching, Mode
from quizzes.models import Attempt, Question, Quiz, Response

CLOSING_MARKS = frozenset("，。；、：！？”》）")
RIGHT_NAMES = "甲乙丙丁戊己庚辛"
KIND_NAMES = {
    Mode.CHOICE: "选词填空",
    Mode.BANK: "选词填空",
    Mode.TYPED: "填空",
    Mode.MULTI: "填空",
}


class InvalidOption(Exception):
    """An answer that this question does not offer: a stale page, or a made-up request."""


@dataclass(frozen=True)
class Gap:
    """A blank: the name of its field and what is saved in it. Without options it is written by hand."""

    number: int
    ref: str
    field: str
    value: str
    options: tuple[str, ...]

    @property
    def is_short(self) -> bool:
        """Whether several options fit beside each other: none is wider than eight Han characters."""
        return all(sum(1 if ord(char) > 0xFF else 0.5 for char in option) <= 8 for option in self.options)


@dataclass(frozen=True)
class Piece:
    """A stretch of the stem: text, or a gap with the punctuation mark that must stay on its line."""

    text: str = ""
    gap: Gap | None = None
    mark: str = ""


@dataclass(frozen=True)
class Left:
    number: int
    text: str
    ref: str
    field: str
    value: str  # index of the chosen right side as text, or ""


@dataclass(frozen=True)
class Right:
    name: str  # 甲, 乙, …
    text: str
    value: str


@dataclass(frozen=True)
class AskedQuestion:
    id: int
    number: int
    kind_name: str
    is_matching: bool
    revision: int  # to send with the next save
    answered: int
    places: int
    pieces: tuple[Piece, ...] = ()
    any_order: bool = False
    relation: str = ""
    lefts: tuple[Left, ...] = ()
    rights: tuple[Right, ...] = ()

    @property
    def is_complete(self) -> bool:
        return self.answered == self.places

    @property
    def missing(self) -> int:
        return self.places - self.answered

    @property
    def gaps(self) -> list[Gap]:
        return [piece.gap for piece in self.pieces if piece.gap]


def questions_of(quiz: Quiz, attempt: Attempt | None = None) -> list[AskedQuestion]:
    """The paper with the answers saved so far (2 queries; 1 without an attempt)."""
    saved: dict[int, dict[str, Response]] = {}
    if attempt is not None:
        for response in Response.objects.filter(attempt=attempt).select_related("part"):
            saved.setdefault(response.part.question_id, {})[response.part.ref] = response
    return [asked(question, saved.get(question.pk, {})) for question in quiz.questions.all()]


def asked(question: Question, saved: Mapping[str, Response]) -> AskedQuestion:
    """One question without its answers, with what is saved for it by part ref."""
    core = question.as_core()
    given = {ref: response.given for ref, response in saved.items() if response.given}
    revision = max((response.revision for response in saved.values()), default=0) + 1
    if isinstance(core, FillBlank):
        return AskedQuestion(
            question.pk,
            question.position,
            KIND_NAMES[core.mode],
            False,
            revision,
            answered=len(given),
            places=len(core.blanks),
            pieces=_pieces(question.pk, core, given),
            any_order=core.mode == Mode.MULTI and not core.ordered,
        )
    indexes = {right.id: str(index) for index, right in enumerate(core.rights)}
    return AskedQuestion(
        question.pk,
        question.position,
        "连线",
        True,
        revision,
        answered=len(given),
        places=len(core.lefts),
        relation=core.relation,
        lefts=tuple(
            Left(
                number,
                left.text,
                left.id,
                _field(question.pk, number - 1),
                indexes.get(given.get(left.id, ""), ""),
            )
            for number, left in enumerate(core.lefts, start=1)
        ),
        rights=tuple(Right(RIGHT_NAMES[index], right.text, str(index)) for index, right in enumerate(core.rights)),
    )


def _field(question_id: int, index: int) -> str:
    return f"q{question_id}.{index}"


def _pieces(question_id: int, core: FillBlank, given: Mapping[str, str]) -> tuple[Piece, ...]:
    pieces, last = [], 0
    for index, blank in enumerate(core.blanks):
        options = tuple(option.text for option in blank.options or ())
        gap = Gap(index + 1, str(index), _field(question_id, index), given.get(str(index), ""), options)
        after = core.statement[blank.end : blank.end + 1]
        mark = after if after in CLOSING_MARKS else ""
        pieces += [Piece(core.statement[last : blank.start]), Piece(gap=gap, mark=mark)]
        last = blank.end + len(mark)
    pieces.append(Piece(core.statement[last:]))
    return tuple(piece for piece in pieces if piece.gap or piece.text)


def answers_in(question: Question, data: Mapping[str, str]) -> tuple[dict[str, str], int] | None:
    """What a form holds for a question: answers by part ref, and the revision. None when it is not in the form.

    Raises InvalidOption for an option that the question does not offer.
    """
    raw = data.get(f"q{question.pk}.revision")
    if raw is None:
        return None
    if not raw.isascii() or not raw.isdigit() or len(raw) > 6:
        raise InvalidOption
    core = question.as_core()
    if isinstance(core, Matching):
        return _lines_in(question.pk, core, data), int(raw)
    given = {}
    for index, blank in enumerate(core.blanks):
        text = data.get(_field(question.pk, index), "").strip()
        if text and blank.options and text not in {option.text for option in blank.options}:
            raise InvalidOption
        given[str(index)] = text
    return given, int(raw)


def _lines_in(question_id: int, core: Matching, data: Mapping[str, str]) -> dict[str, str]:
    rights = {str(index): right.id for index, right in enumerate(core.rights)} | {"": ""}
    chosen = [data.get(_field(question_id, index), "") for index in range(len(core.lefts))]
    if any(value not in rights for value in chosen):
        raise InvalidOption
    return {left.id: rights[value] for left, value in zip(core.lefts, chosen, strict=True)}
