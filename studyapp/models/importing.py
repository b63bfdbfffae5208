"""Files that were read and are being looked at. Staging: nothing here belongs to the library yet."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models

from studyapp.models.people import StudyGroup, User

LIFETIME = timedelta(hours=24)


class ImportQuerySet(models.QuerySet["Import"]):
    def living(self, now: datetime) -> ImportQuerySet:
        return self.filter(expires_at__gt=now)

    def of(self, secretary: User, group: StudyGroup) -> ImportQuerySet:
        """A preview is seen by nobody but the person who uploaded the file."""
        return self.filter(secretary=secretary, group=group)


class Import(models.Model):
    """One file as it will be imported. Deleted when it is confirmed, given up or out of date.

    `outline` and `previous` (before the last edit) are outlines in JSON: see `studyapp/outlines.py`.
    """

    id: models.UUIDField[UUID, UUID] = models.UUIDField("编号", primary_key=True, default=uuid4, editable=False)
    group = models.ForeignKey(StudyGroup, models.CASCADE, related_name="imports", verbose_name="学习小组")
    secretary = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="学习秘书")
    file_name = models.CharField("文件名", max_length=200)
    file_digest = models.CharField("文件指纹", max_length=64)
    raw = models.BinaryField("文本文件的字节", null=True, blank=True)  # to read a .txt again in another encoding
    encoding = models.CharField("编码", max_length=12, blank=True)
    outline = models.JSONField("篇目")
    previous = models.JSONField("上一步的篇目", null=True, blank=True)
    notices = models.JSONField("读取时的提示", default=list)
    # Lines that became no passage, and the share of characters that may be wrong, in per cent.
    set_aside = models.JSONField("未读入的短行", default=list)
    garbled = models.PositiveSmallIntegerField("乱码比例", default=0)
    revision = models.PositiveIntegerField("版次", default=0)
    # Every box of the preview was ticked: what waits to replace a material may do so.
    is_cleared = models.BooleanField("已公开或可用于学习", default=False)
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    expires_at = models.DateTimeField("过期时间")

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入预览"
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.file_name


class SheetImportQuerySet(models.QuerySet["SheetImport"]):
    def living(self, now: datetime) -> SheetImportQuerySet:
        return self.filter(expires_at__gt=now)

    def open_to(self, secretary: User, group: StudyGroup) -> SheetImportQuerySet:
        """What waits for its confirmation is its uploader's alone; what was imported is the group's, to take back."""
        return self.filter(models.Q(secretary=secretary) | models.Q(imported_at__isnull=False), group=group)


class SheetImport(models.Model):
    """A sheet of ready-made key points, from upload to import and back: `points` are what it made, for undoing.

    `sheet` is a sheet in JSON, see `studyapp/reading/sheet_rows.py`. Without a material its rows become one.
    """

    id: models.UUIDField[UUID, UUID] = models.UUIDField("编号", primary_key=True, default=uuid4, editable=False)
    group = models.ForeignKey(StudyGroup, models.CASCADE, related_name="sheet_imports", verbose_name="学习小组")
    secretary = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="学习秘书")
    file_name = models.CharField("文件名", max_length=200)
    material = models.ForeignKey(
        "studyapp.Material", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="所属资料"
    )
    title = models.CharField("新资料的标题", max_length=200, blank=True)
    sheet = models.JSONField("要点表")
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    expires_at = models.DateTimeField("过期时间")
    imported_at = models.DateTimeField("导入时间", null=True, blank=True)
    points = models.JSONField("导入的要点", default=list)
    skipped = models.PositiveIntegerField("跳过的行数", default=0)
    own_material = models.ForeignKey(
        "studyapp.Material", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="由此生成的资料"
    )

    objects = SheetImportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "要点表导入"
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.file_name
