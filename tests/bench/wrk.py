"""One run of wrk against one server."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.machine import Watch

SCRIPT = Path(__file__).with_name("rotate.lua")
MISSING = "wrk is not installed (Debian: apt-get install wrk)"


class BenchFailed(Exception):
    """What was measured is not what was meant to be: the message says why."""


class NothingAnswered(BenchFailed):
    """The run was too short for this machine in this moment."""


@dataclass(frozen=True)
class Line:
    """One request of a file for wrk."""

    method: str
    path: str
    cookie: str
    headers: str = ""
    body: str = ""

    def __str__(self) -> str:
        return "\t".join((self.method, self.path, self.cookie, self.headers, self.body))


@dataclass
class Load:
    """The requests of one case on one server: every run goes on where the last one ended."""

    url: str
    requests: Path
    roots: tuple[int, ...]  # processes whose CPU time counts: the server, and PostgreSQL
    expect: int = 200
    once: bool = False
    sent: int = 0


@dataclass(frozen=True)
class Run:
    rate: float  # requests a second
    p50: float  # ms
    p99: float
    cpu: float  # ms a request, of server and database
    size: int  # bytes of an answer, headers included
    noise: float  # cores that others used


def require_wrk() -> None:
    if shutil.which("wrk") is None:
        raise BenchFailed(MISSING)


def write_requests(path: Path, lines: Iterable[Line]) -> Path:
    path.write_text("\n".join(map(str, lines)) + "\n", encoding="utf-8")
    return path


def run(load: Load, *, connections: int, seconds: int) -> Run:
    """Keep so many connections busy for so long; once more and longer, if the machine had no time for us."""
    try:
        return _run(load, connections=connections, seconds=seconds)
    except NothingAnswered:
        return _run(load, connections=connections, seconds=10 * seconds)


def _run(load: Load, *, connections: int, seconds: int) -> Run:
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", str(SCRIPT), load.url]
    env = os.environ | {
        "REQUESTS": str(load.requests),
        "FIRST": str(load.sent),
        "ONCE": str(int(load.once)),
        "EXPECT": str(load.expect),
    }
    with Watch(load.roots) as watch:
        done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8")
    figures = figures_in(done.stdout + done.stderr)
    load.sent += figures["sent"]
    count = max(1, figures["count"])
    return Run(
        rate=figures["count"] / figures["seconds"],
        p50=figures["p50"],
        p99=figures["p99"],
        cpu=watch.cpu / count * 1000,
        size=figures["bytes"],
        noise=watch.noise,
    )


def figures_in(told: str) -> dict[str, Any]:
    """What the script printed at the end; BenchFailed when a request failed or was no new one."""
    found = re.search(r"^FIGURES (\{.*\})$", told, re.MULTILINE)
    if found is None:
        raise BenchFailed(f"wrk gave no figures: {told.strip()}")
    figures: dict[str, Any] = json.loads(found[1])
    if figures["failed"]:
        raise BenchFailed(f"{figures['failed']} of {figures['count']} requests failed")
    if figures["repeated"]:
        raise BenchFailed(f"{figures['repeated']} requests were made twice: prepare more of them")
    if not figures["count"]:
        raise NothingAnswered("no request was answered")
    return figures
