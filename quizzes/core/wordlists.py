"""Closed lists are written as plain text, one word after the other: easier to read than quoted literals."""

from __future__ import annotations


def words(text: str) -> tuple[str, ...]:
    """The words of a list, in order."""
    return tuple(text.split())
