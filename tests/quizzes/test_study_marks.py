"""What a reader is shown of a material's key points: the own state of each, and nothing that an open quiz asks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from quizzes.answering import start_attempt
from quizzes.core.memory import Rating
from quizzes.finishing import hand_in
from quizzes.models import Quiz
from quizzes.reviewing import grade
from quizzes.study_marks import study_marks
from tests.factories import create_key_point, create_material, create_person, create_quiz

NOW = timezone.now()


@pytest.fixture
def material(group):
    return create_material(group=group)


def states(material, reader, *, is_secretary=False):
    marks = study_marks(material=material, reader=reader, is_secretary=is_secretary, now=NOW)
    return [(mark.state, mark.word) for row in marks.values() for mark in row]


def test_a_key_point_never_met_is_new(material, member):
    create_key_point(material=material)
    assert states(material, member) == [("new", "未学")]


def test_a_key_point_just_reviewed_is_shaky(material, member):
    point = create_key_point(material=material)
    grade(member=member, group=point.material.group, key_point_id=point.pk, rating=Rating.GOOD, now=NOW)
    assert states(material, member) == [("shaky", "巩固中")]


def test_a_key_point_long_remembered_is_learned(material, member):
    point = create_key_point(material=material)
    when = NOW - timedelta(days=200)
    while when < NOW:
        card = grade(member=member, group=point.material.group, key_point_id=point.pk, rating=Rating.EASY, now=when)
        assert card is not None
        when = card.due
    assert states(material, member) == [("learned", "已掌握")]


def test_each_member_sees_the_own_state(material, member, group):
    point = create_key_point(material=material)
    grade(member=member, group=point.material.group, key_point_id=point.pk, rating=Rating.GOOD, now=NOW)
    assert states(material, create_person(group=group)) == [("new", "未学")]


def test_the_secretary_sees_marks_without_a_state(material, secretary):
    create_key_point(material=material)
    assert states(material, secretary, is_secretary=True) == [("", "")]


def test_a_retired_key_point_has_no_mark(material, member):
    create_key_point(material=material)
    material.key_points.update(retired_at=NOW)
    assert states(material, member) == []


def test_D04_what_an_open_quiz_asks_is_not_marked_until_it_is_over(group, member, secretary):
    quiz = create_quiz(group=group)
    material = quiz.materials.get()
    assert states(material, member) == []
    assert len(states(material, secretary, is_secretary=True)) == 6
    hand_in(attempt=start_attempt(quiz=quiz, member=member, now=NOW), now=NOW)
    Quiz.objects.update(closes_at=NOW - timedelta(hours=1), opens_at=NOW - timedelta(days=1))
    assert len(states(material, member)) == 6
