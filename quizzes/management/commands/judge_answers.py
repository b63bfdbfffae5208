"""Verdicts for pairs of a key and a typed answer, from JSON to JSON. Reads no database and writes none."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from quizzes.core.key_point_file import KeyPointFileError, read_text
from quizzes.core.pair_file import parse_pairs, verdict_of, verdicts_to_json

BAD_FILE = 2


class Command(BaseCommand):
    help = "判断文件（JSON）里的每个作答是否正确，以 JSON 打印结论、得分率和规则；不读写数据库。"
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--pairs", required=True, type=Path, help='JSON 列表：[{"answer", "given", "accept", "stem", "ordered"}]'
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            pairs = parse_pairs(read_text(options["pairs"], "答案文件"))
        except KeyPointFileError as error:
            self.stderr.write(str(error))
            sys.exit(BAD_FILE)
        verdicts = verdicts_to_json([verdict_of(pair) for pair in pairs])
        self.stdout.write(json.dumps(verdicts, ensure_ascii=_is_narrow(self.stdout), indent=1))


def _is_narrow(stream: Any) -> bool:
    """Whether the terminal could not print Chinese; the JSON is then written with escapes."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return "utf" not in encoding.lower()
