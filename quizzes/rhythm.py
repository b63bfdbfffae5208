"""The weekly rhythm: which week's draft is due, and making it. Run by `manage.py weekly`, as often as one likes."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db import IntegrityError, transaction

from quizzes.core.weeks import Week, at, week_of, window_in
from quizzes.models import Pause, PlannedWeek, Quiz, Rhythm
from quizzes.pattern import next_materials, pattern_of
from quizzes.publishing import draft_quiz, prepare_and_fill, publish
from studyapp.models import StudyGroup

Window = tuple[datetime, datetime]


@dataclass(frozen=True)
class Plan:
    """The quiz that a rhythm makes for one week. `held` says in words why there is none."""

    week: Week
    made_at: datetime
    window: Window
    held: str = ""


def plan_of(rhythm: Rhythm, week: Week, pauses: Sequence[Pause]) -> Plan:
    """When the draft of `week` is made (in the week before), and when its quiz is open."""
    zone = rhythm.group.zone
    before = week_of(week.monday - timedelta(days=7))
    window = window_in(
        week, (rhythm.opens_weekday, rhythm.opens_time), (rhythm.closes_weekday, rhythm.closes_time), zone
    )
    days = [moment.astimezone(zone).date() for moment in window]
    pause = next((pause for pause in pauses if any(map(pause.covers, days))), None)
    held = (pause.reason or "停测") if pause else ""
    return Plan(week, at(before.day(rhythm.makes_weekday), rhythm.makes_time, zone), window, held)


def due_plan(rhythm: Rhythm, now: datetime, pauses: Sequence[Pause]) -> Plan | None:
    """The latest plan whose hour has come since the rhythm was switched on, if its quiz can still be taken."""
    this = week_of(now.astimezone(rhythm.group.zone).date())
    for week in (this.next, this):
        plan = plan_of(rhythm, week, pauses)
        if plan.made_at <= now:
            is_ours = rhythm.on_since is not None and plan.made_at >= rhythm.on_since
            return plan if is_ours and plan.window[1].astimezone(UTC) > now else None
    return None


def next_plans(rhythm: Rhythm, now: datetime, pauses: Sequence[Pause], *, weeks: int = 4) -> list[Plan]:
    """The coming plans, for the secretary to see what will happen."""
    plans: list[Plan] = []
    week = week_of(now.astimezone(rhythm.group.zone).date())
    while len(plans) < weeks:
        plan = plan_of(rhythm, week, pauses)
        if plan.made_at > now:
            plans.append(plan)
        week = week.next
    return plans


def keep_rhythm(group: StudyGroup, now: datetime) -> str:
    """Make the group's next quiz if it is due; says in one Chinese sentence what was done."""
    rhythm = Rhythm.objects.filter(group=group, is_on=True).select_related("group").first()
    if rhythm is None:
        return "没有启用每周安排"
    plan = due_plan(rhythm, now, list(group.pauses.all()))
    if plan is None:
        return "还没到出下一周草稿的时候"
    if plan.held:
        return f"{plan.week}停测（{plan.held}），不出题"
    planned = PlannedWeek.objects.filter(group=group, year=plan.week.year, number=plan.week.number).first()
    if planned is None:
        if _has_quiz(group, plan.week):
            return f"{plan.week}已有发布的试卷，不再出题"
        planned = _start(rhythm, plan, now)
    if planned is None or planned.is_settled:
        return f"{plan.week}的草稿已经出过"
    return _finish(rhythm, plan, planned, now)


def _has_quiz(group: StudyGroup, week: Week) -> bool:
    """Whether the secretary has published a quiz that opens in this week."""
    first = datetime.combine(week.monday, datetime.min.time(), tzinfo=group.zone)
    last = datetime.combine(week.next.monday, datetime.min.time(), tzinfo=group.zone)
    return group.quizzes.published().filter(opens_at__gte=first, opens_at__lt=last).exists()


def _start(rhythm: Rhythm, plan: Plan, now: datetime) -> PlannedWeek | None:
    """Claim the week and make its empty draft; answers are shown as with the last quiz.

    None when another run has just claimed it.
    """
    materials = next_materials(rhythm.group)
    if not materials:
        raise NothingToAsk("资料库里还没有标了要点的资料")
    try:
        with transaction.atomic():
            planned = PlannedWeek.objects.create(group=rhythm.group, year=plan.week.year, number=plan.week.number)
            planned.quiz = draft_quiz(
                group=rhythm.group,
                secretary=None,
                materials=materials,
                length=rhythm.length,
                kinds=rhythm.kinds,
                weak_share=rhythm.weak_share,
                time_limit=rhythm.time_limit,
                seed=secrets.randbits(32),
                window=plan.window,
                answers_shown=pattern_of(rhythm.group, now).answers_shown,
            )
            planned.save(update_fields=["quiz"])
            return planned
    except IntegrityError:
        return None


class NothingToAsk(Exception):
    """There is no material to make a quiz from. The message is Chinese."""


def _finish(rhythm: Rhythm, plan: Plan, planned: PlannedWeek, now: datetime) -> str:
    """Write the draft's questions and, where the group says so, publish it. A run that was cut off goes on here."""
    quiz = planned.quiz
    if quiz is None or quiz.published_at is not None:
        said = f"{plan.week}的草稿已由学习秘书处理"
    else:
        if not quiz.generator:
            prepare_and_fill(quiz)
        said = _settle(rhythm, plan, quiz, now)
    PlannedWeek.objects.filter(pk=planned.pk).update(is_settled=True)
    return said


def _settle(rhythm: Rhythm, plan: Plan, quiz: Quiz, now: datetime) -> str:
    count = quiz.questions.count()
    if not rhythm.publishes:
        return f"{plan.week}的草稿已出好（{count}道题），等学习秘书发布"
    if count < rhythm.length:
        return f"{plan.week}的草稿只有{count}道题，没有自动发布，等学习秘书看过"
    opens_at, closes_at = plan.window
    publish(
        quiz=quiz,
        title="",
        opens_at=max(opens_at, now),
        closes_at=closes_at,
        time_limit=quiz.time_limit,
        answers_shown=quiz.answers_shown,
        now=now,
    )
    return f"{plan.week}的《{quiz.title}》已自动发布（{count}道题）"


@transaction.atomic
def change_rhythm(*, rhythm: Rhythm, now: datetime) -> None:
    """Store the settings. Switching on starts the clock; what would have been due before stays undone."""
    if not rhythm.is_on:
        rhythm.on_since = None
    elif rhythm.on_since is None:
        rhythm.on_since = now
    rhythm.save()


def add_pause(*, group: StudyGroup, first_day: date, last_day: date, reason: str = "") -> Pause:
    return Pause.objects.create(group=group, first_day=first_day, last_day=last_day, reason=reason)


def skip_week(*, group: StudyGroup, week: Week) -> Pause:
    """No quiz in this week: a pause from Monday to Sunday, once."""
    return Pause.objects.get_or_create(
        group=group, first_day=week.monday, last_day=week.sunday, defaults={"reason": "停一周"}
    )[0]


def remove_pause(*, pause: Pause) -> None:
    pause.delete()


def rename_group(*, group: StudyGroup, name: str) -> None:
    group.name = name
    group.save(update_fields=["name"])
