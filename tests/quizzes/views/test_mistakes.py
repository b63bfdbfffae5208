from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from quizzes.answering import save_answer, start_attempt
from quizzes.core.memory import Rating
from quizzes.finishing import hand_in
from quizzes.models import AnswersShown, Card, KeyAct, Quiz
from quizzes.regrading import change_key
from quizzes.reviewing import grade, undo
from quizzes.views import feedback
from tests.conftest import signed_in
from tests.factories import answer_all, create_person
from tests.quizzes.conftest import url

NOW = timezone.now()
LATER = NOW + timedelta(minutes=10)


@pytest.fixture
def missed(attempt, asked):
    """The typed blank is wrong, everything else right. Gives its key point."""
    answer_all(attempt)
    save_answer(attempt=attempt, question=asked.typed, given={"0": "0.5"}, revision=2, now=NOW)
    hand_in(attempt=attempt, now=NOW)
    return asked.typed.parts.get().key_point


@pytest.fixture
def page(as_member):
    return lambda query="": as_member.get(url("mistakes") + query).text


def test_without_a_mistake_it_says_so(page):
    assert "还没有错题" in page()


def test_what_was_wrong_is_in_it_with_its_history_and_its_passage(page, missed):
    html = page()
    assert missed.statement in html
    assert "<b>未掌握</b>" in html
    assert "写的是“0.5”" in html
    assert f"?point={missed.pk}&amp;from=mistakes-1#p1" in html
    assert html.count("finding mistake") == 1


def test_the_way_from_the_passage_leads_back(as_member, missed):
    for origin, query in (("mistakes-1", "?page=1"), ("mistakes-3-shaky", "?page=3&amp;state=shaky")):
        material = as_member.get(f"/g/ours/materials/{missed.material_id}/?point={missed.pk}&from={origin}").text
        assert f'href="{url("mistakes")}{query}#point-{missed.pk}"' in material


def test_page_and_state_go_along_to_the_passage(page, attempt):
    hand_in(attempt=attempt, now=NOW)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(feedback, "MISTAKES_A_PAGE", 2)
        assert "&amp;from=mistakes-2-open#p" in page("?state=open&page=2")
        assert "&amp;from=mistakes-3#p" in page("?state=x&page=3")


def test_a_place_left_empty_is_a_mistake_too(page, attempt):
    hand_in(attempt=attempt, now=NOW)
    assert page().count("finding mistake") == 6


def test_a_review_makes_it_shaky_and_taking_that_back_open_again(page, member, group, missed):
    grade(member=member, group=missed.material.group, key_point_id=missed.pk, rating=Rating.GOOD, now=LATER)
    assert "<b>巩固中</b>" in page()
    assert "复习过1次" in page()
    undo(member=member, group=group, since=NOW)
    assert "<b>未掌握</b>" in page()


def test_it_is_learned_when_the_card_is_and_stays_in_the_book(page, member, missed):
    grade(member=member, group=missed.material.group, key_point_id=missed.pk, rating=Rating.EASY, now=LATER)
    settled = {"stability": 60.0, "state": 2, "step": None, "due": LATER + timedelta(days=60)}
    Card.objects.filter(key_point=missed).update(**settled)
    assert "<b>已掌握</b>" in page()
    assert missed.statement in page("?state=learned")
    assert missed.statement not in page("?state=open")


def test_a_blank_that_a_correction_made_right_is_no_mistake_any_more(page, quiz, asked, missed):
    change_key(quiz=quiz, part=asked.typed.parts.get(), act=KeyAct.ACCEPT, text="0.5", by=None, now=NOW)
    assert "还没有错题" in page()


def test_nor_is_a_place_given_to_all(page, attempt, quiz, asked):
    hand_in(attempt=attempt, now=NOW)
    change_key(quiz=quiz, part=asked.typed.parts.get(), act=KeyAct.GIVE_ALL, by=None, now=NOW)
    assert page().count("finding mistake") == 5


def test_nothing_is_in_it_before_the_answers_are_shown(page, missed):
    Quiz.objects.update(answers_shown=AnswersShown.AFTER_CLOSING)
    assert "还没有错题" in page()
    Quiz.objects.update(closes_at=NOW - timedelta(minutes=1))
    assert missed.statement in page()


def test_nobody_else_sees_it(group, missed):
    assert missed.statement not in signed_in(create_person(group=group)).get(url("mistakes")).text


@pytest.mark.parametrize("query", ["?state=x", "?page=x", "?page=999", "?state=open&page=0"])
def test_made_up_addresses_show_the_book(page, missed, query):
    assert missed.statement in page(query)


def test_a_practice_or_an_attempt_of_somebody_else_adds_nothing(page, quiz, group, missed):
    other = start_attempt(quiz=quiz, member=create_person(group=group), now=NOW)
    answer_all(other, right=False)
    hand_in(attempt=other, now=NOW)
    assert page().count("finding mistake") == 1
