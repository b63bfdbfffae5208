from __future__ import annotations

import pytest
from django.utils import timezone

from quizzes.core.types import Mark
from quizzes.models import Preparation
from quizzes.preparing import as_point, is_fresh, prepare_material, prepared_questions
from studyapp.curation import change_key_point, remove_key_point
from tests.factories import create_key_point, create_material


@pytest.fixture
def material(group):
    return create_key_point(material=create_material(group=group)).material


def test_a_key_point_row_becomes_a_value_of_the_core(material):
    marks = {"c1": {"accept": ["十米"], "distractors": ["5米"], "ordered": True}}
    row = create_key_point(
        material=material, text="不得小于{{c1::10米}}。", term="距离", marks=marks, aliases=["间距"], pair_value="10米"
    )
    point = as_point(row)
    assert (point.id, point.statement, point.term) == (str(row.pk), "不得小于10米。", "距离")
    assert (point.aliases, point.pair_value, point.material) == (("间距",), "10米", str(material.pk))
    assert point.marks == (Mark(4, 7, "10米", accept=("十米",), distractors=("5米",), ordered=True, group=1),)


def test_material_is_stale_until_it_is_prepared(material):
    assert not is_fresh(material)
    prepare_material(material)
    assert is_fresh(material)


def test_preparing_again_replaces_what_was_there(material):
    assert prepare_material(material) == prepare_material(material)
    assert Preparation.objects.count() == 1


@pytest.mark.parametrize("field", ["text", "term", "category", "pair_value"])
def test_a_changed_key_point_makes_it_stale(material, field):
    prepare_material(material)
    change_key_point(key_point=material.key_points.get(), values={field: "另外的内容"})
    assert not is_fresh(material)


def test_another_key_point_or_one_less_makes_it_stale(material):
    prepare_material(material)
    point = create_key_point(material=material)
    assert not is_fresh(material)
    remove_key_point(key_point=point, now=timezone.now())
    assert is_fresh(material)


def test_a_new_version_of_the_generator_makes_it_stale(material):
    prepare_material(material)
    Preparation.objects.update(generator="wengu-core 0")
    assert not is_fresh(material)


def test_a_new_title_does_not(material):
    prepare_material(material)
    material.title = "改了名"
    material.save()
    assert is_fresh(material)


def test_what_was_prepared_comes_back_as_it_was(material):
    stored = prepare_material(material)
    prepared = prepared_questions([material])
    assert [one.content_hash for one in prepared] == [stored.content_hash]
    point = material.key_points.get()
    assert stored.faces == {str(point.pk): {"statement": point.statement, "blanks": [(13, 16)]}}
