from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from quizzes.answering import start_attempt
from quizzes.core.memory import Rating, State
from quizzes.due_cards import due
from quizzes.finishing import hand_in
from quizzes.models import Card, Part
from quizzes.reviewing import grade, make_due, today
from studyapp.curation import remove_key_point
from studyapp.models import KeyPoint
from tests.factories import create_group, create_key_point, create_material, create_person, create_quiz

EVENING = datetime(2026, 11, 25, 12, tzinfo=UTC)  # 20:00 in the group's zone


@pytest.fixture
def points(group):
    material = create_material(group=group)
    return [create_key_point(material=material, text=f"第{number}条要点的内容。") for number in range(30)]


@pytest.fixture
def now_for(group, member):
    """The member's cards at a moment."""
    return lambda now=EVENING, **more: today(member=member, group=group, now=now, **more)


def ids(points):
    return tuple(point.pk for point in points)


def test_a_new_member_gets_the_first_five_in_reading_order(points, now_for):
    assert now_for().waiting == ids(points[:5])


def test_new_cards_come_from_the_newest_material_first(points, now_for, group):
    newer = create_key_point(material=create_material(group=group))
    assert now_for().waiting[0] == newer.pk


def test_a_graded_card_is_done_and_the_share_of_new_ones_does_not_fill_up_again(points, now_for, member):
    grade(member=member, group=points[0].material.group, key_point_id=points[0].pk, rating=Rating.EASY, now=EVENING)
    queue = now_for(EVENING + timedelta(minutes=1))
    assert (queue.done, queue.total, queue.waiting) == (1, 5, ids(points[1:5]))


def test_tomorrow_there_are_new_ones_again(points, now_for, member):
    for point in points[:5]:
        grade(member=member, group=point.material.group, key_point_id=point.pk, rating=Rating.EASY, now=EVENING)
    assert now_for(EVENING + timedelta(minutes=1)).waiting == ()
    assert now_for(EVENING + timedelta(hours=5)).waiting == ids(points[5:10])


def test_a_day_ends_at_midnight_in_the_groups_zone(points, now_for, member):
    grade(member=member, group=points[0].material.group, key_point_id=points[0].pk, rating=Rating.EASY, now=EVENING)
    assert now_for(EVENING + timedelta(hours=3, minutes=59)).done == 1
    assert now_for(EVENING + timedelta(hours=4)).done == 0


def test_a_backlog_is_capped(points, now_for, member):
    make_due(member=member, key_point_ids=ids(points), when=EVENING)
    assert len(now_for().waiting) == 20


def test_somebody_who_asks_for_more_gets_more(points, now_for, member):
    make_due(member=member, key_point_ids=ids(points), when=EVENING)
    assert len(now_for(extra=10).waiting) == 30


def test_after_a_long_break_it_is_half_a_backlog(points, now_for, member):
    grade(
        member=member,
        group=points[0].material.group,
        key_point_id=points[0].pk,
        rating=Rating.GOOD,
        now=EVENING - timedelta(days=21),
    )
    make_due(member=member, key_point_ids=ids(points), when=EVENING)
    assert len(now_for().waiting) == 10


def test_twenty_cards_take_five_minutes(points, now_for, member):
    make_due(member=member, key_point_ids=ids(points), when=EVENING)
    assert now_for().minutes == 5


def test_retired_key_points_are_not_asked(points, now_for, member):
    make_due(member=member, key_point_ids=[points[0].pk], when=EVENING)
    remove_key_point(key_point=points[0], now=EVENING)
    assert KeyPoint.objects.get(pk=points[0].pk).retired_at == EVENING
    assert points[0].pk not in now_for().waiting


def test_cards_of_others_and_of_other_groups_are_not_mine(points, now_for, group):
    make_due(member=create_person(group=group), key_point_ids=ids(points[20:]), when=EVENING)
    create_key_point(material=create_material(group=create_group()))
    assert now_for().waiting == ids(points[:5])


@pytest.fixture
def asked_now(group):
    """An open quiz, and the key points that it asks."""
    quiz = create_quiz(group=group, opens_at=EVENING - timedelta(days=1), closes_at=EVENING + timedelta(days=1))
    return quiz, set(Part.objects.values_list("key_point", flat=True))


def test_what_an_open_quiz_asks_is_locked_even_when_it_is_due(asked_now, now_for, member):
    _, asked = asked_now
    make_due(member=member, key_point_ids=asked, when=EVENING)
    assert (now_for().waiting, now_for().locked) == ((), asked)


def test_it_stays_locked_while_the_quiz_is_answered(asked_now, now_for, member):
    start_attempt(quiz=asked_now[0], member=member, now=EVENING)
    assert now_for().waiting == ()


def test_handing_in_unlocks_it_for_this_member_only(asked_now, now_for, member, group):
    quiz, asked = asked_now
    hand_in(attempt=start_attempt(quiz=quiz, member=member, now=EVENING), now=EVENING)
    assert set(now_for().waiting) == asked
    assert today(member=create_person(group=group), group=group, now=EVENING).waiting == ()


def test_the_closing_unlocks_it_for_everybody(asked_now, now_for):
    assert set(now_for(EVENING + timedelta(days=1)).waiting) < asked_now[1]


def test_missing_brings_a_card_forward_but_never_puts_it_off(points, member):
    Card.objects.create(member=member, key_point=points[0], due=EVENING + timedelta(days=9))
    Card.objects.create(member=member, key_point=points[1], due=EVENING - timedelta(days=9))
    make_due(member=member, key_point_ids=ids(points[:3]), when=EVENING)
    due = dict(Card.objects.values_list("key_point", "due"))
    assert [due[point.pk] for point in points[:3]] == [EVENING, EVENING - timedelta(days=9), EVENING]
    assert set(Card.objects.values_list("missed_at", flat=True)) == {EVENING}


@pytest.mark.parametrize("hours", [-3, 0, 23, 25, 47, 49, 24 * 300 + 1])
def test_the_database_counts_days_as_the_memory_does(member, group, points, hours):
    reviewed = EVENING - timedelta(hours=hours, microseconds=7)
    seen = {"stability": 3.5, "difficulty": 5.0, "state": State.REVIEW, "last_review": reviewed}
    Card.objects.create(member=member, key_point=points[0], due=EVENING - timedelta(days=1), **seen)
    Card.objects.create(member=member, key_point=points[1], due=EVENING)
    ((_, standing), (_, none)) = due(member, group, EVENING, limit=9)
    assert standing is not None
    assert (standing.stability, standing.state) == (3.5, State.REVIEW)
    assert max(0, standing.days) == max(0, (EVENING - reviewed).days)
    assert none is None
