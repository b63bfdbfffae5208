from __future__ import annotations

import pytest
from django.utils import timezone

from quizzes.finishing import hand_in
from quizzes.models import AnswersShown, Doubt, Quiz
from tests.conftest import signed_in
from tests.factories import answer_all, create_person, create_quiz
from tests.quizzes.conftest import url

NOW = timezone.now()


@pytest.fixture
def seen(attempt):
    """The member's attempt, handed in, with its answers shown."""
    answer_all(attempt, right=False)
    hand_in(attempt=attempt, now=NOW)
    return attempt


@pytest.fixture
def path(quiz, asked):
    return url("doubt", quiz.pk, asked.typed.pk)


def test_one_tap_raises_a_doubt(as_member, member, seen, path, asked):
    response = as_member.post(path)
    assert response.headers["Location"] == url("result", seen.quiz_id) + f"#doubt-{asked.typed.pk}"
    assert list(Doubt.objects.values_list("question", "member", "text")) == [(asked.typed.pk, member.pk, "")]
    assert "已提出疑问，学习秘书会看到。" in as_member.get(url("result", seen.quiz_id)).text


def test_a_sentence_may_be_added_and_changed_and_is_shown_as_text(as_member, seen, path):
    as_member.post(path)
    as_member.post(path, {"text": " <b>五分之一</b>\n也对 "})
    assert Doubt.objects.get().text == "<b>五分之一</b> 也对"
    assert "&lt;b&gt;五分之一&lt;/b&gt; 也对" in as_member.get(url("result", seen.quiz_id)).text


def test_another_tap_neither_doubles_nor_empties_it(as_member, seen, path):
    as_member.post(path, {"text": "不对"})
    as_member.post(path)
    assert Doubt.objects.get().text == "不对"


def test_after_the_secretary_has_looked_it_stays_as_it_was(as_member, seen, path):
    as_member.post(path, {"text": "不对"})
    Doubt.objects.update(settled_at=NOW)
    as_member.post(path, {"text": "还是不对"})
    assert Doubt.objects.get().text == "不对"
    assert "学习秘书已经看过" in as_member.get(url("result", seen.quiz_id)).text


def test_htmx_gets_only_the_doubt(as_member, seen, path, asked):
    html = as_member.hx_post(path, target=f"doubt-{asked.typed.pk}").text
    assert html.startswith(f'<div id="doubt-{asked.typed.pk}">')
    assert "<html" not in html


@pytest.mark.parametrize("text", ["长" * 5000, "\u202e反"])
def test_any_text_is_taken(as_member, seen, path, text):
    assert as_member.post(path, {"text": text}).status_code == 302
    assert len(Doubt.objects.get().text) <= 200


def test_nothing_can_be_doubted_before_its_answer_is_shown(as_member, seen, path):
    Quiz.objects.update(answers_shown=AnswersShown.AFTER_CLOSING)
    assert as_member.post(path).status_code == 404


def test_nothing_can_be_doubted_before_handing_in(as_member, attempt, path):
    assert as_member.post(path).status_code == 404


def test_who_did_not_take_the_quiz_cannot_doubt_it(group, seen, path):
    assert signed_in(create_person(group=group)).post(path).status_code == 404


def test_a_question_of_another_quiz_is_not_found(as_member, seen, group):
    other = create_quiz(group=group).questions.all()[0]
    assert as_member.post(url("doubt", seen.quiz_id, other.pk)).status_code == 404
    assert not Doubt.objects.exists()


def test_nobody_sees_the_doubts_of_others(as_member, group, quiz, seen, asked):
    other = create_person(group=group)
    Doubt.objects.create(question=asked.typed, member=other, text="别人的疑问", raised_at=NOW)
    html = as_member.get(url("result", quiz.pk)).text
    assert "别人的疑问" not in html
    assert "已提出疑问" not in html
