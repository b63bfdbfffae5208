"""What a file becomes once it is read: documents made of passages, in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

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
    """Everything one file held, and what was left out on the way (sentences for the secretary)."""

    documents: tuple[Document, ...]
    notices: tuple[str, ...] = ()


class UnreadableFile(Exception):
    """The file cannot be used. The message is one Chinese sentence: what, where, what to do."""
