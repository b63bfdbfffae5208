"""Catalogue B, the preview of an import."""

from __future__ import annotations

import pytest
from django.utils import timezone

from studyapp.models import Import, Material
from tests.studyapp.catalogue_b.sending import EVIL, UPLOAD, refused, tables


@pytest.mark.parametrize("field", ["title-0", "author-0", "date-0"])
def test_B40_nul_in_the_preview(send, preview, field):
    before = tables()
    refused(send.post(preview, {"revision": "0", "do": "save", field: "\0"}), "无效字符", status=400)
    assert tables() == before


@pytest.mark.parametrize("evil", EVIL)
def test_B57_B58_markup_and_formulas_are_text_everywhere(send, staged, preview, evil):
    sent = {"revision": "0", "title-0": f"{evil}气瓶", "author-0": evil[:60], "date-0": ""}
    send.post(preview, {**sent, "do": "save"})
    assert "<script>alert" not in send.client.get(preview).text
    send.post(preview, {**sent, "revision": "1", "do": "confirm", "cleared": "on"})
    material = Material.objects.get()
    assert material.title == f"{evil}气瓶"
    for page in ("", f"{material.pk}/", f"{material.pk}/points/"):
        html = send.client.get(f"/g/ours/materials/{page}").text
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "5929" not in html


def test_B60_an_expired_preview(send, preview):
    Import.objects.update(expires_at=timezone.now())
    before = tables()
    refused(
        send.post(preview, {"revision": "0", "do": "confirm", "cleared": "on"}), "预览已过期，请重新上传。", status=404
    )
    assert tables() == before


def test_B60_a_preview_changed_elsewhere(send, staged, preview):
    Import.objects.update(revision=5)
    before = tables()
    sent = {"revision": "4", "do": "confirm", "cleared": "on", "title-0": "打好的标题"}
    response = send.post(preview, sent)
    refused(response, "这份预览在别处改过", status=422 if send.is_htmx else 409)
    assert "打好的标题</textarea>" in response.text
    assert tables() == before


def test_B60_a_preview_sent_twice_is_imported_once(send, preview):
    sent = {"revision": "0", "do": "confirm", "cleared": "on"}
    send.post(preview, sent)
    before = tables()
    response = send.post(preview, sent)
    assert response.headers["HX-Redirect" if send.is_htmx else "Location"] == "/g/ours/materials/"
    assert tables() == before
    assert "没有重复导入" in send.client.get("/g/ours/materials/").text


@pytest.mark.parametrize("blank", ["", "　", "\u200b"], ids=["none", "wide", "zero"])
def test_B64_a_blank_title_in_the_preview(send, preview, blank):
    before = tables()
    sent = {"revision": "0", "do": "confirm", "cleared": "on", "title-0": blank, "author-0": "", "date-0": "2026-13-01"}
    response = send.post(preview, sent)
    refused(response, "标题不能为空。")
    assert "没有这个日期" in response.text
    assert 'value="2026-13-01"' in response.text
    assert tables() == before


def test_B65_a_long_title_in_the_preview(send, preview):
    before = tables()
    response = send.post(preview, {"revision": "0", "do": "save", "title-0": "长" * 1000})
    refused(response, "标题最多200个字，现在有1000个。")
    assert "长" * 1000 in response.text
    assert tables() == before


@pytest.mark.parametrize("page", ["-1", "1000000000", "abc", "1e9", "²"])
def test_B72_odd_pages_of_the_preview(send, preview, page):
    assert send.client.get(preview, {"open": page, "page": page}).status_code == 200
    assert send.client.get(preview, {"open": "0", "page": page}).status_code == 200


@pytest.mark.parametrize("revision", ["", "-1", "1e3", "\uff19", "9" * 5000])
def test_B63_odd_revisions_of_the_preview(send, preview, revision):
    before = tables()
    response = send.post(preview, {"revision": revision, "do": "join:0"})
    assert response.status_code in {409, 422}
    assert tables() == before


@pytest.mark.parametrize("url", [UPLOAD, "preview"])
def test_B74_a_form_that_is_none(send, preview, url):
    url = preview if url == "preview" else url
    before = tables()
    assert send.raw(url, b"x", "multipart/form-data").status_code == 400
    assert send.raw(url, b'{"a": 1}', "application/json").status_code in {400, 409, 422}
    assert tables() == before


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace", "options"])
def test_B75_other_methods(send, preview, method):
    for url in (UPLOAD, preview, f"{preview}revision/"):
        response = getattr(send.client, method)(url)
        assert response.status_code == 405
        assert "不能这样打开这一页" in response.text
