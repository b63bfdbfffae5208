"""The secret key, the database, the static files and the demo group."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

from studyapp.launcher import places
from studyapp.launcher.console import say
from studyapp.launcher.processes import failure, new_log, run_logged
from studyapp.launcher.stamps import digest, read_stamp, write_stamp, write_whole


def is_demo() -> bool:
    """Whether this is the demo on somebody's machine; a server brings a key of its own."""
    return not os.environ.get("SECRET_KEY")


def make_secret_key() -> None:
    path = places.VAR / "secret-key"
    if is_demo() and not (path.is_file() and path.stat().st_size):
        write_whole(path, secrets.token_urlsafe(64))


def prepare(packages: str) -> None:
    """Bring static files and database up to date with the code and the packages (the digest of their lock)."""
    make_secret_key()
    stamp_file = places.VAR / "prepared.json"
    stamp = read_stamp(stamp_file)
    if stamp.get("static") != static_state(packages):
        say("正在收集静态文件…  Collecting static files…")
        manage("collectstatic", "--noinput")
        stamp["static"] = static_state(packages)
        write_stamp(stamp_file, stamp)
    inputs = digest(packages, os.environ.get("DATABASE_URL", ""), str(is_demo()), *code("*/migrations/*.py"))
    if stamp.get("inputs") != inputs or not is_database_as_left(stamp.get("database", "")):
        prepare_database()
        stamp.update(inputs=inputs, database=sqlite_state())
        write_stamp(stamp_file, stamp)


def prepare_database() -> None:
    say("正在更新数据库…  Updating the database…")
    manage("migrate", "--noinput")
    manage("createcachetable")
    accounts = ""
    if is_demo():
        say("正在准备演示小组，第一次约需半分钟…  Preparing the demo group, about half a minute the first time…")
        accounts = manage("demo", "--if-empty")
    write_whole(places.VAR / "demo-accounts.txt", accounts)


def demo_accounts() -> list[str]:
    """Who can sign in to the demo group, as the demo command told it; nothing on a server."""
    path = places.VAR / "demo-accounts.txt"
    return path.read_text(encoding="utf-8").splitlines() if is_demo() and path.is_file() else []


def manage(command: str, *options: str) -> str:
    """Run a command of manage.py and return its output."""
    log = new_log(command)
    result = run_logged([str(places.venv_program("python")), "manage.py", command, *options], log)
    if isinstance(result, int):
        raise failure(f"manage.py {command} ", f"manage.py {command}", log)
    return result


def code(pattern: str) -> list[Path]:
    """The settings, and the files of our own packages that match a pattern."""
    found = (path for path in places.ROOT.glob(pattern) if path.is_file() and path.suffix != ".pyc")
    return [places.ROOT / "studyapp" / "settings.py", *sorted(found)]


def static_state(packages: str) -> str:
    """Digest of what collectstatic reads and of the list that it writes."""
    made = places.VAR / "static" / "staticfiles.json"
    debug = os.environ.get("DEBUG", "")
    return digest(packages, debug, str(made.parent.is_dir()), made, *code("*/static/**/*"))


def is_database_as_left(left: str) -> bool:
    if os.environ.get("DATABASE_URL"):
        check = [str(places.venv_program("python")), "manage.py", "migrate", "--check"]
        return isinstance(run_logged(check, new_log("migrate")), str)
    return left != "" and left == sqlite_state()


def sqlite_state() -> str:
    """Digest of what a start needs of the SQLite file: tables, migrations, anybody at all, the demo group.

    Read without Django, which takes a second to start. A file that was removed or replaced is noticed here.
    """
    path = places.VAR / "wengu.sqlite3"
    queries = (
        "SELECT type, name FROM sqlite_master ORDER BY 1, 2",
        "SELECT app, name FROM django_migrations ORDER BY 1, 2",
        "SELECT EXISTS (SELECT 1 FROM studyapp_user)",
        "SELECT EXISTS (SELECT 1 FROM studyapp_studygroup WHERE slug = 'demo')",
    )
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            return digest(*(str(connection.execute(query).fetchall()) for query in queries))
    except sqlite3.Error:
        return ""
