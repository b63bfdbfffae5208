"""Addresses of pages, each worked out once in a process: a page has half a dozen, and each takes as long as a query."""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_script_prefix, reverse

KEPT = 4096


def address(route: str, *args: int | str) -> str:
    """What `reverse` gives for a route and its arguments; in templates `{% address 'quizzes:paper' slug pk %}`."""
    return _worked_out(get_script_prefix(), route, args)


@lru_cache(KEPT)
def _worked_out(prefix: str, route: str, args: tuple[int | str, ...]) -> str:
    return reverse(route, args=args)
