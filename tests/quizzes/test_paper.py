from __future__ import annotations

import pytest
from django.utils import timezone

from quizzes.answering import save_answer
from quizzes.core.types import Blank, FillBlank, Mode, Option
from quizzes.paper import InvalidOption, answers_in, questions_of
from tests.factories import create_key_point, create_material, create_quiz, form_of, typed
from tests.quizzes.conftest import RIGHT_LINES


@pytest.fixture
def paper(quiz):
    return questions_of(quiz)


def test_a_typed_question_shows_its_stem_with_a_gap_and_no_answer(paper):
    pieces = paper[0].pieces
    assert [piece.text for piece in pieces] == ["剩余压力应不小于", "", "MPa，并关紧阀门。"]
    assert "0.05" not in repr(paper[0])


def test_a_closing_mark_stays_on_the_line_of_its_gap(group):
    material = create_material(group=group)
    question = typed(create_key_point(material=material), statement="距离不小于10米，违者停用。", answer="10米")
    gap, after = questions_of(create_quiz(group=group, questions=[question], material=material))[0].pieces[1:]
    assert (gap.mark, after.text) == ("，", "违者停用。")


def test_a_choice_shows_its_options_and_not_which_is_right(paper):
    assert paper[1].gaps[0].options == ("5米", "10米", "15米")
    assert "key" not in repr(paper[1])
    assert "数字和单位" not in repr(paper[1])


def test_matching_names_its_right_sides_by_place_only(paper):
    assert [(right.name, right.text, right.value) for right in paper[2].rights] == [
        ("甲", "黑", "0"),
        ("乙", "淡蓝", "1"),
        ("丙", "白", "2"),
        ("丁", "淡绿", "3"),
        ("戊", "棕", "4"),
    ]
    assert not any(f"r{number}" in repr(paper[2].rights) for number in (0, 1, 2, 3, 9))


def test_no_reason_check_or_accepted_wording_reaches_the_paper(group):
    point = create_key_point(material=create_material(group=group))
    blank = Blank(0, 2, "金丝", "term", reason="金丝雀一", accept=("金丝雀二",), options=(Option("银丝", "金丝雀三"),))
    question = FillBlank("q", Mode.CHOICE, str(point.pk), "金丝很软。", (blank,), checks=("金丝雀四",))
    quiz = create_quiz(group=group, questions=[question], material=point.material)
    assert "金丝" not in repr(questions_of(quiz))


def test_saved_answers_come_back_on_any_device(attempt, asked):
    save_answer(attempt=attempt, question=asked.typed, given={"0": "0.5"}, revision=4, now=timezone.now())
    save_answer(attempt=attempt, question=asked.matching, given={"l0": "r9"}, revision=1, now=timezone.now())
    first, second, third = questions_of(attempt.quiz, attempt)
    assert (first.gaps[0].value, first.revision, first.is_complete) == ("0.5", 5, True)
    assert (second.gaps[0].value, second.revision, second.missing) == ("", 1, 1)
    assert ([left.value for left in third.lefts], third.missing) == (["4", "", "", ""], 3)


def test_a_form_is_read_back_into_answers_by_place(asked):
    assert answers_in(asked.typed, form_of(asked.typed, " 0.05 ", revision=3)) == ({"0": "0.05"}, 3)
    assert answers_in(asked.choice, form_of(asked.choice, "10米")) == ({"0": "10米"}, 1)
    lines = {"l0": "r0", "l1": "r1", "l2": "r2", "l3": "r3"}
    assert answers_in(asked.matching, form_of(asked.matching, *RIGHT_LINES)) == (lines, 1)


def test_unanswered_places_are_empty(asked):
    assert answers_in(asked.choice, form_of(asked.choice)) == ({"0": ""}, 1)
    lines = {"l0": "r2", "l1": "", "l2": "", "l3": ""}
    assert answers_in(asked.matching, form_of(asked.matching, "0")) == (lines, 1)


def test_a_question_that_is_not_in_the_form_is_passed_over(asked):
    assert answers_in(asked.typed, form_of(asked.choice, "10米")) is None


def test_an_option_of_another_question_is_refused(asked):
    with pytest.raises(InvalidOption):
        answers_in(asked.choice, form_of(asked.choice, "淡蓝"))


@pytest.mark.parametrize("line", ["5", "-1", "r0", "１", "1.0", "[0]", " 1", "9" * 30])
def test_a_line_to_nowhere_is_refused(asked, line):
    with pytest.raises(InvalidOption):
        answers_in(asked.matching, form_of(asked.matching, line))


@pytest.mark.parametrize("revision", ["", "-1", "1.5", "１", "x", "1e3", "9999999"])
def test_a_revision_that_is_no_count_is_refused(asked, revision):
    with pytest.raises(InvalidOption):
        answers_in(asked.typed, form_of(asked.typed, "0.05") | {f"q{asked.typed.pk}.revision": revision})
