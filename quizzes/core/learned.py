"""Weights learned from labelled sentences (`fixtures/labelled`, `tests/learn_weights.py`).

What is learned is a logistic regression: each trait of a sentence, or of a stretch in it, has a weight, and their sum
is the log-odds of a yes. The weights are whole hundredths, so the sum is the same on every machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path


@cache
def weights(name: str) -> dict[str, int]:
    """The hundredths that each trait adds; `name` is that of a file beside this one."""
    file = Path(__file__).with_name(f"{name}_weights.json")
    table: dict[str, int] = json.loads(file.read_text("utf-8"))["weights"]
    return table


def log_odds(name: str, traits: Iterable[str]) -> float:
    """The natural logarithm of yes : no; 0 is even, 2 is about 7 to 1."""
    known = weights(name)
    return sum(known.get(trait, 0) for trait in traits) / 100
