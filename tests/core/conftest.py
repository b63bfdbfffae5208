"""The word cutter, loaded once for all tests that need it."""

from __future__ import annotations

import pytest

from quizzes.core.segment import Cut, make_cut


@pytest.fixture(scope="session")
def cut() -> Cut:
    return make_cut()
