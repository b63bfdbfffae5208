"""From key points to a paper, through the real preparation and composition."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from quizzes.core.compose import GENERATOR
from quizzes.drafting import swap_question
from quizzes.models import Part, Quiz
from quizzes.preparing import prepare_material
from quizzes.publishing import KINDS, NOTHING_TO_ASK, draft_quiz, fill_draft, write_or_wait
from tests.factories import create_key_point, create_material, create_quiz

STATEMENTS = (
    "氧气瓶与明火的距离不得小于{{c1::10米}}。",
    "废液桶的盛装量不得超过容积的{{c1::三分之二}}。",
    "新进人员须完成不少于{{c1::24学时}}的安全培训。",
    "实验室每{{c1::季度}}至少组织一次应急演练。",
    "可燃气体报警器每{{c1::半年}}校准一次。",
    "压力容器的使用年限一般为{{c1::20年}}。",
    "危险化学品出入库实行{{c1::双人双锁}}管理。",
    "发生三级以上事故，应在{{c1::1小时}}内上报学校。",
)


@pytest.fixture
def material(group):
    made = create_material(group=group, paragraphs=tuple(s.replace("{{c1::", "").replace("}}", "") for s in STATEMENTS))
    for text in STATEMENTS:
        create_key_point(material=made, text=text)
    return made


def draft(material, *, length=4, seed=11):
    return draft_quiz(
        group=material.group, secretary=None, materials=[material], length=length, kinds=list(KINDS), seed=seed
    )


def bodies(quiz):
    return [question.body for question in quiz.questions.all()]


def test_a_draft_is_filled_with_numbered_questions_of_different_key_points(material):
    prepare_material(material)
    quiz = draft(material)
    fill_draft(quiz)
    assert [question.position for question in quiz.questions.all()] == [1, 2, 3, 4]
    asked = list(Part.objects.filter(question__quiz=quiz).values_list("key_point", flat=True))
    assert len(asked) == len(set(asked)) == 4
    assert (quiz.generator, quiz.problem) == (GENERATOR, "")


def test_the_same_seed_gives_the_same_paper(material):
    prepare_material(material)
    quiz = draft(material)
    fill_draft(quiz)
    before = bodies(quiz)
    fill_draft(quiz)
    assert bodies(quiz) == before


def test_material_without_anything_to_ask_is_said_so(material):
    quiz = draft(create_material(group=material.group))
    fill_draft(quiz)
    assert (quiz.problem, quiz.questions.count()) == (NOTHING_TO_ASK, 0)


def test_a_paper_that_was_published_meanwhile_is_not_written_over(group):
    quiz = create_quiz(group=group)
    before = bodies(quiz)
    fill_draft(quiz)
    assert bodies(quiz) == before


def test_swapping_puts_another_question_in_the_same_place(material):
    prepare_material(material)
    quiz = draft(material)
    fill_draft(quiz)
    before = bodies(quiz)
    other = swap_question(quiz=quiz, question=quiz.questions.get(position=2), seed=3)
    assert other is not None
    assert [question.position for question in quiz.questions.all()] == [1, 2, 3, 4]
    assert other.body not in before
    assert [body for body in bodies(quiz) if body not in before] == [other.body]


def test_a_question_stays_when_there_is_no_other(group):
    quiz = create_quiz(group=group, is_published=False)
    before = bodies(quiz)
    first = quiz.questions.first()
    assert first is not None
    assert swap_question(quiz=quiz, question=first, seed=3) is None
    assert bodies(quiz) == before


def test_prepared_material_is_written_at_once(material, monkeypatch):
    monkeypatch.setattr("quizzes.publishing.write_questions_in_background", pytest.fail)
    prepare_material(material)
    quiz = draft(material)
    write_or_wait(quiz)
    assert quiz.questions.count() == 4


def test_stale_material_is_left_to_a_child_process(material, monkeypatch):
    left: list[int] = []
    monkeypatch.setattr("quizzes.publishing.write_questions_in_background", left.append)
    quiz = draft(material)
    write_or_wait(quiz)
    assert (left, quiz.questions.count()) == ([quiz.pk], 0)


def test_the_command_prepares_and_writes(material, capsys):
    quiz = draft(material)
    call_command("write_questions", str(quiz.pk))
    assert capsys.readouterr().out == "4 questions\n"


def test_the_command_refuses_a_published_quiz(group):
    with pytest.raises(CommandError):
        call_command("write_questions", str(create_quiz(group=group).pk))


def test_a_failure_is_noted_on_the_draft(material, monkeypatch):
    def fail(quiz):
        raise RuntimeError

    monkeypatch.setattr("quizzes.management.commands.write_questions.prepare_and_fill", fail)
    quiz = draft(material)
    with pytest.raises(RuntimeError):
        call_command("write_questions", str(quiz.pk))
    assert Quiz.objects.get().problem.startswith("出题时程序出错")
