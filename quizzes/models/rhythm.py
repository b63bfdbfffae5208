"""A group's weekly rhythm: when the next draft is made, when quizzes open and close, and when there are none."""

from __future__ import annotations

from datetime import date, time

from django.db import models

from quizzes.models.quiz import Quiz
from studyapp.models import StudyGroup


class Weekday(models.IntegerChoices):
    MONDAY = 0, "星期一"
    TUESDAY = 1, "星期二"
    WEDNESDAY = 2, "星期三"
    THURSDAY = 3, "星期四"
    FRIDAY = 4, "星期五"
    SATURDAY = 5, "星期六"
    SUNDAY = 6, "星期日"


def both_kinds() -> list[str]:
    return ["fill_blank", "matching"]


class Rhythm(models.Model):
    """Wall times in the group's zone. A group without this row keeps no rhythm."""

    group = models.OneToOneField(StudyGroup, models.CASCADE, related_name="rhythm", verbose_name="学习小组")
    is_on = models.BooleanField("每周自动出下一周的草稿", default=False)
    # Nothing is made up for the time before the rhythm was switched on.
    on_since = models.DateTimeField("启用时间", null=True, blank=True)
    makes_weekday = models.PositiveSmallIntegerField("出草稿", choices=Weekday, default=Weekday.FRIDAY)
    makes_time = models.TimeField("时间", default=time(16))
    opens_weekday = models.PositiveSmallIntegerField("开始", choices=Weekday, default=Weekday.MONDAY)
    opens_time = models.TimeField("时间", default=time(8))
    closes_weekday = models.PositiveSmallIntegerField("截止", choices=Weekday, default=Weekday.SUNDAY)
    closes_time = models.TimeField("时间", default=time(22))
    length = models.PositiveSmallIntegerField("题数", default=10)
    kinds = models.JSONField("题型", default=both_kinds)
    weak_share = models.PositiveSmallIntegerField("薄弱要点占比", default=20)
    time_limit = models.PositiveSmallIntegerField("限时（分钟）", null=True, blank=True)
    publishes = models.BooleanField("出好就发布，不等我看", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "每周安排"

    def __str__(self) -> str:
        return f"{self.group} {'启用' if self.is_on else '停用'}"


class Pause(models.Model):
    """Days without quizzes: a holiday, or a week that is skipped."""

    group = models.ForeignKey(StudyGroup, models.CASCADE, related_name="pauses", verbose_name="学习小组")
    first_day = models.DateField("从")
    last_day = models.DateField("到")
    reason = models.CharField("事由", max_length=20, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "停测日期"
        ordering = ("first_day", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="a_pause_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return f"{self.first_day}—{self.last_day} {self.reason}".strip()

    def covers(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


class PlannedWeek(models.Model):
    """That the rhythm has made the quiz of an ISO week: once, whatever becomes of the quiz."""

    group = models.ForeignKey(StudyGroup, models.CASCADE, related_name="planned_weeks", verbose_name="学习小组")
    year = models.PositiveSmallIntegerField("年")
    number = models.PositiveSmallIntegerField("ISO周次")
    quiz = models.OneToOneField(
        Quiz, models.SET_NULL, null=True, blank=True, related_name="planned_week", verbose_name="试卷"
    )
    is_settled = models.BooleanField("已办完", default=False)
    made_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "已安排的周"
        constraints = (
            models.UniqueConstraint(fields=["group", "year", "number"], name="one_planned_quiz_per_iso_week"),
        )

    def __str__(self) -> str:
        return f"{self.group} {self.year}-W{self.number:02}"
