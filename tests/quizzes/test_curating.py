"""Every act of the desk can be taken back, in the order in which they were done, as long as nobody changed it since."""

from __future__ import annotations

import pytest
from django.utils import timezone

from quizzes.curating import (
    ACTS_KEPT,
    CannotCurate,
    accept,
    add_excerpt,
    choose_blanks,
    dismiss,
    remove,
    reword,
    trim,
    undo,
)
from quizzes.decision import passage_of
from quizzes.models import Act, Candidate, CandidateStatus, Part
from studyapp.curation import change_key_point
from studyapp.models import FormerKeyPoint, KeyPoint
from tests.factories import create_key_point, create_person, create_quiz
from tests.quizzes.desk import only_point, proposal, surveyed

NOW = timezone.now()


@pytest.fixture
def material(group):
    return surveyed(group)


@pytest.fixture
def candidate(material):
    return proposal(material, "10米")


@pytest.fixture
def point(material):
    marks = {"c1": {"accept": ["十米"]}, "c2": {"accept": ["之间"]}}
    text = "氧气瓶与明火的{{c2::距离}}不得小于{{c1::10米}}。"
    return create_key_point(material=material, text=text, quote="氧气瓶与明火的距离不得小于10米。", marks=marks)


def rows():
    """All that the desk stores, to compare before and after."""
    points = [dict(row) | {"updated_at": None} for row in KeyPoint.objects.order_by("pk").values()]
    return points, list(Candidate.objects.order_by("pk").values())


def undone(material, by):
    return undo(material=material, by=by, now=NOW)


def test_accepting_makes_a_key_point_that_is_anchored(candidate, secretary):
    point = accept(candidate=candidate, by=secretary, values={"text": candidate.text, "category": "数字"})
    candidate.refresh_from_db()
    assert (candidate.status, candidate.key_point) == (CandidateStatus.ACCEPTED, point)
    assert (point.quote, point.start, point.passage) == (candidate.text, candidate.start, candidate.passage)
    assert point.passage_hash


def test_a_proposal_is_settled_once(candidate, secretary):
    dismiss(candidate=candidate, by=secretary)
    with pytest.raises(CannotCurate, match="已经处理过了"):
        accept(candidate=candidate, by=secretary, values={"text": candidate.text})
    with pytest.raises(CannotCurate, match="已经处理过了"):
        dismiss(candidate=candidate, by=secretary)
    assert not KeyPoint.objects.exists()


def test_a_selection_settles_the_proposals_that_it_covers(material, candidate, secretary):
    passage = candidate.passage
    point = add_excerpt(passage=passage, start=0, end=20, by=secretary, values={"text": passage.text[:20]})
    candidate.refresh_from_db()
    assert (candidate.status, candidate.key_point) == (CandidateStatus.ACCEPTED, point)


def test_other_answers_of_a_blank_stay_with_its_words(point, secretary):
    text = point.statement
    at = text.index("10米")
    choose_blanks(target=point, blanks=((at, at + 3, 1),), by=secretary)
    assert point.marks == {"c1": {"accept": ["十米"]}}
    choose_blanks(target=point, blanks=((at - 2, at + 3, 1),), by=secretary)
    assert (point.text, point.marks) == ("氧气瓶与明火的距离不得{{c1::小于10米}}。", {})


def test_trimming_takes_blanks_anchor_and_answers_along(point, secretary):
    passage = point.passage
    trim(target=point, passage=passage, place=(0, 16), start=7, end=17, by=secretary)
    point.refresh_from_db()
    assert (point.text, point.quote, point.start) == ("{{c2::距离}}不得小于{{c1::10米}}。", "距离不得小于10米。", 7)
    assert set(point.marks) == {"c1", "c2"}


def acts(material, candidate, point, secretary):
    passage = point.passage
    other = proposal(material, "四个环节")
    return {
        "采用": lambda: accept(candidate=candidate, by=secretary, values={"text": candidate.text}),
        "不用": lambda: dismiss(candidate=candidate, by=secretary),
        "标要点": lambda: add_excerpt(
            passage=passage_of(other), start=0, end=20, by=secretary, values={"text": passage_of(other).text[:20]}
        ),
        "改空": lambda: choose_blanks(target=candidate, blanks=(), by=secretary),
        "改边界": lambda: trim(target=point, passage=passage, place=(0, 16), start=0, end=12, by=secretary),
        "修改": lambda: reword(point=point, values={"text": "距离至少{{c1::10米}}。", "term": "新名目"}, by=secretary),
        "删除": lambda: remove(point=point, by=secretary, now=NOW),
    }


