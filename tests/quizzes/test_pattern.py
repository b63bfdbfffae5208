"""The next quiz is like the last one, and about what has not been asked."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest

from quizzes.models import AnswersShown, Quiz
from quizzes.pattern import MOST_MATERIALS, next_materials, pattern_of
from studyapp.models import Material
from tests.factories import create_key_point, create_material, create_quiz

WEDNESDAY = datetime.fromisoformat("2026-11-25T10:00+08:00")


def marked(group, title, *, imported=WEDNESDAY):
    material = create_material(group=group, title=title)
    create_key_point(material=material)
    Material.objects.filter(pk=material.pk).update(imported_at=imported)
    return material


def last_quiz(group, opens, closes, **values):
    quiz = create_quiz(group=group, opens_at=datetime.fromisoformat(opens), closes_at=datetime.fromisoformat(closes))
    Quiz.objects.filter(pk=quiz.pk).update(**values)
    return quiz


def window(group, now=WEDNESDAY):
    return [f"{moment.astimezone(group.zone):%Y-%m-%dT%H:%M%z}" for moment in pattern_of(group, now).window]


def test_a_first_quiz_is_the_usual_one(group):
    pattern = pattern_of(group, WEDNESDAY)
    assert (pattern.length, pattern.kinds, pattern.weak_share) == (10, ("fill_blank", "matching"), 20)
    assert pattern.time_limit is None
    assert window(group) == ["2026-11-25T10:00+0800", "2026-11-29T22:00+0800"]


def test_length_kinds_share_and_limit_are_those_of_the_last_published_quiz(group):
    like = {"length": 7, "kinds": ["matching"], "weak_share": 35, "time_limit": 20}
    last_quiz(group, "2026-11-16T08:00+08:00", "2026-11-22T22:00+08:00", **like)
    create_quiz(group=group, is_published=False)
    pattern = pattern_of(group, WEDNESDAY)
    assert (pattern.length, pattern.kinds, pattern.weak_share, pattern.time_limit) == (7, ("matching",), 35, 20)


@pytest.mark.parametrize(
    ("opens", "closes", "wanted"),
    [
        # the last one is over: the coming window, which has begun already
        ("2026-11-16T08:00", "2026-11-22T22:00", ["2026-11-25T10:00", "2026-11-29T22:00"]),
        # the last one is open: the week after it
        ("2026-11-23T08:00", "2026-11-29T22:00", ["2026-11-30T08:00", "2026-12-06T22:00"]),
        # another rhythm: Thursday 17:30, three days
        ("2026-11-16T12:00", "2026-11-19T17:30", ["2026-11-25T10:00", "2026-11-26T17:30"]),
        # closing in less than a day is too soon
        ("2026-11-16T12:00", "2026-11-19T09:00", ["2026-11-30T12:00", "2026-12-03T09:00"]),
    ],
)
def test_the_window_is_as_long_and_closes_on_the_same_weekday_and_time(group, opens, closes, wanted):
    last_quiz(group, f"{opens}+08:00", f"{closes}+08:00")
    assert window(group) == [f"{moment}+0800" for moment in wanted]


def test_D30_the_window_keeps_its_wall_times_when_the_clock_changes(group):
    group.time_zone = "America/New_York"
    group.save()
    last_quiz(group, "2027-03-01T08:00-05:00", "2027-03-07T22:00-05:00")
    now = datetime.fromisoformat("2027-03-06T12:00-05:00")
    assert window(group, now) == ["2027-03-08T08:00-0500", "2027-03-14T22:00-0400"]


def test_what_came_since_the_last_quiz_is_asked(group):
    marked(group, "旧的", imported=WEDNESDAY - timedelta(days=30))
    last_quiz(group, "2026-11-16T08:00+08:00", "2026-11-22T22:00+08:00")
    new = [marked(group, "新的甲"), marked(group, "新的乙")]
    create_material(group=group, title="没有要点")
    assert next_materials(group) == new


def test_without_new_ones_those_not_asked_yet_come_in_their_order(group):
    waiting = [marked(group, f"第{n}篇", imported=WEDNESDAY - timedelta(days=40 - n)) for n in range(6)]
    last_quiz(group, "2026-11-16T08:00+08:00", "2026-11-22T22:00+08:00")
    assert next_materials(group) == waiting[:MOST_MATERIALS]


def test_when_all_was_asked_the_newest_comes_again(group):
    quiz = last_quiz(group, "2026-11-16T08:00+08:00", "2026-11-22T22:00+08:00")
    assert next_materials(group) == list(quiz.materials.all())


def test_without_key_points_there_is_nothing(group):
    create_material(group=group)
    assert next_materials(group) == []


@pytest.mark.parametrize("shown", AnswersShown.values)
def test_answers_are_shown_when_those_of_the_last_quiz_were(group, shown):
    last_quiz(group, "2026-11-16T08:00+08:00", "2026-11-22T22:00+08:00", answers_shown=shown)
    assert pattern_of(group, WEDNESDAY).answers_shown == shown


def test_the_first_quiz_shows_answers_after_closing(group):
    assert pattern_of(group, WEDNESDAY).answers_shown == AnswersShown.AFTER_CLOSING


def test_a_draft_like_the_last_quiz_shows_its_answers_when_that_did(as_secretary, group):
    last = create_quiz(group=group, answers_shown=AnswersShown.AT_ONCE)
    as_secretary.post("/g/ours/quizzes/repeat/")
    assert Quiz.objects.exclude(pk=last.pk).get().answers_shown == AnswersShown.AT_ONCE


@pytest.mark.parametrize("shown", AnswersShown.values)
def test_the_publishing_form_suggests_what_the_draft_was_made_for(as_secretary, group, shown):
    draft = create_quiz(group=group, is_published=False)
    Quiz.objects.filter(pk=draft.pk).update(answers_shown=shown)
    page = as_secretary.get(f"/g/ours/quizzes/{draft.pk}/draft/").text
    assert re.findall(r'<input[^>]*name="answers_shown" value="([\w-]+)"[^>]* checked', page) == [shown]
