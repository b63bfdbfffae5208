from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from quizzes import finishing
from quizzes.answering import start_attempt
from quizzes.models import GRACE, Attempt
from tests.factories import answer_all, create_group, create_person, create_quiz


@pytest.fixture
def left_open(group):
    """Three attempts that nobody handed in, of two groups, and the time when they are over."""
    closes = timezone.now() + timedelta(hours=1)
    attempts = []
    for where in (group, group, create_group()):
        quiz = create_quiz(group=where, closes_at=closes)
        attempts.append(start_attempt(quiz=quiz, member=create_person(group=where), now=timezone.now()))
        answer_all(attempts[-1])
    with time_machine.travel(closes + GRACE, tick=False):
        yield attempts


def test_A33_it_finishes_what_is_over_in_every_group_and_says_how_many(left_open, capsys):
    call_command("finish_attempts")
    assert capsys.readouterr().out == "3 attempts finished\n"
    assert not Attempt.objects.open().exists()


def test_A33_running_it_again_changes_nothing(left_open, capsys):
    call_command("finish_attempts")
    before = list(Attempt.objects.values())
    call_command("finish_attempts")
    assert capsys.readouterr().out.endswith("\n0 attempts finished\n")
    assert list(Attempt.objects.values()) == before


def test_A33_one_broken_attempt_does_not_stop_the_rest(left_open, monkeypatch, capsys, caplog):
    finish = finishing.finish

    def finish_unless_broken(attempt, paper, **how):
        if attempt == left_open[0]:
            raise ValueError("broken")
        return finish(attempt, paper, **how)

    monkeypatch.setattr(finishing, "finish", finish_unless_broken)
    call_command("finish_attempts")
    assert list(Attempt.objects.open()) == left_open[:1]
    assert f"attempt {left_open[0].pk} could not be judged" in caplog.text
