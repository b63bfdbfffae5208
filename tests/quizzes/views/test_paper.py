from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from quizzes.answering import save_answer, start_attempt
from quizzes.core.own_paper import token
from quizzes.finishing import hand_in
from quizzes.models import Attempt
from tests.factories import answer_all, create_person, create_quiz
from tests.quizzes.conftest import url

NOW = timezone.now()
DAY = timedelta(days=1)


def test_before_the_start_there_is_only_a_cover(as_member, quiz):
    html = as_member.get(url("paper", quiz.pk)).text
    assert "开始答题" in html
    assert "剩余压力" not in html


def test_a_started_paper_shows_every_question(as_member, attempt, asked):
    html = as_member.get(url("paper", attempt.quiz_id)).text
    assert f'name="q{asked.typed.pk}.0"' in html
    assert 'type="radio"' in html
    assert html.count("<select") == 4
    assert "每空约16.7分" in html


def test_saved_answers_are_filled_in(as_member, attempt, asked):
    save_answer(attempt=attempt, question=asked.typed, given={"0": "半兆帕"}, revision=1, now=NOW)
    save_answer(attempt=attempt, question=asked.choice, given={"0": "15米"}, revision=1, now=NOW)
    html = as_member.get(url("paper", attempt.quiz_id)).text
    assert 'value="半兆帕"' in html
    assert f'value="{token(0, "15米")}" checked' in html
    assert f'name="q{asked.typed.pk}.revision" value="2"' in html


def test_after_handing_in_it_leads_to_the_result(as_member, attempt):
    hand_in(attempt=attempt, now=NOW)
    assert as_member.get(url("paper", attempt.quiz_id)).headers["Location"] == url("result", attempt.quiz_id)


def test_a_closed_quiz_that_was_not_taken_says_so(as_member, group):
    quiz = create_quiz(group=group, opens_at=NOW - 2 * DAY, closes_at=NOW - DAY)
    html = as_member.get(url("paper", quiz.pk)).text
    assert "这份测试已经截止，你没有作答。" in html
    assert "开始答题" not in html


def test_a_paper_left_open_is_finished_by_opening_it_after_the_closing(as_member, group, member):
    quiz = create_quiz(group=group, opens_at=NOW - 2 * DAY, closes_at=NOW - DAY)
    answer_all(start_attempt(quiz=quiz, member=member, now=NOW - 2 * DAY), now=NOW - 2 * DAY)
    assert as_member.get(url("paper", quiz.pk)).headers["Location"] == url("result", quiz.pk)
    assert Attempt.objects.get().submitted_at == quiz.closes_at


def test_a_quiz_to_come_is_not_there_yet(as_member, group):
    quiz = create_quiz(group=group, opens_at=NOW + DAY, closes_at=NOW + 2 * DAY)
    assert as_member.get(url("paper", quiz.pk)).status_code == 404


def test_the_attempt_of_somebody_else_is_not_mine(as_member, quiz, group):
    start_attempt(quiz=quiz, member=create_person(group=group), now=NOW)
    assert "开始答题" in as_member.get(url("paper", quiz.pk)).text
