"""Finding a passage of the library: any stretch of characters, two-character words too; several must stand together.

Nothing is split into words: a term is found wherever its characters stand in a row. Members find passages; what
was made of them (key points, whose wording a quiz may be asking) only the secretary finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from studyapp.curation import Stretch
from studyapp.folding import fold, places
from studyapp.models import KeyPoint, Material, Passage, StudyGroup

LONGEST_QUERY = 100
MOST_TERMS = 8
MOST_FOUND = 200
SHOWN_OF_ONE = 4  # passages of one material, the others are counted
BEFORE, AFTER = 24, 72  # characters shown round the first hit


@dataclass(frozen=True)
class Hit:
    passage: Passage
    snippet: tuple[Stretch, ...]


@dataclass
class Found:
    """What was found in one material."""

    material: Material
    hits: list[Hit] = field(default_factory=list)
    points: list[KeyPoint] = field(default_factory=list)
    more: int = 0


@dataclass(frozen=True)
class Results:
    found: tuple[Found, ...]
    is_cut: bool  # there is more than is shown

    @property
    def passages(self) -> int:
        return sum(len(one.hits) + one.more for one in self.found)


def terms_of(query: str) -> list[str]:
    """The folded terms of what somebody typed, each once."""
    folded = (fold(term) for term in query[:LONGEST_QUERY].split())
    return list(dict.fromkeys(term for term in folded if term))[:MOST_TERMS]


def search(group: StudyGroup, query: str, *, with_points: bool) -> Results:
    """Newest material first, passages in reading order (2 queries; 3 with key points)."""
    terms = terms_of(query)
    if not terms:
        return Results((), is_cut=False)
    passages = (
        Passage.objects.filter(material__group=group).select_related("material").defer("folded", "material__source")
    )
    for term in terms:
        passages = passages.filter(folded__contains=term)
    ordered = list(passages.order_by("-material__imported_at", "material_id", "position")[: MOST_FOUND + 1])
    by_material: dict[int, Found] = {}
    for material in Material.objects.in_group(group).defer("source"):
        if all(term in fold(material.title) for term in terms):
            by_material[material.pk] = Found(material)
    for passage in ordered[:MOST_FOUND]:
        one = by_material.setdefault(passage.material_id, Found(passage.material))
        if len(one.hits) < SHOWN_OF_ONE:
            one.hits.append(Hit(passage, snippet(passage.text, terms)))
        else:
            one.more += 1
    if with_points:
        _add_points(group, terms, by_material)
    newest_first = sorted(
        by_material.values(), key=lambda one: (-one.material.imported_at.timestamp(), one.material.pk)
    )
    return Results(tuple(newest_first), is_cut=len(ordered) > MOST_FOUND)


def _add_points(group: StudyGroup, terms: Sequence[str], by_material: dict[int, Found]) -> None:
    points = KeyPoint.objects.in_group(group).active().select_related("material", "passage")
    for term in terms:
        points = points.filter(folded__contains=term)
    for point in points[:MOST_FOUND]:
        by_material.setdefault(point.material_id, Found(point.material)).points.append(point)


def highlighted(text: str, terms: Iterable[str]) -> list[Stretch]:
    """The text cut where terms begin and end; `is_now` marks them."""
    is_hit = [False] * len(text)
    for term in terms:
        for start, end in places(text, term):
            is_hit[start:end] = [True] * (end - start)
    stretches: list[Stretch] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or is_hit[end] != is_hit[start]:
            stretches.append(Stretch(text[start:end], is_now=is_hit[start]))
            start = end
    return stretches


def snippet(text: str, terms: Sequence[str]) -> tuple[Stretch, ...]:
    """The first hit with what stands round it."""
    first = min((spans[0][0] for term in terms if (spans := places(text, term))), default=0)
    start = max(0, first - BEFORE)
    end = min(len(text), start + BEFORE + AFTER)
    cut = highlighted(text[start:end], terms)
    return (*([Stretch("……")] if start else ()), *cut, *([Stretch("……")] if end < len(text) else ()))
