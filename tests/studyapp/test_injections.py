"""What people type is shown as text, wherever it is shown."""

from __future__ import annotations

import pytest

from quizzes.models import Quiz
from studyapp.models import KeyPoint, Membership, StudyGroup, User
from tests.factories import create_key_point, create_material, create_person, create_quiz

NASTY = (
    "<script>alert(1)</script>",
    "{{7777*7777}}",
    "{% debug %}",
    '"><img src=x onerror=alert(1)>',
    "' hx-get='/evil",
)
MEMBER_PAGES = ("/g/ours/", "/g/ours/materials/", "/g/ours/review/", "/g/ours/progress/")
SECRETARY_PAGES = ("/g/ours/", "/g/ours/materials/", "/g/ours/quizzes/", "/g/ours/quizzes/new/", "/g/ours/scores/")


@pytest.fixture(params=NASTY)
def nasty(request, group, member):
    """A group in which every free text is the same hostile one."""
    text = request.param
    point = create_key_point(material=create_material(group=group))
    create_quiz(group=group)
    create_quiz(group=group, is_published=False)
    StudyGroup.objects.filter(pk=group.pk).update(name=text)
    group.materials.update(title=text, author=text[:60], source=text)
    KeyPoint.objects.update(term=text, category=text[:20], quote=text)
    KeyPoint.objects.exclude(pk=point.pk).update(text=f"{text.replace('{{', '{').replace('}}', '}')}，这是要点。")
    Quiz.objects.update(title=text, problem=text)
    User.objects.update(name=text)
    Membership.objects.update(post=text[:20])
    point.passage.text = text
    point.passage.save()
    return text


def is_text(html):
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "' hx-get='/evil" not in html
    assert "60481729" not in html
    assert "SECRET_KEY" not in html
    return True


@pytest.mark.parametrize("path", MEMBER_PAGES)
def test_members_see_text(as_member, nasty, path):
    response = as_member.get(path)
    assert response.status_code == 200
    assert is_text(response.text)


def test_members_see_text_in_a_material_and_a_quiz(as_member, nasty, group):
    material, quiz = group.materials.first(), Quiz.objects.published().get()
    point = material.key_points.first()
    for path in (f"/g/ours/materials/{material.pk}/?point={point.pk if point else ''}", f"/g/ours/quizzes/{quiz.pk}/"):
        assert is_text(as_member.get(path).text)


@pytest.mark.parametrize("path", SECRETARY_PAGES)
def test_the_secretary_sees_text(as_secretary, nasty, path):
    response = as_secretary.get(path)
    assert response.status_code == 200
    assert is_text(response.text)


def test_the_secretary_sees_text_at_the_desk_and_in_papers(as_secretary, nasty):
    point = KeyPoint.objects.order_by("-pk")[0]
    draft, published = Quiz.objects.drafts().get(), Quiz.objects.published().get()
    pages = (
        f"/g/ours/materials/{point.material_id}/points/",
        f"/g/ours/points/{point.pk}/",
        f"/g/ours/quizzes/{draft.pk}/draft/",
        f"/g/ours/quizzes/{published.pk}/preview/",
    )
    for path in pages:
        assert is_text(as_secretary.get(path).text)


@pytest.mark.parametrize("text", NASTY)
def test_a_refused_form_shows_what_was_typed_as_text(as_secretary, group, text):
    draft = create_quiz(group=group, is_published=False)
    response = as_secretary.post(f"/g/ours/quizzes/{draft.pk}/publish/", {"title": text, "opens_at": text})
    assert response.status_code == 422
    assert is_text(response.text)


def test_a_name_in_a_message_is_text(as_secretary, group):
    material = create_material(group=group, title="<script>alert(1)</script>")
    assert is_text(as_secretary.post(f"/g/ours/materials/{material.pk}/remove/", follow=True).text)


def test_formulas_in_names_are_only_names(as_secretary, group):
    create_person(group=group, name="=1+1")
    create_quiz(group=group)
    assert "=1+1" in as_secretary.get("/g/ours/scores/").text
