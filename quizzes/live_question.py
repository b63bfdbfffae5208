"""The question that a choice of blanks makes, from what the survey stored: nothing is cut, nothing is loaded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from quizzes.choices import Blanks
from quizzes.core.fill_blank import TYPED_ONLY
from quizzes.core.survey import Ask

ENOUGH = 2  # wrong answers make a choice
OWN = "干扰项是自拟的"
TOGETHER = "几个空一起考，只能填写"
CHOSEN_BY_PROGRAM = "没有标空，由程序挑，例如这样"


@dataclass(frozen=True)
class Piece:
    text: str
    is_answer: bool = False


@dataclass(frozen=True)
class LiveQuestion:
    kind_name: str
    stem: tuple[Piece, ...]
    options: tuple[tuple[str, bool], ...] = ()  # text, and whether it is the answer
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def live_questions(
    statement: str,
    blanks: Blanks,
    asks: Sequence[Ask],
    start: int | None,
    own: Mapping[int, Sequence[str]] | None = None,
) -> list[LiveQuestion]:
    """One question for each number of `blanks`; without any, the one that the program would choose.

    `asks` are the passage's, where the statement begins at `start`; None when it has been reworded. `own` are the wrong
    answers that a person wrote for a number.
    """
    if not blanks:
        return _programs_choice(statement, asks, start)
    numbers = sorted({number for _, _, number in blanks})
    questions = []
    for number in numbers:
        places = [(first, end) for first, end, n in blanks if n == number]
        given = [text for text in (own or {}).get(number, ()) if text != statement[places[0][0] : places[0][1]]]
        made = _question(statement, places, asks, start)
        questions.append(_with_own(made, given) if len(places) == 1 and len(given) >= ENOUGH else made)
    return questions


def _with_own(question: LiveQuestion, given: Sequence[str]) -> LiveQuestion:
    answer = next(piece.text for piece in question.stem if piece.is_answer)
    options = tuple((text, text == answer) for text in sorted({answer, *given}))
    return replace(question, kind_name="填空，选一项", options=options, reasons=(OWN,))


def _programs_choice(statement: str, asks: Sequence[Ask], start: int | None) -> list[LiveQuestion]:
    if start is None:
        return []
    for ask in asks:
        places = [(a - start, b - start) for a, b in ask.blanks]
        if all(a >= 0 and b <= len(statement) for a, b in places):
            question = _question(statement, places, asks, start)
            return [LiveQuestion(question.kind_name, question.stem, question.options, (CHOSEN_BY_PROGRAM,))]
    return []


def _question(statement: str, places: list[tuple[int, int]], asks: Sequence[Ask], start: int | None) -> LiveQuestion:
    stem, last = [], 0
    for first, end in sorted(places):
        stem += [Piece(statement[last:first]), Piece(statement[first:end], is_answer=True)]
        last = end
    stem.append(Piece(statement[last:]))
    pieces = tuple(piece for piece in stem if piece.text)
    warnings = tuple(_warnings(statement, places))
    if len(places) > 1:
        return LiveQuestion("填空，填写", pieces, (), (TOGETHER,), warnings)
    first, end = places[0]
    answer = statement[first:end]
    ask = _ask_for(answer, first, asks, start)
    shown = [option for option in ask.options if option == answer or option not in statement] if ask else []
    if ask is None or len(shown) < 3:
        return LiveQuestion("填空，填写", pieces, (), (_why_typed(ask),), warnings)
    options = tuple((option, option == answer) for option in shown)
    reasons = tuple(part for part in ask.reason.removeprefix("人工标注的空").split("；") if part)
    return LiveQuestion(
        "填空，选一项", pieces, options, tuple(re.sub(r"^（(.*)）$", r"\1", part) for part in reasons), warnings
    )


def _why_typed(ask: Ask | None) -> str:
    """What the program said of this very blank, or else that it found no wrong answers."""
    said = ask.reason.split("；")[-1] if ask else ""
    return said if said.startswith("只能填写") else TYPED_ONLY


def _ask_for(answer: str, first: int, asks: Sequence[Ask], start: int | None) -> Ask | None:
    """What was found for this very place; for a reworded statement, what was found for the same words."""
    single = [ask for ask in asks if len(ask.blanks) == 1]
    if start is not None:
        place = ((first + start, first + start + len(answer)),)
        return next((ask for ask in single if ask.blanks == place), None)
    return next(
        (ask for ask in single if answer in ask.options and ask.blanks[0][1] - ask.blanks[0][0] == len(answer)), None
    )


def _shows(answer: str, rest: str) -> bool:
    """Whether the answer stands in what is left; a number only as a number of its own."""
    if not answer[:1].isdigit():
        return answer in rest
    return re.search(rf"(?<![\d.]){re.escape(answer)}(?![\d.])", rest) is not None


def _warnings(statement: str, places: list[tuple[int, int]]) -> list[str]:
    rest = statement
    for first, end in sorted(places, reverse=True):
        rest = rest[:first] + "\n" + rest[end:]
    seen = [statement[first:end] for first, end in places if _shows(statement[first:end], rest)]
    found = [f"“{answer}”在句中别处还看得到，这个空等于白送" for answer in dict.fromkeys(seen)]
    if sum(character.isalnum() for character in rest) < 5:
        found.append("挖空后剩下的内容太少，看不出在问什么")
    return found
