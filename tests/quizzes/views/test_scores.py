from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from quizzes.answering import start_attempt
from quizzes.finishing import hand_in
from quizzes.models import Quiz
from tests.factories import answer_all, create_person, create_quiz
from tests.quizzes.conftest import url

NOW = timezone.now()
DAY = timedelta(days=1)


def page(client):
    return client.get(url("scores")).text


def test_before_the_first_quiz_it_says_what_will_be_here(as_secretary):
    assert "发布第一份试卷以后，这里会有每位成员的成绩。" in page(as_secretary)


def test_every_member_is_listed(as_secretary, quiz, member, group):
    create_person(group=group, name="没来答题")
    html = page(as_secretary)
    assert "陈思远" in html
    assert "没来答题" in html
    assert "有五人以上作答以后，这里会列出最容易错的要点。" in html


def test_saved_answers_of_a_closed_quiz_are_in_the_table(as_secretary, member, group):
    quiz = create_quiz(group=group, opens_at=NOW - 2 * DAY, closes_at=NOW - DAY)
    answer_all(start_attempt(quiz=quiz, member=member, now=NOW - 2 * DAY), now=NOW - 2 * DAY)
    html = page(as_secretary)
    assert "<td " in html
    assert ">100.0</td>" in html
    assert "<dd>100.0<small>%</small></dd>" in html


def test_the_definitions_are_printed_under_the_table(as_secretary, quiz):
    assert "参考率＝交卷÷应考" in page(as_secretary)


def test_weak_points_lead_to_their_passage(as_secretary, quiz, group):
    for _ in range(5):
        attempt = start_attempt(quiz=quiz, member=create_person(group=group), now=NOW)
        answer_all(attempt, right=False, now=NOW)
        hand_in(attempt=attempt, now=NOW)
    html = page(as_secretary)
    assert "5人作答，得分率0%，可能范围0%—43%" in html
    assert html.count("#p1") == 5


def quizzes_of_weeks(group, count):
    Quiz.objects.bulk_create(
        Quiz(
            group=group,
            title=f"第{week}周测试",
            week=week,
            length=3,
            seed=1,
            published_at=NOW - (count + 1 - week) * 7 * DAY,
            opens_at=NOW - (count + 1 - week) * 7 * DAY,
            closes_at=NOW - (count + 1 - week) * 7 * DAY + 6 * DAY,
        )
        for week in range(1, count + 1)
    )


def test_earlier_quizzes_are_a_page_away(as_secretary, member, group):
    quizzes_of_weeks(group, 30)
    first, second, last = (as_secretary.get(url("scores"), {"page": number}).text for number in (1, 2, 3))
    assert ("第19周测试到第30周测试" in first, "第7周测试到第18周测试" in second, "第1周测试到第6周测试" in last) == (
        True,
        True,
        True,
    )
    assert 'rel="next"' in first


def test_twelve_quizzes_need_no_second_page(as_secretary, member, group):
    quizzes_of_weeks(group, 12)
    assert 'aria-label="翻页"' not in page(as_secretary)


@pytest.mark.parametrize("number", ["-1", "1000000000", "abc", "__class__"])
def test_B72_a_page_that_does_not_exist_gives_another_one(as_secretary, group, number):
    quizzes_of_weeks(group, 30)
    response = as_secretary.get(url("scores"), {"page": number})
    assert (response.status_code, "周测试到" in response.text) == (200, True)
