"""What a secretary sees of the group: a row for every member, a column for every quiz, and what went wrong most.

The figures are defined once, as product.md has them: 应考 is who was on the roster when the quiz opened, without
those on leave (请假) unless they took a make-up test;
参考率 is 交卷 ÷ 应考, 平均分 and 及格率 are taken over those who handed in. A quiz still open is shown, not counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt

from django.core.paginator import Paginator
from django.db.models import Avg, Count

from quizzes.models import Arrangement, Attempt, Quiz, Response
from studyapp.models import KeyPoint, Membership, StudyGroup

PASS_MARK = Decimal(60)
COLUMNS_SHOWN = 12
MINIMUM_ANSWERS = 5  # below it a share says nothing about a group
WEAK_SHOWN = 5


def one_decimal(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def percent(part: int, whole: int) -> Decimal | None:
    """`part` of `whole` in percent with one decimal; None where there is nothing to count."""
    return one_decimal(Decimal(100 * part) / whole) if whole else None


def mean(scores: Sequence[Decimal]) -> Decimal | None:
    return one_decimal(sum(scores, Decimal()) / len(scores)) if scores else None


@dataclass(frozen=True)
class Cell:
    """One member at one quiz: a score, or in words why there is none."""

    week: int | None
    score: Decimal | None
    word: str = ""


@dataclass(frozen=True)
class MemberRow:
    number: int
    name: str
    post: str
    cells: tuple[Cell, ...]
    expected: int
    taken: int
    mean: Decimal | None


@dataclass(frozen=True)
class QuizColumn:
    quiz: Quiz
    is_open: bool
    expected: int
    scores: tuple[Decimal, ...]

    @property
    def taken(self) -> int:
        return len(self.scores)

    @property
    def mean(self) -> Decimal | None:
        return mean(self.scores)

    @property
    def participation(self) -> Decimal | None:
        return percent(self.taken, self.expected)

    @property
    def pass_rate(self) -> Decimal | None:
        return percent(sum(score >= PASS_MARK for score in self.scores), self.taken)


@dataclass(frozen=True)
class ScoreTable:
    columns: tuple[QuizColumn, ...]
    rows: tuple[MemberRow, ...]
    roster: int  # members of the group now

    @property
    def last(self) -> QuizColumn:
        return self.columns[-1]

    @property
    def _closed(self) -> list[QuizColumn]:
        return [column for column in self.columns if not column.is_open]

    @property
    def participation(self) -> Decimal | None:
        return percent(sum(c.taken for c in self._closed), sum(c.expected for c in self._closed))

    @property
    def mean(self) -> Decimal | None:
        return mean([score for column in self._closed for score in column.scores])

    @property
    def pass_rate(self) -> Decimal | None:
        scores = [score for column in self._closed for score in column.scores]
        return percent(sum(score >= PASS_MARK for score in scores), len(scores))


def quiz_pages(group: StudyGroup, now: datetime, *, columns: int = COLUMNS_SHOWN) -> Paginator[Quiz]:
    """The quizzes that have opened, newest first, in pages of as many as a table has columns."""
    return Paginator(Quiz.objects.in_group(group).opened(now).order_by("-opens_at", "-pk"), columns)


def group_scores(
    group: StudyGroup, now: datetime, *, last: int = COLUMNS_SHOWN, quizzes: Sequence[Quiz] | None = None
) -> ScoreTable:
    """Scores of every member in these quizzes, or in the `last` ones, oldest first (4 queries)."""
    if quizzes is None:
        quizzes = list(quiz_pages(group, now, columns=last).get_page(1))[::-1]
    memberships = list(Membership.objects.filter(group=group).members().select_related("user"))
    attempts = Attempt.objects.filter(quiz__in=quizzes).values_list("quiz_id", "member_id", "score", "submitted_at")
    scores = {(quiz, member): (score, at is None) for quiz, member, score, at in attempts}
    on_leave = _on_leave(quizzes, scores)
    columns = tuple(_column(quiz, memberships, scores, on_leave, now) for quiz in quizzes)
    shown = [m for m in memberships if m.left_at is None or any(_was_on_roster(m, quiz) for quiz in quizzes)]
    rows = tuple(_row(number, m, quizzes, scores, on_leave, now) for number, m in enumerate(shown, start=1))
    return ScoreTable(columns, rows, roster=sum(m.left_at is None for m in memberships))


Scores = dict[tuple[int, int], tuple[Decimal | None, bool]]
Pairs = frozenset[tuple[int, int]]  # of quiz and member


def _on_leave(quizzes: Sequence[Quiz], scores: Scores) -> Pairs:
    """Who was excused from which quiz, and has not made up for it."""
    excused = Arrangement.objects.filter(quiz__in=quizzes, is_excused=True).values_list("quiz_id", "member_id")
    return frozenset(pair for pair in excused if scores.get(pair, (None, False))[0] is None)


def _was_on_roster(membership: Membership, quiz: Quiz) -> bool:
    """On the roster when the quiz opened."""
    opened = quiz.opens_at
    if opened is None or membership.joined_at > opened:
        return False
    return membership.left_at is None or membership.left_at > opened


def _was_expected(membership: Membership, quiz: Quiz, on_leave: Pairs) -> bool:
    return _was_on_roster(membership, quiz) and (quiz.pk, membership.user_id) not in on_leave


def _column(quiz: Quiz, memberships: list[Membership], scores: Scores, on_leave: Pairs, now: datetime) -> QuizColumn:
    expected = [m for m in memberships if _was_expected(m, quiz, on_leave)]
    taken = [scores.get((quiz.pk, m.user_id), (None, False))[0] for m in expected]
    return QuizColumn(quiz, quiz.is_open(now), len(expected), tuple(s for s in taken if s is not None))


def _row(
    number: int, membership: Membership, quizzes: Sequence[Quiz], scores: Scores, on_leave: Pairs, now: datetime
) -> MemberRow:
    cells = tuple(_cell(membership, quiz, scores, on_leave, now) for quiz in quizzes)
    counted = [
        cell
        for cell, quiz in zip(cells, quizzes, strict=True)
        if not quiz.is_open(now) and _was_expected(membership, quiz, on_leave)
    ]
    got = [cell.score for cell in counted if cell.score is not None]
    return MemberRow(number, str(membership.user), membership.post, cells, len(counted), len(got), mean(got))


def _cell(membership: Membership, quiz: Quiz, scores: Scores, on_leave: Pairs, now: datetime) -> Cell:
    if not _was_on_roster(membership, quiz):
        return Cell(quiz.week, None, "未入组" if membership.joined_at > (quiz.opens_at or now) else "已离组")
    score, is_answering = scores.get((quiz.pk, membership.user_id), (None, False))
    if score is not None:
        return Cell(quiz.week, score)
    if (quiz.pk, membership.user_id) in on_leave:
        return Cell(quiz.week, None, "请假")
    if quiz.is_open(now):
        return Cell(quiz.week, None, "答题中" if is_answering else "—")
    return Cell(quiz.week, None, "未答")


@dataclass(frozen=True)
class WeakPoint:
    """How the group did on a key point. `low` and `high` bound the share likely to be right (95 %)."""

    key_point: KeyPoint
    answers: int
    facility: Decimal
    low: Decimal
    high: Decimal


def weak_points(group: StudyGroup, *, shown: int = WEAK_SHOWN) -> list[WeakPoint]:
    """The key points with the lowest item facility, over judged answers only: unanswered is not wrong (2 queries)."""
    rates = (
        Response.objects.filter(attempt__quiz__group=group, credit__isnull=False)
        .values("part__key_point")
        .annotate(facility=Avg("credit"), answers=Count("attempt__member", distinct=True))
        .filter(answers__gte=MINIMUM_ANSWERS, facility__lt=Decimal("0.8"))
        .order_by("facility", "part__key_point")[:shown]
    )
    found = list(rates)
    points = KeyPoint.objects.select_related("material__group", "passage").in_bulk(
        [row["part__key_point"] for row in found]
    )
    return [
        WeakPoint(points[row["part__key_point"]], row["answers"], *_interval(float(row["facility"]), row["answers"]))
        for row in found
    ]


def result_of(key_point: KeyPoint) -> WeakPoint | None:
    """How the group did on one key point, over judged answers; None as long as nobody's was judged (1 query)."""
    judged = Response.objects.filter(part__key_point=key_point, credit__isnull=False)
    rate = judged.aggregate(facility=Avg("credit"), answers=Count("attempt__member", distinct=True))
    if not rate["answers"]:
        return None
    return WeakPoint(key_point, rate["answers"], *_interval(float(rate["facility"]), rate["answers"]))


def _interval(share: float, n: int) -> tuple[Decimal, Decimal, Decimal]:
    """The share and its Wilson score interval at 95 %, in percent (Wilson 1927, z = 1.96)."""
    z = 1.96
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    bounds = (share, max(0.0, centre - half), min(1.0, centre + half))
    low_first = tuple(Decimal(100 * value).quantize(Decimal(1), ROUND_HALF_UP) for value in bounds)
    return low_first[0], low_first[1], low_first[2]
