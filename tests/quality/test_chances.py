"""M14, where chance itself is checked: a habit of the dealer is seen, chance is not called a habit."""

from __future__ import annotations

import random

import pytest

from quizzes.core.types import Blank, FillBlank, Mode, Option
from quizzes.quality import pool
from quizzes.quality.findings import Figure
from quizzes.quality.sample import Asked
from tests.quality.materials import lone_material

STATEMENT = "罚球点距球门线11米。"


_MATERIAL = lone_material(STATEMENT)


def dealt(rng: random.Random, place_weights: list[int], rank_weights: list[int]) -> Asked:
    rank = rng.choices(range(4), rank_weights)[0]
    wrong = [f"{11 - step}米" for step in range(1, rank + 1)] + [f"{11 + step}米" for step in range(1, 4 - rank)]
    texts = rng.sample(wrong, 3)
    texts.insert(rng.choices(range(4), place_weights)[0], "11米")
    options = tuple(Option(text, "number") for text in texts)
    blank = Blank(7, 10, "11米", "measure", options=options)
    return Asked(FillBlank("q", Mode.CHOICE, "lone-01", STATEMENT, (blank,)), _MATERIAL)


def figures(seed: int, place_weights: list[int], rank_weights: list[int], size: int = 800) -> tuple[Figure, Figure]:
    rng = random.Random(seed)
    choices = [dealt(rng, place_weights, rank_weights) for _ in range(size)]
    return pool.positions(choices), pool.ranks(choices)


@pytest.mark.parametrize("seed", range(30))
def test_fair_deals_pass(seed: int) -> None:
    places, ranks = figures(seed, [1, 1, 1, 1], [1, 1, 1, 1])
    assert places.passed
    assert ranks.passed


@pytest.mark.parametrize("seed", range(10))
def test_a_habit_of_place_or_rank_fails(seed: int) -> None:
    places, ranks = figures(seed, [1, 2, 2, 1], [1, 1, 1, 1])
    assert not places.passed
    assert ranks.passed
    places, ranks = figures(seed, [1, 1, 1, 1], [1, 2, 2, 1])
    assert places.passed
    assert not ranks.passed


def test_too_few_questions_prove_nothing() -> None:
    places, ranks = figures(1, [1, 0, 0, 0], [1, 0, 0, 0], size=50)
    assert places.passed is None
    assert ranks.passed is None
