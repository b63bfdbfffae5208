"""Study material: a document, and its passages in reading order. Everything else points at passages."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.urls import reverse

from studyapp.folding import FoldedField
from studyapp.models.people import StudyGroup


class MaterialQuerySet(models.QuerySet["Material"]):
    def in_group(self, group: StudyGroup) -> MaterialQuerySet:
        return self.filter(group=group)

    def with_counts(self) -> MaterialQuerySet:
        """Adds `points_count` (of active ones) and `characters` (of all passages) in the same query."""
        from studyapp.models.key_point import KeyPoint  # the two models point at each other

        points = KeyPoint.objects.active().filter(material=models.OuterRef("pk")).order_by()
        passages = Passage.objects.filter(material=models.OuterRef("pk")).order_by()
        return self.annotate(
            points_count=models.Subquery(
                points.values("material").annotate(n=models.Count("pk")).values("n"),
                output_field=models.IntegerField(),
            ),
            characters=models.Subquery(
                passages.values("material").annotate(n=models.Sum(Length("text"))).values("n"),
                output_field=models.IntegerField(),
            ),
        )


class Material(models.Model):
    group = models.ForeignKey(StudyGroup, models.CASCADE, related_name="materials", verbose_name="学习小组")
    title = models.CharField("标题", max_length=200)
    author = models.CharField("作者", max_length=60, blank=True)
    topic = models.CharField("专题", max_length=20, blank=True)
    date = models.DateField("日期", null=True, blank=True)
    source = models.TextField("来源", blank=True)
    file_name = models.CharField("文件名", max_length=200, blank=True)
    file_digest = models.CharField("文件指纹", max_length=64, blank=True, editable=False)
    content_hash = models.CharField("内容指纹", max_length=64)
    # The import that brought it and its place there: what makes confirming twice import once.
    batch = models.UUIDField("批次", null=True, blank=True, editable=False)
    batch_position = models.PositiveIntegerField("批内序号", null=True, blank=True, editable=False)
    imported_at = models.DateTimeField("导入时间", auto_now_add=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="导入人"
    )
    revised_at = models.DateTimeField("更新时间", null=True, blank=True)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "学习资料"
        ordering = ("-imported_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=["group", "content_hash"], name="a_material_once_per_group"),
            models.UniqueConstraint(fields=["batch", "batch_position"], name="an_import_is_confirmed_once"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("material", args=[self.group.slug, self.pk])

    @property
    def minutes(self) -> int:
        """Reading time at 400 characters a minute, at least one. Needs `with_counts`."""
        return max(1, round((getattr(self, "characters", None) or 0) / 400))


class PassageKind(models.TextChoices):
    HEADING = "heading", "标题"
    PARAGRAPH = "paragraph", "段落"


class CurrentPassages(models.Manager["Passage"]):
    def get_queryset(self) -> models.QuerySet[Passage]:
        return super().get_queryset().filter(replaced_at=None).defer("folded")


class Passage(models.Model):
    """A passage that a newer version of its material replaced stays for the papers and key points that rest on it."""

    material = models.ForeignKey(Material, models.CASCADE, related_name="passages", verbose_name="资料")
    position = models.PositiveIntegerField("序号")
    number = models.PositiveIntegerField("段号", null=True, blank=True, help_text="只给段落编号，标题没有。")
    kind = models.CharField("类型", max_length=10, choices=PassageKind)
    level = models.PositiveSmallIntegerField("级别", null=True, blank=True)
    text = models.TextField("文字")
    folded = FoldedField("用来查找的文字")
    replaced_at = models.DateTimeField("被替换的时间", null=True, blank=True, editable=False)

    # Whatever lists passages means those of today; a key point still reaches a replaced one.
    objects = CurrentPassages()
    every = models.Manager["Passage"]()

    class Meta:
        verbose_name = verbose_name_plural = "段落"
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=["material", "position"],
                condition=models.Q(replaced_at=None),
                name="one_current_passage_per_position",
            ),
        )

    def __str__(self) -> str:
        return self.text[:40]
