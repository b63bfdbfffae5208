"""Catalogue B of bad inputs, for every file, paste and form that brings material in: as a page and by htmx.

Each test carries the number of its row. A refusal has a 4xx status and a Chinese sentence, keeps what was typed and
leaves every table as it was. The files themselves are those of the reader's tests.
"""

from __future__ import annotations

import pytest

from studyapp.reading import guard
from studyapp.reading.sandbox import parse_apart
from studyapp.reading.types import Document, Passage, UnreadableFile
from tests.conftest import signed_in
from tests.factories import create_import
from tests.reading.bad_files import TEXT
from tests.studyapp.catalogue_b.sending import Sender


@pytest.fixture(params=[False, True], ids=["page", "htmx"])
def send(request, secretary) -> Sender:
    return Sender(signed_in(secretary), htmx=request.param)


@pytest.fixture(scope="module")
def readings():
    return {}


@pytest.fixture(autouse=True)
def _read_once(readings, monkeypatch):
    """Both faces of a page read the same file: the child process is asked once."""

    def parse_once(*arguments):
        if arguments not in readings:
            try:
                readings[arguments] = parse_apart(*arguments)
            except UnreadableFile as error:
                readings[arguments] = error
        if isinstance(readings[arguments], Exception):
            raise readings[arguments]
        return readings[arguments]

    monkeypatch.setattr(guard, "parse_apart", parse_once)


@pytest.fixture
def staged(group, secretary):
    return create_import(group=group, documents=[Document("气瓶使用须知", (Passage("paragraph", TEXT),))])


@pytest.fixture
def preview(staged):
    return f"/g/ours/materials/imports/{staged.pk}/"
