"""What is kept while a secretary works on a draft: how it was before the last act, so that it can be undone."""

from __future__ import annotations

from django.db import models

from quizzes.models.quiz import Quiz


class LastAct(models.Model):
    quiz = models.OneToOneField(Quiz, models.CASCADE, related_name="last_act", verbose_name="试卷")
    label = models.CharField("做了什么", max_length=40)
    before = models.JSONField("之前的样子")
    done_at = models.DateTimeField("时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "草稿的上一步"

    def __str__(self) -> str:
        return self.label
