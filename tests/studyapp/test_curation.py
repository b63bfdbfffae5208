from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from quizzes.models import Part
from studyapp.anchoring import anchor_of
from studyapp.curation import Stretch, add_key_point, change_key_point, remove_key_point, sentences, stretches
from studyapp.models import KeyPoint
from tests.factories import create_key_point, create_material, create_quiz

NOW = timezone.now()


def test_a_passage_falls_into_its_sentences():
    assert sentences("先关气。“再断电！”（最后报告。）完毕") == ["先关气。", "“再断电！”", "（最后报告。）", "完毕"]


@given(st.text("甲乙。！？”’」）) \n", min_size=1) | st.text(min_size=1))
def test_sentences_joined_are_the_passage_again(text):
    assert "".join(sentences(text)) == text


def test_quotes_cut_a_passage_into_stretches():
    assert stretches("甲乙丙丁", ["乙丙"], now="丙") == [
        Stretch("甲"),
        Stretch("乙", is_marked=True),
        Stretch("丙", is_marked=True, is_now=True),
        Stretch("丁"),
    ]


def test_a_quote_that_is_no_longer_there_is_passed_over():
    assert stretches("甲乙", ["丙"], now="") == [Stretch("甲乙")]
    assert stretches("", ["丙"]) == []


@given(st.text(max_size=30), st.lists(st.text(max_size=5), max_size=3), st.text(max_size=5))
def test_stretches_joined_are_the_passage_again(text, quotes, now):
    assert "".join(stretch.text for stretch in stretches(text, quotes, now)) == text


@pytest.fixture
def point(group):
    return create_key_point(material=create_material(group=group))


def test_a_key_point_knows_its_passage_and_its_material(point):
    assert (point.passage.material, point.statement, point.blanks_count) == (
        point.material,
        "氧气瓶与明火的距离不得小于10米。",
        1,
    )


def test_changing_a_key_point(point):
    change_key_point(key_point=point, values={"term": "安全距离", "category": "数据"})
    point.refresh_from_db()
    assert (point.term, point.category) == ("安全距离", "数据")


def test_an_unused_key_point_is_deleted(point):
    assert remove_key_point(key_point=point, now=NOW)
    assert not KeyPoint.objects.exists()


def test_one_that_a_paper_asked_is_retired(group):
    create_quiz(group=group)
    point = Part.objects.select_related("key_point")[0].key_point
    assert not remove_key_point(key_point=point, now=NOW)
    assert KeyPoint.objects.get(pk=point.pk).retired_at == NOW
    assert point not in KeyPoint.objects.active()


def test_broken_braces_are_refused_in_the_admin_too(point):
    point.text = "{{c1::没有写完"
    with pytest.raises(ValidationError, match="花括号不成对"):
        point.full_clean()


def test_a_new_key_point_is_anchored_where_its_quote_stands(group):
    material = create_material(group=group, paragraphs=("先断电，再检查。检查后断电。",))
    passage = material.passages.get(number=1)
    point = add_key_point(passage=passage, quote="断电", values={"text": "检查前后都要断电。"}, start=10)
    point.refresh_from_db()
    assert point.anchor == anchor_of(passage.text, 11, 13, position=passage.position)


def test_another_quote_or_passage_moves_the_anchor(group):
    material = create_material(group=group, paragraphs=("先断电，再检查。", "检查后送电。"))
    first, second = material.passages.exclude(number=None)
    point = add_key_point(passage=first, quote="先断电", values={"text": "检查前要断电。"})
    change_key_point(key_point=point, values={"quote": "再检查"})
    point.refresh_from_db()
    assert point.anchor == anchor_of(first.text, 4, 7, position=first.position)
    change_key_point(key_point=point, values={"passage": second, "quote": "送电"})
    point.refresh_from_db()
    assert point.anchor == anchor_of(second.text, 3, 5, position=second.position)


def test_another_wording_leaves_the_anchor_alone(group):
    point = create_key_point(material=create_material(group=group))
    before = point.anchor
    change_key_point(key_point=point, values={"text": "气瓶要离明火十米以上。"})
    point.refresh_from_db()
    assert point.anchor == before


def test_key_points_from_before_anchors_are_given_theirs(group):
    point = create_key_point(material=create_material(group=group))
    anchor = point.anchor
    KeyPoint.objects.update(prefix="", suffix="", start=0, passage_position=0, passage_hash="")
    lost = KeyPoint.objects.get(pk=create_key_point(material=create_material(group=group)).pk)
    KeyPoint.objects.filter(pk=lost.pk).update(quote="没有这句话")
    import_module("studyapp.migrations.0002_anchors").give_anchors(apps, None)
    point.refresh_from_db()
    lost.refresh_from_db()
    assert point.anchor == anchor
    assert (lost.quote, lost.start) == ("没有这句话", 0)
