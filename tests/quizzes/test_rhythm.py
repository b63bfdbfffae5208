"""The weekly rhythm: one draft for a week and group, whatever happens to the command that makes it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from quizzes.core.weeks import Week
from quizzes.models import AnswersShown, PlannedWeek, Quiz, Rhythm
from quizzes.publishing import draft_quiz, publish, withdraw
from quizzes.rhythm import add_pause, change_rhythm, due_plan, keep_rhythm, next_plans, plan_of, skip_week
from tests.factories import create_group, create_key_point, create_material, create_quiz

MONDAY = datetime.fromisoformat("2026-11-23T09:00+08:00")
FRIDAY = datetime.fromisoformat("2026-11-27T16:00+08:00")
NEXT_WEEK = ("2026-11-30T08:00:00+08:00", "2026-12-06T22:00:00+08:00")
TEXTS = ("氧气瓶与明火的距离不得小于{{c1::10米}}。", "剩余压力应不小于{{c1::0.05MPa}}。", "采光系数不低于{{c1::35%}}。")


def points_in(group, title="气瓶使用须知"):
    material = create_material(group=group, title=title)
    for text in TEXTS:
        create_key_point(material=material, text=text)
    return material


def switched_on(group, **values):
    rhythm = Rhythm(group=group, is_on=True, length=3, kinds=["fill_blank"], **values)
    change_rhythm(rhythm=rhythm, now=MONDAY)
    return rhythm


@pytest.fixture
def rhythm(group):
    points_in(group)
    return switched_on(group)


def weekly(now=FRIDAY, **options):
    out = StringIO()
    with time_machine.travel(now, tick=False):
        call_command("weekly", stdout=out, **options)
    return out.getvalue().splitlines()


def window(quiz):
    return tuple(moment.astimezone(quiz.group.zone).isoformat() for moment in (quiz.opens_at, quiz.closes_at))


def test_the_draft_of_next_week_is_made_when_its_hour_comes(rhythm):
    assert weekly(FRIDAY - timedelta(seconds=1)) == ["ours：还没到出下一周草稿的时候"]
    assert weekly(FRIDAY) == ["ours：2026-W49的草稿已出好（3道题），等学习秘书发布"]
    quiz = Quiz.objects.get()
    assert (quiz.published_at, window(quiz), quiz.questions.count()) == (None, NEXT_WEEK, 3)


def test_running_it_twice_does_no_harm(rhythm):
    weekly()
    assert weekly(FRIDAY + timedelta(hours=1)) == ["ours：2026-W49的草稿已经出过"]
    assert Quiz.objects.count() == 1


def test_a_draft_that_the_secretary_threw_away_does_not_come_back(rhythm):
    weekly()
    Quiz.objects.get().delete()
    weekly(FRIDAY + timedelta(days=1))
    assert not Quiz.objects.exists()


def test_two_runs_at_once_make_one_draft(rhythm):
    """The database says no to the second: one row for a group and an ISO week."""
    PlannedWeek.objects.create(group=rhythm.group, year=2026, number=49)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedWeek.objects.create(group=rhythm.group, year=2026, number=49)


def test_when_it_never_runs_nothing_happens_and_the_next_run_catches_up(rhythm):
    assert "2026-W49的草稿已出好" in weekly(datetime.fromisoformat("2026-12-02T10:00+08:00"))[0]
    assert window(Quiz.objects.get()) == NEXT_WEEK


def test_a_week_whose_quiz_would_be_over_is_not_made_up(rhythm):
    assert weekly(datetime.fromisoformat("2026-12-06T22:00+08:00"))[0].startswith("ours：2026-W50的草稿已出好")
    assert Quiz.objects.count() == 1


def test_nothing_is_made_up_for_the_time_before_it_was_switched_on(group):
    points_in(group)
    change_rhythm(rhythm=Rhythm(group=group, is_on=True), now=FRIDAY + timedelta(minutes=1))
    assert weekly(FRIDAY + timedelta(hours=1)) == ["ours：还没到出下一周草稿的时候"]


def test_a_group_without_a_rhythm_is_left_alone(group):
    points_in(group)
    assert weekly() == ["ours：没有启用每周安排"]


def test_switching_off_and_on_starts_the_clock_anew(rhythm):
    rhythm.is_on = False
    change_rhythm(rhythm=rhythm, now=MONDAY)
    assert weekly() == ["ours：没有启用每周安排"]
    rhythm.is_on = True
    change_rhythm(rhythm=rhythm, now=FRIDAY + timedelta(days=1))
    assert weekly(FRIDAY + timedelta(days=1)) == ["ours：还没到出下一周草稿的时候"]


def test_it_publishes_only_where_the_group_says_so(group):
    points_in(group)
    switched_on(group, publishes=True)
    assert weekly() == ["ours：2026-W49的《第1周测试》已自动发布（3道题）"]
    quiz = Quiz.objects.get()
    assert (quiz.published_at, window(quiz), quiz.is_open(FRIDAY)) == (FRIDAY, NEXT_WEEK, False)


@pytest.mark.parametrize("publishes", [True, False])
def test_the_time_limit_goes_into_every_quiz(group, publishes):
    points_in(group)
    switched_on(group, publishes=publishes)
    Rhythm.objects.update(time_limit=20)
    weekly()
    assert Quiz.objects.get().time_limit == 20


def test_a_paper_that_came_out_short_waits_for_the_secretary(group):
    points_in(group)
    switched_on(group, publishes=True)
    Rhythm.objects.update(length=10)
    assert weekly() == ["ours：2026-W49的草稿只有3道题，没有自动发布，等学习秘书看过"]
    assert not Quiz.objects.published().exists()


def test_what_was_withdrawn_is_not_published_again(group):
    points_in(group)
    switched_on(group, publishes=True)
    weekly()
    withdraw(quiz=Quiz.objects.get())
    weekly(FRIDAY + timedelta(hours=1))
    assert not Quiz.objects.published().exists()


def test_a_week_for_which_the_secretary_has_published_is_left_alone(rhythm):
    opens = datetime.fromisoformat("2026-12-01T08:00+08:00")
    create_quiz(group=rhythm.group, opens_at=opens, closes_at=opens + timedelta(days=3))
    assert weekly() == ["ours：2026-W49已有发布的试卷，不再出题"]
    assert not Quiz.objects.drafts().exists()


@pytest.mark.parametrize(
    ("first", "last", "held"),
    [
        ("2026-11-30", "2026-11-30", True),
        ("2026-12-06", "2026-12-10", True),
        ("2026-11-28", "2026-12-20", True),
        ("2026-12-02", "2026-12-04", False),
        ("2026-12-07", "2026-12-09", False),
    ],
)
def test_a_week_that_opens_or_closes_on_a_holiday_has_no_quiz(rhythm, first, last, held):
    add_pause(group=rhythm.group, first_day=date.fromisoformat(first), last_day=date.fromisoformat(last), reason="校庆")
    said = weekly()[0]
    assert ("停测（校庆）" in said, Quiz.objects.exists()) == (held, not held)


def test_a_skipped_week_is_the_only_one(rhythm):
    skip_week(group=rhythm.group, week=Week(2026, 49))
    skip_week(group=rhythm.group, week=Week(2026, 49))
    assert rhythm.group.pauses.count() == 1
    assert "停测" in weekly()[0]
    assert "2026-W50的草稿已出好" in weekly(FRIDAY + timedelta(days=7))[0]


def test_a_run_that_was_cut_off_is_finished_by_the_next(rhythm, monkeypatch):
    monkeypatch.setattr("quizzes.rhythm.prepare_and_fill", lambda quiz: 1 / 0)
    with pytest.raises(CommandError, match="1个小组没有办完：ours"):
        weekly()
    monkeypatch.undo()
    assert weekly() == ["ours：2026-W49的草稿已出好（3道题），等学习秘书发布"]
    assert Quiz.objects.get().questions.count() == 3


def test_one_broken_group_does_not_stop_the_others(rhythm, monkeypatch):
    other = create_group(slug="a-first")
    points_in(other)
    switched_on(other)

    def broken(group, now):
        if group == other:
            raise ZeroDivisionError
        return keep_rhythm(group, now)

    monkeypatch.setattr("quizzes.management.commands.weekly.keep_rhythm", broken)
    with pytest.raises(CommandError, match="a-first"):
        weekly()
    assert Quiz.objects.get().group == rhythm.group


def test_without_key_points_it_says_so_and_makes_nothing(group):
    switched_on(group)
    assert weekly() == ["ours：资料库里还没有标了要点的资料，没有出题"]
    assert (Quiz.objects.count(), PlannedWeek.objects.count()) == (0, 0)


def test_it_asks_what_has_not_been_asked_yet(rhythm):
    old = rhythm.group.materials.get()
    first = create_quiz(group=rhythm.group, material=old, is_published=False)
    publish(quiz=first, title="", opens_at=MONDAY, closes_at=FRIDAY, now=MONDAY)
    new = points_in(rhythm.group, title="用电安全")
    weekly()
    assert list(Quiz.objects.drafts().get().materials.all()) == [new]


def test_it_runs_as_if_on_a_given_day(rhythm):
    assert weekly(MONDAY, date="2026-11-27") == ["ours：2026-W49的草稿已出好（3道题），等学习秘书发布"]


@pytest.mark.parametrize("day", ["2026-02-30", "heute", "", "0001-01-01", "9999-12-31"])
def test_a_day_that_does_not_exist_is_refused_before_anything_is_done(rhythm, day):
    with pytest.raises(CommandError, match="这一天"):
        weekly(MONDAY, date=day)
    assert not Quiz.objects.exists()


def test_D31_week_53_of_2026_has_its_quiz(rhythm):
    assert "2026-W53的草稿已出好" in weekly(datetime.fromisoformat("2026-12-25T16:00+08:00"))[0]
    assert "2027-W01的草稿已出好" in weekly(datetime.fromisoformat("2027-01-01T16:00+08:00"))[0]
    assert PlannedWeek.objects.count() == 2


@pytest.mark.parametrize(
    ("zone", "opens", "closes"),
    [
        ("Asia/Shanghai", "2026-11-30T08:00:00+08:00", "2026-12-06T22:00:00+08:00"),
        ("America/New_York", "2026-11-30T08:00:00-05:00", "2026-12-06T22:00:00-05:00"),
        ("Pacific/Kiritimati", "2026-11-30T08:00:00+14:00", "2026-12-06T22:00:00+14:00"),
    ],
)
def test_D30_each_group_keeps_its_own_wall_clock(group, zone, opens, closes):
    group.time_zone = zone
    plan = plan_of(Rhythm(group=group), Week(2026, 49), [])
    assert [moment.isoformat() for moment in plan.window] == [opens, closes]
    assert plan.made_at.isoformat()[:16] == "2026-11-27T16:00"


def test_D30_a_window_over_a_change_of_clocks_keeps_its_wall_times(group):
    group.time_zone = "America/New_York"
    opens, closes = plan_of(Rhythm(group=group), Week(2027, 10), []).window
    assert (opens.isoformat(), closes.isoformat()) == ("2027-03-08T08:00:00-05:00", "2027-03-14T22:00:00-04:00")


def test_D30_a_draft_whose_hour_the_clock_skips_is_made_after_the_jump(group):
    group.time_zone = "America/New_York"
    rhythm = Rhythm(group=group, is_on=True, on_since=MONDAY, makes_weekday=6, makes_time=time(2, 30))
    jump = datetime(2027, 3, 14, 7, 30, tzinfo=UTC)  # 03:30 summer time
    before, after = due_plan(rhythm, jump - timedelta(seconds=1), []), due_plan(rhythm, jump, [])
    assert before is not None
    assert after is not None
    assert (before.week, after.week) == (Week(2027, 10), Week(2027, 11))


def test_the_secretary_can_see_what_will_happen(rhythm):
    pause = skip_week(group=rhythm.group, week=Week(2026, 50))
    plans = next_plans(rhythm, FRIDAY, [pause])
    assert [(str(plan.week), plan.held) for plan in plans] == [
        ("2026-W50", "停一周"),
        ("2026-W51", ""),
        ("2026-W52", ""),
        ("2026-W53", ""),
    ]


def test_a_draft_made_by_hand_knows_no_week(rhythm):
    draft_quiz(group=rhythm.group, secretary=None, materials=[], length=3, kinds=["fill_blank"], seed=1)
    assert "2026-W49的草稿已出好" in weekly()[0]


@pytest.mark.parametrize("publishes", [False, True])
@pytest.mark.parametrize("shown", AnswersShown.values)
def test_answers_are_shown_as_with_the_last_quiz(group, shown, publishes):
    points_in(group)
    last = create_quiz(
        group=group, opens_at=MONDAY, closes_at=FRIDAY, answers_shown=shown, material=create_material(group=group)
    )
    switched_on(group, publishes=publishes)
    weekly()
    made = Quiz.objects.exclude(pk=last.pk).get()
    assert (made.answers_shown, made.published_at is not None) == (shown, publishes)
