"""A08: a database that cannot answer now says so in words, and that it is worth trying again."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.test import Client

from studyapp import refusals


@pytest.fixture
def as_hurried_member(member, monkeypatch):
    """A member whose every step meets a locked database."""
    client = Client(raise_request_exception=False)
    client.force_login(member)

    def fail(*_: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("studyapp.views.site.groups_of", fail)
    return client


def test_A08_a_page_says_to_try_again(as_hurried_member, caplog):
    response = as_hurried_member.get("/")
    assert (response.status_code, response["Retry-After"]) == (503, refusals.RETRY_AFTER)
    assert "请过几秒再试" in response.text
    assert "database is locked" not in response.text
    assert "database is locked" in caplog.text


def test_A08_htmx_gets_the_sentence_alone(as_hurried_member):
    response = as_hurried_member.get("/", headers={"HX-Request": "true"})
    assert (response.status_code, response.text) == (503, refusals.BUSY)
    assert response["Content-Type"].startswith("text/plain")


def test_other_errors_are_no_busy_database(as_hurried_member, monkeypatch):
    def fail(*_: object) -> None:
        raise ValueError("a slip")

    monkeypatch.setattr("studyapp.views.site.groups_of", fail)
    assert as_hurried_member.get("/").status_code == 500
