"""People and the study groups that they belong to."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from studyapp.addresses import address


class User(AbstractUser):
    # One name as people write it; a split into first and last name fits nobody here.
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField("姓名", max_length=40, blank=True)
    large_type = models.BooleanField("大字", default=False)
    one_by_one = models.BooleanField("一题一屏", default=False)

    class Meta(AbstractUser.Meta):
        verbose_name = verbose_name_plural = "人员"

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


def validate_time_zone(value: str) -> None:
    if value not in available_timezones():
        raise ValidationError(f"没有“{value}”这个时区，请填写 Asia/Shanghai 这样的名称。")


class StudyGroup(models.Model):
    name = models.CharField("名称", max_length=60)
    slug = models.SlugField("网址名", unique=True)
    time_zone = models.CharField("时区", max_length=40, default="Asia/Shanghai", validators=[validate_time_zone])

    class Meta:
        verbose_name = verbose_name_plural = "学习小组"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("quizzes:home", self.slug)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


class Role(models.TextChoices):
    MEMBER = "member", "成员"
    SECRETARY = "secretary", "学习秘书"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> MembershipQuerySet:
        return self.filter(left_at=None)

    def members(self) -> MembershipQuerySet:
        return self.filter(role=Role.MEMBER)

    def secretaries(self) -> MembershipQuerySet:
        return self.filter(role=Role.SECRETARY)

    def on_roster(self, when: datetime) -> MembershipQuerySet:
        """Memberships that were in force at `when`; those who left later still count for then."""
        return self.filter(joined_at__lte=when).filter(models.Q(left_at=None) | models.Q(left_at__gt=when))


class Membership(models.Model):
    group = models.ForeignKey(StudyGroup, models.CASCADE, related_name="memberships", verbose_name="学习小组")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name="人员")
    role = models.CharField("角色", max_length=10, choices=Role, default=Role.MEMBER)
    post = models.CharField("职务", max_length=20, blank=True)
    position = models.PositiveSmallIntegerField("排序", default=0, help_text="表格按此排列，不按分数。")
    joined_at = models.DateTimeField("加入时间", default=timezone.now)
    left_at = models.DateTimeField("离开时间", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "组员"
        ordering = ("position", "pk")
        constraints = (models.UniqueConstraint(fields=["group", "user"], name="one_membership_per_group"),)

    def __str__(self) -> str:
        return f"{self.user} {self.group}"
