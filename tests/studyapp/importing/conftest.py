from __future__ import annotations

import pytest

from tests.factories import create_import
from tests.studyapp.importing.documents import DUTY, RULES


@pytest.fixture
def staged(group, secretary):
    return create_import(group=group, documents=[RULES, DUTY])


@pytest.fixture
def url(staged):
    return f"/g/ours/materials/imports/{staged.pk}/"


@pytest.fixture
def send(as_secretary, staged, url):
    """Press a button of the page, as a plain form or by htmx, with the revision that the page shows."""

    def press(do, *, htmx=False, **fields):
        staged.refresh_from_db()
        data = {"revision": str(staged.revision), "do": do, **fields}
        return as_secretary.hx_post(url, target="outline", **data) if htmx else as_secretary.post(url, data)

    return press
