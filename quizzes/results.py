"""A judged attempt, for the member who made it: every verdict, the right answer and the passage it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from django.db.models import QuerySet

from quizzes.core.corrections import GIVEN_TO_ALL, Correction
from quizzes.core.differences import Marked, differences, unmarked
from quizzes.core.types import FillBlank, Matching
from quizzes.core.types import Question as CoreQuestion
from quizzes.keys import current_key
from quizzes.models import Attempt, Doubt, Part, Question, Response
from quizzes.paper import question_order
from studyapp.curation import Stretch, stretches
from studyapp.models import KeyPoint, Passage

# The verdict says all that these rules could: 选对了, 连错了.
RULES_WITHOUT_WORDS = frozenset({"choice", "match"})


@dataclass(frozen=True)
class PartResult:
    """One answered place, in the order of its question from 0. `verdict` is right, partly, wrong or empty."""

    order: int
    given: str
    answer: str
    verdict: str
    explanation: str  # "" where the verdict says it all
    left: str  # what a pair starts from; "" for a blank
    key_point: KeyPoint
    passage: Passage
    quote: str
    accepted: tuple[str, ...] = ()  # other answers that count by now
    is_typed: bool = True


@dataclass(frozen=True)
class Row:
    """What is said of a place, or at once of several that share answer, verdict and rule."""

    name: str  # 第2空, 第1、3空, the left side of a pair, or "" where the question has one place only
    verdict: str
    given: str
    answer: str
    explanation: str
    accepted: tuple[str, ...] = ()  # other answers that count by now
    given_marks: Marked = ()
    answer_marks: Marked = ()


@dataclass(frozen=True)
class StemPiece:
    """A stretch of the statement. `blank` is the number of the place that this page speaks of, 0 for plain text."""

    text: str
    blank: int = 0


@dataclass(frozen=True)
class Source:
    """A passage as it was when the question was written, with every sentence marked that the question rests on,
    and the key point to open the material at. `is_former` when a newer version of the material replaced it."""

    key_point: KeyPoint
    passage: tuple[Stretch, ...]
    is_former: bool = False


@dataclass(frozen=True)
class Finding:
    """The places of one question that deserve a second look, or those that are right."""

    number: int
    relation: str  # what a matching question pairs; "" for a fill-in-the-blank question
    places: int  # of the whole question
    is_whole: bool  # whether this speaks of all of them
    stem: tuple[StemPiece, ...]
    rows: tuple[Row, ...]
    sources: tuple[Source, ...]
    question_id: int = 0
    doubt: Doubt | None = None

    @property
    def explanations(self) -> list[str]:
        """Each rule once."""
        return list(dict.fromkeys(row.explanation for row in self.rows if row.explanation))


@dataclass(frozen=True)
class Result:
    parts: tuple[PartResult, ...]
    to_look_at: tuple[Finding, ...]
    right: tuple[Finding, ...]

    @property
    def tallies(self) -> Counter[str]:
        """How many places got each verdict."""
        return Counter(part.verdict for part in self.parts)

    @property
    def missed(self) -> int:
        return len(self.parts) - self.tallies["right"]


def result_of(attempt: Attempt) -> Result:
    """The result of a finished attempt, numbered and ordered as the member's own paper was (4 queries).

    Secretaries read the numbers of the paper as it was written.
    """
    responses = {response.part_id: response for response in Response.objects.filter(attempt=attempt)}
    key = current_key(attempt.quiz_id)
    doubts = {d.question_id: d for d in Doubt.objects.filter(question__quiz=attempt.quiz_id, member=attempt.member_id)}
    every: list[PartResult] = []
    to_look_at: list[Finding] = []
    right: list[Finding] = []
    paper = list(questions_with_parts(Part.objects.filter(question__quiz=attempt.quiz_id)))
    modes = {question.pk: question.body.get("mode") for question, _ in paper}
    numbers = {pk: number for number, pk in enumerate(question_order(modes, attempt.seed), start=1)}
    for question, parts in sorted(paper, key=lambda asked: numbers[asked[0].pk]):
        core = question.as_core()
        results = [part_result(part, core, responses.get(part.pk), key.get(part.pk, Correction())) for part in parts]
        for findings, wanted in ((right, True), (to_look_at, False)):
            chosen = [part for part in results if (part.verdict == "right") == wanted]
            if chosen:
                finding = finding_of(question, core, chosen, len(results), doubts.get(question.pk))
                findings.append(replace(finding, number=numbers[question.pk]))
        every += results
    return Result(tuple(every), tuple(to_look_at), tuple(right))


def questions_with_parts(parts: QuerySet[Part]) -> Iterable[tuple[Question, list[Part]]]:
    """Questions in order, each with its places and what they rest on (1 query)."""
    rows = parts.select_related("question", "passage", "key_point__passage", "key_point__material__group")
    for question, of_question in groupby(rows.order_by("question__position", "order"), key=lambda part: part.question):
        yield question, list(of_question)


def part_result(part: Part, core: CoreQuestion, response: Response | None, correction: Correction) -> PartResult:
    """What is said of one place. `correction` is what became of its key."""
    given, left, accepted = response.given if response else "", "", correction.accept
    if isinstance(core, Matching):
        rights = {right.id: right.text for right in core.rights}
        left = next(side.text for side in core.lefts if side.id == part.ref)
        given, answer = rights.get(given, ""), rights[core.pairs[part.ref]]
        accepted = tuple(rights.get(ref, "") for ref in accepted)
    else:
        answer = _answer(core, int(part.ref))
    has_words = response is not None and bool(response.given) and response.rule not in RULES_WITHOUT_WORDS
    explanation = response.explanation if response and has_words else ""
    verdict = _verdict(response)
    if correction.is_given_to_all:
        verdict, explanation = "right", GIVEN_TO_ALL.explanation
    return PartResult(
        part.order,
        given,
        answer,
        verdict,
        explanation,
        left,
        part.key_point,
        part.passage,
        part.quote,
        tuple(filter(None, accepted)),
        is_typed=isinstance(core, FillBlank) and not core.blanks[int(part.ref)].options,
    )


def _verdict(response: Response | None) -> str:
    if response is None or not response.given or response.credit is None:
        return "empty"
    if response.credit == 1:
        return "right"
    return "partly" if response.credit > 0 else "wrong"


def _answer(core: FillBlank, index: int) -> str:
    """The right answer of a blank; all of them where they may come in any order."""
    if len(core.blanks) > 1 and not core.ordered:
        return "、".join(blank.answer for blank in core.blanks)
    return core.blanks[index].answer


def finding_of(
    question: Question, core: CoreQuestion, parts: list[PartResult], places: int, doubt: Doubt | None = None
) -> Finding:
    """What is said of these places of a question that has so many."""
    is_matching = isinstance(core, Matching)
    return Finding(
        question.position,
        core.relation if isinstance(core, Matching) else "",
        places,
        len(parts) == places,
        () if isinstance(core, Matching) else stem_of(core, {part.order for part in parts}),
        tuple(_rows(parts, single=places == 1, is_matching=is_matching)),
        tuple(_sources(parts)),
        question.pk,
        doubt,
    )


def stem_of(core: FillBlank, spoken_of: set[int]) -> tuple[StemPiece, ...]:
    """The statement; places that are not spoken of show their answer as plain text."""
    pieces, last = [], 0
    for index, blank in enumerate(core.blanks):
        shown = index + 1 if index in spoken_of else 0
        pieces += [StemPiece(core.statement[last : blank.start]), StemPiece(blank.answer, blank=shown)]
        last = blank.end
    pieces.append(StemPiece(core.statement[last:]))
    return tuple(piece for piece in pieces if piece.text)


def _rows(parts: list[PartResult], *, single: bool, is_matching: bool) -> Iterable[Row]:
    alike: dict[tuple[object, ...], list[PartResult]] = {}
    for part in parts:
        alike.setdefault((part.left, part.verdict, part.answer, part.explanation, part.accepted), []).append(part)
    for members in alike.values():
        first = members[0]
        numbers = "、".join(str(part.order + 1) for part in members)
        name = first.left if is_matching else "" if single else f"第{numbers}空"
        given = "、".join(part.given for part in members if part.given)
        is_missed = first.verdict in {"wrong", "partly"}
        alone = given and first.is_typed and is_missed and len(members) == 1
        marks = differences(given, first.answer) if alone else unmarked(given, first.answer)
        yield Row(name, first.verdict, given, first.answer, first.explanation, first.accepted, *marks)


def _sources(parts: list[PartResult]) -> Iterable[Source]:
    by_passage: dict[int, list[PartResult]] = {}
    for part in parts:
        by_passage.setdefault(part.passage.pk, []).append(part)
    for of_passage in by_passage.values():
        passage = of_passage[0].passage
        marked = tuple(stretches(passage.text, [part.quote for part in of_passage]))
        yield Source(of_passage[0].key_point, marked, is_former=passage.replaced_at is not None)
