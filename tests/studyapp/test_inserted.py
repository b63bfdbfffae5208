"""Statements that are written once store what bulk_create would, on either database."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.utils import timezone

from quizzes.answering import start_attempt
from quizzes.models import Card, Part, Response, Review
from studyapp.inserted import Insert
from tests.factories import create_key_point, create_material, create_quiz, typed

NOW = timezone.now().replace(microsecond=250)
DAY = timedelta(days=1)
store = Insert(Response, ("attempt", "part", "given", "saved_at", "credit"), key=("attempt", "part"))
review = Insert(Review, ("card", "rating", "reviewed_at", "before"))
bring_forward = Insert(Card, ("member", "key_point", "missed_at", "due"), key=("member", "key_point"), earliest=["due"])


@pytest.fixture
def points(group):
    material = create_material(group=group)
    return [create_key_point(material=material, text=f"第{n}条：{{{{c1::{n}米}}}}。") for n in range(130)]


@pytest.fixture
def attempt(group, member, points):
    quiz = create_quiz(group=group, material=points[0].material, questions=[typed(point) for point in points[:2]])
    return start_attempt(quiz=quiz, member=member, now=NOW)


def test_a_new_row_has_what_is_given_and_defaults(attempt, django_assert_num_queries):
    first, second = Part.objects.all()
    with django_assert_num_queries(1):
        store([(attempt.pk, first.pk, "“%s”'; --", NOW, Decimal("0.500")), (attempt.pk, second.pk, "", NOW, None)])
    one, other = Response.objects.order_by("part")
    assert (one.given, one.saved_at, one.credit) == ("“%s”'; --", NOW, Decimal("0.500"))
    assert (one.revision, one.rule, one.explanation, other.credit) == (0, "", "", None)


def test_a_row_that_is_there_keeps_what_is_not_given(attempt):
    part = Part.objects.all()[0]
    kept = Response.objects.create(attempt=attempt, part=part, given="旧", revision=4, saved_at=NOW, rule="同音")
    store([(attempt.pk, part.pk, "新", NOW + DAY, Decimal(1))])
    found = Response.objects.get()
    assert (found.pk, found.given, found.saved_at, found.credit) == (kept.pk, "新", NOW + DAY, 1)
    assert (found.revision, found.rule) == (4, "同音")


def test_without_a_key_a_row_that_is_there_is_an_error(attempt):
    part = Part.objects.all()[0]
    add = Insert(Response, ("attempt", "part", "given", "saved_at"))
    add([(attempt.pk, part.pk, "一", NOW)])
    with pytest.raises(IntegrityError):
        add([(attempt.pk, part.pk, "二", NOW)])


def test_the_earliest_stays(member, points):
    Card.objects.bulk_create(
        Card(member=member, key_point=point, due=NOW + days * DAY, stability=3.5)
        for point, days in zip(points, (-1, 1), strict=False)
    )
    bring_forward((member.pk, point.pk, NOW, NOW) for point in points[:3])
    assert list(Card.objects.order_by("key_point").values_list("due", "missed_at", "stability", "state")) == [
        (NOW - DAY, NOW, 3.5, 1),
        (NOW, NOW, 3.5, 1),
        (NOW, NOW, None, 1),
    ]


def test_structures_are_stored_as_such(member, points):
    card = Card.objects.create(member=member, key_point=points[0], due=NOW)
    review([(card.pk, 3, NOW, {"due": None, "名": "“"}), (card.pk, 3, NOW, None)])
    assert [one.before for one in Review.objects.order_by("pk")] == [{"due": None, "名": "“"}, None]
    assert Review.objects.filter(before__isnull=True).count() == 1


def test_many_rows_and_none(member, points, django_assert_num_queries):
    with django_assert_num_queries(0):
        bring_forward([])
    bring_forward((member.pk, point.pk, NOW, NOW) for point in points)
    assert Card.objects.count() == len(points)
