from __future__ import annotations

import pytest

from studyapp.library import add_documents
from studyapp.models import Material
from studyapp.reading.types import Document, Passage
from tests.factories import PARAGRAPH, create_key_point, create_material, create_quiz


@pytest.fixture
def point(group):
    return create_key_point(material=create_material(group=group))


def page(client, point, wanted=None):
    query = {} if wanted is None else {"point": wanted}
    return client.get(f"/g/ours/materials/{point.material_id}/", query).text


def test_a_material_is_read_passage_by_passage(as_member, point):
    html = page(as_member, point)
    assert '<h2 id="h0">一、气瓶使用须知</h2>' in html
    assert f'aria-label="第1段">1</a><mark class="point">{PARAGRAPH[:16]}</mark>{PARAGRAPH[16:]}</p>' in html
    assert "<mark>" not in html


def test_a_key_point_opens_its_sentence_highlighted(as_member, point):
    assert f"<mark>{PARAGRAPH[:16]}</mark>{PARAGRAPH[16:]}" in page(as_member, point, point.pk)


def test_who_came_from_a_card_finds_back_to_it(as_member, point):
    html = as_member.get(f"/g/ours/materials/{point.material_id}/", {"point": point.pk, "from": "review"}).text
    assert f'href="/g/ours/review/?card={point.pk}"' in html
    assert "回到这张卡片" in html
    assert "回到" not in page(as_member, point, point.pk)


def test_who_came_from_a_result_finds_back_to_its_question(as_member, point):
    html = as_member.get(f"/g/ours/materials/{point.material_id}/", {"point": point.pk, "from": "7"}).text
    assert f'href="/g/ours/quizzes/7/result/#point-{point.pk}"' in html


@pytest.mark.parametrize("origin", ["//elsewhere", "-1", "9" * 40, "admin"])
def test_a_made_up_origin_leads_nowhere(as_member, point, origin):
    html = as_member.get(f"/g/ours/materials/{point.material_id}/", {"point": point.pk, "from": origin}).text
    assert "回到" not in html


def test_a_key_point_of_another_material_highlights_nothing(as_member, point, group):
    other = create_key_point(material=create_material(group=group))
    assert "<mark>" not in page(as_member, point, other.pk)


@pytest.mark.parametrize("wanted", ["abc", "-1", "9" * 40, "1 OR 1", "__class__"])
def test_a_made_up_key_point_is_no_error(as_member, point, wanted):
    html = page(as_member, point, wanted)
    assert PARAGRAPH[16:] in html
    assert "<mark>" not in html


def test_only_the_secretary_is_offered_to_mark_key_points(as_member, as_secretary, point):
    assert "标要点" not in page(as_member, point)
    assert "标要点" in page(as_secretary, point)


def test_a_number_larger_than_any_is_not_found(as_member):
    assert as_member.get(f"/g/ours/materials/{'9' * 30}/").status_code == 404


def test_a_member_sees_the_own_state_beside_each_key_point(as_member, point):
    html = page(as_member, point)
    assert html.count("未学") == 1
    assert "掌握情况只有你和学习秘书能看到。" in html


def test_the_secretary_sees_no_state(as_secretary, point):
    assert "未学" not in page(as_secretary, point)


def test_D04_an_open_quiz_leaves_no_mark_in_the_text(as_member, group):
    material = create_quiz(group=group).materials.get()
    html = as_member.get(f"/g/ours/materials/{material.pk}/").text
    assert 'class="point"' not in html
    assert 'class="margin"' not in html


def test_what_was_found_is_highlighted(as_member, point):
    html = as_member.get(f"/g/ours/materials/{point.material_id}/", {"find": "防倒链 直立"}).text
    assert "<mark>直立</mark>放置，并用<mark>防倒链</mark>固定" in html


def test_a_longer_text_has_an_outline_that_leads_to_its_headings(as_member, group):
    passages = [Passage("heading", "一、甲", 1), Passage("paragraph", "甲的内容。"), Passage("heading", "（二）乙", 2)]
    material = add_documents(group=group, documents=[Document(title="两节", passages=tuple(passages))]).added[0]
    html = as_member.get(f"/g/ours/materials/{material.pk}/").text
    assert html.count('<a href="#h0">一、甲</a>') == html.count('<a href="#h2">（二）乙</a>') == 2  # desk and phone
    assert 'id="h0"' in html
    assert 'id="h2"' in html


def test_one_heading_is_no_outline(as_member, point):
    assert 'aria-label="目录"' not in page(as_member, point)


def test_the_ones_before_and_after_are_a_tap_away(as_member, point, group):
    newer = create_material(group=group)
    html = page(as_member, point)
    assert f'rel="prev" href="/g/ours/materials/{newer.pk}/"' in html
    assert 'rel="next"' not in html


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
@pytest.mark.parametrize(("topic", "stored"), [("  安全\u3000生产 ", "安全 生产"), ("\u200b", ""), ("", "")])
def test_the_secretary_puts_a_material_under_a_topic(as_secretary, point, topic, stored, htmx):
    headers = {"HX-Request": "true"} if htmx else {}
    url = f"/g/ours/materials/{point.material_id}/topic/"
    assert as_secretary.post(url, {"topic": topic}, headers=headers).status_code == 302
    assert Material.objects.get().topic == stored


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_B65_a_topic_that_is_too_long_is_refused_and_kept(as_secretary, point, htmx):
    headers = {"HX-Request": "true"} if htmx else {}
    url = f"/g/ours/materials/{point.material_id}/topic/"
    response = as_secretary.post(url, {"topic": "长" * 1000}, headers=headers)
    assert response.status_code == 422
    assert "专题最多20个字。" in response.text
    assert "长" * 1000 in response.text
    assert Material.objects.get().topic == ""
