"""A member's attempt at a quiz and the answers in it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models

from quizzes.models.quiz import GRACE, Part, Quiz


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def open(self) -> AttemptQuerySet:
        return self.filter(submitted_at=None)

    def finished(self) -> AttemptQuerySet:
        return self.exclude(submitted_at=None)

    def overdue(self, now: datetime) -> AttemptQuerySet:
        """Still open although their time is over: their saved answers wait to be judged."""
        with_the_quiz = models.Q(ends_at=None, quiz__closes_at__lte=now)
        return self.open().filter(models.Q(ends_at__lte=now) | with_the_quiz)


class Attempt(models.Model):
    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="attempts", verbose_name="试卷")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="attempts", verbose_name="成员")
    # The order of this member's paper. 0 is the paper as it was written.
    seed = models.PositiveBigIntegerField("随机种子", default=0)
    started_at = models.DateTimeField("开始时间")
    ends_at = models.DateTimeField("本人截止时间", null=True, blank=True, help_text="空着：与试卷一同截止。")
    submitted_at = models.DateTimeField("交卷时间", null=True, blank=True)
    handed_in = models.BooleanField("本人交卷", default=False, help_text="否则在截止时按已保存的答案判分。")
    # Rolled up when the attempt is judged, so that a table of scores adds nothing up. check_data recomputes it.
    score = models.DecimalField("得分", max_digits=4, decimal_places=1, null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "答卷"
        constraints = (
            models.UniqueConstraint(fields=["quiz", "member"], name="one_attempt_per_member"),
            models.CheckConstraint(
                condition=models.Q(submitted_at__isnull=False) | models.Q(handed_in=False, score=None),
                name="only_a_finished_attempt_has_a_score",
            ),
        )
        indexes = (models.Index(fields=["quiz"], condition=models.Q(submitted_at=None), name="attempts_left_open"),)

    def __str__(self) -> str:
        return f"{self.member} {self.quiz}"

    @property
    def deadline(self) -> datetime:
        """When this attempt ends by itself; answers on their way are taken a little longer."""
        closes_at = self.ends_at or self.quiz.closes_at
        assert closes_at is not None  # a quiz without a window is a draft, and nobody starts a draft
        return closes_at

    def is_over(self, now: datetime) -> bool:
        """Open still, but no answer is taken any more."""
        return self.submitted_at is None and now >= self.deadline + GRACE

    @property
    def is_finished(self) -> bool:
        return self.submitted_at is not None


class Response(models.Model):
    """What a member wrote in one place. `credit` (0 to 1) stays empty until the attempt is judged."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="responses", verbose_name="答卷")
    part = models.ForeignKey(Part, models.PROTECT, related_name="responses", verbose_name="作答处")
    given = models.CharField("答案", max_length=200, blank=True)
    revision = models.PositiveIntegerField("第几次保存", default=0)
    saved_at = models.DateTimeField("保存时间")
    credit = models.DecimalField("得分率", max_digits=4, decimal_places=3, null=True, blank=True)
    rule = models.CharField("判分规则", max_length=40, blank=True)
    explanation = models.CharField("判分说明", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "作答"
        constraints = (models.UniqueConstraint(fields=["attempt", "part"], name="one_response_per_part"),)

    def __str__(self) -> str:
        return f"{self.attempt} {self.part_id}"
