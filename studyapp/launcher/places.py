"""Where things lie. All that we make is in VAR and VENV."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
VENV = ROOT / ".venv"


def venv_program(name: str) -> Path:
    """A program of the .venv, such as its python."""
    return VENV / "Scripts" / f"{name}.exe" if os.name == "nt" else VENV / "bin" / name
