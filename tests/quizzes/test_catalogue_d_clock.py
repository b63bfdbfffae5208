"""The clock and the window are the server's. D32 is in test_arranging.py and views/test_arrangements.py."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as django_settings
from django.utils import timezone

from quizzes.answering import QuizClosed, save_answer, start_attempt
from quizzes.finishing import finish_overdue, hand_in
from quizzes.models import GRACE, Attempt, Quiz, Response
from quizzes.scores import group_scores
from studyapp import access
from tests.factories import answer_all, create_person, create_quiz, form_of
from tests.quizzes.conftest import RIGHT_LINES, url

MS = timedelta(milliseconds=1)


def at(moment):
    return time_machine.travel(moment, tick=False)


@pytest.fixture
def save(as_member, quiz, asked):
    def do(text="0.05", **more):
        return as_member.hx_post(url("save", quiz.pk), target="", **form_of(asked.typed, text), **more)

    return do


@pytest.mark.parametrize(
    ("edge", "offset", "status"),
    [
        ("opens_at", -MS, 404),
        ("opens_at", timedelta(0), 302),
        ("closes_at", -MS, 302),
        ("closes_at", timedelta(0), 409),
        ("closes_at", GRACE, 409),
        ("closes_at", GRACE + MS, 409),
    ],
)
def test_D10_a_quiz_can_be_started_from_the_opening_until_the_closing(as_member, quiz, edge, offset, status):
    with at(getattr(quiz, edge) + offset):
        assert as_member.post(url("start", quiz.pk)).status_code == status


@pytest.mark.parametrize(
    ("offset", "status"),
    [(-MS, 204), (timedelta(0), 204), (GRACE - MS, 204), (GRACE, 409), (GRACE + MS, 409)],
)
def test_D10_D13_answers_are_taken_until_the_grace_is_over(save, attempt, quiz, offset, status):
    with at(quiz.closes_at + offset):
        reply = save()
    assert reply.status_code == status
    assert Response.objects.exists() == (status == 204)
    if status == 409:
        assert reply.text == "已截止，已按最后一次保存的答案交卷。"


def test_D11_the_clock_is_read_once_when_the_request_comes_in(save, attempt, quiz, monkeypatch):
    with time_machine.travel(quiz.closes_at + GRACE - MS, tick=False) as clock:
        seat_of_member = access.seat_of_member

        def slowly(*args):
            clock.shift(timedelta(seconds=5))
            return seat_of_member(*args)

        monkeypatch.setattr("quizzes.views.taking.seat_of_member", slowly)
        assert save().status_code == 204
    assert Response.objects.get().saved_at == quiz.closes_at + GRACE - MS


def test_D11_no_view_of_a_quiz_reads_the_clock_by_itself():
    for name in ("taking", "arranging"):
        source = (django_settings.BASE_DIR / "quizzes" / "views" / f"{name}.py").read_text(encoding="utf-8")
        assert "now()" not in source


def test_D12_the_browsers_clock_and_hidden_fields_are_ignored(save, attempt, quiz):
    fields = {
        "started_at": "2020-01-01",
        "submitted_at": "2020-01-01",
        "ends_at": "2099-01-01",
        "timeleft": "9999",
        "score": "100",
        "handed_in": "1",
        "seed": "0",
        "member": "1",
    }
    before = Attempt.objects.values().get()
    assert save(**fields).status_code == 204
    assert Attempt.objects.values().get() == before


def test_D13_the_grace_is_one_setting_of_30_seconds():
    assert timedelta(seconds=django_settings.ANSWER_GRACE_SECONDS) == GRACE == timedelta(seconds=30)


def test_D13_handing_in_within_the_grace_is_dated_at_the_closing(as_member, attempt, quiz, asked):
    form = form_of(asked.typed, "0.05") | form_of(asked.choice, "10米") | form_of(asked.matching, *RIGHT_LINES)
    with at(quiz.closes_at + timedelta(seconds=10)):
        assert as_member.post(url("submit", quiz.pk), form).headers["Location"] == url("result", quiz.pk)
    done = Attempt.objects.get()
    assert (done.submitted_at, done.handed_in, str(done.score)) == (quiz.closes_at, True, "100.0")


LOOKERS = ["paper", "result", "home", "progress", "review"]


@pytest.mark.parametrize("name", LOOKERS)
def test_D14_A33_whoever_looks_first_ends_what_is_over(as_member, attempt, quiz, name):
    answer_all(attempt)
    with at(quiz.closes_at + GRACE):
        as_member.get(url(name, *([quiz.pk] if name in {"paper", "result"} else [])))
    done = Attempt.objects.get()
    assert (done.submitted_at, done.handed_in, str(done.score)) == (quiz.closes_at, False, "100.0")


@pytest.mark.parametrize("name", ["home", "scores", "quiz_list", "arrangements"])
def test_D14_A33_the_secretary_looking_ends_it_too(as_secretary, attempt, quiz, name):
    answer_all(attempt)
    with at(quiz.closes_at + GRACE):
        as_secretary.get(url(name, *([quiz.pk] if name == "arrangements" else [])))
    assert Attempt.objects.get().submitted_at == quiz.closes_at


def test_D16_every_save_and_the_page_tell_how_much_time_is_left(save, as_member, quiz, member):
    Quiz.objects.update(time_limit=20)
    began = timezone.now()
    start_attempt(quiz=quiz, member=member, now=began)
    with at(began + timedelta(minutes=5)):
        assert save().headers["Seconds-Left"] == "900"
    with at(began + timedelta(minutes=12, milliseconds=1)):
        page = as_member.get(url("paper", quiz.pk))
    assert page.headers["Seconds-Left"] == "479"
    assert 'data-left="479"' in page.text


def test_D16_a_quiz_without_a_limit_has_no_countdown(as_member, attempt):
    assert "countdown" not in as_member.get(url("paper", attempt.quiz_id)).text


def test_D17_a_recorded_hand_in_sent_again_after_the_closing_changes_nothing(as_member, attempt, quiz, asked):
    form = form_of(asked.typed, "0.05") | {"confirmed": "1"}
    as_member.post(url("submit", quiz.pk), form)
    before = (list(Attempt.objects.values()), list(Response.objects.values()))
    with at(quiz.closes_at + timedelta(days=1)):
        assert as_member.post(url("submit", quiz.pk), form).headers["Location"] == url("result", quiz.pk)
        assert as_member.hx_post(url("save", quiz.pk), target="", **form_of(asked.typed, "9")).status_code == 409
    assert (list(Attempt.objects.values()), list(Response.objects.values())) == before


@pytest.mark.parametrize("field", ["paper", "question", "option"])
def test_D17_swapped_attempts_questions_and_options_are_refused(as_member, attempt, quiz, asked, group, field):
    stranger = start_attempt(quiz=quiz, member=create_person(group=group), now=timezone.now(), seed=9)
    other = create_quiz(group=group)
    form = {
        "paper": form_of(asked.typed, "1") | {"paper": str(stranger.pk)},
        "question": form_of(other.questions.all()[0], "1"),
        "option": form_of(asked.choice, "10米", seed=9),
    }[field]
    assert as_member.hx_post(url("save", quiz.pk), target="", **form).status_code in {409, 422}
    assert not Response.objects.exists()


def test_A36_a_clock_set_back_makes_no_duration_negative(attempt, quiz, member):
    hand_in(attempt=attempt, now=attempt.started_at - timedelta(hours=1))
    assert Attempt.objects.get().submitted_at == attempt.started_at


def test_A36_a_clock_that_jumps_ahead_closes_nothing_for_good_that_has_a_longer_window(attempt, quiz, group):
    answer_all(attempt)
    before = [(row.name, row.mean) for row in group_scores(group, timezone.now()).rows]
    finish_overdue(quiz, timezone.now() + timedelta(hours=1))
    assert not Attempt.objects.get().is_finished
    assert [(row.name, row.mean) for row in group_scores(group, timezone.now()).rows] == before


def test_D14_a_time_limit_of_the_past_takes_no_answer(quiz, member, asked):
    Quiz.objects.update(time_limit=1)
    began = timezone.now()
    attempt = start_attempt(quiz=quiz, member=member, now=began)
    over = began + timedelta(minutes=1) + GRACE
    with pytest.raises(QuizClosed):
        save_answer(attempt=attempt, question=asked.typed, given={"0": "1"}, revision=1, now=over)
    save_answer(attempt=attempt, question=asked.typed, given={"0": "1"}, revision=1, now=over - MS)
