"""Word boundaries of Chinese text: the only module that knows jieba.

jieba is imported on the first cut, not with this module. One private dictionary serves the whole process: it takes
about 0.35 s and 95 MB, and nothing is ever added to it, so one group's terms cannot change another group's
questions. Terms are kept whole by joining tokens afterwards instead.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

# jieba's own dict.txt of 0.42.1: other words would mean other questions for the same seed.
DICTIONARY_SHA256 = "7197c3211ddd98962b036cdf40324d1ea2bfaa12bd028e68faa70111a88e12a8"
LONGEST_PIECE = 2000  # characters; jieba's time grows with the square of a run of rare characters
_BREAKS = "\n。！？；，、"
_loading = threading.Lock()


class Token(NamedTuple):
    text: str
    start: int
    tag: str  # jieba's part of speech, a hint only; "x" when the dictionary does not know the word

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Cut(Protocol):
    """Splits text into words. `frequency` is a word's count in a general corpus of 60 million, 0 if unknown."""

    def __call__(self, text: str) -> list[Token]: ...

    def frequency(self, word: str) -> int: ...


def make_cut(terms: Iterable[str] = ()) -> Cut:
    """A word cutter that keeps each of `terms` in one token wherever its edges fall between words."""
    return _JiebaCut(tuple(sorted({term for term in terms if len(term) > 1}, key=lambda t: (-len(t), t))))


def warm_up() -> None:
    """Load the dictionary now, so that what is measured next does not wait for it."""
    _dictionary()


class _JiebaCut:
    def __init__(self, terms: tuple[str, ...]) -> None:
        self._terms = terms

    def __call__(self, text: str) -> list[Token]:
        tokenizer, tags = _dictionary()
        tokens: list[Token] = []
        start = 0
        for piece in _pieces(text):
            for word in tokenizer.cut(piece):
                tokens.append(Token(word, start, tags.get(word, "x")))
                start += len(word)
        return _join_terms(text, tokens, self._terms) if self._terms else tokens

    def frequency(self, word: str) -> int:
        tokenizer, _ = _dictionary()
        count: int = tokenizer.FREQ.get(word, 0)
        return count


@cache
def _dictionary_once() -> tuple[Any, dict[str, str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # invalid escapes and pkg_resources, unmended upstream since 2020
        import jieba
    jieba.setLogLevel(logging.WARNING)
    raw = (Path(jieba.__file__).parent / "dict.txt").read_bytes()
    if hashlib.sha256(raw).hexdigest() != DICTIONARY_SHA256:
        raise RuntimeError("jieba 的词典与锁定的 0.42.1 版不同，请重新安装依赖")
    tokenizer = jieba.Tokenizer()
    # Filled here and not by jieba's initialize(), which would keep a cache file in the shared temp folder.
    tokenizer.FREQ, tags, tokenizer.total = _read_dictionary(raw.decode())
    tokenizer.get_DAG = _words_from(tokenizer.FREQ)
    tokenizer.initialized = True
    return tokenizer, tags


def _dictionary() -> tuple[Any, dict[str, str]]:
    with _loading:
        return _dictionary_once()


def _read_dictionary(text: str) -> tuple[dict[str, int], dict[str, str], int]:
    """Counts, tags and the sum of all counts, from lines of `word count tag`.

    Column by column: a loop over the 350,000 lines takes three times as long.
    """
    cells = text.replace("\n", " ").split(" ")
    words, numbers, tags = cells[0:-1:3], list(map(int, cells[1::3])), cells[2::3]
    return dict(zip(words, numbers, strict=True)), dict(zip(words, tags, strict=True)), sum(numbers)


def _words_from(counts: Mapping[str, int]) -> Callable[[str], dict[int, list[int]]]:
    """What jieba's get_DAG does: for each place the places where a word that begins there ends.

    jieba stops where nothing longer begins so, and keeps 150,000 beginnings for that; to look up a few lengths more
    costs less than to make those.
    """
    longest = max(map(len, counts))

    def graph(sentence: str) -> dict[int, list[int]]:
        size = len(sentence)
        return {
            start: [
                end - 1 for end in range(start + 1, min(start + longest, size) + 1) if counts.get(sentence[start:end])
            ]
            or [start]
            for start in range(size)
        }

    return graph


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while len(text) - start > LONGEST_PIECE:
        window = text[start : start + LONGEST_PIECE]
        stop = max(window.rfind(mark) for mark in _BREAKS) + 1 or LONGEST_PIECE
        yield window[:stop]
        start += stop
    if start < len(text):
        yield text[start:]


def _join_terms(text: str, tokens: list[Token], terms: tuple[str, ...]) -> list[Token]:
    at = {token.start: index for index, token in enumerate(tokens)}
    ends = {token.end: index for index, token in enumerate(tokens)}
    joined: list[Token] = []
    index = 0
    while index < len(tokens):
        start = tokens[index].start
        term = next((t for t in terms if text.startswith(t, start) and start + len(t) in ends), None)
        if term is None:
            joined.append(tokens[index])
            index += 1
        else:
            joined.append(Token(term, start, "nz"))
            index = at.get(start + len(term), len(tokens))
    return joined
