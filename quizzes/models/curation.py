"""What the secretary's desk rests on: a document surveyed once, the key points proposed from it, and what was done."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from studyapp.models import KeyPoint, Material, Passage


class MaterialSurvey(models.Model):
    """When a material was surveyed, and what its text and the program were then."""

    material = models.OneToOneField(Material, models.CASCADE, related_name="survey", verbose_name="学习资料")
    content_hash = models.CharField("内容指纹", max_length=64)
    surveyor = models.CharField("程序", max_length=60)
    begun_at = models.DateTimeField("开始时间")
    done_at = models.DateTimeField("完成时间", null=True, blank=True)
    shows_rest = models.BooleanField("连备选一起看", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "资料通读"

    def __str__(self) -> str:
        return str(self.material)


class PassageSurvey(models.Model):
    """The edges of a passage's words, and what it can be asked: `asks` are the core's `Ask`, best first."""

    passage = models.OneToOneField(Passage, models.CASCADE, related_name="survey", verbose_name="段落")
    words = models.JSONField("词边界", default=list)
    asks = models.JSONField("可出的题", default=list)

    class Meta:
        verbose_name = verbose_name_plural = "段落通读"

    def __str__(self) -> str:
        return str(self.passage)


class CandidateStatus(models.TextChoices):
    PROPOSED = "proposed", "待定"
    ACCEPTED = "accepted", "已采用"
    DISMISSED = "dismissed", "不用"


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def proposed(self) -> CandidateQuerySet:
        return self.filter(status=CandidateStatus.PROPOSED, passage__replaced_at=None, passage__isnull=False)


class Candidate(models.Model):
    """A key point that the program proposes. It outlives its passage, so that what was dismissed stays dismissed."""

    material = models.ForeignKey(Material, models.CASCADE, related_name="candidates", verbose_name="资料")
    passage = models.ForeignKey(
        Passage, models.SET_NULL, null=True, blank=True, related_name="candidates", verbose_name="段落"
    )
    digest = models.CharField("句子指纹", max_length=64)
    start = models.PositiveIntegerField("起点")
    end = models.PositiveIntegerField("终点")
    text = models.TextField("文字")
    term = models.CharField("名目", max_length=60, blank=True)
    category = models.CharField("类别", max_length=20, blank=True)
    # [[start, end, number], …] of `text`; blanks of one number are asked together.
    blanks = models.JSONField("空", default=list)
    reason = models.CharField("理由", max_length=100, blank=True)
    score = models.FloatField("分值", default=0)
    is_best = models.BooleanField("先看", default=False)
    status = models.CharField("状态", max_length=10, choices=CandidateStatus, default=CandidateStatus.PROPOSED)
    key_point = models.ForeignKey(
        KeyPoint, models.SET_NULL, null=True, blank=True, related_name="candidates", verbose_name="要点"
    )

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "建议的要点"
        ordering = ("passage__position", "start", "pk")
        constraints = (models.UniqueConstraint(fields=["material", "digest"], name="a_sentence_proposed_once"),)

    def __str__(self) -> str:
        return self.text[:40]


class Act(models.Model):
    """One thing a secretary did at the desk, with the rows before and after it, so that it can be undone."""

    material = models.ForeignKey(Material, models.CASCADE, related_name="acts", verbose_name="资料")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="经手人")
    verb = models.CharField("做了什么", max_length=20)
    label = models.CharField("对象", max_length=40)
    before = models.JSONField("之前", encoder=DjangoJSONEncoder)
    after = models.JSONField("之后", encoder=DjangoJSONEncoder)
    made_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "标要点记录"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.verb}“{self.label}”"
