"""The text of one Word paragraph: what a reader sees, without field codes, deletions, notes and pictures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from studyapp.reading.numbering import W
from studyapp.reading.word_styles import Styles

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_LEFT_OUT = {
    W + "drawing": "图片",
    W + "pict": "图片",
    W + "object": "嵌入对象",
    W + "commentReference": "批注",
    W + "footnoteReference": "脚注",
    W + "endnoteReference": "尾注",
    W + "del": "修订中删除的文字",
    W + "moveFrom": "修订中删除的文字",
}
_CHARACTERS = {
    W + "tab": " ",
    W + "ptab": " ",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_SKIPPED = frozenset(W + name for name in ("pPr", "rPr", "rt", "delText", "delInstrText", "sdtPr", "sdtEndPr"))
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
        self.read_contents = False  # the last paragraph held text of a generated table of contents

    def text_of(self, paragraph: Any) -> str | None:
        r"""The text with \n for line breaks and \f for page breaks; None for a paragraph deleted as a whole."""
        properties = paragraph.find(W + "pPr")
        parts: list[str] = []
        self.read_contents = False
        self._collect(paragraph, parts, 0)
        mark = None if properties is None else properties.find(f"{W}rPr/{W}del")
        if mark is not None and not "".join(parts).strip():
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
        else:
            self._left_out["公式（按文字读入，请核对）"] += child.tag == _MATH + "oMath"
            self._collect(child, parts, depth + 1)

    def _take_text(self, text: str, parts: list[str]) -> None:
        if all(field.has_result for field in self._fields):
            parts.append(text.replace("\n", " "))
            is_contents = any(field.code.split()[:1] == ["TOC"] for field in self._fields)
            self.read_contents = self.read_contents or is_contents

    def _leave_out(self, element: Any) -> None:
        name = _LEFT_OUT[element.tag]
        if name == "图片" and next(element.iter(W + "txbxContent"), None) is not None:
            name = "文本框"
        self._left_out[name] += 1

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
