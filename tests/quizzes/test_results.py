from __future__ import annotations

import pytest
from django.utils import timezone

from quizzes.answering import hand_in, save_answer, start_attempt
from quizzes.core.types import Blank, FillBlank, Mode
from quizzes.results import result_of
from tests.factories import PARAGRAPH, answer_all, create_key_point, create_material, create_quiz

NOW = timezone.now()


def finish(attempt):
    hand_in(attempt=attempt, now=NOW)
    return result_of(attempt)


def answer(attempt, question, **given):
    refs = {ref.replace("blank", ""): text for ref, text in given.items()}
    save_answer(attempt=attempt, question=question, given=refs, revision=1, now=NOW)


def test_a_right_answer_is_right_and_says_by_which_rule(attempt):
    answer_all(attempt)
    result = finish(attempt)
    assert result.tallies == {"right": 6}
    assert (result.to_look_at, result.right[0].explanation) == ([], "与答案一致。")


def test_a_wrong_answer_stands_beside_the_right_one(attempt, asked):
    answer(attempt, asked.typed, blank0="0.5")
    part = finish(attempt).parts[0]
    assert (part.verdict, part.given, part.answer) == ("wrong", "0.5", "0.05")
    assert [(piece.text, piece.is_this) for piece in part.stem if piece.is_blank] == [("0.05", True)]


def test_an_empty_place_is_empty_and_not_wrong(attempt):
    result = finish(attempt)
    assert result.tallies == {"empty": 6}
    assert (result.parts[0].given, result.parts[0].explanation) == ("", "没有作答。")


def test_every_pair_has_a_verdict_of_its_own(attempt, asked):
    answer(attempt, asked.matching, l0="r0", l1="r9")
    pairs = finish(attempt).parts[2:]
    assert [(p.place, p.stem[0].text, p.given, p.answer, p.verdict) for p in pairs] == [
        ("第1对", "氧气", "淡蓝", "淡蓝", "right"),
        ("第2对", "氢气", "棕", "淡绿", "wrong"),
        ("第3对", "氮气", "", "黑", "empty"),
        ("第4对", "乙炔", "", "白", "empty"),
    ]


def test_every_place_leads_to_its_passage(attempt):
    part = finish(attempt).parts[0]
    assert [stretch.text for stretch in part.passage if stretch.is_now] == [PARAGRAPH[:16]]
    assert "".join(stretch.text for stretch in part.passage) == PARAGRAPH


@pytest.fixture
def list_attempt(group, member):
    """An attempt at one question with two blanks in any order."""
    material = create_material(group=group)
    point = create_key_point(material=material)
    blanks = (Blank(0, 2, "红色", "term"), Blank(3, 5, "黄色", "term"))
    question = FillBlank("m", Mode.MULTI, str(point.pk), "红色、黄色是警示色。", blanks, ordered=False)
    quiz = create_quiz(group=group, questions=[question], material=material)
    return start_attempt(quiz=quiz, member=member, now=NOW)


def test_blanks_in_any_order_are_right_in_any_order(list_attempt):
    answer(list_attempt, list_attempt.quiz.questions.get(), blank0="黄色", blank1="红色")
    assert finish(list_attempt).tallies == {"right": 2}


def test_blanks_in_any_order_share_their_answers(list_attempt):
    answer(list_attempt, list_attempt.quiz.questions.get(), blank0="黄色", blank1="黄色")
    result = finish(list_attempt)
    assert sorted(part.verdict for part in result.parts) == ["right", "wrong"]
    assert [(part.place, part.answer) for part in result.parts] == [("第1空", "红色、黄色"), ("第2空", "红色、黄色")]


def test_a_result_takes_two_queries(attempt, django_assert_num_queries):
    answer_all(attempt)
    hand_in(attempt=attempt, now=NOW)
    with django_assert_num_queries(2):
        result_of(attempt)
