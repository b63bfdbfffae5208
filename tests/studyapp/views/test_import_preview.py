"""The preview of an import: every edit, with and without htmx, and nothing stored before it is confirmed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from studyapp.importing import Secret, stage
from studyapp.library import add_documents
from studyapp.models import Import, Material
from studyapp.outlines import from_json
from studyapp.reading.types import Document, Passage, Reading
from tests.conftest import signed_in
from tests.factories import create_import, create_person

RULES = Document(
    "气瓶使用须知",
    (
        Passage("heading", "一、存放", 1),
        Passage("paragraph", "气瓶应当直立放置。"),
        Passage("paragraph", "二、搬运"),
        Passage("paragraph", "搬运前先旋紧瓶帽。"),
    ),
    date=date(2026, 11, 2),
)
DUTY = Document("安全员职责", (Passage("paragraph", "安全员每周检查一次。"),), author="保卫处")


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


def outline_of(staged):
    staged.refresh_from_db()
    return from_json(staged.outline)


def texts(sheet):
    return [line.text for line in sheet.lines]


CLEARED = {"cleared": "on"}


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


def test_confirming_stores_every_sheet_and_clears_the_table(as_secretary, send, secretary):
    response = send("confirm", **CLEARED)
    assert response.headers["Location"] == "/g/ours/materials/"
    assert "已导入 2 篇资料：《气瓶使用须知》《安全员职责》" in as_secretary.get("/g/ours/materials/").text
    assert set(Material.objects.values_list("title", "author", "date")) == {
        ("气瓶使用须知", "", date(2026, 11, 2)),
        ("安全员职责", "保卫处", None),
    }
    assert not Import.objects.exists()
    assert {material.imported_by for material in Material.objects.all()} == {secretary}


def test_confirming_by_htmx_goes_to_the_library(send):
    response = send("confirm", htmx=True, **CLEARED)
    assert response.headers["HX-Redirect"] == "/g/ours/materials/"
    assert Material.objects.count() == 2


def test_without_the_tick_nothing_is_imported_and_the_page_says_so(send, staged):
    response = send("confirm", **{"title-0": "另一个标题"})
    assert response.status_code == 422
    assert "涉密和内部资料不要导入。" in response.text
    assert ">另一个标题</textarea>" in response.text
    assert not Material.objects.exists()


@pytest.mark.parametrize("htmx", [False, True])
def test_confirming_twice_imports_once(as_secretary, send, staged, url, htmx):
    send("confirm", **CLEARED)
    data = {"revision": "0", "do": "confirm", **CLEARED}
    again = as_secretary.hx_post(url, target="outline", **data) if htmx else as_secretary.post(url, data)
    assert again.headers["HX-Redirect" if htmx else "Location"] == "/g/ours/materials/"
    assert "没有重复导入" in as_secretary.get("/g/ours/materials/").text
    assert Material.objects.count() == 2


@pytest.mark.parametrize("htmx", [False, True])
def test_an_expired_preview_says_so_and_does_no_harm(as_secretary, staged, url, htmx):
    Import.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    data = {"revision": "0", "do": "confirm", **CLEARED}
    response = as_secretary.hx_post(url, target="outline", **data) if htmx else as_secretary.post(url, data)
    assert response.status_code == 404
    assert "预览已过期，请重新上传。" in response.text
    assert not Material.objects.exists()


def test_expired_previews_go_with_the_next_upload(group, secretary, staged):
    Import.objects.update(expires_at=timezone.now() - timedelta(days=2))
    create_import(group=group, file_name="新.docx")
    assert [row.file_name for row in Import.objects.all()] == ["新.docx"]


def test_only_the_latest_previews_of_a_person_are_kept(group, secretary):
    for number in range(12):
        create_import(group=group, file_name=f"{number}.docx")
    assert {row.file_name for row in Import.objects.all()} == {f"{number}.docx" for number in range(4, 12)}


@pytest.mark.parametrize(("htmx", "status"), [(False, 409), (True, 422)])
def test_a_preview_changed_in_another_tab_is_shown_anew_and_what_was_typed_stays(send, staged, htmx, status):
    send("out:1")
    response = send("confirm", htmx=htmx, revision="0", **CLEARED, **{"title-0": "我打的标题"})
    assert response.status_code == status
    assert "这份预览在别处改过" in response.text
    assert ">我打的标题</textarea>" in response.text
    assert not Material.objects.exists()
    assert outline_of(staged)[0].title == "气瓶使用须知"


def test_giving_up_deletes_the_preview(as_secretary, send):
    assert send("cancel").headers["Location"] == "/g/ours/materials/upload/"
    assert "已放弃这次导入，资料库没有变。" in as_secretary.get("/g/ours/materials/upload/").text
    assert not Import.objects.exists()


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


def test_sheets_and_lines_that_are_left_out_are_not_imported(send):
    send("out:1")
    send("drop:0:3")
    send("confirm", **CLEARED)
    material = Material.objects.get()
    assert list(material.passages.values_list("text", flat=True)) == ["一、存放", "气瓶应当直立放置。", "二、搬运"]


def test_when_all_is_left_out_there_is_nothing_to_import(send):
    send("out:0")
    send("out:1")
    response = send("confirm", **CLEARED)
    assert response.status_code == 422
    assert "没有要导入的资料。" in response.text


def test_a_sheet_without_text_is_not_imported(send):
    send("drop:1:0")
    response = send("confirm", **CLEARED)
    assert response.status_code == 422
    assert "这一篇没有正文。" in response.text
    assert not Material.objects.exists()


@pytest.mark.parametrize(
    "do", ["split:0:99", "split:9:0", "level:0:1:7", "join", "split:a:b", "level:0:-1:1", "newer:0:77"]
)
def test_what_no_button_says_is_refused(send, staged, do):
    before = outline_of(staged)
    assert send(do).status_code == 422
    assert outline_of(staged) == before


def test_marks_are_shown_with_their_passage_and_need_a_tick_of_their_own(as_secretary, group, secretary):
    document = Document("通知", (Passage("paragraph", "内部资料　注意保存"), Passage("paragraph", "各系组织学习。")))
    staged = create_import(group=group, documents=[document])
    url = f"/g/ours/materials/imports/{staged.pk}/"
    assert "请逐处核对是否可以用于学习" in as_secretary.get(url).text
    response = as_secretary.post(url, {"revision": "0", "do": "confirm", **CLEARED})
    assert response.status_code == 422
    assert "请先勾选这一项。" in response.text
    assert not Material.objects.exists()
    as_secretary.post(url, {"revision": "0", "do": "confirm", "marks": "on", **CLEARED})
    assert Material.objects.count() == 1


def test_what_looks_garbled_needs_a_tick_of_its_own(as_secretary, group, secretary):
    document = Document("通知", (Passage("paragraph", "锟斤拷锟斤拷"), Passage("paragraph", "各系组织学习。")))
    staged = create_import(group=group, documents=[document])
    url = f"/g/ours/materials/imports/{staged.pk}/"
    assert "约50%的文字可能是乱码" in as_secretary.get(url).text
    assert as_secretary.post(url, {"revision": "0", "do": "confirm", **CLEARED}).status_code == 422
    as_secretary.post(url, {"revision": "0", "do": "confirm", "garbled": "on", **CLEARED})
    assert Material.objects.count() == 1


def test_the_same_file_again_says_when_it_was_imported(as_secretary, group, send):
    send("confirm", **CLEARED)
    again = create_import(group=group, documents=[RULES, DUTY])
    html = as_secretary.get(f"/g/ours/materials/imports/{again.pk}/").text
    when = timezone.localtime(Material.objects.latest("pk").imported_at)
    assert f"该文件已于 {when.year}年{when.month}月{when.day}日{when:%H:%M} 导入（2篇）" in html
    assert "跳过，不导入" in html
    assert html.count("内容相同，不会重复导入。") == 2


def test_a_likely_newer_version_is_offered_and_chosen_by_hand(as_secretary, group, secretary, send, staged):
    old = Document("气瓶使用须知", (*RULES.passages[:2], Passage("paragraph", "旧的一段。")))
    material = add_documents(group=group, documents=[old]).added[0]
    again = create_import(group=group, documents=[RULES, DUTY], file_name="新版.docx")
    url = f"/g/ours/materials/imports/{again.pk}/"
    assert "像是《气瓶使用须知》的新版：约33%的段落相同。" in as_secretary.get(url).text
    as_secretary.post(url, {"revision": "0", "do": f"newer:0:{material.pk}"})
    response = as_secretary.post(url, {"revision": "1", "do": "confirm", **CLEARED})
    assert response.headers["Location"] == f"{url}revision/"
    assert set(Material.objects.values_list("title", flat=True)) == {"气瓶使用须知", "安全员职责"}
    assert material.passages.count() == 3


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


def test_a_mark_on_the_cover_that_became_no_passage_is_found_too(as_secretary, group, secretary):
    reading = Reading((DUTY,), set_aside=("内部资料　注意保存", "第1页"))
    values: dict[str, Any] = {"file_name": "a.docx", "data": b"a", "now": timezone.now(), "is_cleared": True}
    staged = stage(group=group, secretary=secretary, reading=reading, **values)
    assert staged.set_aside == ["内部资料　注意保存"]
    assert "请逐处核对是否可以用于学习" in as_secretary.get(f"/g/ours/materials/imports/{staged.pk}/").text
    with pytest.raises(Secret, match="机密★10年"):
        stage(group=group, secretary=secretary, reading=Reading((DUTY,), set_aside=("机密★10年",)), **values)
