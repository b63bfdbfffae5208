"""Databases beside pytest's own, for tests and measurements that run a whole server: SQLite, and PostgreSQL if any."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

NAMES = ("sqlite", "postgresql")


def postgresql_url() -> str:
    """Where PostgreSQL is, or the end of a test: skipped with its reason, and a failure in CI."""
    url = os.environ.get("POSTGRES_TEST_URL", "")
    if url:
        return url
    reason = "POSTGRES_TEST_URL is not set; `bash .ci/run` starts a PostgreSQL for it"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@contextlib.contextmanager
def new_database(server: str) -> Iterator[str]:
    """The address of a new, empty database on the PostgreSQL at `server`, dropped at the end."""
    import psycopg

    name = f"wengu_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield f"{server.rpartition('/')[0]}/{name}"
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def database_for(kind: str, folder: Path, server: str = "") -> Iterator[str]:
    """DATABASE_URL of an empty database of a kind: SQLite in `folder`, or a new one on the PostgreSQL at `server`."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'wengu.sqlite3'}"
    else:
        with new_database(server) as url:
            yield url
