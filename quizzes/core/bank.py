"""Word banks: typed questions of one kind that share their answers, and one or two more, as options."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from quizzes.core.clues import plain
from quizzes.core.drafts import Draft
from quizzes.core.exclusions import fits_length
from quizzes.core.types import Blank, FillBlank, Mode, Option

FEWEST, MOST = 4, 6
_LEAST_LEFT = 2  # questions that stay without options: writing a word by heart teaches most
_TEXT_KINDS = frozenset(("phrase", "name", "term", "item", "title", "quote", "latin"))


def with_bank(
    questions: Sequence[FillBlank],
    spare: Sequence[Draft],
    statements: Sequence[str],
    rng: random.Random,
    avoid: Collection[str],
) -> list[FillBlank]:
    """The questions, some of the typed ones turned into a word bank where enough of them fit together.

    `spare` are drafts that are not asked, for the extra words; `statements` decide what might also fit a blank.
    """
    typed = [q for q in questions if q.mode is Mode.TYPED and q.blanks[0].kind in _TEXT_KINDS]
    corpus = "\n".join(statements)
    members: list[FillBlank] = []
    for question in rng.sample(typed, len(typed)):
        if len(members) < min(MOST, len(typed) - _LEAST_LEFT) and all(
            _compatible(question, other, corpus) for other in members
        ):
            members.append(question)
    if len(members) < FEWEST:
        return list(questions)
    keys = [member.blanks[0].answer for member in members]
    extras = _extras(members, keys, spare, corpus, rng, avoid)
    if not extras:
        return list(questions)
    options = tuple(Option(text, "bank") for text in sorted([*keys, *extras], key=lambda text: (len(text), text)))
    chosen = {member.id for member in members}
    return [_in_bank(question, options) if question.id in chosen else question for question in questions]


def _in_bank(question: FillBlank, options: tuple[Option, ...]) -> FillBlank:
    blank = question.blanks[0]
    own = tuple(Option(o.text, "key") if o.text == blank.answer else o for o in options)
    reason = blank.reason.split("；")[0] + f"；备选词：与另外 {len(options) - 1} 个词共用"
    return replace(question, mode=Mode.BANK, blanks=(replace(blank, options=own, reason=reason),))


def _compatible(one: FillBlank, other: FillBlank, corpus: str) -> bool:
    a, b = one.blanks[0], other.blanks[0]
    if not _alike(a.answer, b.answer) or (a.kind == "title") != (b.kind == "title") or one.point_id == other.point_id:
        return False
    return not _fits(b.answer, one.statement, a, corpus) and not _fits(a.answer, other.statement, b, corpus)


def _alike(one: str, other: str) -> bool:
    """Of one coarse type and of similar length, neither inside the other."""
    a, b = plain(one), plain(other)
    if not a or not b or a in b or b in a or _form(one) != _form(other):
        return False
    return fits_length(one, other) and fits_length(other, one)


def _form(text: str) -> str:
    if re.search("[A-Za-z]", text):
        return "letters"
    return "list" if "、" in text else "digits" if re.search(r"\d", text) else "text"


def _fits(text: str, statement: str, blank: Blank, corpus: str) -> bool:
    """Whether the words around the blank go with `text` somewhere, or the statement shows it."""
    left, right = statement[max(0, blank.start - 2) : blank.start], statement[blank.end : blank.end + 2]
    both_sides = len(left) == 2 and len(right) == 2 and left + text in corpus and text + right in corpus
    return both_sides or plain(text) in plain(statement)


def _extras(
    members: Sequence[FillBlank],
    keys: Sequence[str],
    spare: Sequence[Draft],
    corpus: str,
    rng: random.Random,
    avoid: Collection[str],
) -> list[str]:
    words = sorted(
        {draft.blanks[0].answer for draft in spare if len(draft.blanks) == 1 and draft.blanks[0].kind in _TEXT_KINDS}
    )
    rng.shuffle(words)
    picked: list[str] = []
    for text in words:
        fresh = plain(text) not in avoid and all(_alike(text, other) for other in (*keys, *picked))
        if len(picked) < 2 and fresh and not any(_fits(text, m.statement, m.blanks[0], corpus) for m in members):
            picked.append(text)
    return picked
