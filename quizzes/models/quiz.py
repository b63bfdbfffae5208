"""A weekly quiz: its window, and the frozen questions of its paper."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from quizzes.core import record
from quizzes.core.types import Question as CoreQuestion
from quizzes.models.arrangement import Arrangement
from studyapp.models import KeyPoint, Material, Passage, StudyGroup, User

# Answers on their way when a quiz closes are still taken for this long; nobody can start in it.
GRACE = timedelta(seconds=settings.ANSWER_GRACE_SECONDS)


def _own_window(member_id: int, now: datetime, *, since: datetime) -> models.Exists:
    """Whether an arrangement keeps a quiz open for a member, or kept it open until `since`."""
    own = Arrangement.objects.filter(quiz=models.OuterRef("pk"), member=member_id)
    return models.Exists(own.open(now, since=since))


class AnswersShown(models.TextChoices):
    """From when a member who handed in sees verdicts and answers. The score is shown at once in any case."""

    AFTER_CLOSING = "after-closing", "截止后"
    AT_ONCE = "at-once", "交卷后马上"


class QuizQuerySet(models.QuerySet["Quiz"]):
    def in_group(self, group: StudyGroup) -> QuizQuerySet:
        return self.filter(group=group)

    def drafts(self) -> QuizQuerySet:
        return self.filter(published_at=None)

    def published(self) -> QuizQuerySet:
        return self.exclude(published_at=None)

    def open(self, now: datetime) -> QuizQuerySet:
        return self.published().filter(opens_at__lte=now, closes_at__gt=now)

    def open_for(self, member: User, now: datetime) -> QuizQuerySet:
        """Open for everybody, or for this member by an extension or a make-up test."""
        return (
            self.published()
            .filter(opens_at__lte=now)
            .filter(models.Q(closes_at__gt=now) | _own_window(member.pk, now, since=now))
        )

    def taking_answers_of(self, member_id: int, now: datetime, *, since: datetime) -> QuizQuerySet:
        """The same, or closed for this member after `since` (GRACE ago), so that answers are still taken."""
        open_lately = models.Q(closes_at__gt=since) | _own_window(member_id, now, since=since)
        return self.published().filter(opens_at__lte=now).filter(open_lately)

    def opened(self, now: datetime) -> QuizQuerySet:
        """Published and open now or in the past."""
        return self.published().filter(opens_at__lte=now)

    def with_counts(self) -> QuizQuerySet:
        """Adds `questions_count`, `started_count` and `finished_count` in the same query."""
        return self.annotate(
            questions_count=models.Count("questions", distinct=True),
            started_count=models.Count("attempts", distinct=True),
            finished_count=models.Count(
                "attempts", filter=models.Q(attempts__submitted_at__isnull=False), distinct=True
            ),
        )

    def closed(self, now: datetime) -> QuizQuerySet:
        return self.published().filter(closes_at__lte=now)

    def released(self, now: datetime) -> QuizQuerySet:
        """Closed for everybody: no window, no make-up test and no answer on its way is left."""
        late = Arrangement.objects.filter(quiz=models.OuterRef("pk"), closes_at__gt=now - GRACE)
        return self.closed(now - GRACE).exclude(models.Exists(late))


class Quiz(models.Model):
    group = models.ForeignKey(StudyGroup, models.CASCADE, related_name="quizzes", verbose_name="学习小组")
    # A draft has neither: two of one week could not tell each other apart. Both come with publishing.
    title = models.CharField("标题", max_length=60, blank=True)
    week = models.PositiveSmallIntegerField("周次", null=True, blank=True)
    materials = models.ManyToManyField(Material, related_name="quizzes", verbose_name="资料")
    length = models.PositiveSmallIntegerField("题数")
    kinds = models.JSONField("题型", default=list)
    weak_share = models.PositiveSmallIntegerField("薄弱要点占比", default=20, help_text="百分之几考以前错得多的要点。")
    seed = models.PositiveBigIntegerField("随机种子")
    generator = models.CharField("出题程序", max_length=40, blank=True)
    problem = models.CharField("出题失败的原因", max_length=200, blank=True)
    opens_at = models.DateTimeField("开始时间", null=True, blank=True)
    closes_at = models.DateTimeField("截止时间", null=True, blank=True)
    # Counted from each member's own start, and never beyond the closing. Empty: only the window counts.
    time_limit = models.PositiveSmallIntegerField("限时（分钟）", null=True, blank=True)
    # After closing by default: whoever is done first must not be able to pass the key on.
    answers_shown = models.CharField(
        "公布答案", max_length=16, choices=AnswersShown.choices, default=AnswersShown.AFTER_CLOSING
    )
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    rescheduled_at = models.DateTimeField("改期时间", null=True, blank=True)  # the last change of a published window
    created_at = models.DateTimeField("创建时间", auto_now_add=True)
    changed_at = models.DateTimeField("改动时间", auto_now=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="出卷人"
    )

    objects = QuizQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "试卷"
        ordering = ("-opens_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(published_at=None) | models.Q(closes_at__gt=models.F("opens_at")),
                name="a_published_quiz_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=models.Q(published_at=None) | models.Q(week__isnull=False),
                name="a_published_quiz_has_a_week",
            ),
            models.UniqueConstraint(fields=["group", "week"], name="one_quiz_per_week_number"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The title, or what a draft is told apart by: the day it was made."""
        if self.title:
            return self.title
        made = self.created_at.astimezone(self.group.zone)
        return f"{made.month}月{made.day}日的草稿"

    def is_open(self, now: datetime) -> bool:
        if self.published_at is None or self.opens_at is None or self.closes_at is None:
            return False
        return self.opens_at <= now < self.closes_at

    def releases_at(self) -> datetime | None:
        """When the answers may be known to everybody (1 query); None for a draft."""
        if self.published_at is None or self.closes_at is None:
            return None
        last = self.arrangements.aggregate(last=models.Max("closes_at"))["last"]
        return max(self.closes_at, last or self.closes_at) + GRACE

    def has_closed(self, now: datetime) -> bool:
        return bool(self.published_at and self.closes_at and self.closes_at <= now)


class Question(models.Model):
    """One numbered question. `body` is the core's JSON form, answers included: it never leaves the server."""

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="questions", verbose_name="试卷")
    position = models.PositiveSmallIntegerField("题号")
    kind = models.CharField("题型", max_length=12)
    is_pinned = models.BooleanField("固定", default=False, help_text="重新出题时留在原处。")
    body = models.JSONField("内容")

    class Meta:
        verbose_name = verbose_name_plural = "题目"
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.quiz} 第{self.position}题"

    def as_core(self) -> CoreQuestion:
        return record.question_from_json(self.body)


class Part(models.Model):
    """A place that takes one answer: a blank, or the left side of a pair. All parts of a quiz weigh the same."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="parts", verbose_name="题目")
    ref = models.CharField("位置", max_length=40)
    order = models.PositiveSmallIntegerField("序号")
    key_point = models.ForeignKey(KeyPoint, models.PROTECT, related_name="parts", verbose_name="要点")
    # Where the question came from when it was written. The key point itself follows newer versions of its material.
    passage = models.ForeignKey(Passage, models.PROTECT, related_name="+", verbose_name="段落")
    quote = models.TextField("原文", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "作答处"
        ordering = ("order",)
        constraints = (models.UniqueConstraint(fields=["question", "ref"], name="one_part_per_place"),)

    def __str__(self) -> str:
        return f"{self.question} {self.ref}"
