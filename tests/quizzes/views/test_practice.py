from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from quizzes.models import Attempt, Card, KeyAct, Quiz, Response, Review
from quizzes.paper import questions_of
from quizzes.practice import SEED, practice_paper
from quizzes.regrading import change_key
from tests.factories import create_quiz
from tests.quizzes.conftest import Asked, url

NOW = timezone.now()


@pytest.fixture
def quiz(group):
    return create_quiz(group=group, opens_at=NOW - timedelta(days=9), closes_at=NOW - timedelta(days=2))


def check(client, quiz, question, *answers, target=""):
    fields = {f"q{question.pk}.{index}": answer for index, answer in enumerate(answers)}
    path = url("practice_check", quiz.pk, question.pk)
    return client.hx_post(path, target=target, **fields) if target else client.post(path, fields)


def option(quiz, question, text):
    """What the page sends for this option."""
    (shown,) = [shown for shown in questions_of(practice_paper(quiz), SEED) if shown.id == question.pk]
    choices = shown.lefts[0].choices if shown.lefts else shown.gaps[0].options
    return next(choice.value for choice in choices if choice.text == text)


def test_a_closed_paper_can_be_practised_by_who_missed_it(as_member, quiz, asked):
    html = as_member.get(url("practice", quiz.pk)).text
    assert "练习，不计分，也不留记录" in html
    assert html.count('class="question"') == 3
    assert "应为" not in html
    assert re.search(r"剩余压力应不小于<span.*?</span>MPa，并关紧阀门。", html)
    assert re.search(r"气瓶与明火的距离不小于<span.*?</span>违者停用。", html)


def test_the_cover_of_a_missed_quiz_leads_to_it(as_member, quiz):
    assert url("practice", quiz.pk) in as_member.get(url("paper", quiz.pk)).text


@pytest.mark.parametrize("window", [(-1, 1), (1, 2)])
def test_an_open_or_coming_paper_cannot(as_member, quiz, asked, window):
    opens, closes = (NOW + timedelta(days=days) for days in window)
    Quiz.objects.update(opens_at=opens, closes_at=closes)
    assert as_member.get(url("practice", quiz.pk)).status_code == 404
    assert check(as_member, quiz, asked.typed, "0.05").status_code == 404


def test_a_draft_cannot(as_member, group):
    draft = create_quiz(group=group, is_published=False)
    assert as_member.get(url("practice", draft.pk)).status_code == 404


def test_each_question_is_judged_at_once(as_member, quiz, asked):
    html = check(as_member, quiz, asked.typed, "0.5").text
    assert "应为" in html
    assert html.count('class="question"') == 3
    assert 'value="0.5"' in html
    right = check(as_member, quiz, asked.choice, option(quiz, asked.choice, "10米")).text
    assert "verdict right" in right


def test_htmx_gets_only_the_question(as_member, quiz, asked):
    html = check(as_member, quiz, asked.typed, "0.05", target=f"q{asked.typed.pk}").text
    assert html.lstrip().startswith(f'<section class="question" id="q{asked.typed.pk}"')
    assert "verdict right" in html
    assert "<html" not in html


def test_pairs_are_judged_one_by_one(as_member, quiz, asked):
    html = check(as_member, quiz, asked.matching, option(quiz, asked.matching, "淡蓝")).text
    assert "verdict right" in html
    assert "verdict open" in html


def test_nothing_of_it_is_kept(as_member, quiz, asked):
    for question in (asked.typed, asked.choice, asked.matching):
        check(as_member, quiz, question, "")
    kept = [model.objects.count() for model in (Attempt, Response, Card, Review)]
    assert kept == [0, 0, 0, 0]


def test_it_goes_by_the_corrected_key(as_member, quiz, asked):
    change_key(quiz=quiz, part=asked.typed.parts.get(), act=KeyAct.ACCEPT, text="五分之一", by=None, now=NOW)
    assert "verdict right" in check(as_member, quiz, asked.typed, "五分之一", target=f"q{asked.typed.pk}").text


def test_made_up_options_are_refused_in_words(as_member, quiz, asked):
    response = check(as_member, quiz, asked.choice, "made-up")
    assert response.status_code == 422
    assert response.text == "选项无效，请刷新页面后再选。"


@pytest.mark.parametrize("text", ["", "长" * 5000, "<b>", "\ud800"])
def test_any_text_is_judged(as_member, quiz, asked, text):
    assert check(as_member, quiz, asked.typed, text.encode("utf-8", "replace").decode()).status_code == 200


def test_a_question_of_another_quiz_is_not_found(as_member, quiz, group):
    other: Asked = Asked(*create_quiz(group=group).questions.all())
    assert check(as_member, quiz, other.typed, "0.05").status_code == 404
