"""Nothing but the options tells the answer, and nothing stays behind. D01 itself is test_nothing_leaks.py."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from quizzes.answering import asked_in, start_attempt
from quizzes.finishing import hand_in
from quizzes.models import Arrangement, Attempt, Part
from quizzes.paper import questions_of
from quizzes.reviewing import today
from tests.factories import create_person, form_of
from tests.quizzes.conftest import url

NOW = timezone.now()
LABEL = re.compile(r'<label class="option">.*?</label>', re.S)


def papers(quiz, count=200):
    """The questions of so many attempts with seeds of their own, by an attempt that is never stored."""
    rows = asked_in(Attempt(pk=0, quiz=quiz))
    return [questions_of(rows, seed) for seed in range(1, count + 1)]


def test_D02_the_key_stands_at_every_place_equally_often(quiz):
    places: Counter[int] = Counter()
    for paper in papers(quiz):
        (question,) = (question for question in paper if question.kind == "choice")
        places[[option.text for option in question.gaps[0].options].index("10米")] += 1
    assert sorted(places) == [0, 1, 2]
    assert all(45 <= count <= 90 for count in places.values())  # 200 in thirds: 4 standard deviations


def test_D02_right_sides_stand_at_every_place_equally_often(quiz):
    places: Counter[int] = Counter()
    for paper in papers(quiz):
        (question,) = (question for question in paper if question.kind == "matching")
        places[[right.text for right in question.rights].index("淡蓝")] += 1
    assert sorted(places) == [0, 1, 2, 3, 4]
    assert all(20 <= count <= 65 for count in places.values())


def test_D02_tokens_tell_nothing_of_the_order_that_a_question_was_written_in(quiz):
    first_is_smallest = 0
    for paper in papers(quiz):
        (question,) = (question for question in paper if question.kind == "choice")
        by_text = {option.text: option.value for option in question.gaps[0].options}
        first_is_smallest += by_text["10米"] == min(by_text.values())
    assert 45 <= first_is_smallest <= 90


def test_D02_options_differ_in_nothing_but_text_and_token(as_member, quiz, member):
    start_attempt(quiz=quiz, member=member, now=timezone.now(), seed=77)
    labels = LABEL.findall(as_member.get(url("paper", quiz.pk)).text)
    assert len(labels) == 3
    assert len({re.sub(r'5米|10米|15米|value="[0-9a-f]{10}"', "?", label) for label in labels}) == 1


def test_D02_the_same_question_has_other_tokens_for_another_member(as_member, quiz, member, group):
    tokens = []
    for seed, person in ((1, member), (2, create_person(group=group))):
        attempt = start_attempt(quiz=quiz, member=person, now=timezone.now(), seed=seed)
        for question in questions_of(asked_in(attempt), seed):
            tokens += [option.value for gap in question.gaps for option in gap.options]
    assert len(tokens) == len(set(tokens)) == 6


@pytest.mark.parametrize("texts", [("10米", "5米"), ("5米", "10米")])
def test_D03_the_reply_is_the_same_for_right_and_wrong_but_for_the_time(as_member, attempt, asked, texts):
    replies = [
        as_member.hx_post(url("save", attempt.quiz_id), target="", **form_of(asked.choice, text, revision=revision))
        for revision, text in enumerate(texts, start=1)
    ]
    for reply in replies:
        reply.headers.pop("Seconds-Left")
    right, wrong = replies
    assert (right.status_code, right.content, dict(right.headers)) == (204, wrong.content, dict(wrong.headers))


def test_D04_cards_of_an_open_quiz_are_locked_until_the_member_has_handed_in(quiz, attempt, member, group):
    points = set(Part.objects.filter(question__quiz=quiz).values_list("key_point", flat=True))
    assert today(member=member, group=group, now=NOW).locked == points
    assert not points & set(today(member=member, group=group, now=NOW).waiting)
    hand_in(attempt=attempt, now=timezone.now())
    assert today(member=member, group=group, now=NOW).locked == frozenset()


def test_D04_a_locked_card_is_not_shown_by_any_address(as_member, attempt):
    for point in Part.objects.values_list("key_point", flat=True):
        for reply in (
            as_member.get(f"{url('review')}?card={point}&more=200"),
            as_member.hx_post(url("grade_card", point), target="review", rating="3"),
        ):
            assert "MPa" not in reply.text


@pytest.mark.parametrize("name", ["preview", "draft", "arrangements", "scores", "quiz_list"])
def test_D04_pages_with_keys_are_for_secretaries(as_member, quiz, name):
    named = [] if name in {"scores", "quiz_list"} else [quiz.pk]
    assert as_member.get(url(name, *named)).status_code == 403


@pytest.mark.parametrize("name", ["paper", "result", "home", "review"])
def test_D06_the_browser_is_told_to_keep_nothing(as_member, quiz, attempt, name):
    if name == "result":
        hand_in(attempt=attempt, now=timezone.now())
    reply = as_member.get(url(name, *([quiz.pk] if name in {"paper", "result"} else [])))
    assert reply.status_code == 200
    assert "no-store" in reply.headers["Cache-Control"]
    assert "ETag" not in reply.headers


def test_D06_refusals_and_saves_are_not_kept_either(as_member, attempt, asked):
    for data in (form_of(asked.typed, "1"), form_of(asked.typed, "2"), {}):
        reply = as_member.hx_post(url("save", attempt.quiz_id), target="", **data)
        assert "no-store" in reply.headers["Cache-Control"]


def test_D06_htmx_keeps_no_history_of_pages(as_member, attempt):
    assert '"historyCacheSize":0' in as_member.get(url("paper", attempt.quiz_id)).text


def test_D06_after_signing_out_the_paper_asks_for_the_door(as_member, attempt):
    as_member.post("/accounts/logout/")
    assert as_member.get(url("paper", attempt.quiz_id)).headers["Location"].startswith("/accounts/login/")


def test_D01_a_closed_quiz_gives_nothing_to_a_member_with_a_make_up_test_to_come(as_member, quiz, member):
    Arrangement.objects.create(quiz=quiz, member=member, closes_at=quiz.closes_at + timedelta(days=3))
    quiz.closes_at = timezone.now() - timedelta(minutes=5)
    quiz.save()
    for name in ("paper", "home", "result"):
        assert "0.05" not in as_member.get(url(name, *([quiz.pk] if name != "home" else []))).text
