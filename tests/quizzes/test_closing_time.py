from __future__ import annotations

from datetime import datetime

import pytest

from quizzes.publishing import closing_time
from studyapp.models import StudyGroup


def closes(zone: str, now: str) -> str:
    return closing_time(StudyGroup(time_zone=zone), datetime.fromisoformat(now)).isoformat()


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-23T00:00+08:00", "2026-11-29T22:00:00+08:00"),
        ("2026-11-25T10:00+08:00", "2026-11-29T22:00:00+08:00"),
        ("2026-11-28T22:00+08:00", "2026-11-29T22:00:00+08:00"),
    ],
)
def test_a_quiz_closes_on_the_coming_sunday_evening(now, expected):
    assert closes("Asia/Shanghai", now) == expected


@pytest.mark.parametrize("now", ["2026-11-28T22:01+08:00", "2026-11-29T09:00+08:00", "2026-11-29T23:30+08:00"])
def test_with_less_than_a_day_left_it_is_the_sunday_after(now):
    assert closes("Asia/Shanghai", now) == "2026-12-06T22:00:00+08:00"


def test_sunday_is_that_of_the_group_not_of_the_server():
    assert closes("Pacific/Kiritimati", "2026-11-28T11:00+00:00") == "2026-12-06T22:00:00+14:00"


def test_the_evening_stays_the_evening_when_the_clocks_change():
    assert closes("America/New_York", "2026-10-30T12:00-04:00") == "2026-11-01T22:00:00-05:00"


def test_week_53_runs_into_the_new_year():
    assert closes("Asia/Shanghai", "2026-12-29T10:00+08:00") == "2027-01-03T22:00:00+08:00"
