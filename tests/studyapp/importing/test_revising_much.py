"""A newer version of a long material: nothing is overlooked, and the screen costs no more for it."""

from __future__ import annotations

from studyapp.curation import add_key_point
from studyapp.models import KeyPoint
from studyapp.reading.types import Document
from studyapp.reading.types import Passage as Read
from studyapp.revising import revision_of
from tests.conftest import signed_in
from tests.factories import create_import, create_material


def thirty_edits(count=240):
    """A document of many paragraphs, and the same with thirty of them edited and one put before."""
    old = [
        f"第{n}条　第{n}号设备每{n % 9 + 2}天检查一次，由{'甲乙丙丁戊'[n % 5]}班负责记录第{n}号台账。"
        for n in range(count)
    ]
    new = list(old)
    for n in range(3, count, count // 30):
        new[n] = new[n].replace("检查一次", "检查两次并签名")
    return old, ["总则：本办法适用于全部设备。", *new]


def test_thirty_edited_paragraphs_every_untouched_point_is_kept_and_every_touched_one_listed(group, secretary):
    old, new = thirty_edits()
    material = create_material(group=group, paragraphs=tuple(old))
    points = [
        add_key_point(
            passage=passage, quote=passage.text.split("，")[0], values={"text": f"第{passage.number}条讲设备的检查。"}
        )
        for passage in material.passages.exclude(number=None)
    ]
    document = Document(material.title, tuple(Read("paragraph", text) for text in new))
    edited = {point.pk for point, before in zip(points, old, strict=True) if before not in new}
    revision = revision_of(material, document)
    assert len(edited) == 30
    assert {one.point.pk for one in revision.touched} == edited
    assert {one.fate for one in revision.touched} == {"repaired"}
    assert revision.untouched == 210
    staged = create_import(group=group, documents=[document], replaces=material)
    client = signed_in(secretary)
    url = f"/g/ours/materials/imports/{staged.pk}/revision/"
    html = client.get(url).text
    assert all(f'id="point-{pk}"' in html for pk in edited)
    choices = {f"text-{pk}": "某号设备要检查两次并签名。" for pk in edited}
    client.post(url, {"do": "apply", "stamp": revision.stamp, **choices})
    for point in KeyPoint.objects.select_related("passage"):
        assert point.retired_at is None
        assert point.passage.replaced_at is None
        assert point.passage.text[point.start : point.start + len(point.quote)] == point.quote
        assert (point.passage_position, point.pk in edited) == (point.passage.position, "两次" in point.quote)


def test_the_number_of_queries_does_not_depend_on_the_material(
    as_secretary, group, secretary, django_assert_num_queries
):
    for count in (5, 60):
        material = create_material(group=group, paragraphs=tuple(f"第{n}段原来的文字。" for n in range(count)))
        for passage in material.passages.exclude(number=None):
            add_key_point(passage=passage, quote=passage.text, values={"text": passage.text})
        document = Document("新", tuple(Read("paragraph", f"第{n}段后来的文字。") for n in range(count)))
        staged = create_import(group=group, documents=[document], replaces=material)
        with django_assert_num_queries(7):
            as_secretary.get(f"/g/ours/materials/imports/{staged.pk}/revision/")
