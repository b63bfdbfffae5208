"""Load the demo group, alive from the first minute."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quizzes.demo import MEMBERS, SECRETARY, SLUG, make_demo
from studyapp.models import StudyGroup, User

PASSWORD = "wengu-demo-2026"


class Command(BaseCommand):
    help = "Make the demo group (slug demo): a secretary, twelve members, four past quizzes, one open. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--password", help="for all demo accounts; required outside a demo installation")
        parser.add_argument("--if-empty", action="store_true", help="only when there are no people at all")

    def handle(self, *args: Any, **options: Any) -> None:
        password = options["password"] or (PASSWORD if settings.IS_DEMO else "")
        if not password:
            raise CommandError("这是正式服务器，演示账号要用 --password 自定密码。")
        is_there = StudyGroup.objects.filter(slug=SLUG).exists()
        if is_there or not (options["if_empty"] and User.objects.exists()):
            make_demo(now=timezone.now(), password=password)
            self._print_accounts("" if is_there and options["password"] is None and not settings.IS_DEMO else password)

    def _print_accounts(self, password: str) -> None:
        self.stdout.write(f"学习秘书：{SECRETARY[0]}")
        self.stdout.write(f"成员：{MEMBERS[0][0]} 到 {MEMBERS[-1][0]}")
        if password:
            self.stdout.write(f"密码都是：{password}")
