"""The secretary's forms for a published quiz: its closing, and what is arranged for one member."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict

from quizzes.forms.quiz import LONGEST_LIMIT, LONGEST_WINDOW, LocalTime, time_limit_field
from quizzes.models import Arrangement, Quiz
from studyapp.forms.fields import WholeNumber

NO_SUCH_TIME = "没有这个时间，请检查月份和日期。"


class RescheduleForm(forms.Form):
    closes_at = forms.DateTimeField(
        label="截止时间",
        widget=LocalTime(),
        error_messages={"required": "请填写截止时间。", "invalid": NO_SUCH_TIME},
    )
    time_limit = time_limit_field()

    def __init__(self, quiz: Quiz, now: datetime, data: QueryDict | None) -> None:
        super().__init__(data, initial={"closes_at": quiz.closes_at, "time_limit": quiz.time_limit})
        self.now = now

    def clean_closes_at(self) -> datetime:
        closes_at: datetime = self.cleaned_data["closes_at"]
        if closes_at - self.now > LONGEST_WINDOW:
            raise forms.ValidationError("截止时间最晚在一年以内，请改早一些。")
        return closes_at


class ArrangementForm(forms.Form):
    is_excused = forms.BooleanField(label="请假（不计入应考）", required=False)
    opens_at = forms.DateTimeField(
        label="补测开始时间",
        widget=LocalTime(),
        required=False,
        help_text="只是延长时间就空着。",
        error_messages={"invalid": NO_SUCH_TIME},
    )
    closes_at = forms.DateTimeField(
        label="本人截止时间", widget=LocalTime(), required=False, error_messages={"invalid": NO_SUCH_TIME}
    )
    extra_minutes = WholeNumber(name="加时", unit="（分钟）", least=0, most=LONGEST_LIMIT, required=False)

    def __init__(self, own: Arrangement | None, now: datetime, data: QueryDict | None) -> None:
        initial = {name: getattr(own, name) for name in self.base_fields} if own else {}
        super().__init__(data, initial=initial)
        self.now = now

    def clean_extra_minutes(self) -> int:
        return self.cleaned_data["extra_minutes"] or 0

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        opens_at, closes_at = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens_at and not closes_at and "closes_at" not in self.errors:
            self.add_error("closes_at", "请填写补测到什么时候截止。")
        elif opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", "截止时间必须晚于补测开始时间，请改晚一些。")
        elif closes_at and closes_at - self.now > LONGEST_WINDOW:
            self.add_error("closes_at", "截止时间最晚在一年以内，请改早一些。")
        return cleaned
