"""Catalogue B, key points: by hand, and in a newer version of their material."""

from __future__ import annotations

import pytest

from studyapp.reading.types import Document, Passage
from tests.factories import create_import, create_key_point, create_material
from tests.reading.bad_files import TEXT
from tests.studyapp.catalogue_b.sending import EVIL, refused, tables


@pytest.fixture
def point(group):
    return create_key_point(material=create_material(group=group))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "请写出要点的内容。"),
        ("　\u200b　", "要点"),
        ("{{c1::气瓶", "花括号不成对"),
        ("长" * 301, "要点有 301 个字"),
    ],
)
def test_B64_B65_a_key_point_of_a_newer_version_that_says_nothing_or_too_much(
    send, group, secretary, point, text, sentence
):
    new = Document("新", (Passage("paragraph", point.passage.text.replace("10米", "15米")),))
    staged = create_import(group=group, documents=[new], replaces=point.material)
    url = f"/g/ours/materials/imports/{staged.pk}/revision/"
    stamp = send.client.get(url).text.split('name="stamp" value="')[1].split('"')[0]
    before = tables()
    response = send.post(url, {"do": "apply", "stamp": stamp, f"text-{point.pk}": text})
    refused(response, sentence)
    assert text in response.text
    assert tables() == before


@pytest.mark.parametrize("field", ["text", "term", "category", "accepts"])
def test_B40_nul_in_a_key_point(send, point, field):
    before = tables()
    refused(send.post(f"/g/ours/points/{point.pk}/", {"text": TEXT, field: "a\0b"}), "无效字符", status=400)
    assert tables() == before


@pytest.mark.parametrize("evil", EVIL[:2])
def test_B57_markup_in_a_newer_version_is_text(send, group, secretary, point, evil):
    new = Document(evil, (Passage("paragraph", point.passage.text.replace("10米", evil)),))
    staged = create_import(group=group, documents=[new], replaces=point.material)
    html = send.client.get(f"/g/ours/materials/imports/{staged.pk}/revision/").text
    assert "<script>alert" not in html
    assert "<img src=x" not in html
