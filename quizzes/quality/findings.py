"""What a check hands back: the violations it found, and the figure that the table shows."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Violation:
    """One fault: the question as people read it, and what is wrong with it. `marked`: a person chose this blank."""

    point_id: str
    picture: str
    fault: str
    marked: bool = False

    def __str__(self) -> str:
        return f"{self.picture} ← {self.fault}"


@dataclass(frozen=True)
class Figure:
    """One row of the table. `passed` is None for what is only reported."""

    metric: str
    name: str  # Chinese
    value: str
    bar: str
    passed: bool | None
    hard: bool = False
    violations: tuple[Violation, ...] = ()

    @property
    def is_fatal(self) -> bool:
        return self.hard and self.passed is False


def hard(metric: str, name: str, violations: list[Violation], checked: int) -> Figure:
    """A metric that allows no violation except in blanks that a person marked."""
    serious = [violation for violation in violations if not violation.marked]
    ordered = (*serious, *(violation for violation in violations if violation.marked))
    value = f"{len(serious)} / {checked}"
    return Figure(metric, name, value, "0", not serious, hard=True, violations=ordered)


def at_least(metric: str, name: str, good: int, total: int, bar: float, violations: list[Violation]) -> Figure:
    """A share of `total` that must reach `bar`; nothing to count is no failure."""
    return Figure(
        metric, name, percent(good, total), f"≥ {bar:.0%}", not total or good >= bar * total, violations=(*violations,)
    )


def at_most(metric: str, name: str, bad: int, total: int, bar: float, violations: list[Violation]) -> Figure:
    """A share of `total` that must not exceed `bar`."""
    return Figure(
        metric, name, percent(bad, total), f"≤ {bar:.0%}", not total or bad <= bar * total, violations=(*violations,)
    )


def percent(part: int, total: int) -> str:
    """46 of 50 as "92.0 % (46/50)"; "–" of nothing."""
    return f"{float(Fraction(part, total)):.1%} ({part}/{total})" if total else "–"
