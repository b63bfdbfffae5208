"""What is made of the figures of a run: ratios, goals that are met or missed, the burst's verdict."""

from __future__ import annotations

import random

import pytest

from tests.bench import figures, wrk
from tests.bench.burst import OPENED_WITHIN, SECONDS, Outcome, due_times
from tests.bench.cases import CASES


def a_run(*, rate: float = 100.0, cpu: float = 2.0, size: int = 20_000) -> wrk.Run:
    return wrk.Run(rate=rate, p50=3.0, p99=9.0, cpu=cpu, size=size, noise=0.1)


def a_pair(times: float) -> figures.Pair:
    """The product so many times dearer and slower than its yardstick."""
    return figures.Pair(a_run(rate=1000 / times, cpu=2 * times), a_run(rate=1000, cpu=2))


def test_ratios_are_the_middle_of_the_rounds_with_their_spread():
    pairs = [a_pair(1.0), a_pair(1.4), a_pair(3.0)]
    assert str(figures.cost(pairs)) == "1.40 (1.00-3.00)"
    assert str(figures.slowness(pairs)) == "1.40 (1.00-3.00)"


@pytest.mark.parametrize(("times", "is_met"), [(1.0, True), (1.3, True), (1.31, False)])
def test_a_goal_is_met_or_missed(times, is_met):
    page = CASES[0]
    found = figures.verdicts(page, {1: [a_pair(9.0)], 8: [a_pair(times)]})
    assert [verdict.is_met for verdict in found[:2]] == [is_met, is_met]
    assert str(found[0]).startswith("ok" if is_met else "MISSED")


def test_a_page_that_is_too_large_misses_its_goal():
    large = figures.Pair(a_run(size=40_001), a_run())
    assert not figures.verdicts(CASES[0], {8: [large]})[-1].is_met


def test_throughput_under_a_crowd_is_compared_with_that_of_a_few():
    few, many = figures.Pair(a_run(rate=100), a_run()), figures.Pair(a_run(rate=80), a_run())
    scaled = figures.scaling({8: [few], 32: [many]})
    assert scaled is not None
    assert scaled.middle == 0.8
    assert figures.scaling({8: [few]}) is None
    assert [one.is_met for one in figures.verdicts(CASES[1], {8: [few], 32: [many]})][-1] is False


def test_a_row_of_the_table_has_a_cell_for_each_heading():
    columns = figures.HEAD.split("\n")[0].count("|")
    assert figures.row(CASES[0], 8, [a_pair(1.0)]).count("|") == columns


@pytest.mark.parametrize(("share", "value"), [(0.5, 50), (0.99, 99), (1.0, 100), (0.0, 1)])
def test_percentiles_are_values_that_occurred(share, value):
    assert figures.percentile(list(range(1, 101)), share) == value


def test_a_burst_is_due_within_its_time_and_in_order():
    for seed in range(50):
        opened, *answers = due_times(random.Random(seed), 20)
        assert 0 <= opened <= OPENED_WITHIN
        assert answers == sorted(answers)
        assert len(answers) == 20
        assert opened <= answers[0]
        assert answers[-1] <= SECONDS


def test_one_lost_answer_or_one_failure_misses_the_goal():
    good = Outcome(waits=[1.0, 2.0], seconds=10.0)
    assert all(verdict.is_met for verdict in good.verdicts())
    assert not all(verdict.is_met for verdict in Outcome(waits=[1.0], lost=1).verdicts())
    assert not all(verdict.is_met for verdict in Outcome(waits=[200.0]).verdicts())
    good.failures["500"] += 1
    assert not all(verdict.is_met for verdict in good.verdicts())
