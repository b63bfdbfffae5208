from __future__ import annotations

import pytest
from django.utils import timezone

from quizzes.answering import asked_in, save_answer, start_attempt
from quizzes.core.types import Blank, FillBlank, Mode
from quizzes.finishing import hand_in
from quizzes.paper import questions_of
from quizzes.results import result_of
from tests.factories import PARAGRAPH, answer_all, create_key_point, create_material, create_person, create_quiz

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
    assert result.to_look_at == ()
    assert result.right[0].explanations == ["与答案一致。"]


def test_a_wrong_answer_stands_beside_the_right_one(attempt, asked):
    answer(attempt, asked.typed, blank0="0.5")
    finding = finish(attempt).to_look_at[0]
    (row,) = finding.rows
    assert (row.name, row.verdict, row.given, row.answer) == ("", "wrong", "0.5", "0.05")
    assert [(piece.text, piece.blank) for piece in finding.stem if piece.blank] == [("0.05", 1)]


def test_an_empty_place_is_empty_and_not_wrong(attempt):
    result = finish(attempt)
    assert result.tallies == {"empty": 6}
    assert (result.parts[0].given, result.parts[0].explanation) == ("", "")


def test_every_pair_has_a_verdict_of_its_own(attempt, asked):
    answer(attempt, asked.matching, l0="r0", l1="r9")
    result = finish(attempt)
    (right,) = result.right
    assert [(row.name, row.given, row.answer, row.verdict) for row in right.rows] == [("氧气", "淡蓝", "淡蓝", "right")]
    missed = result.to_look_at[-1]
    assert (missed.number, missed.relation, missed.places) == (3, "气体与瓶身颜色", 4)
    assert [(row.name, row.given, row.answer, row.verdict) for row in missed.rows] == [
        ("氢气", "棕", "淡绿", "wrong"),
        ("氮气", "", "黑", "empty"),
        ("乙炔", "", "白", "empty"),
    ]


def test_every_question_leads_to_its_passage(attempt):
    (source,) = finish(attempt).to_look_at[0].sources
    assert [stretch.text for stretch in source.passage if stretch.is_marked] == [PARAGRAPH[:16]]
    assert "".join(stretch.text for stretch in source.passage) == PARAGRAPH


def test_pairs_that_rest_on_one_passage_show_it_once(attempt):
    matching = finish(attempt).to_look_at[-1]
    assert (len(matching.rows), len(matching.sources)) == (4, 1)


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
    assert [row.answer for finding in (*result.right, *result.to_look_at) for row in finding.rows] == ["红色、黄色"] * 2


def test_blanks_that_miss_for_the_same_reason_are_said_once(list_attempt):
    (finding,) = finish(list_attempt).to_look_at
    assert [(row.name, row.verdict, row.answer) for row in finding.rows] == [("第1、2空", "empty", "红色、黄色")]


def test_a_blank_that_was_right_stands_filled_in_beside_the_missed_one(list_attempt):
    answer(list_attempt, list_attempt.quiz.questions.get(), blank0="红色", blank1="绿色")
    (finding,) = finish(list_attempt).to_look_at
    assert not finding.is_whole
    assert [(piece.text, piece.blank) for piece in finding.stem] == [
        ("红色", 0),
        ("、", 0),
        ("黄色", 2),
        ("是警示色。", 0),
    ]


def test_a_result_takes_four_queries(attempt, django_assert_num_queries):
    answer_all(attempt)
    hand_in(attempt=attempt, now=NOW)
    with django_assert_num_queries(4):
        result_of(attempt)


def test_what_differs_is_marked_in_the_answer_and_in_the_key(attempt, asked):
    answer(attempt, asked.typed, blank0="0.5")
    (row,) = finish(attempt).to_look_at[0].rows
    assert row.given_marks == (("0.", False), ("5", False)) or row.given_marks == (("0.5", False),)
    assert [text for text, differs in row.answer_marks if differs] == ["0"]


def test_D23_the_result_has_the_numbers_of_the_members_own_paper(quiz, group):
    for seed in range(1, 6):
        attempt = start_attempt(quiz=quiz, member=create_person(group=group), now=timezone.now(), seed=seed)
        shown = {question.id: question.number for question in questions_of(asked_in(attempt), seed)}
        hand_in(attempt=attempt, now=timezone.now())
        findings = result_of(attempt).to_look_at
        assert [finding.number for finding in findings] == [1, 2, 3]
        assert {finding.question_id: finding.number for finding in findings} == shown
