"""Automatic numbering of a Word file: the numbers that readers see and that no text run holds."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from studyapp.reading.numerals import numeral

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile("%([1-9])")
_LEVELS = 9


@dataclass(frozen=True)
class _Level:
    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restarts_after: int | None = None  # deepest level (from 1) that restarts this one; 0 for never
    is_legal: bool = False  # shows every number in plain digits


@dataclass
class Numbering:
    """Counts through the lists of one document: call `label` for each paragraph in reading order."""

    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # of a list instance (numId)
    _shared: dict[str, str] = field(default_factory=dict)  # instance → definition that keeps the count
    _style_levels: dict[tuple[str, str], int] = field(default_factory=dict)
    _counts: defaultdict[str, list[int | None]] = field(default_factory=lambda: defaultdict(lambda: [None] * _LEVELS))
    _restarted: set[str] = field(default_factory=set)
    _overrides: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, num_id: str, level: int) -> str:
        """Count one paragraph of the list at this level (from 0) and return its number as printed, or ""."""
        levels = self._levels.get(num_id)
        if levels is None or level not in levels:
            return ""
        counts = self._counts[self._shared[num_id]]
        self._restart(num_id, counts)
        own = levels[level]
        previous = counts[level]
        counts[level] = own.start if previous is None else previous + 1
        for deeper in range(level + 1, _LEVELS):
            after = levels[deeper].restarts_after if deeper in levels else None
            if after is None or after > level:
                counts[deeper] = None
        return self._printed(own, levels, counts)

    def style_level(self, num_id: str, style_id: str) -> int:
        """The level that a list definition ties to a paragraph style, 0 by default."""
        return self._style_levels.get((num_id, style_id), 0)

    def _restart(self, num_id: str, counts: list[int | None]) -> None:
        """An instance with a start of its own begins anew when it is first used."""
        if num_id in self._overrides and num_id not in self._restarted:
            for level in self._overrides[num_id]:
                counts[level] = None
        self._restarted.add(num_id)

    def _printed(self, own: _Level, levels: dict[int, _Level], counts: list[int | None]) -> str:
        if own.number_format == "bullet":
            return ""

        def filled(match: re.Match[str]) -> str:
            index = int(match.group(1)) - 1
            level = levels.get(index, _Level())
            count = counts[index]
            number_format = "decimal" if own.is_legal else level.number_format
            return numeral(level.start if count is None else count, number_format)

        text = _PLACE.sub(filled, own.text).strip()
        needs_blank = own.suffix != "nothing" and bool(re.search("[0-9a-zA-Z.一-鿿]$", text))
        return f"{text} " if needs_blank else text


def read_numbering(root: Any) -> Numbering:
    """The lists of a document from the root of numbering.xml (None when it has none)."""
    numbering = Numbering()
    if root is None:
        return numbering
    definitions = {element.get(W + "abstractNumId"): element for element in root.iterfind(W + "abstractNum")}
    by_style = {
        link.get(W + "val"): element
        for element in definitions.values()
        if (link := element.find(W + "styleLink")) is not None
    }
    for instance in root.iterfind(W + "num"):
        num_id = instance.get(W + "numId")
        definition_id = _value(instance, "abstractNumId")
        definition = definitions.get(definition_id)
        if num_id is None or definition is None or definition_id is None:
            continue
        link = _value(definition, "numStyleLink")
        _read_instance(numbering, num_id, definition_id, by_style.get(link, definition), instance)
    return numbering


def _read_instance(numbering: Numbering, num_id: str, definition_id: str, definition: Any, instance: Any) -> None:
    levels: dict[int, _Level] = {}
    elements = list(definition.iterfind(W + "lvl"))
    overrides: dict[int, int] = {}
    for override in instance.iterfind(W + "lvlOverride"):
        level = _integer(override.get(W + "ilvl"))
        start = _value(override, "startOverride")
        if start is not None and 0 <= level < _LEVELS:
            overrides[level] = _integer(start)
        elements.extend(override.iterfind(W + "lvl"))
    for element in elements:
        index = _integer(element.get(W + "ilvl"))
        if not 0 <= index < _LEVELS:
            continue
        levels[index] = _level(element, overrides.get(index))
        if style := _value(element, "pStyle"):
            numbering._style_levels[num_id, style] = index
    numbering._levels[num_id] = levels
    numbering._shared[num_id] = definition_id
    if overrides:
        numbering._overrides[num_id] = overrides


def _level(element: Any, start: int | None) -> _Level:
    restart = _value(element, "lvlRestart")
    number_format = _value(element, "numFmt")
    if number_format is None:  # newer formats sit beside a fallback that older programs read
        choices = [found.get(W + "val") for found in element.iter(W + "numFmt")]
        number_format = choices[-1] if choices else "decimal"
    is_legal = element.find(W + "isLgl")
    return _Level(
        start=_integer(_value(element, "start"), 1) if start is None else start,
        number_format=number_format or "decimal",
        text=_value(element, "lvlText") or "",
        suffix=_value(element, "suff") or "tab",
        restarts_after=None if restart is None else _integer(restart),
        is_legal=is_legal is not None and is_legal.get(W + "val") not in ("0", "false"),
    )


def _value(element: Any, name: str) -> str | None:
    found = element.find(W + name)
    return None if found is None else found.get(W + "val")


def _integer(text: str | None, default: int = 0) -> int:
    try:
        return max(-1, min(int(text or default), 1_000_000))
    except ValueError:
        return default
