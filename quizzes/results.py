"""A judged attempt, for the member who made it: every verdict, the right answer and the passage it rests on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from quizzes.core.types import FillBlank, Matching
from quizzes.models import Attempt, Part, Response
from studyapp.curation import Stretch, stretches
from studyapp.models import KeyPoint


@dataclass(frozen=True)
class StemPiece:
    text: str
    is_blank: bool = False
    is_this: bool = False


@dataclass(frozen=True)
class PartResult:
    """One answered place. `verdict` is right, partly, wrong or empty."""

    question_number: int
    place: str  # 第2空, 第3对, or "" where the question has one place only
    stem: tuple[StemPiece, ...]
    given: str
    answer: str
    verdict: str
    explanation: str
    key_point: KeyPoint
    passage: tuple[Stretch, ...]
    is_matching: bool


@dataclass(frozen=True)
class Result:
    parts: tuple[PartResult, ...]

    @property
    def tallies(self) -> Counter[str]:
        return Counter(part.verdict for part in self.parts)

    @property
    def right(self) -> list[PartResult]:
        return [part for part in self.parts if part.verdict == "right"]

    @property
    def to_look_at(self) -> list[PartResult]:
        return [part for part in self.parts if part.verdict != "right"]


def result_of(attempt: Attempt) -> Result:
    """The result of a finished attempt (2 queries)."""
    responses = {response.part_id: response for response in Response.objects.filter(attempt=attempt)}
    parts = (
        Part.objects.filter(question__quiz=attempt.quiz_id)
        .select_related("question", "key_point__passage", "key_point__material__group")
        .order_by("question__position", "order")
    )
    counts = Counter(part.question_id for part in parts)
    return Result(tuple(_part_result(part, responses.get(part.pk), counts[part.question_id]) for part in parts))


def _part_result(part: Part, response: Response | None, places: int) -> PartResult:
    core = part.question.as_core()
    if isinstance(core, Matching):
        given, answer, stem = _matching_texts(core, part.ref, response)
    else:
        given, answer, stem = _blank_texts(core, int(part.ref), response)
    key_point = part.key_point
    unit = "对" if isinstance(core, Matching) else "空"
    return PartResult(
        part.question.position,
        f"第{part.order + 1}{unit}" if places > 1 else "",
        stem,
        given,
        answer,
        _verdict(response),
        response.explanation if response else "没有作答。",
        key_point,
        tuple(stretches(key_point.passage.text, [], key_point.quote)),
        isinstance(core, Matching),
    )


def _verdict(response: Response | None) -> str:
    if response is None or not response.given or response.credit is None:
        return "empty"
    if response.credit == 1:
        return "right"
    return "partly" if response.credit > 0 else "wrong"


def _blank_texts(core: FillBlank, index: int, response: Response | None) -> tuple[str, str, tuple[StemPiece, ...]]:
    pieces, last = [], 0
    for number, blank in enumerate(core.blanks):
        pieces += [
            StemPiece(core.statement[last : blank.start]),
            StemPiece(blank.answer, is_blank=True, is_this=number == index),
        ]
        last = blank.end
    pieces.append(StemPiece(core.statement[last:]))
    return (
        response.given if response else "",
        _answer(core, index),
        tuple(piece for piece in pieces if piece.text),
    )


def _answer(core: FillBlank, index: int) -> str:
    """The right answer of a blank; all of them where they may come in any order."""
    if len(core.blanks) > 1 and not core.ordered:
        return "、".join(blank.answer for blank in core.blanks)
    return core.blanks[index].answer


def _matching_texts(core: Matching, ref: str, response: Response | None) -> tuple[str, str, tuple[StemPiece, ...]]:
    rights = {right.id: right.text for right in core.rights}
    left = next(side for side in core.lefts if side.id == ref)
    given = rights.get(response.given, "") if response else ""
    return given, rights[core.pairs[ref]], (StemPiece(left.text),)
