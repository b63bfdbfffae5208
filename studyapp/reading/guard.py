"""The safe front door for files: what is not a harmless document is refused in one Chinese sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePosixPath
from threading import BoundedSemaphore

from studyapp.reading.archive import DAMAGED, ENCRYPTED, MEGABYTE, check_directory
from studyapp.reading.characters import remove_invisible, tidy
from studyapp.reading.compilation import material_json
from studyapp.reading.sandbox import KINDS, WALL_SECONDS, Kind, parse_apart, parse_sheet_apart
from studyapp.reading.sheet_rows import Sheet
from studyapp.reading.text import ENCODINGS, UPLOAD_THESE
from studyapp.reading.types import Reading, UnreadableFile

__all__ = [
    "ENCODINGS",
    "MAX_BYTES",
    "MAX_SHEET_BYTES",
    "material_json",
    "read_file",
    "read_sheet",
    "title_from_name",
]

MAX_BYTES: dict[Kind, int] = {"docx": 5 * MEGABYTE, "pdf": 10 * MEGABYTE, "txt": 2 * MEGABYTE, "md": 2 * MEGABYTE}
MAX_SHEET_BYTES = 5 * MEGABYTE
_AT_ONCE = BoundedSemaphore(2)  # children per server process
_LONGEST_TITLE = 80

_SAVE_AS = "请用 Word 或 WPS 另存为 .docx 后再上传"
_ADVICE = {
    "doc|docm|dot|dotx|dotm|wps|wpt|rtf|odt|mht|mhtml|htm|html|xml|pages|uof": _SAVE_AS,
    "xls|xlsx": "整理好的要点请在“标要点”页的“导入要点表”里上传；资料请把文字粘贴到 Word 中，另存为 .docx 后再上传",
    "xlsm|xlsb|csv|tsv|et|ett|ods|ppt|pptx|pps|dps|odp": "请把其中的文字粘贴到 Word 中，另存为 .docx 后再上传",
    "zip|rar|7z|gz|tar|bz2|xz": "请先解压，再逐个上传其中的 .docx 或 .pdf 文件",
    "jpg|jpeg|png|gif|bmp|tif|tiff|webp|heic": "请先把图片里的文字录入 Word，再上传 .docx",
    ".*": UPLOAD_THESE,
}
_ALSO_CALLED: dict[Kind, tuple[str, ...]] = {"md": ("markdown",), "txt": ("text",)}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = {
    b"%PDF": "PDF",
    b"{\\rtf": "RTF 文档",
    b"Rar!": "RAR 压缩包",
    b"7z\xbc\xaf": "7z 压缩包",
    b"\x1f\x8b": "压缩包",
    b"MZ": "程序",
    b"\x7fELF": "程序",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
}
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!doctype|<html)", re.IGNORECASE)


def read_file(name: str, data: bytes, encoding: str = "") -> Reading:
    """Read an uploaded file: its materials in order, and notices for the secretary.

    `name` is the file name as the browser or the command line gave it; it decides the kind and is never used
    as a path. `encoding` is one of `text.ENCODINGS`, for texts whose encoding a person chose. Raises
    UnreadableFile for every file that cannot be used.
    """
    kind = _kind_of(name)
    _check_length(data, MAX_BYTES[kind])
    {"docx": _check_docx, "pdf": _check_pdf}.get(kind, _check_text)(data)
    with _place():
        reading = parse_apart(kind, data, encoding if encoding in ENCODINGS else "")
    return _with_titles(reading, title_from_name(name))


def read_sheet(name: str, data: bytes) -> Sheet:
    """Read a workbook of ready-made key points: its rows, and what is wrong with the others.

    Raises UnreadableFile as `read_file` does.
    """
    extension = _extension_of(name)
    if extension not in ("xlsx", "xls"):
        what = f"不支持 .{extension} 文件" if extension else "看不出文件的类型"
        raise UnreadableFile(f"{what}，请用 Excel 或 WPS 另存为 .xlsx 后再上传。")
    _check_length(data, MAX_SHEET_BYTES)
    try:
        _check_sheet(data)
        with _place():
            return parse_sheet_apart(data)
    except UnreadableFile as refusal:
        # What is said about Word files holds for workbooks as well, with the other program's name.
        sentence = str(refusal).replace("Word 或 WPS", "Excel 或 WPS").replace("另存为 .docx", "另存为 .xlsx")
        raise UnreadableFile(sentence.replace("新的 .docx", "新的 .xlsx")) from None


def _check_sheet(data: bytes) -> None:
    """Old and new workbooks are told by their content, whatever they are called."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableFile(ENCRYPTED)
        if not any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
            raise UnreadableFile("文件内容与扩展名不符：这不是 Excel 表格，请用 Excel 或 WPS 另存为 .xlsx 后再上传。")
    elif data.startswith(b"PK\x03\x04"):
        check_directory(data, "xl/")
    else:
        raise UnreadableFile(f"文件内容与扩展名不符：这是{_seen_as(data)}，请上传 Excel 表格（.xlsx）。")


