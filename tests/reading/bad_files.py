"""Catalogue B as files: what is refused and with which words, and what is odd but read.

Each row names itself by its number in the catalogue; the reader's tests and the tests of the pages that take files
run over the same rows.
"""

from __future__ import annotations

import codecs
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.reading import sheets
from tests.reading.builders import (
    DOCUMENT,
    OLE,
    docx_file,
    docx_xml,
    numbered,
    paragraph,
    repacked,
    run,
    text_box,
    zipped,
)
from tests.reading.paper import Block, Line, Sheet, pdf_file, typeset

TEXT = "气瓶应当直立放置并用链条固定。"
LINES = f"气瓶管理办法\n{TEXT}\n"
TRADITIONAL = "氣瓶應當直立放置並固定。"
# No two lines alike: pdfium takes equal lines of a font that it cannot find for one, printed twice to look bold.
LONG_TEXTS = tuple(
    "".join(f"第{number}{letter}号气瓶应当直立放置，并用链条固定在墙上。" for number in range(1, 10))
    for letter in "甲乙丙丁戊己庚辛壬癸"
)
MEGABYTE = 1024 * 1024
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "{}">]>'.format("&a;" * 50)
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
_XLSX = "xl/workbook.xml"


@dataclass(frozen=True)
class BadFile:
    """A file that is refused: `sentence` is the part of the refusal that says what is wrong."""

    row: str
    name: str
    build: Callable[[], bytes]
    sentence: str

    def __str__(self) -> str:
        return f"{self.row} {self.name}"


@dataclass(frozen=True)
class OddFile:
    """A file that is read: `text` stands in the reading, `notice` in what the secretary is told ("" for nothing)."""

    row: str
    name: str
    build: Callable[[], bytes]
    text: str
    notice: str = ""
    encoding: str = ""

    def __str__(self) -> str:
        return f"{self.row} {self.name}"


@cache
def word_file() -> bytes:
    return docx_file("气瓶管理办法", TEXT)


@cache
def pdf_of_lines() -> bytes:
    return pdf_file(typeset([Block("气瓶管理办法", 18, centred=True), TEXT]))


def with_locked_flag() -> bytes:
    data = bytearray(zipped([(DOCUMENT, "<x/>")]))
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def with_lying_length() -> bytes:
    data = bytearray(zipped([(DOCUMENT, "<x>" + "a" * 5000 + "</x>")]))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(data)


def with_link() -> bytes:
    link: Any = zipfile.ZipInfo("word/link")
    link.external_attr = 0o120777 << 16
    return zipped([(DOCUMENT, ""), (link, "/etc/passwd")])


def with_external_objects() -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

    def change(document: Any) -> None:
        for name in ("image", "attachedTemplate", "oleObject"):
            document.part.relate_to(f"http://127.0.0.1:9/canary-{name}", kind + name, is_external=True)

    return docx_file(TEXT, change=change)


def pictures_only() -> bytes:
    return docx_xml(paragraph("<w:r><w:drawing/></w:r>") * 2)


def boxes_only() -> bytes:
    return docx_xml(paragraph(text_box(paragraph(run(TEXT)))))


