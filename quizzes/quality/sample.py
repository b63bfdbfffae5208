"""What is checked: materials with their key points, and many papers written from them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from quizzes.core.compose import Prepared, compose, prepare
from quizzes.core.segment import Cut
from quizzes.core.types import Blank, FillBlank, Mark, Matching, Mode, Paper, Point
from quizzes.quality.forms import normal
from quizzes.quality.lists import lists_in

PAPER_LENGTH = 20
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")


@dataclass(frozen=True)
class Gold:
    """What a teacher said about a key point before any question was seen."""

    good: frozenset[str] = frozenset()
    bad: frozenset[str] = frozenset()
    hopeless: bool = False


@dataclass(frozen=True)
class Material:
    """The key points of one material, its paragraphs, and what the generator prepared from them."""

    name: str
    points: tuple[Point, ...]
    source: tuple[str, ...]
    prepared: Prepared
    cut: Cut
    gold: dict[str, Gold] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, Point]:
        return {point.id: point for point in self.points}

    @cached_property
    def terms(self) -> frozenset[str]:
        """Terms and aliases of the key points."""
        return frozenset(name for point in self.points for name in (point.term, *point.aliases) if len(name) > 1)

    @cached_property
    def text(self) -> str:
        """All that may be read in the material, for asking whether a phrase occurs."""
        return "\n".join((*(point.statement for point in self.points), *self.source))

    @cached_property
    def sentences(self) -> frozenset[str]:
        """N form of every key point and source sentence."""
        found = {normal(point.statement) for point in self.points}
        found.update(normal(sentence) for text in self.source for sentence in _SENTENCE.findall(text))
        return frozenset(found)

    @cached_property
    def lists(self) -> tuple[tuple[str, ...], ...]:
        """Every list of the material, as its items."""
        return tuple(items for text in self.text.split("\n") for items in lists_in(text))

    @cached_property
    def _word_edges(self) -> dict[str, frozenset[int]]:
        return {}

    def word_edges(self, statement: str) -> frozenset[int]:
        """Offsets at which a word begins or ends."""
        if statement not in self._word_edges:
            tokens = self.cut(statement)
            self._word_edges[statement] = frozenset({0, len(statement)} | {token.end for token in tokens})
        return self._word_edges[statement]


@dataclass(frozen=True)
class Asked:
    """One fill-in-the-blank question in its material."""

    question: FillBlank
    material: Material

    @property
    def point(self) -> Point:
        return self.material.by_id[self.question.point_id]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(blank.answer for blank in self.question.blanks)

    def is_marked(self, blank: Blank) -> bool:
        return any((mark.start, mark.end) == (blank.start, blank.end) for mark in self.point.marks)

    @property
    def all_marked(self) -> bool:
        return all(self.is_marked(blank) for blank in self.question.blanks)

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """What remains of the statement, left and right of each blank."""
        statement, at, pieces = self.question.statement, 0, []
        for blank in self.question.blanks:
            pieces.append(statement[at : blank.start])
            at = blank.end
        return (*pieces, statement[at:])

    @property
    def picture(self) -> str:
        """The statement with its blanks in brackets, for people who read the report."""
        shown = [self.pieces[0]]
        for blank, piece in zip(self.question.blanks, self.pieces[1:], strict=True):
            shown += [f"【{blank.answer}】", piece]
        return "".join(shown)


@dataclass(frozen=True)
class Sample:
    """Materials, whole papers, and each key point asked alone once per seed."""

    materials: tuple[Material, ...]
    papers: tuple[Paper, ...]
    alone: tuple[Asked, ...]
    point_materials: dict[str, Material]

    @property
    def papers_per_seed(self) -> int:
        """One from each material, and one from all together when there are several."""
        return len(self.materials) + (len(self.materials) > 1)

    def fills(self) -> Iterator[Asked]:
        """Every question of the sample, those of the papers first; the same one may come many times."""
        for paper in self.papers:
            for question in paper.questions:
                if isinstance(question, FillBlank):
                    yield Asked(question, self.point_materials[question.point_id])
        yield from self.alone

    def possible(self) -> Iterator[Asked]:
        """Every blank that the generator holds ready, though no seed of the sample may have asked it."""
        for material in self.materials:
            for draft in material.prepared.drafts:
                blanks = tuple(Blank(b.start, b.end, b.answer, b.kind, b.reason, b.accept) for b in draft.blanks)
                mode = Mode.TYPED if len(blanks) == 1 else Mode.MULTI
                yield Asked(FillBlank("", mode, draft.point_id, draft.statement, blanks), material)

    @cached_property
    def distinct(self) -> tuple[Asked, ...]:
        """Each question with its options once, whatever their order, and each blank that could be asked."""
        found: dict[Any, Asked] = {}
        for asked in (*self.fills(), *self.possible()):
            blanks = tuple((b.start, b.end, frozenset(o.text for o in b.options or ())) for b in asked.question.blanks)
            found.setdefault((asked.question.point_id, asked.question.mode, blanks), asked)
        return tuple(found.values())

    @cached_property
    def matchings(self) -> tuple[Matching, ...]:
        return tuple(q for paper in self.papers for q in paper.questions if isinstance(q, Matching))

    def choices(self) -> Iterator[Asked]:
        """Questions with options of their own, one per key point and seed: the pool for counting positions."""
        return (asked for asked in self.alone if asked.question.mode == Mode.CHOICE)


def make_material(
    name: str, points: Sequence[Point], cut: Cut, source: Sequence[str] = (), gold: dict[str, Gold] | None = None
) -> Material:
    """Let the generator prepare a material for checking."""
    return Material(name, tuple(points), tuple(source), prepare(points, source=source, cut=cut), cut, gold or {})


def take_sample(materials: Sequence[Material], seeds: Iterable[int], length: int = PAPER_LENGTH) -> Sample:
    """For each seed a paper from every material and one from all together; each key point alone."""
    papers: list[Paper] = []
    alone: list[Asked] = []
    groups = [[material.prepared] for material in materials]
    groups += [[material.prepared for material in materials]] if len(materials) > 1 else []
    for seed in seeds:
        papers.extend(compose(group, seed=seed, length=length) for group in groups)
        alone.extend(asked for material in materials for asked in _each_alone(material, seed))
    owners = {point.id: material for material in materials for point in material.points}
    return Sample(tuple(materials), tuple(papers), tuple(alone), owners)


def _each_alone(material: Material, seed: int) -> Iterator[Asked]:
    for point in material.points:
        drafts = tuple(draft for draft in material.prepared.drafts if draft.point_id == point.id)
        if drafts:
            only = replace(material.prepared, drafts=drafts, groups=())
            for question in compose([only], seed=seed, length=1, kinds=("fill_blank",)).questions:
                if isinstance(question, FillBlank):
                    yield Asked(question, material)


def read_points(path: Path) -> tuple[list[Point], dict[str, Gold]]:
    """Key points of a JSON list, with the blanks that a teacher accepts and forbids where they are given."""
    points, gold = [], {}
    for data in json.loads(path.read_text(encoding="utf-8")):
        points.append(
            Point(
                id=data["id"],
                statement=data["statement"],
                term=data.get("term", ""),
                category=data.get("category", ""),
                aliases=tuple(data.get("aliases", ())),
                marks=tuple(_mark(mark, data["statement"]) for mark in data.get("marks", ())),
                pair_value=data.get("pair_value", ""),
                material=path.stem,
            )
        )
        if "good" in data or data.get("hopeless"):
            good, bad = frozenset(data.get("good", ())), frozenset(data.get("bad", ()))
            gold[data["id"]] = Gold(good, bad, data.get("hopeless", False))
    return points, gold


def _mark(data: dict[str, Any], statement: str) -> Mark:
    start = -1
    for _ in range(data.get("occurrence", 1)):
        start = statement.index(data["text"], start + 1)
    accept, distractors = tuple(data.get("accept", ())), tuple(data.get("distractors", ()))
    return Mark(start, start + len(data["text"]), data["text"], accept, distractors, data.get("ordered", False))
