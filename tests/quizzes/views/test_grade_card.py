from __future__ import annotations

import pytest
from django.utils import timezone

from quizzes.models import Card, Review
from studyapp.curation import remove_key_point
from tests.factories import create_key_point, create_material
from tests.quizzes.conftest import url


@pytest.fixture
def points(group):
    material = create_material(group=group)
    return [create_key_point(material=material, text=f"第{number}条讲{{{{c1::要点{number}}}}}。") for number in (1, 2)]


def test_htmx_gets_the_next_card(as_member, points):
    html = as_member.hx_post(url("grade_card", points[0].pk), target="review", rating="3").text
    assert "要点2" in html
    assert "<html" not in html
    assert 'id="card-count" hx-swap-oob="true">2/2' in html
    assert Review.objects.get().rating == 3


def test_without_script_the_page_opens_anew(as_member, points):
    response = as_member.post(url("grade_card", points[0].pk), {"rating": "1"})
    assert response.headers["Location"] == url("review")
    assert Card.objects.get().key_point == points[0]


def test_who_asked_for_more_keeps_getting_more(as_member, points):
    response = as_member.post(url("grade_card", points[0].pk), {"rating": "1", "more": "10"})
    assert response.headers["Location"] == f"{url('review')}?more=10"


@pytest.mark.parametrize("rating", ["", "0", "5", "good", "１", "3.0"])
def test_a_grade_that_does_not_exist_changes_nothing(as_member, points, rating):
    assert as_member.post(url("grade_card", points[0].pk), {"rating": rating}).status_code == 302
    assert not Review.objects.exists()


def test_a_retired_card_is_not_graded(as_member, points):
    as_member.post(url("grade_card", points[0].pk), {"rating": "3"})
    remove_key_point(key_point=points[0], now=timezone.now())
    assert as_member.post(url("grade_card", points[0].pk), {"rating": "3"}).status_code == 404


def test_undo_shows_the_card_again(as_member, points):
    as_member.post(url("grade_card", points[0].pk), {"rating": "3"})
    response = as_member.post(url("undo_grade"))
    assert response.headers["Location"] == f"{url('review')}?card={points[0].pk}"
    assert not Review.objects.exists()


def test_a_second_tap_on_the_same_card_is_no_second_review(as_member, points):
    for rating in ("3", "1"):
        as_member.post(url("grade_card", points[0].pk), {"rating": rating, "graded_at": ""})
    assert Review.objects.get().rating == 3


def test_htmx_undo_gets_the_card_itself(as_member, points):
    as_member.post(url("grade_card", points[0].pk), {"rating": "3"})
    html = as_member.hx_post(url("undo_grade"), target="review").text
    assert "要点1" in html
    assert "<html" not in html


def test_undo_is_offered_once_there_is_something_to_undo(as_member, points):
    assert 'class="quiet nothing-done" id="card-count"' in as_member.get(url("review")).text
    graded = as_member.hx_post(url("grade_card", points[0].pk), target="review", rating="3").text
    assert 'class="quiet" id="card-count" hx-swap-oob' in graded
    assert "nothing-done" in as_member.hx_post(url("undo_grade"), target="review").text


def test_nothing_to_undo_is_no_error(as_member, points):
    assert as_member.post(url("undo_grade")).headers["Location"] == url("review")