VERBS = ["采用", "不用", "标要点", "改空", "改边界", "修改", "删除"]


@pytest.mark.parametrize("verb", VERBS)
def test_every_act_can_be_undone(material, candidate, point, secretary, verb):
    before = rows()
    acts(material, candidate, point, secretary)[verb]()
    assert rows() != before
    back = undone(material, secretary)
    assert (back.act.verb, back.is_done) == (verb, True)
    assert rows() == before
    assert not Act.objects.exists()


@pytest.mark.parametrize("verb", ["改边界", "修改"])
def test_undoing_leaves_no_former_wording_of_the_act_behind(material, candidate, point, secretary, verb):
    change_key_point(key_point=point, values={"text": "氧气瓶与明火的距离不得小于{{c1::10米}}。", "marks": {}})
    acts(material, candidate, point, secretary)[verb]()
    assert FormerKeyPoint.objects.count() == 2
    undone(material, secretary)
    assert [former.text for former in FormerKeyPoint.objects.all()] == [
        "氧气瓶与明火的{{c2::距离}}不得小于{{c1::10米}}。"
    ]


def test_acts_are_undone_from_the_last_to_the_first(material, candidate, point, secretary):
    before = rows()
    for verb in ("改空", "采用", "改边界", "修改", "删除"):
        candidate.refresh_from_db()
        acts(material, candidate, KeyPoint.objects.filter(pk=point.pk).first() or point, secretary)[verb]()
    verbs = [undone(material, secretary).act.verb for _ in range(5)]
    assert verbs == ["删除", "修改", "改边界", "采用", "改空"]
    assert rows() == before


def test_with_nothing_left_to_undo_that_is_said(material, secretary):
    with pytest.raises(CannotCurate, match="没有可以撤销的了"):
        undone(material, secretary)


def test_what_somebody_changed_since_is_left_alone(material, point, secretary):
    reword(point=point, values={"term": "我的"}, by=secretary)
    change_key_point(key_point=point, values={"term": "别人的"})
    assert not undone(material, secretary).is_done
    point.refresh_from_db()
    assert point.term == "别人的"
    assert not Act.objects.exists()


def test_secretaries_undo_only_their_own_acts(material, candidate, secretary, group):
    dismiss(candidate=candidate, by=secretary)
    with pytest.raises(CannotCurate):
        undone(material, create_person(group=group, role="secretary"))


def test_a_key_point_that_a_quiz_used_meanwhile_is_retired_by_undoing(material, candidate, secretary, group):
    point = accept(candidate=candidate, by=secretary, values={"text": candidate.text})
    quiz = create_quiz(group=group, material=material)
    Part.objects.filter(question__quiz=quiz).update(key_point=point)
    assert undone(material, secretary).is_done
    assert KeyPoint.objects.get(pk=point.pk).retired_at is not None
    candidate.refresh_from_db()
    assert candidate.status == CandidateStatus.PROPOSED


def test_a_retired_key_point_comes_back(material, secretary, group):
    create_quiz(group=group, material=material)
    point = KeyPoint.objects.active()[0]
    assert not remove(point=point, by=secretary, now=NOW)
    assert undone(material, secretary).act.verb == "停用"
    assert KeyPoint.objects.active().filter(pk=point.pk).exists()


def test_a_removed_key_point_is_not_proposed_again_until_that_is_undone(material, candidate, secretary):
    accept(candidate=candidate, by=secretary, values={"text": candidate.text})
    remove(point=only_point(), by=secretary, now=NOW)
    candidate.refresh_from_db()
    assert candidate.status == CandidateStatus.DISMISSED
    undone(material, secretary)
    candidate.refresh_from_db()
    assert (candidate.status, candidate.key_point) == (CandidateStatus.ACCEPTED, only_point())


def test_only_the_last_acts_are_kept(material, candidate, secretary):
    for number in range(ACTS_KEPT + 3):
        choose_blanks(target=candidate, blanks=((0, 1 + number % 2, 1),), by=secretary)
    assert Act.objects.count() == ACTS_KEPT
