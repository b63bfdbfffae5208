"""What the machine did meanwhile: CPU time of our servers, and of everybody else."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Process:
    parent: int
    ticks: int  # of its own and of its ended children


def processes(proc: Path = Path("/proc")) -> dict[int, Process]:
    found = {}
    for folder in proc.iterdir():
        if not folder.name.isdigit():
            continue
        try:
            # The name in brackets may hold spaces and brackets of its own.
            fields = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):  # it has just ended
            continue
        found[int(folder.name)] = Process(int(fields[1]), sum(map(int, fields[11:15])))
    return found


def cpu_of(roots: Iterable[int], proc: Path = Path("/proc")) -> float:
    """CPU seconds that these processes and all below them have used."""
    all_, wanted = processes(proc), set(roots)
    grown = True
    while grown:
        below = {pid for pid, one in all_.items() if one.parent in wanted}
        grown = not below <= wanted
        wanted |= below
    return sum(all_[pid].ticks for pid in wanted if pid in all_) / TICK


def cpu_of_all(proc: Path = Path("/proc")) -> float:
    """CPU seconds that the whole machine has worked: user, nice and system."""
    return sum(map(int, (proc / "stat").read_text(encoding="ascii").split("\n")[0].split()[1:4])) / TICK


class Watch:
    """CPU seconds that `roots` used within the block, and how many cores others used besides us."""

    def __init__(self, roots: Iterable[int]) -> None:
        self.roots = list(roots)
        self.cpu = self.noise = 0.0

    def __enter__(self) -> Self:
        self._began = time.monotonic()
        self._before = cpu_of(self.roots), cpu_of([*self.roots, os.getpid()]), cpu_of_all()
        return self

    def __exit__(self, *_: object) -> None:
        own, ours, everything = self._before
        self.cpu = cpu_of(self.roots) - own
        others = (cpu_of_all() - everything) - (cpu_of([*self.roots, os.getpid()]) - ours)
        self.noise = max(0.0, others) / (time.monotonic() - self._began)
