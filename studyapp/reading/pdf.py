"""A PDF in: its printed lines put together again as paragraphs.

pdfium is not safe under threads (it loses text without a word), so only the child process of `sandbox` runs this.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from studyapp.reading.archive import DAMAGED_PDF, ENCRYPTED
from studyapp.reading.characters import count_han, fold_radicals, remove_invisible, tidy
from studyapp.reading.page_furniture import without_page_furniture
from studyapp.reading.paragraphs import Paragraph, paragraphs_of
from studyapp.reading.rows import Glyph, rows_of
from studyapp.reading.types import Look, Source, SourceLine, UnreadableFile

MAX_PAGES = 200
MAX_LINES = 5000
MAX_GLYPHS = 600_000
TOO_MANY_PAGES = f"文件的页数超过 {MAX_PAGES}，请拆分成几个文件后再上传。"
SCANNED = "没有可识别的文字（可能是扫描件），请上传它的 Word 原稿，或先用文字识别软件转成 .docx 后再上传。"
_FEW_CHARACTERS = 20  # a page: less than that is no running text but at most a stamp or a page number
_WORTH_A_WARNING = 3  # per cent
_SLANT = 0.05  # radians; a watermark across the page stands at an angle
_BOLD = 600
_SPACE = frozenset(" \u00a0\u3000\t")


def read_pdf(data: bytes) -> Source:
    """The paragraphs of a PDF. Raises UnreadableFile for one that is locked, broken, too long or only pictures."""
    document = _opened(data)
    if len(document) > MAX_PAGES:
        raise UnreadableFile(TOO_MANY_PAGES)
    slanted: list[str] = []
    pages = rows_of(_pages(document, slanted))
    text = "".join(row.text for page in pages for row in page)
    if not text.strip() or (_pictures(document) and count_han(text) < _FEW_CHARACTERS * len(document)):
        raise UnreadableFile(SCANNED)
    kept, dropped = without_page_furniture(pages)
    lines, removed = _source_lines(paragraphs_of(kept))
    if not lines:
        raise UnreadableFile(SCANNED)
    if len(lines) > MAX_LINES:
        raise UnreadableFile(f"文件的段落超过 {MAX_LINES} 段，请拆分成几个文件后再上传。")
    garbled = _garbled_share(text)
    margins = tuple(dict.fromkeys(tidy(remove_invisible(text)[0]) for text in (*dropped, *slanted)))
    return Source(lines, _notices(len(dropped), removed, garbled), garbled, margins, is_paged=True)


def _notices(dropped: int, removed: int, garbled: int) -> tuple[str, ...]:
    notices = ["PDF 里没有段落，段落是按版面拼起来的，请核对分段。"]
    if dropped:
        notices.append(f"已去掉 {dropped} 处页码和页眉。")
    if removed:
        notices.append(f"已去掉 {removed} 个看不见的控制字符。")
    if garbled:
        notices.append(f"约 {garbled}% 文字可能是乱码，请核对，或改用 Word 原稿。")
    return tuple(notices)


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise UnreadableFile(ENCRYPTED if locked else DAMAGED_PDF) from None
    if not pages:
        raise UnreadableFile(DAMAGED_PDF)
    return document


def _pages(document: pypdfium2.PdfDocument, slanted: list[str]) -> Iterator[list[Glyph]]:
    total, broken = 0, 0
    for number in range(len(document)):
        try:
            page = document[number]
            glyphs = list(_glyphs(page.get_textpage(), slanted))
        except pypdfium2.PdfiumError:
            broken += 1
            glyphs = []
        total += len(glyphs)
        if total > MAX_GLYPHS:
            raise UnreadableFile(f"文件的文字超过 {MAX_GLYPHS // 10_000} 万字，请拆分成几个文件后再上传。")
        yield glyphs
    if broken == len(document):
        raise UnreadableFile(DAMAGED_PDF)


class _Style(NamedTuple):
    """What all characters of one text object share."""

    size: float
    is_bold: bool
    is_upright: bool


def _glyphs(page: pypdfium2.PdfTextPage, slanted: list[str]) -> Iterator[Glyph]:
    """What the page shows upright, in the order in which it was printed; blanks that pdfium guessed are left out.

    What stands at an angle goes into `slanted`, a string for each piece.
    """
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    high, styles, last = 0, dict[int, _Style](), None
    for index in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        if raw.FPDFText_IsGenerated(page, index) == 1:
            continue
        style = _style(page, index, styles)
        if not style.is_upright:
            _go_on(slanted, fold_radicals(chr(code)), is_new=style is not last)
            last = style
            continue
        raw.FPDFText_GetCharOrigin(page, index, x, y)
        raw.FPDFText_GetLooseCharBox(page, index, box)
        is_unknown = code == 0 or raw.FPDFText_HasUnicodeMapError(page, index) == 1
        char = "\ufffd" if is_unknown else fold_radicals(chr(code))
        yield Glyph(char, x.value, max(box.right, x.value), y.value, style.size, style.is_bold)


def _go_on(pieces: list[str], char: str, *, is_new: bool) -> None:
    if is_new:
        pieces.append("")
    pieces[-1] += char


def _style(page: pypdfium2.PdfTextPage, index: int, known: dict[int, _Style]) -> _Style:
    """The size as printed (that of the font times the scale of the text), the weight, and no slant."""
    found = raw.FPDFText_GetTextObject(page, index)
    key = ctypes.addressof(found.contents) if found else -index
    if key not in known:
        matrix = raw.FS_MATRIX()
        size = float(raw.FPDFText_GetFontSize(page, index))
        if raw.FPDFText_GetMatrix(page, index, matrix):
            size *= (matrix.c**2 + matrix.d**2) ** 0.5
        known[key] = _Style(
            round(min(max(size, 1.0), 400.0), 1),
            raw.FPDFText_GetFontWeight(page, index) >= _BOLD,
            abs(raw.FPDFText_GetCharAngle(page, index)) < _SLANT,
        )
    return known[key]


def _pictures(document: pypdfium2.PdfDocument) -> bool:
    """Whether most pages hold a picture, as those of a scan do."""
    with_picture = 0
    for number in range(len(document)):
        page = document[number]
        kinds = (
            raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, index))
            for index in range(min(50, raw.FPDFPage_CountObjects(page)))
        )
        with_picture += raw.FPDF_PAGEOBJ_IMAGE in kinds
    return 2 * with_picture > len(document)


def _source_lines(paragraphs: Sequence[Paragraph]) -> tuple[tuple[SourceLine, ...], int]:
    lines, removed = [], 0
    for paragraph in paragraphs:
        clean, invisible = remove_invisible(paragraph.text)
        removed += invisible
        if text := tidy(clean):
            look = Look(paragraph.size, paragraph.is_bold, paragraph.is_centred)
            lines.append(SourceLine(text, is_cell=paragraph.is_apart, starts_page=paragraph.starts_page, look=look))
    return tuple(lines), removed


def _garbled_share(text: str) -> int:
    """Per cent of the characters that no Chinese text holds: private, unassigned, or of far-off scripts."""
    counts = Counter(map(_is_odd, (char for char in text if char not in _SPACE)))
    share = round(100 * counts[True] / max(1, counts.total()))
    return share if share >= _WORTH_A_WARNING else 0


def _is_odd(char: str) -> bool:
    code = ord(char)
    return (
        code == 0xFFFD
        or code < 0x20
        or 0x80 <= code < 0xA0
        or 0xC0 <= code < 0x250
        or 0x0590 <= code < 0x1E00
        or 0xE000 <= code < 0xF900
        or code >= 0xF0000
    )
