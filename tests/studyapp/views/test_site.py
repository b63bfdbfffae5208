from __future__ import annotations

import pytest
from django.utils import timezone

from studyapp.models import Membership
from tests.conftest import signed_in
from tests.factories import create_group, create_person


def test_who_has_one_group_goes_straight_there(as_member):
    assert as_member.get("/").headers["Location"] == "/g/ours/"


def test_who_has_several_groups_chooses(as_member, member):
    other = create_group(name="第九学习小组")
    Membership.objects.create(group=other, user=member)
    html = as_member.get("/").text
    assert "第三学习小组" in html
    assert f'href="/g/{other.slug}/"' in html


def test_who_has_none_is_told_whom_to_ask(db):
    html = signed_in(create_person()).get("/").text
    assert "请学习秘书或系统管理员把你加进来。" in html
    assert "管理后台" not in html


def test_who_left_has_none(as_member, member):
    Membership.objects.filter(user=member).update(left_at=timezone.now())
    assert "你还没有加入学习小组。" in as_member.get("/").text


def test_large_type_is_remembered_for_the_person(as_member, member):
    response = as_member.post("/large-type/", {"large": "1", "next": "/g/ours/review/"})
    assert response.headers["Location"] == "/g/ours/review/"
    member.refresh_from_db()
    assert member.large_type
    assert 'data-type="large"' in as_member.get("/g/ours/").text


def test_large_type_can_be_turned_off_again(as_member, member):
    as_member.post("/large-type/", {"large": "1"})
    as_member.post("/large-type/", {"large": ""})
    assert "data-type" not in as_member.get("/g/ours/").text


def test_nothing_else_about_a_person_can_be_changed_on_the_way(as_member, member):
    before = {field: getattr(member, field) for field in ("is_staff", "is_superuser", "username", "name", "password")}
    as_member.post("/large-type/", {"large": "1", "is_staff": "1", "is_superuser": "1", "username": "x", "name": "x"})
    member.refresh_from_db()
    assert {field: getattr(member, field) for field in before} == before


EVIL = (
    "//evil.example",
    "///evil.example",
    "https://evil.example/",
    "http:evil.example",
    "https:evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "\t//evil.example",
    "\r\n//evil.example",
    "//evil.example@testserver/",
    "https://testserver@evil.example/",
    "",
)


@pytest.mark.parametrize("address", EVIL)
def test_the_large_type_switch_leads_to_no_other_site(as_member, address):
    assert as_member.post("/large-type/", {"next": address}).headers["Location"] == "/"


@pytest.mark.parametrize("address", EVIL)
def test_signing_in_leads_to_no_other_site(client, member, address):
    member.set_password("a long enough password")
    member.save()
    form = {"login": member.username, "password": "a long enough password", "next": address}
    assert client.post("/accounts/login/", form).headers["Location"] == "/"


@pytest.mark.parametrize("address", EVIL)
def test_signing_out_leads_to_no_other_site(as_member, address):
    assert as_member.post("/accounts/logout/", {"next": address}).headers["Location"] == "/accounts/login/"


def test_health_is_a_word_for_everybody(client, db, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/health/")
    assert (response.status_code, response.text) == (200, "ok")
