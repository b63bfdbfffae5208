"""Faults of catalogue A on the served product: what was called saved is there, and a paper is handed in once."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.load import stored
from tests.load.conftest import Site
from tests.load.lossy import bad_network
from tests.load.members import HTMX, POST, Ledger, Member
from tests.load.site import ROOT, Server
from tests.load.wire import Answer, Connection
from tests.loops import run_apart

HELD = 10.0  # seconds that another process keeps the database to itself
WAL_AT_MOST = 64_000_000


def a_few(site: Site, quiz: int, ledger: Ledger, *, count: int, port: int = 0) -> list[Member]:
    return [Member(port or site.server.port, person, quiz, ledger) for person in site.members[:count]]


def only_sheet(site: Site, quiz: int, member: Member) -> stored.Sheet:
    (sheet,) = stored.attempts(site.url, quiz)[member.person["id"]]
    return sheet


def test_A02_a_crash_after_any_statement_of_a_handing_in_leaves_all_or_nothing(site, tmp_path):
    quiz, out = site.quiz(), tmp_path / "crashes.json"
    command = [sys.executable, "-m", "tests.load.crash", str(out), str(quiz), site.members[0]["session"]]
    done = subprocess.run(command, cwd=ROOT, env=site.env, capture_output=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stderr
    told = json.loads(out.read_text(encoding="utf-8"))
    assert len(told["crashes"]) >= 5, "too few statements to be the whole handing-in"
    for state in [*told["crashes"], told["end"]]:
        assert told["acknowledged"].items() <= state["answers"].items()
        assert state["is_finished"] == (state["score"] is not None) == (state["judged"] > 0)
    assert not told["crashes"][0]["is_finished"]
    assert told["end"]["is_finished"]


def test_A03_an_answer_of_the_server_that_is_lost_changes_nothing_when_all_is_sent_again(site):
    quiz, ledger = site.quiz(), Ledger()
    (member,) = a_few(site, quiz, ledger, count=1)

    async def lose_answers() -> tuple[stored.Sheet, Answer]:
        form = await member.open()
        texts = ["甲", "乙"]
        await member.connection.post_and_hang_up(form.action, form.one(0, "甲"), HTMX)
        await member.save(form, 0, "甲")
        await member.save(form, 1, "乙")
        body = form.whole(*texts, "")
        await member.connection.post_and_hang_up(form.submit, body, POST)
        while not (sheet := only_sheet(site, quiz, member)).is_finished:
            await asyncio.sleep(0.05)
        again = await member.until(302, form.submit, body, POST)
        member.connection.close()
        return sheet, again

    sheet, again = run_apart(lose_answers())
    assert again.headers["location"].endswith("/result/")
    assert only_sheet(site, quiz, member) == sheet
    assert ledger.lost(stored.answers(site.url, quiz)) == {}
    assert not ledger.refused


def test_A04_thirty_members_hand_in_three_times_at_once(site):
    quiz, ledger = site.quiz(), Ledger()
    members = a_few(site, quiz, ledger, count=30)

    async def hand_in_thrice(member: Member) -> list[Answer]:
        form = await member.open()
        await member.save(form, 0, "甲")
        doors = [Connection(member.port, member.connection.cookie) for _ in range(3)]
        answers = await asyncio.gather(*(door.post(form.submit, form.whole("甲", ""), POST) for door in doors))
        for door in [*doors, member.connection]:
            door.close()
        return list(answers)

    async def all_at_once() -> list[list[Answer]]:
        return list(await asyncio.gather(*map(hand_in_thrice, members)))

    for answers in run_apart(all_at_once()):
        assert {answer.status for answer in answers} == {302}
        assert len({answer.headers["location"] for answer in answers}) == 1
    assert all(only_sheet(site, quiz, member).is_handed_in for member in members)
    assert ledger.lost(stored.answers(site.url, quiz)) == {}


def lock_holder(site: Site) -> sqlite3.Connection:
    """A connection that the loop's own thread may let go of."""
    return sqlite3.connect(site.file, isolation_level=None, check_same_thread=False)


