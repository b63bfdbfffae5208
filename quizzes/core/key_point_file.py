"""Key points from a JSON file, for people and programs outside the site. Every fault is one Chinese sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from quizzes.core.types import Mark, Point

MOST_BYTES = 20 * 1024 * 1024
MOST_POINTS = 5000
LONGEST_STATEMENT = 5000  # characters, as everywhere on the site
LONGEST_NAME = 500
MOST_CHARACTERS = 1_000_000  # of all statements, or of the source
_UNUSABLE = re.compile("[\x00\ud800-\udfff]")


class KeyPointFileError(ValueError):
    """The file cannot be used. The message is one Chinese sentence: what, where, what to do."""


def read_text(path: Path, name: str) -> str:
    """The text of a UTF-8 file, with or without a byte order mark."""
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason: dict[type[Exception], str] = {
            FileNotFoundError: "文件不存在",
            IsADirectoryError: "这是一个文件夹",
            PermissionError: "没有读取权限",
        }
        raise KeyPointFileError(f"读不了{name} {path}：{reason.get(type(error), '无法打开')}，请检查路径。") from None
    if len(raw) > MOST_BYTES:
        raise KeyPointFileError(f"{name} {path} 超过 {MOST_BYTES // 1024 // 1024} MB，请拆分后再试。")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise KeyPointFileError(
            f"{name} {path} 在第 {error.start + 1} 个字节处不是 UTF-8 文字，请另存为 UTF-8。"
        ) from None


def parse_list(text: str, name: str, entry: str) -> list[object]:
    """The entries of a JSON list; `name` says what the file is and `entry` what one entry is."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise KeyPointFileError(
            f"{name}不是 JSON：第 {error.lineno} 行第 {error.colno} 列处写法有误，请检查。"
        ) from None
    except (ValueError, RecursionError):
        raise KeyPointFileError(f"{name}不是可用的 JSON：数字过长或嵌套过深，请检查。") from None
    if not isinstance(data, list):
        raise KeyPointFileError(f"{name}的最外层应是一个列表 [ … ]，每个{entry}是其中一项。")
    return data


def source_paragraphs(text: str) -> list[str]:
    """The paragraphs of a source text, one a line."""
    if len(text) > MOST_CHARACTERS:
        raise KeyPointFileError(f"原文超过 {MOST_CHARACTERS // 10000} 万字，请只给与要点有关的部分。")
    if _UNUSABLE.search(text):
        raise KeyPointFileError("原文含有无效字符，请用文本编辑器重新保存。")
    return [line.strip() for line in text.splitlines() if line.strip()]


def parse_key_points(text: str) -> list[Point]:
    """The key points of a JSON list. Keys that are not known are left out of account."""
    data = parse_list(text, "要点文件", "要点")
    if len(data) > MOST_POINTS:
        raise KeyPointFileError(f"要点超过 {MOST_POINTS} 条，请拆成几个文件。")
    points = [_point(item, number) for number, item in enumerate(data, start=1)]
    _check_ids(points)
    if sum(len(point.statement) for point in points) > MOST_CHARACTERS:
        raise KeyPointFileError(f"要点总字数超过 {MOST_CHARACTERS // 10000} 万字，请拆成几个文件。")
    return points


def _check_ids(points: Sequence[Point]) -> None:
    seen: dict[str, int] = {}
    for number, point in enumerate(points, start=1):
        if point.id in seen:
            raise KeyPointFileError(
                f"第 {number} 条与第 {seen[point.id]} 条的 id 相同（{_short(point.id)}），id 不能重复。"
            )
        seen[point.id] = number


def _short(text: str) -> str:
    text = " ".join(text.split())  # the message stays one line
    return text if len(text) <= 20 else text[:20] + "…"


