"""An open quiz of three questions (six places), and the member in the middle of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from quizzes.answering import start_attempt
from quizzes.models import Attempt, Question, Quiz
from quizzes.preparing import prepare_material
from quizzes.publishing import draft_quiz, fill_draft
from studyapp.models import StudyGroup, User
from tests.factories import create_key_point, create_material, create_quiz

RIGHT_LINES = ("1", "3", "0", "2")  # indexes of the right sides, in the order of the left ones


@dataclass(frozen=True)
class Asked:
    """The questions of the standard quiz, by their kind."""

    typed: Question
    choice: Question
    matching: Question


FACTS = (
    "氧气瓶与明火的距离不得小于{{c1::10米}}。",
    "压缩气体的剩余压力应不小于{{c1::0.05MPa}}。",
    "教室的采光系数标准值不低于{{c1::3.3%}}。",
    "配电箱前面的通道宽度不小于{{c1::0.8米}}。",
    "灭火器每隔{{c1::12个月}}送检一次。",
    "危险化学品的领用由{{c1::两人}}一起签字。",
    "应急灯的供电时间不少于{{c1::90分钟}}。",
    "实验室的值班记录保存{{c1::三年}}。",
)


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


@pytest.fixture
def written_draft(group: StudyGroup) -> Quiz:
    """A draft of five questions, written by the real generator from eight key points."""
    material = create_material(group=group)
    for text in FACTS:
        create_key_point(material=material, text=text)
    prepare_material(material)
    draft = draft_quiz(group=group, secretary=None, materials=[material], length=5, kinds=["fill_blank"], seed=3)
    fill_draft(draft)
    assert draft.questions.count() == 5
    return draft


def question(quiz: Quiz, number: int) -> Question:
    return quiz.questions.get(position=number)


def url(name: str, *args: object) -> str:
    """The address of one of our group's pages."""
    return reverse(f"quizzes:{name}", args=["ours", *args])


@pytest.fixture
def own_connections(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """Lets threads have connections of their own, as workers have: SQLite needs a file for that, in memory they
    would share one. PostgreSQL needs nothing.
    """
    if connection.vendor != "sqlite":
        yield
        return
    path = str(tmp_path / "threads.sqlite3")
    connection.cursor().execute("VACUUM INTO %s", [path])
    in_memory, name = connection.connection, connection.settings_dict["NAME"]
    connection.connection, connection.settings_dict["NAME"] = None, path
    try:
        yield
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = in_memory, name
