from __future__ import annotations

import pytest

from tests.factories import PARAGRAPH, create_key_point, create_material


@pytest.fixture
def point(group):
    return create_key_point(material=create_material(group=group))


def page(client, point, wanted=None):
    query = {} if wanted is None else {"point": wanted}
    return client.get(f"/g/ours/materials/{point.material_id}/", query).text


def test_a_material_is_read_passage_by_passage(as_member, point):
    html = page(as_member, point)
    assert "<h2>一、气瓶使用须知</h2>" in html
    assert f'id="p1"><a class="passage-number" href="#p1" aria-label="第1段">1</a>{PARAGRAPH}</p>' in html
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
    assert PARAGRAPH in page(as_member, point, wanted)


def test_only_the_secretary_is_offered_to_mark_key_points(as_member, as_secretary, point):
    assert "标要点" not in page(as_member, point)
    assert "标要点" in page(as_secretary, point)


def test_a_number_larger_than_any_is_not_found(as_member):
    assert as_member.get(f"/g/ours/materials/{'9' * 30}/").status_code == 404
