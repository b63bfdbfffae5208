"""The question beside the words: what is chosen decides it, and it says why it is a choice or must be written."""

from __future__ import annotations

from quizzes.core.fill_blank import GIVEN_AWAY, TYPED_ONLY
from quizzes.core.survey import Ask
from quizzes.live_question import CHOSEN_BY_PROGRAM, OWN, TOGETHER, live_questions

TEXT = "距离不得小于10米，人数不超过3人，每周3次。"
ASKS = [
    Ask(((106, 109),), "measure", "带单位的数字；干扰项：数值相近 2 个", ("5米", "10米", "15米")),
    Ask(((115, 116),), "number", "人工标注的空（数字）；只能填写：找不到两个可靠的干扰项"),
    Ask(((106, 109), (115, 116)), "item", "并列"),
]


def ask(*blanks, start=100, text=TEXT):
    return live_questions(text, tuple(blanks), ASKS, start)


def test_a_blank_with_wrong_answers_is_a_choice_and_says_where_they_come_from():
    (question,) = ask((6, 9, 1))
    assert question.kind_name == "填空，选一项"
    assert question.options == (("5米", False), ("10米", True), ("15米", False))
    assert question.reasons == ("带单位的数字", "干扰项：数值相近 2 个")
    assert [(piece.text, piece.is_answer) for piece in question.stem][1] == ("10米", True)


def test_a_blank_without_them_must_be_written_and_says_so():
    (question,) = ask((0, 2, 1))
    assert (question.kind_name, question.options, question.reasons) == ("填空，填写", (), (TYPED_ONLY,))


def test_where_its_options_would_betray_it_that_is_the_reason():
    asks = [Ask(((106, 109),), "measure", f"带单位的数字；{GIVEN_AWAY}")]
    (question,) = live_questions(TEXT, ((6, 9, 1),), asks, 100)
    assert (question.kind_name, question.reasons) == ("填空，填写", (GIVEN_AWAY,))


def test_blanks_of_one_number_are_asked_together_others_each_by_itself():
    (together,) = ask((6, 9, 1), (15, 16, 1))
    assert (together.reasons, sum(piece.is_answer for piece in together.stem)) == ((TOGETHER,), 2)
    assert [question.kind_name for question in ask((6, 9, 1), (0, 2, 2))] == ["填空，选一项", "填空，填写"]


def test_an_answer_that_stands_elsewhere_is_warned_of():
    (question,) = ask((15, 16, 1))
    assert question.warnings == ("“3”在句中别处还看得到，这个空等于白送",)


def test_a_digit_inside_another_number_gives_nothing_away():
    (question,) = live_questions("共有3人，距离30米。", ((2, 3, 1),), [], 0)
    assert question.warnings == ()


def test_when_nearly_nothing_is_left_that_is_said():
    (question,) = live_questions("距离是10米", ((0, 3, 1),), [], 0)
    assert "剩下的内容太少" in question.warnings[0]


def test_without_a_blank_the_programs_own_choice_is_shown():
    (question,) = ask()
    assert question.reasons == (CHOSEN_BY_PROGRAM,)
    assert [piece.text for piece in question.stem if piece.is_answer] == ["10米"]


def test_a_reworded_statement_finds_its_wrong_answers_by_the_words():
    (question,) = ask((3, 6, 1), start=None, text="至少要10米。")
    assert len(question.options) == 3
    assert ask(start=None, text="至少要10米。") == []


def test_an_option_that_stands_in_the_statement_is_not_offered():
    (question,) = ask((6, 9, 1), text="距离不得小于10米，最好是15米。")
    assert question.options == ()


def test_wrong_answers_that_a_person_wrote_go_before_those_found():
    (question,) = live_questions(TEXT, ((6, 9, 1),), ASKS, 100, {1: ["3米", "30米", "10米"]})
    assert question.options == (("10米", True), ("30米", False), ("3米", False))
    assert question.reasons == (OWN,)
    (question,) = live_questions(TEXT, ((0, 2, 1),), ASKS, 100, {1: ["间隔"]})
    assert question.reasons == (TYPED_ONLY,)
