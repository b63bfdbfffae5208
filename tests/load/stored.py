"""What a database holds of a quiz, read without the product: its tables, by the driver of SQLite or PostgreSQL."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ANSWERS = """
SELECT a.member_id, p.question_id, p."order", r.given
FROM quizzes_response r JOIN quizzes_attempt a ON a.id = r.attempt_id JOIN quizzes_part p ON p.id = r.part_id
WHERE a.quiz_id = {quiz} ORDER BY 1, 2, 3
"""
ATTEMPTS = "SELECT member_id, submitted_at, handed_in, score FROM quizzes_attempt WHERE quiz_id = {quiz}"


@dataclass(frozen=True)
class Sheet:
    """One member's attempt."""

    is_finished: bool
    is_handed_in: bool
    score: float | None


def rows(url: str, query: str) -> Sequence[Sequence[Any]]:
    """The rows of a query on the database of a DATABASE_URL."""
    if url.startswith("sqlite:"):
        path = Path(url.removeprefix("sqlite:///").partition("?")[0])
        with contextlib.closing(sqlite3.connect(path)) as connection:
            return connection.execute(query).fetchall()
    import psycopg

    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchall()


def answers(url: str, quiz: int) -> dict[tuple[int, str], str]:
    """What is stored of a quiz: by member and by the name of the field that it came in."""
    found, last, index = {}, None, 0
    for member, question, _, given in rows(url, ANSWERS.format(quiz=quiz)):
        index = index + 1 if (member, question) == last else 0
        last = member, question
        found[member, f"q{question}.{index}"] = given
    return found


def attempts(url: str, quiz: int) -> dict[int, list[Sheet]]:
    """All attempts at a quiz, by member."""
    found: dict[int, list[Sheet]] = {}
    for member, submitted, handed_in, score in rows(url, ATTEMPTS.format(quiz=quiz)):
        sheet = Sheet(submitted is not None, bool(handed_in), None if score is None else float(score))
        found.setdefault(member, []).append(sheet)
    return found
