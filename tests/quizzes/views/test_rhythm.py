"""The settings page: the weekly rhythm, days without quizzes, the group's name."""

from __future__ import annotations

from datetime import date, datetime

import pytest
import time_machine

from quizzes.models import Pause, Rhythm
from tests.factories import create_group
from tests.quizzes.conftest import url
from tests.quizzes.views.test_bad_publishing_forms import PAUSE, RHYTHM

NOW = datetime.fromisoformat("2026-11-25T10:00+08:00")


@pytest.fixture(autouse=True)
def _wednesday():
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_group_starts_without_a_rhythm(as_secretary, group):
    html = as_secretary.get(url("rhythm")).text
    assert "接下来" not in html
    assert not Rhythm.objects.exists()


def test_saved_settings_are_shown_again_with_what_will_happen(as_secretary, group):
    html = as_secretary.post(url("rhythm"), RHYTHM | {"length": "12", "makes_time": "15:30"}, follow=True).text
    assert "每周安排已保存。" in html
    assert 'value="12"' in html
    assert "11月27日 15:30出草稿" in html
    assert "11月30日 08:00—12月6日 22:00" in html
    rhythm = Rhythm.objects.get()
    assert (rhythm.is_on, rhythm.publishes, rhythm.on_since) == (True, False, NOW)


def test_publishing_by_itself_is_off_until_it_is_ticked(as_secretary, group):
    assert 'name="publishes" id="id_publishes">' in as_secretary.get(url("rhythm")).text.replace(
        'aria-describedby="id_publishes_helptext" ', ""
    )
    as_secretary.post(url("rhythm"), RHYTHM | {"publishes": "on"})
    assert Rhythm.objects.get().publishes


def test_saving_again_does_not_restart_the_clock(as_secretary, group):
    as_secretary.post(url("rhythm"), RHYTHM)
    with time_machine.travel("2026-11-26T10:00+08:00", tick=False):
        as_secretary.post(url("rhythm"), RHYTHM | {"length": "5"})
    assert (Rhythm.objects.get().on_since, Rhythm.objects.get().length) == (NOW, 5)


def test_a_holiday_is_added_and_taken_away(as_secretary, group):
    html = as_secretary.post(
        url("pause_add"), PAUSE | {"first_day": "2026-12-28", "last_day": "2027-01-03"}, follow=True
    ).text
    assert "12月28日—1月3日" in html
    assert "国庆假期" in html
    pause = Pause.objects.get()
    as_secretary.post(url("pause_remove", pause.pk))
    assert not Pause.objects.exists()


def test_one_tap_pauses_the_coming_week(as_secretary, group):
    html = as_secretary.post(url("pause_next_week"), follow=True).text
    assert "11月30日到12月6日停测一周。" in html
    as_secretary.post(url("pause_next_week"))
    pause = Pause.objects.get()
    assert (pause.first_day, pause.last_day) == (date(2026, 11, 30), date(2026, 12, 6))


def test_the_coming_week_is_that_of_the_group(as_secretary, group):
    group.time_zone = "Pacific/Kiritimati"
    group.save()
    with time_machine.travel("2026-11-29T12:00Z", tick=False):  # Monday there already
        as_secretary.post(url("pause_next_week"))
    assert Pause.objects.get().first_day == date(2026, 12, 7)


def test_the_pause_of_another_group_is_not_found(as_secretary, group):
    theirs = Pause.objects.create(group=create_group(), first_day="2026-12-01", last_day="2026-12-02")
    assert as_secretary.post(url("pause_remove", theirs.pk)).status_code == 404
    assert Pause.objects.exists()


def test_what_is_over_is_not_listed(as_secretary, group):
    Pause.objects.create(group=group, first_day="2026-10-01", last_day="2026-10-07", reason="国庆")
    assert "10月1日" not in as_secretary.get(url("rhythm")).text


def test_the_group_gets_another_name(as_secretary, group):
    assert "安全学习组" in as_secretary.post(url("group_rename"), {"name": " 安全学习组 "}, follow=True).text
    group.refresh_from_db()
    assert group.name == "安全学习组"


def test_its_own_name_is_not_taken(as_secretary, group):
    assert as_secretary.post(url("group_rename"), {"name": group.name}).status_code == 302
