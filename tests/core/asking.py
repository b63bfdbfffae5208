"""What the core asks of one statement, for tests that read like a list of statements."""

from __future__ import annotations

from typing import Any

from quizzes.core.prepare import prepare
from quizzes.core.segment import Cut
from quizzes.core.types import Point


def answers(statement: str, cut: Cut, **fields: Any) -> list[str]:
    """The answers of every blank, best first. `fields` are further fields of the key point."""
    prepared = prepare([Point("p", statement, **fields)], cut=cut)
    return [blank.answer for draft in prepared.drafts for blank in draft.blanks]