def revised() -> bytes:
    deleted = "<w:del><w:r><w:delText>不</w:delText></w:r></w:del>"
    mark = '<w:r><w:commentReference w:id="1"/></w:r>'
    note = f'<w:footnote w:id="2">{paragraph(run("见国家标准。"))}</w:footnote>'
    body = paragraph(run("气瓶"), deleted, f"<w:ins>{run('应当')}</w:ins>", run("直立放置并用链条固定。"), mark)
    body += paragraph(run("看得见。"), run("看不见", "<w:vanish/>"))
    body += paragraph(run("每三年检验一次。"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    return docx_xml(body, {"footnotes": note})


def numbered_by_word() -> bytes:
    def change(document: Any) -> None:
        give = numbered(document, [("chineseCounting", "%1、"), ("chineseCounting", "（%2）")])
        for text, level in [("储存", 0), ("搬运", 0), ("装卸", 1)]:
            give(document.add_paragraph(text), level)
            document.add_paragraph(TEXT)

    return docx_file(change=change)


def many_paragraphs() -> bytes:
    return docx_xml("".join(f"<w:p><w:r><w:t>{i}</w:t></w:r></w:p>" for i in range(400_000)))


def circular_outline() -> bytes:
    knot = b"<</Title(a)/Next 5 0 R/Prev 5 0 R/First 5 0 R/Last 5 0 R/Parent 5 0 R/Count 99>>"
    return pdf_file(typeset([TEXT]), catalog="/Outlines 5 0 R", objects=[knot])


def circular_xref() -> bytes:
    data = pdf_of_lines()
    at = data.rfind(b"xref\n0 ")
    return data.replace(b"trailer<<", b"trailer<</Prev %d" % data.rfind(b"xref\n0 ", 0, at + 1))


def circular_pages() -> bytes:
    return pdf_of_lines().replace(b"/Type/Pages/Count 1/Kids[6 0 R]", b"/Type/Pages/Count 9/Kids[2 0 R]")


def swelling_pdf() -> bytes:
    """A page of 900 million blanks in less than a megabyte."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * MEGABYTE) for _ in range(900)) + packer.flush()
    content = b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)
    data = pdf_file([Sheet([Line(90, 700, 12, TEXT)])], objects=[content])
    return data.replace(b"/Contents 6 0 R", b"/Contents 5 0 R")


def active_pdf() -> bytes:
    """Scripts, an attached file and a form, none of which is text of the document."""
    actions = "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/AcroForm<</Fields[5 0 R]>>"
    files = "/Names<</EmbeddedFiles<</Names[(canary.txt) 6 0 R]>>>>"
    form = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(canary)/Rect[10 10 20 20]>>"
    attached = b"<</Type/Filespec/F(canary.txt)>>"
    return pdf_file(typeset([TEXT]), catalog=actions + files, objects=[form, attached])


def two_columns() -> bytes:
    return pdf_file(typeset(LONG_TEXTS, columns=2, head="安全资料", foot="— {page} —"))


def many_pages() -> bytes:
    return pdf_file([Sheet([Line(90, 700, 12, TEXT)]) for _ in range(201)])


def giant_page() -> bytes:
    return pdf_file([Sheet([Line(90, 700, 12, TEXT)], box="0 0 900000000 900000000")])


BAD_FILES = (
    BadFile("B02", "空.docx", bytes, "文件是空的"),
    BadFile("B02", "空.pdf", bytes, "文件是空的"),
    BadFile("B02", "空.txt", bytes, "文件是空的"),
    BadFile("B03", "大.docx", lambda: bytes(5 * MEGABYTE + 1), "文件超过 5 MB，请拆分"),
    BadFile("B03", "大.pdf", lambda: bytes(10 * MEGABYTE + 1), "文件超过 10 MB，请拆分"),
    BadFile("B03", "大.txt", lambda: b"a" * (2 * MEGABYTE + 1), "文件超过 2 MB，请拆分"),
    BadFile("B04", "旧.doc", lambda: OLE + bytes(600), "不支持 .doc 文件，请用 Word 或 WPS 另存为 .docx"),
    BadFile("B04", "旧.wps", lambda: OLE + bytes(600), "不支持 .wps 文件，请用 Word 或 WPS 另存为 .docx"),
    BadFile("B04", "宏.docm", word_file, "不支持 .docm 文件"),
    BadFile("B04", "表.xlsx", lambda: sheets.key_points(sheets.ROW), "要点表"),
    BadFile("B04", "表.et", lambda: OLE + bytes(600), "不支持 .et 文件"),
    BadFile("B04", "包.zip", lambda: zipped([("a.txt", "x")]), "请先解压"),
    BadFile("B04", "包.rar", lambda: b"Rar!\x1a\x07", "请先解压"),
    BadFile("B04", "序.exe", lambda: b"MZ" + bytes(600), "不支持 .exe 文件"),
    BadFile("B04", "无扩展名", LINES.encode, "看不出文件的类型"),
    BadFile("B04", "双.docx.exe", word_file, "不支持 .exe 文件"),
    BadFile("B05", "改名.docx", LINES.encode, "文件内容与扩展名不符"),
    BadFile("B05", "表格.docx", lambda: sheets.key_points(sheets.ROW), "文件内容与扩展名不符"),
    BadFile("B05", "网页.pdf", lambda: b"<!DOCTYPE html><html></html>", "文件内容与扩展名不符"),
    BadFile("B05", "文档.pdf", word_file, "文件内容与扩展名不符"),
    BadFile("B05", "文档.txt", word_file, "文件内容与扩展名不符"),
    BadFile("B05", "印刷.txt", pdf_of_lines, "文件内容与扩展名不符"),
    BadFile("B05", "文档.md", word_file, "文件内容与扩展名不符"),
    BadFile("B06", "旧改名.docx", lambda: OLE + bytes(600), "这是旧版 Word 文件"),
    BadFile("B07", "密.docx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "文件已加密，请取消密码后再上传"),
    BadFile("B07", "锁.docx", with_locked_flag, "文件已加密，请取消密码后再上传"),
    BadFile("B08", "密.pdf", lambda: pdf_file(typeset([TEXT]), password="x"), "文件已加密，请取消密码后再上传"),
    BadFile("B09", "断.docx", lambda: word_file()[: len(word_file()) // 2], "文件已损坏"),
    BadFile("B09", "谎.docx", with_lying_length, "文件已损坏"),
    BadFile("B10", "多.docx", lambda: zipped([(f"word/{i}.xml", "") for i in range(2001)]), "文件结构异常"),
    BadFile("B10", "套.docx", lambda: zipped([(DOCUMENT, ""), ("word/inner.zip", "")]), "文件结构异常"),
    BadFile("B10", "链.docx", with_link, "文件结构异常"),
    BadFile("B10", "径.docx", lambda: zipped([(DOCUMENT, ""), ("../../x", "")]), "文件结构异常"),
    BadFile("B10", "重.docx", lambda: zipped([(DOCUMENT, ""), (DOCUMENT.upper(), "")]), "文件结构异常"),
    BadFile("B11", "弹.docx", lambda: zipped([(DOCUMENT, b"a" * (21 * MEGABYTE))]), "解压后超过 20 MB"),
    BadFile("B12", "长.docx", many_paragraphs, "段落超过 5000 段，请拆分"),
    BadFile("B13", "外.docx", lambda: repacked(word_file(), {DOCUMENT: EXTERNAL.encode()}), "不允许的外部引用"),
    BadFile("B14", "笑.docx", lambda: repacked(word_file(), {DOCUMENT: LAUGHS.encode()}), "不允许的外部引用"),
    BadFile("B16", "图.docx", pictures_only, "未识别到文字（检测到 2 张图片）"),
    BadFile("B28", "扫描.pdf", lambda: pdf_file([Sheet(), Sheet()]), "没有可识别的文字（可能是扫描件）"),
    BadFile("B29", "乱.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 20, "文件已损坏"),
    BadFile("B29", "断.pdf", lambda: pdf_of_lines()[:300], "文件已损坏"),
    BadFile("B29", "头.pdf", lambda: b"%PDF-1.7\n", "文件已损坏"),
    BadFile("B30", "多页.pdf", many_pages, "页数超过 200"),
    BadFile("B31", "环.pdf", circular_pages, "文件已损坏"),
    BadFile("B31", "胀.pdf", swelling_pdf, "内存超过上限"),
    BadFile("B36", "无标记.txt", lambda: LINES.encode("utf-16-le"), "无法识别这个文本文件的编码"),
    BadFile("B38", "混.txt", lambda: LINES.encode() + "先断电。\n".encode("gbk"), "第 3 行含有无法识别的字符"),
    BadFile("B39", "二进制.txt", lambda: bytes(range(256)) * 20, "这不是文本文件"),
    BadFile("B40", "零.txt", "第一行\n第\0二行".encode, "第 2 行含有无效字符"),
    BadFile("B40", "零.md", "第一行\n第\0二行".encode, "第 2 行含有无效字符"),
    BadFile("B42", "半.txt", lambda: LINES.encode() + b"\xed\xa0\x80\n", "第 3 行含有无法识别的字符"),
)

ODD_FILES = (
    OddFile("B15", "外.docx", with_external_objects, TEXT, "已忽略 3 个外部对象"),
    OddFile("B16", "框.docx", boxes_only, TEXT),
    OddFile("B17", "修.docx", revised, "气瓶应当直立放置并用链条固定。", "已忽略修订/批注 2 处"),
    OddFile("B18", "号.docx", numbered_by_word, "二、搬运"),
    OddFile("B31", "纲.pdf", circular_outline, TEXT),
    OddFile("B31", "表.pdf", circular_xref, TEXT),
    OddFile("B30", "巨.pdf", giant_page, TEXT),
    OddFile("B32", "码.pdf", lambda: pdf_file(typeset([TEXT * 3]), readable=False), "", "文字可能是乱码"),
    OddFile("B33", "动.pdf", active_pdf, TEXT),
    OddFile("B33", "栏.pdf", two_columns, LONG_TEXTS[3]),
    OddFile("B34", "国.txt", lambda: LINES.encode("gb18030"), TEXT),
    OddFile("B35", "标.txt", lambda: codecs.BOM_UTF8 + LINES.encode(), TEXT),
    OddFile("B35", "宽.txt", lambda: LINES.encode("utf-16"), TEXT),
    OddFile("B37", "台.txt", lambda: TRADITIONAL.encode("big5"), TRADITIONAL, encoding="big5"),
    OddFile(
        "B41", "隐.txt", lambda: LINES.replace("气", "\u200b气\u202e").encode(), TEXT, "已去掉 4 个看不见的控制字符"
    ),
    OddFile("B43", "长.txt", lambda: ("龘" * 100_000).encode(), "龘" * 100_000, "超过 5000 字"),
    OddFile("B44", "行.txt", lambda: LINES.replace("\n", "\r\n\u2028").encode(), TEXT),
    OddFile("B45", "罕.txt", lambda: f"𠮷野家👨‍👩‍👧\n{TEXT}\n".encode(), "𠮷野家👨‍👩‍👧"),
    OddFile("B57", "码.txt", lambda: f"<script>alert(1)</script> {{{{7*7}}}}。\n{TEXT}\n".encode(), TEXT),
    OddFile("B58", "式.txt", lambda: f"{TEXT}\n=1+1\n".encode(), "=1+1"),
)

BAD_SHEETS = (
    BadFile("B02", "空.xlsx", bytes, "文件是空的"),
    BadFile("B03", "大.xlsx", lambda: bytes(5 * MEGABYTE + 1), "文件超过 5 MB"),
    BadFile("B04", "表.csv", lambda: b"a,b", "不支持 .csv 文件"),
    BadFile("B04", "文档.docx", word_file, "不支持 .docx 文件"),
    BadFile("B05", "文档.xlsx", word_file, "文件内容与扩展名不符"),
    BadFile("B05", "文字.xlsx", LINES.encode, "文件内容与扩展名不符"),
    BadFile("B07", "密.xlsx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "文件已加密"),
    BadFile("B09", "断.xlsx", lambda: sheets.key_points(sheets.ROW)[:900], "文件已损坏"),
    BadFile("B10", "多.xlsx", lambda: zipped([(f"xl/{i}.xml", "") for i in range(2001)]), "文件结构异常"),
    BadFile("B14", "笑.xlsx", lambda: repacked(sheets.key_points(sheets.ROW), {_XLSX: LAUGHS.encode()}), "外部引用"),
    BadFile("B20", "远.xlsx", sheets.far_cell, "表格范围异常，请清除多余的单元格"),
    BadFile("B21", "并.xlsx", sheets.endless_merge, "表格范围异常，请清除多余的单元格"),
    BadFile("B22", "长.xlsx", lambda: sheets.many_rows(5001), "行数超过 5000"),
    BadFile("B26", "无头.xlsx", lambda: sheets.key_points(sheets.ROW, header=["甲", "乙", "丙"]), "找不到“要点”列"),
)
