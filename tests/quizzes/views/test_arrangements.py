from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from quizzes.models import Arrangement, Change, Quiz
from tests.conftest import signed_in
from tests.factories import create_person
from tests.quizzes.conftest import url


def local(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def tomorrow():
    return timezone.now() + timedelta(days=1)


def test_it_shows_everybody_and_what_is_arranged(as_secretary, quiz, member):
    Arrangement.objects.create(quiz=quiz, member=member, is_excused=True)
    html = as_secretary.get(url("arrangements", quiz.pk)).text
    assert "陈思远" in html
    assert '<span class="chip">请假</span>' in html
    assert "改动记录" not in html


def test_D32_the_closing_is_moved_for_everybody_and_the_log_says_by_whom(as_secretary, quiz, tomorrow):
    later = tomorrow + timedelta(days=3)
    data = {"closes_at": local(later), "time_limit": "20"}
    assert as_secretary.post(url("arrangements", quiz.pk), data).headers["Location"] == url("arrangements", quiz.pk)
    changed = Quiz.objects.get()
    assert (local(changed.closes_at), changed.time_limit) == (local(later), 20)
    html = as_secretary.get(url("arrangements", quiz.pk)).text
    assert "限时改为20分钟" in html
    assert "林秘书" in html


def test_D32_members_are_told_on_the_open_paper(as_secretary, as_member, attempt, tomorrow):
    paper = url("paper", attempt.quiz_id)
    assert "学习秘书改过" not in as_member.get(paper).text
    as_secretary.post(url("arrangements", attempt.quiz_id), {"closes_at": local(tomorrow + timedelta(days=3))})
    assert "截止时间已由学习秘书改过" in as_member.get(paper).text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "请填写截止时间。"),
        ({"closes_at": "2026-02-30T10:00"}, "没有这个时间"),
        ({"closes_at": "2026-01-01T10:00"}, "必须晚于"),
        ({"closes_at": "2126-01-01T10:00"}, "最晚在一年以内"),
        ({"closes_at": "", "time_limit": "0"}, "限时请填1到600的整数"),
    ],
)
def test_a_wrong_closing_is_refused_in_words(as_secretary, quiz, data, words):
    response = as_secretary.post(url("arrangements", quiz.pk), data)
    assert response.status_code == 422
    assert words in response.text
    assert not Change.objects.exists()


def test_a_member_is_excused_and_gets_a_make_up_test(as_secretary, quiz, member, tomorrow):
    closes = tomorrow + timedelta(days=2)
    data = {"is_excused": "on", "opens_at": local(tomorrow), "closes_at": local(closes)}
    assert as_secretary.post(url("arrangement", quiz.pk, member.pk), data).status_code == 302
    own = Arrangement.objects.get()
    assert (own.member, own.is_excused, local(own.opens_at), local(own.closes_at)) == (
        member,
        True,
        local(tomorrow),
        local(closes),
    )
    assert "checked" in as_secretary.get(url("arrangement", quiz.pk, member.pk)).text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"opens_at": "2027-01-01T10:00"}, "请填写补测到什么时候截止。"),
        ({"opens_at": "2027-01-02T10:00", "closes_at": "2027-01-01T10:00"}, "必须晚于补测开始时间"),
        ({"closes_at": "2020-01-01T10:00"}, "已经过去"),
        ({"closes_at": "x"}, "没有这个时间"),
        ({"closes_at": "2126-01-01T10:00"}, "最晚在一年以内"),
        ({"extra_minutes": "-1"}, "加时请填0到600的整数"),
    ],
)
def test_an_impossible_arrangement_is_refused_in_words(as_secretary, quiz, member, data, words):
    Quiz.objects.update(time_limit=20)
    response = as_secretary.post(url("arrangement", quiz.pk, member.pk), data)
    assert response.status_code == 422
    assert words in response.text
    assert not Arrangement.objects.exists()


def test_only_members_of_the_group_can_be_arranged_for(as_secretary, quiz, outsider):
    assert as_secretary.post(url("arrangement", quiz.pk, outsider.pk), {"is_excused": "on"}).status_code == 404


def test_the_member_sees_the_own_window_and_can_start_in_it(as_member, member, quiz, group, tomorrow):
    Quiz.objects.update(opens_at=tomorrow - timedelta(days=9), closes_at=tomorrow - timedelta(days=3))
    other = signed_in(create_person(group=group))
    assert "开始答题" not in as_member.get(url("home")).text
    Arrangement.objects.create(quiz=quiz, member=member, closes_at=tomorrow)
    for page in (url("home"), url("paper", quiz.pk)):
        assert "开始答题" in as_member.get(page).text
        assert "开始答题" not in other.get(page).text
    assert "为你另外安排了时间" in as_member.get(url("paper", quiz.pk)).text
    assert as_member.post(url("start", quiz.pk)).status_code == 302
    assert other.post(url("start", quiz.pk)).status_code == 409
