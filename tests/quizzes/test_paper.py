from __future__ import annotations

import pytest
from django.utils import timezone

from quizzes.answering import asked_in, save_answer, start_attempt
from quizzes.core.own_paper import token
from quizzes.core.types import Blank, FillBlank, Matching, Mode, Option, Side
from quizzes.models import Attempt
from quizzes.paper import in_words, questions_of, steps_of, values_of
from tests.factories import create_key_point, create_material, create_quiz, typed

NOW = timezone.now()


@pytest.fixture
def paper(attempt):
    return questions_of(asked_in(attempt), 0)


def paper_of(group, member, question, material):
    quiz = create_quiz(group=group, questions=[question], material=material)
    return questions_of(asked_in(start_attempt(quiz=quiz, member=member, now=timezone.now())), 0)


def test_a_typed_question_shows_its_stem_with_a_gap_and_no_answer(paper):
    pieces = paper[0].pieces
    assert [piece.text for piece in pieces] == ["剩余压力应不小于", "MPa，并关紧阀门。"]
    assert "0.05" not in repr(paper[0])


def test_a_closing_mark_stays_on_the_line_of_its_gap(group, member):
    material = create_material(group=group)
    question = typed(create_key_point(material=material), statement="距离不小于10米，违者停用。", answer="10米")
    before, after = paper_of(group, member, question, material)[0].pieces
    assert (before.text, before.mark, after.text) == ("距离不小于", "，", "违者停用。")


def test_a_choice_shows_its_options_and_not_which_is_right(paper):
    assert [option.text for option in paper[1].gaps[0].options] == ["5米", "10米", "15米"]
    assert "key" not in repr(paper[1])
    assert "数字和单位" not in repr(paper[1])


def test_matching_names_its_right_sides_by_place_only(paper):
    assert [(right.name, right.text) for right in paper[2].rights] == [
        ("甲", "黑"),
        ("乙", "淡蓝"),
        ("丙", "白"),
        ("丁", "淡绿"),
        ("戊", "棕"),
    ]
    assert not any(f"'r{number}'" in repr(paper[2].rights) for number in (0, 1, 2, 3, 9))


def test_definitions_have_more_room_than_terms(group, member, paper):
    material = create_material(group=group)
    told = ("无法收回的支出", "为得到一种东西而放弃的最有价值的选择", "成交以前的不利选择", "对旁人福利的影响")
    lefts = tuple(Side(f"l{n}", term, str(create_key_point(material=material).pk)) for n, term in enumerate("甲乙丙丁"))
    rights = tuple(Side(f"r{n}", text) for n, text in enumerate(told))
    question = Matching("m", "术语与定义", lefts, rights, {f"l{n}": f"r{n}" for n in range(4)})
    assert paper_of(group, member, question, material)[0].has_long_rights
    assert not paper[2].has_long_rights


def test_no_reason_check_or_accepted_wording_reaches_the_paper(group, member):
    point = create_key_point(material=create_material(group=group))
    blank = Blank(0, 2, "金丝", "term", reason="金丝雀一", accept=("金丝雀二",), options=(Option("银丝", "金丝雀三"),))
    question = FillBlank("q", Mode.CHOICE, str(point.pk), "金丝很软。", (blank,), checks=("金丝雀四",))
    assert "金丝" not in repr(paper_of(group, member, question, point.material))


def test_saved_answers_come_back_on_any_device(attempt, asked):
    save_answer(attempt=attempt, question=asked.typed, given={"0": "0.5"}, revision=4, now=NOW)
    save_answer(attempt=attempt, question=asked.matching, given={"l0": "r9"}, revision=1, now=NOW)
    first, second, third = questions_of(asked_in(attempt), 0)
    assert (first.gaps[0].value, first.revision, first.is_complete) == ("0.5", "5", True)
    assert (second.gaps[0].value, second.revision, second.missing) == ("", "1", 1)
    chosen = [[choice.text for choice in left.choices if choice.is_chosen] for left in third.lefts]
    assert (chosen, third.missing) == ([["棕"], [], [], []], 3)


