"""A plain text file in: its encoding found without guessing, its lines cleaned."""

from __future__ import annotations

import codecs
import re

from studyapp.reading.characters import count_han, remove_invisible, tidy
from studyapp.reading.types import Source, SourceLine, UnreadableFile
from studyapp.reading.wrapped import unwrapped

MAX_LINES = 5000
# What a person may choose when the text looks wrong; the empty one finds out by itself.
ENCODINGS = {"": "自动识别", "utf-8": "UTF-8", "gb18030": "GBK / GB18030（简体）", "big5": "Big5（繁体）"}
UNKNOWN_ENCODING = "无法识别这个文本文件的编码，请在记事本中另存为 UTF-8 编码后再上传。"
UPLOAD_THESE = "请上传 .docx、.pdf、.txt 或 .md 文件"
NOT_TEXT = f"这不是文本文件，{UPLOAD_THESE}。"
_LINE_END = re.compile("\r\n|[\r\n\v\x1c-\x1e\x85\u2028\u2029]")
_RULE = re.compile(r"(?:[=＝*＊_~─━═—－+#.·-] ?){5,}|(?:\* ?){3,}|-{3,}|={3,}")  # drawn with characters
_BINARY = bytes({*range(9), *range(14, 27), 28, 29, 30, 31})
_EMPHASIS = re.compile(r"\*\*(?=\S)([^*]*[\u3400-\u9fff][^*]*)(?<=\S)\*\*")
# Any Chinese text of some length holds several of these, and no other encoding turns into them by chance.
_COMMON = "的，。、了在是"


def read_text(data: bytes, encoding: str = "") -> Source:
    """The lines of a text file. Raises UnreadableFile when it is not text, too long or wrongly encoded."""
    text, removed = remove_invisible_lines(decode(data, encoding))
    lines: list[SourceLine] = []
    starts_page = False
    for raw in unwrapped(text.split("\n")):
        starts_page = starts_page or "\f" in raw
        line = tidy(_EMPHASIS.sub(r"\1", raw.replace("\f", "")))
        if line and not _RULE.fullmatch(line):
            lines.append(SourceLine(line, is_indented=_is_indented(raw), starts_page=starts_page))
            starts_page = False
    if not lines:
        raise UnreadableFile("文件里没有文字，请检查后重新上传。")
    if len(lines) > MAX_LINES:
        raise UnreadableFile(f"文件有 {len(lines)} 段，超过 {MAX_LINES} 段，请拆分成几个文件后再上传。")
    notices = (f"已去掉 {removed} 个看不见的控制字符。",) if removed else ()
    return Source(tuple(lines), notices)


def _is_indented(raw: str) -> bool:
    """Two characters from the margin; a line further in is centred."""
    margin = raw.lstrip("\f").expandtabs(4).replace("\u3000", "  ")
    return 2 <= len(margin) - len(margin.lstrip()) <= 5


def remove_invisible_lines(text: str) -> tuple[str, int]:
    """Every line end as a line feed, form feeds at the head of their line, other invisible characters gone."""
    text = _LINE_END.sub("\n", text).replace("\f", "\n\f")
    pages = [remove_invisible(page) for page in text.split("\f")]
    return "\f".join(page for page, _ in pages), sum(removed for _, removed in pages)


def decode(data: bytes, encoding: str = "") -> str:
    """The text of the bytes: in the encoding that a person chose, or else by byte order mark, UTF-8 or GB18030.

    Big5 is never guessed: nearly all of its texts are GB18030 as well, with other hanzi.
    """
    if encoding:
        return _checked(_decode_strictly(data.removeprefix(codecs.BOM_UTF8), encoding))
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise UnreadableFile(UNKNOWN_ENCODING)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(_decode_strictly(data, "utf-16"))
    data = data.removeprefix(codecs.BOM_UTF8)
    if _is_utf16(data):
        raise UnreadableFile(UNKNOWN_ENCODING)
    if len(data) - len(data.translate(None, _BINARY)) > max(3, len(data) // 200):
        raise UnreadableFile(NOT_TEXT)
    return _checked(_decode_strictly(data, "utf-8" if _is_mostly_utf8(data) else "gb18030"))


def _is_utf16(data: bytes) -> bool:
    """Whether bytes without a byte order mark are UTF-16: zeros on one side only, or plain Chinese when read so."""
    zeros = data.count(0)
    on_one_side = max(data[0::2].count(0), data[1::2].count(0))
    if zeros >= 2 and on_one_side == zeros and zeros >= len(data) // 200:
        return True
    return any(_reads_as_chinese(data, encoding) for encoding in ("utf-16-le", "utf-16-be"))


def _reads_as_chinese(data: bytes, encoding: str) -> bool:
    text = data[: 4000 & ~1].decode(encoding, "ignore")
    return sum(map(text.count, _COMMON)) >= 2 and count_han(text) >= 0.6 * len(text)


def _is_mostly_utf8(data: bytes) -> bool:
    """UTF-8, or UTF-8 with a few broken places: those must be refused, for GB18030 would misread every line."""
    try:
        data.decode()
    except UnicodeDecodeError:
        text = data.decode(errors="replace")
        return count_han(text) > text.count("\ufffd")
    return True


def _decode_strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "ignore")
        raise UnreadableFile(_bad_line(before, "无法识别的字符，请改正后另存为 UTF-8 编码再上传")) from None


def _checked(text: str) -> str:
    if "\0" in text:
        raise UnreadableFile(_bad_line(text[: text.index("\0")], "无效字符（空字节），请删除后再上传"))
    return text


def _bad_line(before: str, what: str) -> str:
    return f"第 {len(_LINE_END.findall(before)) + 1} 行含有{what}。"
