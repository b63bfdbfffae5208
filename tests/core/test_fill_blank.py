from __future__ import annotations

import pytest

from quizzes.core.drafts import Draft, DraftBlank
from quizzes.core.fill_blank import question_id, seeded, write_fill_blank
from quizzes.core.prepare import prepare
from quizzes.core.types import Mode, Option, Point


def draft(answer="巴黎", pool=("东京", "开罗", "曼谷"), source="term", kind="phrase"):
    blank = DraftBlank(6, 6 + len(answer), answer, kind, "要点", (), tuple(Option(text, source) for text in pool))
    return Draft("p", f"法国的首都是{answer}。", (blank,), 1.0)


def shown(question):
    return question.blanks[0].options or ()


def test_the_same_seed_deals_the_same_options():
    assert write_fill_blank(draft(), 7) == write_fill_blank(draft(), 7)
    assert len({write_fill_blank(draft(), seed) for seed in range(20)}) > 1


def test_the_answer_is_one_of_four_options():
    question = write_fill_blank(draft(), 1)
    assert question.mode is Mode.CHOICE
    assert {option.text for option in shown(question)} == {"巴黎", "东京", "开罗", "曼谷"}
    assert [option.source for option in shown(question)].count("key") == 1


def test_two_wrong_answers_make_three_options():
    assert len(shown(write_fill_blank(draft(pool=("东京", "开罗")), 1))) == 3


def test_answers_of_other_questions_are_avoided():
    question = write_fill_blank(draft(pool=("东京", "开罗")), 1, avoid={"东京"})
    assert question.mode is Mode.TYPED


def test_every_place_is_equally_likely():
    places = [0, 0, 0, 0]
    for seed in range(400):
        options = shown(write_fill_blank(draft(), seed))
        places[[option.source for option in options].index("key")] += 1
    assert min(places) > 70


def test_the_id_depends_on_content_only():
    assert write_fill_blank(draft(), 1).id == write_fill_blank(draft(pool=()), 99).id
    assert question_id("p", "甲乙", [(0, 1)]) != question_id("p", "甲乙", [(1, 2)])


def test_chance_is_a_function_of_its_parts():
    assert seeded(1, "a").random() == pytest.approx(seeded(1, "a").random())
    assert seeded(1, "a").random() != seeded(1, "b").random()


def test_a_number_whose_options_would_betray_it_is_typed_and_says_so(cut):
    prepared = prepare([Point("p", "过梁的搁置长度为200毫米。")], cut=cut)
    question = write_fill_blank(prepared.drafts[0], 1)
    assert question.mode == Mode.TYPED
    assert question.blanks[0].reason.endswith("只能填写：现有的干扰项放在一起会露出答案")


def test_reasons_say_where_the_options_come_from():
    assert write_fill_blank(draft(), 1).blanks[0].reason == "要点；干扰项：同类别的其他名目3个"
    assert write_fill_blank(draft(pool=()), 1).blanks[0].reason.endswith("只能填写：找不到两个可靠的干扰项")
