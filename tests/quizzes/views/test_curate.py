"""The desk: the document with what is marked in it, and one decision with its question beside it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from quizzes.answering import start_attempt
from quizzes.finishing import hand_in
from quizzes.models import Candidate, MaterialSurvey
from studyapp.models import KeyPoint
from tests.factories import answer_all, create_key_point, create_material, create_person, create_quiz
from tests.quizzes.desk import address, only_point, proposal, ref, surveyed


@pytest.fixture
def material(group):
    return surveyed(group)


def test_the_first_proposal_is_shown_with_its_words_and_its_question(as_secretary, material):
    html = as_secretary.get(address(material)).text
    first = Candidate.objects.filter(is_best=True)[0]
    assert f'data-at="{ref(first)}"' in html
    assert f'class="point proposed here" href="{address(material)}?at={ref(first)}#panel"' in html
    assert 'name="tap"' in html
    assert "题目预览" in html
    assert first.reason in html


def test_any_item_can_be_asked_for(as_secretary, material):
    wanted = proposal(material, "四个环节")
    assert f'data-at="{ref(wanted)}"' in as_secretary.get(f"{address(material)}?at={ref(wanted)}").text


def test_key_points_and_proposals_are_told_apart_in_the_document(as_secretary, material):
    point = create_key_point(material=material, quote="气瓶应当直立放置，并用防倒链固定。")
    html = as_secretary.get(f"{address(material)}?at={ref(proposal(material, '四个环节'))}").text
    assert f'class="point" href="{address(material)}?at={ref(point)}#panel"' in html
    assert html.count('class="point proposed"') >= 2


@pytest.mark.parametrize("at", ["k999999", "c999999", "c", "x1", "c٣", "c" + "9" * 30, "../", "k1 or 1=1"])
def test_an_item_that_is_not_there_is_passed_over(as_secretary, material, at):
    response = as_secretary.get(address(material), {"at": at})
    assert response.status_code == 200
    assert 'data-at="c' in response.text


@pytest.mark.parametrize("section", ["0", "99", "-1", "abc", "٣", "9" * 40])
def test_a_part_that_is_not_there_is_passed_over(as_secretary, material, section):
    assert as_secretary.get(address(material), {"section": section}).status_code == 200
    assert as_secretary.hx_get(address(material), target="section-1", section=section).status_code == 404


def test_htmx_gets_only_the_decision_and_the_address_to_come_back_to(as_secretary, material):
    wanted = proposal(material, "四个环节")
    response = as_secretary.hx_get(address(material), target="decision", at=ref(wanted))
    assert response.text.lstrip().startswith('<div class="decision" id="decision"')
    assert "<html" not in response.text
    assert 'class="passage"' not in response.text
    assert response.headers["HX-Replace-Url"] == f"{address(material)}?at={ref(wanted)}"
    assert "HX-Target" in response.headers["Vary"]


def test_a_part_of_the_document_comes_alone(as_secretary, material):
    html = as_secretary.hx_get(address(material), target="section-1", section="1").text
    assert html.lstrip().startswith('<section id="section-1"')
    assert "decision" not in html


def test_before_the_survey_is_done_the_page_waits_and_selecting_works(as_secretary, group):
    material = create_material(group=group)
    html = as_secretary.get(address(material)).text
    assert "正在通读资料" in html
    assert as_secretary.hx_get(address(material), target="surveying").status_code == 204
    MaterialSurvey.objects.filter(material=material).delete()
    material = surveyed(group)
    assert as_secretary.hx_get(address(material), target="surveying").headers["HX-Refresh"] == "true"


def test_only_the_best_are_in_the_queue_until_the_rest_is_asked_for(as_secretary, material):
    rest = Candidate.objects.filter(is_best=False).count()
    assert rest
    assert f"另有{rest}条备选" in as_secretary.get(address(material)).text
    as_secretary.post(f"{address(material)}act/", {"rest": "1"})
    html = as_secretary.get(address(material)).text
    assert "条备选" not in html
    assert f"待定{Candidate.objects.count()}" in html


def test_when_all_is_decided_the_way_goes_on(as_secretary, material):
    Candidate.objects.update(status="dismissed")
    assert "还没有要点。" in as_secretary.get(address(material)).text
    create_key_point(material=material)
    html = as_secretary.get(f"{address(material)}?at=done").text
    assert "建议都看过了" in html
    assert f"/g/ours/quizzes/new/?material={material.pk}" in html


def test_trimming_offers_the_words_around(as_secretary, material):
    html = as_secretary.get(f"{address(material)}?at={ref(proposal(material, '10米'))}&trim=1").text
    assert 'name="cut"' in html
    assert 'value="end+"' in html
    assert 'name="tap"' not in html


def test_a_key_point_shows_which_quizzes_used_it_and_how_the_group_did(as_secretary, group):
    quiz = create_quiz(group=group)
    for number in range(6):
        person = create_person(group=group)
        attempt = start_attempt(quiz=quiz, member=person, now=timezone.now())
        answer_all(attempt, right=number < 3)
        hand_in(attempt=attempt, now=timezone.now())
    point = KeyPoint.objects.filter(parts__question__quiz=quiz)[0]
    html = as_secretary.get(f"{address(point.material)}?at=k{point.pk}").text
    assert f'href="/g/ours/quizzes/{quiz.pk}/preview/">{quiz.title}</a>' in html
    assert "<b>50%</b>" in html
    assert "6人作答，可能范围19%—81%" in html


def test_a_few_answers_say_nothing_yet(as_secretary, group, member):
    quiz = create_quiz(group=group)
    attempt = start_attempt(quiz=quiz, member=member, now=timezone.now())
    answer_all(attempt)
    hand_in(attempt=attempt, now=timezone.now())
    point = KeyPoint.objects.filter(parts__question__quiz=quiz)[0]
    assert "只有1人作答" in as_secretary.get(f"{address(point.material)}?at=k{point.pk}").text


def test_one_that_was_never_asked_says_so(as_secretary, material):
    create_key_point(material=material)
    assert "还没有出过题。" in as_secretary.get(f"{address(material)}?at={ref(only_point())}").text


def test_a_material_can_be_removed_from_here(as_secretary, material):
    assert f'action="/g/ours/materials/{material.pk}/remove/"' in as_secretary.get(address(material)).text
