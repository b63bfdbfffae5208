from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.forms import model_to_dict

from quizzes.core.memory import Rating
from quizzes.models import Card, Preparation, Review
from quizzes.reviewing import face_of, grade, make_due, today, undo
from studyapp.models import KeyPoint
from tests.factories import create_group, create_key_point, create_material

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def point(group):
    return create_key_point(material=create_material(group=group))


def remember(member, point, rating=Rating.GOOD, now=NOW):
    return grade(member=member, group=point.material.group, key_point_id=point.pk, rating=rating, now=now)


def face(member, point):
    group = point.material.group
    queue = today(member=member, group=group, now=NOW)
    return face_of(member=member, group=group, key_point_id=point.pk, now=NOW, today=queue)


def test_a_grade_is_kept_and_dates_the_return(member, point):
    card = remember(member, point, Rating.EASY)
    assert (card.last_review, card.due > NOW + timedelta(days=1)) == (NOW, True)
    assert list(Review.objects.values_list("card", "rating", "reviewed_at", "before")) == [(card.pk, 4, NOW, None)]


def test_a_forgotten_card_comes_back_sooner_than_a_remembered_one(member, group, point):
    other = create_key_point(material=point.material)
    assert remember(member, point, Rating.AGAIN).due < remember(member, other, Rating.GOOD).due


def test_a_grade_settles_what_was_missed_in_a_quiz(member, point):
    make_due(member=member, key_point_ids=[point.pk], when=NOW)
    assert remember(member, point).missed_at is None


def test_undoing_puts_the_card_back_as_it_was(member, group, point):
    remember(member, point, now=NOW - timedelta(days=9))
    make_due(member=member, key_point_ids=[point.pk], when=NOW - timedelta(days=1))
    before = model_to_dict(Card.objects.get())
    remember(member, point, Rating.AGAIN)
    assert undo(member=member, group=group, since=NOW) == point.pk
    assert model_to_dict(Card.objects.get()) == before
    assert Review.objects.count() == 1


def test_undoing_the_first_grade_makes_the_card_new_again(member, group, point):
    remember(member, point)
    undo(member=member, group=group, since=NOW)
    assert today(member=member, group=group, now=NOW).waiting == (point.pk,)
    assert (Card.objects.get().last_review, Card.objects.get().due) == (None, NOW)


def test_grades_can_be_taken_back_one_after_the_other(member, group, point):
    other = create_key_point(material=point.material)
    remember(member, point)
    remember(member, other, now=NOW + timedelta(seconds=5))
    assert [undo(member=member, group=group, since=NOW) for _ in range(3)] == [other.pk, point.pk, None]


def test_older_grades_and_those_of_others_stay(member, secretary, group, point):
    remember(member, point, now=NOW - timedelta(hours=2))
    remember(secretary, point)
    assert undo(member=member, group=group, since=NOW - timedelta(hours=1)) is None


def test_a_card_hides_the_first_marked_blank_and_all_of_its_number(member, group, point):
    text = "{{c1::早发现}}、{{c2::早报告}}、{{c1::早隔离}}。"
    shown = face(member, create_key_point(material=point.material, text=text))
    assert [(part.text, part.is_hidden) for part in shown.segments] == [
        ("早发现", True),
        ("、早报告、", False),
        ("早隔离", True),
        ("。", False),
    ]
    assert shown.answers == ["早发现", "早隔离"]


def test_without_a_mark_it_hides_what_the_generator_chose(member, point):
    unmarked = create_key_point(material=point.material, text="安全距离不小于10米。")
    chosen = {"statement": unmarked.statement, "blanks": [[7, 10]]}
    Preparation.objects.create(material=point.material, data={}, faces={str(unmarked.pk): chosen})
    assert face(member, unmarked).answers == ["10米"]


def test_places_chosen_for_an_older_wording_are_not_hidden(member, point):
    reworded = create_key_point(material=point.material, text="间距不小于10米。")
    chosen = {"statement": "安全距离不小于10米。", "blanks": [[7, 10]]}
    Preparation.objects.create(material=point.material, data={}, faces={str(reworded.pk): chosen})
    assert face(member, reworded).answers == []


def test_with_nothing_to_hide_it_shows_how_the_statement_begins(member, point):
    plain = create_key_point(material=point.material, text="实验室安全工作，坚持预防为主。")
    assert (face(member, plain).answers, face(member, plain).cue) == ([], "实验室安全工作……")


def test_each_grade_says_when_the_card_would_return(member, point):
    labels = {rating.label: when for rating, when in face(member, point).next_times}
    assert list(labels) == ["忘了", "模糊", "记得", "很熟"]
    assert labels["忘了"] == "10分钟后"


def test_a_card_of_another_group_has_no_face(member, group):
    theirs = create_key_point(material=create_material(group=create_group()))
    with pytest.raises(KeyPoint.DoesNotExist):
        face_of(
            member=member,
            group=group,
            key_point_id=theirs.pk,
            now=NOW,
            today=today(member=member, group=group, now=NOW),
        )
