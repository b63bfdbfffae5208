from __future__ import annotations

import pytest

from quizzes.models import Question
from quizzes.previews import previews_of
from tests.factories import PARAGRAPH


@pytest.fixture
def previews(quiz):
    return previews_of(quiz)


def test_every_question_is_there_in_order(previews):
    assert [(p.number, p.kind_name) for p in previews] == [(1, "填空"), (2, "选词填空"), (3, "连线")]


def test_the_answer_stands_in_its_place(previews):
    assert [(piece.text, piece.is_answer) for piece in previews[0].stem] == [
        ("剩余压力应不小于", False),
        ("0.05", True),
        ("MPa，并关紧阀门。", False),
    ]


def test_options_say_which_one_is_right_and_why_it_is_asked(previews):
    assert previews[1].options == (("5米", False), ("10米", True), ("15米", False))
    assert previews[1].reasons == ("数字和单位",)


def test_pairs_and_the_extra_one_are_shown(previews):
    pairs = [(pair.left, pair.right) for pair in previews[2].pairs]
    assert pairs == [("氧气", "淡蓝"), ("氢气", "淡绿"), ("氮气", "黑"), ("乙炔", "白")]
    assert previews[2].extras == ("棕",)


def test_every_key_point_leads_to_its_passage_with_the_sentence_marked(previews):
    passage = previews[0].sources[0].passage
    assert [(stretch.text, stretch.is_now) for stretch in passage] == [(PARAGRAPH[:16], True), (PARAGRAPH[16:], False)]
    assert len(previews[2].sources) == 4


def test_the_number_of_queries_does_not_depend_on_the_paper(quiz, django_assert_num_queries):
    with django_assert_num_queries(2):
        previews_of(quiz)
    Question.objects.filter(position__gt=1).delete()
    with django_assert_num_queries(2):
        previews_of(quiz)
