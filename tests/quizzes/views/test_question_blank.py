from __future__ import annotations

import pytest

from tests.factories import create_quiz
from tests.quizzes.conftest import url


@pytest.fixture
def question(group):
    return create_quiz(group=group, is_published=False).questions.get(position=2)


def post(client, question, **data):
    return client.post(url("question_blank", question.quiz_id, question.pk), data, follow=True)


def test_a_wording_that_has_changed_cannot_be_locked(as_secretary, question):
    assert "这条要点的文字改过了" in post(as_secretary, question, lock="1").text


def test_a_blank_that_is_not_on_offer_is_refused_in_words(as_secretary, question):
    assert "这个空现在不能用" in post(as_secretary, question, move="0-3").text


def test_banning_without_a_replacement_says_what_to_do(as_secretary, question):
    assert "可以删去这一题" in post(as_secretary, question, ban="1").text


def test_a_published_paper_is_not_touched(as_secretary, group):
    published = create_quiz(group=group).questions.get(position=2)
    assert post(as_secretary, published, lock="1").status_code == 404
