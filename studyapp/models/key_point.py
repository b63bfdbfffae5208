"""Key points: what people decided is worth remembering, each resting on a passage."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from studyapp.cloze import ClozeError, parse_cloze, plain_text
from studyapp.models.material import Material, Passage
from studyapp.models.people import StudyGroup


class KeyPointQuerySet(models.QuerySet["KeyPoint"]):
    def in_group(self, group: StudyGroup) -> KeyPointQuerySet:
        return self.filter(material__group=group)

    def active(self) -> KeyPointQuerySet:
        """Those that may still be asked; retired ones only stay for the papers that used them."""
        return self.filter(retired_at=None)


class KeyPoint(models.Model):
    material = models.ForeignKey(Material, models.CASCADE, related_name="key_points", verbose_name="资料")
    passage = models.ForeignKey(Passage, models.CASCADE, related_name="key_points", verbose_name="段落")
    quote = models.TextField("原文", blank=True, help_text="段落中的原句，用于高亮。")
    term = models.CharField("名目", max_length=60, blank=True)
    category = models.CharField("类别", max_length=20, blank=True)
    text = models.TextField("要点", help_text="要挖的空写成 {{c1::答案}}；同号的空一起考。")
    marks = models.JSONField("空的附注", default=dict, blank=True)
    aliases = models.JSONField("别名", default=list, blank=True)
    pair_value = models.CharField("配对内容", max_length=60, blank=True)
    # [[start, end], …] of the statement: places that the secretary does not want to be asked.
    banned = models.JSONField("不考的位置", default=list, blank=True)
    retired_at = models.DateTimeField("停用时间", null=True, blank=True)
    created_at = models.DateTimeField("添加时间", auto_now_add=True)
    updated_at = models.DateTimeField("修改时间", auto_now=True)

    objects = KeyPointQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "要点"
        ordering = ("passage__position", "pk")

    def __str__(self) -> str:
        return self.statement[:40]

    def clean(self) -> None:
        try:
            parse_cloze(self.text)
        except ClozeError as error:
            raise ValidationError({"text": str(error)}) from error

    @property
    def statement(self) -> str:
        """The text without its cloze braces."""
        return plain_text(self.text)

    @property
    def blanks_count(self) -> int:
        return len(parse_cloze(self.text)[1])
