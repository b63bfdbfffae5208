"""Every address has a declared rule, and keeps it: a new route without one fails here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from quizzes.answering import start_attempt
from quizzes.finishing import hand_in
from quizzes.models import Pause, Quiz
from studyapp.models import StudyGroup
from tests.factories import (
    create_import,
    create_key_point,
    create_material,
    create_person,
    create_quiz,
    create_sheet_import,
)

# name -> (who may come in, the objects that its address names)
RULES: dict[str, tuple[str, tuple[str, ...]]] = {
    "account_login": ("anyone", ()),
    "account_logout": ("person", ()),
    "account_change_password": ("person", ()),
    "health": ("anyone", ()),
    "index": ("person", ()),
    "large_type": ("person", ()),
    "material_list": ("member", ()),
    "material": ("member", ("material_id",)),
    "material_topic": ("secretary", ("material_id",)),
    "upload": ("secretary", ()),
    "import_preview": ("secretary", ("import_id",)),
    "import_revision": ("secretary", ("import_id",)),
    "material_remove": ("secretary", ("material_id",)),
    "curate": ("secretary", ("material_id",)),
    "curate_act": ("secretary", ("material_id",)),
    "key_point_add": ("secretary", ("passage_id",)),
    "key_point": ("secretary", ("point_id",)),
    "key_point_remove": ("secretary", ("point_id",)),
    "sheet_upload": ("secretary", ()),
    "sheet_template": ("secretary", ()),
    "sheet_preview": ("secretary", ("sheet_id",)),
    "sheet_confirm": ("secretary", ("sheet_id",)),
    "sheet_undo": ("secretary", ("sheet_id",)),
    "quizzes:home": ("member", ()),
    "quizzes:paper": ("member", ("quiz_id",)),
    "quizzes:start": ("member", ("quiz_id",)),
    "quizzes:save": ("member", ("quiz_id",)),
    "quizzes:submit": ("member", ("quiz_id",)),
    "quizzes:result": ("member", ("quiz_id",)),
    "quizzes:doubt": ("member", ("quiz_id", "asked_id")),
    "quizzes:regrade_seen": ("member", ("quiz_id",)),
    "quizzes:practice": ("member", ("closed_id",)),
    "quizzes:practice_check": ("member", ("closed_id", "closed_question_id")),
    "quizzes:mistakes": ("member", ()),
    "quizzes:review": ("member", ()),
    "quizzes:grade_card": ("member", ("point_id",)),
    "quizzes:undo_grade": ("member", ()),
    "quizzes:progress": ("member", ()),
    "quizzes:quiz_list": ("secretary", ()),
    "quizzes:compose": ("secretary", ()),
    "quizzes:draft": ("secretary", ("draft_id",)),
    "quizzes:repeat_last": ("secretary", ()),
    "quizzes:rewrite": ("secretary", ("draft_id",)),
    "quizzes:undo_act": ("secretary", ("draft_id",)),
    "quizzes:question_add": ("secretary", ("draft_id",)),
    "quizzes:question_pin": ("secretary", ("draft_id", "question_id")),
    "quizzes:question_shift": ("secretary", ("draft_id", "question_id")),
    "quizzes:question_drop": ("secretary", ("draft_id", "question_id")),
    "quizzes:question_swap": ("secretary", ("draft_id", "question_id")),
    "quizzes:question_blank": ("secretary", ("draft_id", "question_id")),
    "quizzes:publish_quiz": ("secretary", ("draft_id",)),
    "quizzes:notice": ("secretary", ("quiz_id",)),
    "quizzes:entrance": ("member", ("quiz_id",)),
    "quizzes:withdraw_quiz": ("secretary", ("quiz_id",)),
    "quizzes:discard": ("secretary", ("draft_id",)),
    "quizzes:preview": ("secretary", ("quiz_id",)),
    "quizzes:arrangements": ("secretary", ("quiz_id",)),
    "quizzes:arrangement": ("secretary", ("quiz_id", "member_id")),
    "quizzes:judging": ("secretary", ("quiz_id",)),
    "quizzes:key_change": ("secretary", ("quiz_id", "part_id")),
    "quizzes:doubts_settle": ("secretary", ("quiz_id", "asked_id")),
    "quizzes:attempt_answers": ("secretary", ("quiz_id", "attempt_id")),
    "quizzes:scores": ("secretary", ()),
    "quizzes:rhythm": ("secretary", ()),
    "quizzes:group_rename": ("secretary", ()),
    "quizzes:pause_add": ("secretary", ()),
    "quizzes:pause_next_week": ("secretary", ()),
    "quizzes:pause_remove": ("secretary", ("pause_id",)),
}
# Objects of one kind that differ: address part -> which of them.
ALSO_CALLED = {
    "draft_id": "quiz_id",
    "closed_id": "quiz_id",
    "asked_id": "question_id",
    "closed_question_id": "question_id",
}
IN_A_GROUP = [name for name, (who, _) in RULES.items() if who in {"member", "secretary"}]
FOR_SECRETARIES = [name for name, (who, _) in RULES.items() if who == "secretary"]
WITH_OBJECTS = [name for name in IN_A_GROUP if RULES[name][1]]
CLOSED = [name for name, (who, _) in RULES.items() if who != "anyone"]


def named_routes(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            namespace = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from named_routes(pattern.url_patterns, namespace)
        else:
            assert pattern.name or prefix == "admin:", f"{pattern} has no name"
            yield f"{prefix}{pattern.name}"


def objects_of(group: StudyGroup) -> dict[str, Any]:
    """One object of each kind in `group`, by the name that addresses use."""
    material = create_material(group=group)
    point = create_key_point(material=material)
    draft = create_quiz(group=group, is_published=False)
    question = draft.questions.first()
    assert question is not None
    quiz = create_quiz(group=group)
    now = timezone.now()
    closed = create_quiz(group=group, opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=2))
    attempt = start_attempt(quiz=quiz, member=create_person(group=group), now=now)
    hand_in(attempt=attempt, now=now)
    asked, closed_question = quiz.questions.first(), closed.questions.first()
    assert asked is not None
    assert closed_question is not None
    return {
        "material_id": material.pk,
        "passage_id": point.passage_id,
        "index": 0,
        "import_id": create_import(group=group, replaces=material).pk,
        "point_id": point.pk,
        "sheet_id": create_sheet_import(group=group).pk,
        "quiz_id": quiz.pk,
        "asked_id": asked.pk,
        "part_id": asked.parts.get().pk,
        "attempt_id": attempt.pk,
        "closed_id": closed.pk,
        "closed_question_id": closed_question.pk,
        "draft_id": draft.pk,
        "question_id": question.pk,
        "member_id": create_person(group=group).pk,
        "pause_id": Pause.objects.create(group=group, first_day="2026-10-01", last_day="2026-10-07").pk,
    }


def address(name: str, slug: str, objects: dict[str, Any]) -> str:
    """The address of a route in the group `slug`, for the given objects."""
    who, wanted = RULES[name]
    named = {ALSO_CALLED.get(key, key): objects[key] for key in wanted}
    return reverse(name, kwargs=named | ({"slug": slug} if who in {"member", "secretary"} else {}))


@pytest.fixture
def ours(group, secretary):
    return objects_of(group)


def test_no_route_is_without_a_rule():
    names = set(named_routes(get_resolver().url_patterns))
    ours = {name for name in names if not name.startswith("admin:")}
    assert ours == set(RULES)


@pytest.mark.parametrize("name", CLOSED)
def test_visitors_are_sent_to_the_door(client, group, ours, name):
    url = address(name, "ours", ours)
    assert client.get(url).headers["Location"].startswith("/accounts/login/")
    assert client.hx_get(url, target="anything").status_code == 401


def test_admin_pages_need_staff(client, member):
    client.force_login(member)
    assert client.get("/admin/studyapp/user/").status_code == 302


@pytest.mark.parametrize("name", IN_A_GROUP)
def test_outsiders_find_nothing(client, group, ours, outsider, name):
    client.force_login(outsider)
    url = address(name, "ours", ours)
    assert client.get(url).status_code in {404, 405}
    assert client.post(url).status_code in {404, 405}


@pytest.mark.parametrize("name", IN_A_GROUP)
def test_those_who_left_find_nothing(client, group, ours, secretary, name):
    group.memberships.update(left_at="2026-02-01T00:00Z")
    client.force_login(secretary)
    assert client.post(address(name, "ours", ours)).status_code in {404, 405}


@pytest.mark.parametrize("name", FOR_SECRETARIES)
def test_plain_members_are_refused(client, group, ours, member, name):
    client.force_login(member)
    url = address(name, "ours", ours)
    assert client.get(url).status_code in {403, 405}
    assert client.post(url).status_code in {403, 405}


@pytest.mark.parametrize("name", WITH_OBJECTS)
def test_objects_of_another_group_are_not_found_here(client, group, secretary, outsider, name):
    theirs = objects_of(StudyGroup.objects.get(slug="theirs"))
    client.force_login(secretary)
    url = address(name, "ours", theirs)
    assert client.get(url).status_code in {404, 405}
    assert client.post(url).status_code in {404, 405}


@pytest.mark.parametrize("name", FOR_SECRETARIES)
def test_secretaries_are_let_in(client, group, ours, secretary, name):
    client.force_login(secretary)
    assert client.get(address(name, "ours", ours)).status_code in {200, 405}


def test_a_draft_is_hidden_from_members(client, group, ours, member):
    client.force_login(member)
    draft = Quiz.objects.get(pk=ours["draft_id"])
    assert client.get(reverse("quizzes:paper", args=["ours", draft.pk])).status_code == 404
