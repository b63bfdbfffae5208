from __future__ import annotations

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.test_every_url_is_guarded import RULES, address, objects_of

POSTED = [name for name in RULES if name not in {"account_login", "health", "index"}]


@pytest.fixture
def strict(secretary):
    client = Client(enforce_csrf_checks=True)
    client.force_login(secretary)
    return client


@pytest.mark.parametrize("name", POSTED)
def test_no_form_is_taken_without_its_token(strict, group, name):
    response = strict.post(address(name, "ours", objects_of(group)))
    assert response.status_code in {403, 405}


def test_signing_in_needs_the_token_too(db):
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x", "password": "y"})
    assert response.status_code == 403


def test_a_form_with_its_token_is_taken(strict):
    token = strict.get("/g/ours/").context["csrf_token"]
    assert strict.post("/large-type/", {"large": "1", "csrfmiddlewaretoken": str(token)}).status_code == 302


def test_a_foreign_origin_is_refused_even_with_the_token(strict):
    token = str(strict.get("/g/ours/").context["csrf_token"])
    response = strict.post("/large-type/", {"csrfmiddlewaretoken": token}, headers={"origin": "https://evil.example"})
    assert response.status_code == 403


def views(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from views(pattern.url_patterns)
        else:
            yield pattern.callback


def test_no_view_is_exempt():
    assert not [view for view in views(get_resolver().url_patterns) if getattr(view, "csrf_exempt", False)]
