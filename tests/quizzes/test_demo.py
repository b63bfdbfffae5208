"""The demo group as a visitor finds it on a Wednesday, lived through once for all tests of this file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

import pytest
from django.db import transaction

from quizzes.core.judge import judge_question
from quizzes.demo import make_demo
from quizzes.finishing import score
from quizzes.models import Attempt, Card, Part, Quiz, Response, Review
from quizzes.reviewing import today
from quizzes.scores import group_scores
from studyapp.models import KeyPoint, StudyGroup, User

NOW = datetime.fromisoformat("2026-11-25T10:00+08:00")
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker) -> Iterator[StudyGroup]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_demo(now=NOW, password="a long enough password")
        transaction.set_rollback(True)


def recomputed(attempt: Attempt) -> object:
    """The score from the stored answers alone, judged anew."""
    terms = KeyPoint.objects.filter(material__quizzes=attempt.quiz).exclude(term="").values_list("term", flat=True)
    credit, parts = Fraction(), 0
    for question in attempt.quiz.questions.prefetch_related("parts"):
        given = dict(
            Response.objects.filter(attempt=attempt, part__question=question).values_list("part__ref", "given")
        )
        verdicts = judge_question(question.as_core(), given, other_terms=frozenset(terms))
        credit += sum((verdict.credit for verdict in verdicts.values()), Fraction())
        parts += len(question.parts.all())
    return score(credit, parts)


def test_there_are_a_secretary_and_twelve_members(demo):
    assert Counter(demo.memberships.values_list("role", flat=True)) == {"secretary": 1, "member": 12}


def test_there_are_four_past_quizzes_and_one_open(demo):
    assert [quiz.week for quiz in Quiz.objects.closed(NOW).order_by("week")] == [1, 2, 3, 4]
    assert [quiz.week for quiz in Quiz.objects.open(NOW)] == [5]


def test_every_paper_has_ten_questions_and_asks_no_key_point_in_two_of_them(demo):
    for quiz in Quiz.objects.all():
        asked = Counter(Part.objects.filter(question__quiz=quiz).values_list("question", "key_point").distinct())
        points = Counter(point for _, point in asked)
        assert (quiz.questions.count(), max(points.values())) == (10, 1)


def test_every_score_is_that_of_its_answers(demo):
    attempts = Attempt.objects.finished().select_related("quiz")
    assert len(attempts) > 40
    assert {a.pk: a.score for a in attempts} == {
        a.pk: recomputed(a) if a.responses.exclude(given="").exists() else None for a in attempts
    }


def test_closed_quizzes_have_no_attempt_left_open(demo):
    assert not Attempt.objects.overdue(NOW).exists()


def test_cards_are_due_for_the_members(demo):
    due = [
        len(today(member=User.objects.get(username=f"member{n:02}"), group=demo, now=NOW).waiting) for n in range(1, 13)
    ]
    assert all(due)


def test_nothing_happens_in_the_future(demo):
    assert not Review.objects.filter(reviewed_at__gt=NOW).exists()
    assert not Card.objects.filter(last_review__gt=NOW).exists()
    assert not Attempt.objects.filter(started_at__gt=NOW).exists()
    assert not Response.objects.filter(saved_at__gt=NOW).exists()


def test_nobody_is_missing_from_the_scores(demo):
    table = group_scores(demo, NOW)
    assert (len(table.rows), len(table.columns), table.roster) == (12, 5, 12)


def test_making_it_twice_does_no_harm(demo):
    kept = (User.objects.values_list("username", "password"), Quiz.objects.values(), Attempt.objects.values())
    before = [list(rows.order_by("pk")) for rows in kept]
    assert make_demo(now=NOW, password="another long password") == demo
    assert [list(rows.order_by("pk")) for rows in kept] == before
