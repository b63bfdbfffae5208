"""Each page makes a fixed number of queries, however many members, quizzes, materials and key points there are."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from quizzes.answering import start_attempt
from quizzes.finishing import hand_in
from quizzes.models import Attempt, Card, Part, Quiz, Response, Review
from quizzes.surveying import survey_material
from studyapp.models import KeyPoint, Material
from tests.factories import (
    answer_all,
    create_key_point,
    create_material,
    create_person,
    create_quiz,
    create_sheet_import,
    form_of,
    standard_questions,
    typed,
)

NOW = timezone.now()
DAY = timedelta(days=1)
LETTERS = "甲乙丙丁戊己庚辛壬癸"


def grow(group, member, *, members, quizzes, materials):
    """Give the group so many members, materials with cards, and closed quizzes that all of them took."""
    people = [create_person(group=group) for _ in range(members)]
    points = [point for _ in range(materials) for point in points_of_new_material(group, materials)]
    cards = Card.objects.bulk_create(Card(member=member, key_point=point, due=NOW - DAY) for point in points)
    Review.objects.bulk_create(Review(card=card, rating=3, reviewed_at=NOW - DAY) for card in cards)
    for weeks in range(1, quizzes + 1):
        point = points[weeks % len(points)]
        opens, closes = NOW - (weeks + 1) * 7 * DAY, NOW - weeks * 7 * DAY
        quiz = create_quiz(
            group=group, questions=[typed(point)], material=point.material, opens_at=opens, closes_at=closes
        )
        taken = Attempt.objects.bulk_create(
            Attempt(quiz=quiz, member=person, started_at=NOW, submitted_at=NOW, score=Decimal(70)) for person in people
        )
        part = Part.objects.get(question__quiz=quiz)
        Response.objects.bulk_create(
            Response(attempt=attempt, part=part, given="x", saved_at=NOW, credit=0) for attempt in taken
        )


def points_of_new_material(group, count):
    paragraphs = tuple(f"{letter}段讲{letter}号气瓶。" for letter in LETTERS[: count + 1])
    material = create_material(group=group, paragraphs=paragraphs)
    passages = list(material.passages.exclude(number=None))
    return KeyPoint.objects.bulk_create(
        KeyPoint(material=material, passage=passage, quote=passage.text, text=f"第{passage.number}号气瓶直立放置。")
        for passage in passages[:count]
    )


@pytest.fixture
def scene(group, member):
    """The objects whose pages are looked at; they stay the same while the group grows round them."""
    create_quiz(group=group, is_published=False)
    quiz = create_quiz(group=group)
    finished = create_quiz(group=group, opens_at=NOW - DAY, closes_at=NOW + DAY)
    for one in (quiz, finished):
        answer_all(start_attempt(quiz=one, member=member, now=NOW), right=one is not finished)
    hand_in(attempt=Attempt.objects.get(quiz=finished), now=NOW)
    point = KeyPoint.objects.filter(material__quizzes=finished).first()
    assert point is not None
    survey_material(point.material)
    sheet = create_sheet_import(group=group)
    closed = create_quiz(group=group, opens_at=NOW - 3 * DAY, closes_at=NOW - 2 * DAY)
    attempt = Attempt.objects.get(quiz=finished)
    return {
        "quiz": quiz.pk,
        "draft": Quiz.objects.drafts().get().pk,
        "finished": finished.pk,
        "attempt": attempt.pk,
        "closed": closed.pk,
        "point": point,
        "sheet": sheet.pk,
    }


MEMBER_PAGES = {
    "/g/ours/": 22,
    "/g/ours/materials/": 5,
    "/g/ours/materials/?q=气瓶": 5,
    "/g/ours/materials/{point.material_id}/?point={point.pk}": 11,
    "/g/ours/quizzes/{quiz}/": 5,
    "/g/ours/quizzes/{finished}/result/": 10,
    "/g/ours/quizzes/{closed}/practice/": 5,
    "/g/ours/mistakes/": 11,
    "/g/ours/review/": 8,
    "/g/ours/progress/": 13,
    "/": 3,
}
SECRETARY_PAGES = {
    "/g/ours/": 13,
    "/g/ours/materials/": 5,
    "/g/ours/materials/?q=气瓶": 6,
    "/g/ours/materials/?by=topic": 5,
    "/g/ours/materials/{point.material_id}/": 9,
    "/g/ours/materials/{point.material_id}/points/": 13,
    "/g/ours/materials/{point.material_id}/points/?at=k{point.pk}": 15,
    "/g/ours/points/{point.pk}/": 15,
    "/g/ours/sheets/": 4,
    "/g/ours/sheets/{sheet}/": 6,
    "/g/ours/quizzes/": 6,
    "/g/ours/quizzes/new/": 7,
    "/g/ours/quizzes/{draft}/draft/": 15,
    "/g/ours/quizzes/{quiz}/preview/": 6,
    "/g/ours/quizzes/{quiz}/notice/": 5,
    "/g/ours/quizzes/{finished}/answers/": 11,
    "/g/ours/quizzes/{finished}/attempts/{attempt}/": 10,
    "/g/ours/quizzes/{quiz}/arrangements/": 9,
    "/g/ours/scores/": 11,
    "/g/ours/settings/": 5,
}


def look_twice(client, path, queries, group, member, assert_num_queries, assert_at_most):
    grow(group, member, members=5, quizzes=2, materials=1)
    with assert_num_queries(queries):
        assert client.get(path).status_code in {200, 302}
    grow(group, member, members=25, quizzes=10, materials=9)
    with assert_at_most(queries):  # due cards that fill the day spare the look for new ones
        client.get(path)


@pytest.mark.parametrize(("path", "queries"), MEMBER_PAGES.items())
def test_pages_of_a_member(
    as_member, group, member, scene, path, queries, django_assert_num_queries, django_assert_max_num_queries
):
    look_twice(
        as_member,
        path.format(**scene),
        queries,
        group,
        member,
        django_assert_num_queries,
        django_assert_max_num_queries,
    )


@pytest.mark.parametrize(("path", "queries"), SECRETARY_PAGES.items())
def test_pages_of_the_secretary(
    as_secretary, group, member, scene, path, queries, django_assert_num_queries, django_assert_max_num_queries
):
    look_twice(
        as_secretary,
        path.format(**scene),
        queries,
        group,
        member,
        django_assert_num_queries,
        django_assert_max_num_queries,
    )


def test_a_longer_material_and_a_longer_paper_make_no_more(as_secretary, group, scene, django_assert_max_num_queries):
    material = Material.objects.get(pk=scene["point"].material_id)
    for _ in range(3):
        create_quiz(group=group, material=material, questions=standard_questions(material) * 3)
    longest = Quiz.objects.order_by("-pk").first()
    assert longest is not None
    with django_assert_max_num_queries(SECRETARY_PAGES["/g/ours/quizzes/{quiz}/preview/"]):
        as_secretary.get(f"/g/ours/quizzes/{longest.pk}/preview/")
    with django_assert_max_num_queries(SECRETARY_PAGES["/g/ours/materials/{point.material_id}/points/"]):
        as_secretary.get(f"/g/ours/materials/{material.pk}/points/")


def twenty_questions(group, member, people):
    """An attempt of the member at a quiz of 20 blanks, in a group of so many others who are taking it too."""
    material = create_material(group=group)
    points = [create_key_point(material=material, text=f"第{n}条：不小于{{{{c1::{n}米}}}}。") for n in range(20)]
    quiz = create_quiz(group=group, material=material, questions=[typed(point) for point in points])
    others = [create_person(group=group) for _ in range(people)]
    Attempt.objects.bulk_create(Attempt(quiz=quiz, member=other, started_at=NOW) for other in others)
    return start_attempt(quiz=quiz, member=member, now=NOW, seed=3)


@pytest.mark.parametrize("people", [1, 40])
def test_the_paper_a_save_and_handing_in_keep_to_their_numbers(
    as_member, group, member, people, django_assert_max_num_queries
):
    attempt = twenty_questions(group, member, people)
    path, questions = f"/g/ours/quizzes/{attempt.quiz_id}/", list(attempt.quiz.questions.all())
    with django_assert_max_num_queries(10):
        page = as_member.get(path)
    assert len(page.content) <= 40_000
    with django_assert_max_num_queries(6):
        assert as_member.hx_post(f"{path}save/", target="", **form_of(questions[0], "0.05")).status_code == 204
    form = {name: value for question in questions[1:] for name, value in form_of(question, "0.05").items()}
    with django_assert_max_num_queries(15):
        assert as_member.post(f"{path}submit/", form).headers["Location"] == f"{path}result/"
    assert str(Attempt.objects.get(pk=attempt.pk).score) == "100.0"


def test_the_next_card_of_a_full_day(as_member, group, member, django_assert_num_queries):
    material = create_material(group=group)
    points = [create_key_point(material=material, text=f"第{n}条：间隔{{{{c1::{n}天}}}}。") for n in range(1, 31)]
    seen = {"stability": 9.0, "difficulty": 5.0, "state": 2, "last_review": NOW - 20 * DAY}
    Card.objects.bulk_create(Card(member=member, key_point=point, due=NOW - DAY, **seen) for point in points)
    with django_assert_num_queries(6):
        page = as_member.get("/g/ours/review/")
    shown = page.context["face"]
    with django_assert_num_queries(11):  # 2 of them open and close the transaction
        grade = {"rating": "3", "graded_at": shown.graded_at}
        answer = as_member.hx_post(f"/g/ours/review/{shown.key_point.pk}/grade/", target="review", **grade)
    second = answer.context["face"]
    assert second.key_point != shown.key_point
    with django_assert_num_queries(9):  # the page brings what was left of the queue
        grade = {"rating": "3", "graded_at": second.graded_at, "done": "1", "then": " ".join(map(str, second.then))}
        answer = as_member.hx_post(f"/g/ours/review/{second.key_point.pk}/grade/", target="review", **grade)
    assert answer.context["face"].key_point.pk == second.then[0]
