from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from quizzes.answering import QuizClosed, start_attempt
from quizzes.models import GRACE, Attempt, Quiz
from quizzes.models.attempt import AttemptQuerySet
from quizzes.publishing import withdraw
from tests.factories import create_quiz

OPENS = datetime(2026, 11, 23, 0, tzinfo=UTC)
CLOSES = datetime(2026, 11, 29, 14, tzinfo=UTC)
A_MOMENT = timedelta(milliseconds=1)


@pytest.fixture
def quiz(group):
    return create_quiz(group=group, opens_at=OPENS, closes_at=CLOSES)


@pytest.mark.parametrize("now", [OPENS, CLOSES - A_MOMENT])
def test_starting_is_possible_from_the_opening_until_the_closing(quiz, member, now):
    assert start_attempt(quiz=quiz, member=member, now=now).started_at == now


@pytest.mark.parametrize("now", [OPENS - A_MOMENT, CLOSES, CLOSES + GRACE])
def test_starting_is_refused_outside_the_window(quiz, member, now):
    with pytest.raises(QuizClosed, match="不在开放时间内"):
        start_attempt(quiz=quiz, member=member, now=now)
    assert not Attempt.objects.exists()


def test_a_draft_cannot_be_started(group, member):
    with pytest.raises(QuizClosed):
        start_attempt(quiz=create_quiz(group=group, is_published=False), member=member, now=OPENS)


def test_starting_again_goes_on_with_the_same_attempt(quiz, member):
    first = start_attempt(quiz=quiz, member=member, now=OPENS)
    again = start_attempt(quiz=quiz, member=member, now=OPENS + timedelta(hours=1))
    assert (again, again.started_at) == (first, OPENS)


def test_an_attempt_can_be_opened_again_after_the_closing(quiz, member):
    first = start_attempt(quiz=quiz, member=member, now=OPENS)
    assert start_attempt(quiz=quiz, member=member, now=CLOSES + GRACE) == first


def test_a_quiz_that_was_withdrawn_a_moment_ago_is_not_started(quiz, member):
    seen_before = Quiz.objects.get(pk=quiz.pk)
    withdraw(quiz=quiz)
    with pytest.raises(QuizClosed):
        start_attempt(quiz=seen_before, member=member, now=OPENS)
    assert not Attempt.objects.exists()


def test_two_devices_starting_at_once_share_one_attempt(quiz, member, monkeypatch):
    on_the_other_device = start_attempt(quiz=quiz, member=member, now=OPENS)
    monkeypatch.setattr(AttemptQuerySet, "first", lambda attempts: None)  # we looked a moment before that
    assert start_attempt(quiz=quiz, member=member, now=OPENS) == on_the_other_device
    assert Attempt.objects.get() == on_the_other_device
