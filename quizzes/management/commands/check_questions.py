"""Check the questions that a group's own material gives, and print the table of metrics."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quizzes.core.segment import make_cut
from quizzes.preparing import as_point
from quizzes.quality.sample import Material as Checked
from quizzes.quality.sample import make_material, take_sample
from quizzes.quality.table import measure, table_lines
from studyapp.models import Material, StudyGroup

MOST_SEEDS = 200


class Command(BaseCommand):
    help = "Write many papers from a group's key points, check every question, and print the metrics. Stores nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--group", metavar="SLUG", required=True, help="the study group")
        parser.add_argument("--seeds", metavar="N", type=int, default=20, help="papers per material (default 20)")

    def handle(self, *args: Any, **options: Any) -> None:
        if not 1 <= options["seeds"] <= MOST_SEEDS:
            raise CommandError(f"--seeds 要在 1 到 {MOST_SEEDS} 之间。", returncode=2)
        materials = self._materials(options["group"])
        sample = take_sample(materials, range(options["seeds"]))
        self.stdout.write(
            f"{len(materials)} 篇资料，{len(sample.point_materials)} 条要点，"
            f"{len(sample.papers)} 份试卷，{len(sample.distinct)} 道不同的题。"
        )
        figures = measure(sample)
        for line in table_lines(figures):
            self.stdout.write(line)
        failed = [figure.metric for figure in figures if figure.is_fatal]
        if failed:
            raise CommandError(f"硬性指标不合格：{'、'.join(failed)}。", returncode=1)

    def _materials(self, slug: str) -> list[Checked]:
        group = StudyGroup.objects.filter(slug=slug).first()
        if group is None:
            raise CommandError(f"没有网址名为“{slug}”的学习小组。", returncode=2)
        found = []
        for material in Material.objects.filter(group=group).order_by("pk"):
            points = [as_point(row) for row in material.key_points.active()]
            source = [passage.text for passage in material.passages.all()]
            if points:
                found.append(make_material(material.title, points, make_cut(p.term for p in points), source))
        if not found:
            raise CommandError(f"“{group.name}”还没有要点，请先添加要点再检查。", returncode=2)
        return found
