"""Dropping, swapping, rewriting, discarding and withdrawing: each one a button on a draft or in the list."""

from __future__ import annotations

import pytest
from django.utils import timezone

from quizzes.answering import start_attempt
from quizzes.models import Quiz
from tests.factories import create_quiz
from tests.quizzes.conftest import url


@pytest.fixture
def draft(group):
    return create_quiz(group=group, is_published=False)


def test_dropping_a_question(as_secretary, draft):
    first = draft.questions.first()
    response = as_secretary.post(url("question_drop", draft.pk, first.pk), follow=True)
    assert "已删去第1题。" in response.text
    assert [question.position for question in draft.questions.all()] == [1, 2]


def test_swapping_without_another_question_says_so(as_secretary, draft):
    first = draft.questions.first()
    response = as_secretary.post(url("question_swap", draft.pk, first.pk), follow=True)
    assert "第1题没有可换的题了，可以删去，或再标几个要点。" in response.text
    assert draft.questions.count() == 3


def test_swapping_leads_back_to_the_same_place(as_secretary, draft, monkeypatch):
    other = draft.questions.last()
    monkeypatch.setattr("quizzes.views.drafts.swap_question", lambda **_: other)
    response = as_secretary.post(url("question_swap", draft.pk, draft.questions.first().pk))
    assert response.headers["Location"] == f"{url('draft', draft.pk)}#place-1"


@pytest.mark.parametrize("name", ["question_drop", "question_swap"])
def test_a_question_of_another_quiz_is_not_touched(as_secretary, draft, quiz, name):
    assert as_secretary.post(url(name, draft.pk, quiz.questions.first().pk)).status_code == 404
    assert quiz.questions.count() == 3


@pytest.mark.parametrize("name", ["question_drop", "question_swap"])
def test_a_published_paper_cannot_be_changed(as_secretary, quiz, name):
    assert as_secretary.post(url(name, quiz.pk, quiz.questions.first().pk)).status_code == 404
    assert quiz.questions.count() == 3


@pytest.mark.parametrize("name", ["rewrite", "publish_quiz", "discard"])
def test_a_published_quiz_is_no_longer_a_draft(as_secretary, quiz, name):
    assert as_secretary.post(url(name, quiz.pk)).status_code == 404
    assert Quiz.objects.published().get() == quiz


def test_rewriting_takes_a_new_seed_and_starts_the_writing(as_secretary, draft, monkeypatch):
    left: list[int] = []
    monkeypatch.setattr("quizzes.publishing.write_questions_in_background", left.append)
    response = as_secretary.post(url("rewrite", draft.pk))
    assert response.headers["Location"] == url("draft", draft.pk)
    assert left == [draft.pk]
    assert Quiz.objects.get().seed != draft.seed
    assert Quiz.objects.get().generator == ""


def test_discarding_a_draft(as_secretary, draft):
    assert "草稿已删除。" in as_secretary.post(url("discard", draft.pk), follow=True).text
    assert not Quiz.objects.exists()


def test_withdrawing_leads_to_the_draft(as_secretary, quiz):
    response = as_secretary.post(url("withdraw_quiz", quiz.pk), follow=True)
    assert "已撤回，试卷回到草稿。" in response.text
    assert response.request["PATH_INFO"] == url("draft", quiz.pk)


def test_a_quiz_that_somebody_started_is_not_withdrawn(as_secretary, quiz, member):
    start_attempt(quiz=quiz, member=member, now=timezone.now())
    assert "已有成员开始答题，不能撤回。" in as_secretary.post(url("withdraw_quiz", quiz.pk), follow=True).text
    assert Quiz.objects.published().exists()


def test_the_published_paper_can_be_looked_at_but_not_edited(as_secretary, quiz):
    html = as_secretary.get(url("preview", quiz.pk)).text
    assert '<b class="answer">0.05</b>' in html
    assert "换一题" not in html
