"""The secretary's forms: what a quiz is made of, and when it is open."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from django import forms
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from quizzes.core.weeks import is_shown_twice, is_skipped
from quizzes.models import AnswersShown
from quizzes.publishing import KINDS
from studyapp.forms.fields import OneLine, WholeNumber
from studyapp.models import KeyPoint, Material, StudyGroup

LONGEST_WINDOW = timedelta(days=366)
LONGEST_LIMIT = 600  # minutes
AT_HAND = 6  # materials that are shown unfolded, beside the ticked ones
YEARS_WITH_ZONES = range(1900, 9000)


def length_field() -> WholeNumber:
    return WholeNumber(name="题数", least=3, most=30, initial=10)


def weak_share_field() -> WholeNumber:
    return WholeNumber(
        name="以前错得多的要点占百分之几",
        least=0,
        most=50,
        initial=20,
        help_text="0到50。没有错得多的要点时，就全出新的。",
    )


def time_limit_field() -> WholeNumber:
    return WholeNumber(name="限时", unit="（分钟）", least=1, most=LONGEST_LIMIT, required=False)


def kinds_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="题型",
        choices=list(KINDS.items()),
        initial=list(KINDS),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选一种题型。", "invalid_choice": "没有这种题型，请刷新后再选。"},
    )


@dataclass(frozen=True)
class MaterialChoice:
    material: Material
    is_chosen: bool


@dataclass(frozen=True)
class Choices:
    """Newest first. `older` ones are folded away, so that the form stays within a screen."""

    near: list[MaterialChoice]
    older: list[MaterialChoice]


class ComposeForm(forms.Form):
    materials = forms.ModelMultipleChoiceField(
        Material.objects.none(),
        label="资料",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "请至少选一篇资料。",
            "invalid_choice": "所选资料已经不在了，或者还没有要点，请重新选。",
            "invalid_pk_value": "所选资料已经不在了，或者还没有要点，请重新选。",
        },
    )
    length = length_field()
    kinds = kinds_field()
    weak_share = weak_share_field()

    def __init__(self, group: StudyGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = Max("quizzes__week", filter=Q(quizzes__published_at__isnull=False))
        marked = Material.objects.in_group(group).filter(pk__in=KeyPoint.objects.active().values("material"))
        self.offered = marked.with_counts().annotate(last_week=asked).order_by("-imported_at", "pk")
        cast("forms.ModelMultipleChoiceField[Material]", self.fields["materials"]).queryset = self.offered

    def choices(self) -> Choices:
        """The materials to tick, with what the secretary wants to know of each (1 query)."""
        chosen = {str(value) for value in self["materials"].value() or ()}
        rows = [MaterialChoice(material, str(material.pk) in chosen) for material in self.offered]
        near = [row for place, row in enumerate(rows) if place < AT_HAND or row.is_chosen]
        return Choices(near, [row for row in rows if row not in near])


class LocalTime(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class LocalMoment(forms.DateTimeField):
    """A wall time in the group's zone. One that the clock skips is refused; of one that it shows twice the first is
    meant, or with `late` the second."""

    def __init__(self, *, name: str, late: bool = False) -> None:
        messages = {"required": f"请填写{name}。", "invalid": "没有这个时间，请检查月份和日期。"}
        super().__init__(label=name, widget=LocalTime(), error_messages=messages)
        self.late = late

    def to_python(self, value: Any) -> datetime | None:
        try:
            moment = parse_datetime(str(value or "").strip())
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is not None or moment.year not in YEARS_WITH_ZONES:
            return super().to_python(value)
        wall = moment.replace(tzinfo=timezone.get_current_timezone())
        if is_skipped(wall):
            raise forms.ValidationError(
                f"{wall:%H:%M}这个时间在那一天不存在：当地时钟向前拨，跳过了它。请改早或改晚一小时。", code="skipped"
            )
        return wall.replace(fold=int(self.late and is_shown_twice(wall))).astimezone(UTC)


class PublishForm(forms.Form):
    title = OneLine(name="标题", max_length=60)
    opens_at = LocalMoment(name="开始时间")
    closes_at = LocalMoment(name="截止时间", late=True)
    time_limit = time_limit_field()
    answers_shown = forms.ChoiceField(
        label="公布答案",
        choices=AnswersShown.choices,
        initial=AnswersShown.AFTER_CLOSING,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "请选“截止后”或“交卷后马上”。"},
    )

    def __init__(self, now: datetime, *args: Any, taken: Collection[str] = (), **kwargs: Any) -> None:
        """`taken` are the titles that the group's published quizzes have."""
        super().__init__(*args, **kwargs)
        self.now, self.taken = now, taken

    def clean_answers_shown(self) -> str:
        return self.cleaned_data["answers_shown"] or AnswersShown.AFTER_CLOSING

    def clean_title(self) -> str:
        title = str(self.cleaned_data["title"])
        if title in self.taken:
            raise forms.ValidationError("已经有一份同名的试卷，请换一个标题。")
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

    def shown_twice(self) -> list[str]:
        """Which of two equal wall times was taken, in words, where the clock is set back."""
        zone, said = timezone.get_current_timezone(), []
        for name, which in (("opens_at", "前"), ("closes_at", "后")):
            moment = self.cleaned_data[name].astimezone(zone)
            if is_shown_twice(moment):
                day = f"{moment.month}月{moment.day}日"
                said.append(f"{moment:%H:%M}在{day}出现两次（当地时钟向后拨），按{which}一次算。")
        return said
