"""A folder of its own for whatever the launcher makes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from studyapp.launcher import places


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project: the launcher sees this one, and none of the settings that this machine may have."""
    monkeypatch.setattr(places, "ROOT", tmp_path)
    monkeypatch.setattr(places, "VAR", tmp_path / "var")
    monkeypatch.setattr(places, "VENV", tmp_path / ".venv")
    for name in ("SECRET_KEY", "DATABASE_URL", "DEBUG", "PORT"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "var").mkdir()
    return tmp_path


@pytest.fixture(autouse=True)
def _bytecode_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", sys.dont_write_bytecode)  # run.main switches it off
