"""Files for the reader: built here, or the sample next to the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading import builders


@pytest.fixture(scope="session")
def sample_folder() -> Path:
    folder = Path(__file__).resolve().parents[3] / "shared" / "material"
    if not folder.is_dir():
        pytest.skip("the sample compilation lies in ../shared/material, which is not here")
    return folder


@pytest.fixture
def docx_of():
    return builders.docx_file


@pytest.fixture
def repacked():
    return builders.repacked


@pytest.fixture
def with_xml():
    return builders.docx_xml


@pytest.fixture
def numbered():
    return builders.numbered
