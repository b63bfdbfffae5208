from __future__ import annotations

import pytest
from django.utils import timezone

from quizzes.core.memory import Rating
from quizzes.models import Part, Review
from quizzes.reviewing import grade
from tests.factories import create_group, create_key_point, create_material
from tests.quizzes.conftest import url


@pytest.fixture
def points(group):
    material = create_material(group=group)
    return [create_key_point(material=material, text=f"第{number}条讲{{{{c1::要点{number}}}}}。") for number in (1, 2)]


def test_without_key_points_there_is_nothing_to_review(as_member):
    html = as_member.get(url("review")).text
    assert "现在没有要复习的卡片。" in html


def test_a_card_asks_first_and_has_its_answer_behind(as_member, points):
    html = as_member.get(url("review")).text
    face, back = html.split('class="card-back"')
    assert "要点1" not in face
    assert '<p class="card-answer">要点1</p>' in back
    assert "1/2" in html


def test_a_card_leads_to_its_passage(as_member, points):
    assert (
        f"/materials/{points[0].material_id}/?point={points[0].pk}&amp;from=review#p1"
        in as_member.get(url("review")).text
    )


def test_htmx_gets_only_the_card(as_member, points):
    html = as_member.hx_get(url("review"), target="review").text
    assert 'id="review"' in html
    assert "<html" not in html


def test_another_target_gets_the_whole_page(as_member, points):
    response = as_member.hx_get(url("review"), target="elsewhere")
    assert "<html" in response.text
    assert "HX-Target" in response.headers["Vary"]


def test_a_card_can_be_asked_for_again(as_member, points):
    html = as_member.get(url("review"), {"card": points[1].pk}).text
    assert '<p class="card-answer">要点2</p>' in html


@pytest.mark.parametrize("wanted", ["abc", "-1", "１", "9" * 40, ""])
def test_a_made_up_card_gives_the_next_one(as_member, points, wanted):
    assert "要点1" in as_member.get(url("review"), {"card": wanted}).text


def test_a_card_of_another_group_is_not_found(as_member, points):
    theirs = create_key_point(material=create_material(group=create_group()))
    assert as_member.get(url("review"), {"card": theirs.pk}).status_code == 404


@pytest.mark.parametrize("started", [False, True])
def test_a_card_that_an_open_quiz_asks_is_not_shown_even_when_asked_for(as_member, quiz, started):
    if started:
        as_member.post(url("start", quiz.pk))
    for point in Part.objects.values_list("key_point", flat=True):
        assert "现在没有要复习的卡片。" in as_member.get(url("review"), {"card": point}).text


def test_taking_a_grade_back_does_not_show_a_locked_card(as_member, member, quiz):
    part = Part.objects.select_related("key_point").order_by("pk").first()
    assert part is not None
    grade(
        member=member,
        group=part.key_point.material.group,
        key_point_id=part.key_point.pk,
        rating=Rating.GOOD,
        now=timezone.now(),
    )
    assert "card-back" not in as_member.hx_post(url("undo_grade"), target="review").text
    assert not Review.objects.exists()


def test_when_all_is_done_it_says_that_this_is_enough(as_member, member, points):
    for point in points:
        grade(member=member, group=point.material.group, key_point_id=point.pk, rating=Rating.EASY, now=timezone.now())
    html = as_member.get(url("review")).text
    assert "今天复习了2张，到这里就好。" in html
    assert "?more=10" in html


@pytest.mark.parametrize("more", ["10", "x", "-5", "1e9", "99999"])
def test_asking_for_more_never_fails(as_member, points, more):
    assert as_member.get(url("review"), {"more": more}).status_code == 200
