"""Questions from a JSON file of key points, printed as JSON. Reads no database and writes none."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from quizzes.core.compose import KINDS
from quizzes.core.generate import generate, paper_to_json
from quizzes.core.key_point_file import KeyPointFileError, parse_key_points, read_text, source_paragraphs
from quizzes.core.segment import make_cut

BAD_FILE = 2


class Command(BaseCommand):
    help = "由要点文件（JSON）生成填空题和连线题，以 JSON 打印；不读写数据库。"
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--key-points", required=True, type=Path, help="要点文件：JSON 列表")
        parser.add_argument("--source", type=Path, help="要点所依据的原文：UTF-8 文本")
        parser.add_argument("--seed", type=int, default=0, help="同一个种子总是得到同样的题")
        parser.add_argument("--kinds", default=",".join(KINDS), help="题型，用逗号隔开：fill_blank,matching")
        parser.add_argument("--all", action="store_true", help="列出每个要点的所有可用的空，而不只是最好的一个")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            kinds = _kinds(options["kinds"])
            points = parse_key_points(read_text(options["key_points"], "要点文件"))
            source = source_paragraphs(read_text(options["source"], "原文")) if options["source"] else []
        except KeyPointFileError as error:
            self.stderr.write(str(error))
            sys.exit(BAD_FILE)
        paper = generate(
            points, cut=make_cut(), source=source, seed=options["seed"], kinds=kinds, every_blank=options["all"]
        )
        self.stdout.write(json.dumps(paper_to_json(paper), ensure_ascii=_is_narrow(self.stdout), indent=1))


def _kinds(text: str) -> tuple[str, ...]:
    kinds = tuple(dict.fromkeys(kind.strip() for kind in text.split(",") if kind.strip()))
    if not kinds or not set(kinds) <= set(KINDS):
        raise KeyPointFileError(f"--kinds 只能是 {' 和 '.join(KINDS)}，用逗号隔开。")
    return kinds


def _is_narrow(stream: Any) -> bool:
    """Whether the terminal could not print Chinese; the JSON is then written with escapes."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return "utf" not in encoding.lower()
