"""Read materials through for the desk: the child process behind a new material and a stale page."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from quizzes.surveying import place_to_survey, survey_material
from studyapp.models import Material


class Command(BaseCommand):
    help = "Find the words, the possible questions and the proposed key points of materials."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("material", type=int, nargs="*", help="numbers of materials; all when none is given")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = Material.objects.order_by("-pk")  # the newest is the first in the library, and looked at first
        if options["material"]:
            wanted = wanted.filter(pk__in=options["material"])
        with place_to_survey() as keep_place:
            for material in wanted:
                keep_place()
                survey_material(material)
                self.stdout.write(f"{material.pk}: {material.candidates.count()} proposals")
