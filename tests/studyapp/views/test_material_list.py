from __future__ import annotations

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
