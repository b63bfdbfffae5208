from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from quizzes import finishing
from quizzes.answering import save_answer, start_attempt
from quizzes.finishing import finish_overdue, finish_overdue_in, hand_in, score
from quizzes.models import GRACE, Attempt, Card, Response
from quizzes.reviewing import evening_of
from tests.factories import answer_all, create_group, create_person, create_quiz

NOW = timezone.now() + timedelta(minutes=5)  # after the start of every attempt


def test_a_paper_with_everything_right_has_100(attempt):
    answer_all(attempt)
    hand_in(attempt=attempt, now=NOW)
    attempt.refresh_from_db()
    assert (attempt.score, attempt.submitted_at, attempt.handed_in) == (Decimal("100.0"), NOW, True)


def test_a_paper_with_everything_wrong_has_0(attempt):
    answer_all(attempt, right=False)
    hand_in(attempt=attempt, now=NOW)
    assert attempt.score == Decimal("0.0")


def test_every_place_weighs_the_same_and_empty_ones_count(attempt, asked):
    save_answer(attempt=attempt, question=asked.typed, given={"0": "0.05"}, revision=1, now=NOW)
    save_answer(attempt=attempt, question=asked.matching, given={"l0": "r0", "l1": "r9"}, revision=1, now=NOW)
    hand_in(attempt=attempt, now=NOW)
    assert attempt.score == Decimal("33.3")


def test_every_answer_gets_its_credit_and_the_rule_behind_it(attempt, asked):
    answer_all(attempt)
    hand_in(attempt=attempt, now=NOW)
    rows = Response.objects.values_list("credit", "rule")
    assert set(rows) == {(Decimal("1.000"), "exact"), (Decimal("1.000"), "choice"), (Decimal("1.000"), "match")}


def test_an_empty_paper_that_is_handed_in_has_0(attempt):
    hand_in(attempt=attempt, now=NOW)
    assert attempt.score == Decimal("0.0")


def test_only_one_call_hands_in(attempt):
    answer_all(attempt)
    in_another_window = Attempt.objects.get(pk=attempt.pk)
    assert hand_in(attempt=attempt, now=NOW)
    assert not hand_in(attempt=in_another_window, now=NOW + timedelta(minutes=1))
    assert Attempt.objects.get().submitted_at == NOW


def test_missed_places_come_back_tonight_and_right_ones_do_not(attempt, asked, member):
    answer_all(attempt)
    save_answer(attempt=attempt, question=asked.typed, given={"0": "5"}, revision=2, now=NOW)
    hand_in(attempt=attempt, now=NOW)
    missed = asked.typed.parts.get().key_point_id
    evening = evening_of(NOW, attempt.quiz.group.zone)
    cards = Card.objects.values_list("member", "key_point", "due", "missed_at")
    assert list(cards) == [(member.pk, missed, evening, NOW)]


@pytest.mark.parametrize(
    ("handed_in", "due"),
    [
        ("2026-11-25T10:52+08:00", "2026-11-25T19:00+08:00"),
        ("2026-11-25T19:00+08:00", "2026-11-25T19:00+08:00"),
        ("2026-11-25T22:30+08:00", "2026-11-25T22:30+08:00"),
        ("2026-11-25T17:30+00:00", "2026-11-26T19:00+08:00"),
    ],
)
def test_evening_is_seven_in_the_zone_of_the_group_or_now_if_later(handed_in, due):
    assert evening_of(datetime.fromisoformat(handed_in), ZoneInfo("Asia/Shanghai")) == datetime.fromisoformat(due)


def test_places_left_empty_on_an_answered_paper_come_back_too(attempt, asked):
    save_answer(attempt=attempt, question=asked.typed, given={"0": "0.05"}, revision=1, now=NOW)
    hand_in(attempt=attempt, now=NOW)
    assert Card.objects.count() == 5


@pytest.fixture
def left_open(group, member):
    """An attempt with saved answers that nobody handed in."""
    quiz = create_quiz(group=group, opens_at=NOW - timedelta(days=6), closes_at=NOW)
    attempt = start_attempt(quiz=quiz, member=member, now=NOW - timedelta(hours=1))
    answer_all(attempt, now=NOW - timedelta(minutes=30))
    return attempt


def test_saved_answers_count_when_the_quiz_has_closed(left_open):
    finish_overdue(left_open.quiz, NOW + GRACE)
    left_open.refresh_from_db()
    assert (left_open.score, left_open.submitted_at, left_open.handed_in) == (Decimal("100.0"), NOW, False)


def test_nothing_is_finished_before_the_grace_is_over(left_open):
    finish_overdue(left_open.quiz, NOW + GRACE - timedelta(milliseconds=1))
    assert Attempt.objects.open().get() == left_open


def test_finishing_twice_changes_nothing(left_open):
    finish_overdue(left_open.quiz, NOW + GRACE)
    finish_overdue(left_open.quiz, NOW + timedelta(days=1))
    assert Attempt.objects.get().submitted_at == NOW


def test_an_opened_paper_without_one_answer_is_an_absence_not_a_zero(left_open):
    Response.objects.all().delete()
    finish_overdue(left_open.quiz, NOW + GRACE)
    left_open.refresh_from_db()
    assert (left_open.score, left_open.is_finished, Card.objects.count()) == (None, True, 0)


def test_answers_that_were_all_taken_back_are_an_absence_too(left_open):
    Response.objects.update(given="")
    finish_overdue(left_open.quiz, NOW + GRACE)
    left_open.refresh_from_db()
    assert left_open.score is None


def test_one_broken_attempt_does_not_keep_the_others(left_open, group, monkeypatch, caplog):
    other = start_attempt(quiz=left_open.quiz, member=create_person(group=group), now=NOW - timedelta(hours=1))
    finish = finishing.finish

    def finish_unless_broken(attempt, paper, **how):
        if attempt == left_open:
            raise ValueError("broken")
        return finish(attempt, paper, **how)

    monkeypatch.setattr(finishing, "finish", finish_unless_broken)
    finish_overdue(left_open.quiz, NOW + GRACE)
    assert list(Attempt.objects.open()) == [left_open]
    assert Attempt.objects.finished().get() == other
    assert f"attempt {left_open.pk} could not be judged" in caplog.text


def test_a_whole_group_is_finished_at_once_and_no_other(left_open, django_assert_num_queries):
    finish_overdue_in(create_group(), NOW + GRACE)
    assert Attempt.objects.open().exists()
    finish_overdue_in(left_open.quiz.group, NOW + GRACE)
    assert not Attempt.objects.open().exists()
    with django_assert_num_queries(1):
        finish_overdue_in(left_open.quiz.group, NOW + GRACE)


@pytest.mark.parametrize(
    ("credit", "parts", "expected"),
    [
        (Fraction(0), 7, "0.0"),
        (Fraction(1), 3, "33.3"),
        (Fraction(2), 3, "66.7"),
        (Fraction(1, 2), 8, "6.3"),
        (Fraction(7, 3), 4, "58.3"),
        (Fraction(6), 6, "100.0"),
        (Fraction(0), 0, "0.0"),
    ],
)
def test_a_score_is_rounded_half_up_to_one_decimal(credit, parts, expected):
    assert score(credit, parts) == Decimal(expected)


@given(st.lists(st.fractions(0, 1, max_denominator=12), min_size=1, max_size=60))
def test_a_score_lies_between_0_and_100(credits):
    got = score(sum(credits, Fraction()), len(credits))
    assert Decimal(0) <= got <= Decimal(100)
    assert got == got.quantize(Decimal("0.1"))
