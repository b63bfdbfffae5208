from __future__ import annotations

import re

import pytest
from django.utils import timezone

from quizzes.models import Card, Part, Review
from studyapp.curation import remove_key_point
from tests.factories import create_key_point, create_material, create_quiz
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


def sent_by(html):
    """What the card's page would send with its grade."""
    names = ("graded_at", "done", "then", "more")
    return {name: re.findall(f'name="{name}" value="([^"]*)"', html)[-1] for name in names}


@pytest.fixture
def five(group):
    material = create_material(group=group)
    return [
        create_key_point(material=material, text=f"第{number}条讲{{{{c1::要点{number}}}}}。") for number in range(5)
    ]


def test_the_queue_goes_from_card_to_card_and_ends(as_member, five):
    html = as_member.get(url("review")).text
    for number in range(4):
        assert f"要点{number}" in html
        assert f"{number + 1}/5" in html
        html = as_member.hx_post(url("grade_card", five[number].pk), target="review", rating="3", **sent_by(html)).text
    html = as_member.hx_post(url("grade_card", five[4].pk), target="review", rating="3", **sent_by(html)).text
    assert "今天复习了5张" in html


def grade_first(as_member, five, **changes):
    """Grade the first card on a page whose next one is the third."""
    html = as_member.get(url("review")).text
    fields = sent_by(html) | {"then": f"{five[2].pk} {five[1].pk}"} | changes
    return as_member.hx_post(url("grade_card", five[0].pk), target="review", rating="3", **fields).text


def test_the_next_card_is_the_one_the_page_had_waiting(as_member, five):
    html = grade_first(as_member, five)
    assert "要点2" in html
    assert sent_by(html)["then"] == str(five[1].pk)


def test_a_card_graded_on_another_device_is_not_shown_again(as_member, five):
    as_member.post(url("grade_card", five[2].pk), {"rating": "3"})
    assert "要点1" in grade_first(as_member, five)


def test_a_card_that_was_retired_meanwhile_is_not_shown(as_member, five):
    remove_key_point(key_point=five[2], now=timezone.now())
    assert "要点1" in grade_first(as_member, five)


def test_a_card_of_another_group_is_not_shown(as_member, five, outsider):
    theirs = create_key_point(
        material=create_material(group=outsider.memberships.get().group), text="他们的{{c1::机密}}。"
    )
    html = grade_first(as_member, five, then=str(theirs.pk))
    assert "机密" not in html
    assert "要点1" in html


def test_a_card_that_a_quiz_asks_which_has_opened_meanwhile_is_not_shown(as_member, five, group):
    quiz = create_quiz(group=group)
    asked = Part.objects.filter(question__quiz=quiz).values_list("key_point_id", flat=True)[0]
    html = grade_first(as_member, five, then=str(asked))
    assert url("grade_card", asked) not in html
    assert "要点1" in html


@pytest.mark.parametrize("then", ["", "x", "-1", "１", "9" * 30, "1 " * 400, "1.0"])
def test_an_odd_queue_is_worked_out_anew(as_member, five, then):
    assert "要点1" in grade_first(as_member, five, then=then)


@pytest.mark.parametrize("done", ["", "x", "-1", "9" * 30, "１"])
def test_an_odd_count_is_worked_out_anew(as_member, five, done):
    assert "2/5" in grade_first(as_member, five, done=done)
