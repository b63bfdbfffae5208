"""Prepare the materials of a draft and write its questions: the child process behind 生成试卷."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quizzes.models import Quiz
from quizzes.publishing import prepare_and_fill

FAILED = "出题时程序出错，草稿里没有题目。请点“重新出题”；仍不行请告诉系统管理员。"


class Command(BaseCommand):
    help = "Write the questions of a draft quiz, preparing its materials first where key points have changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("quiz", type=int, help="the draft's number")

    def handle(self, *args: Any, **options: Any) -> None:
        quiz = Quiz.objects.drafts().filter(pk=options["quiz"]).first()
        if quiz is None:
            raise CommandError(f"No draft quiz {options['quiz']}.")
        try:
            prepare_and_fill(quiz)
        except Exception:
            Quiz.objects.filter(pk=quiz.pk).update(problem=FAILED)
            raise
        self.stdout.write(f"{quiz.questions.count()} questions")
