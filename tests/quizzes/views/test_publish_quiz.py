from __future__ import annotations

from datetime import datetime

import pytest
import time_machine

from quizzes.models import Quiz
from tests.factories import create_quiz
from tests.quizzes.conftest import url

NOW = datetime.fromisoformat("2026-11-25T10:00+08:00")
FORM = {"title": "气瓶一测", "opens_at": "2026-11-25T10:00", "closes_at": "2026-11-29T22:00"}


@pytest.fixture
def draft(group):
    return create_quiz(group=group, is_published=False)


@pytest.fixture
def publish(as_secretary, draft):
    """Send the form on a Wednesday morning, changed in the given fields."""
    with time_machine.travel(NOW, tick=False):
        yield lambda **changed: as_secretary.post(url("publish_quiz", draft.pk), FORM | changed)


def test_publishing_freezes_the_paper_with_its_window(publish):
    assert publish().headers["Location"] == url("notice", Quiz.objects.get().pk)
    quiz = Quiz.objects.published().get()
    assert (quiz.title, quiz.opens_at, quiz.closes_at) == (
        "气瓶一测",
        NOW,
        datetime.fromisoformat("2026-11-29T22:00+08:00"),
    )


def test_the_time_limit_is_that_of_the_draft_until_it_is_changed(publish, draft, as_secretary):
    Quiz.objects.filter(pk=draft.pk).update(time_limit=20)
    assert 'name="time_limit" value="20"' in as_secretary.get(url("draft", draft.pk)).text
    publish(time_limit="\uff11\uff15")
    assert Quiz.objects.published().get().time_limit == 15


def test_fields_that_the_form_does_not_have_are_not_taken(publish, draft, outsider):
    theirs = outsider.memberships.get().group
    publish(group=theirs.pk, seed="1", week="99", published_at="2020-01-01", created_by=outsider.pk, id="77")
    quiz = Quiz.objects.published().get()
    assert (quiz.pk, quiz.group, quiz.seed, quiz.week, quiz.created_by) == (draft.pk, draft.group, 7, 1, None)


def test_times_are_those_of_the_group(publish, group):
    group.time_zone = "America/New_York"
    group.save()
    publish()
    assert Quiz.objects.get().closes_at == datetime.fromisoformat("2026-11-29T22:00-05:00")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": ""}, "标题不能为空。"),
        ({"title": "　 　"}, "标题不能为空。"),
        ({"title": "\u200b\ufeff"}, "标题不能为空。"),
        ({"title": "长" * 61}, "标题最多60个字。"),
        ({"opens_at": ""}, "请填写开始时间。"),
        ({"closes_at": ""}, "请填写截止时间。"),
        ({"closes_at": "2026-02-30T10:00"}, "没有这个时间，请检查月份和日期。"),
        ({"closes_at": "下周日"}, "没有这个时间，请检查月份和日期。"),
        ({"opens_at": "2026-11-30T10:00"}, "截止时间必须晚于开始时间，请改晚一些。"),
        ({"closes_at": "2026-11-25T10:00"}, "截止时间必须晚于开始时间，请改晚一些。"),
        ({"opens_at": "2026-11-01T10:00", "closes_at": "2026-11-24T10:00"}, "截止时间已经过去，请改晚一些。"),
        ({"closes_at": "2027-11-29T22:00"}, "截止时间最晚在一年以内"),
        ({"opens_at": "2029-01-01T00:00", "closes_at": "2029-02-01T00:00"}, "截止时间最晚在一年以内"),
        ({"opens_at": "0001-01-01T00:00"}, "截止时间最晚在一年以内"),
        ({"opens_at": "9999-12-30T00:00", "closes_at": "9999-12-31T23:59"}, "截止时间最晚在一年以内"),
    ],
)
def test_a_wrong_form_says_what_to_do_and_publishes_nothing(publish, changed, sentence):
    response = publish(**changed)
    assert response.status_code == 422
    assert sentence in response.text
    assert not Quiz.objects.published().exists()


def test_a_wrong_form_keeps_what_was_typed(publish):
    html = publish(title="我起的标题", closes_at="2026-11-01T08:30").text
    assert 'value="我起的标题"' in html
    assert 'value="2026-11-01T08:30"' in html


def test_an_hour_that_the_clock_skips_is_refused(publish, group):
    group.time_zone = "America/New_York"
    group.save()
    response = publish(closes_at="2027-03-14T02:30")
    assert response.status_code == 422
    assert not Quiz.objects.published().exists()


def test_an_empty_paper_is_refused_in_words(publish, draft):
    draft.questions.all().delete()
    response = publish()
    assert response.status_code == 422
    assert "试卷里还没有题目，请先生成题目再发布。" in response.text
