"""Catalogue B, pasted text."""

from __future__ import annotations

import pytest

from studyapp.models import Import
from tests.reading.bad_files import TEXT
from tests.studyapp.catalogue_b.sending import UPLOAD, refused, tables


@pytest.mark.parametrize("field", ["title", "text"])
def test_B40_nul_in_a_paste(send, group, field):
    before = tables()
    data = {"title": "气瓶", "text": TEXT, "is_public": "on"}
    refused(send.post(UPLOAD, data | {field: "气\0瓶"}), "内容含有无效字符，没有保存。", status=400)
    assert tables() == before


def test_B42_half_a_character_in_a_paste(send, group):
    body = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\\ud800\r\n--x--\r\n'
    before = tables()
    response = send.raw(UPLOAD, body, "multipart/form-data; boundary=x; charset=unicode_escape")
    refused(response, "内容含有无效字符，没有保存。", status=400)
    assert tables() == before


def test_B46_a_paste_above_the_limit_stays_in_its_field(send, group):
    before = tables()
    response = send.post(UPLOAD, {"title": "长文", "text": "气" * 200_001, "is_public": "on"})
    refused(response, "内容过长（上限20万字），现在有200001个字。")
    assert "气" * 200_001 in response.text
    assert 'value="长文"' in response.text
    assert tables() == before


def test_B46_ten_megabytes_are_refused_in_our_own_words(send, group):
    before = tables()
    response = send.post(UPLOAD, {"title": "长文", "text": "a" * 10_000_000, "is_public": "on"})
    refused(response, "内容过长（上限20万字），没有保存。", status=400)
    assert tables() == before


def test_B46_a_paste_at_the_limit_is_taken(send, group):
    text = "\n\n".join(["气瓶应当直立放置。" * 40] * 500)
    response = send.post(UPLOAD, {"title": "长文", "text": text, "is_public": "on"})
    assert response.status_code == 302


def test_B47_too_many_fields(send, preview):
    before = tables()
    response = send.post(preview, {f"f{number}": "" for number in range(1001)})
    refused(response, "一次送来的内容项太多，没有保存。", status=400)
    assert tables() == before


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\u2028", "\n"], ids=["CRLF", "CR", "U+2028", "LF"])
def test_B44_line_ends_of_a_paste(send, group, line_end):
    text = line_end.join(["氧气瓶要直立。", "", "离明火　10米。"])
    send.post(UPLOAD, {"title": "气瓶", "text": text, "is_public": "on"})
    (sheet,) = Import.objects.get().outline
    assert [line[0] for line in sheet["lines"]] == ["氧气瓶要直立。", "离明火　10米。"]


@pytest.mark.parametrize("blank", ["", "　　", "\u200b", " \u2060\ufeff"], ids=["none", "wide", "zero", "joiner"])
@pytest.mark.parametrize("field", ["title", "text"])
def test_B64_a_blank_paste(send, group, field, blank):
    before = tables()
    data = {"title": "气瓶", "text": TEXT, "is_public": "on", field: blank}
    response = send.post(UPLOAD, data)
    refused(response, {"title": "标题不能为空。", "text": "请把文字粘贴到这里。"}[field])
    assert (TEXT if field == "title" else 'value="气瓶"') in response.text
    assert tables() == before


def test_B65_a_title_of_a_thousand_characters(send, group):
    before = tables()
    response = send.post(UPLOAD, {"title": "长" * 1000, "text": TEXT, "is_public": "on"})
    refused(response, "标题最多200个字，现在有1000个。")
    assert "长" * 1000 in response.text
    assert tables() == before
