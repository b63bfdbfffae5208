"""A01, A17: the server is killed again and again while a group answers, and nothing that it called saved is lost."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import shutil
import signal
import sqlite3
from pathlib import Path

from tests.load import stored
from tests.load.conftest import Site
from tests.load.members import Ledger, Member
from tests.loops import run_apart

ANSWERS = int(os.environ.get("LEDGER_ANSWERS", "6"))  # of each member, before handing in
KILLS = 4
SNAPSHOTS = 10


def test_A01_A17_killed_four_times_in_a_burst_and_nothing_is_lost(site: Site, tmp_path):
    quiz, ledger = site.quiz(), Ledger()
    members = [Member(site.server.port, person, quiz, ledger) for person in site.members]
    snapshots = run_apart(killed_burst(site, members, ledger, tmp_path))
    assert ledger.broken, "the server was never killed in the middle of anything"
    assert not ledger.refused
    assert len(ledger.acknowledged) == len(members) * ANSWERS
    assert ledger.lost(stored.answers(site.url, quiz)) == {}
    sheets = stored.attempts(site.url, quiz)
    assert sorted(sheets) == sorted(ledger.handed_in) == sorted(person["id"] for person in site.members)
    assert all(len(own) == 1 for own in sheets.values())
    assert all(own[0].is_handed_in and own[0].is_finished and own[0].score is not None for own in sheets.values())
    for copy, known in snapshots:
        assert_whole(copy, quiz, known)


async def killed_burst(site: Site, members: list[Member], ledger: Ledger, folder: Path) -> list[tuple[Path, Ledger]]:
    """All members at once; the server dies at equal steps of the whole work. Returns copies of the database file that
    were taken at other moments, each with what the ledger held by then.
    """
    chance, total, copies = random.Random(17), len(members) * ANSWERS, []
    kills = [total * (number + 1) // (KILLS + 1) for number in range(KILLS)]
    looks = sorted(chance.sample(range(1, total), SNAPSHOTS)) if site.kind == "sqlite" else []
    work = asyncio.gather(*(member.take_quiz(ANSWERS) for member in members))
    for moment in sorted([*kills, *looks]):
        while len(ledger.acknowledged) < moment and not work.done():
            await asyncio.sleep(0.005)
        if moment in kills:
            site.server.kill()
            await asyncio.to_thread(site.server.start)
        else:
            known = Ledger(acknowledged=dict(ledger.acknowledged))
            copies.append((copy_as_if_power_failed(site, folder / f"copy-{moment}"), known))
    await work
    return copies


def copy_as_if_power_failed(site: Site, folder: Path) -> Path:
    """The database file and its log as they lie on the disk in this moment, whoever is writing."""
    folder.mkdir()
    site.server.signal(signal.SIGSTOP)
    try:
        for suffix in ("", "-wal"):
            with contextlib.suppress(FileNotFoundError):
                shutil.copy(f"{site.file}{suffix}", folder / f"copy.sqlite3{suffix}")
    finally:
        site.server.signal(signal.SIGCONT)
    return folder / "copy.sqlite3"


def assert_whole(copy: Path, quiz: int, known: Ledger) -> None:
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert known.lost(stored.answers(f"sqlite:///{copy}", quiz)) == {}
