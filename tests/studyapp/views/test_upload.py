from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from studyapp.importing import place_to_parse
from studyapp.models import Import, Material
from tests.factories import create_group

URL = "/g/ours/materials/upload/"
TEXT = "气瓶使用须知\n\n氧气瓶与明火的距离不得小于10米。\n"
MEGABYTE = 1024 * 1024


def zipped(**members):
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return data.getvalue()


@pytest.fixture
def upload(as_secretary):
    return lambda name, data: as_secretary.post(URL, {"file": SimpleUploadedFile(name, data), "is_public": "on"})


def test_the_page_says_what_is_taken(as_secretary):
    html = as_secretary.get(URL).text
    assert "Word文档（.docx）不超过5 MB，PDF不超过10 MB，文本（.txt、.md）不超过2 MB。" in html
    assert 'enctype="multipart/form-data"' in html


def test_a_file_becomes_a_preview_and_nothing_is_in_the_library_yet(as_secretary, upload, secretary, group):
    response = upload("气瓶.txt", TEXT.encode())
    staged = Import.objects.get()
    assert response.headers["Location"] == f"/g/ours/materials/imports/{staged.pk}/"
    assert (staged.secretary, staged.group, staged.file_name) == (secretary, group, "气瓶.txt")
    assert not Material.objects.exists()
    assert "氧气瓶与明火的距离不得小于10米。" in as_secretary.get(response.headers["Location"]).text


def test_a_pasted_text_becomes_a_preview_under_its_title(as_secretary):
    response = as_secretary.post(
        URL, {"title": "气瓶　须知", "text": "氧气瓶要直立。\r\n\r\n离明火10米。", "is_public": "on"}
    )
    html = as_secretary.get(response.headers["Location"]).text
    assert ">气瓶　须知</textarea>" in html
    assert not Material.objects.exists()


def test_a_typed_title_wins_over_the_first_line_which_becomes_a_heading(as_secretary):
    text = "气瓶使用须知\n\n氧气瓶要直立，离明火不得小于10米。\n\n搬运时要戴好瓶帽，不得滚动。"
    location = as_secretary.post(URL, {"title": "十一月学习材料", "text": text, "is_public": "on"}).headers["Location"]
    assert ">十一月学习材料</textarea>" in as_secretary.get(location).text
    as_secretary.post(location, {"revision": "0", "do": "confirm", "cleared": "on"})
    material = Material.objects.get()
    first = material.passages.values_list("text", flat=True)[0]
    assert (material.title, first) == ("十一月学习材料", "气瓶使用须知")


@pytest.mark.parametrize("title", ["须知1/2", "长" * 120])
def test_a_title_that_is_no_file_name_is_kept_whole(as_secretary, title):
    text = "氧气瓶要直立，离明火不得小于10米。\n\n搬运时要戴好瓶帽，不得滚动。"
    location = as_secretary.post(URL, {"title": title, "text": text, "is_public": "on"}).headers["Location"]
    (sheet,) = Import.objects.get().outline
    assert f">{title}</textarea>" in as_secretary.get(location).text
    assert len(sheet["lines"]) == 2


def test_a_pasted_text_that_cannot_be_taken_stays_in_its_field(as_secretary):
    response = as_secretary.post(URL, {"title": "", "text": "氧气瓶要直立。", "is_public": "on"})
    assert response.status_code == 422
    assert "标题不能为空。" in response.text
    assert "氧气瓶要直立。</textarea>" in response.text


def test_a_secret_file_is_refused_and_not_kept(upload):
    response = upload("气瓶.txt", f"机密★10年\n\n{TEXT}".encode())
    assert response.status_code == 422
    assert "涉密文件不能放进本系统，没有保存。" in response.text
    assert not Import.objects.exists()


def test_one_file_at_a_time_is_read_for_a_group(upload, group):
    with place_to_parse(group):
        response = upload("气瓶.txt", TEXT.encode())
    assert response.status_code == 429
    assert "本组有另一个文件正在读取" in response.text
    assert upload("气瓶.txt", TEXT.encode()).status_code == 302


def test_two_files_at_a_time_are_read_for_the_site(upload):
    with place_to_parse(create_group()), place_to_parse(create_group()):
        response = upload("气瓶.txt", TEXT.encode())
    assert response.status_code == 429
    assert "请过一分钟再上传" in response.text


def test_a_file_that_cannot_be_read_frees_its_place(upload):
    upload("坏.docx", b"PK\3\4")
    assert upload("气瓶.txt", TEXT.encode()).status_code == 302


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("空.txt", b"", "文件是空的，请检查后重新上传。"),
        ("大.txt", b"a" * (2 * MEGABYTE + 1), "文件超过 2 MB"),
        ("大.docx", b"PK\3\4" + b"a" * (5 * MEGABYTE), "文件超过 5 MB"),
        ("旧.doc", b"x", "不支持 .doc 文件"),
        ("金山.wps", b"x", "不支持 .wps 文件"),
        ("表.xlsx", b"x", "不支持 .xlsx 文件"),
        ("包.zip", b"x", "不支持 .zip 文件"),
        ("程序.exe", b"MZ", "不支持 .exe 文件"),
        ("宏.docm", b"x", "不支持 .docm 文件"),
        ("截断.pdf", b"%PDF-1.7", "损坏"),
        ("双重.docx.exe", b"x", "不支持 .exe 文件"),
        ("没有扩展名", b"x", "没有认识的扩展名"),
        ("文本.docx", "只是文字".encode(), "文件内容与扩展名不符"),
        ("网页.docx", b"<html></html>", "文件内容与扩展名不符"),
        ("改名.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "这是旧版 Word 文件"),
        ("加密.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "加密"),
        ("截断.docx", zipped(a="x" * 100)[:-10], "损坏"),
        ("不是Word.docx", zipped(a="x"), "。"),
        ("向上.docx", zipped(**{"../../etc/passwd": "x", "word/document.xml": "<x/>"}), "。"),
        ("许多.docx", zipped(**{f"f{number}": "" for number in range(2100)}), "。"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_words(upload, name, data, sentence):
    response = upload(name, data)
    assert response.status_code == 422
    error = response.text.split('class="field-error"')[1].split("</p>")[0]
    assert sentence in error
    assert not Import.objects.exists()


def test_no_file_chosen(as_secretary):
    response = as_secretary.post(URL, {"is_public": "on"})
    assert response.status_code == 422
    assert "请选择要上传的文件。" in response.text


def test_a_person_must_say_that_the_material_may_be_used(as_secretary):
    response = as_secretary.post(URL, {"file": SimpleUploadedFile("气瓶.txt", TEXT.encode())})
    assert response.status_code == 422
    assert "涉密和内部资料不要上传。" in response.text
    assert not Material.objects.exists()


def test_an_empty_form_is_answered_in_words(as_secretary):
    response = as_secretary.post(URL)
    assert response.status_code == 422
    assert "请选择要上传的文件。" in response.text


@pytest.mark.parametrize(
    "name", ["../../etc/气瓶.txt", "CON.txt", '"><img src=x onerror=alert(1)>.txt', "长" * 300 + ".txt"]
)
def test_a_strange_file_name_is_never_a_path_nor_markup(as_secretary, upload, name):
    response = upload(name, TEXT.encode())
    assert response.status_code == 302
    assert "/" not in Import.objects.get().file_name
    assert "<img src=x" not in as_secretary.get(response.headers["Location"]).text
