"""When answers may be seen: by the quiz's own setting, and never while anybody else still needs not to know them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from quizzes.models import AnswersShown, Quiz


@dataclass(frozen=True)
class Release:
    """Whether verdicts and answers may be shown to somebody who handed in, and else from when."""

    is_shown: bool
    is_open_to_all: bool  # closed for everybody: the paper is free for practice
    at: datetime | None


def release_of(quiz: Quiz, now: datetime) -> Release:
    """1 query. A make-up test or an extension that still runs puts the release off."""
    at = quiz.releases_at()
    is_over = at is not None and now >= at
    return Release(is_over or quiz.answers_shown == AnswersShown.AT_ONCE, is_over, at)