def _point(item: object, number: int) -> Point:
    where = f"第 {number} 条要点"
    if not isinstance(item, Mapping):
        raise KeyPointFileError(f"{where}应是一个对象 {{ … }}，请检查。")
    statement = _text(item, "statement", where, LONGEST_STATEMENT, required=True)
    return Point(
        id=_identity(item, where),
        statement=statement,
        term=_text(item, "term", where, LONGEST_NAME),
        category=_text(item, "category", where, LONGEST_NAME),
        aliases=_texts(item, "aliases", where),
        marks=_marks(item, statement, where),
        pair_value=_text(item, "pair_value", where, LONGEST_NAME),
    )


def _identity(item: Mapping[str, Any], where: str) -> str:
    value = item.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text(item, "id", where, LONGEST_NAME, required=True)


def _text(item: Mapping[str, Any], key: str, where: str, longest: int, *, required: bool = False) -> str:
    value = item.get(key)
    if value is None and not required:
        return ""
    if value is None:
        raise KeyPointFileError(f"{where}缺少 {key}，请补上。")
    if not isinstance(value, str):
        raise KeyPointFileError(f"{where}的 {key} 应是文字，请加上引号。")
    if required and not value.strip():
        raise KeyPointFileError(f"{where}的 {key} 是空的，请填写。")
    return _usable(value, f"{where}的 {key} ", longest)


def _usable(value: str, where: str, longest: int) -> str:
    if len(value) > longest:
        raise KeyPointFileError(f"{where}超过 {longest} 字，请缩短。")
    if _UNUSABLE.search(value):
        raise KeyPointFileError(f"{where}含有无效字符，请重新输入。")
    return value


def _texts(item: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = item.get(key)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise KeyPointFileError(f'{where}的 {key} 应是文字列表，如 ["甲", "乙"]。')
    return tuple(_usable(entry, f"{where}的 {key} ", LONGEST_NAME) for entry in value if entry.strip())


def _marks(item: Mapping[str, Any], statement: str, where: str) -> tuple[Mark, ...]:
    value = item.get("marks")
    if value is None:
        return ()
    if not isinstance(value, list):
        raise KeyPointFileError(f"{where}的 marks 应是列表，每个空是其中一项。")
    marks = [_mark(entry, statement, f"{where}的第 {place} 个空") for place, entry in enumerate(value, start=1)]
    ordered = sorted(marks, key=lambda mark: (mark.start, mark.end))
    for one, other in pairwise(ordered):
        if other.start < one.end:
            raise KeyPointFileError(f"{where}的两个空“{_short(one.text)}”和“{_short(other.text)}”重叠，请只留一个。")
    return tuple(marks)


def _mark(entry: object, statement: str, where: str) -> Mark:
    if not isinstance(entry, Mapping):
        raise KeyPointFileError(f"{where}应是一个对象，至少写明 text。")
    text = _text(entry, "text", where, LONGEST_STATEMENT, required=True)
    occurrence = entry.get("occurrence", 1)
    if occurrence is None:
        occurrence = 1
    if not isinstance(occurrence, int) or isinstance(occurrence, bool):
        raise KeyPointFileError(f"{where}的 occurrence 应是整数，从 1 数起。")
    ordered = entry.get("ordered", False)
    if not isinstance(ordered, bool) and ordered is not None:
        raise KeyPointFileError(f"{where}的 ordered 应是 true 或 false。")
    start = _place(text, occurrence, statement, where)
    accept, distractors = _texts(entry, "accept", where), _texts(entry, "distractors", where)
    return Mark(start, start + len(text), text, accept, distractors, bool(ordered))


def _place(text: str, occurrence: int, statement: str, where: str) -> int:
    places = [match.start() for match in re.finditer(re.escape(text), statement)]
    if not places:
        raise KeyPointFileError(f"{where}“{_short(text)}”不在要点的文字里，请照原文填写。")
    if not 1 <= occurrence <= len(places):
        raise KeyPointFileError(f"{where}“{_short(text)}”在要点里出现 {len(places)} 次，没有第 {occurrence} 次。")
    return places[occurrence - 1]
