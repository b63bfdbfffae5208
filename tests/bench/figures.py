"""From runs to a table: medians, ratios with their spread, and what misses its goal."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.cases import PAGE_SIZE, SCALING, Case
from tests.bench.wrk import Run

JUDGED_AT = 8  # connections: neither idle nor flooded


@dataclass(frozen=True)
class Ratio:
    """A ratio of each round: the middle one, and the least and the greatest."""

    middle: float
    least: float
    greatest: float

    def __str__(self) -> str:
        return f"{self.middle:.2f} ({self.least:.2f}-{self.greatest:.2f})"


@dataclass(frozen=True)
class Pair:
    """A page of the product and its yardstick, run one right after the other."""

    product: Run
    yardstick: Run


def ratio(values: Sequence[float]) -> Ratio:
    return Ratio(statistics.median(values), min(values), max(values))


def cost(pairs: Sequence[Pair]) -> Ratio:
    """How many times the yardstick's CPU time a request takes: the steadiest figure."""
    return ratio([pair.product.cpu / max(pair.yardstick.cpu, 1e-9) for pair in pairs])


def slowness(pairs: Sequence[Pair]) -> Ratio:
    """How many times more requests a second the yardstick answers."""
    return ratio([pair.yardstick.rate / pair.product.rate for pair in pairs])


def scaling(by_connections: dict[int, list[Pair]]) -> Ratio | None:
    """Requests a second at 32 at once to those at 8; None unless both were run."""
    if 8 not in by_connections or 32 not in by_connections:
        return None
    both = zip(by_connections[32], by_connections[8], strict=True)
    return ratio([many.product.rate / few.product.rate for many, few in both])


def middle(runs: Sequence[Run], name: str) -> float:
    return float(statistics.median(getattr(run, name) for run in runs))


NAMED = "page|at once|req/s|yardstick|p50 ms|p99 ms|CPU ms|yardstick|times slower|times the CPU|noise"
HEAD = f"|{NAMED}|\n{'|---' * (NAMED.count('|') + 1)}|"


def row(case: Case, connections: int, pairs: Sequence[Pair]) -> str:
    ours, theirs = [pair.product for pair in pairs], [pair.yardstick for pair in pairs]
    cells = (
        f"{case.title} : {case.yardstick}",
        str(connections),
        f"{middle(ours, 'rate'):.0f}",
        f"{middle(theirs, 'rate'):.0f}",
        f"{middle(ours, 'p50'):.1f}",
        f"{middle(ours, 'p99'):.1f}",
        f"{middle(ours, 'cpu'):.2f}",
        f"{middle(theirs, 'cpu'):.2f}",
        str(slowness(pairs)),
        str(cost(pairs)),
        f"{max(run.noise for run in [*ours, *theirs]):.2f}",
    )
    return f"| {' | '.join(cells)} |"


@dataclass(frozen=True)
class Verdict:
    what: str
    figure: str
    goal: str
    is_met: bool

    def __str__(self) -> str:
        return f"{'ok    ' if self.is_met else 'MISSED'}  {self.what}: {self.figure}, goal {self.goal}"


def verdicts(case: Case, by_connections: dict[int, list[Pair]]) -> list[Verdict]:
    """The goals of one case, judged at 8 at once where that was run."""
    at = JUDGED_AT if JUDGED_AT in by_connections else max(by_connections)
    pairs, goal = by_connections[at], f"<= {case.goal}"
    against = f"{case.title}, at {at}"
    found = [
        Verdict(f"{against}, times slower than {case.yardstick}", str(slow := slowness(pairs)), goal, fits(slow, case)),
        Verdict(f"{against}, times the CPU of {case.yardstick}", str(used := cost(pairs)), goal, fits(used, case)),
    ]
    scaled = scaling(by_connections)
    if scaled is not None:
        what = f"{case.title}, throughput at 32 to that at 8"
        found.append(Verdict(what, str(scaled), f">= {SCALING}", scaled.middle >= SCALING))
    if case.name == "page":
        size = max(pair.product.size for pair in pairs)
        found.append(
            Verdict(f"{case.title}, kB", f"{size / 1000:.1f}", f"<= {PAGE_SIZE / 1000:.0f}", size <= PAGE_SIZE)
        )
    return found


def fits(found: Ratio, case: Case) -> bool:
    return round(found.middle, 2) <= case.goal


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(len(ordered) * share + 0.499999) - 1))]
