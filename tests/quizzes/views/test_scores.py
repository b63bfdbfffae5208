from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from quizzes.answering import start_attempt
from quizzes.finishing import hand_in
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
