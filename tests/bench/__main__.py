"""How fast the product is, beside a bare Django that does the same work: `python3 run.py bench`.

Both are served by the same server with the same settings on the same kind of database, one right after the other, in
several rounds. What counts is the ratio: a machine drifts by a third within an hour, and both drift alike.
"""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench import figures
from tests.bench.burst import burst
from tests.bench.cases import CASES, Case
from tests.bench.figures import HEAD, Pair, Verdict
from tests.bench.stage import Stage, set_up
from tests.bench.wrk import BenchFailed, require_wrk, run
from tests.databases import NAMES
from tests.load import stored
from tests.postgresql import Cluster, NoPostgreSQL, running


@dataclass(frozen=True)
class Plan:
    cases: tuple[Case, ...]
    databases: tuple[str, ...]
    connections: tuple[int, ...]
    rounds: int
    seconds: int
    has_burst: bool


def main(arguments: list[str]) -> int:
    plan = plan_of(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the servers are stopped and the databases gone
    try:
        require_wrk()
        with postgresql(plan) as cluster:
            missed = [verdict for kind in plan.databases for verdict in on_database(plan, kind, cluster)]
    except (BenchFailed, NoPostgreSQL) as problem:
        print(f"\nbench: {problem}", file=sys.stderr)
        return 2
    return 1 if missed else 0


def plan_of(arguments: list[str]) -> Plan:
    parser = argparse.ArgumentParser(prog="python3 run.py bench", description=(__doc__ or "").partition("\n")[0])
    names = [case.name for case in CASES]
    parser.add_argument(
        "--quick", action="store_true", help="one round of 2 s at 8 at once: does it work, not how fast"
    )
    parser.add_argument("--cases", type=listed, default=[*names, "burst"], help=f"of {','.join([*names, 'burst'])}")
    parser.add_argument("--db", type=listed, default=list(NAMES), help=f"of {','.join(NAMES)}")
    parser.add_argument("--conc", type=listed, help="requests at once, 1,8,32 if not given")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=2, help="of one run")
    given = parser.parse_args(arguments)
    for name in [*given.cases, *given.db]:
        if name not in [*names, "burst", *NAMES]:
            parser.error(f"{name} is none of {', '.join([*names, 'burst', *NAMES])}")
    connections = given.conc or (["8"] if given.quick else ["1", "8", "32"])
    return Plan(
        cases=tuple(case for case in CASES if case.name in given.cases),
        databases=tuple(given.db),
        connections=tuple(map(int, connections)),
        rounds=1 if given.quick else given.rounds,
        seconds=given.seconds,
        has_burst="burst" in given.cases,
    )


def listed(text: str) -> list[str]:
    return [word for word in text.split(",") if word]


@contextlib.contextmanager
def postgresql(plan: Plan) -> Iterator[Cluster | None]:
    if "postgresql" not in plan.databases:
        yield None
        return
    with running() as cluster:
        yield cluster


def on_database(plan: Plan, kind: str, cluster: Cluster | None) -> list[Verdict]:
    """Measure everything on one kind of database, print it, and return what misses its goal."""
    print(f"\n## {kind}\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="wengu-bench-") as folder, set_up(kind, Path(folder), cluster) as stage:
        found = ratios(plan, stage) if plan.cases else []
        if plan.has_burst:
            members, quiz = stage.scene["members"], stage.scene["quizzes"][-1]
            outcome = burst(stage.product.port, members, quiz, lambda one: stored.answers(stage.database_url, one))
            found += outcome.verdicts()
    print("", *found, sep="\n", flush=True)
    return [verdict for verdict in found if not verdict.is_met]


def ratios(plan: Plan, stage: Stage) -> list[Verdict]:
    """Every page beside its yardstick, round after round, and the goals they meet or miss."""
    loads = {case: (stage.load(case), stage.yardstick_load(case.yardstick)) for case in plan.cases}
    for pair in loads.values():
        for load in pair:
            run(load, connections=8, seconds=1)  # what comes first pays for what is loaded once
    pairs: dict[Case, dict[int, list[Pair]]] = {case: {n: [] for n in plan.connections} for case in plan.cases}
    for number in range(plan.rounds):
        for connections in plan.connections:
            for case, (ours, theirs) in loads.items():
                first, second = (ours, theirs) if number % 2 == 0 else (theirs, ours)
                runs = [run(load, connections=connections, seconds=plan.seconds) for load in (first, second)]
                product, yardstick = runs if number % 2 == 0 else reversed(runs)
                pairs[case][connections].append(Pair(product, yardstick))
    print(HEAD)
    for case, by_connections in pairs.items():
        for connections, found in by_connections.items():
            print(figures.row(case, connections, found), flush=True)
    return [verdict for case, by_connections in pairs.items() for verdict in figures.verdicts(case, by_connections)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
