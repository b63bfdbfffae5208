"""Who is signed in: asked at the beginning of every page, by queries that are written once, of the database alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from tests.factories import create_person


def who(client):
    """User name by the page that the client gets, "" for nobody."""
    answer = client.get("/", follow=True)
    user = answer.context["user"]
    return user.username


@pytest.fixture
def signed_in(client, member):
    client.force_login(member)
    assert who(client) == member.username
    return client


def test_each_session_has_its_own_person(client, signed_in, group):
    other = create_person(group=group)
    client.force_login(other)
    assert who(client) == other.username


def test_what_a_session_holds_is_what_was_put_into_it(signed_in, member):
    session = signed_in.session
    session["from"] = "页面"
    session.save()
    again = type(session)(session.session_key)
    assert (again["from"], again[SESSION_KEY]) == ("页面", str(member.pk))


def test_a_session_whose_time_is_over_is_none(signed_in):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert who(signed_in) == ""


def test_a_session_that_was_ended_elsewhere_is_none(signed_in):
    Session.objects.all().delete()
    assert who(signed_in) == ""


@pytest.mark.parametrize("key", ["' OR 1=1 --", "stand-in-0", "%s%s%s%s"])
def test_a_made_up_key_opens_nothing(signed_in, key):
    signed_in.cookies["sessionid"] = key
    assert who(signed_in) == ""


def test_who_may_no_longer_sign_in_is_signed_out(signed_in, member):
    member.is_active = False
    member.save()
    assert who(signed_in) == ""


def test_a_new_password_ends_the_other_sessions(signed_in, member):
    member.set_password("another one 4711")
    member.save()
    assert who(signed_in) == ""


def test_what_is_changed_about_a_person_is_seen_at_once(signed_in, member):
    type(member).objects.filter(pk=member.pk).update(name="改名")
    assert signed_in.get("/", follow=True).context["user"].name == "改名"
