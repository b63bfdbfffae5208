"""Put a document into a group's library from the command line."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from studyapp.importing import Secret, harmless
from studyapp.library import add_documents
from studyapp.models import StudyGroup
from studyapp.reading.guard import material_json, read_file
from studyapp.reading.types import Reading, UnreadableFile
from studyapp.remarks import marks_in


class Command(BaseCommand):
    help = "Import a .docx, .pdf, .txt or .md file; a compilation becomes several materials."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--group", metavar="SLUG", help="the study group; not needed with --dry-run")
        parser.add_argument("--dry-run", action="store_true", help="read only, store nothing")
        parser.add_argument(
            "--cleared", action="store_true", help="you answer for its marks: public or allowed for study"
        )
        parser.add_argument("--json", action="store_true", help="print what was read as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        group = None if options["dry_run"] else self._group(options["group"])
        reading = self._read(options["file"])
        if group is not None:
            self._refuse_secret(reading, is_cleared=options["cleared"])
            imported = add_documents(group=group, documents=reading.documents, file_name=options["file"].name)
            self.stderr.write(f"新导入 {len(imported.added)} 篇，已有 {len(imported.known)} 篇。")
        if options["json"]:
            self.stdout.write(json.dumps(material_json(reading), ensure_ascii=False, indent=1))
        else:
            self._summarise(reading)

    def _group(self, slug: str | None) -> StudyGroup:
        group = StudyGroup.objects.filter(slug=slug or "").first()
        if group is None:
            raise CommandError(
                "请用 --group 写明学习小组的网址名。" if not slug else f"没有网址名为“{slug}”的学习小组。"
            )
        return group

    def _read(self, path: Path) -> Reading:
        try:
            return read_file(path.name, path.read_bytes())
        except OSError as error:
            raise CommandError(f"打不开文件 {path}：{error.strerror}。", returncode=2) from error
        except UnreadableFile as error:
            raise CommandError(str(error), returncode=2) from error

    def _refuse_secret(self, reading: Reading, *, is_cleared: bool) -> None:
        """The gate of the upload page: a grade of secrecy never passes, other marks when a person answers for them."""
        try:
            marks = marks_in(harmless(reading), reading.set_aside)
        except Secret as error:
            raise CommandError(str(error), returncode=2) from error
        if marks and not is_cleared:
            raise CommandError(
                f"文件里有“{marks[0].text}”的标志，没有保存。"
                "如果这份资料已公开，或经允许可用于本小组学习，请加上 --cleared 再导入。",
                returncode=2,
            )

    def _summarise(self, reading: Reading) -> None:
        for document in reading.documents:
            details = "，".join(filter(None, [document.author, document.date.isoformat() if document.date else None]))
            self.stdout.write(f"《{document.title}》{f'（{details}）' if details else ''} {len(document.passages)} 段")
        for notice in reading.notices:
            self.stderr.write(notice)
