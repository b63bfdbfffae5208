"""What a person would note down of each document of the corpus is what the reader finds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studyapp.reading.guard import material_json, read_file
from tests.reading.corpus import CORPUS

OUTLINES = Path(__file__).parent / "outlines"


def outline_of(name: str, data: bytes) -> list[dict[str, object]]:
    return [
        material | {"passages": [[passage["level"], passage["text"]] for passage in material["passages"]]}
        for material in material_json(read_file(name, data))["materials"]
    ]


@pytest.mark.parametrize("key", CORPUS)
def test_the_outline_that_a_person_would_write(key):
    name, build = CORPUS[key]
    assert outline_of(name, build()) == json.loads((OUTLINES / f"{key}.json").read_text(encoding="utf-8"))


def test_every_outline_has_its_document():
    assert {path.stem for path in OUTLINES.glob("*.json")} == set(CORPUS)
