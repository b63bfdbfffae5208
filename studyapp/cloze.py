"""Anki's cloze notation, `{{c1::answer}}` or `{{c1::answer::hint}}`, in which key points are kept.

Blanks of one number are asked together. Plain Python: the import of material and the question core use it alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLOZE = re.compile(r"\{\{c([1-9]\d?)::([^{}]*?)(?:::([^{}]*))?\}\}")
_BROKEN = re.compile(r"\{\{|\}\}")


class ClozeError(ValueError):
    """The notation is malformed. The message is one Chinese sentence for the secretary."""


@dataclass(frozen=True)
class ClozeSpan:
    """A marked blank; offsets count code points of the statement without braces."""

    start: int
    end: int
    text: str
    number: int


def plain_text(text: str) -> str:
    """The statement that a reader sees: `text` with every well-formed mark replaced by its answer."""
    return _CLOZE.sub(lambda match: match[2], text)


def parse_cloze(text: str) -> tuple[str, tuple[ClozeSpan, ...]]:
    """Split `text` into the statement and its marked blanks, in order.

    Raises ClozeError for braces that are no mark, nested marks and empty answers.
    """
    statement, spans, last = "", [], 0
    for match in _CLOZE.finditer(text):
        statement += text[last : match.start()]
        answer = match[2]
        if not answer.strip():
            raise ClozeError(f"第 {match[1]} 个空里没有文字，请写成 {{{{c{match[1]}::答案}}}}。")
        spans.append(ClozeSpan(len(statement), len(statement) + len(answer), answer, int(match[1])))
        statement += answer
        last = match.end()
    statement += text[last:]
    if broken := _BROKEN.search(statement):
        near = statement[max(0, broken.start() - 6) : broken.end() + 6]
        raise ClozeError(f"“{near}”处的花括号不成对，空要写成 {{{{c1::答案}}}}。")
    return statement, tuple(spans)


def to_cloze(statement: str, spans: tuple[ClozeSpan, ...]) -> str:
    """The inverse of `parse_cloze`, for spans in order that do not overlap."""
    text, last = "", 0
    for span in spans:
        text += f"{statement[last : span.start]}{{{{c{span.number}::{span.text}}}}}"
        last = span.end
    return text + statement[last:]
