"""也算对 and its like: a new version of a quiz's key, after which every finished attempt is judged again.

All of it is one transaction. It holds every attempt of the quiz, the open ones too: one that ends at the same moment
waits, and is then judged by the new key.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from quizzes.answering import Asked, asked_in
from quizzes.finishing import Judged, Memory, judge
from quizzes.keys import Key, key_after
from quizzes.models import Attempt, Card, KeyAct, KeyChange, Part, Quiz, Regrade, RegradedResponse, Response
from studyapp.models import StudyGroup, User


class NothingToChange(Exception):
    """The key is like that already. The message is one Chinese sentence."""


@dataclass(frozen=True)
class Paper:
    """A finished attempt with its answers, and what is stored as its verdicts, by part."""

    attempt: Attempt
    asked: list[Asked]
    stored: dict[int, Response]


@transaction.atomic
def change_key(*, quiz: Quiz, part: Part, act: KeyAct, by: User | None, now: datetime, text: str = "") -> KeyChange:
    """Write the next version of the key, and judge again by it."""
    Quiz.objects.select_for_update(no_key=True).get(pk=quiz.pk)
    changes = list(KeyChange.objects.filter(quiz=quiz).order_by("number"))
    before = key_after(changes)
    change = KeyChange(quiz=quiz, number=len(changes) + 1, part=part, act=act, text=text, by=by, at=now)
    after = key_after([*changes, change])
    if before == after:
        raise NothingToChange("答案已经是这样了，没有改动。")
    change.save()
    _judge_again(quiz, change, after)
    return change


def papers_of(quiz: Quiz) -> list[Paper]:
    """Every attempt of the quiz that has a score (3 queries)."""
    attempts = list(Attempt.objects.filter(quiz=quiz, score__isnull=False).order_by("pk"))
    questions = asked_in(Attempt(pk=0, quiz=quiz))
    stored: defaultdict[int, dict[int, Response]] = defaultdict(dict)
    for response in Response.objects.filter(attempt__in=attempts):
        stored[response.attempt_id][response.part_id] = response
    return [Paper(attempt, _asked(questions, stored[attempt.pk]), stored[attempt.pk]) for attempt in attempts]


def _asked(questions: list[Asked], stored: dict[int, Response]) -> list[Asked]:
    """The questions with one attempt's answers in them. What was parsed once is kept: all attempts share the paper."""
    answered = []
    for question in questions:
        places = [
            replace(place, given=row.given, revision=row.revision) if (row := stored.get(place.part_id)) else place
            for place in question.places
        ]
        asked = replace(question, places=places)
        vars(asked)["core"] = question.core
        answered.append(asked)
    return answered


def credits_of(judged: Judged) -> dict[int, Decimal]:
    """Credits by part as they are stored."""
    return {pk: Decimal(float(v.credit)).quantize(Decimal("0.001")) for pk, v in judged.verdicts.items()}


def _judge_again(quiz: Quiz, change: KeyChange, key: Key) -> None:
    held = Attempt.objects.filter(quiz=quiz).select_for_update(no_key=True).order_by("pk")
    list(held.values_list("pk", flat=True))
    regrades: list[Regrade] = []
    lines: list[RegradedResponse] = []
    righted: list[tuple[Attempt, set[int]]] = []
    memory: Memory = {}
    for paper in papers_of(quiz):
        judged = judge(paper.asked, key, memory)
        before = paper.attempt.score or Decimal(0)
        regrade = Regrade(change=change, attempt=paper.attempt, score_before=before, score_after=judged.score)
        of_paper = _lines(regrade, paper, judged)
        if of_paper or regrade.score_before != regrade.score_after:
            paper.attempt.score = judged.score
            regrades.append(regrade)
            lines += of_paper
            righted.append((paper.attempt, {p.key_point_id for a in paper.asked for p in a.places} - judged.missed))
    _write(regrades, lines)
    _forget_misses(righted)


def _lines(regrade: Regrade, paper: Paper, judged: Judged) -> list[RegradedResponse]:
    """A line for every answer whose credit changes; the new verdict is put into the stored row."""
    lines = []
    for part_id, credit in credits_of(judged).items():
        row = paper.stored[part_id]
        if row.credit != credit:
            before, verdict = row.credit or Decimal(0), judged.verdicts[part_id]
            row.credit, row.rule, row.explanation = credit, verdict.rule, verdict.explanation[:200]
            lines.append(RegradedResponse(regrade=regrade, response=row, credit_before=before, credit_after=credit))
    return lines


def _write(regrades: list[Regrade], lines: list[RegradedResponse]) -> None:
    Response.objects.bulk_update([line.response for line in lines], ["credit", "rule", "explanation"], batch_size=300)
    Attempt.objects.bulk_update([regrade.attempt for regrade in regrades], ["score"], batch_size=300)
    Regrade.objects.bulk_create(regrades)
    RegradedResponse.objects.bulk_create(lines)


def _forget_misses(righted: list[tuple[Attempt, set[int]]]) -> None:
    """A card is no longer called missed where this quiz said so and says so no more. When it is due stays."""
    wanted = {(attempt.member_id, point): attempt.submitted_at for attempt, points in righted for point in points}
    members, points = {member for member, _ in wanted}, {point for _, point in wanted}
    cards = Card.objects.filter(member__in=members, key_point__in=points, missed_at__isnull=False)
    forgotten = [card for card in cards if card.missed_at == wanted.get((card.member_id, card.key_point_id))]
    for card in forgotten:
        card.missed_at = None
    Card.objects.bulk_update(forgotten, ["missed_at"], batch_size=300)


def mark_as_seen(*, member: User, quiz: Quiz, now: datetime) -> None:
    """The member knows of the changes at this quiz."""
    Regrade.objects.filter(attempt__member=member, attempt__quiz=quiz, seen_at=None).update(seen_at=now)


def regrades_of(attempt: Attempt) -> dict[str, object]:
    """What a result page says of the changes that moved its score, oldest first (1 query)."""
    moved = attempt.regrades.exclude(score_before=F("score_after")).select_related("change__part__question")
    regrades = list(moved.order_by("change__number"))
    return {"regrades": regrades, "has_untold": any(regrade.seen_at is None for regrade in regrades)}


@dataclass(frozen=True)
class ScoreChange:
    """What a member has not seen yet: how far the score of one quiz has moved."""

    quiz: Quiz
    before: Decimal
    after: Decimal


def untold_changes(*, member: User, group: StudyGroup) -> list[ScoreChange]:
    """One for each quiz, first score and last; nothing where it came back to where it was (1 query)."""
    untold = Regrade.objects.untold().filter(attempt__member=member, attempt__quiz__group=group)
    found: dict[int, ScoreChange] = {}
    for regrade in untold.select_related("attempt__quiz").order_by("change__quiz", "change__number"):
        quiz = regrade.attempt.quiz
        first = found.get(quiz.pk, ScoreChange(quiz, regrade.score_before, regrade.score_after))
        found[quiz.pk] = ScoreChange(quiz, first.before, regrade.score_after)
    return [change for change in found.values() if change.before != change.after]
