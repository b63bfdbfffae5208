"""Remembering what was done, and doing it once at a time."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from studyapp.launcher import places
from studyapp.launcher.console import say


def digest(*parts: Path | str) -> str:
    """One digest of texts, and of the names and contents of files; a missing file counts too, as missing."""
    total = hashlib.sha256()
    for part in parts:
        name, content = "", str(part).encode()
        if isinstance(part, Path):
            name = part.relative_to(places.ROOT).as_posix()
            content = part.read_bytes() if part.is_file() else b"\0missing"
        total.update(f"{len(name)} {len(content)} {name}".encode() + content)
    return total.hexdigest()


def read_stamp(path: Path) -> dict[str, Any]:
    """What was remembered in `path`: nothing when the file is missing or damaged."""
    try:
        stamp = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(path: Path, stamp: dict[str, Any]) -> None:
    write_whole(path, json.dumps(stamp, indent=1))


def write_whole(path: Path, text: str) -> None:
    """Write a file that only its owner may read, so that nobody ever meets a part of it."""
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(new, path)


def take_lock(file: IO[str]) -> bool:
    """Lock an open file for as long as it is open, or return False when another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait until no other run.py is preparing the same folder."""
    places.VAR.mkdir(mode=0o700, exist_ok=True)
    with (places.VAR / "run.lock").open("a", encoding="utf-8") as file:
        if not take_lock(file):
            say("另一个 run.py 正在准备，等它做完…", "Another run.py is preparing this folder; waiting for it…")
            while not take_lock(file):
                time.sleep(0.2)
        yield
