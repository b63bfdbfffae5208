"""Confirming an import: once, cleared by a person, and never out of date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from studyapp.importing import Secret, stage
from studyapp.library import add_documents
from studyapp.models import Import, Material
from studyapp.reading.types import Document, Passage, Reading
from tests.factories import create_import
from tests.studyapp.importing.documents import CLEARED, DUTY, RULES, outline_of


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


def test_a_mark_on_the_cover_that_became_no_passage_is_found_too(as_secretary, group, secretary):
    reading = Reading((DUTY,), set_aside=("内部资料　注意保存", "第1页"))
    values: dict[str, Any] = {"file_name": "a.docx", "data": b"a", "now": timezone.now()}
    staged = stage(group=group, secretary=secretary, reading=reading, **values)
    assert staged.set_aside == ["内部资料　注意保存"]
    assert "请逐处核对是否可以用于学习" in as_secretary.get(f"/g/ours/materials/imports/{staged.pk}/").text
    with pytest.raises(Secret, match="机密★10年"):
        stage(group=group, secretary=secretary, reading=Reading((DUTY,), set_aside=("机密★10年",)), **values)


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
    assert '<span class="chip">作为新版</span>' in as_secretary.get(url).text  # a long title would widen a phone
    response = as_secretary.post(url, {"revision": "1", "do": "confirm", **CLEARED})
    assert response.headers["Location"] == f"{url}revision/"
    assert set(Material.objects.values_list("title", flat=True)) == {"气瓶使用须知", "安全员职责"}
    assert material.passages.count() == 3
