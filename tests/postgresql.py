"""A throw-away PostgreSQL on 127.0.0.1, from Debian's package: `python3 tests/postgresql.py start|stop FOLDER`.

`start` prints the address for POSTGRES_TEST_URL. With the standard library only, as .ci/run needs it first of all.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

OWNER = "postgres"
# Every commit waits for the disk, as on a server: what is measured and killed here must be what people get.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "on",
    "synchronous_commit": "on",
    "shared_buffers": "256MB",
    "max_connections": "100",
}


class NoPostgreSQL(Exception):
    """PostgreSQL cannot be started here. The message says why."""


@dataclass(frozen=True)
class Cluster:
    url: str
    pid: int


def find_programs() -> Path:
    """The folder of initdb and pg_ctl; Debian keeps it off the PATH."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name.zfill(4))
    on_path = shutil.which("initdb")
    for folder in [*reversed(folders), *([Path(on_path).resolve().parent] if on_path else [])]:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise NoPostgreSQL("PostgreSQL is not installed (Debian: apt-get install postgresql)")


def start(folder: Path) -> Cluster:
    """Make a cluster below `folder`, with a random password and port, and start it."""
    programs, data, password = find_programs(), folder / "data", secrets.token_urlsafe(24)
    secret, log = folder / "password", folder / "log"
    secret.write_text(password, encoding="ascii")
    secret.chmod(0o600)
    if os.geteuid() == 0:  # which PostgreSQL refuses to run as
        for path in (folder, secret):
            shutil.chown(path, OWNER)
    login = ["--username", OWNER, "--pwfile", str(secret), "--auth", "scram-sha-256"]
    as_owner([programs / "initdb", "-D", data, *login, "--encoding", "UTF8", "--locale", "C.UTF-8"])
    port = free_port()
    options = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in {**SETTINGS, "port": str(port)}.items())
    as_owner([programs / "pg_ctl", "start", "-w", "-t", "60", "-D", data, "-l", log, "-o", options])
    pid = int((data / "postmaster.pid").read_text(encoding="ascii").split("\n")[0])
    return Cluster(f"postgres://{OWNER}:{password}@127.0.0.1:{port}/{OWNER}", pid)


def stop(folder: Path) -> None:
    """Stop the cluster of `folder`, by the process id that it keeps there, and remove what it left."""
    if (folder / "data" / "postmaster.pid").exists():
        as_owner([find_programs() / "pg_ctl", "stop", "-w", "-m", "fast", "-D", folder / "data"])
    shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def running() -> Iterator[Cluster]:
    """A cluster for as long as the block lasts."""
    folder = Path(tempfile.mkdtemp(prefix="wengu-postgresql-"))
    try:
        yield start(folder)
    finally:
        stop(folder)


def as_owner(command: Sequence[str | Path]) -> None:
    """Run one of PostgreSQL's programs as a user it accepts."""
    words = list(map(str, command))
    if os.geteuid() == 0:
        with contextlib.suppress(KeyError):
            pwd.getpwnam(OWNER)
            words = ["runuser", "-u", OWNER, "--", *words]
    # Its output must not be a pipe: the server inherits it, and a reader would wait for the server's end.
    with tempfile.TemporaryFile() as told:
        done = subprocess.run(words, cwd="/", stdin=subprocess.DEVNULL, stdout=told, stderr=told)
        if done.returncode:
            told.seek(0)
            raise NoPostgreSQL(f"{words[-1]}: {told.read().decode(errors='replace').strip()}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(arguments: list[str]) -> int:
    if len(arguments) != 2 or arguments[0] not in ("start", "stop"):
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(arguments[1]).resolve()
    try:
        if arguments[0] == "start":
            print(start(folder).url)
        else:
            stop(folder)
    except NoPostgreSQL as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
