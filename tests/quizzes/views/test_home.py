from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from quizzes.answering import save_answer, start_attempt
from quizzes.finishing import hand_in
from quizzes.models import Attempt, Quiz
from tests.factories import answer_all, create_key_point, create_material, create_quiz
from tests.quizzes.conftest import url

NOW = timezone.now()
DAY = timedelta(days=1)


def page(client):
    response = client.get(url("home"))
    assert response.status_code == 200
    return response.text


def test_an_empty_group_says_what_will_come(as_member):
    html = page(as_member)
    assert "现在没有开放的测试，学习秘书发布后会出现在这里。" in html
    assert "还没有学习资料。" in html


def test_the_open_quiz_can_be_started(as_member, quiz):
    html = page(as_member)
    assert "开始答题" in html
    assert "填空2道" in html
    assert "连线1道" in html


def test_a_time_limit_is_told_before_its_clock_starts(as_member, member, quiz):
    Quiz.objects.filter(pk=quiz.pk).update(time_limit=20)
    assert "限时20分钟，按下“开始答题”就开始计时。" in page(as_member)
    start_attempt(quiz=quiz, member=member, now=NOW)
    assert "就开始计时" not in page(as_member)


def test_a_started_quiz_goes_on_where_it_was(as_member, attempt, asked):
    save_answer(attempt=attempt, question=asked.typed, given={"0": "0.05"}, revision=1, now=NOW)
    html = page(as_member)
    assert "继续答题" in html
    assert "已答1题，答案都已保存。" in html
    assert "3道题已答1道" in html


def test_after_handing_in_there_is_the_score_and_the_way_to_the_result(as_member, attempt):
    answer_all(attempt)
    hand_in(attempt=attempt, now=NOW)
    html = page(as_member)
    assert "已交卷，100分。" in html
    assert url("result", attempt.quiz_id) in html


def test_the_next_quiz_is_announced(as_member, group):
    create_quiz(group=group, opens_at=NOW + DAY, closes_at=NOW + 2 * DAY)
    assert "第1周测试" in page(as_member)
    assert "开始。" in page(as_member)


def test_a_closed_quiz_is_finished_with_the_saved_answers(as_member, group, member):
    quiz = create_quiz(group=group, opens_at=NOW - 2 * DAY, closes_at=NOW - DAY)
    answer_all(start_attempt(quiz=quiz, member=member, now=NOW - 2 * DAY), now=NOW - 2 * DAY)
    page(as_member)
    assert Attempt.objects.finished().get().score == 100


def test_members_do_not_see_what_the_group_gets_wrong(as_member, quiz):
    assert "薄弱要点" not in page(as_member)


@pytest.mark.parametrize("link", ["upload", "compose"])
def test_an_empty_group_offers_the_secretary_the_first_steps(as_secretary, link):
    html = page(as_secretary)
    assert {"upload": "/g/ours/materials/upload/", "compose": "/g/ours/quizzes/new/"}[link] in html
    assert "现在没有开放的测试。" in html


def test_the_secretary_sees_how_many_have_handed_in(as_secretary, attempt):
    assert "<b>0</b>人已交卷，应考1人" in page(as_secretary)
    hand_in(attempt=attempt, now=NOW)
    assert "<b>1</b>人已交卷，应考1人" in page(as_secretary)


def test_the_secretary_sees_drafts_and_what_is_to_come(as_secretary, group):
    create_quiz(group=group, is_published=False)
    create_quiz(group=group, opens_at=NOW + DAY, closes_at=NOW + 2 * DAY)
    html = page(as_secretary)
    assert "的草稿" in html
    assert "开始</span>" in html


def test_the_last_quiz_is_repeated_with_one_tap(as_secretary, group, monkeypatch):
    left: list[int] = []
    monkeypatch.setattr("quizzes.publishing.write_questions_in_background", left.append)
    assert "照上周的样子出一份" not in page(as_secretary)
    create_quiz(group=group)
    new = create_key_point(material=create_material(group=group)).material
    assert f'action="{url("repeat_last")}"' in page(as_secretary)
    response = as_secretary.post(url("repeat_last"))
    draft = Quiz.objects.drafts().get()
    assert response.headers["Location"] == url("draft", draft.pk)
    assert (left, list(draft.materials.all()), draft.length) == ([draft.pk], [new], 3)


def test_without_key_points_there_is_nothing_to_repeat(as_secretary, group):
    response = as_secretary.post(url("repeat_last"), follow=True)
    assert "还没有标了要点的资料，先标几个要点再出试卷。" in response.text
    assert not Quiz.objects.exists()
