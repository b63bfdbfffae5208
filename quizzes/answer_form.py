"""What a member's form holds, and storing it: one question at a time with script, the whole paper without."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from quizzes.answering import Asked, Change, EditedElsewhere, asked_in, settle, write
from quizzes.core.own_paper import token
from quizzes.core.types import Matching
from quizzes.models import Attempt

_REVISION = re.compile(r"q([0-9]{1,18})\.revision", re.ASCII)


class InvalidOption(Exception):
    """An answer that this question does not offer: a stale page, or a made-up request."""


class AnotherPaper(Exception):
    """The form belongs to another attempt: somebody else has signed in since the page was opened."""


@dataclass
class Saved:
    """How saving a form went. A question that is refused does not lose the others."""

    questions: int = 0
    changes: dict[int, Change] = field(default_factory=dict)
    refusals: list[EditedElsewhere | InvalidOption] = field(default_factory=list)

    def raise_first(self) -> None:
        """Say the first refusal. A form without one question of the paper must not be called saved either."""
        for refusal in self.refusals:
            raise refusal
        if not self.questions:
            raise InvalidOption


def field_name(question_id: int, index: int) -> str:
    return f"q{question_id}.{index}"


def save_form(*, attempt: Attempt, form: Mapping[str, str], now: datetime) -> Saved:
    """Store every question that the form mentions, for an attempt that this transaction holds (2 queries)."""
    ids = [int(found[1]) for name in form if (found := _REVISION.fullmatch(name))]
    saved = read_form(attempt, asked_in(attempt, ids) if ids else [], form)
    write(attempt, saved.changes, now)
    return saved


def read_form(attempt: Attempt, paper: list[Asked], form: Mapping[str, str]) -> Saved:
    """What the form changes in the paper, for the caller to store."""
    if form.get("paper", str(attempt.pk)) != str(attempt.pk):
        raise AnotherPaper
    saved = Saved()
    for asked in paper:
        try:
            found = answers_in(asked, attempt.seed, form)
            if found is not None:
                saved.changes |= settle(asked, *found)
                saved.questions += 1
        except (EditedElsewhere, InvalidOption) as refusal:
            saved.refusals.append(refusal)
    return saved


def answers_in(asked: Asked, seed: int, form: Mapping[str, str]) -> tuple[dict[str, str], int] | None:
    """What a form holds for a question: answers by part ref, and the revision. None when it is not in the form.

    Raises InvalidOption for an option that the question does not offer to this attempt.
    """
    raw = form.get(f"q{asked.id}.revision")
    if raw is None:
        return None
    if not raw.isascii() or not raw.isdigit() or len(raw) > 6:
        raise InvalidOption
    core = asked.core
    if isinstance(core, Matching):
        rights = {token(seed, right.id): right.id for right in core.rights}
        return {left.id: _meant(form, asked.id, i, rights) for i, left in enumerate(core.lefts)}, int(raw)
    given = {}
    for index, blank in enumerate(core.blanks):
        offered = {token(seed, option.text): option.text for option in blank.options or ()}
        given[str(index)] = _meant(form, asked.id, index, offered)
    return given, int(raw)


def _meant(form: Mapping[str, str], question_id: int, index: int, offered: Mapping[str, str]) -> str:
    """The answer in one field: what its token stands for, or the text itself where nothing is offered."""
    value = form.get(field_name(question_id, index), "").strip()
    if not value or not offered:
        return value
    try:
        return offered[value]
    except KeyError:
        raise InvalidOption from None
