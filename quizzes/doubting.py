"""A member's doubt about a question: raised with one tap, looked at by the secretary."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from quizzes.models import Doubt, Question
from studyapp.models import User

LONGEST = 200


@transaction.atomic
def raise_doubt(*, question: Question, member: User, text: str, now: datetime) -> Doubt:
    """Once for each member and question; a later text replaces an earlier one until the secretary has looked."""
    doubt, is_new = Doubt.objects.select_for_update().get_or_create(
        question=question, member=member, defaults={"text": text[:LONGEST], "raised_at": now}
    )
    if not is_new and text and doubt.settled_at is None:
        doubt.text = text[:LONGEST]
        doubt.save(update_fields=["text"])
    return doubt


def settle_doubts(*, question: Question, now: datetime) -> int:
    """The secretary has looked at what is open; returns how many doubts that were."""
    return Doubt.objects.filter(question=question, settled_at=None).update(settled_at=now)
