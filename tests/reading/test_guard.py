"""Every file that cannot be used gets its sentence; what can be used is read. Names carry the rows of trust.md."""

import io
import logging
import struct
import sys
import time
import zipfile

import pytest

from studyapp.reading import guard, sandbox
from studyapp.reading.archive import check_parts
from studyapp.reading.guard import read_file
from studyapp.reading.types import UnreadableFile

TEXT = "气瓶应当直立放置并用链条固定。"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
PART = "word/document.xml"


def refusal(name, data):
    with pytest.raises(UnreadableFile) as caught:
        read_file(name, data)
    sentence = str(caught.value)
    assert sentence.endswith("。")
    return sentence


def zipped(entries, **options):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content, **options)
    return file.getvalue()


def test_a_good_file_of_each_kind(docx_of):
    for name, data in [("气瓶.docx", docx_of("气瓶", TEXT)), ("气瓶.TXT", f"气瓶\n{TEXT}".encode())]:
        reading = read_file(name, data)
        assert [(doc.title, [p.text for p in doc.passages]) for doc in reading.documents] == [("气瓶", [TEXT])]


def test_a_file_without_title_is_called_by_its_name():
    assert read_file("C:\\资料\\气\u202e瓶 安全.txt", TEXT.encode()).documents[0].title == "气瓶 安全"
    assert read_file("../../..txt", TEXT.encode()).documents[0].title == "未命名资料"


def test_B02_empty(docx_of):
    assert refusal("空.txt", b"") == "文件是空的，请检查后重新上传。"
    assert refusal("空.docx", b"") == "文件是空的，请检查后重新上传。"
    assert "没有文字" in refusal("空.txt", b"\n \n")
    assert "未识别到文字" in refusal("空.docx", docx_of(""))


@pytest.mark.parametrize(("name", "limit"), [("大.docx", 5), ("大.txt", 2)])
def test_B03_too_large(name, limit):
    assert refusal(name, b"a" * (limit * 1024 * 1024 + 1)) == f"文件超过 {limit} MB，请拆分成几个文件后再上传。"


@pytest.mark.parametrize(
    ("extension", "advice"),
    [
        ("doc", "另存为 .docx"),
        ("wps", "另存为 .docx"),
        ("docm", "另存为 .docx"),
        ("rtf", "另存为 .docx"),
        ("xls", "导入要点表"),
        ("xlsx", "导入要点表"),
        ("csv", "粘贴到 Word"),
        ("pptx", "粘贴到 Word"),
        ("zip", "先解压"),
        ("rar", "先解压"),
        ("jpg", "录入 Word"),
        ("exe", "请上传 .docx、.pdf、.txt 或 .md"),
    ],
)
def test_B04_other_kinds_are_refused_by_name(extension, advice, docx_of):
    for name in (f"资料.{extension}", f"资料.docx.{extension.upper()}"):
        sentence = refusal(name, docx_of(TEXT))
        assert sentence.startswith(f"不支持 .{extension} 文件，")
        assert advice in sentence


@pytest.mark.parametrize("name", ["资料", "", ".", "docx", "资料.文档", "a." + "x" * 300, '<img onerror="x">'])
def test_B04_B48_names_without_a_known_extension(name):
    assert (
        refusal(name, TEXT.encode()) == "看不出文件的类型（没有认识的扩展名），请上传 .docx、.pdf、.txt 或 .md 文件。"
    )


@pytest.mark.parametrize(
    "name", ["资料.txt ", "资料．ｔｘｔ", "资\u202e料.txt", "CON.txt", "资\r\n料.txt", "料" * 300 + ".txt"]
)
def test_B48_odd_names_of_good_files(name):
    assert read_file(name, TEXT.encode()).documents


