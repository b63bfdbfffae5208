from __future__ import annotations

import re

import pytest

from quizzes.models import Quiz
from quizzes.preparing import prepare_material
from tests.factories import create_group, create_key_point, create_material, create_quiz
from tests.quizzes.conftest import url


@pytest.fixture
def material(group):
    return create_key_point(material=create_material(group=group)).material


@pytest.fixture
def compose(as_secretary, material):
    """Send the form, changed in the given fields."""
    form = {"materials": material.pk, "length": "3", "kinds": ["fill_blank", "matching"], "weak_share": "20"}
    return lambda **changed: as_secretary.post(url("compose"), form | changed)


def test_without_key_points_there_is_nothing_to_compose_from(as_secretary, group):
    create_material(group=group)
    assert "还没有标了要点的资料。" in as_secretary.get(url("compose")).text


def test_each_marked_material_can_be_chosen(as_secretary, material, group):
    create_key_point(material=create_material(group=create_group(), title="别组资料"))
    html = as_secretary.get(url("compose")).text
    assert f'name="materials" value="{material.pk}" checked>' in html
    assert "1个要点" in html
    assert "别组资料" not in html


def test_a_material_can_be_chosen_by_the_address(as_secretary, material):
    html = as_secretary.get(url("compose"), {"material": material.pk}).text
    assert f'name="materials" value="{material.pk}" checked' in html


def test_prepared_material_gives_a_draft_to_look_through(compose, material, secretary):
    prepare_material(material)
    response = compose()
    quiz = Quiz.objects.get()
    assert response.headers["Location"] == url("draft", quiz.pk)
    assert (quiz.length, quiz.created_by, list(quiz.materials.all())) == (3, secretary, [material])
    assert quiz.questions.count() == 1


def test_unprepared_material_is_left_to_a_child_process(compose, monkeypatch):
    left: list[int] = []
    monkeypatch.setattr("quizzes.publishing.write_questions_in_background", left.append)
    compose()
    assert left == [Quiz.objects.get().pk]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"materials": []}, "请至少选一篇资料。"),
        ({"length": ""}, "请填写题数。"),
        ({"length": "2"}, "题数请填3到30的整数。"),
        ({"length": "31"}, "题数请填3到30的整数。"),
        ({"length": "-1"}, "题数请填3到30的整数。"),
        ({"length": "NaN"}, "题数请填3到30的整数。"),
        ({"length": "9" * 5000}, "题数请填3到30的整数。"),
        ({"kinds": []}, "请至少选一种题型。"),
    ],
)
def test_a_wrong_form_says_what_to_do_and_makes_nothing(compose, changed, sentence):
    response = compose(**changed)
    assert response.status_code == 422
    assert sentence in response.text
    assert not Quiz.objects.exists()


def test_a_wrong_form_keeps_what_was_chosen(compose, material):
    html = compose(length="99").text
    assert f'name="materials" value="{material.pk}" checked' in html
    assert 'value="99"' in html


@pytest.mark.parametrize("kind", ["essay", "fill_blank'"])
def test_a_made_up_kind_is_refused(compose, kind):
    assert compose(kinds=[kind]).status_code == 422


def test_material_of_another_group_cannot_be_asked(compose):
    theirs = create_key_point(material=create_material(group=create_group())).material
    assert compose(materials=theirs.pk).status_code == 422
    assert not Quiz.objects.exists()


def test_an_empty_form_is_answered_in_words(as_secretary, material):
    assert as_secretary.post(url("compose")).status_code == 422


def test_the_form_is_filled_in_like_the_last_quiz(as_secretary, group):
    last = create_quiz(group=group)
    Quiz.objects.filter(pk=last.pk).update(length=7, kinds=["matching"], weak_share=35)
    html = as_secretary.get(url("compose")).text
    assert 'name="length" value="7"' in html
    assert 'name="weak_share" value="35"' in html
    assert len(re.findall(r'name="kinds" value="\w+"[^>]*checked', html)) == 1


def test_what_came_since_the_last_quiz_is_ticked(as_secretary, group):
    old = create_quiz(group=group).materials.get()
    new = create_key_point(material=create_material(group=group)).material
    html = as_secretary.get(url("compose")).text
    assert f'value="{new.pk}" checked' in html
    assert f'value="{old.pk}">' in html


def test_of_forty_materials_the_older_ones_are_folded_away(as_secretary, group):
    for _ in range(40):
        create_key_point(material=create_material(group=group))
    html = as_secretary.get(url("compose")).text
    folded = html.split("更早的")[1]
    assert html.count('name="materials"') == 40
    assert 30 <= folded.count('name="materials"') <= 34
    assert "checked" not in folded.split("</details>")[0]


def test_the_share_of_weak_points_is_a_choice_of_the_quiz(compose):
    compose(weak_share="45")
    assert Quiz.objects.get().weak_share == 45
