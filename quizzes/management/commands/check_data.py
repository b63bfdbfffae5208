"""What must always hold of the stored data. Prints every place where it does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quizzes.finishing import Memory, judge
from quizzes.keys import current_key
from quizzes.models import Attempt, Quiz
from quizzes.regrading import Paper, credits_of, papers_of


class Command(BaseCommand):
    help = (
        "Compare every stored score and verdict with what the paper, its corrections and the answers give. Read only."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        quizzes = Quiz.objects.published().order_by("pk")
        for quiz in quizzes.iterator():
            for line in (*_unlike_the_judge(quiz), *_without_a_score(quiz)):
                self.stdout.write(line)
                found += 1
        self.stdout.write(f"{quizzes.count()}份试卷，{found}处不符。")
        if found:
            raise CommandError("数据不一致，见上面各行。", returncode=1)


def _unlike_the_judge(quiz: Quiz) -> Iterator[str]:
    key = current_key(quiz.pk)
    memory: Memory = {}
    for paper in papers_of(quiz):
        judged = judge(paper.asked, key, memory)
        if paper.attempt.score != judged.score:
            yield f"答卷{paper.attempt.pk}：存的得分是{paper.attempt.score}，重新判是{judged.score}。"
        for part_id, credit in credits_of(judged).items():
            if paper.stored[part_id].credit != credit:
                where = f"答卷{paper.attempt.pk}作答处{part_id}"
                yield f"{where}：存的得分率是{_stored(paper, part_id)}，重新判是{credit}。"


def _stored(paper: Paper, part_id: int) -> str:
    credit = paper.stored[part_id].credit
    return "空" if credit is None else str(credit)


def _without_a_score(quiz: Quiz) -> Iterator[str]:
    """Handed in or answered, but never judged."""
    for attempt in Attempt.objects.finished().filter(quiz=quiz, score=None):
        if attempt.handed_in or attempt.responses.exclude(given="").exists():
            yield f"答卷{attempt.pk}：已经结束，却没有得分。"
