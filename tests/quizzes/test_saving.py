from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from quizzes.answering import AlreadyHandedIn, EditedElsewhere, QuizClosed, save_answer, start_attempt
from quizzes.finishing import finish_overdue, hand_in
from quizzes.models import GRACE, Attempt, Response
from tests.factories import create_quiz


def save(attempt, question, text, revision=1, now=None):
    now = now or timezone.now()
    save_answer(attempt=attempt, question=question, given={"0": text}, revision=revision, now=now)


def stored(attempt):
    return list(Response.objects.filter(attempt=attempt).values_list("part__ref", "given", "revision"))


def test_an_answer_is_stored_with_its_revision(attempt, asked):
    save(attempt, asked.typed, " 0.05 ", revision=3)
    assert stored(attempt) == [("0", "0.05", 3)]


def test_a_later_revision_replaces_the_answer(attempt, asked):
    save(attempt, asked.typed, "0.5", revision=1)
    save(attempt, asked.typed, "0.05", revision=2)
    assert stored(attempt) == [("0", "0.05", 2)]


def test_an_empty_answer_takes_one_back(attempt, asked):
    save(attempt, asked.typed, "0.5", revision=1)
    save(attempt, asked.typed, "", revision=2)
    assert stored(attempt) == [("0", "", 2)]


def test_a_save_that_was_overtaken_is_refused(attempt, asked):
    save(attempt, asked.typed, "第七次", revision=7)
    with pytest.raises(EditedElsewhere):
        save(attempt, asked.typed, "第六次", revision=6)
    assert stored(attempt) == [("0", "第七次", 7)]


def test_another_window_with_the_same_revision_is_refused(attempt, asked):
    save(attempt, asked.typed, "这边", revision=1)
    with pytest.raises(EditedElsewhere):
        save(attempt, asked.typed, "那边", revision=1)
    assert stored(attempt) == [("0", "这边", 1)]


@pytest.mark.parametrize("revision", [1, 2])
def test_the_same_answers_sent_again_are_no_conflict(attempt, asked, revision):
    save(attempt, asked.typed, "0.05", revision=2)
    save(attempt, asked.typed, "0.05", revision=revision)
    assert stored(attempt) == [("0", "0.05", 2)]


def test_a_stale_window_cannot_empty_an_answer(attempt, asked):
    save(attempt, asked.typed, "0.05", revision=2)
    with pytest.raises(EditedElsewhere):
        save(attempt, asked.typed, "", revision=1)


def test_places_that_are_not_in_the_form_stay_as_they_are(attempt, asked):
    now = timezone.now()
    save_answer(attempt=attempt, question=asked.matching, given={"l0": "r0"}, revision=1, now=now)
    save_answer(attempt=attempt, question=asked.matching, given={"l1": "r1"}, revision=2, now=now)
    assert stored(attempt) == [("l0", "r0", 1), ("l1", "r1", 2)]


def test_places_that_the_question_does_not_have_are_passed_over(attempt, asked):
    save_answer(attempt=attempt, question=asked.typed, given={"9": "x"}, revision=1, now=timezone.now())
    assert stored(attempt) == []


def test_an_answer_is_cut_at_the_length_of_the_field(attempt, asked):
    save(attempt, asked.typed, "长" * 300)
    assert Response.objects.get().given == "长" * 200


def test_nothing_is_stored_after_handing_in(attempt, asked):
    save(attempt, asked.typed, "0.05")
    in_another_window = Attempt.objects.get(pk=attempt.pk)
    hand_in(attempt=attempt, now=timezone.now())
    with pytest.raises(AlreadyHandedIn):
        save(in_another_window, asked.typed, "0.5", revision=2)
    assert stored(attempt) == [("0", "0.05", 1)]


@pytest.fixture
def closing(group, member):
    """An attempt at a quiz that closed a moment ago, and that moment."""
    closes = timezone.now()
    quiz = create_quiz(group=group, closes_at=closes)
    return start_attempt(quiz=quiz, member=member, now=closes - timedelta(minutes=5)), closes


@pytest.mark.parametrize("late", [timedelta(0), GRACE - timedelta(milliseconds=1)])
def test_answers_on_their_way_at_the_closing_are_taken(closing, late):
    attempt, closes = closing
    save(attempt, attempt.quiz.questions.first(), "0.05", now=closes + late)
    assert stored(attempt) == [("0", "0.05", 1)]


@pytest.mark.parametrize("late", [GRACE, GRACE + timedelta(milliseconds=1), timedelta(days=1)])
def test_answers_after_that_are_refused_in_words(closing, late):
    attempt, closes = closing
    with pytest.raises(QuizClosed, match=r"^已截止，已按最后一次保存的答案交卷。$"):
        save(attempt, attempt.quiz.questions.first(), "0.05", now=closes + late)
    assert stored(attempt) == []


def test_an_attempt_that_the_closing_finished_says_so_and_not_that_it_was_handed_in(closing):
    attempt, closes = closing
    finish_overdue(attempt.quiz, closes + GRACE)
    with pytest.raises(QuizClosed):
        save(attempt, attempt.quiz.questions.first(), "0.05", now=closes + GRACE)
