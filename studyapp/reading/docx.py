"""A Word file in: its paragraphs in reading order, with the numbers and levels that readers see."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree  # type: ignore[import-untyped, unused-ignore]

from studyapp.reading.characters import remove_invisible, tidy
from studyapp.reading.numbering import W, read_numbering
from studyapp.reading.types import CELL_BORDER, Look, Source, SourceLine, UnreadableFile
from studyapp.reading.word_runs import REVISIONS, RunReader
from studyapp.reading.word_styles import Layout, Styles

MAX_PARAGRAPHS = 5000
_OUTSIDE = "外部对象"
_MARGINS = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
_WATERMARK = "{urn:schemas-microsoft-com:vml}textpath"
_NOTES = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}
_BLOCKS = frozenset((W + "p", W + "tbl", W + "sdt"))
_LONGEST_CELL = 300
_DEEPEST_TABLE = 20


def read_docx(data: bytes) -> Source:
    """The paragraphs of a .docx whose zip and XML have passed the checks of `archive`."""
    _refuse_too_many(data)
    document = docx.Document(io.BytesIO(data))
    return _Reader(document.part).read(document.element.body)


def count_paragraphs(xml: bytes, at_most: int) -> int:
    """How many paragraphs an XML part holds, counted without building it; stops above `at_most`."""
    found = 0
    parser = etree.iterparse(
        io.BytesIO(xml), events=("start",), tag=W + "p", resolve_entities=False, no_network=True, load_dtd=False
    )
    for _, _ in parser:
        found += 1
        if found > at_most:
            break
    return found


def _refuse_too_many(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [name for name in archive.namelist() if name.endswith(".xml")]
        if any(count_paragraphs(archive.read(name), MAX_PARAGRAPHS) > MAX_PARAGRAPHS for name in parts):
            raise UnreadableFile(f"文件的段落超过 {MAX_PARAGRAPHS} 段，请拆分成几个文件后再上传。")


class _Reader:
    """Walks through one document. `left_out` counts what is not text of the body, by its Chinese name."""

    def __init__(self, part: Any) -> None:
        self.left_out: Counter[str] = Counter()
        self.removed = 0
        self.numbering = read_numbering(_related_root(part, RELATIONSHIP_TYPE.NUMBERING))
        self.styles = Styles(_related_root(part, RELATIONSHIP_TYPE.STYLES))
        self.runs = RunReader(self.styles, self.left_out)
        self.left_out[_OUTSIDE] += _external_objects(part)
        self.margins = tuple(dict.fromkeys(_margins_of(part)))
        self.starts_page = False
        self.first_half = self.first_label = ""  # of a paragraph whose end was deleted
        self.notes_read = 0
        self.notes = {
            (kind, note.get(W + "id")): note
            for kind, relationship in _NOTES.items()
            for note in _notes_of(_related_root(part, relationship), kind)
        }

    def read(self, body: Any) -> Source:
        lines = tuple(self._block(body, in_table=0, in_contents=False))
        if not lines:
            seen = self.left_out["图片"]
            found = f"（检测到 {seen} 张图片）" if seen else ""
            raise UnreadableFile(f"未识别到文字{found}，请把内容以文字形式放进正文后再上传。")
        return Source(lines, tuple(self._notices()), margins=self.margins)

    def _notices(self) -> Iterator[str]:
        """What was left out or moved, a sentence for each kind."""
        counts = {name: count for name, count in self.left_out.items() if count}
        if revisions := counts.pop(REVISIONS, 0):
            yield f"已忽略修订/批注 {revisions} 处（删去的文字没有读入，插入的文字已读入）。"
        if objects := counts.pop(_OUTSIDE, 0):
            yield f"已忽略 {objects} 个外部对象。"
        if counts:
            yield "没有读入：" + "、".join(f"{name} {count} 处" for name, count in counts.items()) + "。"
        if self.notes_read:
            yield f"有 {self.notes_read} 条脚注或尾注，放在所在段落之后。"
        if self.removed:
            yield f"已去掉 {self.removed} 个看不见的控制字符。"

    def _block(self, parent: Any, *, in_table: int, in_contents: bool) -> Iterator[SourceLine]:
        for child in parent:
            tag = child.tag
            if tag == W + "p":
                yield from self._paragraph(child, in_table=in_table, in_contents=in_contents)
            elif tag == W + "tbl" and in_table < _DEEPEST_TABLE:
                yield from self._table(child, in_table=in_table + 1)
            elif tag == W + "sdt":
                content = child.find(W + "sdtContent")
                if content is not None:
                    is_contents = in_contents or _is_contents_control(child)
                    yield from self._block(content, in_table=in_table, in_contents=is_contents)
            elif tag in (W + "customXml", W + "ins", W + "moveTo", W + "smartTag"):
                yield from self._block(child, in_table=in_table, in_contents=in_contents)
            elif tag == W + "altChunk":
                self.left_out[_OUTSIDE] += 1

    def _table(self, table: Any, *, in_table: int) -> Iterator[SourceLine]:
        """Row by row, the cells of a row on one line; of merged cells only the first has text.

        A table of a single column is only a frame round ordinary paragraphs.
        """
        rows = [row for row in table.iter(W + "tr") if _enclosing_table(row) is table]
        rows_of_cells = [[cell for cell in row.iter(W + "tc") if _enclosing_table(cell) is table] for row in rows]
        is_frame = all(len(cells) == 1 for cells in rows_of_cells)
        for row, cells in zip(rows, rows_of_cells, strict=True):
            row_properties = row.find(W + "trPr")
            if row_properties is not None and row_properties.find(W + "del") is not None:
                self.left_out[REVISIONS] += 1
                continue
            depth = in_table - is_frame
            texts = [
                list(self._block(cell, in_table=depth, in_contents=False)) for cell in cells if not _is_merged(cell)
            ]
            yield from _row([lines for lines in texts if lines])

    def _paragraph(self, paragraph: Any, *, in_table: int, in_contents: bool) -> Iterator[SourceLine]:
        layout = self.styles.layout(paragraph.find(W + "pPr"), self.numbering)
        text = self.runs.text_of(paragraph)
        notes, boxes, font = self.runs.notes, self.runs.boxes, self.runs.font
        if text is None:  # deleted as a whole: its number is gone as well
            return
        label = self.first_label  # a paragraph of two halves has one number
        if layout.num_id and not label:
            label = self.numbering.label(layout.num_id, layout.num_level)
        if layout.is_hidden:
            self.left_out["隐藏文字"] += 1
            if not self.first_half:
                return
            text = ""
        is_contents = in_contents or self.runs.read_contents or layout.contents_level is not None
        is_contents = is_contents or _is_contents_link(paragraph)
        look = Look(font.size, font.is_bold, layout.is_centred)
        if self.runs.goes_on and not notes and not boxes and _is_followed(paragraph):
            self.first_half, self.first_label = self.first_half + text, label
            return
        text, self.first_half, self.first_label = self.first_half + text, "", ""
        yield from self._lines(text, label, layout, look, is_cell=in_table > 0, is_contents=is_contents)
        for box in boxes:
            yield from self._block(box, in_table=in_table + 1, in_contents=False)
        for note in notes:
            yield from self._note(note)

    def _note(self, mark: tuple[str, str]) -> Iterator[SourceLine]:
        """A note behind the paragraph that holds its mark, so that no sentence is broken by it."""
        note = self.notes.pop(mark, None)
        if note is None:
            return
        lines = list(self._block(note, in_table=1, in_contents=False))
        self.notes_read += bool(lines)
        if lines:
            yield replace(lines[0], text=f"注{self.notes_read}：{lines[0].text}")
            yield from lines[1:]

    def _lines(
        self, text: str, label: str, layout: Layout, look: Look, *, is_cell: bool, is_contents: bool
    ) -> Iterator[SourceLine]:
        """One line for each typed line break; a page break is remembered for the next line with text."""
        self.starts_page = self.starts_page or layout.starts_page
        for piece in text.replace("\f", "\n\f").split("\n"):
            self.starts_page = self.starts_page or piece.startswith("\f")
            clean, removed = remove_invisible(piece.removeprefix("\f"))
            self.removed += removed
            line = tidy(clean)
            if line:
                yield SourceLine(
                    tidy(label + line),
                    level=layout.contents_level if is_contents else layout.level,
                    is_title=layout.is_title,
                    is_contents=is_contents,
                    is_cell=is_cell,
                    starts_page=self.starts_page,
                    look=look,
                )
                label, self.starts_page = "", False


def _is_followed(paragraph: Any) -> bool:
    """Whether a paragraph with text of its own comes next: the other half of one whose end was deleted."""
    following = next((one for one in paragraph.itersiblings() if one.tag in _BLOCKS), None)
    if following is None or following.tag != W + "p":
        return False
    return any((text.text or "").strip() for text in following.iterfind(f"{W}r/{W}t"))


def _related_root(part: Any, relationship: str) -> Any:
    try:
        related = part.part_related_by(relationship)
    except (KeyError, ValueError):
        return None
    return _root_of(related)


def _root_of(part: Any) -> Any:
    element = getattr(part, "element", None)
    return element if element is not None else etree.fromstring(part.blob, _safe_parser())


def _margins_of(part: Any) -> Iterator[str]:
    """What the heads and feet of the pages say, a string for each paragraph and each watermark."""
    for rel in part.rels.values():
        if rel.is_external or rel.reltype not in _MARGINS:
            continue
        for element in _root_of(rel.target_part).iter(W + "p", _WATERMARK):
            runs = "".join(run.text or "" for run in element.iter(W + "t"))
            if text := tidy(remove_invisible(element.get("string") or runs)[0]):
                yield text


def _safe_parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _external_objects(part: Any) -> int:
    """Pictures, templates and objects that lie outside the file (never fetched), and macros."""
    count = 0
    for related in (part, *(rel.target_part for rel in part.rels.values() if not rel.is_external)):
        for rel in related.rels.values():
            if rel.is_external:
                count += rel.reltype != RELATIONSHIP_TYPE.HYPERLINK
            else:
                count += rel.reltype.endswith("/vbaProject")
    return count


def _is_contents_control(control: Any) -> bool:
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and (gallery.get(W + "val") or "").casefold() == "table of contents"


def _is_contents_link(paragraph: Any) -> bool:
    """A line of a generated table that lost its field: a link to a heading and the number of its page."""
    links = [link.get(W + "anchor") or "" for link in paragraph.iter(W + "hyperlink")]
    has_page = any("PAGEREF" in (code.text or "") for code in paragraph.iter(W + "instrText"))
    return has_page and any(link.startswith("_Toc") for link in links)


def _enclosing_table(element: Any) -> Any:
    return next(element.iterancestors(W + "tbl"), None)


def _is_merged(cell: Any) -> bool:
    """Whether the cell only goes on with the one above it or to its left."""
    merges = [cell.find(f"{W}tcPr/{W}{name}") for name in ("vMerge", "hMerge")]
    return any(merge is not None and merge.get(W + "val") in (None, "continue") for merge in merges)


def _row(cells: list[list[SourceLine]]) -> Iterator[SourceLine]:
    """The row as one line, unless a single cell fills it or its cells hold whole texts."""
    if len(cells) < 2 or max(sum(len(line.text) for line in lines) for lines in cells) > _LONGEST_CELL:
        for lines in cells:
            yield from lines
        return
    text = CELL_BORDER.join(" ".join(line.text for line in lines) for lines in cells)
    yield SourceLine(text, is_cell=True, starts_page=cells[0][0].starts_page)


def _notes_of(root: Any, kind: str) -> list[Any]:
    return [] if root is None else list(root.iterfind(W + kind))
