"""What is worked out once for a material and stored: every question it could ask, before chance picks one."""

from __future__ import annotations

from dataclasses import dataclass

from quizzes.core.types import Option, Refusal


@dataclass(frozen=True)
class DraftBlank:
    """A blank with all wrong answers that are good enough; pairwise they may stand in one question."""

    start: int
    end: int
    answer: str
    kind: str
    reason: str
    accept: tuple[str, ...] = ()
    pool: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A fill-in-the-blank question without its options. `score` orders the drafts of one key point."""

    point_id: str
    statement: str
    blanks: tuple[DraftBlank, ...]
    score: float
    ordered: bool = True
    marked: bool = False
    warnings: tuple[str, ...] = ()
    category: str = ""


@dataclass(frozen=True)
class Pair:
    """Left and right side of a possible matching pair. Pairs of one `relation` may stand in one set."""

    point_id: str
    left: str
    right: str
    relation: str
    names: tuple[str, ...] = ()
    statement: str = ""


@dataclass(frozen=True)
class PairGroup:
    """Pairs of one relation, the pairs of positions that must not meet, and wrong answers that fit none of them."""

    relation: str
    pairs: tuple[Pair, ...]
    conflicts: tuple[tuple[int, int], ...]
    extras: tuple[str, ...]
    strangers: tuple[str, ...] = ()  # extras of another category, for when there are no others


@dataclass(frozen=True)
class Prepared:
    material: str
    content_hash: str
    generator: str
    drafts: tuple[Draft, ...]
    groups: tuple[PairGroup, ...]
    refused: tuple[Refusal, ...]
