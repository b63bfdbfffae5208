"""The secretary's desk as it is read: the document in sections, what is marked in it, and the one thing to decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import F
from django.db.models.functions import Length

from quizzes.models import Candidate, MaterialSurvey
from studyapp.anchoring import text_hash
from studyapp.models import Material, Passage, PassageKind

SECTION = 6000  # characters of the document that travel at once
MOST_PASSAGES = 80
OUTLINE_LEVELS = 2


@dataclass(frozen=True)
class Item:
    """A key point, or a proposal that waits for a decision. `ref` is c12 or k34."""

    ref: str
    passage_id: int
    position: int
    start: int
    end: int
    is_best: bool = True

    @property
    def is_accepted(self) -> bool:
        return self.ref.startswith("k")

    @property
    def pk(self) -> int:
        return int(self.ref[1:])


@dataclass(frozen=True)
class Stretch:
    """Part of a passage; with an item when one rests on it."""

    text: str
    item: Item | None = None


@dataclass(frozen=True)
class ShownPassage:
    passage: Passage
    stretches: tuple[Stretch, ...]

    @property
    def hash(self) -> str:
        """A selection carries it, so that offsets never meet another text."""
        return text_hash(self.passage.text)[:12]


@dataclass(frozen=True)
class Section:
    """Passages first to last by position, and the numbers of their paragraphs."""

    number: int
    first: int
    last: int
    from_paragraph: int
    to_paragraph: int
    passages: tuple[ShownPassage, ...] = ()


@dataclass(frozen=True)
class Heading:
    text: str
    level: int
    section: int
    position: int
    points: int


@dataclass(frozen=True)
class Desk:
    material: Material
    survey: MaterialSurvey
    items: tuple[Item, ...]  # all, in reading order
    sections: tuple[Section, ...]
    headings: tuple[tuple[str, int, int], ...] = field(default=())  # text, level, position

    @cached_property
    def queue(self) -> list[Item]:
        """What J and K move through: the other proposals join when asked for, or when the best are decided."""
        best = [item for item in self.items if item.is_best]
        wants_rest = self.survey.shows_rest or all(item.is_accepted for item in best)
        return list(self.items) if wants_rest else best

    @cached_property
    def by_passage(self) -> dict[int, list[Item]]:
        grouped: dict[int, list[Item]] = {}
        for item in self.items:
            grouped.setdefault(item.passage_id, []).append(item)
        return grouped

    @property
    def accepted(self) -> int:
        return sum(item.is_accepted for item in self.items)

    @property
    def pending(self) -> int:
        return sum(not item.is_accepted for item in self.queue)

    @property
    def rest(self) -> int:
        return len(self.items) - len(self.queue)

    @cached_property
    def outline(self) -> list[Heading]:
        starts = [position for _, _, position in self.headings] + [10**9]
        return [
            Heading(text, level, self.section_of(position).number, position, self._points(position, following))
            for (text, level, position), following in zip(self.headings, starts[1:], strict=True)
        ]

    def _points(self, first: int, following: int) -> int:
        return sum(item.is_accepted and first <= item.position < following for item in self.items)

    def section_of(self, position: int) -> Section:
        return next((one for one in self.sections if position <= one.last), self.sections[-1])

    def item(self, ref: str) -> Item | None:
        return next((item for item in self.items if item.ref == ref), None)

    def first_open(self) -> Item | None:
        return next((item for item in self.queue if not item.is_accepted), None)

    def after(self, place: tuple[int, int], *, open_only: bool = False) -> Item | None:
        """What follows a place (position and start), from the top again behind the last."""
        queue = [item for item in self.queue if not (open_only and item.is_accepted)]
        later = [item for item in queue if (item.position, item.start) > place]
        return next(iter(later or queue), None)

    def before(self, place: tuple[int, int]) -> Item | None:
        return next((item for item in reversed(self.queue) if (item.position, item.start) < place), None)


def desk_of(material: Material, survey: MaterialSurvey) -> Desk:
    """The whole desk without the document's text (3 queries)."""
    rows = list(material.passages.annotate(size=Length("text")).values_list("position", "number", "size", "kind"))
    wanted = material.passages.filter(kind=PassageKind.HEADING, level__lte=OUTLINE_LEVELS)
    headings = tuple(
        (text[:60], level or 1, position) for text, level, position in wanted.values_list("text", "level", "position")
    )
    return Desk(material, survey, tuple(_items(material)), tuple(_sections(rows)), headings)


def _items(material: Material) -> list[Item]:
    points = (
        material.key_points.active()
        .filter(passage__replaced_at=None)
        .annotate(at=F("passage__position"), size=Length("quote"), whole=Length("passage__text"))
    )
    items = [
        Item(f"k{pk}", passage, at, start if size else 0, start + size if size else whole)
        for pk, passage, at, start, size, whole in points.values_list(
            "pk", "passage_id", "at", "start", "size", "whole"
        )
    ]
    proposed = Candidate.objects.filter(material=material).proposed()
    fields = ("pk", "passage_id", "passage__position", "start", "end", "is_best")
    items += [Item(f"c{row[0]}", *row[1:]) for row in proposed.values_list(*fields)]
    return sorted(items, key=lambda item: (item.position, item.start, item.ref))


def _sections(rows: Iterable[tuple[int, int | None, int, str]]) -> list[Section]:
    sections: list[Section] = []
    group: list[tuple[int, int | None]] = []
    size = 0
    for position, number, length, kind in rows:
        is_full = size + length > SECTION or len(group) >= MOST_PASSAGES
        if group and is_full and not (kind == PassageKind.PARAGRAPH and group[-1][1] is None):
            sections.append(_section(len(sections) + 1, group))
            group, size = [], 0
        group.append((position, number))
        size += length
    return [*sections, _section(len(sections) + 1, group)]


def _section(number: int, group: Sequence[tuple[int, int | None]]) -> Section:
    numbers = [paragraph for _, paragraph in group if paragraph]
    first, last = (group[0][0], group[-1][0]) if group else (0, 0)
    return Section(number, first, last, min(numbers, default=0), max(numbers, default=0))


def with_text(desk: Desk, section: Section, now: Item | None) -> Section:
    """The section with its passages, painted (1 query)."""
    passages = desk.material.passages.filter(position__gte=section.first, position__lte=section.last)
    shown = tuple(ShownPassage(passage, painted(desk, passage, now)) for passage in passages)
    return Section(
        section.number, section.first, section.last, section.from_paragraph, section.to_paragraph, passages=shown
    )


def painted(desk: Desk, passage: Passage, now: Item | None) -> tuple[Stretch, ...]:
    """The passage cut where items begin and end. What is looked at covers key points, and these cover proposals."""
    cells: list[Item | None] = [None] * len(passage.text)
    for item in sorted(desk.by_passage.get(passage.pk, ()), key=lambda item: (item == now, item.is_accepted)):
        end = min(item.end, len(cells))
        cells[item.start : end] = [item] * max(0, end - item.start)
    parts: list[Stretch] = []
    start = 0
    for end in range(1, len(cells) + 1):
        if end == len(cells) or cells[end] is not cells[start]:
            parts.append(Stretch(passage.text[start:end], cells[start]))
            start = end
    return tuple(parts)
