"""A small writer of PDF files, and a typesetter of Chinese paragraphs for it.

The font is not embedded: one of the predefined character maps of the format names its characters, so that every
reader knows which text stands there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_NO_BEGINNING = "，。、；：？！》）”"
_GUTTER = 24.0
_NARROW = 500  # thousandths of the size, for characters of the ASCII range


@dataclass(frozen=True)
class Line:
    x: float
    y: float
    size: float
    text: str
    is_slanted: bool = False


@dataclass
class Sheet:
    """One page; `extra` are further entries of its dictionary."""

    lines: list[Line] = field(default_factory=list)
    extra: str = ""
    box: str = f"0 0 {WIDTH} {HEIGHT}"


def width_of(text: str, size: float) -> float:
    return sum(size * (_NARROW / 1000 if char.isascii() else 1) for char in text)


def pdf_file(
    pages: Iterable[Sheet | Sequence[Line]],
    *,
    password: str | None = None,
    readable: bool = True,
    catalog: str = "",
    objects: Sequence[bytes] = (),
) -> bytes:
    """The bytes of a PDF. With `readable` off, its characters have no meaning to a program, as in bad exports.

    `catalog` is added to the document's dictionary, `objects` follow the others; number 5 is the first of them.
    """
    found: list[bytes] = [b"", b"", _descendant(), _font(), *objects]
    kids = []
    for page in pages:
        sheet = page if isinstance(page, Sheet) else Sheet(list(page))
        drawing = b"".join(_drawn(line, readable) for line in sheet.lines)
        found.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing))
        found.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[{sheet.box}]/Contents {len(found)} 0 R"
            f"/Resources<</Font<</F1 4 0 R>>>>{sheet.extra}>>".encode()
        )
        kids.append(len(found))
    found[0] = f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode()
    found[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]>>".encode()
    return _file(found, password)


def _drawn(line: Line, readable: bool) -> bytes:
    codes = (line.text if readable else _scrambled(line.text)).encode("utf-16-be").hex()
    turn = "0.7 0.7 -0.7 0.7" if line.is_slanted else "1 0 0 1"
    return f"BT /F1 {line.size:g} Tf {turn} {line.x:g} {line.y:g} Tm <{codes}> Tj ET\n".encode()


def _descendant() -> bytes:
    return (
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 [%s]]"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
        b"/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
        b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>" % b" ".join([b"%d" % _NARROW] * 95)
    )


def _font() -> bytes:
    return b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[3 0 R]>>"


def _scrambled(text: str) -> str:
    """Characters of the private area: what is left when a subset font names none of its glyphs."""
    return "".join(chr(0xE000 + ord(char) % 0x1800) for char in text)


def _file(objects: list[bytes], password: str | None) -> bytes:
    trailer = b""
    if password is not None:
        objects, trailer = _locked(objects, password.encode())
    data, places = b"%PDF-1.7\n%\xe6\xb8\xa9\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    end = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(data))
    return data + head + end


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _locked(objects: list[bytes], password: bytes) -> tuple[list[bytes], bytes]:
    """The first and weakest lock that the format knows; enough to need a password."""
    padded = (password + _PADDING)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    identity = bytes(16)
    key = hashlib.md5(padded + owner + (-4 & 0xFFFFFFFF).to_bytes(4, "little") + identity).digest()[:5]
    user = _rc4(key, _PADDING)
    locked = []
    for number, content in enumerate(objects, 1):
        head, mark, rest = content.partition(b"stream\n")
        if mark and head.endswith(b">>"):
            own = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
            body = rest.removesuffix(b"\nendstream")
            content = head + mark + _rc4(own, body) + b"\nendstream"
        locked.append(content)
    trailer = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<%s><%s>]" % (
        owner.hex().encode(),
        user.hex().encode(),
        identity.hex().encode(),
        identity.hex().encode(),
    )
    return locked, trailer


@dataclass(frozen=True)
class Block:
    """A paragraph to be set; `indent` in characters, `centred` and `above` (points) as a word processor knows them."""

    text: str
    size: float = 12
    indent: int = 2
    centred: bool = False
    above: float = 0
    new_page: bool = False


def broken(text: str, size: float, width: float, indent: int) -> list[str]:
    """The printed lines of a paragraph: no stop begins a line, no number or word is torn."""
    lines, line = [], ""
    room = width - indent * size
    for piece in _pieces(text):
        if line and width_of(line + piece, size) > room + 0.01:
            lines.append(line)
            line, room = "", width
        line += piece.lstrip(" ") if not line else piece
    return [*lines, line]


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for char in text:
        goes_on = pieces and (
            char in _NO_BEGINNING
            or pieces[-1][-1] in "《（“"
            or (char.isascii() and char.isalnum() and pieces[-1][-1].isascii() and pieces[-1][-1].isalnum())
        )
        if goes_on:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


@dataclass
class _Press:
    """Where the next line goes: down the column, then to the next one, then to a new page."""

    margin: float
    bottom: float
    columns: int
    width: float
    pages: list[Sheet] = field(default_factory=lambda: [Sheet()])
    column: int = 0
    y: float = 0

    def __post_init__(self) -> None:
        self.y = HEIGHT - self.margin

    def turn(self) -> None:
        self.pages.append(Sheet())
        self.column, self.y = 0, HEIGHT - self.margin

    def set(self, block: Block, leading: float) -> None:
        if block.new_page and self.pages[-1].lines:
            self.turn()
        self.y -= block.above
        indent = 0 if block.centred else block.indent
        for number, text in enumerate(broken(block.text, block.size, self.width, indent)):
            if self.y < self.bottom:
                self.column, self.y = self.column + 1, HEIGHT - self.margin
            if self.column == self.columns:
                self.turn()
            x = self.margin + self.column * (self.width + _GUTTER) + (0 if number else indent * block.size)
            if block.centred:
                x += (self.width - width_of(text, block.size)) / 2
            self.pages[-1].lines.append(Line(x, self.y, block.size, text))
            self.y -= block.size * leading


def typeset(
    blocks: Iterable[Block | str],
    *,
    margin: float = 90,
    head: str = "",
    foot: str = "",
    columns: int = 1,
    leading: float = 1.6,
    bottom: float = 110,
) -> list[Sheet]:
    """Set paragraphs on pages. `foot` may hold {page} and {pages}; `head` stands on every page."""
    width = (WIDTH - 2 * margin - _GUTTER * (columns - 1)) / columns
    press = _Press(margin, bottom, columns, width)
    for block in blocks:
        press.set(Block(block) if isinstance(block, str) else block, leading)
    for number, page in enumerate(press.pages, 1):
        if head:
            page.lines.insert(0, Line(margin, HEIGHT - 50, 9, head))
        if foot:
            text = foot.format(page=number, pages=len(press.pages))
            page.lines.append(Line((WIDTH - width_of(text, 10)) / 2, 50, 10, text))
    return press.pages
