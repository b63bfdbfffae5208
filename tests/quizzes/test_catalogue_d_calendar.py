"""Windows and attempts across zones, summer time, week 53 and leap days. Weekly rules have their own tests."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from quizzes.answering import start_attempt
from quizzes.finishing import finish_overdue
from quizzes.models import GRACE, Attempt, Quiz
from tests.conftest import signed_in
from tests.factories import answer_all, create_quiz
from tests.quizzes.conftest import url

ZONES = ["UTC", "Asia/Shanghai", "America/New_York", "Pacific/Kiritimati"]


@pytest.fixture(params=ZONES)
def server_zone(request):
    """The zone of the machine that serves, as the C library sees it."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


# Monday of ISO week 53, New Year's night, a leap day, and the nights when New York changes its clocks.
MOMENTS = [
    datetime(2026, 12, 28, 14, 0, tzinfo=UTC),
    datetime(2026, 12, 31, 16, 0, tzinfo=UTC),
    datetime(2028, 2, 29, 15, 59, 59, tzinfo=UTC),
    datetime(2027, 3, 14, 7, 0, tzinfo=UTC),
    datetime(2027, 11, 7, 6, 0, tzinfo=UTC),
]


@pytest.mark.parametrize("closes_at", MOMENTS, ids=str)
def test_D31_the_zone_of_the_server_moves_no_closing(server_zone, group, member, closes_at):
    quiz = create_quiz(group=group, opens_at=closes_at - timedelta(days=7), closes_at=closes_at)
    attempt = start_attempt(quiz=quiz, member=member, now=closes_at - timedelta(hours=1))
    answer_all(attempt, now=closes_at - timedelta(minutes=1))
    finish_overdue(quiz, closes_at + GRACE - timedelta(milliseconds=1))
    assert Attempt.objects.open().exists()
    finish_overdue(quiz, closes_at + GRACE)
    (submitted_at,) = Attempt.objects.values_list("submitted_at", flat=True)
    assert submitted_at is not None
    assert (submitted_at, submitted_at.utcoffset()) == (closes_at, timedelta(0))


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Asia/Shanghai", "1月1日 00:00"),
        ("America/New_York", "12月31日 11:00"),
        ("Pacific/Kiritimati", "1月1日 06:00"),
        ("UTC", "12月31日 16:00"),
    ],
)
def test_D30_stored_in_utc_and_shown_in_the_zone_of_the_group(server_zone, group, member, zone, shown):
    group.time_zone = zone
    group.save()
    closes_at = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)
    quiz = create_quiz(group=group, opens_at=closes_at - timedelta(days=7), closes_at=closes_at)
    with time_machine.travel(closes_at - timedelta(hours=2), tick=False):
        start_attempt(quiz=quiz, member=member, now=closes_at - timedelta(hours=2))
        html = signed_in(member).get(url("paper", quiz.pk)).text
    assert f"保留到{shown}" in html
    assert "24:00" not in html
    (stored,) = Quiz.objects.values_list("closes_at", flat=True)
    assert stored is not None
    assert stored.utcoffset() == timedelta(0)


def test_D30_a_week_across_the_change_of_clocks_is_as_long_as_the_wall_says(group, member):
    new_york = ZoneInfo("America/New_York")
    opens_at = datetime(2027, 3, 8, 9, tzinfo=new_york)
    closes_at = datetime(2027, 3, 15, 9, tzinfo=new_york)
    quiz = create_quiz(group=group, opens_at=opens_at, closes_at=closes_at)
    quiz.refresh_from_db()
    assert quiz.opens_at is not None
    assert quiz.closes_at is not None
    assert quiz.closes_at - quiz.opens_at == timedelta(days=6, hours=23)
    assert quiz.closes_at.astimezone(new_york).hour == 9


def test_D31_a_limit_is_counted_in_real_time_across_the_change_of_clocks(group, member):
    began = datetime(2027, 3, 14, 6, 50, tzinfo=UTC)  # 01:50 in New York; ten minutes later it is 03:00 there
    quiz = create_quiz(group=group, opens_at=began, closes_at=began + timedelta(days=1))
    Quiz.objects.update(time_limit=20)
    group.time_zone = "America/New_York"
    group.save()
    attempt = start_attempt(quiz=quiz, member=member, now=began.astimezone(ZoneInfo("America/New_York")))
    assert attempt.deadline - began == timedelta(minutes=20)


@pytest.mark.parametrize("name", ZONES)
def test_D31_zone_data_is_present(name):
    assert ZoneInfo(name).utcoffset(datetime(2026, 11, 25)) is not None