def _check_length(data: bytes, most: int) -> None:
    if not data:
        raise UnreadableFile("文件是空的，请检查后重新上传。")
    if len(data) > most:
        raise UnreadableFile(f"文件超过 {most // MEGABYTE} MB，请拆分成几个文件后再上传。")


@contextmanager
def _place() -> Iterator[None]:
    """One of the few places for reading; waits for one as long as reading may take."""
    if not _AT_ONCE.acquire(timeout=WALL_SECONDS):
        raise UnreadableFile("现在有别的文件正在读取，请过一分钟再上传。")
    try:
        yield
    finally:
        _AT_ONCE.release()


def _extension_of(name: str) -> str:
    """The extension in plain small letters, empty when there is none that looks like one."""
    plain = unicodedata.normalize("NFKC", _printable(name)).strip(" .").casefold()
    if PurePosixPath(plain).name.startswith("~$"):
        raise UnreadableFile("这是 Office 打开文件时留下的临时文件，请关闭 Office 后上传原来的文件。")
    _, dot, extension = plain.rpartition(".")
    return extension if dot and re.fullmatch("[a-z0-9]{1,8}", extension) else ""


def _kind_of(name: str) -> Kind:
    extension = _extension_of(name)
    for kind in KINDS:
        if extension in (kind, *_ALSO_CALLED.get(kind, ())):
            return kind
    if not extension:
        raise UnreadableFile(f"看不出文件的类型（没有认识的扩展名），{UPLOAD_THESE}。")
    advice = next(advice for known, advice in _ADVICE.items() if re.fullmatch(known, extension))
    raise UnreadableFile(f"不支持 .{extension} 文件，{advice}。")


def _check_docx(data: bytes) -> None:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableFile(ENCRYPTED)
        raise UnreadableFile(
            "这是旧版 Word 文件（.doc 或 .wps）改名而来，请用 Word 或 WPS 打开，另存为 .docx 后再上传。"
        )
    if data.startswith(b"PK\x03\x04"):
        check_directory(data)
        return
    if data.startswith(b"PK"):
        raise UnreadableFile(DAMAGED)
    raise UnreadableFile(f"文件内容与扩展名不符：这不是 Word 文档，而是{_seen_as(data)}，{_SAVE_AS}。")


def _seen_as(data: bytes) -> str:
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            return kind
    if _MARKUP.match(data):
        return "网页或 XML 文件"
    return "别的文件" if b"\0" in data[:1000] else "文本或别的文件"


def _check_pdf(data: bytes) -> None:
    # A few programs write some lines of their own in front of the mark.
    if b"%PDF-" in data[:1024] and not data.startswith((_OLE, b"PK\x03\x04")):
        return
    if data.startswith((_OLE, b"PK\x03\x04")):
        raise UnreadableFile(f"文件内容与扩展名不符：这不是 PDF，而是 Office 文档或压缩包，{_SAVE_AS}。")
    raise UnreadableFile(f"文件内容与扩展名不符：这不是 PDF，而是{_seen_as(data)}，{UPLOAD_THESE}。")


def _check_text(data: bytes) -> None:
    if data.startswith((_OLE, b"PK\x03\x04")):
        raise UnreadableFile("文件内容与扩展名不符：这是 Office 文档或压缩包改名而来，请上传原来的 .docx 文件。")
    is_marked_up = _MARKUP.match(data) is not None
    # MZ and GIF8 may well begin a text; what follows tells programs and pictures from it
    if is_marked_up or (
        data.startswith(tuple(_SIGNATURES)) and (b"\0" in data or data.startswith((b"%PDF", b"{\\rtf")))
    ):
        raise UnreadableFile(f"文件内容与扩展名不符：这不是纯文本，而是{_seen_as(data)}，{UPLOAD_THESE}。")


def _printable(name: str) -> str:
    return remove_invisible(name.replace("\n", "").replace("\t", " "))[0]


def title_from_name(name: str) -> str:
    """The file name as a title of last resort: no folders, no extension, no invisible characters."""
    last = re.split(r"[/\\]", _printable(name))[-1]
    return tidy(last.strip(" .").rpartition(".")[0])[:_LONGEST_TITLE] or "未命名资料"


def _with_titles(reading: Reading, stem: str) -> Reading:
    documents = tuple(document if document.title else replace(document, title=stem) for document in reading.documents)
    return replace(reading, documents=documents)
