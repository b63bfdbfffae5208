from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from quizzes.answering import start_attempt
from studyapp.models import User
from tests.factories import create_quiz
from tests.quizzes.conftest import url

NOW = timezone.now()
DAY = timedelta(days=1)


def test_publishing_leads_to_the_notice(as_secretary, group):
    draft = create_quiz(group=group, is_published=False)
    form = {
        "title": "气瓶一测",
        "opens_at": f"{timezone.localtime(NOW):%Y-%m-%dT%H:%M}",
        "closes_at": f"{timezone.localtime(NOW + DAY):%Y-%m-%dT%H:%M}",
    }
    html = as_secretary.post(url("publish_quiz", draft.pk), form, follow=True).text
    assert "《气瓶一测》已发布，成员现在可以在首页看到。" in html
    assert "【第三学习小组】气瓶一测" in html


def test_the_notice_has_words_to_copy_a_link_and_a_code(as_secretary, quiz):
    html = as_secretary.get(url("notice", quiz.pk)).text
    link = f"http://testserver{url('entrance', quiz.pk)}"
    assert f"答题链接：{link}</textarea>" in html
    assert 'data-copy="#notice-text"' in html
    assert 'role="img"' in html
    assert "style=" not in html


def test_it_can_be_found_again_from_the_list(as_secretary, quiz):
    assert url("notice", quiz.pk) in as_secretary.get(url("quiz_list")).text


def test_a_quiz_that_nobody_started_can_be_withdrawn_from_there(as_secretary, quiz, member):
    assert url("withdraw_quiz", quiz.pk) in as_secretary.get(url("notice", quiz.pk)).text
    start_attempt(quiz=quiz, member=member, now=NOW)
    assert url("withdraw_quiz", quiz.pk) not in as_secretary.get(url("notice", quiz.pk)).text


def test_a_draft_has_no_notice(as_secretary, group):
    draft = create_quiz(group=group, is_published=False)
    assert as_secretary.get(url("notice", draft.pk)).status_code == 404


def test_the_link_leads_to_the_paper(as_member, quiz):
    assert as_member.get(url("entrance", quiz.pk)).headers["Location"] == url("paper", quiz.pk)


def test_before_its_time_the_link_says_when_to_come_back(as_member, group):
    coming = create_quiz(group=group, opens_at=NOW + DAY, closes_at=NOW + 2 * DAY)
    response = as_member.get(url("entrance", coming.pk))
    assert response.status_code == 200
    assert "开始，到时再点开这个链接" in response.text


def test_a_draft_has_no_entrance(as_member, group):
    draft = create_quiz(group=group, is_published=False)
    assert as_member.get(url("entrance", draft.pk)).status_code == 404


@pytest.mark.parametrize("password", ["right horse battery"])
def test_a_signed_out_member_comes_through_the_door_to_the_quiz(client, member, quiz, password):
    user = User.objects.get(pk=member.pk)
    user.set_password(password)
    user.save()
    at_the_door = client.get(url("entrance", quiz.pk)).headers["Location"]
    assert at_the_door == f"/accounts/login/?next={url('entrance', quiz.pk)}"
    inside = client.post(at_the_door, {"login": user.username, "password": password}, follow=True)
    assert inside.redirect_chain[-1][0] == url("paper", quiz.pk)
    assert "开始答题" in inside.text
