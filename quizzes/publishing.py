"""From a choice of materials to a published quiz and back: draft, write its questions, publish, withdraw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from django.db import transaction
from django.db.models import Max

from quizzes.core import record
from quizzes.core.compose import GENERATOR, compose
from quizzes.core.types import FillBlank, Matching
from quizzes.core.types import Question as CoreQuestion
from quizzes.core.weeks import following
from quizzes.models import AnswersShown, LastAct, Part, Question, Quiz
from quizzes.preparing import is_fresh, prepare_material, write_questions_in_background
from quizzes.sources import pool_of, sources_of
from studyapp.models import KeyPoint, Material, StudyGroup, User

KINDS = {"fill_blank": "填空题", "matching": "连线题"}
USUAL_WEAK_SHARE = 20  # percent of a paper, for what the group got wrong before (product.md, no. 6 of its list)
SUNDAY, LATE = 6, time(22)
NOTHING_TO_ASK = "所选资料的要点出不了一道可靠的题，请先多标几个要点，或在要点里标出要考的空。"


class CannotPublish(Exception):
    """The quiz can't be published as it is. The message is one Chinese sentence."""


def closing_time(group: StudyGroup, now: datetime) -> datetime:
    """The coming Sunday at 22:00 in the group's zone; a week later when that is less than a day away."""
    return closing_on(group, now, SUNDAY, LATE)


def closing_on(group: StudyGroup, after: datetime, weekday: int, clock: time) -> datetime:
    """The next such weekday and wall time that is at least a day after `after`."""
    a_day_later = after.astimezone(UTC) + timedelta(days=1)
    return following(a_day_later - timedelta(microseconds=1), weekday, clock, group.zone, late=True)


def next_week_number(group: StudyGroup) -> int:
    return (group.quizzes.published().aggregate(last=Max("week"))["last"] or 0) + 1


def titles_in_use(group: StudyGroup) -> set[str]:
    return set(group.quizzes.published().values_list("title", flat=True))


def usual_title(week: int) -> str:
    return f"第{week}周测试"


@transaction.atomic
def draft_quiz(
    *,
    group: StudyGroup,
    secretary: User | None,
    materials: Sequence[Material],
    length: int,
    kinds: Sequence[str],
    seed: int,
    weak_share: int = USUAL_WEAK_SHARE,
    time_limit: int | None = None,
    window: tuple[datetime, datetime] | None = None,
    answers_shown: str = AnswersShown.AFTER_CLOSING,
) -> Quiz:
    """An empty draft. `fill_draft` or `write_or_wait` writes its questions.

    Window, limit and when the answers are shown are suggestions.
    """
    opens_at, closes_at = window or (None, None)
    quiz = Quiz.objects.create(
        group=group,
        length=length,
        kinds=list(kinds),
        weak_share=weak_share,
        time_limit=time_limit,
        answers_shown=answers_shown,
        seed=seed,
        opens_at=opens_at,
        closes_at=closes_at,
        created_by=secretary,
    )
    quiz.materials.set(materials)
    return quiz


def write_or_wait(quiz: Quiz) -> None:
    """Write the questions at once where all is prepared; else a child process prepares and writes them."""
    if sources_of(quiz).are_fresh:
        fill_draft(quiz)
    else:
        write_questions_in_background(quiz.pk)


def prepare_and_fill(quiz: Quiz) -> None:
    """The slow road, for commands: prepare what is stale, then write the questions."""
    for material in sources_of(quiz).materials:
        if not is_fresh(material):
            prepare_material(material)
    fill_draft(quiz)


def fill_draft(quiz: Quiz) -> None:
    """Compose the draft's questions from its seed; pinned ones stay where they are. A failure is noted on the draft."""
    sources = sources_of(quiz)
    pinned = list(quiz.questions.filter(is_pinned=True))
    paper = compose(
        pool_of(sources),
        seed=quiz.seed,
        length=max(quiz.length, quiz.questions.count()),
        kinds=quiz.kinds,
        weak=sources.weak,
        weak_share=quiz.weak_share / 100,
        asked=_asked_before(quiz),
        kept=[row.as_core() for row in pinned],
    )
    with transaction.atomic():
        if not Quiz.objects.drafts().select_for_update().filter(pk=quiz.pk).exists():
            return  # published or discarded while this was composed: a published paper is frozen
        quiz.questions.exclude(pk__in=[row.pk for row in pinned]).delete()
        _write_round(quiz, pinned, paper.questions)
        quiz.generator = GENERATOR
        quiz.problem = "" if paper.questions or pinned else NOTHING_TO_ASK
        quiz.save(update_fields=["generator", "problem"])


