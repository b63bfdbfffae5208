"""Key points: what people decided is worth remembering, each resting on a passage."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from studyapp.anchoring import CONTEXT, Anchor
from studyapp.cloze import ClozeError, parse_cloze, plain_text
from studyapp.folding import FoldedField
from studyapp.models.material import Material, Passage
from studyapp.models.people import StudyGroup

ANCHOR_FIELDS = ("quote", "prefix", "suffix", "start", "passage_position", "passage_hash")


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
    # With the quote these are the anchor: see `studyapp/anchoring.py`.
    prefix = models.CharField("前文", max_length=CONTEXT, blank=True, editable=False)
    suffix = models.CharField("后文", max_length=CONTEXT, blank=True, editable=False)
    start = models.PositiveIntegerField("段内位置", default=0, editable=False)
    passage_position = models.PositiveIntegerField("段落序号", default=0, editable=False)
    passage_hash = models.CharField("段落指纹", max_length=64, blank=True, editable=False)
    term = models.CharField("名目", max_length=60, blank=True)
    category = models.CharField("类别", max_length=20, blank=True)
    text = models.TextField("要点", help_text="要挖的空写成 {{c1::答案}}；同号的空一起考。")
    marks = models.JSONField("空的附注", default=dict, blank=True)
    aliases = models.JSONField("别名", default=list, blank=True)
    pair_value = models.CharField("配对内容", max_length=60, blank=True)
    # [[start, end], …] of the statement: places that the secretary does not want to be asked.
    banned = models.JSONField("不考的位置", default=list, blank=True)
    folded = FoldedField("用来查找的文字", source="wording")
    retired_at = models.DateTimeField("停用时间", null=True, blank=True)
    created_at = models.DateTimeField("添加时间", auto_now_add=True)
    updated_at = models.DateTimeField("修改时间", auto_now=True)

    objects = KeyPointQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "要点"
        ordering = ("passage__position", "pk")

    def __str__(self) -> str:
        return self.statement[:40]

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """What is found follows what is said, also where only some fields are written."""
        if update_fields is not None and {"text", "term"} & set(update_fields):
            update_fields = {*update_fields, "folded"}
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def wording(self) -> str:
        return f"{self.term} {self.statement}"

    def clean(self) -> None:
        try:
            parse_cloze(self.text)
        except ClozeError as error:
            raise ValidationError({"text": str(error)}) from error

    @property
    def anchor(self) -> Anchor:
        return Anchor(self.quote, self.prefix, self.suffix, self.start, self.passage_position, self.passage_hash)

    @anchor.setter
    def anchor(self, anchor: Anchor) -> None:
        self.quote, self.prefix, self.suffix = anchor.quote, anchor.prefix, anchor.suffix
        self.start, self.passage_position, self.passage_hash = anchor.start, anchor.position, anchor.text_hash

    @property
    def statement(self) -> str:
        """The text without its cloze braces."""
        return plain_text(self.text)

    @property
    def blanks_count(self) -> int:
        return len(parse_cloze(self.text)[1])


class Reason(models.TextChoices):
    EDITED = "edited", "修改"
    REPAIRED = "repaired", "随资料更新改引文"
    RETIRED = "retired", "随资料更新停用"


class FormerKeyPoint(models.Model):
    """What a key point said and rested on until it was changed."""

    key_point = models.ForeignKey(KeyPoint, models.CASCADE, related_name="former", verbose_name="要点")
    text = models.TextField("要点")
    quote = models.TextField("原文", blank=True)
    passage = models.ForeignKey(Passage, models.CASCADE, related_name="+", verbose_name="段落")
    reason = models.CharField("原因", max_length=10, choices=Reason)
    changed_at = models.DateTimeField("改动时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "要点的旧稿"
        ordering = ("-changed_at", "-pk")

    def __str__(self) -> str:
        return self.text[:40]
