"""What a draft may ask: everything in its own materials, and from earlier ones what the group got wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from quizzes.core.drafts import Pair, Prepared
from quizzes.models import Quiz
from quizzes.preparing import is_fresh, prepared_questions
from quizzes.scores import weak_points
from studyapp.models import KeyPoint, Material

WEAK_CONSIDERED = 5  # at least; for each weak point that a paper wants, two are looked at


@dataclass(frozen=True)
class Sources:
    """`weak` are ids of key points as the core has them; `earlier` the materials of those from elsewhere."""

    own: tuple[Material, ...]
    earlier: tuple[Material, ...]
    weak: tuple[str, ...]

    @property
    def are_fresh(self) -> bool:
        return all(is_fresh(material) for material in self.materials)

    @property
    def materials(self) -> tuple[Material, ...]:
        return (*self.own, *self.earlier)


def sources_of(quiz: Quiz) -> Sources:
    """The materials that a draft draws on (3 queries)."""
    own = tuple(quiz.materials.all())
    wanted = round(quiz.length * quiz.weak_share / 100)
    if not wanted:
        return Sources(own, (), ())
    points = [row.key_point for row in weak_points(quiz.group, shown=max(WEAK_CONSIDERED, 2 * wanted))]
    asked = [point for point in points if point.retired_at is None]
    elsewhere = {point.material_id: point.material for point in asked if point.material not in own}
    return Sources(own, tuple(elsewhere.values()), tuple(str(point.pk) for point in asked))


def pool_of(sources: Sources) -> list[Prepared]:
    """The stored preparations, without what has been deleted or retired since (2 queries)."""
    active = KeyPoint.objects.active().filter(material__in=sources.materials).order_by()
    there = {str(pk) for pk in active.values_list("pk", flat=True)}
    own = {str(material.pk) for material in sources.own}
    return [
        _only(prepared, there) if prepared.material in own else _only(prepared, there & set(sources.weak), groups=False)
        for prepared in prepared_questions(sources.materials)
    ]


def _only(prepared: Prepared, points: Collection[str], *, groups: bool = True) -> Prepared:
    """What `prepared` asks of these key points alone. A group that lost a pair is left out whole."""
    return replace(
        prepared,
        drafts=tuple(draft for draft in prepared.drafts if draft.point_id in points),
        groups=tuple(group for group in prepared.groups if groups and _all_in(group.pairs, points)),
    )


def _all_in(pairs: Iterable[Pair], points: Collection[str]) -> bool:
    return all(pair.point_id in points for pair in pairs)
