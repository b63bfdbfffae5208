"""The secretary's forms: what a quiz is made of, and when it is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db.models import Max, Q

from quizzes.publishing import KINDS
from studyapp.models import KeyPoint, Material, StudyGroup

LONGEST_WINDOW = timedelta(days=366)


@dataclass(frozen=True)
class MaterialChoice:
    material: Material
    is_chosen: bool


class ComposeForm(forms.Form):
    materials = forms.ModelMultipleChoiceField(
        Material.objects.none(),
        label="资料",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选一篇资料。"},
    )
    length = forms.IntegerField(
        label="题数",
        min_value=3,
        max_value=30,
        initial=10,
        error_messages={
            "required": "请填写题数。",
            "invalid": "题数请填 3 到 30 的整数。",
            "min_value": "题数请填 3 到 30 的整数。",
            "max_value": "题数请填 3 到 30 的整数。",
        },
    )
    kinds = forms.MultipleChoiceField(
        label="题型",
        choices=list(KINDS.items()),
        initial=list(KINDS),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选一种题型。"},
    )

    def __init__(self, group: StudyGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = Max("quizzes__week", filter=Q(quizzes__published_at__isnull=False))
        marked = Material.objects.in_group(group).filter(pk__in=KeyPoint.objects.active().values("material"))
        choices = marked.with_counts().annotate(last_week=asked).order_by("-imported_at", "pk")
        self.fields["materials"].queryset = choices  # type: ignore[attr-defined]

    def choices(self) -> list[MaterialChoice]:
        """The materials to tick, with what the secretary wants to know of each (1 query)."""
        chosen = {str(value) for value in self["materials"].value() or ()}
        queryset = self.fields["materials"].queryset  # type: ignore[attr-defined]
        return [MaterialChoice(material, str(material.pk) in chosen) for material in queryset]


class LocalTime(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class PublishForm(forms.Form):
    title = forms.CharField(
        label="标题", max_length=60, error_messages={"required": "标题不能为空。", "max_length": "标题最多 60 个字。"}
    )
    opens_at = forms.DateTimeField(
        label="开始时间",
        widget=LocalTime(),
        error_messages={"required": "请填写开始时间。", "invalid": "没有这个时间，请检查月份和日期。"},
    )
    closes_at = forms.DateTimeField(
        label="截止时间",
        widget=LocalTime(),
        error_messages={"required": "请填写截止时间。", "invalid": "没有这个时间，请检查月份和日期。"},
    )

    def __init__(self, now: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_title(self) -> str:
        title = " ".join(str(self.cleaned_data["title"]).split()).strip("\u200b\ufeff")
        if not title:
            raise forms.ValidationError("标题不能为空。")
        return title

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        opens_at, closes_at = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens_at is None or closes_at is None:
            return cleaned
        if closes_at <= opens_at:
            self.add_error("closes_at", "截止时间必须晚于开始时间，请改晚一些。")
        elif closes_at <= self.now:
            self.add_error("closes_at", "截止时间已经过去，请改晚一些。")
        elif closes_at - min(opens_at, self.now) > LONGEST_WINDOW:
            self.add_error("closes_at", "截止时间最晚在一年以内，开放时间也最长一年，请改早一些。")
        return cleaned
