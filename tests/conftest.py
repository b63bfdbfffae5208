"""The cast: a member and the secretary of a group, an outsider who runs another one, and a visitor."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from hypothesis import settings as hypothesis_settings

from studyapp.models import Role, StudyGroup, User
from tests.factories import create_group, create_person

hypothesis_settings.register_profile("house", deadline=None)  # other work on the machine is no failure
hypothesis_settings.load_profile("house")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser tests run their own event loop


class HtmxClient(Client):
    """A client that can also ask the way htmx does: for the element `target` only."""

    def hx_get(self, url: str, *, target: str, **data: Any) -> Any:
        return self.get(url, data, headers={"HX-Request": "true", "HX-Target": target})

    def hx_post(self, url: str, *, target: str, **data: Any) -> Any:
        return self.post(url, data, headers={"HX-Request": "true", "HX-Target": target})


def signed_in(user: User) -> HtmxClient:
    client = HtmxClient()
    client.force_login(user)
    return client


@pytest.fixture(scope="session")
def first_moment() -> datetime:
    return timezone.now()


@pytest.fixture(autouse=True)
def _moment_of_the_run(request: pytest.FixtureRequest, first_moment: datetime) -> Iterator[None]:
    """Every test begins when the run began, so that a `NOW` at the head of a file is not old after ten minutes.
    Tests that speak to other processes keep their clock.
    """
    if {"bench", "browser", "launcher", "load"} & set(request.path.parts):
        yield
        return
    with time_machine.travel(first_moment, tick=True):
        yield


@pytest.fixture(autouse=True)
def _quick_and_plain(settings, monkeypatch):
    """Static files as they lie in the tree, a password hasher that does not take its time, and no child processes."""
    monkeypatch.setattr("quizzes.surveying.survey_in_background", lambda material_ids: None)
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.WHITENOISE_AUTOREFRESH = True  # looks at the tree; there is no collected folder
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def client() -> HtmxClient:
    return HtmxClient()


@pytest.fixture
def group(db: None) -> StudyGroup:
    return create_group(slug="ours")


@pytest.fixture
def member(group: StudyGroup) -> User:
    return create_person(group=group, name="陈思远")


@pytest.fixture
def secretary(group: StudyGroup) -> User:
    return create_person(group=group, role=Role.SECRETARY, name="林秘书")


@pytest.fixture
def as_member(member: User) -> HtmxClient:
    return signed_in(member)


@pytest.fixture
def as_secretary(secretary: User) -> HtmxClient:
    return signed_in(secretary)


@pytest.fixture
def outsider(db: None) -> User:
    """The secretary of another group: has every role, but not here."""
    return create_person(group=create_group(slug="theirs"), role=Role.SECRETARY, name="外人")
