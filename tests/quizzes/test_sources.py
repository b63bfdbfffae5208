"""A paper asks its own materials, and takes a chosen share from what the group got wrong in earlier ones."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from quizzes.core.types import Question
from quizzes.models import Attempt, Part, Response
from quizzes.preparing import prepare_material
from quizzes.publishing import draft_quiz, fill_draft, write_or_wait
from quizzes.sources import pool_of, sources_of
from tests.factories import create_key_point, create_material, create_person, create_quiz, typed
from tests.quizzes.conftest import FACTS

NOW = timezone.now()
OLD = tuple(f"第{number}号仓库的安全距离是{{{{c1::{number * 7}米}}}}。" for number in range(1, 9))


def material_of(group, texts):
    material = create_material(group=group)
    points = [create_key_point(material=material, text=text) for text in texts]
    prepare_material(material)
    return material, points


@pytest.fixture
def earlier(group):
    """An earlier material, four of whose eight key points most members got wrong."""
    material, points = material_of(group, OLD)
    questions: list[Question] = [
        typed(point, statement=point.statement, answer=f"{n * 7}米") for n, point in enumerate(points, 1)
    ]
    opens = NOW - timedelta(days=9)
    quiz = create_quiz(
        group=group, material=material, questions=questions, opens_at=opens, closes_at=NOW - timedelta(days=2)
    )
    for _ in range(6):
        attempt = Attempt.objects.create(
            quiz=quiz, member=create_person(group=group), started_at=opens, submitted_at=opens, score=Decimal(50)
        )
        Response.objects.bulk_create(
            Response(attempt=attempt, part=part, given="x", saved_at=NOW, credit=Decimal(part.question.position > 4))
            for part in Part.objects.filter(question__quiz=quiz).select_related("question")
        )
    return material


def paper_of(group, *, share, length=5):
    material, _ = material_of(group, FACTS)
    quiz = draft_quiz(
        group=group,
        secretary=None,
        materials=[material],
        length=length,
        kinds=["fill_blank"],
        seed=5,
        weak_share=share,
    )
    fill_draft(quiz)
    return quiz


def asked_of(quiz, material):
    return Part.objects.filter(question__quiz=quiz, key_point__material=material).count()


@pytest.mark.parametrize(("share", "wanted"), [(0, 0), (20, 1), (40, 2), (50, 2)])
def test_the_share_of_weak_points_is_what_was_chosen(group, earlier, share, wanted):
    quiz = paper_of(group, share=share)
    assert (asked_of(quiz, earlier), quiz.questions.count()) == (wanted, 5)


def test_only_what_went_wrong_comes_back(group, earlier):
    quiz = paper_of(group, share=50, length=8)
    weak = {f"{n * 7}米" for n in range(1, 5)}
    again = quiz.questions.filter(parts__key_point__material=earlier)
    assert again.count() == 4
    assert {row.as_core().blanks[0].answer for row in again} <= weak


def test_without_weak_points_all_is_new(group):
    assert paper_of(group, share=50).questions.count() == 5


def test_a_retired_weak_point_is_not_asked_again(group, earlier):
    earlier.key_points.update(retired_at=NOW)
    assert asked_of(paper_of(group, share=50), earlier) == 0


def test_earlier_material_that_changed_is_prepared_in_the_background(group, earlier, monkeypatch):
    left: list[int] = []
    monkeypatch.setattr("quizzes.publishing.write_questions_in_background", left.append)
    quiz = paper_of(group, share=20)
    earlier.key_points.order_by("pk").update(term="改过的名目")
    write_or_wait(quiz)
    assert left == [quiz.pk]


def test_other_questions_of_earlier_materials_are_not_in_the_pool(group, earlier):
    sources = sources_of(paper_of(group, share=20))
    own, other = sorted(pool_of(sources), key=lambda prepared: prepared.material == str(earlier.pk))
    assert {draft.point_id for draft in other.drafts} <= set(sources.weak)
    assert (bool(own.drafts), other.groups) == (True, ())
