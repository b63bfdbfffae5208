from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from quizzes.answering import start_attempt
from quizzes.drafting import drop_question
from quizzes.models import Part, Quiz
from quizzes.publishing import (
    KINDS,
    CannotPublish,
    discard_draft,
    draft_quiz,
    next_week_number,
    publish,
    withdraw,
)
from studyapp.curation import change_key_point
from tests.factories import create_group, create_material, create_quiz

NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)
LATER = NOW + timedelta(days=4)


def draft(group, **values):
    return create_quiz(group=group, is_published=False, **values)


def test_a_draft_has_no_week_and_is_called_a_draft(group, secretary):
    create_quiz(group=group)
    material = create_material(group=group)
    with time_machine.travel(NOW, tick=False):
        quiz = draft_quiz(group=group, secretary=secretary, materials=[material], length=10, kinds=list(KINDS), seed=5)
    assert (quiz.title, quiz.week, quiz.published_at, quiz.name) == ("", None, None, "11月25日的草稿")
    assert list(quiz.materials.all()) == [material]


def test_drafts_do_not_use_up_a_week(group):
    draft(group)
    assert next_week_number(group) == 1


def test_two_drafts_of_one_week_get_different_numbers_when_they_are_published(group):
    """The fault: an open quiz and a new draft could both be called 第6周测试."""
    first, second = draft(group), draft(group)
    for quiz in (second, first):
        publish(quiz=quiz, title="", opens_at=NOW, closes_at=LATER, now=NOW)
    assert [(q.week, q.title) for q in (second, first)] == [(1, "第1周测试"), (2, "第2周测试")]


def test_one_number_is_given_to_one_quiz_only(group, quiz):
    with pytest.raises(IntegrityError), transaction.atomic():
        Quiz.objects.create(group=group, title="又一个第1周", week=quiz.week, length=3, seed=1)


def test_a_published_quiz_has_a_number(group):
    with pytest.raises(IntegrityError), transaction.atomic():
        Quiz.objects.filter(pk=draft(group).pk).update(published_at=NOW, opens_at=NOW, closes_at=LATER)


def test_a_withdrawn_quiz_gives_its_number_back_and_keeps_a_title_of_its_own(group):
    usual, own = create_quiz(group=group), draft(group)
    publish(quiz=own, title="消防月一测", opens_at=NOW, closes_at=LATER, now=NOW)
    assert withdraw(quiz=own)
    assert withdraw(quiz=usual)
    assert (usual.week, usual.title, own.week, own.title) == (None, "", None, "消防月一测")
    assert next_week_number(group) == 1


def test_weeks_are_counted_in_each_group_by_itself(group):
    create_quiz(group=create_group())
    assert next_week_number(group) == 1


def test_publishing_sets_the_window(group):
    quiz = draft(group)
    publish(quiz=quiz, title="气瓶一测", opens_at=NOW, closes_at=LATER, now=NOW)
    quiz.refresh_from_db()
    assert (quiz.title, quiz.opens_at, quiz.closes_at, quiz.published_at) == ("气瓶一测", NOW, LATER, NOW)


def test_a_quiz_is_published_once(quiz):
    with pytest.raises(CannotPublish, match="已经发布"):
        publish(quiz=quiz, title="又一次", opens_at=NOW, closes_at=LATER, now=NOW)


def test_a_second_window_cannot_publish_the_same_draft_again(group):
    quiz = draft(group)
    in_another_window = Quiz.objects.get(pk=quiz.pk)
    publish(quiz=quiz, title="先发布的", opens_at=NOW, closes_at=LATER, now=NOW)
    with pytest.raises(CannotPublish):
        publish(quiz=in_another_window, title="后发布的", opens_at=NOW, closes_at=LATER, now=NOW)
    assert Quiz.objects.get(pk=quiz.pk).title == "先发布的"


def test_an_empty_paper_cannot_be_published(group):
    quiz = draft(group)
    quiz.questions.all().delete()
    with pytest.raises(CannotPublish, match="还没有题目"):
        publish(quiz=quiz, title="空卷", opens_at=NOW, closes_at=LATER, now=NOW)


def test_a_published_paper_is_frozen_whatever_happens_to_its_key_points(quiz):
    before = [question.body for question in quiz.questions.all()]
    for part in Part.objects.select_related("key_point"):
        change_key_point(key_point=part.key_point, values={"text": "改成别的一句话。"})
    assert [question.body for question in quiz.questions.all()] == before


def test_a_quiz_can_be_withdrawn_before_anybody_starts(quiz):
    assert withdraw(quiz=quiz)
    assert list(Quiz.objects.drafts()) == [quiz]
    assert quiz.questions.count() == 3


def test_a_quiz_that_somebody_started_stays_published(quiz, member):
    start_attempt(quiz=quiz, member=member, now=timezone.now())
    assert not withdraw(quiz=quiz)
    assert Quiz.objects.published().get() == quiz


def test_a_withdrawn_quiz_can_be_published_again(quiz):
    withdraw(quiz=quiz)
    publish(quiz=quiz, title=quiz.title, opens_at=NOW, closes_at=LATER, now=NOW)
    assert Quiz.objects.published().get().opens_at == NOW


def test_dropping_a_question_closes_the_gap(group):
    quiz = draft(group)
    first, second, third = quiz.questions.all()
    drop_question(quiz=quiz, question=second)
    assert [(row.pk, row.position) for row in quiz.questions.all()] == [(first.pk, 1), (third.pk, 2)]


def test_discarding_a_draft_takes_its_questions_and_nothing_else(group):
    quiz, other = draft(group), draft(group)
    discard_draft(quiz=quiz)
    assert Quiz.objects.get() == other
    assert other.questions.count() == 3
