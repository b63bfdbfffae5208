"""The materials of the checks: the demo fixtures, and key points of fifteen subjects with teachers' opinions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from quizzes.core.segment import make_cut
from quizzes.core.types import Mark, Point
from quizzes.quality.sample import Material, make_material, read_points
from studyapp.cloze import parse_cloze

ROOT = Path(__file__).parents[2]
FIXTURES = sorted((ROOT / "fixtures").glob("*.json"))
POINT_FILES = sorted((Path(__file__).parent / "points").glob("*.json"))


def all_materials() -> list[Material]:
    return [*map(fixture_material, FIXTURES), *map(own_material, POINT_FILES)]


def fixture_material(path: Path) -> Material:
    data = json.loads(path.read_text(encoding="utf-8"))
    points = [_point(row, path.stem) for row in data["key_points"]]
    source = [passage["text"] for passage in data["passages"]]
    return make_material(path.stem, points, make_cut(point.term for point in points), source)


def own_material(path: Path) -> Material:
    points, gold = read_points(path)
    return make_material(path.stem, points, make_cut(point.term for point in points), gold=gold)


def lone_material(statement: str, **fields: Any) -> Material:
    """A material of one key point."""
    return make_material("lone", [Point(id="lone-01", statement=statement, **fields)], make_cut())


def _point(row: dict[str, Any], material: str) -> Point:
    statement, spans = parse_cloze(row["text"])
    marks = []
    for span in spans:
        notes = row["marks"].get(f"c{span.number}", {})
        marks.append(
            Mark(
                span.start,
                span.end,
                span.text,
                tuple(notes.get("accept", ())),
                tuple(notes.get("distractors", ())),
                bool(notes.get("ordered", False)),
                span.number,
            )
        )
    return Point(
        id=row["id"],
        statement=statement,
        term=row["term"],
        category=row["category"],
        aliases=tuple(row["aliases"]),
        marks=tuple(marks),
        pair_value=row["pair_value"],
        material=material,
    )
