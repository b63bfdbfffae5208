"""A file of two materials, and what became of it."""

from __future__ import annotations

from datetime import date

from studyapp.outlines import from_json
from studyapp.reading.types import Document, Passage

RULES = Document(
    "气瓶使用须知",
    (
        Passage("heading", "一、存放", 1),
        Passage("paragraph", "气瓶应当直立放置。"),
        Passage("paragraph", "二、搬运"),
        Passage("paragraph", "搬运前先旋紧瓶帽。"),
    ),
    date=date(2026, 11, 2),
)
DUTY = Document("安全员职责", (Passage("paragraph", "安全员每周检查一次。"),), author="保卫处")
CLEARED = {"cleared": "on"}


def outline_of(staged):
    staged.refresh_from_db()
    return from_json(staged.outline)


def texts(sheet):
    return [line.text for line in sheet.lines]
