"""Catalogue B, files."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from studyapp.models import Import, Material
from studyapp.reading.archive import MEGABYTE
from tests.reading.bad_files import BAD_FILES, LINES, LONG_TEXTS, ODD_FILES
from tests.reading.paper import pdf_file, typeset
from tests.studyapp.catalogue_b.sending import UPLOAD, refused, tables


def test_B01_no_file_chosen(send, group):
    before = tables()
    refused(send.post(UPLOAD, {"is_public": "on"}), "请选择要上传的文件。")
    assert tables() == before


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("bad", BAD_FILES, ids=str)
def test_a_bad_file_is_refused(send, group, bad):
    before = tables()
    response = send.upload(bad.name, bad.build())
    refused(response, bad.sentence)
    assert response.text.count("checked") == 1  # the tick stays
    assert tables() == before


@pytest.mark.parametrize("length", ["", "10"], ids=["none", "short"])
def test_B03_a_length_that_lies(send, group, length):
    """Without a length nothing is read; a wrong one cuts the body or waits for more than there is."""
    body = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        + LINES.encode()
        + b"\r\n--x--\r\n"
    )
    before = tables()
    response = send.raw(UPLOAD, body, "multipart/form-data; boundary=x", CONTENT_LENGTH=length)
    assert response.status_code in {400, 422}
    assert "请" in response.text
    assert tables() == before


def test_B03_far_too_large_is_refused_before_it_is_read(send, group):
    before = tables()
    body = FarTooLarge(40 * MEGABYTE)
    response = send.client.generic(
        "POST",
        UPLOAD,
        headers=send.headers,
        **{
            "wsgi.input": body,
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": "multipart/form-data; boundary=x",
        },
    )
    refused(response, "文件超过 10 MB，请拆分成几个文件后再上传", status=400)
    assert not body.was_read
    assert tables() == before


class FarTooLarge:
    """The body of a request that a server has not received yet."""

    def __init__(self, length: int) -> None:
        self.length = length
        self.was_read = False

    def __len__(self) -> int:
        return self.length

    def read(self, size: int = -1) -> bytes:
        self.was_read = True
        return b""

    readline = read


@pytest.mark.parametrize("odd", ODD_FILES, ids=str)
def test_an_odd_file_is_read_and_shown_before_anything_is_stored(send, group, odd):
    library = {label: value for label, value in tables().items() if label != "studyapp.Import"}
    response = send.upload(odd.name, odd.build())
    assert response.status_code == 302
    url = response.headers["Location"]
    if odd.encoding:
        send.client.post(url, {"revision": "0", "do": "again", "encoding": odd.encoding})
    html = send.client.get(url, {"open": "0"}).text
    outline = Import.objects.get().outline
    texts = [text for sheet in outline for text in (sheet["title"], *(line[0] for line in sheet["lines"]))]
    assert any(odd.text in text for text in texts)
    assert odd.notice in html
    assert "<script>alert" not in html
    assert {label: value for label, value in tables().items() if label != "studyapp.Import"} == library


def test_B32_garbled_text_needs_a_tick_of_its_own(send, group):
    file = pdf_file(typeset(list(LONG_TEXTS)), readable=False)
    url = send.upload("码.pdf", file).headers["Location"]
    sent = {"revision": "0", "do": "confirm", "cleared": "on"}
    before = tables()
    refused(send.post(url, sent), "文字可能是乱码，我看过，仍要导入")
    assert tables() == before
    send.post(url, {**sent, "garbled": "on"})
    assert Material.objects.count() == 1


def test_B37_big5_is_chosen_and_nothing_is_stored_before(send, group):
    text = "氣瓶應當直立放置並固定，不得敲擊。"
    url = send.upload("台.txt", text.encode("big5")).headers["Location"]
    assert text not in send.client.get(url, {"open": "0"}).text
    send.post(url, {"revision": "0", "do": "again", "encoding": "big5"})
    assert text in send.client.get(url, {"open": "0"}).text
    assert not Material.objects.exists()


def test_B47_too_many_files(send, group):
    files = {f"f{number}": SimpleUploadedFile("a.txt", b"a") for number in range(101)}
    before = tables()
    refused(send.post(UPLOAD, {**files, "is_public": "on"}), "一次送来的文件太多，没有保存。", status=400)
    assert tables() == before


@pytest.mark.parametrize(
    "name",
    [
        "长" * 300 + ".txt",
        "../../etc/passwd.txt",
        "..\\..\\boot.txt",
        "CON.txt",
        '双"引.txt',
        "反\u202etxt.exe.txt",
        "<img src=x onerror=alert(1)>.txt",
    ],
)
def test_B48_a_strange_file_name_is_text_and_never_a_path(send, group, name):
    response = send.upload(name, LINES.encode())
    assert response.status_code == 302
    stored = Import.objects.get().file_name
    assert len(stored) <= 200
    assert "/" not in stored
    html = send.client.get(response.headers["Location"]).text
    assert "<img src=x" not in html
    assert "Set-Cookie" not in response.headers


def test_B48_a_line_end_in_a_file_name_adds_no_header(send, group):
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a%0D%0ASet-Cookie: x=1.txt"\r\n\r\n'
    response = send.raw(UPLOAD, head + LINES.encode() + b"\r\n--x--\r\n", "multipart/form-data; boundary=x")
    assert response.status_code == 422  # the box is not ticked
    assert "Set-Cookie" not in response.headers
    assert "x" not in response.cookies


def test_B49_the_same_file_again_says_when(send, group):
    url = send.upload("气瓶.txt", LINES.encode()).headers["Location"]
    send.post(url, {"revision": "0", "do": "confirm", "cleared": "on"})
    again = send.upload("改名.txt", LINES.encode()).headers["Location"]
    when = timezone.localtime(Material.objects.get().imported_at)
    html = send.client.get(again).text
    assert f"该文件已于 {when.year}年{when.month}月{when.day}日{when:%H:%M} 导入（1篇）" in html
    assert "跳过，不导入" in html
    assert "作为它的新版" in html
    before = tables()
    send.post(again, {"do": "cancel"})
    assert Import.objects.count() == 0
    assert Material.objects.count() == 1
    assert before["studyapp.Material"] == tables()["studyapp.Material"]
