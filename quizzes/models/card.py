"""Flashcards: what a member's memory of a key point is like, and each review of it.

A card row appears with the first review, or when a blank is missed; a key point without a row is a new card.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from studyapp.models import KeyPoint, StudyGroup


class CardQuerySet(models.QuerySet["Card"]):
    def in_group(self, group: StudyGroup) -> CardQuerySet:
        return self.filter(key_point__material__group=group)


class Card(models.Model):
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="cards", verbose_name="成员")
    key_point = models.ForeignKey(KeyPoint, models.PROTECT, related_name="cards", verbose_name="要点")
    # The memory state of FSRS-6 (days; difficulty 1 to 10). Empty until the first review.
    stability = models.FloatField("稳定性（天）", null=True, blank=True)
    difficulty = models.FloatField("难度", null=True, blank=True)
    state = models.PositiveSmallIntegerField("状态", default=1)
    step = models.PositiveSmallIntegerField("学习步", null=True, blank=True)
    due = models.DateTimeField("到期时间")
    last_review = models.DateTimeField("上次复习", null=True, blank=True)
    missed_at = models.DateTimeField("测试答错时间", null=True, blank=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "闪卡"
        constraints = (models.UniqueConstraint(fields=["member", "key_point"], name="one_card_per_point"),)
        indexes = (
            models.Index(fields=["member", "due"], name="cards_due"),
            models.Index(fields=["member", "last_review"], name="cards_reviewed"),
        )

    def __str__(self) -> str:
        return f"{self.member} {self.key_point_id}"


class Review(models.Model):
    """A grade that a member gave. `before` is the card's state until then, so that it can be undone."""

    card = models.ForeignKey(Card, models.CASCADE, related_name="reviews", verbose_name="闪卡")
    rating = models.PositiveSmallIntegerField("评分")
    reviewed_at = models.DateTimeField("复习时间")
    before = models.JSONField("之前的状态", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "复习记录"
        ordering = ("-reviewed_at", "-pk")

    def __str__(self) -> str:
        return f"{self.card} {self.rating}"
