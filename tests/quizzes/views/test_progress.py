from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from quizzes.answering import start_attempt
from quizzes.finishing import hand_in
from tests.factories import answer_all, create_key_point, create_material, create_quiz
from tests.quizzes.conftest import url

NOW = timezone.now()
DAY = timedelta(days=1)


def page(client):
    return client.get(url("progress")).text


def test_at_first_it_says_what_will_be_here(as_member):
    html = page(as_member)
    assert "学习秘书标出要点后，这里会显示你学到了哪里。" in html
    assert "做过第一次测试以后，这里会有记录。" in html


def test_every_material_has_its_bar(as_member, group):
    point = create_key_point(material=create_material(group=group))
    html = page(as_member)
    assert f"《{point.material.title}》" in html
    assert "共1个要点：已掌握0，巩固中0，未学1" in html


def test_a_quiz_taken_shows_its_score(as_member, attempt):
    answer_all(attempt)
    hand_in(attempt=attempt, now=NOW)
    assert "<b>100</b>分" in page(as_member)


def test_an_open_quiz_can_still_be_taken(as_member, quiz):
    assert "可以作答" in page(as_member)


def test_saved_answers_count_here_too_once_the_quiz_has_closed(as_member, member, group):
    quiz = create_quiz(group=group, opens_at=NOW - 2 * DAY, closes_at=NOW - DAY)
    answer_all(start_attempt(quiz=quiz, member=member, now=NOW - 2 * DAY), now=NOW - 2 * DAY)
    assert "<b>100</b>分" in page(as_member)


def test_a_missed_quiz_is_called_so_without_a_zero(as_member, group):
    create_quiz(group=group, opens_at=NOW - 2 * DAY, closes_at=NOW - DAY)
    html = page(as_member)
    assert "未答" in html
    assert "<b>0</b>分" not in html
