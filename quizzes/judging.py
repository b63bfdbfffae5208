"""What a secretary needs to judge a quiz's judging: equal wrong answers counted, doubts beside them, and the log."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from quizzes.core.corrections import Correction
from quizzes.core.normal import normalise
from quizzes.core.types import FillBlank, Matching
from quizzes.core.types import Question as CoreQuestion
from quizzes.keys import Key, current_key
from quizzes.models import Attempt, Doubt, KeyChange, Part, Question, Quiz, Response
from quizzes.results import StemPiece, stem_of
from studyapp.models import StudyGroup


@dataclass(frozen=True)
class Answers:
    """Answers that say the same, in the writing that most used, and how many gave them. `value` is what is accepted."""

    value: str
    text: str
    people: int
    is_half_right: bool = False


@dataclass(frozen=True)
class JudgedPart:
    id: int
    name: str  # 第2空, the left side of a pair, or "" where the question has one place only
    answer: str
    answered: int
    right: int
    wrong: tuple[Answers, ...]
    accepted: tuple[Answers, ...]
    is_given_to_all: bool

    @property
    def is_worth_a_look(self) -> bool:
        return bool(self.wrong or self.accepted or self.is_given_to_all)


@dataclass(frozen=True)
class JudgedQuestion:
    id: int
    number: int
    relation: str
    stem: tuple[StemPiece, ...]
    parts: tuple[JudgedPart, ...]
    doubts: tuple[Doubt, ...] = field(default=())

    @property
    def open_doubts(self) -> list[Doubt]:
        return [doubt for doubt in self.doubts if doubt.settled_at is None]

    @property
    def is_worth_a_look(self) -> bool:
        return bool(self.doubts) or any(part.is_worth_a_look for part in self.parts)


def judging_of(quiz: Quiz) -> list[JudgedQuestion]:
    """Every question with the answers of finished attempts (4 queries). No answer of an open one is among them."""
    given: defaultdict[int, list[Response]] = defaultdict(list)
    finished = Response.objects.filter(attempt__quiz=quiz, attempt__score__isnull=False).exclude(given="")
    for response in finished.only("part", "given", "credit"):
        given[response.part_id].append(response)
    doubts: defaultdict[int, list[Doubt]] = defaultdict(list)
    for doubt in Doubt.objects.filter(question__quiz=quiz):
        doubts[doubt.question_id].append(doubt)
    key = current_key(quiz.pk)
    rows = Part.objects.filter(question__quiz=quiz).select_related("question").order_by("question__position", "order")
    parts: dict[Question, list[Part]] = {}
    for part in rows:
        parts.setdefault(part.question, []).append(part)
    return [
        _question(question, of_question, given, key, tuple(doubts[question.pk]))
        for question, of_question in parts.items()
    ]


def _question(
    question: Question,
    parts: list[Part],
    given: dict[int, list[Response]],
    key: Key,
    doubts: tuple[Doubt, ...],
) -> JudgedQuestion:
    core = question.as_core()

    judged = tuple(
        _part(part, core, given.get(part.pk, []), key.get(part.pk, Correction()), single=len(parts) == 1)
        for part in parts
    )
    relation = core.relation if isinstance(core, Matching) else ""
    stem = stem_of(core, set(range(len(core.blanks)))) if isinstance(core, FillBlank) else ()
    return JudgedQuestion(question.pk, question.position, relation, stem, judged, doubts)


def _part(part: Part, core: CoreQuestion, given: list[Response], correction: Correction, *, single: bool) -> JudgedPart:
    if isinstance(core, Matching):
        texts = {right.id: right.text for right in core.rights}
        name = next(side.text for side in core.lefts if side.id == part.ref)
        answer = texts[core.pairs[part.ref]]
    else:
        texts = {}
        name = "" if single else f"第{part.order + 1}空"
        answer = core.blanks[int(part.ref)].answer
    wrong = [response for response in given if response.credit is not None and response.credit < 1]
    accepted = tuple(Answers(value, texts.get(value, value), 0) for value in correction.accept)
    return JudgedPart(
        part.pk,
        name,
        answer,
        len(given),
        sum(response.credit == 1 for response in given),
        tuple(_grouped(wrong, texts)),
        accepted,
        correction.is_given_to_all,
    )


def _grouped(wrong: Iterable[Response], texts: dict[str, str]) -> list[Answers]:
    """Equal answers together, those that most people gave first."""
    alike: defaultdict[str, list[Response]] = defaultdict(list)
    for response in wrong:
        alike[normalise(response.given) or response.given].append(response)
    groups = []
    for responses in alike.values():
        value = Counter(response.given for response in responses).most_common(1)[0][0]
        is_half_right = any(response.credit for response in responses)
        groups.append(Answers(value, texts.get(value, value), len(responses), is_half_right))
    return sorted(groups, key=lambda group: (-group.people, group.text))


def key_log(quiz: Quiz) -> QuerySet[KeyChange]:
    """Every change of the key, newest first, with whom it changed (2 queries)."""
    changes = KeyChange.objects.filter(quiz=quiz).select_related("by", "part__question")
    return changes.prefetch_related("regrades__attempt__member").order_by("-number")


def finished_attempts(quiz: Quiz) -> QuerySet[Attempt]:
    return Attempt.objects.filter(quiz=quiz, score__isnull=False).select_related("member").order_by("submitted_at")


def quizzes_in_doubt(group: StudyGroup) -> QuerySet[Quiz]:
    """Quizzes with doubts that nobody has looked at yet, as `doubts`, the latest first (1 query)."""
    is_open = Q(questions__doubts__isnull=False, questions__doubts__settled_at=None)
    doubted = Quiz.objects.in_group(group).annotate(doubts=Count("questions__doubts", filter=is_open))
    return doubted.filter(doubts__gt=0)
