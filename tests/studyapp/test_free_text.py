"""Whatever is typed anywhere, the answer is a page or a sentence, never a server error."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.answering import start_attempt
from quizzes.forms.quiz import PublishForm
from quizzes.models import Response
from studyapp.forms.key_point import KeyPointForm
from studyapp.models import KeyPoint
from tests.factories import create_quiz

NOW = datetime(2026, 11, 25, tzinfo=UTC)
STRANGE = "\0\x1b\u200b\u202e\u2066\ufeff\ufffe\u2028\ud800{}:;；：c1%<>&'\"１甲"
words = st.text() | st.text(STRANGE, max_size=40)
sendable = words.map(lambda text: text.encode("utf-8", "replace").decode())
once_per_example = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)


@given(st.dictionaries(st.sampled_from(list(KeyPointForm.base_fields)), words))
def test_a_key_point_is_clean_or_refused_in_words(data):
    form = KeyPointForm(data)
    if form.is_valid():
        values = form.values({"c1": {"ordered": True}})
        assert len(values["text"]) >= 5
        assert all(number.startswith("c") for number in values["marks"])
    assert all(error for errors in form.errors.values() for error in errors)


dates = words | st.datetimes().map(lambda moment: moment.isoformat(timespec="minutes"))


@given(st.fixed_dictionaries({}, optional={"title": words, "opens_at": dates, "closes_at": dates}))
def test_a_window_is_clean_or_refused_in_words(data):
    form = PublishForm(NOW, data)
    if form.is_valid():
        assert form.cleaned_data["closes_at"] > NOW
        assert form.cleaned_data["opens_at"] < form.cleaned_data["closes_at"]
        assert form.cleaned_data["title"].strip()


@pytest.fixture
def attempt(group, member):
    return start_attempt(quiz=create_quiz(group=group), member=member, now=datetime.now(UTC))


@once_per_example
@given(sendable, sendable, st.booleans())
def test_an_answer_is_saved_or_refused(as_member, attempt, text, revision, is_quick):
    question = attempt.quiz.questions.first()
    data = {f"q{question.pk}.0": text, f"q{question.pk}.revision": revision if is_quick else "1", "at": text}
    headers = {"HX-Request": "true"} if is_quick else {}
    response = as_member.post(f"/g/ours/quizzes/{attempt.quiz_id}/save/", data, headers=headers)
    assert response.status_code in {204, 302, 400, 409, 422}
    assert "\0" not in "".join(Response.objects.values_list("given", flat=True))


@once_per_example
@given(sendable, sendable, sendable)
def test_signing_in_is_refused(client, db, login, password, address):
    cache.clear()
    response = client.post("/accounts/login/", {"login": login, "password": password, "next": address})
    assert response.status_code in {200, 400}


@once_per_example
@given(sendable)
def test_addresses_with_anything_behind_them_open_a_page(as_member, group, text):
    for page in ("/g/ours/review/", "/g/ours/materials/", "/g/ours/"):
        query = {"card": text, "more": text, "point": text, "page": text}
        assert as_member.get(page, query).status_code in {200, 400, 404}


@once_per_example
@given(sendable)
def test_a_key_point_is_stored_or_refused(as_secretary, group, text):
    material = group.materials.first() or create_quiz(group=group).materials.get()
    point = KeyPoint.objects.filter(material=material)[0]
    response = as_secretary.post(f"/g/ours/points/{point.pk}/", {"text": text, "term": text, "aliases": text})
    assert response.status_code in {302, 400, 422}
    acts = dict.fromkeys(("at", "seen", "tap", "cut", "range", "add", "category"), text)
    for extra in ({}, {"at": f"k{point.pk}", "seen": ""}, {"add": str(point.passage_id)}):
        url = f"/g/ours/materials/{material.pk}/points/act/"
        assert as_secretary.post(url, acts | extra).status_code in {302, 400, 409}
    assert as_secretary.get(f"/g/ours/materials/{material.pk}/points/").status_code == 200
