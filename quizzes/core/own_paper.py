"""Each member their own paper, equally hard: the same questions and options in an order of their own.

Everything follows from a secret seed that is kept with the attempt, so that the paper looks the same on every device.
Seed 0 is the paper as it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import TypeVar

Item = TypeVar("Item")


def token(seed: int, text: str) -> str:
    """What stands for an option in a page: it tells nothing to whoever does not know the seed."""
    return blake2b(text.encode(), digest_size=5, key=seed.to_bytes(8, "big")).hexdigest()


def own_order(items: Iterable[Item], seed: int, name: Callable[[Item], str]) -> list[Item]:
    """The items in the order of this seed; `name` tells them apart."""
    listed = list(items)
    return sorted(listed, key=lambda item: token(seed, f"order {name(item)}")) if seed else listed
