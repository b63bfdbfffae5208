"""The right side of the desk: one key point or proposal with its words, its question, its use, and how to change it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.choices import Word, bound, cloze_of, cut_at, is_together, words_of
from quizzes.core.survey import Ask
from quizzes.curating import Target, blanks_of, statement_of
from quizzes.desk import Desk, Item
from quizzes.live_question import LiveQuestion, live_questions
from quizzes.models import Candidate, PassageSurvey, Quiz
from quizzes.scores import MINIMUM_ANSWERS, WeakPoint, result_of
from quizzes.surveying import asks_from
from studyapp.curation import sentences
from studyapp.models import KeyPoint, Material, Passage

WINDOW = 80  # characters of the passage on each side that trimming offers


@dataclass(frozen=True)
class Usage:
    """The published quizzes that asked a key point, and how the group did on it."""

    quizzes: tuple[Quiz, ...]
    result: WeakPoint | None

    @property
    def is_telling(self) -> bool:
        return self.result is not None and self.result.answers >= MINIMUM_ANSWERS


@dataclass(frozen=True)
class Place:
    """A passage with what the survey knows of it (1 query)."""

    passage: Passage
    edges: tuple[int, ...]
    asks: tuple[Ask, ...]


@dataclass(frozen=True)
class Decision:
    item: Item
    target: Target
    passage: Passage
    seen: str  # changes with the row: a form that carries an older one is stale
    words: tuple[Word, ...]
    questions: tuple[LiveQuestion, ...]
    blanks: int
    is_together: bool
    can_trim: bool
    trim_words: tuple[Word, ...]  # those inside the statement count as one blank
    usage: Usage | None
    number: int  # among the key points, or among the proposals of the queue
    previous: Item | None
    following: Item | None

    @property
    def statement(self) -> str:
        return statement_of(self.target)

    @property
    def word_groups(self) -> list[list[Word]]:
        return bound(self.words)

    @property
    def trim_groups(self) -> list[list[Word]]:
        return bound(self.trim_words)

    @property
    def reason(self) -> str:
        return self.target.reason if isinstance(self.target, Candidate) else ""


@dataclass(frozen=True)
class Sentence:
    start: int
    end: int
    text: str
    is_taken: bool


def target_of(material: Material, ref: str) -> Target | None:
    """The row behind a ref, if it can still be decided on (1 query)."""
    kind, pk = ref[:1], ref[1:]
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 18):
        return None
    if kind == "c":
        return Candidate.objects.filter(material=material, pk=int(pk)).proposed().select_related("passage").first()
    return material.key_points.active().filter(pk=int(pk)).select_related("passage").first() if kind == "k" else None


def place_of(passage: Passage) -> Place:
    found = PassageSurvey.objects.filter(passage=passage).first()
    return Place(passage, tuple(found.words), tuple(asks_from(found.asks))) if found else Place(passage, (), ())


def passage_of(target: Target) -> Passage:
    passage = target.passage
    assert passage is not None  # proposals without a passage are not on the desk
    return passage


def start_of(target: Target, passage: Passage) -> int | None:
    """Where the statement stands in its passage word for word; None when it has been reworded."""
    statement = statement_of(target)
    if passage.text[target.start : target.start + len(statement)] == statement:
        return target.start
    at = passage.text.find(statement)
    return at if at >= 0 else None


def seen_of(target: Target) -> str:
    if isinstance(target, Candidate):
        content = [target.text, target.start, target.blanks, target.status]
    else:
        content = [target.text, target.start, target.term, target.category, target.aliases]
        content += [target.marks, target.pair_value, target.quote]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]


def decision_on(desk: Desk, item: Item, target: Target, *, trims: bool = False) -> Decision:
    """All that is shown of one item (3 queries)."""
    passage = passage_of(target)
    place = place_of(passage)
    statement, blanks, start = statement_of(target), blanks_of(target), start_of(target, passage)
    fellows = [one for one in desk.queue if one.is_accepted == item.is_accepted]
    return Decision(
        item,
        target,
        passage,
        seen_of(target),
        tuple(words_of(statement, blanks, passage.text, place.edges, start)),
        tuple(live_questions(statement, blanks, place.asks, start, _own_distractors(target))),
        len(blanks),
        is_together(blanks),
        can_trim=start is not None,
        trim_words=tuple(_trim_words(place, start, statement)) if trims and start is not None else (),
        usage=usage_of(target) if isinstance(target, KeyPoint) else None,
        number=next((n for n, one in enumerate(fellows, 1) if one == item), 1),
        previous=desk.before((item.position, item.start)),
        following=desk.after((item.position, item.start)),
    )


def _own_distractors(target: Target) -> dict[int, list[str]]:
    if isinstance(target, Candidate):
        return {}
    return {int(number[1:]): list(notes.get("distractors", ())) for number, notes in target.marks.items()}


def _trim_words(place: Place, start: int, statement: str) -> list[Word]:
    end = start + len(statement)
    words = words_of(place.passage.text, ((start, end, 1),), place.passage.text, place.edges, 0)
    return [word for word in words if word.end > start - WINDOW and word.start < end + WINDOW]


def trimmed_to(place: Place, start: int, end: int, word_start: int) -> tuple[int, int]:
    """The excerpt after a tap on a word of the passage."""
    words = words_of(place.passage.text, ((start, end, 1),), place.passage.text, place.edges, 0)
    word = next((word for word in words if word.start == word_start), None)
    return cut_at(place.passage.text, start, end, (word.start, word.end)) if word else (start, end)


def usage_of(point: KeyPoint) -> Usage:
    asked = Quiz.objects.published().filter(questions__parts__key_point=point).distinct().order_by("-week", "-pk")
    return Usage(tuple(asked[:6]), result_of(point))


def sentences_of(passage: Passage, items: Sequence[Item]) -> list[Sentence]:
    """The passage to choose from sentence by sentence: for fingers, screen readers, and pages without script."""
    found, at = [], 0
    for text in sentences(passage.text):
        end = at + len(text)
        taken = any(item.is_accepted and item.start < end and at < item.end for item in items)
        found.append(Sentence(at, end, text.strip(), taken))
        at = end
    return [sentence for sentence in found if sentence.text]


def first_values(place: Place, start: int, end: int) -> str:
    """The wording of a new key point on an excerpt: its text, with the best blank that is known for it."""
    text = place.passage.text[start:end]
    for ask in place.asks:
        if all(start <= first and last <= end for first, last in ask.blanks):
            return cloze_of(text, tuple((first - start, last - start, 1) for first, last in ask.blanks))
    return text
