"""What a secretary does to a quiz, a verb for each thing: draft, look through, publish, withdraw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Max

from quizzes.core import record
from quizzes.core.compose import GENERATOR, compose, swap
from quizzes.core.types import FillBlank, Matching
from quizzes.core.types import Question as CoreQuestion
from quizzes.models import Part, Question, Quiz
from quizzes.preparing import is_fresh, prepare_material, prepared_questions, write_questions_in_background
from quizzes.scores import weak_points
from studyapp.models import KeyPoint, Material, StudyGroup, User

KINDS = {"fill_blank": "填空题", "matching": "连线题"}
WEAK_SHARE = 0.2  # of a paper, for what the group got wrong before (product.md, no. 6 of its list)
NOTHING_TO_ASK = "所选资料的要点出不了一道可靠的题，请先多标几个要点，或在要点里标出要考的空。"


class CannotPublish(Exception):
    """The quiz can't be published as it is. The message is one Chinese sentence."""


def closing_time(group: StudyGroup, now: datetime) -> datetime:
    """The coming Sunday at 22:00 in the group's zone; a week later when that is less than a day away."""
    local = now.astimezone(group.zone)
    sunday = local.date() + timedelta(days=6 - local.weekday())
    closes = datetime.combine(sunday, time(22), tzinfo=group.zone)
    if closes - local < timedelta(days=1):
        closes = datetime.combine(sunday + timedelta(days=7), time(22), tzinfo=group.zone)
    return closes


def next_week_number(group: StudyGroup) -> int:
    return (group.quizzes.published().aggregate(last=Max("week"))["last"] or 0) + 1


@transaction.atomic
def draft_quiz(
    *,
    group: StudyGroup,
    secretary: User | None,
    materials: Sequence[Material],
    length: int,
    kinds: Sequence[str],
    seed: int,
) -> Quiz:
    """An empty draft. `fill_draft` or `write_or_wait` gives it its questions."""
    week = next_week_number(group)
    quiz = Quiz.objects.create(
        group=group,
        title=f"第{week}周测试",
        week=week,
        length=length,
        kinds=list(kinds),
        seed=seed,
        created_by=secretary,
    )
    quiz.materials.set(materials)
    return quiz


def write_or_wait(quiz: Quiz) -> None:
    """Write the questions at once where all is prepared; else a child process prepares and writes them."""
    if all(is_fresh(material) for material in quiz.materials.all()):
        fill_draft(quiz)
    else:
        write_questions_in_background(quiz.pk)


def prepare_and_fill(quiz: Quiz) -> None:
    """The slow road, for commands: prepare what is stale, then write the questions."""
    for material in quiz.materials.all():
        if not is_fresh(material):
            prepare_material(material)
    fill_draft(quiz)


def fill_draft(quiz: Quiz) -> None:
    """Replace the draft's questions by a paper composed from its seed. A failure is noted on the draft."""
    weak = [str(point.key_point.pk) for point in weak_points(quiz.group)]
    paper = compose(
        prepared_questions(list(quiz.materials.all())),
        seed=quiz.seed,
        length=quiz.length,
        kinds=quiz.kinds,
        weak=weak,
        weak_share=WEAK_SHARE,
        asked=_asked_before(quiz),
    )
    with transaction.atomic():
        if not Quiz.objects.drafts().select_for_update().filter(pk=quiz.pk).exists():
            return  # published or discarded while this was composed: a published paper is frozen
        quiz.questions.all().delete()
        for position, question in enumerate(paper.questions, start=1):
            _write_question(quiz, position, question)
        quiz.generator = GENERATOR
        quiz.problem = "" if paper.questions else NOTHING_TO_ASK
        quiz.save(update_fields=["generator", "problem"])


def _asked_before(quiz: Quiz) -> list[str]:
    """Key points of the group's earlier papers, so that fresh ones come first."""
    earlier = Part.objects.filter(question__quiz__in=Quiz.objects.in_group(quiz.group).published())
    return [str(pk) for pk in earlier.values_list("key_point_id", flat=True).distinct().order_by("key_point_id")]


def _write_question(quiz: Quiz, position: int, question: CoreQuestion) -> Question:
    row = Question.objects.create(
        quiz=quiz,
        position=position,
        kind="matching" if isinstance(question, Matching) else "fill_blank",
        body=record.question_to_json(question),
    )
    places = _places(question)
    points = KeyPoint.objects.in_bulk([int(point_id) for _, point_id in places])
    Part.objects.bulk_create(
        Part(question=row, ref=ref, order=order, key_point=point, passage_id=point.passage_id, quote=point.quote)
        for order, (ref, point) in enumerate((ref, points[int(point_id)]) for ref, point_id in places)
    )
    return row


def _places(question: CoreQuestion) -> list[tuple[str, str]]:
    """Each place that takes an answer, with the key point that it asks."""
    if isinstance(question, FillBlank):
        return [(str(index), question.point_id) for index in range(len(question.blanks))]
    return [(left.id, left.point_id or "") for left in question.lefts]


def _draft_questions(quiz: Quiz) -> list[Question]:
    return list(quiz.questions.order_by("position"))


@transaction.atomic
def drop_question(*, quiz: Quiz, question: Question) -> None:
    """Take a question out of a draft and close the gap in the numbering."""
    question.delete()
    for position, row in enumerate(_draft_questions(quiz), start=1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])


@transaction.atomic
def swap_question(*, quiz: Quiz, question: Question, seed: int) -> Question | None:
    """Put another question in the same place. None when the material has nothing else to ask there."""
    rows = _draft_questions(quiz)
    index = [row.pk for row in rows].index(question.pk)
    other = swap(prepared_questions(list(quiz.materials.all())), [row.as_core() for row in rows], index, seed=seed)
    return None if other is None else replace_question(quiz=quiz, question=question, core=other)


@transaction.atomic
def replace_question(*, quiz: Quiz, question: Question, core: CoreQuestion) -> Question:
    """Write `core` in the place of a question of a draft."""
    question.delete()
    return _write_question(quiz, question.position, core)


@transaction.atomic
def publish(*, quiz: Quiz, title: str, opens_at: datetime, closes_at: datetime, now: datetime) -> None:
    """Freeze the paper and set its window."""
    if not Quiz.objects.drafts().select_for_update().filter(pk=quiz.pk).exists():
        raise CannotPublish("这份试卷已经发布。")
    if not quiz.questions.exists():
        raise CannotPublish("试卷里还没有题目，请先生成题目再发布。")
    quiz.title, quiz.opens_at, quiz.closes_at, quiz.published_at = title, opens_at, closes_at, now
    quiz.save(update_fields=["title", "opens_at", "closes_at", "published_at"])


@transaction.atomic
def withdraw(*, quiz: Quiz) -> bool:
    """Turn a published quiz back into a draft, as long as nobody has started it."""
    quiz.refresh_from_db(from_queryset=Quiz.objects.select_for_update())
    if quiz.attempts.exists():
        return False
    quiz.published_at = None
    quiz.save(update_fields=["published_at"])
    return True


@transaction.atomic
def discard_draft(*, quiz: Quiz) -> None:
    quiz.questions.all().delete()
    quiz.delete()
