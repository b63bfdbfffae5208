from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError

from studyapp.library import add_documents, content_hash, remove_material
from studyapp.models import KeyPoint, Material
from studyapp.reading.types import Document, Passage
from tests.factories import create_group, create_key_point, create_material, create_quiz


def document(title="用电安全", *texts, **values):
    passages = (Passage("heading", "一、总则", 1), *(Passage("paragraph", text) for text in texts or ("先断电。",)))
    return Document(title=title, passages=passages, **values)


def test_a_document_becomes_a_material_with_its_passages_in_order(group, secretary):
    imported = add_documents(
        group=group,
        documents=[document("用电安全", "甲。", "乙。", author="教务处", date=date(2026, 11, 2))],
        file_name="用电.docx",
        source="校内汇编",
        by=secretary,
    )
    (material,) = imported.added
    assert (material.title, material.author, material.date) == ("用电安全", "教务处", date(2026, 11, 2))
    assert (material.file_name, material.source, material.imported_by) == ("用电.docx", "校内汇编", secretary)
    assert list(material.passages.values_list("position", "number", "kind", "level", "text")) == [
        (0, None, "heading", 1, "一、总则"),
        (1, 1, "paragraph", None, "甲。"),
        (2, 2, "paragraph", None, "乙。"),
    ]


def test_the_same_words_are_stored_once_whatever_file_they_came_in(group):
    first = add_documents(group=group, documents=[document()], file_name="a.docx").added[0]
    again = add_documents(group=group, documents=[document()], file_name="b.txt")
    assert (again.added, again.known) == ([], [first])
    assert Material.objects.count() == 1


def test_another_group_has_its_own_copy(group):
    add_documents(group=group, documents=[document()])
    assert len(add_documents(group=create_group(), documents=[document()]).added) == 1


@pytest.mark.parametrize(
    "other", [document("用电须知"), document("用电安全", "后断电。"), document("用电安全", "先断电。", "再走。")]
)
def test_other_words_have_another_hash(other):
    assert content_hash(other) != content_hash(document())


def test_all_documents_of_a_file_are_stored_or_none(group):
    broken = Document(title="坏的", passages=(Passage("heading", "坏的", -1),))  # no level
    with pytest.raises(IntegrityError):
        add_documents(group=group, documents=[document(), broken])
    assert not Material.objects.exists()


def test_long_titles_authors_and_names_are_cut(group):
    material = add_documents(
        group=group, documents=[document("长" * 300, author="名" * 99)], file_name="x" * 300 + ".docx"
    ).added[0]
    material.refresh_from_db()
    assert (len(material.title), len(material.author), material.file_name[-5:]) == (200, 60, ".docx")


def test_removing_takes_passages_and_key_points_along(group):
    material = create_key_point(material=create_material(group=group)).material
    assert remove_material(material=material)
    assert (Material.objects.count(), KeyPoint.objects.count()) == (0, 0)


def test_a_material_that_a_quiz_rests_on_stays_whole(group):
    material = create_material(group=group)
    create_quiz(group=group, material=material)
    assert not remove_material(material=material)
    assert (material.passages.count(), material.key_points.count()) == (2, 6)


def test_reading_time_is_counted_at_400_characters_a_minute(group):
    create_material(group=group, paragraphs=("字" * 1200,))
    assert Material.objects.with_counts().get().minutes == 3
