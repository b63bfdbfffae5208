from __future__ import annotations

import pytest

from studyapp.models import Material
from tests.factories import create_group, create_key_point, create_material

URL = "/g/ours/materials/"


def test_an_empty_library_tells_the_member_to_wait(as_member):
    html = as_member.get(URL).text
    assert "学习秘书导入资料后，会出现在这里。" in html
    assert "导入资料</a>" not in html


def test_an_empty_library_offers_the_secretary_to_import(as_secretary):
    assert "资料库还是空的。" in as_secretary.get(URL).text


def test_every_material_of_the_group_is_listed_with_its_key_points(as_member, group):
    point = create_key_point(material=create_material(group=group))
    create_material(group=create_group(), title="别组资料")
    html = as_member.get(URL).text
    assert f"《{point.material.title}》" in html
    assert "1个要点" in html
    assert "别组资料" not in html


def test_only_the_secretary_can_go_on_to_mark_and_compose(as_member, as_secretary, group):
    material = create_key_point(material=create_material(group=group)).material
    links = [f"/g/ours/materials/{material.pk}/points/", f"/g/ours/quizzes/new/?material={material.pk}"]
    assert [link in as_secretary.get(URL).text for link in links] == [True, True]
    assert [link in as_member.get(URL).text for link in links] == [False, False]


def test_materials_stand_under_their_weeks_or_their_topics(as_member, group):
    material = create_material(group=group)
    assert ">本周</h2>" in as_member.get(URL).text
    assert ">未分专题</h2>" in as_member.get(URL, {"by": "topic"}).text
    Material.objects.filter(pk=material.pk).update(topic="实验室安全")
    assert ">实验室安全</h2>" in as_member.get(URL, {"by": "topic"}).text


def test_many_materials_come_in_pages(as_member, group):
    for _ in range(45):
        create_material(group=group)
    first, second = (as_member.get(URL, {"page": number}).text for number in (1, 2))
    assert (first.count('class="row"'), second.count('class="row"')) == (40, 5)


@pytest.mark.parametrize("query", [{"page": "abc"}, {"page": "-1"}, {"by": "__class__"}, {"page": "9" * 30}])
def test_B72_odd_addresses_show_the_list(as_member, group, query):
    create_material(group=group)
    assert ">本周</h2>" in as_member.get(URL, query).text


def test_what_is_found_leads_to_its_passage_with_the_hit_marked(as_member, group):
    material = create_material(group=group)
    html = as_member.get(URL, {"q": "防倒链"}).text
    assert "在1篇资料里找到1段。" in html
    assert "<mark>防倒链</mark>" in html
    assert f'href="/g/ours/materials/{material.pk}/?find=%E9%98%B2%E5%80%92%E9%93%BE#p1"' in html


def test_htmx_gets_only_the_results(as_member, group):
    create_material(group=group)
    html = as_member.hx_get(URL, target="results", q="防倒链").text
    assert 'id="results"' in html
    assert "<html" not in html


def test_nothing_found_says_what_to_try(as_member, group):
    create_material(group=group)
    assert "资料里没有找到“恐龙”。" in as_member.get(URL, {"q": "恐龙"}).text


def test_D04_a_member_does_not_find_what_a_key_point_hides(as_member, as_secretary, group):
    create_key_point(material=create_material(group=group), text="气瓶要求：{{c1::金丝雀}}。")
    assert "气瓶要求" not in as_member.get(URL, {"q": "金丝雀"}).text
    assert "气瓶要求：金丝雀。" in as_secretary.get(URL, {"q": "金丝雀"}).text


@pytest.mark.parametrize("query", ["%", "_", "<script>alert(1)</script>", "'; DROP TABLE", "a" * 10_000])
def test_B73_odd_queries_are_answered(as_member, group, query):
    create_material(group=group)
    response = as_member.get(URL, {"q": query})
    assert response.status_code == 200
    assert "<script>alert" not in response.text
