"""The secretary's forms for the group itself: its name, its weekly rhythm, and days without quizzes."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from typing import Any

from django import forms

from quizzes.forms.quiz import kinds_field, length_field, time_limit_field, weak_share_field
from quizzes.models import Pause, Rhythm
from studyapp.forms.fields import OneLine
from studyapp.models import StudyGroup

LONGEST_PAUSE = timedelta(days=366)
NO_TIME = {"required": "请填写时间。", "invalid": "没有这个时间，请写成08:00这样。"}
NO_WEEKDAY = {"required": "请选一天。", "invalid_choice": "没有这一天，请刷新后再选。"}
NO_DAY = {"required": "请填写日期。", "invalid": "没有这一天，请检查月份和日期。"}


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class RhythmForm(forms.ModelForm):  # type: ignore[type-arg]
    length = length_field()
    weak_share = weak_share_field()
    kinds = kinds_field()
    time_limit = time_limit_field()

    class Meta:
        model = Rhythm
        fields = (
            *("is_on", "makes_weekday", "makes_time", "opens_weekday", "opens_time", "closes_weekday", "closes_time"),
            *("length", "kinds", "weak_share", "time_limit", "publishes"),
        )
        widgets = dict.fromkeys(("makes_time", "opens_time", "closes_time"), ClockInput())
        labels = dict.fromkeys(("makes_weekday", "opens_weekday", "closes_weekday"), "星期几")
        error_messages = dict.fromkeys(("makes_time", "opens_time", "closes_time"), NO_TIME) | dict.fromkeys(
            ("makes_weekday", "opens_weekday", "closes_weekday"), NO_WEEKDAY
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        opens = cleaned.get("opens_weekday"), cleaned.get("opens_time")
        closes = cleaned.get("closes_weekday"), cleaned.get("closes_time")
        if None not in (*opens, *closes) and opens == closes:
            self.add_error("closes_time", "截止和开始是同一个时刻，请改其中一个。")
        return cleaned


def bare(name: str) -> str:
    """A name as people tell names apart: width, case and spaces do not count."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


class GroupNameForm(forms.Form):
    name = OneLine(name="小组名称", max_length=60)

    def __init__(self, group: StudyGroup, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"name": group.name})
        super().__init__(*args, **kwargs)
        self.group = group

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        others = StudyGroup.objects.exclude(pk=self.group.pk).values_list("name", flat=True)
        if bare(name) in map(bare, others):
            raise forms.ValidationError("该名称已被使用，请换一个。")
        return name


class PauseForm(forms.Form):
    first_day = forms.DateField(label="从哪天", widget=DayInput(), error_messages=NO_DAY)
    last_day = forms.DateField(label="到哪天", widget=DayInput(), error_messages=NO_DAY)
    reason = OneLine(name="事由", max_length=20, required=False, help_text="如“国庆假期”。")

    def __init__(self, group: StudyGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first is None or last is None:
            return cleaned
        if last < first:
            self.add_error("last_day", "结束日期不能早于开始日期，请改晚一些。")
        elif last - first > LONGEST_PAUSE:
            self.add_error("last_day", "停测最长一年，请改早一些。")
        elif Pause.objects.filter(group=self.group, first_day=first, last_day=last).exists():
            self.add_error("last_day", "这几天已经设为停测。")
        return cleaned
