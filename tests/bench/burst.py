"""300 members answer 20 questions within ten seconds, each request at its own time whether or not others are done."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.bench.cases import HTMX, paper_of
from tests.bench.figures import Verdict, percentile
from tests.load.forms import PaperForm
from tests.load.site import cookies
from tests.load.wire import Broken, Connection

SECONDS = 10.0
OPENED_WITHIN = 1.0
PATIENCE = 45.0
GOAL = 150.0  # ms, for 99 of 100 requests


@dataclass
class Outcome:
    waits: list[float] = field(default_factory=list)  # ms from the moment that a request was due
    failures: Counter[str] = field(default_factory=Counter)
    acknowledged: dict[tuple[int, str], str] = field(default_factory=dict)  # (member id, field) to text
    seconds: float = 0.0
    lost: int = 0

    def verdicts(self) -> list[Verdict]:
        p50, p99 = (percentile(self.waits, share) for share in (0.5, 0.99))
        failed = f"{sum(self.failures.values())} {dict(self.failures) or ''}".strip()
        told = (
            f"{p99:.0f} (p50 {p50:.0f}, max {max(self.waits):.0f}, {len(self.waits)} requests in {self.seconds:.1f} s)"
        )
        return [
            Verdict("burst, answers lost", str(self.lost), "0", self.lost == 0),
            Verdict("burst, requests failed", failed, "0", not self.failures),
            Verdict("burst, p99 ms", told, f"<= {GOAL:.0f}", p99 <= GOAL),
        ]


def due_times(chance: random.Random, questions: int) -> list[float]:
    """When a member opens the paper, and then when each answer is given: seconds from the start."""
    opened = chance.uniform(0, OPENED_WITHIN)
    return [opened, *sorted(chance.uniform(opened, SECONDS) for _ in range(questions))]


async def one_member(port: int, member: dict[str, Any], quiz: int, times: list[float], out: Outcome) -> None:
    connection, began, form = Connection(port, cookies(member["session"])), time.monotonic(), None
    for number, due in enumerate(times):
        await asyncio.sleep(max(0.0, began + due - time.monotonic()))
        try:
            if form is None:
                answer = await connection.get(paper_of(quiz))
                expected = 200
                form = PaperForm(answer.body.decode()) if answer.status == 200 else None
            else:
                text = f"{member['id']}答{number}"
                answer = await connection.post(form.action, form.one(number - 1, text), HTMX)
                expected = 204
                if answer.status == 204:
                    out.acknowledged |= {(member["id"], name): text for name in form.sections[number - 1].blanks}
            if answer.status != expected:
                out.failures[str(answer.status)] += 1
        except Broken:
            out.failures["broken connection"] += 1
        out.waits.append((time.monotonic() - began - due) * 1000)
    connection.close()


def burst(
    port: int, members: list[dict[str, Any]], quiz: int, stored: Callable[[int], dict[tuple[int, str], str]]
) -> Outcome:
    """Run it; `stored` says what the database holds for a quiz afterwards."""
    chance, out = random.Random(11), Outcome()
    plans = [due_times(chance, 20) for _ in members]

    async def all_members() -> None:
        work = [
            asyncio.create_task(one_member(port, member, quiz, times, out))
            for member, times in zip(members, plans, strict=True)
        ]
        _, late = await asyncio.wait(work, timeout=PATIENCE)
        for one in late:
            one.cancel()
        out.failures.update({f"not answered within {PATIENCE:.0f} s": len(plans) * 21 - len(out.waits)} if late else {})

    began = time.monotonic()
    asyncio.run(all_members())
    out.seconds = time.monotonic() - began
    kept = stored(quiz)
    out.lost = sum(kept.get(key) != text for key, text in out.acknowledged.items())
    return out