def test_the_lock_file_of_an_open_document():
    assert "临时文件" in refusal("~$资料.docx", b"x" * 162)


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        (TEXT.encode(), "文本"),
        (b"<!DOCTYPE html><html></html>", "网页"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1 x}", "RTF"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"\x89PNG\r\n", "图片"),
        (bytes(100), "别的文件"),
    ],
)
def test_B05_renamed_to_docx(data, seen):
    sentence = refusal("假.docx", data)
    assert sentence.startswith("文件内容与扩展名不符：")
    assert seen in sentence


@pytest.mark.parametrize(
    ("entry", "seen"),
    [("xl/workbook.xml", "Excel 表格"), ("ppt/presentation.xml", "PPT 演示文稿"), ("a.txt", "不是 Word 文档")],
)
def test_B05_other_zips_renamed_to_docx(entry, seen):
    sentence = refusal("假.docx", zipped([(entry, "<x/>")]))
    assert sentence.startswith("文件内容与扩展名不符：")
    assert seen in sentence


def test_B05_renamed_to_txt(docx_of):
    for data in (docx_of(TEXT), OLE):
        assert "Office 文档或压缩包改名而来" in refusal("假.txt", data)
    for data in (b"%PDF-1.7\n", b"<html><p>x</p></html>", b"{\\rtf1 x}", b"\x89PNG\r\n\0\0"):
        assert refusal("假.txt", data).startswith("文件内容与扩展名不符：这不是纯文本")
    assert refusal("假.txt", b"\x7fELF" + bytes(range(256)) * 4).startswith("文件内容与扩展名不符")


def test_a_macro_document_renamed_to_docx(docx_of, repacked):
    data = docx_of(TEXT)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml").decode()
    plain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = types.replace(plain, "application/vnd.ms-word.document.macroEnabled.main+xml")
    assert "启用宏的文档" in refusal("宏.docx", repacked(data, {"[Content_Types].xml": types.encode()}))


def test_B06_old_word_file_renamed():
    assert refusal("旧.docx", OLE).startswith("这是旧版 Word 文件")


def test_B07_encrypted():
    assert refusal("密.docx", OLE + "EncryptedPackage".encode("utf-16-le")) == "文件已加密，请取消密码后再上传。"
    data = bytearray(zipped([(PART, "<x/>")]))
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "已加密" in refusal("密.docx", bytes(data))


