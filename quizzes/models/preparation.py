"""What the generator worked out for a material: done once, kept with the hash of what it was made from."""

from __future__ import annotations

from django.db import models

from studyapp.models import Material


class Preparation(models.Model):
    material = models.OneToOneField(Material, models.CASCADE, related_name="preparation", verbose_name="学习资料")
    content_hash = models.CharField("内容指纹", max_length=64)
    generator = models.CharField("出题程序", max_length=40)
    data = models.JSONField("出题准备")
    # Key point id -> {"statement", "blanks": [[start, end], …]}: what its flashcard hides.
    # Kept apart, for a card must not load `data`.
    faces = models.JSONField("闪卡的空", default=dict)
    prepared_at = models.DateTimeField("完成时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "出题准备"

    def __str__(self) -> str:
        return str(self.material)
