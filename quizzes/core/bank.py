"""Word banks: typed questions of one category that share their answers, and one or two more, as options."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from quizzes.core.drafts import Draft
from quizzes.core.exclusions import fits_length
from quizzes.core.stems import plain
from quizzes.core.types import Blank, FillBlank, Mode, Option

FEWEST, MOST = 4, 6
_TEXT_KINDS = frozenset(("phrase", "name", "term", "item", "title", "quote", "latin"))


def with_bank(
    questions: Sequence[FillBlank], drafts: Sequence[Draft], rng: random.Random, avoid: Collection[str]
) -> list[FillBlank]:
    """The questions, some typed ones of one category turned into a word bank where enough of them fit together.

    `drafts` are all of one material: they tell the categories, offer the extra words and decide what else might fit.
    """
    categories = {draft.point_id: draft.category for draft in drafts}
    typed = [q for q in questions if q.mode is Mode.TYPED and q.blanks[0].kind in _TEXT_KINDS]
    for category in sorted({categories.get(question.point_id, "") for question in typed} - {""}):
        kin = [draft for draft in drafts if draft.category == category]
        corpus = "\n".join(dict.fromkeys(draft.statement for draft in drafts))
        members = _members([q for q in typed if categories.get(q.point_id) == category], corpus, rng)
        extras = _extras(members, kin, corpus, rng, avoid) if len(members) >= FEWEST else []
        if extras:
            words = [*(member.blanks[0].answer for member in members), *extras]
            options = tuple(Option(text, "bank") for text in sorted(words, key=lambda text: (len(text), text)))
            chosen = {member.id for member in members}
            return [_in_bank(question, options) if question.id in chosen else question for question in questions]
    return list(questions)


def _members(typed: Sequence[FillBlank], corpus: str, rng: random.Random) -> list[FillBlank]:
    members: list[FillBlank] = []
    for question in rng.sample(typed, len(typed)):
        if len(members) < MOST and all(_compatible(question, other, corpus) for other in members):
            members.append(question)
    return members


def _in_bank(question: FillBlank, options: tuple[Option, ...]) -> FillBlank:
    blank = question.blanks[0]
    own = tuple(Option(o.text, "key") if o.text == blank.answer else o for o in options)
    reason = blank.reason.split("；")[0] + f"；备选词：与另外{len(options) - 1}个词共用"
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
    members: Sequence[FillBlank], kin: Sequence[Draft], corpus: str, rng: random.Random, avoid: Collection[str]
) -> list[str]:
    """One or two answers of key points of the category that are not asked."""
    asked = {member.point_id for member in members}
    titles = members[0].blanks[0].kind == "title"
    single = [draft.blanks[0] for draft in kin if len(draft.blanks) == 1 and draft.point_id not in asked]
    fitting = [
        b for b in single if b.kind in _TEXT_KINDS and (b.kind == "title") == titles and plain(b.answer) not in avoid
    ]
    words = sorted({blank.answer for blank in fitting})
    rng.shuffle(words)
    keys, picked = [member.blanks[0].answer for member in members], list[str]()
    for text in words:
        alike = all(_alike(text, other) for other in (*keys, *picked))
        if len(picked) < 2 and alike and not any(_fits(text, m.statement, m.blanks[0], corpus) for m in members):
            picked.append(text)
    return picked
