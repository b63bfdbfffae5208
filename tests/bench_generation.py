"""How fast questions are written: `python tests/bench_generation.py`. Bars are those of issue 3, on two cores."""

from __future__ import annotations

import hashlib
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

COLD = (
    "import time; started = time.perf_counter()\n"
    "from quizzes.core.segment import make_cut\n"
    "from quizzes.core.generate import generate\n"
    "from quizzes.core.types import Point\n"
    "generate([Point('1', '行政复议的申请期限为60日。')], cut=make_cut())\n"
    "print(time.perf_counter() - started)\n"
)
DIGEST = (
    "import hashlib\n"
    "from quizzes.core.generate import canonical, generate\n"
    "from quizzes.core.segment import make_cut\n"
    "from tests.bench_generation import many_points\n"
    "points = many_points(60)[::{step}]\n"
    "print(hashlib.sha256(canonical(generate(points, cut=make_cut(), seed=9)).encode()).hexdigest())\n"
)
POINTS = 500
PAPERS = 200


def many_points(count: int) -> list:
    """Statements of many subjects, repeated under other numbers until there are enough."""
    from tests.core.points import labelled

    rows = [point for point, _ in labelled()]
    return [
        replace(
            rows[n % len(rows)],
            id=f"{n:04d}",
            statement=f"（{n}）{rows[n % len(rows)].statement}",
            material=f"m{n % 4}",
        )
        for n in range(count)
    ]


def run(code: str, seed: str = "random") -> str:
    arguments = [sys.executable, "-W", "ignore", "-c", code]
    environment = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed}
    return subprocess.run(arguments, env=environment, capture_output=True, text=True, check=True).stdout.strip()


def line(name: str, value: str, bar: str, passed: bool) -> bool:
    print(f"{'达标' if passed else '未达标'}  {name}  {value}（要求 {bar}）")
    return passed


def main() -> int:
    from quizzes.core.compose import compose, prepare
    from quizzes.core.segment import make_cut, warm_up

    cold = statistics.median(float(run(COLD)) for _ in range(3))
    results = [line("冷启动到第一道题", f"{cold:.2f} 秒", "≤ 1.5 秒", cold <= 1.5)]

    warm_up()
    points = many_points(POINTS)
    started = time.perf_counter()
    prepared = [prepare([p for p in points if p.material == name], cut=make_cut()) for name in ("m0", "m1", "m2", "m3")]
    each = (time.perf_counter() - started) * 1000 / POINTS
    results.append(line("准备每个要点", f"{each:.1f} 毫秒", "≤ 10 毫秒", each <= 10))

    times = []
    for seed in range(PAPERS):
        started = time.perf_counter()
        paper = compose(prepared, seed=seed, length=20)
        times.append((time.perf_counter() - started) * 1000)
        assert len(paper.questions) == 20
    p95 = statistics.quantiles(times, n=20)[18]
    results.append(line(f"从 {POINTS} 个要点组 20 题，p95", f"{p95:.1f} 毫秒", "≤ 150 毫秒", p95 <= 150))

    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    results.append(line("常驻内存", f"{resident:.0f} MB", "≤ 250 MB", resident <= 250))

    digests = {run(DIGEST.format(step=step), seed) for seed, step in (("0", 1), ("1", -1), ("77", 1))}
    same = len(digests) == 1
    short = hashlib.sha256("".join(sorted(digests)).encode()).hexdigest()[:12]
    results.append(line("不同哈希种子和要点顺序", f"{len(digests)} 种结果（{short}）", "1 种结果", same))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
