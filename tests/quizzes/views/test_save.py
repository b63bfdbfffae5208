from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from quizzes.finishing import hand_in
from quizzes.models import Attempt, Response
from studyapp.models import Membership
from tests.factories import create_person, form_of
from tests.quizzes.conftest import RIGHT_LINES, url


def given():
    return list(Response.objects.order_by("part_id").values_list("given", flat=True))


@pytest.fixture
def save(as_member, attempt):
    """Save the way the page's script does."""
    return lambda data: as_member.hx_post(url("save", attempt.quiz_id), target="", **data)


@pytest.fixture
def plain_save(as_member, attempt):
    """Save the way a browser without script does."""
    return lambda data: as_member.post(url("save", attempt.quiz_id), data)


def test_an_answer_is_saved_without_a_word(save, asked):
    response = save(form_of(asked.typed, "0.05"))
    assert (response.status_code, response.content) == (204, b"")
    assert given() == ["0.05"]


def test_the_reply_is_the_same_for_right_and_wrong(save, asked):
    with time_machine.travel(timezone.now(), tick=False):  # a cookie's date is not what tells them apart
        right, wrong = save(form_of(asked.choice, "10米")), save(form_of(asked.choice, "5米", revision=2))
    assert (right.status_code, right.content, dict(right.headers)) == (
        wrong.status_code,
        wrong.content,
        dict(wrong.headers),
    )


def test_lines_are_saved_by_what_they_stand_for(save, asked):
    save(form_of(asked.matching, *RIGHT_LINES))
    assert given() == ["r0", "r1", "r2", "r3"]


def test_without_script_the_whole_paper_is_saved_and_the_page_stays_at_the_question(plain_save, asked, attempt):
    form = form_of(asked.typed, "0.05") | form_of(asked.choice, "5米") | {"at": f"q{asked.choice.pk}"}
    assert plain_save(form).headers["Location"] == f"{url('paper', attempt.quiz_id)}#q{asked.choice.pk}"
    assert given() == ["0.05", "5米"]


@pytest.mark.parametrize("at", ["", "q", "//evil.example", "q1/../x", "#q1", "javascript:alert(1)"])
def test_only_a_question_can_be_jumped_to(plain_save, asked, attempt, at):
    response = plain_save(form_of(asked.typed, "0.05") | {"at": at})
    assert response.headers["Location"] == url("paper", attempt.quiz_id)


def test_A05_another_window_is_told_of_the_conflict_and_gets_the_other_answer(save, asked):
    save(form_of(asked.typed, "这边"))
    response = save(form_of(asked.typed, "那边"))
    values = {f"q{asked.typed.pk}.0": "这边"}
    assert response.status_code == 409
    assert response.json() == {"text": "这道题已在另一个窗口修改。", "values": values, "revision": 1}
    assert given() == ["这边"]


def test_A05_without_script_a_conflict_shows_both_answers_and_saving_again_keeps_this_one(plain_save, asked):
    plain_save(form_of(asked.typed, "这边"))
    response = plain_save(form_of(asked.typed, "那边"))
    assert response.status_code == 409
    assert "这道题已在另一个窗口修改，那边的答案是：这边。" in response.text
    assert 'value="那边"' in response.text
    assert plain_save(form_of(asked.typed, "那边", revision=2)).status_code == 302
    assert given() == ["那边"]


def test_a_conflict_in_one_question_does_not_lose_the_others(plain_save, asked):
    plain_save(form_of(asked.typed, "这边"))
    plain_save(form_of(asked.typed, "那边") | form_of(asked.choice, "5米"))
    assert given() == ["这边", "5米"]


def test_an_answer_that_is_not_offered_is_refused_and_the_saved_one_stays(save, asked):
    save(form_of(asked.choice, "5米"))
    response = save(form_of(asked.choice, "淡蓝", revision=2))
    assert (response.status_code, response.text) == (422, "选项无效，请刷新页面后再选；已保存的答案都在。")
    assert given() == ["5米"]


@pytest.mark.parametrize("data", [{}, {"q999999.0": "x", "q999999.revision": "1"}])
def test_a_form_without_one_question_of_the_paper_is_not_called_saved(save, data):
    assert save(data).status_code == 422


def test_json_is_not_a_form(as_member, attempt):
    response = as_member.post(url("save", attempt.quiz_id), {"q1.0": "x"}, content_type="application/json")
    assert response.status_code == 422


def test_hidden_fields_about_time_and_score_have_no_effect(save, asked):
    save(form_of(asked.typed, "0.05") | {"started_at": "2020-01-01", "score": "100", "member": "1", "timeleft": "9"})
    attempt = Attempt.objects.get()
    assert (attempt.score, attempt.submitted_at, attempt.started_at.year) == (None, None, timezone.now().year)


def test_after_handing_in_it_says_so(save, plain_save, asked, attempt):
    hand_in(attempt=attempt, now=timezone.now())
    response = save(form_of(asked.typed, "0.05"))
    assert (response.status_code, response.text) == (409, "这份试卷已经交卷，不能再改。")
    assert plain_save(form_of(asked.typed, "0.05")).headers["Location"] == url("result", attempt.quiz_id)


def test_after_the_closing_it_says_that_saved_answers_count(save, asked, attempt):
    with time_machine.travel(attempt.quiz.closes_at + timedelta(seconds=30), tick=False):
        response = save(form_of(asked.typed, "0.05"))
    assert (response.status_code, response.text) == (409, "已截止，已按最后一次保存的答案交卷。")
    assert given() == []


def test_answers_on_their_way_are_still_taken(save, asked, attempt):
    with time_machine.travel(attempt.quiz.closes_at + timedelta(seconds=29), tick=False):
        assert save(form_of(asked.typed, "0.05")).status_code == 204


def test_who_was_removed_from_the_group_cannot_save_and_who_returns_can(save, asked, member):
    Membership.objects.filter(user=member).update(left_at=timezone.now())
    assert save(form_of(asked.typed, "0.05")).status_code == 404
    Membership.objects.filter(user=member).update(left_at=None)
    assert save(form_of(asked.typed, "0.05")).status_code == 204


def test_a_deactivated_account_is_signed_out_at_once(save, asked, member):
    member.is_active = False
    member.save()
    assert save(form_of(asked.typed, "0.05")).status_code == 401


def test_without_an_attempt_there_is_nothing_to_save_to(as_member, quiz, asked, group):
    create_person(group=group)
    assert as_member.post(url("save", quiz.pk), form_of(asked.typed, "0.05")).status_code == 404
