"""Weekly rules are wall times with a zone (trust.md D30, D31): what the clock on the wall shows is what counts."""

from __future__ import annotations

import os
import time as clock
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from quizzes.core.weeks import Week, at, following, is_shown_twice, is_skipped, week_of, window_in

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
ZONES = [SHANGHAI, NEW_YORK, ZoneInfo("Pacific/Kiritimati"), UTC]
MONDAY_8, SUNDAY_22 = (0, time(8)), (6, time(22))


@pytest.fixture(params=["UTC", "Asia/Shanghai", "America/New_York", "Pacific/Kiritimati"])
def _server_zone(request, monkeypatch):
    monkeypatch.setitem(os.environ, "TZ", request.param)
    clock.tzset()
    yield
    monkeypatch.undo()
    clock.tzset()


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2026-11-25", Week(2026, 48)),
        ("2026-12-28", Week(2026, 53)),
        ("2026-12-31", Week(2026, 53)),
        ("2027-01-01", Week(2026, 53)),
        ("2027-01-03", Week(2026, 53)),
        ("2027-01-04", Week(2027, 1)),
        ("2028-02-29", Week(2028, 9)),
        ("2025-12-29", Week(2026, 1)),
    ],
)
def test_D31_iso_weeks_at_the_edges(day, week):
    assert week_of(date.fromisoformat(day)) == week


def test_D31_week_53_is_followed_by_week_1():
    week = Week(2026, 53)
    assert (week.monday, week.sunday, week.next, str(week)) == (
        date(2026, 12, 28),
        date(2027, 1, 3),
        Week(2027, 1),
        "2026-W53",
    )


@pytest.mark.usefixtures("_server_zone")
def test_D31_the_zone_of_the_server_does_not_matter():
    opens, closes = window_in(Week(2026, 48), MONDAY_8, SUNDAY_22, SHANGHAI)
    assert (opens.isoformat(), closes.isoformat()) == ("2026-11-23T08:00:00+08:00", "2026-11-29T22:00:00+08:00")


def test_D30_seven_days_later_is_the_same_wall_time_across_a_change_of_clocks():
    first = window_in(Week(2027, 10), MONDAY_8, SUNDAY_22, NEW_YORK)[0]
    second = window_in(Week(2027, 11), MONDAY_8, SUNDAY_22, NEW_YORK)[0]
    assert (first.hour, second.hour) == (8, 8)
    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(days=6, hours=23)


def test_D30_shanghai_had_summer_time_once():
    assert at(date(1988, 7, 1), time(8), SHANGHAI).utcoffset() == timedelta(hours=9)
    assert at(date(2026, 7, 1), time(8), SHANGHAI).utcoffset() == timedelta(hours=8)


def test_D30_a_skipped_time_becomes_later_by_the_jump():
    moment = at(date(2027, 3, 14), time(2, 30), NEW_YORK)
    assert moment.isoformat() == "2027-03-14T03:30:00-04:00"


def test_D30_a_time_shown_twice_opens_early_and_closes_late():
    day = date(2026, 11, 1)
    assert at(day, time(1, 30), NEW_YORK).isoformat() == "2026-11-01T01:30:00-04:00"
    assert at(day, time(1, 30), NEW_YORK, late=True).isoformat() == "2026-11-01T01:30:00-05:00"


@pytest.mark.parametrize(
    ("wall", "skipped", "twice"),
    [("2027-03-14T02:30", True, False), ("2026-11-01T01:30", False, True), ("2026-11-25T10:00", False, False)],
)
def test_B62_gaps_and_folds_are_told_apart(wall, skipped, twice):
    moment = datetime.fromisoformat(wall).replace(tzinfo=NEW_YORK)
    assert (is_skipped(moment), is_shown_twice(moment)) == (skipped, twice)


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_D30_midnight_belongs_to_the_day_that_begins(zone):
    opens, closes = window_in(Week(2026, 48), (0, time(0)), (0, time(0)), zone)
    assert (opens.date(), closes.date(), closes.time()) == (date(2026, 11, 23), date(2026, 11, 30), time(0))


@pytest.mark.parametrize(
    ("closes", "day"),
    [
        ((6, time(22)), "2026-11-29"),
        ((0, time(8)), "2026-11-30"),
        ((0, time(9)), "2026-11-23"),
        ((2, time(0)), "2026-11-25"),
    ],
)
def test_a_window_closes_when_its_closing_time_next_comes(closes, day):
    assert window_in(Week(2026, 48), MONDAY_8, closes, SHANGHAI)[1].date() == date.fromisoformat(day)


def test_following_never_gives_the_moment_itself():
    moment = at(date(2026, 11, 29), time(22), SHANGHAI)
    assert following(moment, 6, time(22), SHANGHAI) == moment + timedelta(days=7)
    assert following(moment - timedelta(seconds=1), 6, time(22), SHANGHAI) == moment


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_every_window_of_three_years_is_open_for_about_as_long(zone):
    week = Week(2026, 1)
    while week.year < 2029:
        opens, closes = window_in(week, MONDAY_8, SUNDAY_22, zone)
        length = closes.astimezone(UTC) - opens.astimezone(UTC)
        assert abs(length - timedelta(days=6, hours=14)) <= timedelta(hours=1)
        assert week_of(opens.date()) == week
        week = week.next
