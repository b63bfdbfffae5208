"""The secretary's desk: sentences on the left, key points on the right, one form for new and old ones."""

from __future__ import annotations

import pytest

from studyapp.models import KeyPoint, Material
from tests.factories import create_key_point, create_material, create_quiz

FORM = {"text": "气瓶应当{{c1::直立}}放置，并用{{c2::防倒链}}固定。", "term": "气瓶", "accepts": "1：竖直；竖放"}


@pytest.fixture
def material(group):
    return create_material(group=group)


@pytest.fixture
def passage(material):
    return material.passages.get(number=1)


@pytest.fixture
def point(material):
    return create_key_point(material=material, marks={"c1": {"accept": ["十米"], "ordered": True}}, aliases=["间距"])


def desk(material):
    return f"/g/ours/materials/{material.pk}/points/"


def sentence(passage, index):
    return f"/g/ours/points/from/{passage.pk}/{index}/"


def test_every_sentence_can_be_taken(as_secretary, material, passage):
    html = as_secretary.get(desk(material)).text
    assert [f'href="{sentence(passage, index)}#panel"' in html for index in (0, 1, 2)] == [True, True, True]
    assert "还没有要点。" in html


def test_sentences_that_are_taken_are_marked_and_key_points_listed(as_secretary, material, passage, point):
    html = as_secretary.get(desk(material)).text
    assert f'class="sentence point" href="{sentence(passage, 0)}#panel"' in html
    assert f'class="sentence" href="{sentence(passage, 1)}#panel"' in html
    assert "标了1个空" in html


def test_a_sentence_opens_the_form_with_its_text(as_secretary, passage):
    html = as_secretary.get(sentence(passage, 1)).text
    assert "<blockquote" in html
    assert "气瓶应当直立放置，并用防倒链固定。</textarea>" in html


def test_one_tap_takes_the_sentence_as_it_stands(as_secretary, passage):
    response = as_secretary.post(sentence(passage, 1))
    point = KeyPoint.objects.get()
    assert response.headers["Location"] == f"{desk(passage.material)}#point-{point.pk}"
    assert (point.text, point.quote, point.passage) == (
        "气瓶应当直立放置，并用防倒链固定。",
        "气瓶应当直立放置，并用防倒链固定。",
        passage,
    )


def test_a_key_point_can_be_worded_and_its_blanks_noted(as_secretary, passage):
    as_secretary.post(sentence(passage, 1), FORM)
    point = KeyPoint.objects.get()
    assert (point.text, point.term, point.marks) == (FORM["text"], "气瓶", {"c1": {"accept": ["竖直", "竖放"]}})


@pytest.mark.parametrize("index", [99, 10**12])
def test_a_sentence_that_is_not_there_stands_for_the_whole_passage(as_secretary, passage, index):
    as_secretary.post(sentence(passage, index))
    assert KeyPoint.objects.get().text == passage.text


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"text": ""}, "请写出要点的内容。"),
        ({"text": "太短"}, "要点太短，读的人看不明白，请写成完整的一句话。"),
        ({"text": "字" * 301}, "要点有 301 个字，最多 300 个，请拆成几条。"),
        ({"text": "距离不得小于{{c1::}}。"}, "第 1 个空里没有文字，请写成 {{c1::答案}}。"),
        ({"text": "距离不得小于{{7*7}}米。"}, "处的花括号不成对，空要写成 {{c1::答案}}。"),
        ({"accepts": "竖直"}, "第 1 行没有空号，请写成“1：甲；乙”。"),
        ({"accepts": "3：竖直"}, "要点里没有第 3 个空，请先在要点里标出它。"),
        ({"distractors": "9：平放"}, "要点里没有第 9 个空，请先在要点里标出它。"),
        ({"term": "长" * 61}, "60"),
    ],
)
def test_a_wrong_form_keeps_what_was_typed_and_stores_nothing(as_secretary, passage, changed, error):
    response = as_secretary.post(sentence(passage, 1), FORM | {"category": "我的类别"} | changed)
    assert response.status_code == 422
    assert error in response.text
    assert 'value="我的类别"' in response.text
    assert not KeyPoint.objects.exists()


def test_what_was_typed_is_still_in_the_field(as_secretary, passage):
    html = as_secretary.post(sentence(passage, 1), FORM | {"text": "写到一半{{c1::"}).text
    assert "写到一半{{c1::</textarea>" in html


def test_the_form_shows_a_key_point_as_it_is(as_secretary, point):
    html = as_secretary.get(f"/g/ours/points/{point.pk}/").text
    assert "氧气瓶与明火的距离不得小于{{c1::10米}}。</textarea>" in html
    assert "1：十米</textarea>" in html
    assert 'value="间距"' in html


def test_changing_a_key_point_keeps_what_the_form_does_not_show(as_secretary, point):
    form = {"text": "距离不得小于{{c1::10米}}。", "accepts": "1：十公尺", "aliases": "间距；间隔"}
    response = as_secretary.post(f"/g/ours/points/{point.pk}/", form, follow=True)
    assert "要点已保存。已发布的试卷不受影响。" in response.text
    point.refresh_from_db()
    assert point.marks == {"c1": {"accept": ["十公尺"], "ordered": True}}
    assert point.aliases == ["间距", "间隔"]


def test_a_change_that_is_wrong_changes_nothing(as_secretary, point):
    response = as_secretary.post(f"/g/ours/points/{point.pk}/", {"text": "{{"})
    assert response.status_code == 422
    assert KeyPoint.objects.get().text == point.text


def test_an_empty_change_is_answered_in_words(as_secretary, point):
    response = as_secretary.post(f"/g/ours/points/{point.pk}/")
    assert response.status_code == 422
    assert "请写出要点的内容。" in response.text


def test_fields_that_the_form_does_not_have_are_not_taken(as_secretary, point, outsider):
    theirs = create_material(group=outsider.memberships.get().group)
    extra = {"material": theirs.pk, "passage": "1", "retired_at": "2026-01-01", "quote": "别的", "id": "9"}
    before = KeyPoint.objects.values("material", "passage", "retired_at", "quote", "id").get()
    as_secretary.post(f"/g/ours/points/{point.pk}/", {"text": "距离不得小于{{c1::10米}}。"} | extra)
    assert KeyPoint.objects.values("material", "passage", "retired_at", "quote", "id").get() == before


def test_an_unused_key_point_is_deleted(as_secretary, point):
    assert "要点已删除。" in as_secretary.post(f"/g/ours/points/{point.pk}/remove/", follow=True).text
    assert not KeyPoint.objects.exists()


def test_a_used_one_is_only_retired(as_secretary, group):
    quiz = create_quiz(group=group)
    point = KeyPoint.objects.all()[0]
    assert "要点已停用" in as_secretary.post(f"/g/ours/points/{point.pk}/remove/", follow=True).text
    assert quiz.questions.count() == 3
    assert as_secretary.get(f"/g/ours/points/{point.pk}/").status_code == 404


def test_a_material_can_be_removed(as_secretary, material):
    response = as_secretary.post(f"/g/ours/materials/{material.pk}/remove/", follow=True)
    assert f"已删除《{material.title}》。" in response.text
    assert not Material.objects.exists()


def test_a_material_that_was_asked_stays(as_secretary, group, material):
    create_quiz(group=group, material=material)
    response = as_secretary.post(f"/g/ours/materials/{material.pk}/remove/", follow=True)
    assert f"《{material.title}》已经出过题或有成员的闪卡，不能删除。" in response.text
    assert Material.objects.get() == material
