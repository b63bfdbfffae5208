"""One row of a sheet → one key point in the notation in which key points are kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from studyapp.cloze import ClozeError, ClozeSpan, parse_cloze, to_cloze

LONGEST_STATEMENT = 300
SHORTEST_STATEMENT = 5
LONGEST_CELL = {"term": 60, "category": 20, "pair_value": 60, "aliases": 200, "quote": 2000}
NAMES = {
    "statement": "要点",
    "term": "名目",
    "category": "类别",
    "answers": "空",
    "accepts": "也算对",
    "distractors": "干扰项",
    "aliases": "别名",
    "pair_value": "配对内容",
    "quote": "原文",
}
_SEPARATORS = re.compile(r"[;；\n]")
_NUMBERED = re.compile(r"\s*([1-9]\d?)\s*[:：.、]\s*(.+)")
# A place left to fill in: ____, （　　）, 【】.
_GAP = re.compile(r"[_＿]{2,}|[（(]\s*[）)]|[【\[]\s*[】\]]")
_LABEL = re.compile(r"^(?:答案|参考答案)\s*[:：]\s*")


@dataclass(frozen=True)
class KeyPointRow:
    """A key point as a sheet words it: `text` with its blanks marked, answers by number ("1" for c1)."""

    number: int
    text: str
    statement: str
    term: str = ""
    category: str = ""
    pair_value: str = ""
    aliases: list[str] = field(default_factory=list)
    accepts: dict[str, list[str]] = field(default_factory=dict)
    distractors: dict[str, list[str]] = field(default_factory=dict)
    quote: str = ""


@dataclass(frozen=True)
class RowError:
    """Why a row cannot be imported; `sentence` reads on from 第 n 行."""

    number: int
    sentence: str
    statement: str = ""

    def __str__(self) -> str:
        return f"第 {self.number} 行{self.sentence}。"


@dataclass(frozen=True)
class Sheet:
    """What a sheet held: good rows, rows with an error, and what was left out on the way."""

    name: str
    rows: tuple[KeyPointRow, ...]
    errors: tuple[RowError, ...]
    notices: tuple[str, ...]
    margins: tuple[str, ...] = ()  # what stands around the tables: names of tabs, titles, heads and feet of pages


def sheet_json(sheet: Sheet) -> dict[str, Any]:
    """The sheet as plain values."""
    return {
        "name": sheet.name,
        "rows": [vars(row) for row in sheet.rows],
        "errors": [vars(error) for error in sheet.errors],
        "notices": sheet.notices,
        "margins": sheet.margins,
    }


def sheet_of(plain: dict[str, Any]) -> Sheet:
    """The inverse of `sheet_json`."""
    return Sheet(
        plain["name"],
        tuple(KeyPointRow(**row) for row in plain["rows"]),
        tuple(RowError(**error) for error in plain["errors"]),
        tuple(plain["notices"]),
        tuple(plain.get("margins", ())),  # those stored by an older version have none
    )


class _Wrong(Exception):
    pass


def read_row(number: int, cells: Mapping[str, str], trouble: Mapping[str, str]) -> KeyPointRow | RowError:
    """The key point of a row, or the first thing that is wrong with it."""
    said = " ".join(cells["statement"].split())
    try:
        return _read(number, said, cells, trouble)
    except _Wrong as wrong:
        return RowError(number, str(wrong), said[:60])


def _read(number: int, said: str, cells: Mapping[str, str], trouble: Mapping[str, str]) -> KeyPointRow:
    for name, what in trouble.items():
        raise _Wrong(f"“{NAMES[name]}”{what}")
    if not said:
        raise _Wrong("没有写要点")
    answers = _split(_LABEL.sub("", cells.get("answers", "")))
    text = _with_blanks(said, answers)
    statement, spans = _parsed(text)
    if not SHORTEST_STATEMENT <= len(statement) <= LONGEST_STATEMENT:
        raise _Wrong(f"的要点有 {len(statement)} 个字，应在 {SHORTEST_STATEMENT} 到 {LONGEST_STATEMENT} 个字之间")
    for name, most in LONGEST_CELL.items():
        if len(cells.get(name, "")) > most:
            raise _Wrong(f"“{NAMES[name]}”超过 {most} 个字")
    accepts = _by_blank("accepts", cells, spans)
    distractors = _by_blank("distractors", cells, spans)
    _check_distractors(distractors, accepts, spans)
    single = {name: " ".join(cells.get(name, "").split()) for name in ("term", "category", "pair_value", "quote")}
    aliases = _split(cells.get("aliases", ""))
    return KeyPointRow(number, text, statement, aliases=aliases, accepts=accepts, distractors=distractors, **single)


def _split(text: str) -> list[str]:
    """The items of a cell, each once."""
    return list(dict.fromkeys(item.strip() for item in _SEPARATORS.split(text) if item.strip()))


def _with_blanks(said: str, answers: list[str]) -> str:
    """The statement with its answers marked: in gaps left for them, or where they stand."""
    gaps = list(_GAP.finditer(said))
    if "{{" in said:
        return said
    if gaps:
        return _filled(said, gaps, answers)
    spans: list[tuple[int, int]] = []
    for answer in answers:
        start = _free_place(said, answer, spans)
        if start < 0:
            raise _Wrong(f"“空”里的“{answer}”不在要点里")
        spans.append((start, start + len(answer)))
    ordered = sorted(spans)
    numbers = {span: number for number, span in enumerate(spans, 1)}
    return to_cloze(said, tuple(ClozeSpan(a, b, said[a:b], numbers[a, b]) for a, b in ordered))


def _free_place(said: str, answer: str, taken: list[tuple[int, int]]) -> int:
    """Where the answer stands outside the places taken; full-width and half-width letters are the same."""
    plain, wanted = unicodedata.normalize("NFKC", said), unicodedata.normalize("NFKC", answer)
    if len(plain) != len(said) or len(wanted) != len(answer):
        plain, wanted = said, answer
    start = plain.find(wanted)
    while start >= 0 and any(start < stop and begin < start + len(wanted) for begin, stop in taken):
        start = plain.find(wanted, start + 1)
    return start


def _filled(said: str, gaps: list[re.Match[str]], answers: list[str]) -> str:
    if not answers:
        raise _Wrong("缺少答案")
    if len(answers) != len(gaps):
        raise _Wrong(f"有 {len(gaps)} 个空，却有 {len(answers)} 个答案")
    text, last = "", 0
    for number, (gap, answer) in enumerate(zip(gaps, answers, strict=True), 1):
        text += f"{said[last : gap.start()]}{{{{c{number}::{answer}}}}}"
        last = gap.end()
    return text + said[last:]


def _parsed(text: str) -> tuple[str, tuple[ClozeSpan, ...]]:
    try:
        return parse_cloze(text)
    except ClozeError as error:
        raise _Wrong(f"的标记有误：{str(error).rstrip('。')}") from None


def _by_blank(name: str, cells: Mapping[str, str], spans: tuple[ClozeSpan, ...]) -> dict[str, list[str]]:
    """Answers by the number of their blank: "1：甲；乙" on lines of their own, or plain when there is one blank."""
    said = cells.get(name, "")
    if not said:
        return {}
    numbers = sorted({str(span.number) for span in spans}, key=int)
    if not numbers:
        raise _Wrong(f"写了“{NAMES[name]}”，但要点里没有标空")
    lines = [_NUMBERED.fullmatch(line) for line in said.split("\n")]
    if len(numbers) == 1 and not all(line and line[1] in numbers for line in lines):
        return {numbers[0]: _split(said)}
    found: dict[str, list[str]] = {}
    for line in lines:
        if line is None:
            raise _Wrong(f"有 {len(numbers)} 个空，“{NAMES[name]}”要按“1：甲；乙”每个空写一行")
        if line[1] not in numbers:
            raise _Wrong(f"“{NAMES[name]}”写了第 {line[1]} 个空，但要点里没有这个空")
        found.setdefault(line[1], []).extend(_split(line[2]))
    return found


def _check_distractors(
    distractors: Mapping[str, list[str]], accepts: Mapping[str, list[str]], spans: tuple[ClozeSpan, ...]
) -> None:
    for number, wrong in distractors.items():
        right = {span.text for span in spans if str(span.number) == number} | set(accepts.get(number, ()))
        for answer in wrong:
            if answer in right:
                raise _Wrong(f"的干扰项“{answer}”就是答案")
