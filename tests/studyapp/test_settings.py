from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connection

from studyapp.settings import BASE_DIR, POSTGRESQL_OPTIONS, SQLITE_OPTIONS

LONG_KEY = "this key is only for tests and it is long enough for them"


def start(**environment):
    """Load the settings in a process of their own, as a server would; its exit status and what it said."""
    quiet = {name: value for name, value in os.environ.items() if name not in {"SECRET_KEY", "ALLOWED_HOSTS", "DEBUG"}}
    code = "from django.conf import settings as s; print(s.DEBUG, s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_NAME)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=quiet | {"DJANGO_SETTINGS_MODULE": "studyapp.settings", "PYTHONPATH": str(BASE_DIR)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_server_is_closed_by_default():
    assert start(SECRET_KEY=LONG_KEY, ALLOWED_HOSTS="study.example.org") == (0, "False True __Host-sessionid\n")


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"SECRET_KEY": "short"}, "SECRET_KEY must have at least 50"),
        ({"SECRET_KEY": LONG_KEY, "ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name the hosts"),
        ({"SECRET_KEY": LONG_KEY, "ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name the hosts"),
    ],
)
def test_a_server_that_is_not_safe_does_not_start(environment, sentence):
    status, said = start(**environment)
    assert status == 1
    assert sentence in said


def test_without_a_key_it_starts_only_where_the_demo_made_one(tmp_path):
    code = "import pathlib; pathlib.Path.is_file = lambda self: False; import studyapp.settings"
    environment = {name: value for name, value in os.environ.items() if name != "SECRET_KEY"}
    done = subprocess.run([sys.executable, "-c", code], cwd=BASE_DIR, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert "SECRET_KEY is not set." in done.stderr


def test_sqlite_waits_for_its_turn_and_keeps_what_it_acknowledged():
    assert (SQLITE_OPTIONS["transaction_mode"], SQLITE_OPTIONS["timeout"]) == ("IMMEDIATE", 20)
    assert "journal_mode=WAL" in str(SQLITE_OPTIONS["init_command"])
    assert "synchronous=FULL" in str(SQLITE_OPTIONS["init_command"])


@pytest.mark.parametrize("mode", ["DEFERRED", "IMMEDIATE"])
def test_A09_only_a_transaction_that_asks_for_its_lock_at_once_can_wait_for_it(mode, tmp_path):
    """Two read and then write, as a saving does. Deferred, the later one fails at once, whatever its timeout."""

    def connected() -> sqlite3.Connection:
        other = sqlite3.connect(tmp_path / "db.sqlite3", isolation_level=None, timeout=30, check_same_thread=False)
        other.execute("PRAGMA journal_mode=WAL")
        return other

    def read_then_write(one: sqlite3.Connection) -> str:
        try:
            one.execute(f"BEGIN {mode}")
            one.execute("SELECT max(n) FROM answers").fetchone()
            has_read.set()
            may_write.wait(10)
            one.execute("INSERT INTO answers SELECT max(n) + 1 FROM answers")
            one.execute("COMMIT")
        except sqlite3.OperationalError as error:
            return str(error)
        return "saved"

    first, second = connected(), connected()
    first.execute("CREATE TABLE answers (n)")
    first.execute("INSERT INTO answers VALUES (0)")
    has_read, may_write = threading.Event(), threading.Event()
    first.execute(f"BEGIN {mode}")
    first.execute("SELECT max(n) FROM answers").fetchone()
    with ThreadPoolExecutor(max_workers=1) as pool:
        told = pool.submit(read_then_write, second)
        if mode == "DEFERRED":
            has_read.wait(10)  # IMMEDIATE, it is still waiting for its turn
        first.execute("INSERT INTO answers SELECT max(n) + 1 FROM answers")
        first.execute("COMMIT")
        may_write.set()
        outcome = told.result(30)
    numbers = [number for (number,) in first.execute("SELECT n FROM answers ORDER BY n")]
    first.close()
    second.close()
    expected = ("database is locked", [0, 1]) if mode == "DEFERRED" else ("saved", [0, 1, 2])
    assert (outcome, numbers) == expected


@pytest.mark.skipif(connection.vendor != "sqlite", reason="another database is configured")
def test_the_connection_really_is_set_up_so(db):
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_worker_keeps_its_connection_and_notices_when_it_broke():
    wanted = {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
    assert {name: connection.settings_dict[name] for name in wanted} == wanted


def test_no_connection_is_shared_with_the_workers_that_are_forked():
    code = "import studyapp.wsgi; from django.db import connection; print(connection.connection)"
    done = subprocess.run([sys.executable, "-c", code], cwd=BASE_DIR, capture_output=True, text=True)
    assert done.stdout.strip() == "None", done.stderr


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("sqlite:////tmp/a.sqlite3", SQLITE_OPTIONS),
        ("sqlite:////tmp/a.sqlite3?timeout=1", SQLITE_OPTIONS | {"timeout": 1}),
        ("postgres://a:b@127.0.0.1/c", POSTGRESQL_OPTIONS),
        ("postgres://a:b@127.0.0.1/c?sslmode=require", POSTGRESQL_OPTIONS | {"sslmode": "require"}),
    ],
)
def test_the_address_of_the_database_may_change_an_option(url, options):
    code = "import json; from studyapp.settings import DATABASES; print(json.dumps(DATABASES['default']['OPTIONS']))"
    environment = {**os.environ, "DATABASE_URL": url}
    done = subprocess.run([sys.executable, "-c", code], cwd=BASE_DIR, env=environment, capture_output=True, text=True)
    assert json.loads(done.stdout) == options


def test_requests_are_not_wrapped_in_one_transaction():
    assert not connection.settings_dict["ATOMIC_REQUESTS"]


def test_every_view_is_closed_unless_it_says_otherwise():
    order = settings.MIDDLEWARE
    wanted = [
        "django.middleware.security.SecurityMiddleware",
        "csp.middleware.CSPMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "studyapp.htmx.PrivatePages",
        "django.contrib.auth.middleware.LoginRequiredMiddleware",
        "studyapp.refusals.RefusalsInWords",
    ]
    assert [name for name in order if name in wanted] == wanted


def test_the_language_and_the_zone():
    assert (settings.LANGUAGE_CODE, settings.TIME_ZONE, settings.USE_TZ) == ("zh-hans", "Asia/Shanghai", True)
