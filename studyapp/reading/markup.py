"""A Markdown file in: its headings, paragraphs, lists and tables as plain lines, without any of its marks."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions.footnotes import NBSP_PLACEHOLDER

from studyapp.reading.characters import is_complete, remove_invisible, tidy
from studyapp.reading.headings import is_numbered_heading, rank_of
from studyapp.reading.text import MAX_LINES, decode, remove_invisible_lines
from studyapp.reading.types import CELL_BORDER, Source, SourceLine, UnreadableFile

_FENCE = re.compile(r"^( {0,3})(`{3,}|~{3,})[^`]*$")
_TASK = re.compile(r"(?<=^[-*+] )\[[ xX]\] ")
_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!>|<])")
_ITEM = re.compile(r" *([-*+](?= )|\d{1,9}(?=[.)] ))")  # of outer and inner lists: here they have one depth
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\A---\n(.*?\n)(?:---|\.\.\.)\n", re.DOTALL)
_ENTRY = re.compile(r"^(title|author|date): *[\"']?(.+?)[\"']? *$", re.MULTILINE)
_LABELS = {"author": "作者：", "date": "日期："}
_HEADING = re.compile("h([1-6])")
_BLOCKS = frozenset(("p", "ul", "ol", "pre", "table", "blockquote", "hr", "div", *(f"h{n}" for n in range(1, 7))))


def read_markdown(data: bytes, encoding: str = "") -> Source:
    """The lines of a Markdown file. Raw HTML is kept as the text that it is."""
    text, removed = remove_invisible_lines(decode(data, encoding))
    text = text.replace("\f", "\n").lstrip("\n")
    front = _FRONT_MATTER.match(text)
    named = dict(_ENTRY.findall(front[1])) if front else {}
    text = text[front.end() :] if front else text
    walk = _Walk()
    lines = _with_title(list(walk.lines(_tree(text))), named)
    if not lines:
        raise UnreadableFile("文件里没有文字，请检查后重新上传。")
    if len(lines) > MAX_LINES:
        raise UnreadableFile(f"文件有 {len(lines)} 段，超过 {MAX_LINES} 段，请拆分成几个文件后再上传。")
    notices = [f"没有读入：图片 {walk.pictures} 处。"] if walk.pictures else []
    if removed:
        notices.append(f"已去掉 {removed} 个看不见的控制字符。")
    return Source(tuple(lines), tuple(notices))


def _tree(text: str) -> Element:
    """What the parser makes of the text, before anything becomes HTML."""
    parser: Any = markdown.Markdown(extensions=["tables", "sane_lists", "footnotes"], output_format="xhtml")
    parser.lazy_ol = False
    parser.preprocessors.deregister("html_block")
    for pattern in ("html", "entity"):
        parser.inlinePatterns.deregister(pattern)
    lines = _without_fences(_BREAK.sub(" ", _COMMENT.sub("", text)))
    for prepare in parser.preprocessors:
        lines = prepare.run(lines)
    root: Element = parser.parser.parseDocument(lines).getroot()
    for process in parser.treeprocessors:
        changed = process.run(root)
        root = root if changed is None else changed
    return root


def _without_fences(text: str) -> list[str]:
    """Code between fences as paragraphs that the parser keeps word for word; lists at the margin."""
    lines, fence = list[str](), ""
    for line in text.split("\n"):
        match = _FENCE.match(line)
        if match and (not fence or (match[2].startswith(fence) and line.strip() == match[2])):
            fence = "" if fence else match[2]
            lines.append("")
        elif fence:
            lines += [_MARKS.sub(r"\\\1", line.strip()), ""]
        else:
            lines += _item(line, lines[-1] if lines else "")
    return lines


def _item(line: str, before: str) -> list[str]:
    """A line with its list sign at the margin, apart from an item with a sign of the other kind."""
    item = _ITEM.match(line)
    if item is None:
        return [line]
    other = _ITEM.match(before)
    is_other_kind = other is not None and other[1].isalnum() != item[1].isalnum()
    line = _TASK.sub("", re.sub(r"^(\d+)\) ", r"\1. ", line.lstrip(" ")))
    return [*([""] if is_other_kind else []), line]


class _Walk:
    """Goes through the tree once; counts what is not text."""

    def __init__(self) -> None:
        self.pictures = 0

    def lines(self, parent: Element) -> Iterator[SourceLine]:
        """The lines of all blocks in `parent`."""
        inline = parent.text or ""
        for child in parent:
            if child.tag in _BLOCKS:
                yield from self._paragraphs(inline)
                yield from self._block(child)
                inline = ""
            else:
                inline += self._text(child)
            inline += child.tail or ""
        yield from self._paragraphs(inline)

    def _block(self, block: Element) -> Iterator[SourceLine]:
        if heading := _HEADING.fullmatch(block.tag):
            yield from _line(self._text(block), level=int(heading[1]))
        elif block.tag == "pre":
            for line in self._text(block).split("\n"):
                yield from _line(line)
        elif block.tag == "p":
            yield from self._paragraphs(self._text(block))
        elif block.tag == "ul":
            yield from self._bullets(block)
        elif block.tag == "ol":
            yield from self._items(block)
        elif block.tag == "table" or block.get("class") == "footnote":
            yield from self._apart(block)
        else:
            yield from self.lines(block)

    def _apart(self, block: Element) -> Iterator[SourceLine]:
        """The rows of a table, each on its line; or the notes of the document."""
        for row in block.iter("tr"):
            cells = [tidy(self._text(cell)) for cell in row]
            yield from _line(CELL_BORDER.join(filter(None, cells)), is_cell=True)
        for number, item in enumerate(block.iter("li"), 1):
            yield from _line(f"注{number}：{self._text(item).strip()}", is_cell=True)

    def _items(self, block: Element) -> Iterator[SourceLine]:
        start = int(block.get("start") or 1)
        for number, item in enumerate(block, start):
            lines = list(self.lines(item))
            if lines and block.tag == "ol":
                first = lines[0]
                yield from _line(f"{number}. {first.text}", level=first.level)
                lines = lines[1:]
            yield from lines

    def _bullets(self, block: Element) -> Iterator[SourceLine]:
        """The sign of a list says that a short line heads nothing; a number of its own may still make it a heading.

        Several names without a stop may be a table of contents and stay as they are.
        """
        lines = list(self._items(block))
        is_apart = len(block) == 1 or any(is_complete(line.text) for line in lines)
        for line in lines:
            is_plain = line.level is None and rank_of(line.text) is None
            yield replace(line, is_cell=line.is_cell or (is_apart and is_plain))

    def _text(self, element: Element) -> str:
        if element.tag == "img":
            self.pictures += 1
            return ""
        if element.tag == "sup" or element.get("class") == "footnote-backref":
            return ""
        if element.tag == "br":
            return "\n"
        inner = "".join(self._text(child) + (child.tail or "") for child in element)
        return (element.text or "") + inner

    def _paragraphs(self, text: str) -> Iterator[SourceLine]:
        """Lines of one paragraph go on, but for those that end as sentences or head what follows."""
        whole = ""
        for piece in filter(None, map(str.strip, text.split("\n"))):
            is_new = not whole or is_complete(whole) or is_numbered_heading(whole) or rank_of(piece) is not None
            if is_new:
                yield from _line(whole)
                whole = piece
            else:
                whole += (" " if whole[-1].isascii() and piece[0].isascii() else "") + piece
        yield from _line(whole)


def _line(text: str, *, level: int | None = None, is_cell: bool = False) -> Iterator[SourceLine]:
    text = html.unescape(text).replace("\n", " ").replace(NBSP_PLACEHOLDER, "")
    clean = tidy(remove_invisible(text)[0])
    if clean:
        yield SourceLine(clean, level=level, is_cell=is_cell)


def _with_title(lines: list[SourceLine], named: Mapping[str, str]) -> list[SourceLine]:
    """The title: a single heading of the first level in front of everything, or the name in the file's head.

    Who wrote it and when, as that head says, stands under the title like everywhere else.
    """
    levels = Counter(line.level for line in lines)
    under = [
        line for key in ("author", "date") for line in _line(f"{_LABELS[key]}{named[key]}" if key in named else "")
    ]
    if lines and lines[0].level == 1 and levels[1] == 1:
        return [SourceLine(lines[0].text, is_title=True), *under, *lines[1:]]
    title = list(_line(named.get("title", "")))
    return [*(SourceLine(line.text, is_title=True) for line in title), *under, *lines] if lines else lines
