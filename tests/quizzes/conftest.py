"""An open quiz of three questions (six places), and the member in the middle of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from quizzes.answering import start_attempt
from quizzes.models import Attempt, Question, Quiz
from studyapp.models import StudyGroup, User
from tests.factories import create_quiz

RIGHT_LINES = ("1", "3", "0", "2")  # indexes of the right sides, in the order of the left ones


@dataclass(frozen=True)
class Asked:
    """The questions of the standard quiz, by their kind."""

    typed: Question
    choice: Question
    matching: Question


@pytest.fixture
def quiz(group: StudyGroup) -> Quiz:
    return create_quiz(group=group)


@pytest.fixture
def asked(quiz: Quiz) -> Asked:
    return Asked(*quiz.questions.all())


@pytest.fixture
def attempt(quiz: Quiz, member: User) -> Attempt:
    return start_attempt(quiz=quiz, member=member, now=timezone.now())


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def url(name: str, *args: object) -> str:
    """The address of one of our group's pages."""
    return reverse(f"quizzes:{name}", args=["ours", *args])
