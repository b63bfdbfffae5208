from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from quizzes.answering import start_attempt
from quizzes.core.memory import State
from quizzes.finishing import hand_in
from quizzes.models import Card
from quizzes.progress import Mastery, member_progress
from quizzes.reviewing import make_due
from studyapp.models import Membership
from tests.factories import answer_all, create_group, create_key_point, create_material, create_person, create_quiz

NOW = timezone.now()
DAY = timedelta(days=1)


@pytest.fixture
def points(group):
    material = create_material(group=group)
    return [create_key_point(material=material, text=f"第{number}条要点的内容。") for number in range(4)]


def card(member, point, *, days, ago=0 * DAY):
    reviewed = NOW - ago
    Card.objects.create(
        member=member,
        key_point=point,
        stability=days,
        difficulty=5,
        state=State.REVIEW,
        last_review=reviewed,
        due=reviewed + timedelta(days=days),
    )


def mastery(member, group):
    return member_progress(member=member, group=group, now=NOW).mastery


def test_at_first_everything_is_new(member, group, points):
    assert mastery(member, group) == Mastery(learned=0, shaky=0, new=4)


def test_long_intervals_are_learned_and_short_ones_shaky(member, group, points):
    card(member, points[0], days=21)
    card(member, points[1], days=20)
    assert mastery(member, group) == Mastery(learned=1, shaky=1, new=2)


def test_missing_it_in_a_quiz_makes_a_learned_point_shaky_and_a_new_one_too(member, group, points):
    card(member, points[0], days=30, ago=DAY)
    make_due(member=member, key_point_ids=[points[0].pk, points[1].pk], when=NOW)
    assert mastery(member, group) == Mastery(learned=0, shaky=2, new=2)


def test_retired_points_no_longer_count(member, group, points):
    card(member, points[0], days=30)
    points[0].retired_at = NOW
    points[0].save()
    assert mastery(member, group) == Mastery(learned=0, shaky=0, new=3)


def test_cards_of_others_are_not_mine(member, group, points):
    card(create_person(group=group), points[0], days=30)
    assert mastery(member, group) == Mastery(new=4)


def test_each_material_has_its_own_figures_and_empty_ones_are_left_out(member, group, points):
    create_material(group=group)
    other = create_key_point(material=create_material(group=group))
    create_key_point(material=create_material(group=create_group()))
    rows = member_progress(member=member, group=group, now=NOW).materials
    assert [(row.material, row.mastery.total) for row in rows] == [(other.material, 1), (points[0].material, 4)]


def weeks(member, group, now=NOW):
    return [(w.quiz.week, w.score, w.word) for w in member_progress(member=member, group=group, now=now).weeks]


@pytest.fixture
def two_weeks(group):
    create_quiz(group=group, opens_at=NOW - 9 * DAY, closes_at=NOW - 3 * DAY)
    return create_quiz(group=group, opens_at=NOW - 2 * DAY, closes_at=NOW + 4 * DAY)


def test_weeks_come_oldest_first_with_a_score_or_a_word(member, group, two_weeks):
    assert weeks(member, group) == [(1, None, "未答"), (2, None, "")]
    attempt = start_attempt(quiz=two_weeks, member=member, now=NOW)
    answer_all(attempt, now=NOW)
    hand_in(attempt=attempt, now=NOW)
    assert weeks(member, group)[1] == (2, Decimal("100.0"), "")


def test_quizzes_that_closed_before_somebody_joined_are_not_held_against_them(member, group, two_weeks):
    Membership.objects.filter(user=member).update(joined_at=NOW - 3 * DAY)
    assert weeks(member, group) == [(2, None, "")]


def test_quizzes_to_come_are_not_shown(member, group, two_weeks):
    assert weeks(member, group, now=NOW - 2 * DAY - timedelta(seconds=1)) == [(1, None, "未答")]
