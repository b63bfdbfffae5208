"""Learns the weights of `quizzes.core.tone` and `quizzes.core.askable`: `python tests/learn_weights.py`.

They are learned from `fixtures/labelled`, sentences written for this project. A line is `+`, a sentence that tells a
fact and, where somebody listed them, the stretches that a teacher might hide, parted by `|`; or `-` and a sentence that
nobody could ask for anything. Each file was written apart from the others, so that what was learned from some can be
tried on the rest: `tests/quality/test_learned.py` does. `hard.tsv` holds sentences that an earlier version got wrong:
a question that somebody complains of belongs there.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
LABELLED = ROOT / "fixtures" / "labelled"
CORE = ROOT / "quizzes" / "core"

RATE, DECAY = 0.1, 1e-5
ROUNDS = {"tone": 12, "askable": 4}
LEAST_OFTEN = {"tone": 2, "askable": 8}  # a trait that is seldomer than this tells nothing of other sentences
LEAST_WEIGHT = 5  # hundredths
HARD, HARD_TIMES = "hard", 5  # how often a sentence of `hard.tsv` counts

Example = tuple[tuple[str, ...], bool]


class Labelled(NamedTuple):
    statement: str
    tells: bool  # whether it tells a fact
    good: frozenset[str]  # what a teacher might hide; empty where nobody listed it


def labelled(path: Path) -> Iterator[Labelled]:
    for line in path.read_text("utf-8").splitlines():
        sign, statement, *good = line.split("\t")
        yield Labelled(statement, sign == "+", frozenset(good[0].split("|")) if good else frozenset())


def all_labelled(paths: Iterable[Path]) -> list[Labelled]:
    return [s for path in paths for s in list(labelled(path)) * (HARD_TIMES if path.stem == HARD else 1)]


def files() -> list[Path]:
    return sorted(LABELLED.glob("*.tsv"))


def digest() -> str:
    """Of all that is learned from."""
    content = b"".join(path.read_bytes() for path in files())
    return hashlib.sha256(content).hexdigest()


def tone_examples(sentences: Iterable[Labelled]) -> Iterator[Example]:
    from quizzes.core import tone
    from quizzes.core.reading import read
    from quizzes.core.segment import make_cut

    cut = make_cut()
    for sentence in sentences:
        yield tuple(tone.traits(read(sentence.statement, cut))), not sentence.tells


def askable_examples(sentences: Iterable[Labelled]) -> Iterator[Example]:
    """The stretches of the sentences whose good ones are listed; one that stands twice is not told from the other."""
    from quizzes.core.askable import described
    from quizzes.core.enumerations import find_lists, list_lengths
    from quizzes.core.reading import read
    from quizzes.core.ruled import Sieve, evidence, ruled
    from quizzes.core.segment import make_cut
    from quizzes.core.types import Point

    cut = make_cut()
    for statement, _, good in sentences:
        if not good:
            continue
        point, reading = Point("", statement), read(statement, cut)
        lists = find_lists(reading)
        sieve = Sieve(point, reading, list_lengths(reading, lists))
        proposed = {(c.start, c.end): tuple(evidence(c)) for c in ruled(point, reading, lists, sieve)}
        for (start, end), traits in described(reading, proposed):
            answer = statement[start:end]
            if (start, end) in proposed or statement.count(answer) == 1:
                yield traits, is_good(answer, good)


_NUMBER = re.compile(r"[\d.,~～—–\-至:/一二三四五六七八九十百千万两]+")


def is_good(answer: str, good: frozenset[str]) -> bool:
    """Whether it is listed; 15 is, where 15人 is: the classifier stays in the sentence."""
    if answer in good:
        return True
    return _NUMBER.fullmatch(answer) is not None and any(
        re.fullmatch(re.escape(answer) + r"\D{1,2}", other) for other in good
    )


def learn(name: str, examples: Sequence[Example]) -> dict[str, int]:
    """The weights of a logistic regression, in hundredths, by stochastic gradient descent with a rate for each trait
    that falls with what it has moved (AdaGrad, Duchi et al. 2011)."""
    often = Counter(trait for traits, _ in examples for trait in traits)
    rows = [(tuple(t for t in traits if often[t] >= LEAST_OFTEN[name]), yes) for traits, yes in examples]
    chance = random.Random(1)
    weight: dict[str, float] = {}
    moved: dict[str, float] = {}
    for _ in range(ROUNDS[name]):
        chance.shuffle(rows)
        for traits, yes in rows:
            log_odds = sum(weight.get(trait, 0.0) for trait in traits)
            error = 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds)))) - yes
            if abs(error) < 0.01:
                continue
            for trait in traits:
                slope = error + DECAY * weight.get(trait, 0.0)
                moved[trait] = moved.get(trait, 1e-6) + slope * slope
                weight[trait] = weight.get(trait, 0.0) - RATE * slope / math.sqrt(moved[trait])
    hundredths = {trait: round(100 * value) for trait, value in weight.items()}
    return {trait: value for trait, value in sorted(hundredths.items()) if abs(value) >= LEAST_WEIGHT}


def main() -> None:
    sentences = all_labelled(files())
    for name, examples in (("tone", tone_examples(sentences)), ("askable", askable_examples(sentences))):
        learned = learn(name, list(examples))
        target = CORE / f"{name}_weights.json"
        target.write_text(
            json.dumps({"learned_from": digest(), "weights": learned}, ensure_ascii=False, indent=0) + "\n", "utf-8"
        )
        print(f"{target.name}: {len(learned)} weights from {len(sentences)} sentences")


if __name__ == "__main__":
    main()
