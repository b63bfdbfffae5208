"""Running other programs."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from studyapp.launcher import places
from studyapp.launcher.console import Stop


def environment(**extra: str) -> dict[str, str]:
    """Our environment for a child, with all that tools like to leave about kept in var/cache."""
    cache = places.VAR / "cache"
    caches = {
        "PYTHONPYCACHEPREFIX": "bytecode",
        "RUFF_CACHE_DIR": "ruff",
        "MYPY_CACHE_DIR": "mypy",
        "HYPOTHESIS_STORAGE_DIRECTORY": "hypothesis",
    }
    return {**os.environ, **{name: str(cache / part) for name, part in caches.items()}, "PYTHONUTF8": "1", **extra}


def new_log(name: str) -> Path:
    """The path of an empty log in var/log."""
    log = places.VAR / "log" / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_bytes(b"")
    return log


def run_logged(command: Sequence[str | Path], log: Path, each_line: Callable[[str], None] | None = None) -> int | str:
    """Run a command; return its output, or its exit status if that is not 0.

    `log` gets the output and then the errors, so that it ends with the reason of a failure.
    Only the output is returned, and shown to `each_line`.
    """
    output = []
    with (
        log.open("ab", buffering=0) as file,
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(
            list(map(str, command)),
            cwd=places.ROOT,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
        ) as process,
    ):
        for line in process.stdout or ():
            file.write(line)
            output.append(line.decode("utf-8", "replace"))
            if each_line:
                each_line(output[-1])
        process.wait()
        errors.seek(0)
        shutil.copyfileobj(errors, file)
    return process.returncode or "".join(output)


def failure(chinese: str, english: str, log: Path) -> Stop:
    """The reason that a step failed: the last line of its log."""
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    why = next((line.strip() for line in reversed(lines) if line.strip()), "")
    where = f"var/log/{log.name}"
    return Stop(f"{chinese}没有成功，详见 {where}：{why}", f"{english} failed, see {where}: {why}")


def hand_over(command: Sequence[str | Path], env: Mapping[str, str]) -> int:
    """Become another program: signals reach it, and its exit status is ours."""
    words = list(map(str, command))
    sys.stdout.flush()
    os.chdir(places.ROOT)
    if sys.platform != "win32":
        os.execve(words[0], words, env)
    process = subprocess.Popen(words, env=env)
    while True:
        with contextlib.suppress(KeyboardInterrupt):  # the child gets it too, and ends in its own way
            return process.wait()
