"""Catalogue B of the forms of publishing and settings (trust.md B61-B65): the right status and sentence, what was typed
is still there, and no table changed; asked for by a browser and by htmx."""

from __future__ import annotations

from datetime import datetime

import pytest
import time_machine
from django.apps import apps
from django.utils.html import escape

from quizzes.models import Pause, Quiz, Rhythm
from tests.factories import create_group, create_key_point, create_material, create_quiz
from tests.quizzes.conftest import url

NOW = datetime.fromisoformat("2026-10-28T10:00+08:00")
PUBLISH = {"title": "气瓶一测", "opens_at": "2026-10-28T10:00", "closes_at": "2026-11-02T22:00"}
RHYTHM = {
    "is_on": "on",
    **{"makes_weekday": "4", "makes_time": "16:00", "opens_weekday": "0", "opens_time": "08:00"},
    **{"closes_weekday": "6", "closes_time": "22:00", "length": "10", "weak_share": "20"},
    "kinds": ["fill_blank", "matching"],
}
PAUSE = {"first_day": "2026-10-01", "last_day": "2026-10-07", "reason": "国庆假期"}
COMPOSE = {"length": "10", "weak_share": "20", "kinds": ["fill_blank"]}
WIDE = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)}  # half-width to full-width
NO_LENGTH, NO_SHARE = "题数请填3到30的整数。", "以前错得多的要点占百分之几请填0到50的整数。"
NO_LIMIT = "限时请填1到600的整数，不需要就空着。"
NUMBERS = ("-1", "NaN", "1e3", "9" * 5000, "101", "1_0", "2.5", "十")

BAD = [
    ("B61_closes_before_it_opens", "publish_quiz", {"closes_at": "2026-10-28T09:59"}, "截止时间必须晚于开始时间"),
    ("B61_closes_as_it_opens", "publish_quiz", {"closes_at": "2026-10-28T10:00"}, "截止时间必须晚于开始时间"),
    ("B61_more_than_a_year", "publish_quiz", {"closes_at": "2027-11-02T22:00"}, "开放时间也最长一年"),
    (
        "B61_all_in_the_past",
        "publish_quiz",
        {"opens_at": "2026-10-01T08:00", "closes_at": "2026-10-02T08:00"},
        "截止时间已经过去",
    ),
    ("B61_pause_ends_before_it_begins", "pause_add", {"last_day": "2026-09-30"}, "结束日期不能早于开始日期"),
    ("B61_pause_over_a_year", "pause_add", {"last_day": "2027-10-07"}, "停测最长一年"),
    ("B61_rhythm_closes_as_it_opens", "rhythm", {"closes_weekday": "0", "closes_time": "08:00"}, "是同一个时刻"),
    ("B62_gap", "publish_quiz", {"closes_at": "2027-03-14T02:30"}, "这个时间在那一天不存在"),
    ("B62_day_that_is_none", "pause_add", {"first_day": "2026-02-30"}, "没有这一天"),
    ("B62_time_that_is_none", "rhythm", {"makes_time": "24:00"}, "没有这个时间"),
    ("B62_weekday_that_is_none", "rhythm", {"opens_weekday": "7"}, "没有这一天"),
    *((f"B63_length_{n[:5]}", "rhythm", {"length": n}, NO_LENGTH) for n in NUMBERS),
    *((f"B63_share_{n[:5]}", "rhythm", {"weak_share": n}, NO_SHARE) for n in NUMBERS),
    *((f"B63_compose_length_{n[:5]}", "compose", {"length": n}, NO_LENGTH) for n in NUMBERS),
    *((f"B63_compose_share_{n[:5]}", "compose", {"weak_share": n}, NO_SHARE) for n in NUMBERS),
    *((f"B63_limit_{n[:5]}", "rhythm", {"time_limit": n}, NO_LIMIT) for n in (*NUMBERS, "0", "601") if n != "101"),
    *((f"B63_publish_limit_{n}", "publish_quiz", {"time_limit": n}, NO_LIMIT) for n in ("0", "601", "1_0", "十")),
    ("B64_title_empty", "publish_quiz", {"title": ""}, "标题不能为空。"),
    ("B64_title_wide_spaces", "publish_quiz", {"title": "　 　"}, "标题不能为空。"),
    ("B64_title_unseen", "publish_quiz", {"title": "\u200b\u2060\u00ad"}, "标题不能为空。"),
    ("B64_name_empty", "group_rename", {"name": ""}, "小组名称不能为空。"),
    ("B64_name_wide_spaces", "group_rename", {"name": "\u3000\u3000"}, "小组名称不能为空。"),
    ("B64_name_unseen", "group_rename", {"name": "\u200b"}, "小组名称不能为空。"),
    ("B65_title_long", "publish_quiz", {"title": "长" * 1000}, "标题最多60个字。"),
    ("B65_title_taken", "publish_quiz", {"title": "第1周测试"}, "已经有一份同名的试卷"),
    ("B65_name_long", "group_rename", {"name": "长" * 1000}, "小组名称最多60个字。"),
    ("B65_name_taken", "group_rename", {"name": "Second group"}, "该名称已被使用"),
    ("B65_name_taken_wide", "group_rename", {"name": "SECOND\u3000GROUP".translate(WIDE)}, "该名称已被使用"),
    ("B65_reason_long", "pause_add", {"reason": "长" * 1000}, "事由最多20个字。"),
]
FORMS = {"publish_quiz": PUBLISH, "rhythm": RHYTHM, "pause_add": PAUSE, "compose": COMPOSE, "group_rename": {}}


