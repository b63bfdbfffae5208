"""What a secretary does to the questions of a draft: each act does one thing, and the last one can be undone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from quizzes.blanking import ban_blank, lock_blank
from quizzes.drafting import (
    add_question,
    drop_question,
    pin_question,
    recompose,
    shift_question,
    swap_question,
    undo_last_act,
    undoable,
)
from quizzes.models import LastAct, Part, Question, Quiz
from quizzes.preparing import prepare_material
from quizzes.publishing import draft_quiz, fill_draft, publish
from studyapp.models import KeyPoint
from tests.factories import create_key_point, create_material
from tests.quizzes.conftest import FACTS, question


@pytest.fixture
def draft(written_draft):
    return written_draft


def paper(quiz):
    """What stands where: number of the row, whether it is pinned, and its wording."""
    return [(row.pk, row.is_pinned, row.body) for row in quiz.questions.order_by("position")]


def numbers(quiz):
    return [row.position for row in quiz.questions.order_by("position")]


def test_a_pinned_question_stays_where_it_is_when_the_others_are_composed_anew(draft):
    pin_question(question=question(draft, 2), is_pinned=True)
    pin_question(question=question(draft, 5), is_pinned=True)
    before = paper(draft)
    recompose(quiz=draft, seed=99)
    after = paper(draft)
    assert (after[1], after[4]) == (before[1], before[4])
    assert numbers(draft) == [1, 2, 3, 4, 5]
    assert {row[0] for row in after[:1] + after[2:4]}.isdisjoint(row[0] for row in before)
    points = Part.objects.filter(question__quiz=draft).values_list("key_point", flat=True)
    assert len(points) == len(set(points)) == 5


def test_a_paper_with_everything_pinned_does_not_change(draft):
    for row in draft.questions.all():
        pin_question(question=row, is_pinned=True)
    before = paper(draft)
    recompose(quiz=draft, seed=99)
    assert paper(draft) == before


def test_another_seed_gives_another_paper_and_the_same_one_the_same(draft):
    before = [row[2] for row in paper(draft)]
    recompose(quiz=draft, seed=99)
    other = [row[2] for row in paper(draft)]
    recompose(quiz=draft, seed=3)
    assert other != before
    assert [row[2] for row in paper(draft)] == before


def test_a_question_moves_by_one_place(draft):
    first, second, *rest = (row[0] for row in paper(draft))
    shift_question(quiz=draft, question=question(draft, 1), step=1)
    assert [row[0] for row in paper(draft)] == [second, first, *rest]
    assert numbers(draft) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(("number", "step"), [(1, -1), (5, 1)])
def test_at_either_end_a_question_stays(draft, number, step):
    before = paper(draft)
    shift_question(quiz=draft, question=question(draft, number), step=step)
    assert paper(draft) == before


def test_another_question_comes_at_the_end_and_asks_something_else(draft):
    added = add_question(quiz=draft, seed=1)
    assert added is not None
    assert added.position == 6
    points = Part.objects.filter(question__quiz=draft).values_list("key_point", flat=True)
    assert len(points) == len(set(points)) == 6


def test_when_all_is_asked_nothing_can_be_added(draft):
    while add_question(quiz=draft, seed=1):
        pass
    assert draft.questions.count() == len(FACTS)


def test_no_paper_gets_longer_than_thirty(draft, monkeypatch):
    monkeypatch.setattr("quizzes.drafting.LONGEST_PAPER", 5)
    assert add_question(quiz=draft, seed=1) is None


def test_a_swapped_question_is_not_pinned(draft):
    pin_question(question=question(draft, 1), is_pinned=True)
    other = swap_question(quiz=draft, question=question(draft, 1), seed=1)
    assert other is not None
    assert not other.is_pinned


ACTS = {
    "drop": lambda quiz: drop_question(quiz=quiz, question=question(quiz, 2)),
    "swap": lambda quiz: swap_question(quiz=quiz, question=question(quiz, 2), seed=8),
    "pin": lambda quiz: pin_question(question=question(quiz, 2), is_pinned=True),
    "shift": lambda quiz: shift_question(quiz=quiz, question=question(quiz, 2), step=1),
    "add": lambda quiz: add_question(quiz=quiz, seed=8),
    "ban": lambda quiz: ban_blank(quiz=quiz, question=question(quiz, 2), seed=8),
}


@pytest.mark.parametrize("act", ACTS)
def test_each_act_can_be_undone_to_the_letter(draft, act):
    before, points = paper(draft), list(KeyPoint.objects.values("pk", "text", "marks", "banned"))
    with undoable(draft, "这一步"):
        ACTS[act](draft)
    assert paper(draft) != before
    assert undo_last_act(quiz=draft) == "这一步"
    assert paper(draft) == before
    assert list(KeyPoint.objects.values("pk", "text", "marks", "banned")) == points
    assert list(Part.objects.filter(question__quiz=draft).values_list("ref", flat=True)) == ["0"] * 5


def test_composing_anew_can_be_undone(draft):
    before = paper(draft)
    recompose(quiz=draft, seed=99)
    assert undo_last_act(quiz=draft) == "重新出题"
    assert paper(draft) == before
    assert Quiz.objects.get().seed == 3


def test_locking_a_blank_can_be_undone_in_the_key_point(group):
    material = create_material(group=group)
    point = create_key_point(material=material, text="压缩气体的剩余压力应不小于0.05MPa。")
    prepare_material(material)
    quiz = draft_quiz(group=group, secretary=None, materials=[material], length=3, kinds=["fill_blank"], seed=3)
    fill_draft(quiz)
    with undoable(quiz, "锁定"):
        assert lock_blank(question=question(quiz, 1))
    assert KeyPoint.objects.get(pk=point.pk).blanks_count == 1
    undo_last_act(quiz=quiz)
    assert KeyPoint.objects.get(pk=point.pk).text == point.text


def test_only_the_last_act_is_undone_and_only_once(draft):
    with undoable(draft, "第一步"):
        drop_question(quiz=draft, question=question(draft, 1))
    between = paper(draft)
    with undoable(draft, "第二步"):
        drop_question(quiz=draft, question=question(draft, 1))
    assert undo_last_act(quiz=draft) == "第二步"
    assert paper(draft) == between
    assert undo_last_act(quiz=draft) is None


def test_an_act_that_changed_nothing_leaves_the_one_before_to_undo(draft):
    with undoable(draft, "删去"):
        drop_question(quiz=draft, question=question(draft, 1))
    with undoable(draft, "没有动"):
        shift_question(quiz=draft, question=question(draft, 1), step=-1)
    assert LastAct.objects.get().label == "删去"


def test_an_act_that_breaks_off_changes_nothing(draft):
    def drop_and_fail():
        with undoable(draft, "断了"):
            drop_question(quiz=draft, question=question(draft, 1))
            raise ZeroDivisionError

    before = paper(draft)
    with pytest.raises(ZeroDivisionError):
        drop_and_fail()
    assert paper(draft) == before
    assert not LastAct.objects.exists()


def test_a_question_whose_key_point_was_deleted_since_does_not_come_back(draft):
    point = question(draft, 1).parts.get().key_point
    with undoable(draft, "删去第1题"):
        drop_question(quiz=draft, question=question(draft, 1))
    point.delete()
    assert undo_last_act(quiz=draft) is None
    assert draft.questions.count() == 4


def test_a_paper_published_in_another_window_is_not_touched(draft):
    now = timezone.now()
    publish(quiz=Quiz.objects.get(), title="", opens_at=now, closes_at=now + timedelta(days=1), now=now)
    with pytest.raises(Http404), undoable(draft, "删去"):
        drop_question(quiz=draft, question=question(draft, 1))
    with pytest.raises(Http404):
        undo_last_act(quiz=draft)
    with pytest.raises(Http404):
        recompose(quiz=draft, seed=1)
    assert Question.objects.count() == 5


def test_publishing_forgets_how_to_undo(draft):
    with undoable(draft, "删去"):
        drop_question(quiz=draft, question=question(draft, 1))
    now = timezone.now()
    publish(quiz=draft, title="", opens_at=now, closes_at=now + timedelta(days=1), now=now)
    assert not LastAct.objects.exists()


def test_a_deleted_key_point_is_not_asked_although_its_material_was_not_prepared_again(draft):
    asked = set(Part.objects.values_list("key_point", flat=True))
    KeyPoint.objects.exclude(pk__in=asked).delete()
    assert add_question(quiz=draft, seed=1) is None
