"""A secretary locks, bans or moves the blank of a draft, and the key point keeps the choice."""

from __future__ import annotations

import pytest

from quizzes.blanking import ban_blank, lock_blank, move_blank, other_blanks
from quizzes.core.types import FillBlank
from quizzes.models import Question, Quiz
from quizzes.preparing import prepare_material, prepared_questions
from quizzes.publishing import draft_quiz, fill_draft
from studyapp.curation import change_key_point
from studyapp.models import KeyPoint
from tests.factories import create_key_point, create_material

STATEMENT = "《实验室安全规范》自2023年2月8日起施行，气瓶与明火的距离不小于10米。"


@pytest.fixture
def point(group) -> KeyPoint:
    return create_key_point(material=create_material(group=group), text=STATEMENT)


@pytest.fixture
def draft(group, point) -> Quiz:
    return draft_of(point)


def draft_of(point: KeyPoint) -> Quiz:
    prepare_material(point.material)
    quiz = draft_quiz(
        group=point.material.group,
        secretary=None,
        materials=[point.material],
        length=3,
        kinds=["fill_blank"],
        seed=1,
    )
    fill_draft(quiz)
    return quiz


def asked(question: Question) -> FillBlank:
    core = question.as_core()
    assert isinstance(core, FillBlank)
    return core


def answer_of(question: Question) -> str:
    return asked(question).blanks[0].answer


def others_of(quiz: Quiz) -> dict[str, str]:
    prepared = prepared_questions(list(quiz.materials.all()))
    return {other.text: other.place for other in other_blanks(prepared, asked(quiz.questions.get()))}


def test_the_other_blanks_of_the_statement_are_on_offer(draft):
    now = answer_of(draft.questions.get())
    assert {"2023年2月8日", "实验室安全规范"} <= {*others_of(draft), now}
    assert now not in others_of(draft)


def test_a_moved_blank_is_asked_at_once_and_in_every_later_paper(draft, point):
    text, place = next(iter(others_of(draft).items()))
    moved = move_blank(quiz=draft, question=draft.questions.get(), place=place, seed=2)
    assert moved is not None
    assert answer_of(moved) == text
    point.refresh_from_db()
    assert f"{{{{c1::{text}}}}}" in point.text
    assert answer_of(draft_of(point).questions.get()) == text


def test_a_locked_blank_is_the_only_one_that_later_papers_ask(draft, point):
    question = draft.questions.get()
    assert lock_blank(question=question)
    point.refresh_from_db()
    assert f"{{{{c1::{answer_of(question)}}}}}" in point.text
    assert others_of(draft_of(point)) == {}


def test_locking_what_a_person_marked_keeps_their_notes(group):
    marks = {"c1": {"accept": ["十米"]}}
    marked = create_key_point(
        material=create_material(group=group), text="气瓶与明火的距离不小于{{c1::10米}}，违者停用。", marks=marks
    )
    assert lock_blank(question=draft_of(marked).questions.get())
    marked.refresh_from_db()
    assert marked.marks == marks


def test_a_banned_blank_is_replaced_and_never_asked_again(draft, point):
    before = answer_of(draft.questions.get())
    other = ban_blank(quiz=draft, question=draft.questions.get(), seed=2)
    assert other is None or answer_of(other) != before
    assert before not in {*others_of(draft_of(point)), answer_of(draft_of(point).questions.get())}


def test_a_reworded_key_point_is_not_touched(draft, point):
    change_key_point(key_point=point, values={"text": "气瓶与明火的距离不小于10米，与热源不小于5米。"})
    assert not lock_blank(question=draft.questions.get())
    assert ban_blank(quiz=draft, question=draft.questions.get(), seed=2) is None
    point.refresh_from_db()
    assert (point.text, point.banned) == ("气瓶与明火的距离不小于10米，与热源不小于5米。", [])


def test_new_words_forget_what_was_banned_in_the_old_ones(draft, point):
    ban_blank(quiz=draft, question=draft.questions.get(), seed=2)
    point.refresh_from_db()
    assert point.banned
    change_key_point(key_point=point, values={"text": "气瓶要直立放置，距离明火不小于10米。"})
    point.refresh_from_db()
    assert point.banned == []


@pytest.mark.parametrize("place", ["", "0-1", "abc", "1-2,3-4"])
def test_a_place_that_is_not_on_offer_changes_nothing(draft, place):
    before = answer_of(draft.questions.get())
    assert move_blank(quiz=draft, question=draft.questions.get(), place=place, seed=2) is None
    assert answer_of(draft.questions.get()) == before
