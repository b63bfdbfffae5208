"""A closed paper once more, for practice: judged at once, question by question, and nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from quizzes.answering import Asked, asked_in
from quizzes.core.corrections import Correction
from quizzes.finishing import judge
from quizzes.keys import current_key
from quizzes.models import Attempt, Part, Quiz, Response
from quizzes.results import Finding, finding_of, part_result, questions_with_parts

SEED = 0  # the paper as it was written


def practice_paper(quiz: Quiz) -> list[Asked]:
    """The questions without anybody's answers (1 query)."""
    return asked_in(Attempt(pk=0, quiz=quiz))


def with_answers(paper: list[Asked], question_id: int, given: Mapping[str, str]) -> list[Asked]:
    """The paper with the answers of one question in it."""
    return [
        replace(asked, places=[replace(place, given=given.get(place.ref, "")) for place in asked.places])
        if asked.id == question_id
        else asked
        for asked in paper
    ]


def checked(quiz: Quiz, paper: list[Asked], question_id: int) -> Finding:
    """What is right and wrong about the answers of one question (2 queries)."""
    key = current_key(quiz.pk)
    verdicts = judge(paper, key).verdicts
    given = {place.part_id: place.given for asked in paper for place in asked.places}
    ((question, parts),) = questions_with_parts(Part.objects.filter(question=question_id))
    core = question.as_core()
    results = []
    for part in parts:
        verdict = verdicts.get(part.pk)
        credit = Decimal(float(verdict.credit)) if verdict else None
        rule, explanation = (verdict.rule, verdict.explanation) if verdict else ("", "")
        response = Response(given=given[part.pk], credit=credit, rule=rule, explanation=explanation)
        results.append(part_result(part, core, response, key.get(part.pk, Correction())))
    return finding_of(question, core, results, len(results))
