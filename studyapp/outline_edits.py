"""What a secretary sends from the preview of a file, turned into edits of its outline. Plain Python.

A button says `verb:sheet` or `verb:sheet:line`; the fields of a sheet are `title-0`, `author-0`, `date-0`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from studyapp.outlines import (
    LONGEST_AUTHOR,
    LONGEST_TITLE,
    NoSuchPlace,
    Outline,
    Sheet,
    join,
    leave_out_line,
    leave_out_sheet,
    set_level,
    split,
    with_sheet,
)
from studyapp.reading.characters import remove_invisible, tidy

Errors = dict[str, str]

_VERBS: dict[str, tuple[int, Callable[..., Outline]]] = {
    "split": (2, split),
    "join": (1, join),
    "level": (3, set_level),
    "drop": (2, lambda outline, index, number: leave_out_line(outline, index, number, is_out=True)),
    "keep": (2, lambda outline, index, number: leave_out_line(outline, index, number, is_out=False)),
    "out": (1, lambda outline, index: leave_out_sheet(outline, index, is_out=True)),
    "in": (1, lambda outline, index: leave_out_sheet(outline, index, is_out=False)),
    "newer": (2, lambda outline, index, material: as_newer(outline, index, material)),
}
ON_A_LINE = frozenset({"level", "drop", "keep"})
ON_A_SHEET = frozenset({"out", "in", "newer", "open"})


def places_of(command: str) -> tuple[str, tuple[int, ...]]:
    """The verb of a button and the numbers behind it; NoSuchPlace for what no button says."""
    verb, *numbers = command.split(":")
    if not all(number.isascii() and number.isdecimal() and len(number) < 10 for number in numbers):
        raise NoSuchPlace(command)
    return verb, tuple(map(int, numbers))


def apply(outline: Outline, command: str) -> Outline:
    """The outline after one edit. Verbs that are no edits (save, open) leave it as it is."""
    verb, places = places_of(command)
    if verb not in _VERBS:
        return outline
    wanted, change = _VERBS[verb]
    if len(places) != wanted:
        raise NoSuchPlace(command)
    return change(outline, *places)


def as_newer(outline: Outline, index: int, material: int) -> Outline:
    """Mark a sheet as a newer version of one of its candidates; 0 makes it a material of its own."""
    if not 0 <= index < len(outline):
        raise NoSuchPlace(index)
    sheet = outline[index]
    if material and material not in {candidate.id for candidate in sheet.candidates}:
        raise NoSuchPlace(material)
    return with_sheet(outline, index, replace(sheet, replaces=material or None))


def with_fields(outline: Outline, sent: Mapping[str, str]) -> tuple[Outline, Errors]:
    """The outline with everything that was typed, and a sentence for each field that cannot be taken."""
    errors: Errors = {}
    for index, sheet in enumerate(outline):
        if f"title-{index}" in sent:
            outline = with_sheet(outline, index, _filled(index, sheet, sent, errors))
    return outline, errors


def _filled(index: int, sheet: Sheet, sent: Mapping[str, str], errors: Errors) -> Sheet:
    values: dict[str, str] = {}
    for name, check in (("title", _title), ("author", _author), ("date", _date)):
        key = f"{name}-{index}"
        try:
            values[name] = check(tidy(remove_invisible(sent.get(key, ""))[0]))
        except ValueError as error:
            errors[key] = str(error)
    return replace(sheet, **values)  # type: ignore[arg-type]


def _title(text: str) -> str:
    if not text:
        raise ValueError("标题不能为空。")
    if len(text) > LONGEST_TITLE:
        raise ValueError(f"标题最多{LONGEST_TITLE}个字，现在有{len(text)}个。")
    return text


def _author(text: str) -> str:
    if len(text) > LONGEST_AUTHOR:
        raise ValueError(f"作者最多{LONGEST_AUTHOR}个字，现在有{len(text)}个。")
    return text


def _date(text: str) -> str:
    if not text:
        return ""
    for separator in "年月/.":
        text = text.replace(separator, "-")
    try:
        year, month, day = (int(part) for part in text.strip("日- ").split("-"))
        found = date(year, month, day)
    except ValueError:
        raise ValueError("没有这个日期，请写成 2026-11-02 的样子，或者留空。") from None
    if not 1800 <= found.year <= 2200:
        raise ValueError("年份不对，请核对。")
    return found.isoformat()
