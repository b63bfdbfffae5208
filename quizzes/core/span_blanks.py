"""Which protected spans are worth asking for, and how much."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzes.core.candidates import PRIORS, Candidate, kind_of, label_of
from quizzes.core.letter_context import stands_alone
from quizzes.core.number_context import says_nothing
from quizzes.core.numerals import THIN
from quizzes.core.reading import Reading
from quizzes.core.spans import Span
from quizzes.core.types import Point
from quizzes.core.wordlists import words

_QUALIFIES = re.compile("[^，。；的]{1,5}的")  # 1元 in 1元硬币的图案


def from_span(span: Span, point: Point, reading: Reading) -> Iterator[Candidate]:
    """The blank that a protected span offers, and a shorter one where its unit would be too much to hide."""
    kind = kind_of(span)
    if kind in ("wall", "mined") or _is_no_answer(kind, span, reading):
        return
    answer = reading.text[span.key_start : span.key_end]
    prior = PRIORS[kind] if kind != "ordinal" else _ordinal_prior(answer, span, reading)
    if not prior:
        return
    if kind == "term":
        prior += 0.1 if answer in (point.term, *point.aliases) else -0.1
    if kind == "number" and not span.unit:
        prior -= 0.04
    if kind == "measure" and _measures_a_name(span, reading):
        prior -= 0.12 + 0.2 * bool(_QUALIFIES.match(reading.text, span.end))
    yield Candidate(span.key_start, span.key_end, kind, prior, label_of(kind, span, point, reading), span.unit)
    bare = _without_unit(span, reading) if kind in ("measure", "number", "ratio", "range") else None
    if bare:
        yield Candidate(span.key_start, bare, kind, prior - 0.2, label_of(kind, span, point, reading), span.unit)


# In quotation marks, but no name.
_EVERYDAY = frozenset(
    words("适当 一定 重要 积极 正确 主动 绝对 相对 必要 合理 有效 真正 完全 简单 普通 一般 正常 自然 可能 这个 那个")
)


def _is_no_answer(kind: str, span: Span, reading: Reading) -> bool:
    """Whether the span is only a part of something else, or says nothing exact."""
    answer = reading.text[span.key_start : span.key_end]
    if kind == "quote":
        return answer.isdigit() or answer in _EVERYDAY  # “84”消毒液, “适当”的冗余
    return says_nothing(kind, span, reading) or (kind == "latin" and not stands_alone(span, reading))


_NUMBER = rf"[-\u2212\uff0d+]?\d[\d,.]*(?:{THIN}\d{{3}})*"
_CORES = {
    "range": re.compile(rf"{_NUMBER}\s?[-–—~～至]\s?{_NUMBER}(?![百千万亿多余])"),
    "ratio": re.compile(rf"{_NUMBER}[/:]{_NUMBER}"),
}
_CORE = re.compile(rf"{_NUMBER}(?:\s?[×xX*]\s?10(?:\^?[-−+]?\d+|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))?[多余]?\s?[万亿]*")


def _without_unit(span: Span, reading: Reading) -> int | None:
    """Where 42.195 ends in 42.195公里: for short statements of which the unit would be too much to hide."""
    answer = reading.text[span.key_start : span.key_end]
    if 2 * len(answer) <= len(reading.text):
        return None
    core = _CORES.get(span.kind, _CORE).match(answer)
    if core is None or core.end() == len(answer) or answer[core.end()] in "%％‰":
        return None
    return span.key_start + core.end()


def _ordinal_prior(answer: str, span: Span, reading: Reading) -> float:
    """An article of a law is a fact; 第一部 is praise; 第二次 before a name belongs to the name."""
    _, after = reading.around(span.start, span.end)
    counts = after is not None and after.start == span.end and after.is_noun and not after.is_wall
    if answer[-1] in "条款":
        return 0.0 if counts else 0.85  # 第一条地铁
    if re.match("第一|第1(?!\\d)", answer) or not re.search(r"[^第零〇一二两三四五六七八九十百千万\d（）()]", answer):
        return 0.0
    return 0.5 if after is not None and after.is_noun and not after.is_wall else PRIORS["ordinal"]


_BOUNDS = frozenset("内外间中里处")  # 30日内, whatever the dictionary calls 内


def _measures_a_name(span: Span, reading: Reading) -> bool:
    """10米 in 10米跳台 says which one."""
    _, after = reading.around(span.start, span.end)
    if after is None or after.start != span.end or after.text in _BOUNDS:
        return False
    return after.is_noun and not after.is_wall
