"""A key point's form: its wording, what it is called, and how its answers may be written."""

from __future__ import annotations

import pytest

from quizzes.decision import seen_of
from studyapp.models import KeyPoint
from tests.factories import create_key_point, create_material, create_quiz
from tests.quizzes.desk import address

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


def url(point):
    return f"/g/ours/points/{point.pk}/"


def picks(passage):
    return f"/g/ours/points/from/{passage.pk}/"


def test_every_sentence_of_a_passage_can_be_picked(as_secretary, passage):
    html = as_secretary.get(picks(passage)).text
    assert [f'name="range" value="{place}"' in html for place in ("0-17", "17-34", "34-49")] == [True, True, True]


def test_sentences_that_are_taken_say_so(as_secretary, passage, point):
    assert as_secretary.get(picks(passage)).text.count("已有要点") == 1


def test_htmx_gets_only_the_sentences(as_secretary, passage):
    html = as_secretary.hx_get(picks(passage), target="decision").text
    assert "从第1段里挑" in html
    assert "<html" not in html


def test_one_tap_takes_the_sentence_as_it_stands(as_secretary, passage):
    response = as_secretary.post(picks(passage), {"range": "17-34"})
    point = KeyPoint.objects.get()
    assert response.headers["Location"] == f"{address(passage.material)}?at=k{point.pk}#panel"
    assert (point.text, point.quote, point.start) == ("气瓶应当直立放置，并用防倒链固定。",) * 2 + (17,)


@pytest.mark.parametrize("place", ["", "5", "9-3", "0-999999", "-1-4", "a-b", "٣-٤", "0-2", "3-5"])
def test_a_place_that_is_none_is_refused(as_secretary, passage, place):
    response = as_secretary.post(picks(passage), {"range": place})
    assert response.status_code == 422
    assert "请" in response.text
    assert not KeyPoint.objects.exists()


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
@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])
def test_a_wrong_form_keeps_what_was_typed_and_stores_nothing(as_secretary, point, changed, error, htmx):
    before = KeyPoint.objects.values().get()
    fields = FORM | {"category": "我的类别"} | changed
    response = (
        as_secretary.hx_post(url(point), target="decision", **fields) if htmx else as_secretary.post(url(point), fields)
    )
    assert response.status_code == 422
    assert error in response.text
    assert 'value="我的类别"' in response.text
    assert '<details class="fold" open>' in response.text
    assert KeyPoint.objects.values().get() == before


def test_what_was_typed_is_still_in_the_field(as_secretary, point):
    html = as_secretary.post(url(point), FORM | {"text": "写到一半{{c1::"}).text
    assert "写到一半{{c1::</textarea>" in html


def test_the_form_shows_a_key_point_as_it_is(as_secretary, point):
    html = as_secretary.get(url(point)).text
    assert "氧气瓶与明火的距离不得小于{{c1::10米}}。</textarea>" in html
    assert "1：十米</textarea>" in html
    assert 'value="间距"' in html


def test_changing_a_key_point_keeps_what_the_form_does_not_show(as_secretary, point):
    form = {"text": "距离不得小于{{c1::10米}}。", "accepts": "1：十公尺", "aliases": "间距；间隔"}
    response = as_secretary.post(url(point), form, follow=True)
    assert "要点已保存。已发布的试卷不受影响。" in response.text
    point.refresh_from_db()
    assert point.marks == {"c1": {"accept": ["十公尺"], "ordered": True}}
    assert point.aliases == ["间距", "间隔"]


@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])
def test_a_form_that_is_older_than_the_key_point_is_kept_but_not_stored(as_secretary, point, htmx):
    fields = FORM | {"seen": seen_of(point)}
    KeyPoint.objects.update(term="别人改的")
    response = (
        as_secretary.hx_post(url(point), target="decision", **fields) if htmx else as_secretary.post(url(point), fields)
    )
    assert response.status_code == 422
    assert "刚在别处改过" in response.text
    assert FORM["text"] in response.text
    assert KeyPoint.objects.get().term == "别人改的"


def test_an_empty_change_is_answered_in_words(as_secretary, point):
    response = as_secretary.post(url(point))
    assert response.status_code == 422
    assert "请写出要点的内容。" in response.text


def test_fields_that_the_form_does_not_have_are_not_taken(as_secretary, point, outsider):
    theirs = create_material(group=outsider.memberships.get().group)
    extra = {"material": theirs.pk, "passage": "1", "retired_at": "2026-01-01", "quote": "别的", "id": "9"}
    before = KeyPoint.objects.values("material", "passage", "retired_at", "quote", "id").get()
    as_secretary.post(url(point), {"text": "距离不得小于{{c1::10米}}。"} | extra)
    assert KeyPoint.objects.values("material", "passage", "retired_at", "quote", "id").get() == before


def test_an_unused_key_point_is_deleted(as_secretary, point):
    assert "要点已删除。" in as_secretary.post(f"{url(point)}remove/", follow=True).text
    assert not KeyPoint.objects.exists()


def test_htmx_goes_on_with_what_comes_next(as_secretary, point):
    html = as_secretary.hx_post(f"{url(point)}remove/", target="decision", seen=seen_of(point)).text
    assert "要点已删除。" in html
    assert html.count('hx-swap-oob="true"') == 1


def test_a_key_point_that_changed_meanwhile_is_not_deleted(as_secretary, point):
    response = as_secretary.hx_post(f"{url(point)}remove/", target="decision", seen="0" * 12)
    assert (response.status_code, "刚在别处改过" in response.text) == (409, True)
    assert KeyPoint.objects.exists()


def test_a_used_one_is_only_retired(as_secretary, group):
    quiz = create_quiz(group=group)
    point = KeyPoint.objects.all()[0]
    assert "要点已停用" in as_secretary.post(f"{url(point)}remove/", follow=True).text
    assert quiz.questions.count() == 3
    assert as_secretary.get(url(point)).status_code == 404


def test_a_material_that_was_asked_stays(as_secretary, group, material):
    create_quiz(group=group, material=material)
    response = as_secretary.post(f"/g/ours/materials/{material.pk}/remove/", follow=True)
    assert f"《{material.title}》" in response.text
    assert group.materials.get() == material