def test_B09_truncated_at_every_tenth(docx_of):
    data = docx_of(TEXT)
    for tenth in range(1, 10):
        assert "已损坏" in refusal("断.docx", data[: len(data) * tenth // 10])


def test_B09_a_wrong_checksum(docx_of):
    data = bytearray(docx_of(TEXT))
    at = data.rfind(b"PK\x01\x02")
    data[at + 16] ^= 0xFF
    assert "已损坏" in refusal("坏.docx", bytes(data))


def test_B09_a_length_that_lies():
    data = bytearray(zipped([(PART, "<x>" + "a" * 5000 + "</x>")]))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    assert "已损坏" in refusal("谎.docx", bytes(data))


def test_B09_broken_xml(docx_of, repacked):
    assert "已损坏" in refusal("坏.docx", repacked(docx_of(TEXT), {PART: b"<w:document><w:body>"}))
    assert "已损坏" in refusal("坏.docx", repacked(docx_of(TEXT), {}, drop=("[Content_Types].xml",)))
    assert "已损坏" in refusal("坏.docx", repacked(docx_of(TEXT), {}, drop=(PART,)))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("entries", "what"),
    [
        ([(f"word/{i}.xml", "") for i in range(2001)], "条目超过 2000 个"),
        ([(f"word/{i:0500}.xml", "") for i in range(2500)], "条目过多"),
        ([(PART, ""), ("../../etc/x", "")], "路径越界"),
        ([(PART, ""), ("/etc/x", "")], "路径越界"),
        ([(PART, "a"), (PART.upper(), "b")], "条目重名"),
        ([(PART, "a"), (PART, "b")], "条目重名"),
        ([(PART, ""), ("word/inner.zip", "")], "内含压缩包"),
    ],
)
def test_B10_odd_structures(entries, what):
    sentence = refusal("怪.docx", zipped(entries))
    assert sentence.startswith("文件结构异常（")
    assert what in sentence


def test_B10_links_and_odd_compression():
    link = zipfile.ZipInfo("word/link")
    link.external_attr = 0o120777 << 16
    assert "含有链接" in refusal("怪.docx", zipped([(PART, ""), (link, "/etc/passwd")]))
    assert "压缩方式" in refusal("怪.docx", zipped([(PART, "x" * 100)], compress_type=zipfile.ZIP_LZMA))


def test_B10_entries_that_share_bytes():
    data = bytearray(zipped([(PART, "x" * 100), ("word/b.xml", "y" * 100)]))
    second = data.rfind(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<I", 5)
    assert "条目重叠" in refusal("怪.docx", bytes(data))


@pytest.mark.parametrize(
    ("parts", "size", "sentence"),
    [(1, 21, "解压后超过 20 MB"), (4, 15, "解压后超过 50 MB"), (1, 10, "压缩比超过 100 倍")],
)
def test_B11_zip_bombs_are_refused_from_the_directory(parts, size, sentence):
    data = zipped([(f"word/{i}.xml", b"a" * (size * 1024 * 1024)) for i in range(parts)])
    assert len(data) < 300_000
    begun = time.perf_counter()
    assert sentence in refusal("弹.docx", data)
    assert time.perf_counter() - begun < 2


def test_B12_far_too_many_paragraphs(with_xml):
    data = with_xml("".join(f"<w:p><w:r><w:t>{i}</w:t></w:r></w:p>" for i in range(400_000)))
    begun = time.perf_counter()
    assert refusal("多.docx", data) == "文件的段落超过 5000 段，请拆分成几个文件后再上传。"
    assert time.perf_counter() - begun < 10


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "{}">]>'.format("&a;" * 50)
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    "doctype", [LAUGHS, EXTERNAL, "<!DOCTYPE x>", '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">']
)
@pytest.mark.parametrize("part", [PART, "word/styles.xml", "customXml/item9.xml", "_rels/.rels", "word/odd.bin"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_B13_B14_any_document_type_is_refused(docx_of, repacked, doctype, part, encoding):
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}<x>&a;</x>'.encode(encoding)
    with pytest.raises(UnreadableFile, match="不允许的外部引用"):
        check_parts(repacked(docx_of(TEXT), {part: xml}))


@pytest.mark.parametrize("doctype", [LAUGHS, EXTERNAL])
def test_B13_B14_through_the_front_door(docx_of, repacked, doctype):
    begun = time.perf_counter()
    data = repacked(docx_of(TEXT), {PART: f"{doctype}<x>&a;</x>".encode()})
    assert "不允许的外部引用" in refusal("引.docx", data)
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize("name", ["a.txt", "a.docx"])
def test_a_parser_that_hangs_is_killed(monkeypatch, name, docx_of):
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 0.01)
    assert "读取超时" in refusal(name, TEXT.encode() if name == "a.txt" else docx_of(TEXT))


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("sys.exit(3)", "内存超过上限"),
        ("os.abort()", "内存超过上限"),
        ("os.kill(os.getpid(), 9)", "超时"),
        ("1/0", "读不出来"),
        ("print('x')", "读不出来"),
    ],
)
def test_however_the_child_ends_there_is_a_sentence(monkeypatch, tmp_path, code, sentence, caplog):
    script = tmp_path / "python"
    script.write_text(f"#!{sys.executable}\nimport os, sys\n{code}\n")
    script.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(script))
    with caplog.at_level(logging.WARNING):
        assert sentence in refusal("a.txt", TEXT.encode())
    assert "reader process ended" in caplog.text


def test_only_two_files_are_read_at_once(monkeypatch):
    monkeypatch.setattr(guard, "WALL_SECONDS", 0.01)
    with guard._AT_ONCE, guard._AT_ONCE:
        assert "别的文件正在读取" in refusal("a.txt", TEXT.encode())
    assert read_file("a.txt", TEXT.encode())
