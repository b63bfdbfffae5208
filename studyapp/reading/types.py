"""What a file becomes once it is read: documents made of passages, in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

CELL_BORDER = " | "  # between the cells of a table's row
PassageKind = Literal["heading", "paragraph"]


@dataclass(frozen=True)
class Passage:
    """One heading or paragraph. `level` counts from 1 for headings and is None for paragraphs."""

    kind: PassageKind
    text: str
    level: int | None = None


@dataclass(frozen=True)
class Document:
    """One material of a compilation, without its table of contents and page furniture."""

    title: str
    passages: tuple[Passage, ...]
    author: str | None = None
    date: date | None = None


@dataclass(frozen=True)
class Reading:
    """Everything one file held, and what was left out on the way (sentences for the secretary).

    `joined` counts the seams where a paragraph cut in two by a page break was made whole, `garbled` is the share
    of characters (per cent) that may be wrong: above 0 a person should confirm before anything is stored.
    `set_aside` are short lines of covers and page furniture that became no passage: a mark of secrecy stands there.
    """

    documents: tuple[Document, ...]
    notices: tuple[str, ...] = ()
    joined: int = 0
    garbled: int = 0
    set_aside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Look:
    """How a line was set: what marks a heading where nobody used styles. Sizes are in points, 0 is unknown."""

    size: float = 0
    is_bold: bool = False
    is_centred: bool = False


@dataclass(frozen=True)
class SourceLine:
    """A line of a text file or a paragraph of a Word file, cleaned, with what the file says about it."""

    text: str
    level: int | None = None  # outline level (1-9) from a named style
    is_title: bool = False  # carries the style "Title"
    is_contents: bool = False  # generated table of contents
    is_cell: bool = False  # a row of a table, a note or text in a box: apart from the running text
    is_indented: bool = False  # begins with an indent typed as spaces
    starts_page: bool = False  # a page break or form feed stands before it
    look: Look | None = None  # None where the file does not tell


@dataclass(frozen=True)
class Source:
    """The lines of one file in reading order, blank ones left out."""

    lines: tuple[SourceLine, ...]
    notices: tuple[str, ...] = ()
    garbled: int = 0
    margins: tuple[str, ...] = ()  # what stands on its pages but in no line: heads, feet, watermarks
    is_paged: bool = False  # its page numbers and running heads are gone already, by their place on the page


class UnreadableFile(Exception):
    """The file cannot be used. The message is one Chinese sentence: what, where, what to do."""
