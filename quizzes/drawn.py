"""The questions of a paper as HTML. Those without an answer look the same to many, so each of them is drawn once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django.template.loader import render_to_string

from quizzes.paper import Step

KEPT = 4000  # about 1.5 kB each


def drawn(steps: Iterable[Step], *, worth: str, one_by_one: bool, paper_url: str) -> list[str]:
    """A piece for each step. `worth` is what one place counts; `paper_url` shows what another window saved."""
    return [
        _drawn_once(step, worth, one_by_one) if step.is_untouched else _draw(step, worth, one_by_one, paper_url)
        for step in steps
    ]


def _draw(step: Step, worth: str, one_by_one: bool, paper_url: str = "") -> str:
    context = {"step": step, "worth": worth, "one_by_one": one_by_one, "paper_url": paper_url}
    return render_to_string("quizzes/_step.html", context)


# A step is a value: whatever its HTML shows is part of what it is remembered by.
_drawn_once = lru_cache(KEPT)(_draw)
