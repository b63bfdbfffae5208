"""M18 across processes: nothing depends on the hash seed, on the order of the key points or on a warm cache."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.quality.materials import POINT_FILES, ROOT


def _fingerprints(hash_seed: str, order: int) -> list[str]:
    script = ROOT / "tests" / "quality" / "print_fingerprints.py"
    done = subprocess.run(
        [sys.executable, str(script), str(order), *map(str, POINT_FILES[:5])],
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def test_three_processes_write_the_same_papers() -> None:
    papers = [_fingerprints("0", 0), _fingerprints("1", 1), _fingerprints("77", 2)]
    assert len(set(papers[0])) == 3
    assert papers[0] == papers[1] == papers[2]