@contextlib.contextmanager
def locked_by_another_process(site: Site, quiz: int) -> Iterator[Any]:
    """SQLite's one write lock, or the rows that an answer needs on PostgreSQL; `release` gives them back."""
    if site.kind == "sqlite":
        with contextlib.closing(lock_holder(site)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection.rollback
        return
    import psycopg

    with psycopg.connect(site.url) as held:
        held.execute(f"SELECT 1 FROM quizzes_attempt WHERE quiz_id = {quiz} FOR UPDATE")
        yield held.rollback


def test_A08_a_save_waits_for_a_lock_of_ten_seconds(site):
    quiz, ledger = site.quiz(), Ledger()
    (member,) = a_few(site, quiz, ledger, count=1)

    async def save_meanwhile(release: Any) -> float:
        form = await member.open()
        asyncio.get_running_loop().call_later(HELD, release)
        began = time.monotonic()
        member.connection.close()
        await member.save(form, 0, "等到了")
        member.connection.close()
        return time.monotonic() - began

    with locked_by_another_process(site, quiz) as release:
        took = run_apart(save_meanwhile(release))
    assert took >= HELD - 1, "it did not have to wait"
    assert not ledger.refused
    assert ledger.lost(stored.answers(site.url, quiz)) == {}


def test_A08_past_the_time_limit_a_save_is_told_to_come_back(site):
    quiz, ledger = site.quiz(), Ledger()
    options = "timeout=1" if site.kind == "sqlite" else "options=-c%20lock_timeout%3D1s"
    server = Server(site.env | {"DATABASE_URL": f"{site.url}?{options}"})
    server.start()
    (member,) = a_few(site, quiz, ledger, count=1, port=server.port)

    async def save_meanwhile(release: Any) -> Answer:
        form = await member.open()
        refusal = await member.connection.post(form.action, form.one(0, "再来"), HTMX)
        release()
        await member.save(form, 0, "再来")
        member.connection.close()
        return refusal

    try:
        with locked_by_another_process(site, quiz) as release:
            refusal = run_apart(save_meanwhile(release))
    finally:
        server.stop()
    assert (refusal.status, refusal.headers["retry-after"]) == (503, "5")
    assert "这一步没有保存" in refusal.body.decode()
    assert ledger.lost(stored.answers(site.url, quiz)) == {}


def test_A09_A10_two_processes_write_beside_a_long_reader(site):
    if site.kind != "sqlite":
        pytest.skip("PostgreSQL's readers and writers never wait for each other")
    quiz, ledger = site.quiz(), Ledger()
    log = site.file.with_name(f"{site.file.name}-wal")
    with contextlib.closing(sqlite3.connect(site.file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM quizzes_response").fetchone()

        async def save_all() -> None:
            await asyncio.gather(*(one.take_quiz(10) for one in a_few(site, quiz, ledger, count=30)))

        run_apart(save_all())
        assert not ledger.refused
        assert len(ledger.acknowledged) == 300
        assert log.stat().st_size <= WAL_AT_MOST
        reader.execute("COMMIT")
    assert ledger.lost(stored.answers(site.url, quiz)) == {}


def test_A30_on_a_slow_network_that_loses_one_packet_in_ten_everything_arrives_once(site):
    quiz, ledger = site.quiz(), Ledger()

    async def over_a_bad_network() -> None:
        async with bad_network(site.server.port, loss=0.1, delay=0.2, seed=30) as port:
            await asyncio.gather(*(one.take_quiz(5) for one in a_few(site, quiz, ledger, count=40, port=port)))

    run_apart(over_a_bad_network())
    assert ledger.broken
    assert not ledger.refused
    assert ledger.lost(stored.answers(site.url, quiz)) == {}
    assert sorted(ledger.handed_in) == [person["id"] for person in site.members[:40]]
    assert all(only_sheet(site, quiz, one).is_handed_in for one in a_few(site, quiz, ledger, count=40))
