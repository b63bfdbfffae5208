"""A paper as the secretary sees it: every question with its answers, why it is asked, and the passage behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from quizzes.answering import Asked
from quizzes.blanking import OtherBlank, other_blanks
from quizzes.core.compose import Prepared
from quizzes.core.types import Blank, FillBlank, Matching
from quizzes.models import Part, Question, Quiz
from quizzes.paper import KIND_NAMES, AskedQuestion, questions_of
from studyapp.curation import Stretch, stretches
from studyapp.models import KeyPoint


@dataclass(frozen=True)
class StemPiece:
    text: str
    is_answer: bool = False


@dataclass(frozen=True)
class PairPreview:
    left: str
    right: str


@dataclass(frozen=True)
class Source:
    key_point: KeyPoint
    passage: tuple[Stretch, ...]


@dataclass(frozen=True)
class QuestionPreview:
    id: int
    number: int
    kind_name: str
    stem: tuple[StemPiece, ...]
    options: tuple[tuple[str, bool], ...]  # text, and whether it is the answer
    pairs: tuple[PairPreview, ...]
    extras: tuple[str, ...]
    relation: str
    reasons: tuple[str, ...]
    checks: tuple[str, ...]
    sources: tuple[Source, ...]
    others: tuple[OtherBlank, ...] = ()
    is_locked: bool = False
    is_pinned: bool = False


@dataclass(frozen=True)
class DraftPlace:
    """A place of a draft: its question as the secretary works on it, and as members will see it."""

    preview: QuestionPreview
    asked: AskedQuestion
    is_last: bool

    @property
    def number(self) -> int:
        return self.preview.number


def _questions(quiz: Quiz) -> list[Question]:
    parts = Part.objects.select_related("passage", "key_point__passage", "key_point__material__group")
    return list(quiz.questions.prefetch_related(Prefetch("parts", parts)))


def previews_of(quiz: Quiz) -> list[QuestionPreview]:
    """The whole paper (2 queries)."""
    return [_preview(question, ()) for question in _questions(quiz)]


def places_of_draft(quiz: Quiz, prepared: Sequence[Prepared]) -> list[DraftPlace]:
    """The whole draft (2 queries). `prepared` offers other blanks of the same key points."""
    questions = _questions(quiz)
    as_written = questions_of((Asked(row.pk, row.position, row.as_core()) for row in questions), 0)
    return [
        DraftPlace(_preview(question, prepared), asked, question is questions[-1])
        for question, asked in zip(questions, as_written, strict=True)
    ]


def _preview(question: Question, prepared: Sequence[Prepared]) -> QuestionPreview:
    core = question.as_core()
    parts = {part.key_point.pk: part for part in question.parts.all()}
    points = {pk: part.key_point for pk, part in parts.items()}
    sources = tuple(
        Source(part.key_point, tuple(stretches(part.passage.text, [], part.quote))) for part in parts.values()
    )
    if isinstance(core, Matching):
        return _matching_preview(question, core, sources)
    return QuestionPreview(
        question.pk,
        question.position,
        KIND_NAMES[core.mode],
        stem=_stem(core),
        options=_options(core.blanks[0]),
        pairs=(),
        extras=(),
        relation="",
        reasons=tuple(dict.fromkeys(blank.reason for blank in core.blanks if blank.reason)),
        checks=core.checks,
        sources=sources,
        others=tuple(other_blanks(prepared, core)),
        is_locked=any(point.blanks_count for point in points.values()),
        is_pinned=question.is_pinned,
    )


def _stem(core: FillBlank) -> tuple[StemPiece, ...]:
    pieces, last = [], 0
    for blank in core.blanks:
        pieces += [StemPiece(core.statement[last : blank.start]), StemPiece(blank.answer, is_answer=True)]
        last = blank.end
    pieces.append(StemPiece(core.statement[last:]))
    return tuple(piece for piece in pieces if piece.text)


def _options(blank: Blank) -> tuple[tuple[str, bool], ...]:
    return tuple((option.text, option.text == blank.answer) for option in blank.options or ())


def _matching_preview(question: Question, core: Matching, sources: tuple[Source, ...]) -> QuestionPreview:
    rights = {right.id: right.text for right in core.rights}
    used = set(core.pairs.values())
    return QuestionPreview(
        question.pk,
        question.position,
        "连线",
        stem=(),
        options=(),
        pairs=tuple(PairPreview(left.text, rights[core.pairs[left.id]]) for left in core.lefts),
        extras=tuple(text for right_id, text in rights.items() if right_id not in used),
        relation=core.relation,
        reasons=(),
        checks=core.checks,
        sources=sources,
        is_pinned=question.is_pinned,
    )
