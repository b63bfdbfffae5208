"""The key of a quiz as it is now: the frozen paper, and what its corrections amount to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quizzes.core.corrections import Correction
from quizzes.models import KeyAct, KeyChange
from studyapp.compiled import Compiled

Key = Mapping[int, Correction]  # by part; a part that is not in it goes by the paper


_changes = Compiled(lambda quiz_id: KeyChange.objects.filter(quiz=quiz_id).order_by("number"))


def current_key(quiz_id: int) -> Key:
    """1 query."""
    return key_after(_changes(quiz_id))


def key_after(changes: Iterable[KeyChange]) -> Key:
    """What changes, oldest first, amount to."""
    accepted: dict[int, dict[str, None]] = {}
    given_to_all: dict[int, bool] = {}
    for change in changes:
        texts = accepted.setdefault(change.part_id, {})
        if change.act == KeyAct.ACCEPT:
            texts[change.text] = None
        elif change.act == KeyAct.TAKE_BACK:
            texts.pop(change.text, None)
        else:
            given_to_all[change.part_id] = change.act == KeyAct.GIVE_ALL
    return {
        part_id: Correction(tuple(texts), given_to_all.get(part_id, False))
        for part_id, texts in accepted.items()
        if texts or given_to_all.get(part_id)
    }