def bank_question(key_point, answer, words):
    options = tuple(Option(word, "key" if word == answer else "bank") for word in words)
    statement = f"要用{answer}。"
    return FillBlank(
        f"b{answer}", Mode.BANK, str(key_point.pk), statement, (Blank(2, 4, answer, "term", options=options),)
    )


@pytest.fixture
def banked(group, member):
    """A paper of a typed question and three that share four words, in an order of the member's own."""
    material = create_material(group=group)
    words = ("扳手", "瓶帽", "推车", "锁链")
    points = [create_key_point(material=material, text=f"第{n}条：{{{{c1::{w}}}}}。") for n, w in enumerate(words)]
    questions = [typed(points[0]), *(bank_question(p, w, words) for p, w in zip(points[:3], words[:3], strict=True))]
    quiz = create_quiz(group=group, questions=questions, material=material)
    return start_attempt(quiz=quiz, member=member, now=timezone.now(), seed=5)


def test_questions_that_share_a_bank_are_one_step_with_one_order_of_words(banked):
    questions = questions_of(asked_in(banked), banked.seed)
    first, second = steps_of(questions)
    assert ([q.kind for q in first.questions], first.words) == (["typed"], ())
    assert [q.kind for q in second.questions] == ["bank", "bank", "bank"]
    assert sorted(word.text for word in second.words) == ["扳手", "推车", "瓶帽", "锁链"]
    assert {tuple(o.value for o in q.gaps[0].options) for q in second.questions} == {
        tuple(word.value for word in second.words)
    }


def test_steps_know_their_neighbours(paper):
    steps = steps_of(paper)
    ids = [question.id for question in paper]
    assert [(step.previous, step.id, step.next) for step in steps] == [
        (None, ids[0], ids[1]),
        (ids[0], ids[1], ids[2]),
        (ids[1], ids[2], None),
    ]


def test_a_question_without_a_bank_is_a_step_of_its_own_even_between_banks(banked):
    questions = questions_of(asked_in(banked), 0)
    swapped = [questions[1], questions[0], *questions[2:]]
    assert [len(step.questions) for step in steps_of(swapped)] == [1, 1, 2]


def test_answers_are_told_in_words_and_as_values_of_the_form(attempt, asked):
    save_answer(attempt=attempt, question=asked.typed, given={"0": "0.5"}, revision=1, now=NOW)
    save_answer(attempt=attempt, question=asked.choice, given={"0": "5米"}, revision=1, now=NOW)
    save_answer(attempt=attempt, question=asked.matching, given={"l1": "r9"}, revision=1, now=NOW)
    rows = asked_in(attempt)
    assert [in_words(row, row.stored) for row in rows] == ["0.5", "5米", "氢气—棕"]
    assert [in_words(row, {}) for row in rows] == ["（空）", "（空）", "没有作答"]
    assert values_of(rows[0], 0, rows[0].stored) == {f"q{asked.typed.pk}.0": "0.5"}
    assert values_of(rows[1], 0, rows[1].stored) == {f"q{asked.choice.pk}.0": token(0, "5米")}
    assert list(values_of(rows[2], 0, rows[2].stored).values()) == ["", token(0, "r9"), "", ""]


def test_only_the_own_answers_are_found(attempt, asked, quiz):
    save_answer(attempt=attempt, question=asked.typed, given={"0": "0.5"}, revision=1, now=NOW)
    stranger = Attempt(pk=attempt.pk + 1, quiz=quiz)
    assert [row.stored for row in asked_in(stranger)] == [{}, {}, {}]


def test_a_question_is_what_its_row_holds_however_often_it_was_read(attempt, asked):
    assert [row.core for row in asked_in(attempt)] == [question.as_core() for question in attempt.quiz.questions.all()]
    asked.typed.body["statement"] = "剩余压力应不小于0.05MPa，并关紧阀门，再登记。"
    asked.typed.save()
    assert asked_in(attempt)[0].core == asked.typed.as_core()
    assert asked_in(attempt, [asked.typed.pk])[0].core == asked.typed.as_core()
