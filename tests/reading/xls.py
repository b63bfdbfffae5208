"""A small writer of old workbooks (.xls): one sheet of texts and numbers, as Excel 97 lays it out."""

from __future__ import annotations

import struct
from collections.abc import Sequence

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SHORTEST_STREAM = 4096  # a shorter one would have to lie in another place


def xls_file(rows: Sequence[Sequence[str | float]], name: str = "要点") -> bytes:
    return _compound_file(_workbook(rows, name))


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _workbook(rows: Sequence[Sequence[str | float]], name: str) -> bytes:
    texts = [cell for row in rows for cell in row if isinstance(cell, str)]
    strings = b"".join(struct.pack("<HB", len(text), 1) + text.encode("utf-16-le") for text in texts)
    shared = _record(0xFC, struct.pack("<II", len(texts), len(texts)) + strings)

    def start(kind: int) -> bytes:
        return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))

    def about(place: int) -> bytes:
        return _record(0x85, struct.pack("<IBBBB", place, 0, 0, len(name), 1) + name.encode("utf-16-le"))

    place = len(start(5) + about(0) + shared + _record(0x0A))
    width = max(map(len, rows))
    sheet = start(0x10) + _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    index = 0
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            where = struct.pack("<HHH", number, column, 0)
            if isinstance(cell, str):
                sheet += _record(0xFD, where + struct.pack("<I", index))
                index += 1
            else:
                sheet += _record(0x203, where + struct.pack("<d", cell))
    return start(5) + about(place) + shared + _record(0x0A) + sheet + _record(0x0A)


def _compound_file(stream: bytes) -> bytes:
    """The stream in the small file system that such files are: header, table of sectors, directory, content."""
    size = max(len(stream), _SHORTEST_STREAM)
    count = -(-size // _SECTOR)
    chain = [_FAT, _END, *range(3, count + 2), _END]
    table = struct.pack(f"<{_SECTOR // 4}I", *chain, *[_FREE] * (_SECTOR // 4 - len(chain)))
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    header += struct.pack("<108I", *[_FREE] * 108)
    root = _entry("Root Entry", 5, child=1, start=_END, size=0)
    directory = root + _entry("Workbook", 2, child=_FREE, start=2, size=size) + _entry("", 0) * 2
    return header[:_SECTOR] + table + directory + stream.ljust(count * _SECTOR, b"\0")


def _entry(name: str, kind: int, *, child: int = _FREE, start: int = 0, size: int = 0) -> bytes:
    text = name.encode("utf-16-le")
    length = len(text) + 2 if name else 0
    head = text.ljust(64, b"\0") + struct.pack("<HBBIII", length, kind, 1, _FREE, _FREE, child)
    return head + bytes(16 + 4 + 16) + struct.pack("<IQ", start, size)
