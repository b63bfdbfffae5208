from __future__ import annotations

import sys
from pathlib import Path

from studyapp.launcher.processes import environment, failure, new_log, run_logged


def test_caches_of_the_tools_stay_in_var(folder: Path):
    env = environment()
    for name in ("PYTHONPYCACHEPREFIX", "RUFF_CACHE_DIR", "MYPY_CACHE_DIR", "HYPOTHESIS_STORAGE_DIRECTORY"):
        assert Path(env[name]).is_relative_to(folder / "var")


def test_a_child_inherits_what_the_person_has_set(folder: Path, monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", "file:///mirror")
    assert environment()["PIP_INDEX_URL"] == "file:///mirror"


def test_output_is_returned_and_errors_are_only_kept(folder: Path):
    log = new_log("step")
    code = "import sys; print('warning', file=sys.stderr, flush=True); print('账号')"
    assert run_logged([sys.executable, "-c", code], log) == "账号\n"
    assert log.read_text(encoding="utf-8") == "账号\nwarning\n"  # errors last, whenever they came


def test_a_failing_step_gives_its_status_and_its_reason(folder: Path):
    log = new_log("migrate")
    assert run_logged([sys.executable, "-c", "raise SystemExit('no such table')"], log) == 1
    assert failure("manage.py migrate ", "manage.py migrate", log).args == (
        "manage.py migrate 没有成功，详见 var/log/migrate.log：no such table",
        "manage.py migrate failed, see var/log/migrate.log: no such table",
    )


def test_a_new_log_is_empty(folder: Path):
    new_log("step").write_text("of the last time")
    assert new_log("step").read_bytes() == b""
