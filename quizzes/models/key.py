"""What happens to the key of a published paper, and to judged attempts with it. Every row is a fact; none is edited.

The paper itself never changes. A correction is a new version of the key: the key of a part is what its changes, read
in order, amount to.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from quizzes.models.attempt import Attempt, Response
from quizzes.models.quiz import Part, Question, Quiz


class KeyAct(models.TextChoices):
    ACCEPT = "accept", "也算对"
    TAKE_BACK = "take-back", "不再算对"
    GIVE_ALL = "give-all", "全部给分"
    COUNT_AGAIN = "count-again", "恢复判分"


class KeyChange(models.Model):
    """One new version of a quiz's key. `text` is what was accepted: words, or the id of a right side."""

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="key_changes", verbose_name="试卷")
    number = models.PositiveSmallIntegerField("第几版")
    part = models.ForeignKey(Part, models.CASCADE, related_name="key_changes", verbose_name="作答处")
    act = models.CharField("改动", max_length=12, choices=KeyAct.choices)
    text = models.CharField("答案", max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="改动人"
    )
    at = models.DateTimeField("改动时间")

    class Meta:
        verbose_name = verbose_name_plural = "答案更正"
        ordering = ("quiz", "number")
        constraints = (models.UniqueConstraint(fields=["quiz", "number"], name="one_change_per_version_of_a_key"),)

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.text}".strip()


class RegradeQuerySet(models.QuerySet["Regrade"]):
    def untold(self) -> RegradeQuerySet:
        """Those whose member has not seen them yet."""
        return self.filter(seen_at=None).exclude(score_before=models.F("score_after"))


class Regrade(models.Model):
    """An attempt that a new version of the key changed."""

    change = models.ForeignKey(KeyChange, models.CASCADE, related_name="regrades", verbose_name="答案更正")
    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="regrades", verbose_name="答卷")
    score_before = models.DecimalField("原得分", max_digits=4, decimal_places=1)
    score_after = models.DecimalField("现得分", max_digits=4, decimal_places=1)
    seen_at = models.DateTimeField("本人看到的时间", null=True, blank=True)

    objects = RegradeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "重新判分"
        ordering = ("change", "attempt")
        constraints = (models.UniqueConstraint(fields=["change", "attempt"], name="one_regrade_per_change"),)

    def __str__(self) -> str:
        return f"{self.score_before} {self.score_after}"


class RegradedResponse(models.Model):
    regrade = models.ForeignKey(Regrade, models.CASCADE, related_name="lines", verbose_name="重新判分")
    response = models.ForeignKey(Response, models.CASCADE, related_name="+", verbose_name="作答")
    credit_before = models.DecimalField("原得分率", max_digits=4, decimal_places=3)
    credit_after = models.DecimalField("现得分率", max_digits=4, decimal_places=3)

    class Meta:
        verbose_name = verbose_name_plural = "重新判分的作答"

    def __str__(self) -> str:
        return f"{self.credit_before} {self.credit_after}"


class Doubt(models.Model):
    """A member thinks that a question or its key is wrong."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="doubts", verbose_name="题目")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="成员")
    text = models.CharField("说明", max_length=200, blank=True)
    raised_at = models.DateTimeField("提出时间")
    settled_at = models.DateTimeField("处理时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "疑问"
        ordering = ("raised_at", "pk")
        constraints = (models.UniqueConstraint(fields=["question", "member"], name="one_doubt_per_member"),)

    def __str__(self) -> str:
        return self.text or "有疑问"


class Look(models.Model):
    """A secretary looked at what one member answered."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="looks", verbose_name="答卷")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="查看人"
    )
    at = models.DateTimeField("查看时间")

    class Meta:
        verbose_name = verbose_name_plural = "查看答卷的记录"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.by} {self.attempt_id}"
