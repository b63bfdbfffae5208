from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from quizzes.answering import start_attempt
from quizzes.models import Quiz
from tests.factories import create_quiz
from tests.quizzes.conftest import url

NOW = timezone.now()
DAY = timedelta(days=1)


def page(client, **query):
    return client.get(url("quiz_list"), query).text


def test_at_first_it_offers_to_compose_one(as_secretary):
    assert "还没有试卷。" in page(as_secretary)


def test_each_quiz_says_its_state(as_secretary, group, attempt):
    create_quiz(group=group, opens_at=NOW + DAY, closes_at=NOW + 2 * DAY)
    create_quiz(group=group, is_published=False)
    html = page(as_secretary)
    assert [html.count(word) for word in ("草稿", "未开始", "正在进行", "0人交卷", "3道题")] == [2, 1, 1, 2, 3]


def test_only_a_quiz_that_nobody_started_can_be_withdrawn(as_secretary, group, attempt):
    untouched = create_quiz(group=group)
    html = page(as_secretary)
    assert url("withdraw_quiz", untouched.pk) in html
    assert url("withdraw_quiz", attempt.quiz_id) not in html


def test_a_paper_left_open_counts_as_handed_in_once_the_quiz_has_closed(as_secretary, group, member):
    quiz = create_quiz(group=group, opens_at=NOW - 2 * DAY, closes_at=NOW - DAY)
    start_attempt(quiz=quiz, member=member, now=NOW - 2 * DAY)
    assert "1人交卷" in page(as_secretary)


def quizzes_of_many_weeks(group):
    Quiz.objects.bulk_create(
        Quiz(
            group=group,
            title=f"第{week}周测试",
            week=week,
            length=3,
            seed=1,
            published_at=NOW - week * DAY,
            opens_at=NOW - week * DAY,
            closes_at=NOW,
        )
        for week in range(1, 31)
    )


def test_many_quizzes_come_in_pages(as_secretary, group):
    quizzes_of_many_weeks(group)
    assert "第20周测试" in page(as_secretary)
    assert "第21周测试" in page(as_secretary, page=2)


@pytest.mark.parametrize("number", ["-1", "1000000000", "abc", "__class__", "１"])
def test_a_page_that_does_not_exist_gives_another_one(as_secretary, group, number):
    quizzes_of_many_weeks(group)
    assert "周测试" in page(as_secretary, page=number)
