"""Which characters of an answer differ from the key, for showing them side by side."""

from __future__ import annotations

from difflib import SequenceMatcher

Marked = tuple[tuple[str, bool], ...]  # stretches of a text; True where it differs

_ALIKE_ENOUGH = 0.4  # below it the answer is another one altogether, and marking all of it says nothing
_LONGEST = 200


def differences(given: str, answer: str) -> tuple[Marked, Marked]:
    """The answer and the key in stretches, with what is different marked in both; nothing where all is."""
    matcher = SequenceMatcher(None, given[:_LONGEST], answer[:_LONGEST], autojunk=False)
    if given == answer or matcher.ratio() < _ALIKE_ENOUGH or max(len(given), len(answer)) > _LONGEST:
        return unmarked(given, answer)
    of_given: list[tuple[str, bool]] = []
    of_answer: list[tuple[str, bool]] = []
    for act, start, end, key_start, key_end in matcher.get_opcodes():
        of_given.append((given[start:end], act != "equal"))
        of_answer.append((answer[key_start:key_end], act != "equal"))
    return _filled(of_given), _filled(of_answer)


def unmarked(given: str, answer: str) -> tuple[Marked, Marked]:
    return _filled([(given, False)]), _filled([(answer, False)])


def _filled(stretches: list[tuple[str, bool]]) -> Marked:
    return tuple(stretch for stretch in stretches if stretch[0])
