"""The preview of an import: every edit, with and without htmx, and nothing stored before it is confirmed."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from studyapp.models import Material
from studyapp.reading.types import Document, Passage
from tests.conftest import signed_in
from tests.factories import create_import, create_person
from tests.studyapp.importing.documents import CLEARED, DUTY, RULES, outline_of, texts


def test_the_page_shows_every_material_with_its_outline(as_secretary, url):
    html = as_secretary.get(url).text
    assert ">气瓶使用须知</textarea>" in html
    assert 'value="2026-11-02"' in html
    assert 'value="保卫处"' in html
    assert "一、存放" in html
    assert "确认，导入2篇" in html
    assert "没有找到日期，可以补上。" in html


def test_nobody_else_sees_it(group, staged, url):
    other = signed_in(create_person(group=group, role="secretary", name="周秘书"))
    assert other.get(url).status_code == 404
    assert other.post(url, {"do": "confirm", "revision": "0", **CLEARED}).status_code == 404
    assert not Material.objects.exists()


def test_a_heading_begins_a_new_material(send, staged):
    send("level:0:2:1")
    response = send("split:0:2")
    assert response.headers["Location"].endswith("?open=1&page=1#sheet-1")
    first, second, third = outline_of(staged)
    assert (first.title, texts(first)) == ("气瓶使用须知", ["一、存放", "气瓶应当直立放置。"])
    assert (second.title, texts(second), second.date) == ("二、搬运", ["搬运前先旋紧瓶帽。"], "2026-11-02")
    assert third.title == "安全员职责"


def test_joining_is_the_way_back(send, staged):
    send("level:0:2:1")
    before = outline_of(staged)
    send("split:0:2")
    send("join:1")
    assert outline_of(staged) == before


def test_the_last_edit_can_be_taken_back(send, staged):
    before = outline_of(staged)
    send("join:1")
    assert len(outline_of(staged)) == 1
    send("undo")
    assert outline_of(staged) == before


@pytest.mark.parametrize(
    ("do", "level", "is_out"),
    [("level:0:1:2", 2, False), ("level:0:1:0", None, False), ("drop:0:1", None, True), ("keep:0:1", None, False)],
)
def test_htmx_gets_only_the_line_and_the_state(send, staged, do, level, is_out):
    response = send(do, htmx=True)
    assert response.headers["HX-Retarget"] == "#line-0-1"
    assert response.headers["HX-Reswap"] == "outerHTML"
    assert 'id="line-0-1"' in response.text
    assert 'id="line-0-2"' not in response.text
    assert 'id="import-state" hx-swap-oob="true"' in response.text
    line = outline_of(staged)[0].lines[1]
    assert (line.level, line.is_out) == (level, is_out)
    assert f'name="revision" value="{staged.revision}"' in response.text


def test_htmx_gets_only_the_sheet_that_is_opened(send):
    response = send("open:0:1", htmx=True)
    assert response.headers["HX-Retarget"] == "#sheet-0"
    assert "搬运前先旋紧瓶帽。" in response.text
    assert 'id="sheet-1"' not in response.text


def test_saving_by_htmx_changes_nothing_but_the_state(send, staged):
    response = send("save", htmx=True, **{"title-0": "　新\u200b标题　", "date-0": "2026年11月3日", "author-0": "学院"})
    assert response.headers["HX-Reswap"] == "none"
    sheet = outline_of(staged)[0]
    assert (sheet.title, sheet.date, sheet.author) == ("新标题", "2026-11-03", "学院")


def test_whatever_button_is_pressed_the_typed_titles_are_kept(send, staged):
    send("out:1", **{"title-0": "新标题", "title-1": "安全员的职责"})
    assert [sheet.title for sheet in outline_of(staged)] == ["新标题", "安全员的职责"]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title-0", "　\u200b ", "标题不能为空。"),
        ("title-0", "长" * 201, "标题最多200个字，现在有201个。"),
        ("author-0", "名" * 61, "作者最多60个字"),
        ("date-0", "2024-02-30", "没有这个日期"),
        ("date-0", "去年冬天", "没有这个日期"),
        ("date-0", "0000-01-01", "没有这个日期"),
        ("date-0", "0999-01-01", "年份不对"),
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_a_field_that_cannot_be_taken_keeps_what_was_typed(send, staged, field, value, sentence, htmx):
    fields = {"title-0": "气瓶", field: value}
    response = send("confirm", htmx=htmx, **CLEARED, **fields)
    assert response.status_code == 422
    assert sentence in response.text
    assert f'name="{field}" value="{value}"' in response.text or f">{value}</textarea>" in response.text
    assert not Material.objects.exists()


@pytest.mark.parametrize(
    "do", ["split:0:99", "split:9:0", "level:0:1:7", "join", "split:a:b", "level:0:-1:1", "newer:0:77"]
)
def test_what_no_button_says_is_refused(send, staged, do):
    before = outline_of(staged)
    assert send(do).status_code == 422
    assert outline_of(staged) == before


def test_notices_stand_beside_what_they_name(as_secretary, group, secretary):
    notices = (
        "《气瓶使用须知》没有写明年份，请核对。",
        "“搬运前先旋紧”一处，重复的字已去掉。",
        "已去掉 3 处页码和页眉。",
    )
    staged = create_import(group=group, documents=[RULES, DUTY], notices=notices)
    html = as_secretary.get(f"/g/ours/materials/imports/{staged.pk}/?open=0").text
    sheets, lines = html.split('id="sheet-1"')[0], html.split('id="line-0-3"')[1].split("</li>")[0]
    assert notices[0] in sheets
    assert "重复的字已去掉" in lines
    assert notices[2] in html.split('class="sheets"')[0]


def test_a_long_document_is_shown_page_by_page(as_secretary, group, secretary):
    long = Document("长文", tuple(Passage("paragraph", f"第{number}段。" * 40) for number in range(2000)))
    staged = create_import(group=group, documents=[long])
    url = f"/g/ours/materials/imports/{staged.pk}/"
    assert len(as_secretary.get(url).content) < 30_000
    page = as_secretary.get(f"{url}?open=0&page=3")
    assert "第100段。" in page.text
    assert "第99段。" not in page.text
    assert len(page.content) < 250_000


def test_the_number_of_queries_does_not_depend_on_the_file(as_secretary, group, secretary, django_assert_num_queries):
    for count in (1, 30):
        documents = [Document(f"第{n}篇", (Passage("paragraph", f"第{n}段的文字。"),)) for n in range(count)]
        staged = create_import(group=group, documents=documents)
        with django_assert_num_queries(6):
            as_secretary.get(f"/g/ours/materials/imports/{staged.pk}/?open=0")


def test_a_text_read_in_the_wrong_encoding_can_be_read_again_in_another(as_secretary):
    text = "氣瓶應當直立放置，並用防倒鏈固定。" * 3
    file = SimpleUploadedFile("氣瓶.txt", text.encode("big5"))
    url = as_secretary.post("/g/ours/materials/upload/", {"file": file, "is_public": "on"}).headers["Location"]
    assert text not in as_secretary.get(url + "?open=0").text
    assert not Material.objects.exists()
    as_secretary.post(url, {"revision": "0", "do": "again", "encoding": "big5"})
    html = as_secretary.get(url + "?open=0").text
    assert text in html
    assert '<option value="big5" selected>' in html
    refused = as_secretary.post(url, {"revision": "1", "do": "again", "encoding": "utf-8"})
    assert refused.status_code == 422
    assert text in as_secretary.get(url + "?open=0").text
