"""What the named styles of a Word file say about a paragraph: its outline level, its list, its role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from studyapp.reading.numbering import Numbering, W

_HEADING_NAME = re.compile(r"(?:heading|标题) ?([1-9])|([一二三四五])级标题", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|目录) ?([1-9])|toc heading|toc 标题", re.IGNORECASE)
_TITLE_NAMES = frozenset(("title", "标题", "大标题", "文章标题"))
_DEEPEST_CHAIN = 20


@dataclass(frozen=True)
class Layout:
    """The part of a paragraph's formatting that carries meaning, style and direct formatting together."""

    level: int | None = None  # 1-9
    is_title: bool = False
    contents_level: int | None = None  # of a line in a generated table of contents
    is_hidden: bool = False
    num_id: str | None = None
    num_level: int = 0
    starts_page: bool = False
    is_centred: bool = False


@dataclass(frozen=True)
class Font:
    """Size in points (0: the file does not say) and weight of some text."""

    size: float = 0
    is_bold: bool = False


class Styles:
    """The style sheet of one document; `root` is that of styles.xml, or None without one."""

    def __init__(self, root: Any) -> None:
        found = [] if root is None else root.iterfind(W + "style")
        self._styles = {style.get(W + "styleId"): style for style in found}
        self._default = next(
            (
                style_id
                for style_id, style in self._styles.items()
                if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on")
            ),
            None,
        )
        defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._base_font = _font(defaults, Font(10.0))
        self._fonts: dict[str | None, Font] = {}

    def font_of(self, paragraph_properties: Any) -> Font:
        """The font that a paragraph's style gives to runs which say nothing themselves."""
        style_id = _value(paragraph_properties, "pStyle") or self._default
        if style_id not in self._fonts:
            self._fonts[style_id] = self._font_of_style(style_id, self._base_font)
        return self._fonts[style_id]

    def font_of_run(self, run_properties: Any, base: Font) -> Font:
        style_id = _value(run_properties, "rStyle")
        return _font(run_properties, self._font_of_style(style_id, base) if style_id else base)

    def _font_of_style(self, style_id: str | None, base: Font) -> Font:
        for style in reversed(self._chain(style_id)):
            base = _font(style.find(W + "rPr"), base)
        return base

    def layout(self, properties: Any, numbering: Numbering) -> Layout:
        """Resolve the w:pPr element of a paragraph (None when it has none)."""
        style_id = _value(properties, "pStyle") or self._default
        chain = self._chain(style_id)
        names = [(_value(style, "name") or "").strip() for style in chain]
        sources = [properties, *(style.find(W + "pPr") for style in chain)]
        num_id, num_level = self._list(sources, [None, *(style.get(W + "styleId") for style in chain)], numbering)
        return Layout(
            level=_outline_level(sources, names),
            is_title=bool(names) and names[0].casefold() in _TITLE_NAMES,
            contents_level=_contents_level(names),
            is_hidden=any(is_on(style.find(W + "rPr"), "vanish") for style in chain),
            num_id=num_id,
            num_level=num_level,
            starts_page=next((is_on(s, "pageBreakBefore") for s in sources if _has(s, "pageBreakBefore")), False),
            is_centred=next((_value(s, "jc") == "center" for s in sources if _has(s, "jc")), False),
        )

    def hides(self, run_properties: Any) -> bool:
        """Whether a run with this w:rPr is hidden text."""
        if run_properties is None:
            return False
        if _has(run_properties, "vanish"):
            return is_on(run_properties, "vanish")
        chain = self._chain(_value(run_properties, "rStyle"))
        return any(is_on(style.find(W + "rPr"), "vanish") for style in chain)

    def _chain(self, style_id: str | None) -> list[Any]:
        """The style and those it is based on, nearest first."""
        chain: list[Any] = []
        while style_id in self._styles and len(chain) < _DEEPEST_CHAIN:
            style = self._styles[style_id]
            chain.append(style)
            style_id = _value(style, "basedOn")
        return chain

    def _list(self, sources: list[Any], style_ids: list[str | None], numbering: Numbering) -> tuple[str | None, int]:
        for source, style_id in zip(sources, style_ids, strict=True):
            list_properties = None if source is None else source.find(W + "numPr")
            num_id = _value(list_properties, "numId")
            if num_id is None:
                continue
            if num_id == "0":
                return None, 0
            level = _value(list_properties, "ilvl")
            if level is None and style_id is not None:
                return num_id, numbering.style_level(num_id, style_id)
            return num_id, int(level) if level and level.isdecimal() else 0
        return None, 0


def is_on(properties: Any, name: str) -> bool:
    """A switch of Word's formatting: present, and not set to false."""
    found = None if properties is None else properties.find(W + name)
    return found is not None and found.get(W + "val") not in ("0", "false", "off", "none")


def _font(run_properties: Any, base: Font) -> Font:
    """`base` with what these properties say otherwise."""
    if run_properties is None:
        return base
    size = _value(run_properties, "sz") or ""
    points = int(size) / 2 if size.isdecimal() and len(size) < 4 else base.size
    return Font(points, is_on(run_properties, "b") if _has(run_properties, "b") else base.is_bold)


def _has(properties: Any, name: str) -> bool:
    return properties is not None and properties.find(W + name) is not None


def _value(element: Any, name: str) -> str | None:
    found = None if element is None else element.find(W + name)
    return None if found is None else found.get(W + "val")


def _outline_level(sources: list[Any], names: list[str]) -> int | None:
    for source in sources:
        value = _value(source, "outlineLvl")
        if value is not None:
            return int(value) + 1 if value.isdecimal() and int(value) < 9 else None
    for name in names:
        if match := _HEADING_NAME.fullmatch(name):
            return int(match[1]) if match[1] else "一二三四五".index(match[2]) + 1
    return None


def _contents_level(names: list[str]) -> int | None:
    match = _CONTENTS_NAME.fullmatch(names[0]) if names else None
    if match is None:
        return None
    return int(match[1] or 1)
