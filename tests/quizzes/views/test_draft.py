from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from quizzes.models import Quiz
from quizzes.publishing import NOTHING_TO_ASK
from tests.factories import create_quiz
from tests.quizzes.conftest import url


@pytest.fixture
def draft(group):
    return create_quiz(group=group, is_published=False)


def test_every_question_is_shown_with_its_answer_and_its_buttons(as_secretary, draft):
    html = as_secretary.get(url("draft", draft.pk)).text
    assert html.count("换一题") == html.count("删去") == 3
    assert '<b class="answer">0.05</b>' in html
    assert "多余的项：棕" in html


def test_the_window_is_suggested_in_the_time_of_the_group(as_secretary, draft, group):
    group.time_zone = "America/New_York"
    group.save()
    with time_machine.travel(datetime.fromisoformat("2026-11-25T12:00Z"), tick=False):
        html = as_secretary.get(url("draft", draft.pk)).text
    assert 'name="opens_at" value="2026-11-25T07:00"' in html
    assert 'name="closes_at" value="2026-11-29T22:00"' in html


def test_a_paper_shorter_than_wanted_says_so(as_secretary, draft):
    Quiz.objects.update(length=10)
    assert "想要10道，现在有3道。" in as_secretary.get(url("draft", draft.pk)).text


def test_a_failure_is_said_and_the_empty_paper_cannot_be_published(as_secretary, draft):
    draft.questions.all().delete()
    Quiz.objects.update(problem=NOTHING_TO_ASK)
    html = as_secretary.get(url("draft", draft.pk)).text
    assert NOTHING_TO_ASK in html
    assert 'class="button main wide" disabled' in html


def test_a_published_quiz_is_no_draft(as_secretary, quiz):
    assert as_secretary.get(url("draft", quiz.pk)).status_code == 404


@pytest.fixture
def writing(draft):
    Quiz.objects.update(generator="", changed_at=timezone.now())
    return draft


def test_while_it_is_written_the_page_asks_again_by_itself(as_secretary, writing):
    html = as_secretary.get(url("draft", writing.pk)).text
    assert 'hx-trigger="every 1s"' in html
    assert "http-equiv" in html
    assert "重新出题" not in html


def test_while_nothing_is_new_htmx_is_told_nothing(as_secretary, writing):
    assert as_secretary.hx_get(url("draft", writing.pk), target="writing").status_code == 204


def test_when_it_is_written_htmx_is_told_to_load_the_page(as_secretary, draft):
    response = as_secretary.hx_get(url("draft", draft.pk), target="writing")
    assert (response.headers["HX-Refresh"], response.content) == ("true", b"")


def test_after_a_long_wait_it_can_be_started_again(as_secretary, writing):
    Quiz.objects.update(changed_at=timezone.now() - timedelta(seconds=76))
    assert "重新出题" in as_secretary.get(url("draft", writing.pk)).text
    part = as_secretary.hx_get(url("draft", writing.pk), target="writing").text
    assert "重新出题" in part
    assert "<html" not in part
