from __future__ import annotations

import pytest

CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
}


def directives(response):
    return dict(part.strip().split(" ", 1) for part in response.headers["Content-Security-Policy"].split(";"))


def is_guarded(response):
    headers = response.headers
    assert directives(response) == CSP
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    return True


@pytest.mark.parametrize(("path", "status"), [("/accounts/login/", 200), ("/health/", 200), ("/", 302), ("/x/", 404)])
def test_what_a_visitor_sees_is_guarded(client, db, path, status):
    response = client.get(path)
    assert response.status_code == status
    assert is_guarded(response)


def test_a_request_for_another_host_is_guarded_too(client, db):
    response = client.get("/health/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert is_guarded(response)


@pytest.mark.parametrize(
    ("path", "status"), [("/", 302), ("/g/ours/", 200), ("/g/ours/scores/", 403), ("/x/", 404), ("/large-type/", 405)]
)
def test_what_a_member_sees_is_guarded_and_never_kept(as_member, path, status):
    response = as_member.get(path)
    assert response.status_code == status
    assert is_guarded(response)
    assert {"no-store", "private"} <= set(response.headers["Cache-Control"].split(", "))


def test_a_refused_form_is_guarded_and_never_kept(as_member):
    response = as_member.post("/large-type/", {"next": "\0"})
    assert is_guarded(response)
    assert "no-store" in response.headers["Cache-Control"]


def test_the_admin_is_guarded_by_the_same_policy(client, admin_user):
    client.force_login(admin_user)
    assert is_guarded(client.get("/admin/"))


def test_a_page_with_two_faces_says_so_to_caches(as_member):
    assert {"HX-Request", "HX-Target"} <= set(as_member.get("/g/ours/review/").headers["Vary"].split(", "))


def test_an_ended_session_is_told_to_scripts_by_401(client, group):
    response = client.hx_get("/g/ours/", target="review")
    assert (response.status_code, response.text) == (401, "登录已过期，请重新登录。")
