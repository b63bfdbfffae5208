"""Every row of the catalogue that a document can carry: refused in its words, or read."""

from __future__ import annotations

import pytest

from studyapp.reading.guard import read_file
from studyapp.reading.types import UnreadableFile
from tests.reading.bad_files import BAD_FILES, ODD_FILES


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("bad", BAD_FILES, ids=str)
def test_refused_in_one_sentence(bad):
    with pytest.raises(UnreadableFile) as caught:
        read_file(bad.name, bad.build())
    sentence = str(caught.value)
    assert bad.sentence in sentence
    assert sentence.endswith("。")
    assert sentence.count("。") == 1


@pytest.mark.parametrize("odd", ODD_FILES, ids=str)
def test_read_all_the_same(odd):
    reading = read_file(odd.name, odd.build(), odd.encoding)
    text = "\n".join(
        line for document in reading.documents for line in (document.title, *(p.text for p in document.passages))
    )
    assert odd.text in text
    assert odd.notice in " ".join(reading.notices)
    assert "canary" not in text
