from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from quizzes.answering import save_answer
from quizzes.finishing import hand_in
from quizzes.models import Attempt
from tests.factories import answer_all, form_of
from tests.quizzes.conftest import RIGHT_LINES, url


def scored():
    return list(Attempt.objects.values_list("score", "handed_in"))


@pytest.fixture
def submit(as_member, attempt):
    return lambda data: as_member.post(url("submit", attempt.quiz_id), data)


@pytest.fixture
def full_form(asked):
    return form_of(asked.typed, "0.05") | form_of(asked.choice, "10米") | form_of(asked.matching, *RIGHT_LINES)


def test_a_full_paper_is_handed_in_at_once(submit, full_form, attempt):
    assert submit(full_form).headers["Location"] == url("result", attempt.quiz_id)
    assert scored() == [(Decimal(100), True)]


def test_unanswered_places_are_shown_before_handing_in(submit, asked, attempt):
    html = submit(form_of(asked.typed, "0.05") | form_of(asked.matching, "1")).text
    assert "还有2道题没有答完" in html
    assert f'{url("paper", attempt.quiz_id)}#q{asked.choice.pk}">第2题' in html
    assert "第3题 还差3处" in html
    assert not Attempt.objects.get().is_finished


def test_what_was_typed_is_saved_before_the_question_is_asked(submit, asked, attempt):
    submit(form_of(asked.typed, "0.05"))
    assert attempt.responses.get(part__question=asked.typed).given == "0.05"


def test_confirming_hands_in_what_is_saved(submit, attempt, asked):
    save_answer(attempt=attempt, question=asked.typed, given={"0": "0.05"}, revision=1, now=timezone.now())
    assert submit({"confirmed": "1"}).headers["Location"] == url("result", attempt.quiz_id)
    assert str(Attempt.objects.get().score) == "16.7"


def test_handing_in_again_shows_the_same_result(submit, full_form, attempt):
    submit(full_form)
    first = Attempt.objects.values().get()
    assert submit({"confirmed": "1"}).headers["Location"] == url("result", attempt.quiz_id)
    assert Attempt.objects.values().get() == first


def test_a_conflict_is_shown_and_nothing_is_handed_in(submit, full_form, attempt, asked):
    save_answer(attempt=attempt, question=asked.typed, given={"0": "别处"}, revision=5, now=timezone.now())
    response = submit(full_form)
    assert response.status_code == 409
    assert "这道题已在另一个窗口修改" in response.text
    assert not Attempt.objects.get().is_finished


def test_after_the_closing_the_saved_answers_are_handed_in(submit, full_form, attempt):
    answer_all(attempt, right=False)
    with time_machine.travel(attempt.quiz.closes_at + timedelta(minutes=5), tick=False):
        assert submit(full_form).headers["Location"] == url("result", attempt.quiz_id)
    assert scored() == [(Decimal(0), False)]
    assert Attempt.objects.get().submitted_at == attempt.quiz.closes_at


def test_a_recorded_hand_in_sent_again_later_changes_nothing(submit, full_form, attempt):
    hand_in(attempt=attempt, now=timezone.now())
    with time_machine.travel(attempt.quiz.closes_at + timedelta(days=1), tick=False):
        submit(full_form)
    assert scored() == [(Decimal(0), True)]
    assert attempt.responses.count() == 0
