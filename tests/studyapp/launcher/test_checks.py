from __future__ import annotations

import sys

import pytest

from studyapp.launcher import checks
from studyapp.launcher.checks import pytest_command, run_checks, steps, without_settings

GOOD = [sys.executable, "-c", "print('not shown')"]
BAD = [sys.executable, "-c", "print('app.py:3: wrong'); raise SystemExit(3)"]
SILENT = [sys.executable, "-c", "raise SystemExit(4)"]


@pytest.mark.parametrize(("second", "status"), [(GOOD, 0), (BAD, 1), (SILENT, 1)])
def test_one_failed_check_fails_all(second, status, monkeypatch):
    monkeypatch.setattr(checks, "steps", lambda: {"one": GOOD, "two": second, "three": GOOD})
    assert run_checks() == status


def test_every_check_is_named_with_its_result_and_its_complaint(monkeypatch, capsys):
    monkeypatch.setattr(checks, "steps", lambda: {"good": GOOD, "bad": BAD, "silent": SILENT})
    run_checks()
    assert [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()] == [
        "通过 ok run.py",
        "通过 ok good",
        "未通过 FAILED bad",
        "app.py:3: wrong",
        "未通过 FAILED silent",
        "exit status 4",
        "",
        "没有通过：bad、silent",
        "Failed: bad, silent",
    ]


def test_the_checks_are_those_that_the_project_promises():
    assert list(steps()) == ["ruff check", "ruff format", "mypy", "djade", "makemigrations", "check --deploy"]


def test_every_template_is_checked():
    assert any(word.endswith("base.html") for word in steps()["djade"])


def test_checks_run_as_on_a_server_whatever_this_machine_sets(monkeypatch):
    monkeypatch.setenv("DEBUG", "on")
    code = (
        "import os; e = os.environ; "
        "assert 'DEBUG' not in e and len(e['SECRET_KEY']) > 50 and e['ALLOWED_HOSTS'] == 'example.invalid'"
    )
    monkeypatch.setattr(checks, "steps", lambda: {"environment": [sys.executable, "-c", code]})
    assert run_checks() == 0


def test_tests_run_on_the_demos_settings(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "of a server")
    monkeypatch.setenv("DATABASE_URL", "postgres://wengu@localhost/wengu")
    assert "SECRET_KEY" not in without_settings()
    assert without_settings()["DATABASE_URL"] == "postgres://wengu@localhost/wengu"


def test_pytest_gets_what_the_person_adds():
    assert pytest_command(["-k", "blank"])[-2:] == ["-k", "blank"]
