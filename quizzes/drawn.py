"""The questions of a paper as HTML. A written question looks the same to all who get it at one number, but for what
they wrote: it is drawn once, with holes, and each member's answers are put there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from quizzes.paper import Piece, Step

KEPT = 4000  # about 1.5 kB each
HOLE = "\0"  # no text has it: the databases take none


def drawn(steps: Iterable[Step], *, worth: str, one_by_one: bool, paper_url: str) -> list[SafeString]:
    """A piece for each step. `worth` is what one place counts; `paper_url` shows what another window saved."""
    return [_filled(step, worth, one_by_one) or _draw(step, worth, one_by_one, paper_url) for step in steps]


def _filled(step: Step, worth: str, one_by_one: bool) -> SafeString | None:
    question = step.alike
    if question is None:
        return None
    start, *rest = _around_holes(step, worth, one_by_one)
    values = (question.revision, *(gap.value for gap in question.gaps))
    filled = "".join(f"{escape(value)}{text}" for value, text in zip(values, rest, strict=True))
    return mark_safe(start + filled)


@lru_cache(KEPT)
def _around_holes(step: Step, worth: str, one_by_one: bool) -> tuple[str, ...]:
    """What stands around the revision and the values of the blanks. Two steps that differ in those only are equal."""
    (question,) = step.questions
    pieces = tuple(_with_hole(piece) for piece in question.pieces)
    holed = replace(question, pieces=pieces, revision=HOLE)
    return tuple(_draw(replace(step, questions=(holed,)), worth, one_by_one).split(HOLE))


def _with_hole(piece: Piece) -> Piece:
    return replace(piece, gap=replace(piece.gap, value=HOLE)) if piece.gap else piece


def _draw(step: Step, worth: str, one_by_one: bool, paper_url: str = "") -> SafeString:
    context = {"step": step, "worth": worth, "one_by_one": one_by_one, "paper_url": paper_url}
    return render_to_string("quizzes/_step.html", context)
