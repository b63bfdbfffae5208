"""Catalogue B, rows of a sheet of ready-made key points: each is told by its number, and nothing is stored unseen."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from studyapp.models import KeyPoint, SheetImport
from tests.reading.sheets import ROW, STATEMENT, key_points, wrong_dimension
from tests.studyapp.catalogue_b.sending import EVIL, tables

SHEETS = "/g/ours/sheets/"
BOTTLE = "乙炔瓶应当直立放置，并用防倒链固定。"

# (row of the catalogue, cells of the second row beside a good one: term, statement, category, blank, also right,
# distractors), what the page says
BAD_ROWS = [
    ("B50", ["", "乙炔瓶的瓶身应当涂____。", "", "", "", ""], "第 3 行缺少答案。"),
    ("B51", ["", BOTTLE, "", "铁链条", "", ""], "第 3 行“空”里的“铁链条”不在要点里。"),
    ("B52", ["", STATEMENT, "", "10米", "", ""], "第 3 行与第 2 行重复。"),
    ("B53", ["", "乙炔瓶应当（　　）放置。", "", "直立；水平", "", ""], "第 3 行有 1 个空，却有 2 个答案。"),
    ("B55", ["", BOTTLE, "", "防倒链", "", "铁丝；防倒链"], "第 3 行的干扰项“防倒链”就是答案。"),
    ("B56", ["", BOTTLE, "", "直立；防倒链", "竖直", ""], "每个空写一行"),
]
ACCEPTED_ROWS = [
    ("B54", ["", BOTTLE, "", "答案：防倒链 ；", "", ""], "并用{{c1::防倒链}}固定"),
    ("B54", ["", "乙炔瓶应当（　　）放置，并用防倒链固定。", "", "直立", "", ""], "应当{{c1::直立}}放置"),
    (
        "B56",
        ["", BOTTLE, "", "直立；防倒链", "1：竖直\n2：防倒链条", ""],
        "应当{{c1::直立}}放置，并用{{c2::防倒链}}固定",
    ),
]


def staged_with(send, cells):
    """Upload a sheet of a good row and this one; the library's tables must not change by it."""
    library = {label: value for label, value in tables().items() if label != "studyapp.SheetImport"}
    file = SimpleUploadedFile("要点.xlsx", key_points(ROW, cells))
    response = send.post(SHEETS, {"file": file, "is_public": "on", "title": "气瓶"})
    assert response.status_code == 302
    assert {label: value for label, value in tables().items() if label != "studyapp.SheetImport"} == library
    return SheetImport.objects.get(), send.client.get(response.headers["Location"]).text


@pytest.mark.parametrize(("row", "cells", "sentence"), BAD_ROWS, ids=[row for row, _, _ in BAD_ROWS])
def test_a_bad_row_is_told_by_its_number_and_left_out(send, group, row, cells, sentence):
    staged, page = staged_with(send, cells)
    assert sentence in page
    send.post(f"{SHEETS}{staged.pk}/confirm/", {})
    assert [point.statement for point in KeyPoint.objects.all()] == [STATEMENT]


@pytest.mark.parametrize(("row", "cells", "text"), ACCEPTED_ROWS, ids=[row for row, _, _ in ACCEPTED_ROWS])
def test_a_row_written_another_way_is_accepted(send, group, row, cells, text):
    staged, _ = staged_with(send, cells)
    send.post(f"{SHEETS}{staged.pk}/confirm/", {})
    assert any(text in point.text for point in KeyPoint.objects.all())


def test_B19_a_wrong_dimension_loses_no_row(send, group):
    file = SimpleUploadedFile("要点.xlsx", wrong_dimension())
    send.post(SHEETS, {"file": file, "is_public": "on", "title": "气瓶"})
    assert not KeyPoint.objects.exists()
    send.post(f"{SHEETS}{SheetImport.objects.get().pk}/confirm/", {})
    assert KeyPoint.objects.count() == 4


@pytest.mark.parametrize("evil", [text for text in EVIL if len(text) > 2])
def test_B57_B58_markup_and_formulas_of_a_sheet_are_shown_as_text(send, group, evil):
    statement = f"气瓶的标签上写着{evil}，应当予以更换。"
    _, page = staged_with(send, [evil, statement, evil, "更换", "", ""])
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "SECRET_KEY" not in page
