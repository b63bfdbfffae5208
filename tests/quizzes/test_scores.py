from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from quizzes.models import Attempt, Quiz
from quizzes.scores import group_scores
from studyapp.models import Membership, Role
from tests.factories import create_person

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
WEEK = timedelta(weeks=1)


def quiz_of_week(group, week):
    """A closed quiz; week 0 is open now."""
    opens = NOW - timedelta(days=2) - (4 - week) * WEEK if week else NOW - timedelta(days=2)
    closes = opens + timedelta(days=6)
    return Quiz.objects.create(
        group=group,
        title=f"第{week}周",
        week=week,
        length=3,
        seed=1,
        opens_at=opens,
        closes_at=closes,
        published_at=opens,
    )


def took(quiz, member, score):
    score = None if score is None else Decimal(score)
    Attempt.objects.create(quiz=quiz, member=member, started_at=quiz.opens_at, submitted_at=quiz.closes_at, score=score)


def cells(row):
    return [str(cell.score) if cell.score is not None else cell.word for cell in row.cells]


@pytest.fixture
def quizzes(group):
    return [quiz_of_week(group, week) for week in (1, 2, 3)]


def test_every_member_is_in_the_table_whether_they_answered_or_not(group, quizzes, member):
    create_person(group=group, name="从不作答")
    took(quizzes[0], member, "80.0")
    rows = group_scores(group, NOW).rows
    assert [(row.number, row.name, cells(row)) for row in rows] == [
        (1, "陈思远", ["80.0", "未答", "未答"]),
        (2, "从不作答", ["未答", "未答", "未答"]),
    ]


def test_rows_are_ordered_by_post_and_never_by_score(group, quizzes, member):
    first = create_person(group=group, name="组长")
    Membership.objects.filter(user=first).update(position=0)
    took(quizzes[0], member, "100.0")
    assert [row.name for row in group_scores(group, NOW).rows] == ["组长", "陈思远"]


def test_the_secretary_and_other_groups_are_not_in_it(group, quizzes, member, secretary, outsider):
    assert [row.name for row in group_scores(group, NOW).rows] == ["陈思远"]


def test_a_member_mean_is_over_the_quizzes_taken(group, quizzes, member):
    took(quizzes[0], member, "80.0")
    took(quizzes[1], member, "75.5")
    row = group_scores(group, NOW).rows[0]
    assert (row.taken, row.expected, row.mean) == (2, 3, Decimal("77.8"))


def test_a_member_who_took_nothing_has_no_mean(group, quizzes, member):
    row = group_scores(group, NOW).rows[0]
    assert (row.taken, row.expected, row.mean) == (0, 3, None)


def test_a_quiz_has_its_participation_mean_and_pass_rate(group, quizzes, member):
    for score in ("100.0", "60.0", "59.9"):
        took(quizzes[0], create_person(group=group), score)
    column = group_scores(group, NOW).columns[0]
    assert (column.expected, column.taken) == (4, 3)
    assert (column.participation, column.mean, column.pass_rate) == (Decimal("75.0"), Decimal("73.3"), Decimal("66.7"))


def test_nobody_taking_part_is_a_participation_of_0_and_no_mean(group, quizzes, member):
    column = group_scores(group, NOW).columns[0]
    assert (column.participation, column.mean, column.pass_rate) == (Decimal("0.0"), None, None)


def test_without_anybody_expected_there_is_no_participation(group, quizzes):
    assert group_scores(group, NOW).participation is None


def test_the_figures_of_the_group_pool_its_closed_quizzes(group, quizzes, member):
    other = create_person(group=group)
    for quiz, score in zip(quizzes, ("50.0", "70.0", "90.0"), strict=True):
        took(quiz, member, score)
    took(quizzes[0], other, "90.0")
    table = group_scores(group, NOW)
    assert (table.roster, table.participation) == (2, Decimal("66.7"))
    assert (table.mean, table.pass_rate) == (Decimal("75.0"), Decimal("75.0"))


def test_an_attempt_without_an_answer_is_an_absence(group, quizzes, member):
    took(quizzes[0], member, None)
    table = group_scores(group, NOW)
    assert (cells(table.rows[0])[0], table.columns[0].taken) == ("未答", 0)


def test_an_open_quiz_is_shown_but_not_counted(group, member):
    quiz = quiz_of_week(group, 0)
    answering, waiting = create_person(group=group), create_person(group=group)
    Attempt.objects.create(quiz=quiz, member=answering, started_at=NOW)
    took(quiz, member, "40.0")
    table = group_scores(group, NOW)
    assert [cells(row) for row in table.rows] == [["40.0"], ["答题中"], ["—"]]
    assert [(row.taken, row.expected, row.mean) for row in table.rows] == [(0, 0, None)] * 3
    assert (table.participation, table.mean, table.pass_rate) == (None, None, None)
    assert waiting.pk


def test_who_joined_later_was_not_expected_before(group, quizzes):
    create_person(group=group, name="新来", joined=quizzes[1].opens_at + timedelta(hours=1))
    table = group_scores(group, NOW)
    assert (cells(table.rows[0]), table.rows[0].expected) == (["未入组", "未入组", "未答"], 1)
    assert [column.expected for column in table.columns] == [0, 0, 1]


def test_who_left_still_counts_for_the_quizzes_before(group, quizzes, member):
    took(quizzes[0], member, "80.0")
    Membership.objects.filter(user=member).update(left_at=quizzes[1].opens_at)
    table = group_scores(group, NOW)
    assert (cells(table.rows[0]), table.roster) == (["80.0", "已离组", "已离组"], 0)
    assert [column.expected for column in table.columns] == [1, 0, 0]


def test_who_left_before_all_of_them_is_not_listed(group, quizzes, member):
    Membership.objects.filter(user=member).update(left_at=quizzes[0].opens_at)
    assert group_scores(group, NOW).rows == ()


def test_only_the_latest_quizzes_are_shown_oldest_first(group, quizzes):
    assert [column.quiz.week for column in group_scores(group, NOW, last=2).columns] == [2, 3]


def test_drafts_and_quizzes_to_come_are_not_shown(group):
    coming = quiz_of_week(group, 0)
    Quiz.objects.filter(pk=coming.pk).update(opens_at=NOW + WEEK, closes_at=NOW + 2 * WEEK)
    Quiz.objects.create(group=group, title="草稿", week=9, length=3, seed=1)
    assert group_scores(group, NOW).columns == ()


def test_a_group_without_anything_has_an_empty_table(group):
    table = group_scores(group, timezone.now())
    assert (table.columns, table.rows, table.mean) == ((), (), None)


def test_a_new_secretary_who_was_a_member_leaves_the_table(group, quizzes, member):
    Membership.objects.filter(user=member).update(role=Role.SECRETARY)
    assert group_scores(group, NOW).rows == ()
