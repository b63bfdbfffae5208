"""The product as it is served: two worker processes, production settings, a database of its own."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.postgresql import free_port

ROOT = Path(__file__).resolve().parents[2]
# Any 32 letters will do as the browser's half of the CSRF token.
CSRF = "a" * 32
FORM = "application/x-www-form-urlencoded"


def environment(database_url: str) -> dict[str, str]:
    """What a server is told, whatever the tests around it are told."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "studyapp.settings",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "127.0.0.1",
        "DEBUG": "off",
        "HTTPS": "off",
        "DATABASE_URL": database_url,
        "PYTHONPATH": str(ROOT),
    }


class Server:
    """A server process and its workers: a process group, so that all of them can be killed at once."""

    def __init__(self, env: dict[str, str], module: str = "studyapp.launcher.workers") -> None:
        self.env, self.module, self.port = env, module, free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def start(self, path: str = "/health/") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", self.module, str(self.port)],
            cwd=ROOT,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for _ in range(300):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5).close()
                return
            time.sleep(0.05)
        self.kill()
        raise RuntimeError(f"{self.module} did not start")

    def signal(self, number: int) -> None:
        """To the server and all of its workers."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, number)

    def kill(self) -> None:
        self.signal(signal.SIGKILL)
        assert self.process is not None
        self.process.wait()

    def stop(self) -> None:
        assert self.process is not None
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()


def manage(env: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=env, check=True, capture_output=True)


def make_scene(env: dict[str, str], folder: Path, **options: int) -> dict[str, Any]:
    """Fill the database of `env`; what `tests.load.scene` wrote about it."""
    out = folder / "scene.json"
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    command = [sys.executable, "-m", "tests.load.scene", str(out), *words]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, encoding="utf-8")
    if done.returncode:
        raise RuntimeError(done.stderr)
    scene: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return scene


def cookies(session: str) -> str:
    return f"sessionid={session}; csrftoken={CSRF}"


@contextlib.contextmanager
def serving(env: dict[str, str]) -> Iterator[Server]:
    """The product's server for as long as the block lasts."""
    server = Server(env)
    server.start()
    try:
        yield server
    finally:
        server.stop()
