"""The text of one Word paragraph: what a reader sees, without field codes, deletions and pictures.

Notes and text boxes hang at a paragraph but are no part of its sentences: they are handed out apart.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from studyapp.reading.numbering import W
from studyapp.reading.word_styles import Font, Styles

REVISIONS = "修订/批注"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {
    W + "drawing": "图片",
    W + "pict": "图片",
    W + "object": "嵌入对象",
    W + "commentReference": REVISIONS,
    W + "del": REVISIONS,
    W + "moveFrom": REVISIONS,
}
_NOTE_MARKS = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_CHARACTERS = {
    W + "tab": " ",
    W + "ptab": " ",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_SKIPPED = frozenset(
    W + name for name in ("pPr", "rPr", "rt", "delText", "delInstrText", "sdtPr", "sdtEndPr", "softHyphen")
)
_DEEPEST = 60


@dataclass
class _Field:
    code: str = ""
    has_result: bool = False  # the mark between code and result has been passed


class RunReader:
    """Reads paragraphs in order and remembers the fields that are open between them."""

    def __init__(self, styles: Styles, left_out: Counter[str]) -> None:
        self._styles = styles
        self._left_out = left_out
        self._fields: list[_Field] = []
        # What the last paragraph was, besides its text:
        self.read_contents = False  # held text of a generated table of contents
        self.notes: list[tuple[str, str]] = []  # kind and number of the notes whose marks stand in it
        self.boxes: list[Any] = []  # the contents of its text boxes
        self.goes_on = False  # its end was deleted: the next paragraph is its other half
        self._fonts: Counter[Font] = Counter()  # characters by size and weight
        self._font = Font()

    @property
    def font(self) -> Font:
        """The font of most of the last paragraph's characters, bold only if all are."""
        if not self._fonts:
            return Font()
        size = Counter[float]()
        for font, count in self._fonts.items():
            size[font.size] += count
        return Font(size.most_common(1)[0][0], all(font.is_bold for font in self._fonts))

    def text_of(self, paragraph: Any) -> str | None:
        r"""The text with \n for line breaks and \f for page breaks; None for a paragraph deleted as a whole."""
        properties = paragraph.find(W + "pPr")
        parts: list[str] = []
        self.read_contents = False
        self.notes, self.boxes, self._fonts = [], [], Counter()
        self._font = self._styles.font_of(properties)
        self._paragraph_font = self._font
        self._collect(paragraph, parts, 0)
        marks = [properties.find(f"{W}rPr/{W}{name}") for name in ("del", "moveFrom")] if properties is not None else []
        self.goes_on = any(mark is not None for mark in marks)
        if self.goes_on and not "".join(parts).strip():
            return None
        if properties is not None and properties.find(W + "sectPr") is not None:
            parts.append("\f")
        return "".join(parts)

    def _collect(self, parent: Any, parts: list[str], depth: int) -> None:
        if depth > _DEEPEST:
            return
        for child in parent:
            if isinstance(child.tag, str) and child.tag not in _SKIPPED:
                self._collect_one(child, parts, depth)

    def _collect_one(self, child: Any, parts: list[str], depth: int) -> None:
        tag = child.tag
        if tag in (W + "t", _MATH + "t"):
            self._take_text(child.text or "", parts)
        elif tag in _CHARACTERS:
            parts.append(_CHARACTERS[tag])
        elif tag == W + "br":
            parts.append("\f" if child.get(W + "type") in ("page", "column") else "\n")
        elif tag in _LEFT_OUT:
            self._leave_out(child)
        elif tag in _NOTE_MARKS:
            self.notes.append((_NOTE_MARKS[tag], child.get(W + "id") or ""))
        elif tag in (W + "fldChar", W + "instrText"):
            self._field(child)
        else:
            self._collect_container(child, parts, depth)

    def _collect_container(self, child: Any, parts: list[str], depth: int) -> None:
        if child.tag == W + "r" and self._styles.hides(child.find(W + "rPr")):
            self._left_out["隐藏文字"] += child.find(W + "t") is not None
            for mark in child.iter(W + "fldChar", W + "instrText"):
                self._field(mark)
        elif child.tag == _ALTERNATIVES:
            # The same thing told twice, for new and for old programs: read or count the first.
            for first in child[:1]:
                self._collect(first, parts, depth + 1)
        elif child.tag == W + "r":
            self._font = self._styles.font_of_run(child.find(W + "rPr"), self._paragraph_font)
            self._collect(child, parts, depth + 1)
        else:
            self._left_out["公式（按文字读入，请核对）"] += child.tag == _MATH + "oMath"
            self._collect(child, parts, depth + 1)

    def _take_text(self, text: str, parts: list[str]) -> None:
        if all(field.has_result for field in self._fields):
            parts.append(text.replace("\n", " "))
            self._fonts[self._font] += len(text.strip())
            is_contents = any(field.code.split()[:1] == ["TOC"] for field in self._fields)
            self.read_contents = self.read_contents or is_contents

    def _leave_out(self, element: Any) -> None:
        is_revision = _LEFT_OUT[element.tag] == REVISIONS
        boxes = [] if is_revision else list(element.iter(W + "txbxContent"))
        # A drawing of many boxes tells each of them twice as well, in a fallback of its own.
        self.boxes += [box for box in boxes if next(box.iterancestors(_FALLBACK, W + "txbxContent"), None) is None]
        self._left_out[_LEFT_OUT[element.tag]] += not boxes

    def _field(self, mark: Any) -> None:
        """Follow a field: begin, code, separate, result, end. Fields may hold fields."""
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif not self._fields:
            return
        elif mark.tag == W + "instrText":
            self._fields[-1].code += "" if self._fields[-1].has_result else mark.text or ""
        elif kind == "separate":
            self._fields[-1].has_result = True
        elif kind == "end":
            self._fields.pop()
