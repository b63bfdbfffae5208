"""The least that a quiz needs: lines to fill in, the answers, and a total that is kept up to date."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Line(models.Model):
    week = models.PositiveIntegerField(db_index=True)
    prompt = models.CharField(max_length=200)

    objects: ClassVar[models.Manager[Line]] = models.Manager()

    class Meta:
        app_label = "yardstick"

    def __str__(self) -> str:
        return self.prompt


class Answer(models.Model):
    member_id = models.PositiveIntegerField()
    week = models.PositiveIntegerField()
    line = models.ForeignKey(Line, models.CASCADE)
    text = models.CharField(max_length=200)
    is_right = models.BooleanField()
    saved_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager[Answer]] = models.Manager()

    class Meta:
        app_label = "yardstick"
        indexes = (models.Index(fields=["member_id", "week"], name="answers_of_a_member"),)

    def __str__(self) -> str:
        return self.text


class Total(models.Model):
    member_id = models.PositiveIntegerField()
    week = models.PositiveIntegerField()
    score = models.PositiveIntegerField()

    objects: ClassVar[models.Manager[Total]] = models.Manager()

    class Meta:
        app_label = "yardstick"
        constraints = (models.UniqueConstraint(fields=["member_id", "week"], name="one_total_a_week"),)

    def __str__(self) -> str:
        return str(self.score)