def tables():
    """Every row of every table but the sessions', which each request may touch."""
    models = [model for model in apps.get_models() if model._meta.app_label != "sessions"]
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in models}


@pytest.fixture
def scene(group):
    """A group in New York, whose clocks change; a published quiz, a draft, and another group's name."""
    create_group(name="Second group")
    group.time_zone = "America/New_York"
    group.save()
    with time_machine.travel(NOW, tick=False):
        create_key_point(material=create_material(group=group))
        create_quiz(group=group)
        yield create_quiz(group=group, is_published=False)


def send(client, name, draft, form, *, htmx):
    path = url(name, *([draft.pk] if name == "publish_quiz" else []))
    headers = {"HX-Request": "true", "HX-Target": "publish"} if htmx else {}
    return client.post(path, form, headers=headers)


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
@pytest.mark.parametrize(("name", "changed", "sentence"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_bad_form_is_refused_in_words(as_secretary, scene, name, changed, sentence, htmx):
    form = FORMS[name] | changed
    if name == "compose":
        form |= {"materials": [str(scene.materials.get().pk)]}
    before = tables()
    response = send(as_secretary, name, scene, form, htmx=htmx)
    assert response.status_code == 422
    assert sentence in response.text
    assert tables() == before
    for typed in form.values():
        assert all(escape(value).strip() in response.text for value in ([typed] if isinstance(typed, str) else typed))


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
@pytest.mark.parametrize("name", ["publish_quiz", "rhythm", "pause_add", "compose", "group_rename"])
def test_an_empty_form_is_refused_in_words(as_secretary, scene, name, htmx):
    before = tables()
    response = send(as_secretary, name, scene, {}, htmx=htmx)
    assert (response.status_code, tables()) == (422, before)
    assert "field-error" in response.text


def test_B62_of_an_hour_shown_twice_the_page_says_which_was_taken(as_secretary, scene):
    form = PUBLISH | {"opens_at": "2026-10-30T10:00", "closes_at": "2026-11-01T01:30"}
    html = as_secretary.post(url("publish_quiz", scene.pk), form, follow=True).text
    assert "01:30在11月1日出现两次（当地时钟向后拨），按后一次算。" in html
    assert Quiz.objects.get(pk=scene.pk).closes_at == datetime.fromisoformat("2026-11-01T01:30-05:00")


def test_B62_of_an_hour_shown_twice_the_opening_is_the_first(as_secretary, scene):
    form = PUBLISH | {"opens_at": "2026-11-01T01:30", "closes_at": "2026-11-01T01:30"}
    as_secretary.post(url("publish_quiz", scene.pk), form)
    quiz = Quiz.objects.get(pk=scene.pk)
    assert quiz.opens_at == datetime.fromisoformat("2026-11-01T01:30-04:00")
    assert quiz.closes_at == datetime.fromisoformat("2026-11-01T01:30-05:00")


@pytest.mark.parametrize("typed", ["12".translate(WIDE), "12", " 12 "])
def test_B63_full_width_digits_are_digits(as_secretary, scene, typed):
    as_secretary.post(url("rhythm"), RHYTHM | {"length": typed})
    assert Rhythm.objects.get().length == 12


@pytest.mark.parametrize("title", ["  两头\u3000有空格  ", "两头\u200b 有空格"])
def test_B64_what_cannot_be_seen_is_taken_out_of_a_title(as_secretary, scene, title):
    as_secretary.post(url("publish_quiz", scene.pk), PUBLISH | {"title": title})
    assert Quiz.objects.get(pk=scene.pk).title == "两头 有空格"


def test_fields_that_a_form_does_not_have_are_not_taken(as_secretary, scene, outsider):
    theirs = outsider.memberships.get().group
    as_secretary.post(url("rhythm"), RHYTHM | {"group": theirs.pk, "on_since": "2020-01-01", "id": "77"})
    as_secretary.post(url("pause_add"), PAUSE | {"group": theirs.pk})
    as_secretary.post(url("group_rename"), {"name": "新名称", "slug": "stolen", "time_zone": "UTC"})
    rhythm = Rhythm.objects.get()
    assert (rhythm.group, rhythm.on_since, Pause.objects.get().group) == (scene.group, NOW, scene.group)
    scene.group.refresh_from_db()
    assert (scene.group.name, scene.group.slug, scene.group.time_zone) == ("新名称", "ours", "America/New_York")
