"""The bar: 20 seeds over the fixtures and over key points of fifteen subjects."""

from __future__ import annotations

import pytest

from quizzes.core.types import Blank, FillBlank, Mode
from quizzes.quality.findings import Figure
from quizzes.quality.sample import Asked, Material, Sample, take_sample
from quizzes.quality.table import HARD_CHECKS, measure, table_lines
from tests.quality.materials import POINT_FILES, all_materials

SEEDS = range(20)
HARD = ["M1", "M2", "M3", "M5", "M6", "M7a", "M8a", "M8b", "M9", "M10a", "M11", "M12a", "M15", "M16c"]
HARD += ["M18a", "M21", "G2", "G5"]
SHARES = ["M4", "M7b", "M10b", "M12b", "M13", "M14a", "M14b", "M14c", "M16a", "M16b", "M18b", "M19", "G1", "G3"]


@pytest.fixture(scope="module")
def sample() -> Sample:
    return take_sample(all_materials(), SEEDS)


@pytest.fixture(scope="module")
def figures(sample: Sample) -> dict[str, Figure]:
    return {figure.metric: figure for figure in measure(sample)}


def test_enough_is_measured(sample: Sample) -> None:
    own = [material for material in sample.materials if material.gold]
    gold = [opinion for material in own for opinion in material.gold.values()]
    assert len(POINT_FILES) >= 10
    assert len(gold) >= 170
    assert sum(bool(opinion.good) for opinion in gold) >= 120
    assert sum(opinion.hopeless for opinion in gold) >= 20
    assert sum(1 for _ in sample.choices()) >= 400


def test_every_metric_has_a_verdict(figures: dict[str, Figure]) -> None:
    assert {*HARD, *SHARES} <= set(figures)
    assert [metric for metric in (*HARD, *SHARES) if figures[metric].passed is None] == []


@pytest.mark.parametrize("metric", HARD)
def test_nothing_is_violated(figures: dict[str, Figure], metric: str) -> None:
    figure = figures[metric]
    assert figure.hard
    assert [str(violation) for violation in figure.violations if not violation.marked] == []


@pytest.mark.parametrize("metric", SHARES)
def test_the_bar_is_reached(figures: dict[str, Figure], metric: str) -> None:
    assert figures[metric].passed, "\n".join(table_lines([figures[metric]], examples=40))


def test_many_key_points_can_be_choices(figures: dict[str, Figure]) -> None:
    assert float(figures["M17"].value.partition("%")[0]) >= 40


def test_no_blank_that_a_teacher_accepts_breaks_a_rule(sample: Sample) -> None:
    """The checks and the opinions were written apart; where they differ, one of them is wrong."""
    refused = []
    for material in sample.materials:
        for point_id, gold in material.gold.items():
            refused += [(point_id, text) for text in sorted(gold.good) if not _is_allowed(material, point_id, text)]
    assert refused == []


def _is_allowed(material: Material, point_id: str, text: str) -> bool:
    """Whether the text could be asked at some place of the statement."""
    statement = material.by_id[point_id].statement
    places = [place for place in range(len(statement)) if statement.startswith(text, place)]
    blank_lists = ([Blank(place, place + len(text), text, "test")] for place in places)
    asked = [Asked(FillBlank("q", Mode.TYPED, point_id, statement, tuple(found)), material) for found in blank_lists]
    return any(not any(list(check(one)) for _, _, check in HARD_CHECKS) for one in asked)
