from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from quizzes.models import Attempt
from tests.factories import create_quiz
from tests.quizzes.conftest import url


def test_starting_opens_the_paper(as_member, quiz, member):
    response = as_member.post(url("start", quiz.pk))
    assert response.headers["Location"] == url("paper", quiz.pk)
    assert Attempt.objects.get().member == member


def test_starting_twice_makes_one_attempt(as_member, quiz):
    as_member.post(url("start", quiz.pk))
    assert as_member.post(url("start", quiz.pk)).status_code == 302
    assert Attempt.objects.count() == 1


def test_starting_after_the_closing_is_refused_in_words(as_member, quiz):
    with time_machine.travel(quiz.closes_at, tick=False):
        response = as_member.post(url("start", quiz.pk))
    assert response.status_code == 409
    assert "这份测试现在不在开放时间内，不能开始答题。" in response.text
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("is_published", [True, False])
def test_a_quiz_to_come_or_a_draft_cannot_be_started(as_member, group, is_published):
    tomorrow = timezone.now() + timedelta(days=1)
    quiz = create_quiz(
        group=group, opens_at=tomorrow, closes_at=tomorrow + timedelta(days=1), is_published=is_published
    )
    assert as_member.post(url("start", quiz.pk)).status_code == 404
