from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import timezone

from quizzes.models import Attempt, Part, Response
from quizzes.scores import weak_points
from tests.factories import create_group, create_person, create_quiz


@pytest.fixture
def part(quiz):
    return Part.objects.filter(question__quiz=quiz).order_by("question__position").first()


def answered(part, *credits):
    """Each of as many members answered the place once; None is not judged."""
    now = timezone.now()
    quiz = part.question.quiz
    for credit in credits:
        attempt = Attempt.objects.create(quiz=quiz, member=create_person(group=quiz.group), started_at=now)
        Response.objects.create(attempt=attempt, part=part, given="x", saved_at=now, credit=credit)


def found(group):
    return [(w.key_point.pk, w.answers, int(w.facility), int(w.low), int(w.high)) for w in weak_points(group)]


def test_half_right_of_ten_has_the_wilson_interval_from_24_to_76(group, part):
    answered(part, *[1] * 5, *[0] * 5)
    assert found(group) == [(part.key_point_id, 10, 50, 24, 76)]


def test_never_right_of_ten_may_still_be_up_to_28_percent(group, part):
    answered(part, *[0] * 10)
    assert found(group) == [(part.key_point_id, 10, 0, 0, 28)]


def test_part_credit_counts_as_a_part(group, part):
    answered(part, *[Decimal("0.5")] * 5)
    assert found(group)[0][:3] == (part.key_point_id, 5, 50)


def test_four_answers_say_nothing(group, part):
    answered(part, 0, 0, 0, 0)
    assert found(group) == []


def test_what_was_not_answered_is_not_wrong(group, part):
    answered(part, 0, 0, 0, 0, None, None)
    assert found(group) == []


def test_what_most_know_is_not_weak(group, part):
    answered(part, 1, 1, 1, 1, 0)
    assert found(group) == []


def test_the_weakest_comes_first_and_only_so_many_are_shown(group, quiz):
    parts = list(Part.objects.filter(question__quiz=quiz).order_by("pk"))
    for wrong, part in enumerate(parts[:3], start=2):
        answered(part, *[0] * wrong, *[1] * (6 - wrong))
    assert [point for point, *_ in found(group)] == [
        parts[2].key_point_id,
        parts[1].key_point_id,
        parts[0].key_point_id,
    ]
    assert len(weak_points(group, shown=2)) == 2


def test_the_same_key_point_is_pooled_over_the_weeks(group, part):
    other = Part.objects.exclude(pk=part.pk).filter(question__quiz=create_quiz(group=group)).first()
    assert other is not None
    Part.objects.filter(pk=other.pk).update(key_point=part.key_point)
    answered(part, 0, 0, 0)
    answered(Part.objects.get(pk=other.pk), 0, 0)
    assert found(group)[0][:2] == (part.key_point_id, 5)


def test_other_groups_are_not_counted(group, quiz):
    theirs = create_quiz(group=create_group())
    part = Part.objects.filter(question__quiz=theirs).first()
    answered(part, *[0] * 6)
    assert found(group) == []
