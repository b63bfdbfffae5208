"""The zip that a .docx is: checked before any of its parts is given to a parser."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from xml.parsers import expat

from studyapp.reading.types import UnreadableFile

MEGABYTE = 1024 * 1024
MAX_ENTRIES = 2000
MAX_UNPACKED = 50 * MEGABYTE
MAX_PART = 20 * MEGABYTE
MAX_RATIO = 100
_RATIO_MATTERS_FROM = MEGABYTE
_MAX_DIRECTORY = MAX_ENTRIES * 512
DAMAGED = "文件已损坏，请用 Word 或 WPS 打开，另存为新的 .docx 后再上传。"
DAMAGED_PDF = "文件已损坏，请重新导出 PDF，或上传它的 Word 原稿（.docx）。"
ENCRYPTED = "文件已加密，请取消密码后再上传。"
STRANGE = "文件结构异常（{what}），已拒绝；请用 Word 或 WPS 重新另存为 .docx 后再上传。"
TOO_LARGE = "文件解压后超过 {limit} MB，请减少内容或拆分成几个文件后再上传。"
FORBIDDEN_REFERENCE = "文件含有不允许的外部引用（DTD），请用 Word 或 WPS 重新另存为 .docx 后再上传。"
_NESTED = (".zip", ".rar", ".7z", ".gz", ".tar", ".bz2", ".xz", ".jar")
_OFFICE = {
    "word/": " Word 文档（.docx）",
    "xl/": " Excel 表格（.xlsx）",
    "ppt/": " PPT 演示文稿",
    "content.xml": " OpenDocument 文档",
}
_XML_PARTS = (".xml", ".rels", ".vml")


class _DoctypeFoundError(Exception):
    pass


class _RootReached(Exception):
    pass


def check_directory(data: bytes, program: str = "word/") -> None:
    """Refuse a .docx by what its zip directory says, without unpacking anything.

    `program` is the folder that makes a zip a file of its program: word/, or xl/ for a workbook.
    """
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or len(data) < end + 22:
        raise UnreadableFile(DAMAGED)
    if int.from_bytes(data[end + 12 : end + 16], "little") > _MAX_DIRECTORY:
        raise UnreadableFile(STRANGE.format(what="条目过多"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except Exception:  # zipfile raises half a dozen kinds for broken bytes
        raise UnreadableFile(DAMAGED) from None
    _check_kind({entry.filename for entry in entries}, program)
    _check_structure(entries)
    _check_sizes(entries)


def check_parts(data: bytes) -> None:
    """Unpack every part once: lengths and checksums hold, and no XML part has a document type."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                content = archive.read(entry)
                if entry.filename.lower().endswith(_XML_PARTS) or _looks_like_xml(entry.filename, content):
                    check_xml(content)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        raise UnreadableFile(DAMAGED) from None


def check_xml(content: bytes) -> None:
    """Refuse a document type, which alone can define entities; what follows the root's start is not read."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _found_doctype
    parser.StartElementHandler = _reached_root
    try:
        parser.Parse(content, True)
    except _DoctypeFoundError:
        raise UnreadableFile(FORBIDDEN_REFERENCE) from None
    except _RootReached:
        return
    except (expat.ExpatError, LookupError, ValueError):
        raise UnreadableFile(DAMAGED) from None


def _found_doctype(*_: object) -> None:
    raise _DoctypeFoundError


def _reached_root(*_: object) -> None:
    raise _RootReached


def _looks_like_xml(name: str, content: bytes) -> bool:
    return "/media/" not in name and content[:200].lstrip(b"\xef\xbb\xbf\xfe\xff\x00 \r\n\t").startswith(b"<")


def _check_kind(names: set[str], program: str) -> None:
    if any(name.startswith(program) for name in names):
        return
    for beginning, kind in _OFFICE.items():
        if any(name.startswith(beginning) for name in names):
            raise UnreadableFile(f"文件内容与扩展名不符：这是{kind}改名而来，请上传真正的{_OFFICE[program]}。")
    raise UnreadableFile(f"文件内容与扩展名不符：这不是{_OFFICE[program]}，请用 Word 或 WPS 另存为 .docx 后再上传。")


def _check_structure(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise UnreadableFile(STRANGE.format(what=f"条目超过 {MAX_ENTRIES} 个"))
    names = [entry.filename.casefold() for entry in entries]
    if len(set(names)) < len(names):
        raise UnreadableFile(STRANGE.format(what="条目重名"))
    for entry, name in zip(entries, names, strict=True):
        if entry.flag_bits & 0x1:
            raise UnreadableFile(ENCRYPTED)
        if what := _what_is_wrong(entry, name):
            raise UnreadableFile(STRANGE.format(what=what))
    _check_overlap(entries)


def _what_is_wrong(entry: zipfile.ZipInfo, name: str) -> str:
    if ".." in name.split("/") or name.startswith("/") or "\\" in name or ":" in name:
        return "条目路径越界"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "含有链接"
    if name.endswith(_NESTED):
        return "内含压缩包"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "压缩方式不常见"
    return ""


def _check_overlap(entries: list[zipfile.ZipInfo]) -> None:
    """Entries that share bytes unpack far more than the file holds."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise UnreadableFile(STRANGE.format(what="条目重叠"))
        end = entry.header_offset + 30 + entry.compress_size


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED:
        raise UnreadableFile(TOO_LARGE.format(limit=MAX_UNPACKED // MEGABYTE))
    for entry in entries:
        if entry.file_size > MAX_PART and entry.filename.lower().endswith(_XML_PARTS):
            raise UnreadableFile(TOO_LARGE.format(limit=MAX_PART // MEGABYTE))
        is_bomb = entry.file_size > _RATIO_MATTERS_FROM and entry.file_size > MAX_RATIO * entry.compress_size
        if is_bomb:
            raise UnreadableFile(STRANGE.format(what=f"压缩比超过 {MAX_RATIO} 倍"))
