"""Keep the weekly rhythm of every group: the command behind cron or a timer. Safe to run at any time, any number of
times; what was due while it did not run is made by the next run, as long as its quiz can still be taken."""

from __future__ import annotations

import logging
from argparse import ArgumentParser
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date

from quizzes.rhythm import NothingToAsk, keep_rhythm
from studyapp.models import StudyGroup

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "按各小组的每周安排出下一周的草稿；反复运行无妨。每个小组打印一行。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--date", metavar="YYYY-MM-DD", help="当作在这一天结束时运行（按各小组的时区）")

    def handle(self, *args: Any, **options: Any) -> None:
        day, failed = self._day(options["date"]), []
        for group in StudyGroup.objects.order_by("slug"):
            try:
                said = keep_rhythm(group, self._end_of(day, group) if day else timezone.now())
            except NothingToAsk as nothing:
                said = f"{nothing}，没有出题"
            except Exception:  # one broken group must not keep the others from their quiz
                logger.exception("the rhythm of group %s failed", group.slug)
                failed.append(group.slug)
                said = "出错了，没有办完；详情在错误日志里"
            self.stdout.write(f"{group.slug}：{said}")
        if failed:
            raise CommandError(f"{len(failed)}个小组没有办完：{'、'.join(failed)}", returncode=1)

    def _day(self, given: str | None) -> date | None:
        if given is None:
            return None
        try:
            day = parse_date(given)
        except ValueError:
            day = None
        if day is None or not 2000 <= day.year <= 9000:
            raise CommandError(f"没有“{given}”这一天，请写成2026-11-25这样。", returncode=2)
        return day

    def _end_of(self, day: date, group: StudyGroup) -> datetime:
        """The last moment of a day on the group's wall clock."""
        midnight = datetime.combine(day + timedelta(days=1), time(0), tzinfo=group.zone)
        return midnight.astimezone(UTC) - timedelta(microseconds=1)
