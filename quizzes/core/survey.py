"""What a document offers before anybody has marked it: its words, what each sentence can be asked, and which sentences
are worth proposing as key points.

Every sentence is treated as if it were a key point and sent through `prepare`; whatever can be asked of it is kept, so
that the secretary's page can show the question behind any choice of words without cutting a single sentence itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from quizzes.core.compose import Prepared, alternatives
from quizzes.core.prepare import GENERATOR, prepare
from quizzes.core.reading import Reading, read
from quizzes.core.segment import Cut
from quizzes.core.types import FillBlank, Mark, Point
from quizzes.core.wordlists import words
from quizzes.core.worth import category_of, is_self_contained, opening, reason_of, term_of, worth

SURVEYOR = f"survey 1, {GENERATOR}"
CHARACTERS_PER_SUGGESTION = 400  # about thirty for twenty pages
MOST_SUGGESTIONS = 300
FEWEST_SUGGESTIONS = 6
BEST_SHARE = 0.6  # of the suggestions are shown first
_READ_AT_MOST = 300  # a longer sentence is no key point, and is not asked
A_PASSAGE_AT_MOST = 3
STRETCH, A_STRETCH_AT_MOST = 2000, 8  # characters, and suggestions in them: no part of a document is left out
_SENTENCE = re.compile(r"[^。！？]*(?:[。！？]+[”’」』）)]*)+|[^。！？]+")
_NEARLY = 0.25  # of the score that the best blank has
_FACTS = frozenset(
    words("title quote number measure range fraction ratio count date date_range clock frequency item session")
)
_INSIDE = ("title", "quote", "wall")  # pieces in which single words may be chosen too


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that a sentence can be asked. Offsets count code points of the passage."""

    blanks: tuple[tuple[int, int], ...]
    kind: str
    reason: str
    options: tuple[str, ...] = ()  # dealt, the answer among them; none when it must be written
    ordered: bool = True


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sentence worth a key point. `blanks` are places of `text`; those of one number are asked together."""

    passage: int
    start: int
    end: int
    text: str
    term: str
    category: str
    blanks: tuple[tuple[int, int, int], ...]
    reason: str
    score: float
    is_best: bool = False


@dataclass(frozen=True)
class Survey:
    """By passage: the edges of its words, and what can be asked, best first. And the suggestions in reading order."""

    words: Mapping[int, tuple[int, ...]]
    asks: Mapping[int, tuple[Ask, ...]]
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    passage: int
    start: int
    reading: Reading

    @property
    def text(self) -> str:
        return self.reading.text


def survey(
    paragraphs: Mapping[int, str], *, cut: Cut, marked: Mapping[int, Sequence[tuple[int, int]]] | None = None
) -> Survey:
    """Read a document's paragraphs, given by the number of their passage in reading order.

    Nothing is suggested where somebody has `marked` a key point already.
    """
    sentences = _all_sentences(paragraphs, cut)
    points = [Point(key, one.text) for key, one in sentences.items() if len(one.text) <= _READ_AT_MOST]
    scored = _questions(prepare(points, source=list(paragraphs.values()), cut=cut))
    edges = {number: _edges([one for one in sentences.values() if one.passage == number]) for number in paragraphs}
    offers = _suggestions(sentences, scored, marked or {})
    suggested = _chosen(offers, paragraphs)
    return Survey(edges, _asks(sentences, scored), tuple(suggested))


def asks_by_word(paragraphs: Mapping[int, str], *, cut: Cut) -> Mapping[int, tuple[Ask, ...]]:
    """What can be asked with options when a person hides a word of their own choice. Takes longer than `survey`."""
    sentences = _all_sentences(paragraphs, cut)
    points = [_word_by_word(key, one) for key, one in sentences.items() if len(one.text) <= _READ_AT_MOST]
    prepared = prepare(points, source=list(paragraphs.values()), cut=cut)
    return _asks(sentences, _questions(prepared, only_choice=True))


def _all_sentences(paragraphs: Mapping[int, str], cut: Cut) -> dict[str, _Sentence]:
    """By a key that sorts in reading order."""
    found = [sentence for number, text in paragraphs.items() for sentence in _sentences(number, text, cut)]
    return {f"{place:06}": sentence for place, sentence in enumerate(found)}


def _sentences(number: int, text: str, cut: Cut) -> Iterator[_Sentence]:
    for match in _SENTENCE.finditer(text):
        yield _Sentence(number, match.start(), read(match.group(), cut))


def _word_by_word(key: str, sentence: _Sentence) -> Point:
    """The sentence with every telling word marked as a blank of its own, for wrong answers to go with any choice."""
    units = [u for u in sentence.reading.units if u.span or (len(u.text) > 1 and not u.is_function and not u.is_wall)]
    marks = tuple(Mark(u.start, u.end, u.text, group=place) for place, u in enumerate(units, start=1))
    return Point(key, sentence.text, marks=marks)


def _questions(prepared: Prepared, *, only_choice: bool = False) -> dict[str, list[tuple[FillBlank, float]]]:
    """By key: every question and its score, best first."""
    found: dict[str, list[tuple[FillBlank, float]]] = {}
    for draft in sorted(prepared.drafts, key=lambda draft: (draft.point_id, -draft.score)):
        if only_choice and not draft.blanks[0].pool:
            continue
        questions = alternatives(replace(prepared, drafts=(draft,)), draft.point_id, seed=0)
        found.setdefault(draft.point_id, []).extend((question, draft.score) for question in questions)
    return found


def _asks(
    sentences: Mapping[str, _Sentence], questions: Mapping[str, list[tuple[FillBlank, float]]]
) -> dict[int, tuple[Ask, ...]]:
    """The questions by passage, best first within each sentence."""
    asks: dict[int, tuple[Ask, ...]] = {}
    for key, found in questions.items():
        one = sentences[key]
        for question, _ in found:
            blanks = tuple((blank.start + one.start, blank.end + one.start) for blank in question.blanks)
            first = question.blanks[0]
            options = tuple(option.text for option in first.options or ())
            ask = Ask(blanks, first.kind, first.reason, options, question.ordered)
            asks[one.passage] = (*asks.get(one.passage, ()), ask)
    return asks


def _edges(sentences: Sequence[_Sentence]) -> tuple[int, ...]:
    """Where the words of a passage begin and end; numbers and names stay whole, titles and quotes can be entered."""
    edges: set[int] = set()
    for one in sentences:
        edges |= {one.start + edge for unit in one.reading.units for edge in (unit.start, unit.end)}
        edges |= {one.start + edge for span in one.reading.spans for edge in (span.key_start, span.key_end)}
        for span in (span for span in one.reading.spans if span.kind in _INSIDE):
            edges |= {one.start + edge for edge in one.reading.boundaries if span.start < edge < span.end}
    return tuple(sorted(edges))


def _suggestions(
    sentences: Mapping[str, _Sentence],
    scored: Mapping[str, list[tuple[FillBlank, float]]],
    marked: Mapping[int, Sequence[tuple[int, int]]],
) -> Iterator[Suggestion]:
    counts = Counter(category_of(questions[0][0]) for questions in scored.values())
    for key, questions in scored.items():
        one, (question, score) = sentences[key], questions[0]
        start = opening(one.text)
        text = one.text[start:].rstrip()
        if not is_self_contained(text) or any(blank.start < start for blank in question.blanks):
            continue
        last = one.start + len(one.text)
        if any(first < last and one.start < end for first, end in marked.get(one.passage, ())):
            continue
        yield Suggestion(
            one.passage,
            one.start + start,
            one.start + start + len(text),
            text,
            term_of(one.reading, start, question),
            category_of(question),
            tuple((first - start, end - start, number) for first, end, number in _suggested_blanks(questions)),
            reason_of(question, counts),
            worth(text, question, score),
        )


def _suggested_blanks(questions: Sequence[tuple[FillBlank, float]]) -> Iterator[tuple[int, int, int]]:
    """The blanks of the best question, and one more to ask another time when it is as plain a fact."""
    (best, score), *others = questions
    taken = [(blank.start, blank.end) for blank in best.blanks]
    yield from ((start, end, 1) for start, end in taken)
    for other, value in others:
        blank = other.blanks[0]
        apart = all(blank.end < start or end < blank.start for start, end in taken)
        if len(other.blanks) == 1 and blank.kind in _FACTS and value > score - _NEARLY and apart:
            yield blank.start, blank.end, 2
            return


def _chosen(suggestions: Iterable[Suggestion], paragraphs: Mapping[int, str]) -> list[Suggestion]:
    """The best ones, few of any passage or stretch and none twice, in reading order; the best of them are marked."""
    characters = sum(map(len, paragraphs.values()))
    wanted = min(MOST_SUGGESTIONS, max(FEWEST_SUGGESTIONS, round(characters / CHARACTERS_PER_SUGGESTION)))
    ends = accumulate(map(len, paragraphs.values()))
    stretch = dict(zip(paragraphs, (end // STRETCH for end in ends), strict=True))
    taken: Counter[tuple[str, int]] = Counter()
    texts: set[str] = set()
    chosen: list[Suggestion] = []
    for one in sorted(suggestions, key=lambda one: (-one.score, one.passage, one.start)):
        passage, around = ("passage", one.passage), ("stretch", stretch[one.passage])
        is_crowded = taken[passage] >= A_PASSAGE_AT_MOST or taken[around] >= A_STRETCH_AT_MOST
        if not is_crowded and one.text not in texts and len(chosen) < wanted:
            taken.update((passage, around))
            texts.add(one.text)
            chosen.append(replace(one, is_best=len(chosen) < round(wanted * BEST_SHARE)))
    return sorted(chosen, key=lambda one: (one.passage, one.start))
