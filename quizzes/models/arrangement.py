"""What a secretary arranges for one member at one quiz: 请假, an own window, more time; and the log of changes."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models


class ArrangementQuerySet(models.QuerySet["Arrangement"]):
    def open(self, now: datetime, *, since: datetime) -> ArrangementQuerySet:
        """Those that keep their quiz open at `now`, or kept it open until `since`."""
        return self.filter(closes_at__gt=since).filter(models.Q(opens_at=None) | models.Q(opens_at__lte=now))


class Arrangement(models.Model):
    """An own window adds to the quiz's: it never takes time away. Without `opens_at` it goes on from the quiz's."""

    quiz = models.ForeignKey("quizzes.Quiz", models.CASCADE, related_name="arrangements", verbose_name="试卷")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="成员")
    is_excused = models.BooleanField("请假", default=False, help_text="不计入应考；补测了就计入。")
    opens_at = models.DateTimeField("补测开始时间", null=True, blank=True)
    closes_at = models.DateTimeField("本人截止时间", null=True, blank=True)
    extra_minutes = models.PositiveSmallIntegerField("加时（分钟）", default=0)

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "个人安排"
        constraints = (
            models.UniqueConstraint(fields=["quiz", "member"], name="one_arrangement_per_member"),
            models.CheckConstraint(
                condition=models.Q(opens_at=None) | models.Q(closes_at__gt=models.F("opens_at")),
                name="a_make_up_test_closes_after_it_opens",
            ),
        )

    def __str__(self) -> str:
        return f"{self.member_id} {self.quiz_id}"

    def is_open(self, now: datetime) -> bool:
        """Whether the own window, if there is one, includes `now`."""
        if self.closes_at is None:
            return False
        return now < self.closes_at and (self.opens_at is None or self.opens_at <= now)


class Change(models.Model):
    """Who changed the window of a published quiz, or arranged what for whom, and when. Nothing ever edits a row."""

    quiz = models.ForeignKey("quizzes.Quiz", models.CASCADE, related_name="changes", verbose_name="试卷")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="成员"
    )
    words = models.CharField("改动", max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="改动人"
    )
    at = models.DateTimeField("改动时间")

    class Meta:
        verbose_name = verbose_name_plural = "改动记录"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.words
