"""What must hold before a change may go in, the tests apart."""

from __future__ import annotations

import ast
import os
import secrets
import subprocess

from studyapp.launcher import places
from studyapp.launcher.console import say, show_progress
from studyapp.launcher.processes import environment

# Read by studyapp/settings.py; checks and tests choose them for themselves.
SETTINGS = ("SECRET_KEY", "SECRET_KEY_FALLBACKS", "ALLOWED_HOSTS", "DEBUG", "HTTPS", "PROXIES")
OLDEST_READER = (3, 7)  # the oldest grammar that every Python from 3.11 on can still check


def without_settings() -> dict[str, str]:
    return {name: value for name, value in environment().items() if name not in SETTINGS}


def steps() -> dict[str, list[str]]:
    """Name and command of each check."""
    python, ruff, djade = (str(places.venv_program(name)) for name in ("python", "ruff", "djade"))
    templates = [str(path) for path in sorted((places.ROOT / "templates").rglob("*.html"))]
    return {
        "ruff check": [ruff, "check", "."],
        "ruff format": [ruff, "format", "--check", "."],
        "mypy": [python, "-m", "mypy", "."],
        "djade": [djade, "--target-version", "5.2", "--check", *templates],
        "makemigrations": [python, "manage.py", "makemigrations", "--check", "--dry-run"],
        "check --deploy": [python, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
    }


def run_checks() -> int:
    """Run every check, as on a server; 1 if any failed."""
    env = without_settings()
    env |= {"SECRET_KEY": secrets.token_urlsafe(64), "ALLOWED_HOSTS": "example.invalid"}
    env["DATABASE_URL"] = "sqlite://:memory:"
    failed = [] if report("run.py", old_syntax_error()) else ["run.py"]
    for name, command in steps().items():
        show_progress(name)
        done = subprocess.run(
            command, cwd=places.ROOT, env=env, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8"
        )
        problem = (done.stdout + done.stderr or f"exit status {done.returncode}") if done.returncode else ""
        if not report(name, problem):
            failed.append(name)
    if failed:
        say("", f"没有通过：{'、'.join(failed)}", f"Failed: {', '.join(failed)}")
    return 1 if failed else 0


def report(name: str, problem: str) -> bool:
    """Say how a check went, and return whether it went well."""
    say(f"{'未通过 FAILED' if problem else '通过 ok':<10}  {name}")
    if problem:
        say(problem.rstrip())
    return not problem


def old_syntax_error() -> str:
    """What keeps an old Python from reading the files that tell it that it is too old; empty if nothing."""
    for path in (places.ROOT / "run.py", places.ROOT / "studyapp" / "launcher" / "console.py"):
        try:
            ast.parse(path.read_text(encoding="utf-8"), str(path), feature_version=OLDEST_READER)
        except SyntaxError as error:
            return f"{path.name}:{error.lineno}: {error.msg}"
    return ""


def pytest_command(arguments: list[str]) -> list[str]:
    cache = os.path.join("var", "cache", "pytest")
    return [str(places.venv_program("python")), "-m", "pytest", "-o", f"cache_dir={cache}", *arguments]
