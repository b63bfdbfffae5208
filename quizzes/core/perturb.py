"""Wrong answers made by changing the right one: the same class, the same way of writing, another value.

All are returned in a fixed order. `distractors` asks which may stand beside the answer; chance picks of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from quizzes.core.compounds import compound_variants
from quizzes.core.date_variants import date_range_variants, date_variants
from quizzes.core.form_variants import (
    clock_variants,
    fraction_variants,
    level_variants,
    ordinal_variants,
    ratio_variants,
    session_variants,
)
from quizzes.core.number_variants import Setting, number_variants
from quizzes.core.range_variants import range_variants

__all__ = ["Setting", "variants"]


def variants(kind: str, text: str, unit: str, setting: Setting) -> list[str]:
    """Texts of the same class as `text` with another value, nearest in kind first; none for an unknown class."""
    makers: dict[str, Callable[[], Iterable[str]]] = {
        "measure": lambda: number_variants(text, unit, setting),
        "number": lambda: number_variants(text, unit, setting),
        "count": lambda: number_variants(text, unit, setting),
        "range": lambda: (v for v in range_variants(text, unit, setting) if "零" in text or "零" not in v),
        "fraction": lambda: fraction_variants(text),
        "ratio": lambda: ratio_variants(text),
        "ordinal": lambda: ordinal_variants(text),
        "level": lambda: level_variants(text),
        "session": lambda: session_variants(text),
        "compound": lambda: compound_variants(text),
        "clock": lambda: clock_variants(text),
        "date": lambda: date_variants(text),
        "date_range": lambda: date_range_variants(text),
    }
    maker = makers.get(kind)
    if maker is None:
        return []
    return [variant for variant in dict.fromkeys(maker()) if variant != text]
