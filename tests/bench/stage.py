"""Both sites, filled and running on one kind of database, and the requests for them."""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.cases import SUBMITTED, Case, Product, paper_of, yardstick_lines
from tests.bench.wrk import BenchFailed, Load, write_requests
from tests.databases import database_for
from tests.load.forms import PaperForm
from tests.load.site import ROOT, Server, cookies, environment, make_scene, manage
from tests.load.wire import Connection
from tests.postgresql import Cluster

MEMBERS = 300
CARDS = 10_000  # a member


@dataclass(frozen=True)
class Stage:
    folder: Path
    database_url: str
    product: Server
    yardstick: Server
    scene: dict[str, Any]
    seeded: dict[str, Any]
    pages: Product
    database_pids: tuple[int, ...]

    def load(self, case: Case) -> Load:
        requests = write_requests(self.folder / f"{case.name}.tsv", self.pages.lines(case.name))
        roots = (self.product.pid, *self.database_pids)
        return Load(address(self.product), requests, roots, expect=case.expect, once=case.once)

    def yardstick_load(self, name: str) -> Load:
        requests = write_requests(self.folder / f"{name}.tsv", yardstick_lines(name, self.seeded))
        return Load(address(self.yardstick), requests, (self.yardstick.pid, *self.database_pids))


def address(server: Server) -> str:
    return f"http://127.0.0.1:{server.port}"


@contextlib.contextmanager
def set_up(kind: str, folder: Path, cluster: Cluster | None) -> Iterator[Stage]:
    """Each site on a database of its own, both of one kind."""
    server = cluster.url if cluster else ""
    (folder / "yardstick").mkdir()
    with (
        database_for(kind, folder, server) as ours,
        database_for(kind, folder / "yardstick", server) as theirs,
        contextlib.ExitStack() as running,
    ):
        env = environment(ours)
        scene = make_scene(env, folder, members=MEMBERS, quizzes=SUBMITTED + 2, started=SUBMITTED + 2, cards=CARDS)
        manage(env, "collectstatic", "--noinput")
        other = environment(theirs) | {"DJANGO_SETTINGS_MODULE": "tests.bench.yardstick.settings"}
        seeded = seed_yardstick(other, folder / "yardstick.json")
        product, yardstick = Server(env), Server(other, "tests.bench.yardstick.serve")
        for one in (product, yardstick):
            one.start()
            running.callback(one.stop)
        pages = Product(scene, asyncio.run(papers(product.port, scene)))
        pids = (cluster.pid,) if kind == "postgresql" and cluster else ()
        yield Stage(folder, ours, product, yardstick, scene, seeded, pages, pids)


def seed_yardstick(env: dict[str, str], out: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.yardstick.seed", str(out), str(MEMBERS)]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, encoding="utf-8")
    if done.returncode:
        raise BenchFailed(done.stderr)
    seeded: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return seeded


async def papers(port: int, scene: dict[str, Any]) -> dict[tuple[int, int], PaperForm]:
    """The forms of all papers: each quiz read once, or by every member where two of them get different fields."""
    found = {}
    sessions = [cookies(member["session"]) for member in scene["members"]]
    for quiz in scene["quizzes"]:
        first, second = [await paper(port, quiz, sessions[index]) for index in (0, 1)]
        found[quiz, 0], found[quiz, 1] = first, second
        if fields(first) != fields(second):
            for index in range(2, len(sessions)):
                found[quiz, index] = await paper(port, quiz, sessions[index])
    return found


async def paper(port: int, quiz: int, session: str) -> PaperForm:
    connection = Connection(port, session)
    answer = await connection.get(paper_of(quiz))
    connection.close()
    form = PaperForm(answer.body.decode())
    if answer.status != 200 or len(form.sections) != 20:
        raise BenchFailed(f"the paper of quiz {quiz} has no 20 questions (status {answer.status})")
    return form


def fields(form: PaperForm) -> object:
    """What two members' forms must agree in, for one to be sent by both; their order may differ."""
    hidden = {name: value for name, value in form.of_attempt("").fixed.items() if name != "csrfmiddlewaretoken"}
    return hidden, sorted((one.id, sorted(one.fixed.items()), one.blanks) for one in form.sections)
