"""What is unchanged is skipped; what was removed or changed is noticed."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from studyapp.launcher import site
from studyapp.launcher.site import demo_accounts, make_secret_key, prepare, sqlite_state

DATABASE = ["migrate", "createcachetable", "demo"]


@pytest.fixture
def ran(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands of manage.py that were run. They leave what the real ones leave."""
    ran: list[str] = []

    def manage(command: str, *options: str) -> str:
        ran.append(command)
        if command == "collectstatic":
            (folder / "var" / "static").mkdir(exist_ok=True)
            (folder / "var" / "static" / "staticfiles.json").write_text("{}")
        if command == "migrate":
            make_database(folder / "var" / "wengu.sqlite3")
        return "学习秘书：mishu\n" if command == "demo" else ""

    for path in ("studyapp/migrations/0001_initial.py", "studyapp/static/studyapp/base.css", "studyapp/settings.py"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("")
    monkeypatch.setattr(site, "manage", manage)
    return ran


def make_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(
            """
            CREATE TABLE IF NOT EXISTS django_migrations (app text, name text);
            CREATE TABLE IF NOT EXISTS studyapp_user (id integer);
            CREATE TABLE IF NOT EXISTS studyapp_studygroup (slug text);
            """
        )


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(statement)


def again(ran: list[str], packages: str = "lock") -> list[str]:
    """The commands that one more start runs."""
    ran.clear()
    prepare(packages)
    return ran


def test_the_first_time_does_all_and_the_second_nothing(ran):
    assert again(ran) == ["collectstatic", *DATABASE]
    assert again(ran) == []


def test_other_packages_may_bring_other_migrations_and_static_files(ran):
    prepare("lock")
    assert again(ran, packages="another lock") == ["collectstatic", *DATABASE]


def test_a_new_migration_is_applied(ran, folder):
    prepare("lock")
    (folder / "studyapp" / "migrations" / "0002_more.py").write_text("")
    assert again(ran) == DATABASE


def test_a_changed_style_sheet_is_collected(ran, folder):
    prepare("lock")
    (folder / "studyapp" / "static" / "studyapp" / "base.css").write_text("body { color: black }")
    assert again(ran) == ["collectstatic"]


def test_removed_static_files_are_collected(ran, folder):
    prepare("lock")
    (folder / "var" / "static" / "staticfiles.json").unlink()
    assert again(ran) == ["collectstatic"]


def test_a_removed_database_is_made_again(ran, folder):
    prepare("lock")
    (folder / "var" / "wengu.sqlite3").unlink()
    assert again(ran) == DATABASE


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE studyapp_user",
        "INSERT INTO django_migrations VALUES ('studyapp', '0009_from_a_backup')",
        "INSERT INTO studyapp_user VALUES (1)",
        "INSERT INTO studyapp_studygroup VALUES ('demo')",
    ],
)
def test_another_database_in_its_place_is_noticed(statement, ran, folder):
    prepare("lock")
    change(folder / "var" / "wengu.sqlite3", statement)
    assert again(ran) == DATABASE


def test_the_work_of_the_group_does_not_count_as_a_change(ran, folder):
    prepare("lock")
    change(folder / "var" / "wengu.sqlite3", "INSERT INTO studyapp_studygroup VALUES ('ours')")
    assert again(ran) == []


def test_another_database_url_is_prepared(ran, monkeypatch):
    prepare("lock")
    monkeypatch.setenv("DATABASE_URL", "postgres://wengu@localhost/wengu")
    assert again(ran) == DATABASE


@pytest.mark.parametrize(("answer", "expected"), [("", []), (1, DATABASE)])
def test_a_database_elsewhere_is_asked_whether_it_is_migrated(answer, expected, ran, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://wengu@localhost/wengu")
    monkeypatch.setattr(site, "run_logged", lambda *_: answer)
    prepare("lock")
    assert again(ran) == expected


def test_an_interrupted_migration_is_done_again(ran, monkeypatch):
    def interrupted() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(site, "prepare_database", interrupted)
        with pytest.raises(KeyboardInterrupt):
            prepare("lock")
    assert again(ran) == DATABASE


def test_the_demo_accounts_are_told_at_every_start(ran):
    prepare("lock")
    prepare("lock")
    assert demo_accounts() == ["学习秘书：mishu"]


def test_a_server_gets_no_demo_group_and_tells_no_accounts(ran, monkeypatch):
    prepare("lock")
    monkeypatch.setenv("SECRET_KEY", "a key of its own")
    assert again(ran) == ["migrate", "createcachetable"]
    assert demo_accounts() == []


def test_no_database_has_no_state(folder):
    assert sqlite_state() == ""
    (folder / "var" / "wengu.sqlite3").write_text("not a database")
    assert sqlite_state() == ""


def test_the_secret_key_is_long_and_made_once(folder):
    make_secret_key()
    key = (folder / "var" / "secret-key").read_text()
    make_secret_key()
    assert len(key) >= 50
    assert (folder / "var" / "secret-key").read_text() == key


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_nobody_else_may_read_the_secret_key(folder):
    make_secret_key()
    assert (folder / "var" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_an_empty_key_file_is_filled(folder):
    (folder / "var" / "secret-key").touch()
    make_secret_key()
    assert len((folder / "var" / "secret-key").read_text()) >= 50


def test_a_server_with_its_own_key_needs_no_file(folder, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "a key of its own")
    make_secret_key()
    assert not (folder / "var" / "secret-key").exists()
