"""Judge and close every attempt whose time is over. Any page that shows figures does so too; this is for a timer."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from quizzes.finishing import finish_all_overdue


class Command(BaseCommand):
    help = "Close attempts whose time is over, with the answers that are saved. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        finished = finish_all_overdue(timezone.now())
        self.stdout.write(f"{finished} attempts finished")