def _write_round(quiz: Quiz, pinned: Sequence[Question], others: Sequence[CoreQuestion]) -> None:
    """Number a paper anew: each pinned question at its old place, if the paper reaches so far."""
    rows: list[Question | CoreQuestion] = list(others)
    for row in sorted(pinned, key=lambda row: row.position):
        rows.insert(row.position - 1, row)
    for position, question in enumerate(rows, start=1):
        if not isinstance(question, Question):
            _write_question(quiz, position, question)
        elif question.position != position:
            question.position = position
            question.save(update_fields=["position"])


def _asked_before(quiz: Quiz) -> list[str]:
    """Key points of the group's earlier papers, so that fresh ones come first."""
    earlier = Part.objects.filter(question__quiz__in=Quiz.objects.in_group(quiz.group).published())
    return [str(pk) for pk in earlier.values_list("key_point_id", flat=True).distinct().order_by("key_point_id")]


def _write_question(
    quiz: Quiz, position: int, question: CoreQuestion, *, pk: int | None = None, is_pinned: bool = False
) -> Question:
    """A new row with its parts; `pk` gives an undone question its old number back."""
    row = Question.objects.create(
        pk=pk,
        quiz=quiz,
        position=position,
        kind="matching" if isinstance(question, Matching) else "fill_blank",
        is_pinned=is_pinned,
        body=record.question_to_json(question),
    )
    places = places_of(question)
    points = KeyPoint.objects.in_bulk([int(point_id) for _, point_id in places])
    Part.objects.bulk_create(
        Part(question=row, ref=ref, order=order, key_point=point, passage_id=point.passage_id, quote=point.quote)
        for order, (ref, point) in enumerate((ref, points[int(point_id)]) for ref, point_id in places)
    )
    return row


def places_of(question: CoreQuestion) -> list[tuple[str, str]]:
    """Each place that takes an answer, with the key point that it asks."""
    if isinstance(question, FillBlank):
        return [(str(index), question.point_id) for index in range(len(question.blanks))]
    return [(left.id, left.point_id or "") for left in question.lefts]


@transaction.atomic
def publish(
    *,
    quiz: Quiz,
    title: str,
    opens_at: datetime,
    closes_at: datetime,
    now: datetime,
    time_limit: int | None = None,
    answers_shown: str = AnswersShown.AFTER_CLOSING,
) -> None:
    """Freeze the paper, give it the next number of the group, and set its window."""
    StudyGroup.objects.select_for_update().get(pk=quiz.group_id)  # two papers must not take the same number
    if not Quiz.objects.drafts().select_for_update().filter(pk=quiz.pk).exists():
        raise CannotPublish("这份试卷已经发布。")
    if not quiz.questions.exists():
        raise CannotPublish("试卷里还没有题目，请先生成题目再发布。")
    quiz.week = next_week_number(quiz.group)
    quiz.title = title or usual_title(quiz.week)
    quiz.opens_at, quiz.closes_at, quiz.published_at = opens_at, closes_at, now
    quiz.time_limit, quiz.answers_shown = time_limit, answers_shown
    set_now = ["title", "week", "opens_at", "closes_at", "published_at", "time_limit", "answers_shown"]
    quiz.save(update_fields=set_now)
    LastAct.objects.filter(quiz=quiz).delete()


@transaction.atomic
def withdraw(*, quiz: Quiz) -> bool:
    """Turn a published quiz back into a draft, as long as nobody has started it. Its number is free again."""
    quiz.refresh_from_db(from_queryset=Quiz.objects.select_for_update())
    if quiz.attempts.exists():
        return False
    if quiz.week is not None and quiz.title == usual_title(quiz.week):
        quiz.title = ""
    quiz.published_at = quiz.week = None
    quiz.save(update_fields=["published_at", "week", "title"])
    return True


@transaction.atomic
def discard_draft(*, quiz: Quiz) -> None:
    quiz.questions.all().delete()
    quiz.delete()
