"""Whether a sentence urges, praises or tells a mood, and no fact: there is nothing in it to ask for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from math import log10

from quizzes.core.learned import log_odds
from quizzes.core.lexicon import is_generic_word
from quizzes.core.reading import Reading, Unit

_PARTS = re.compile("[^，。；：！？…\\s]+")
_TAGS = ("r", "d", "i", "l", "z", "y", "a", "v", "vn", "m", "nr", "ns", "t", "c", "p", "u", "f", "x")
_RARE = 300  # occurrences; everyday speech has little use for such a noun


def emptiness(reading: Reading) -> float:
    """The log-odds that a sentence tells no fact that could be asked for."""
    return log_odds("tone", traits(reading))


def traits(reading: Reading) -> Iterator[str]:
    """What `emptiness` goes by: the words, the first and the last of them, how rare the nouns are, how much there is
    of each part of speech, and what is exact."""
    yield "always"
    units = [unit for unit in reading.units if unit.text.strip() and not unit.is_wall]
    yield from dict.fromkeys(_word(unit) for unit in units)  # in order, so that learning is the same every time
    parts = _PARTS.findall(reading.text)
    for part in parts:
        yield f"part begins {part[:2]}"
        yield f"part ends {part[-2:]}"
    if parts:
        yield f"begins {parts[0][:2]}"
        yield f"ends {parts[-1][-2:]}"
    for kind in dict.fromkeys(span.kind for span in reading.spans):
        yield f"span {kind}"
    yield from _of_speech(units)
    yield from _of_rarity(units)
    if re.search("[！!]", reading.text):
        yield "!"
    if re.search("[？?]", reading.text):
        yield "?"
    if "…" in reading.text:
        yield "…"
    yield f"length {min(6, len(reading.text) // 12)}"
    yield f"clauses {min(4, len(re.findall('[，；：]', reading.text)))}"


def _word(unit: Unit) -> str:
    return f"word {'#' if unit.span in ('number', 'measure', 'date', 'clock', 'count') else unit.text}"


def _of_speech(units: list[Unit]) -> Iterator[str]:
    counts = Counter(unit.tag for unit in units if not unit.span)
    for tag in _TAGS:
        if counts[tag]:
            yield f"tag {tag} {min(4, 12 * counts[tag] // len(units))}"


def _of_rarity(units: list[Unit]) -> Iterator[str]:
    content = [unit for unit in units if not unit.span and not unit.is_function and len(unit.text) > 1]
    nouns = [unit for unit in content if unit.tag[0] in "nj"]
    rare = sum(unit.frequency < _RARE and not is_generic_word(unit.text) for unit in nouns)
    yield f"rare nouns {min(4, rare)}"
    if content:
        yield f"usual {round(2 * sum(log10(unit.frequency + 1) for unit in content) / len(content))}"
    if nouns:
        yield f"usual nouns {round(2 * sum(log10(unit.frequency + 1) for unit in nouns) / len(nouns))}"
        yield f"rarest noun {round(2 * min(log10(unit.frequency + 1) for unit in nouns))}"
