"""Run in a process of its own: prints the fingerprint of one paper from key points in a given order."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from quizzes.core.compose import compose, prepare
from quizzes.core.segment import make_cut
from quizzes.quality.repeatability import fingerprint
from quizzes.quality.sample import read_points


def main(order: int, *paths: str) -> None:
    prepared = []
    for path in paths:
        points, _ = read_points(Path(path))
        random.Random(order).shuffle(points)
        prepared.append(prepare(points, cut=make_cut(point.term for point in points)))
    random.Random(order).shuffle(prepared)
    for seed in (1, 2, 3):
        print(fingerprint(compose(prepared, seed=seed, length=20)))


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
