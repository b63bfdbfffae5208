"""Every refusal is a page in Chinese that leads somewhere, and the pages need nothing that may be broken."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from django.views.defaults import server_error

from tests.conftest import signed_in
from tests.factories import create_group, create_material


def test_not_found(as_member):
    response = as_member.get("/nowhere/")
    assert response.status_code == 404
    assert "没有找到这一页" in response.text


def test_not_found_for_a_visitor_too(client, db):
    assert "没有找到这一页" in client.get("/nowhere/%ff/").text


def test_a_group_that_exists_and_one_that_does_not_look_the_same(as_member):
    create_group(slug="theirs")
    exists, does_not = as_member.get("/g/theirs/"), as_member.get("/g/theirz/")
    assert exists.status_code == does_not.status_code == 404
    assert len(exists.text) == len(does_not.text)


def test_forbidden(as_member):
    response = as_member.get("/g/ours/scores/")
    assert response.status_code == 403
    assert "这一页不能打开" in response.text


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete", "trace", "options"])
def test_a_post_address_called_otherwise(as_member, method):
    response = getattr(as_member, method)("/large-type/")
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"
    assert "不能这样打开这一页" in response.text


@pytest.mark.parametrize("path", ["/g/ours/", "/g/ours/scores/", "/health/"])
def test_a_page_that_is_only_read(as_secretary, path):
    response = as_secretary.post(path)
    assert response.status_code == 405
    assert "不能这样打开这一页" in response.text


def test_too_many_fields(as_member):
    response = as_member.post("/large-type/", {f"f{number}": "" for number in range(1001)})
    assert response.status_code == 400
    assert "这一步没有做成" in response.text


def test_too_much_text(as_member):
    body = "next=" + "a" * 2_500_001
    response = as_member.post("/large-type/", body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 400
    assert "这一步没有做成" in response.text


def test_a_form_without_its_boundary(as_member):
    response = as_member.post("/large-type/", b"x", content_type="multipart/form-data")
    assert response.status_code == 400
    assert "这一步没有做成" in response.text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "a b"])
def test_a_foreign_host(client, db, host):
    response = client.get("/health/", headers={"host": host})
    if host:
        assert response.status_code == 400
        assert "evil" not in response.text


def test_a_page_that_was_open_for_too_long(member):
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)
    response = client.post("/large-type/", {"large": "1"})
    assert response.status_code == 403
    assert "页面已经过期" in response.text
    member.refresh_from_db()
    assert not member.large_type


def test_a_server_error_needs_no_database():
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "已经保存的答案都在。" in response.content.decode()


INVALID = "内容含有无效字符，没有保存。"


@pytest.mark.parametrize("data", [{"next": "a\0b"}, {"ne\0xt": "a"}])
def test_nul_in_a_form(as_member, data):
    response = as_member.post("/large-type/", data)
    assert response.status_code == 400
    assert INVALID in response.text


def test_nul_in_an_address(as_member):
    assert INVALID in as_member.get("/g/ours/quizzes/", {"page": "\0"}).text


@pytest.mark.parametrize("path", ["/large-type/", "/accounts/login/"])
def test_half_a_character(client, member, path):
    """Multipart bodies name their own encoding, and some of those let lone surrogates through."""
    client.force_login(member)
    body = b'--x\r\nContent-Disposition: form-data; name="next"\r\n\r\n\\ud800\r\n--x--\r\n'
    content_type = "multipart/form-data; boundary=x; charset=unicode_escape"
    response = client.generic("POST", path, body, content_type)
    assert response.status_code == 400
    assert INVALID in response.text


def test_half_a_character_in_a_file_name(as_secretary):
    head = b"Content-Disposition: form-data; name=\"file\"; filename*=unicode_escape''%5Cud800.txt"
    body = b"--x\r\n" + head + b"\r\n\r\ntext\r\n--x--\r\n"
    response = as_secretary.generic("POST", "/g/ours/materials/upload/", body, "multipart/form-data; boundary=x")
    assert response.status_code in {400, 422}


def test_the_script_of_a_page_gets_the_sentence_alone(as_member):
    response = as_member.hx_post("/large-type/", target="x", next="a\0b")
    assert (response.status_code, response.headers["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert response.text.startswith(INVALID)


def test_the_zone_of_a_group_does_not_last_into_the_next_request(client, secretary, group):
    group.time_zone = "America/New_York"
    group.save()
    create_material(group=group)
    signed_in(secretary).get("/g/ours/")
    assert timezone.get_current_timezone_name() == "Asia/Shanghai"
