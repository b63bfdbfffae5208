"""Fixed phrases of a material, found by how often and how freely they are used. They are kept whole, nothing more."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from quizzes.core.lexicon import NOUN_TAGS, PUNCTUATION, is_generic_word
from quizzes.core.segment import Cut, Token

_FEWEST_USES = 3
_MOST_TOKENS = 6
_LONGEST = 14
_LEAST_ENTROPY = 0.5  # bits of surprise about the neighbour on each side
_LEAST_PMI = 3.0  # bits for each joint between two tokens
_MOST_TEXT = 300_000  # characters; more text finds no more phrases worth keeping


def mined_terms(texts: Iterable[str], cut: Cut) -> tuple[str, ...]:
    """Repeated runs of 2-6 words that hold together and are free on both sides, longest first."""
    sentences = [run for text in _limited(texts) for run in _runs(cut(text))]
    words = Counter(token.text for run in sentences for token in run)
    total = sum(words.values())
    counts, lefts, rights = _counted(sentences)
    kept = {
        gram
        for gram, count in counts.items()
        if count >= _FEWEST_USES
        and _cohesion(gram, count, words, total) >= _LEAST_PMI
        and min(_entropy(lefts[gram]), _entropy(rights[gram])) >= _LEAST_ENTROPY
    }
    phrases = {"".join(gram) for gram in kept if not _always_inside(gram, counts)}
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


def _limited(texts: Iterable[str]) -> Iterable[str]:
    left = _MOST_TEXT
    for text in texts:
        if left <= 0:
            return
        yield text[:left]
        left -= len(text)


def _runs(tokens: Sequence[Token]) -> list[list[Token]]:
    """Stretches without punctuation or digits."""
    runs: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in PUNCTUATION or token.text.isspace() or any(c.isdigit() for c in token.text):
            runs.append([])
        else:
            runs[-1].append(token)
    return [run for run in runs if len(run) > 1]


def _is_noun(token: Token) -> bool:
    """A phrase that begins or ends with anything else would swallow the verb that announces an answer."""
    return token.tag in NOUN_TAGS and len(token.text) > 1


Gram = tuple[str, ...]


def _counted(
    runs: Sequence[Sequence[Token]],
) -> tuple[Counter[Gram], dict[Gram, Counter[str]], dict[Gram, Counter[str]]]:
    counts: Counter[Gram] = Counter()
    lefts: dict[Gram, Counter[str]] = defaultdict(Counter)
    rights: dict[Gram, Counter[str]] = defaultdict(Counter)
    for run in runs:
        for start in range(len(run)):
            for end in range(start + 2, min(start + _MOST_TOKENS, len(run)) + 1):
                gram = tuple(token.text for token in run[start:end])
                if sum(map(len, gram)) > _LONGEST:
                    break
                if is_generic_word(run[start].text) or not (_is_noun(run[start]) and _is_noun(run[end - 1])):
                    continue
                counts[gram] += 1
                lefts[gram][run[start - 1].text if start else f"^{counts[gram]}"] += 1
                rights[gram][run[end].text if end < len(run) else f"${counts[gram]}"] += 1
    return counts, lefts, rights


def _cohesion(gram: Gram, count: int, words: Counter[str], total: int) -> float:
    expected = sum(math.log2(words[word] / total) for word in gram)
    return round((math.log2(count / total) - expected) / (len(gram) - 1), 6)


def _entropy(neighbours: Counter[str]) -> float:
    total = sum(neighbours.values())
    return round(-sum(n / total * math.log2(n / total) for n in sorted(neighbours.values())), 6)


def _always_inside(gram: Gram, counts: Counter[Gram]) -> bool:
    """Whether a longer run accounts for every use."""
    return any(
        len(other) > len(gram) and count == counts[gram] and _holds(other, gram)
        for other, count in counts.items()
        if count >= _FEWEST_USES
    )


def _holds(longer: Gram, shorter: Gram) -> bool:
    return any(longer[i : i + len(shorter)] == shorter for i in range(len(longer) - len(shorter) + 1))
