"""All that the site and the quizzes promise holds on PostgreSQL too: their own tests, run a second time there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.databases import postgresql_url

ROOT = Path(__file__).resolve().parents[1]
# Every test that meets the database; the launcher's meet none, and the browser's say nothing new about one.
FOLDERS = ("tests/quizzes", "tests/studyapp", "--ignore=tests/studyapp/launcher")


def test_the_site_and_the_quizzes_keep_their_promises_on_postgresql():
    environment = os.environ | {"DATABASE_URL": postgresql_url()}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *FOLDERS]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8")
    if done.returncode:
        pytest.fail(f"on PostgreSQL:\n{done.stdout}{done.stderr}", pytrace=False)
    assert " passed" in done.stdout
