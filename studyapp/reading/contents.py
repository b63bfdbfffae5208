"""The table of contents of a compilation, and where in the text its entries begin."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from studyapp.reading.characters import letters_only
from studyapp.reading.dates import full_dates, only_date
from studyapp.reading.headings import LONGEST_TITLE, is_title_like, number_of, rank_of
from studyapp.reading.names import is_organisation, is_person
from studyapp.reading.types import SourceLine

_MARKER = re.compile(r"目[ \u3000]*[录次]|(?i:(?:table of )?contents)")
_TAIL = re.compile(
    r"(?:[ \u3000.．·…・•_—-]*(?:错误|Error) ?[!！].*|[ \u3000.．·…・•_—-]*(?:[（(]\d{1,4}[)）]|第 ?\d{1,4} ?页)"
    r"|[ \u3000.．·…・•_—-]+(?:\d{1,4}|[ivxlcIVXLC]{1,6}))$"
)
_LEADING_NUMBER = re.compile(
    r"[（(【\[]?(?:学习)?(?:材料|资料|篇目|专题|附件)?(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
    r"[】\])）]?[.．、：:）) \u3000]+"
)
_MOST_TITLE_LINES = 4
_REMARK = re.compile(
    "[（(](?!.*(?:行|稿|订|正)[）)])[^（）()]{2,12}[）)]$"
)  # （评论员文章）; but （试行） is of the title
_MOST_ENTRIES = 300
_LONGEST_ENTRY = 300  # with its dots
_LIKE_ENOUGH = 0.75


@dataclass(frozen=True)
class Contents:
    """Lines `start` to `stop` (exclusive) are the table of contents with these entries."""

    start: int
    stop: int
    entries: tuple[str, ...]


@dataclass(frozen=True)
class Match:
    """Lines `start` to `stop` (exclusive) are the title that entry number `entry` announces."""

    entry: int
    start: int
    stop: int
    score: float


def find_contents(lines: Sequence[SourceLine]) -> Contents | None:
    """The table of contents, whether Word generated it or somebody typed it under 目录; None without one."""
    generated = [index for index, line in enumerate(lines) if line.is_contents]
    if generated:
        return _generated_contents(lines, generated)
    for index, line in enumerate(lines):
        if is_contents_marker(line.text):
            stop, entries = _typed_entries(lines, index + 1)
            if entries:
                return Contents(index, stop, entries)
    return None


def _without_tail(text: str) -> str:
    return _TAIL.sub("", text) if len(text) <= _LONGEST_ENTRY else text


def is_contents_marker(text: str) -> bool:
    return _MARKER.fullmatch(text) is not None


def comparable(title: str) -> str:
    """A title for comparison: without its number in the list, punctuation and blanks."""
    return letters_only(_LEADING_NUMBER.sub("", title, count=1)) or letters_only(title)


def _without_author(entry: str) -> str:
    """The entry without a name that stands apart behind the title."""
    title, _, name = re.sub(r"\s+", " ", entry).rpartition(" ")
    return title if title and is_person(name) else entry


def likeness(first: str, second: str) -> float:
    """How alike two comparable titles are, from 0 to 1. An author's name behind a title does not count."""
    shorter, longer = sorted((first, second), key=len)
    if not shorter:
        return 0.0
    if len(shorter) >= 4 and longer.startswith(shorter) and len(longer) - len(shorter) <= 4:
        return 0.95 if shorter != longer else 1.0
    if 2 * len(shorter) < _LIKE_ENOUGH * (len(shorter) + len(longer)):
        return 0.0
    ratio = SequenceMatcher(None, first, second, autojunk=False).ratio()
    return ratio if len(shorter) > 6 or ratio > 0.9 else 0.0


def match_titles(entries: Sequence[str], lines: Sequence[SourceLine]) -> list[Match]:
    """The best places, in reading order, at which the entries begin. An entry without a place is left out."""
    spans = _title_spans(lines)
    by_pair: defaultdict[str, set[int]] = defaultdict(set)
    for index, (_, _, title) in enumerate(spans):
        for pair in _pairs(title):
            by_pair[pair].add(index)
    candidates: list[Match] = []
    for number, entry in enumerate(entries[:_MOST_ENTRIES]):
        title = _without_author(entry)
        for wanted in {comparable(title), comparable(_REMARK.sub("", title))} - {""}:
            candidates += _candidates(number, wanted, spans, by_pair, lines)
    return _best_chain(candidates)


def _generated_contents(lines: Sequence[SourceLine], generated: list[int]) -> Contents:
    start, stop = generated[0], generated[-1] + 1
    levels = [level for index in generated if (level := lines[index].level) is not None]
    outermost = min(levels, default=None)
    texts = [
        _without_tail(lines[index].text)
        for index in generated
        if lines[index].level == outermost and not is_contents_marker(lines[index].text)
    ]
    if start and is_contents_marker(lines[start - 1].text):
        start -= 1
    return Contents(start, stop, tuple(filter(None, texts)))


def _typed_entries(lines: Sequence[SourceLine], first: int) -> tuple[int, tuple[str, ...]]:
    """Where the list ends, and its entries; an entry may run over several lines."""
    entries: list[str] = []
    known: list[str] = []
    stop, pending, has_tails = first, list[str](), False
    for index in range(first, min(first + 2 * _MOST_ENTRIES, len(lines))):
        line = lines[index]
        text = _without_tail(line.text)
        has_tail = text != line.text
        if not _can_be_entry(line, has_tail) or (not has_tail and _is_known(line.text, known)):
            break
        if has_tails and not has_tail and line.starts_page:
            break
        if not has_tail:
            pending.append(line.text)
            known.append(comparable(line.text))
            continue
        has_tails = True
        entries += _entries_of(pending, text)
        known.append(comparable(text))
        stop, pending = index + 1, []
    if has_tails or len(pending) < 2:
        return stop, tuple(entries)
    return first + len(pending), tuple(pending)


def _entries_of(pending: list[str], text: str) -> list[str]:
    """One entry broken over lines, or headings of groups followed by an entry that has a number of its own."""
    is_new = bool(_LEADING_NUMBER.match(text)) or rank_of(text) is not None
    entries = [*pending, text] if is_new else ["".join([*pending, text])]
    return [entry for entry in entries if comparable(entry)]


def _can_be_entry(line: SourceLine, has_tail: bool) -> bool:
    if has_tail:
        return True
    return is_title_like(line.text) and not full_dates(line.text)


def _is_known(text: str, known: list[str]) -> bool:
    title = comparable(text)
    return any(likeness(title, other) >= 0.85 for other in known)


def _title_spans(lines: Sequence[SourceLine]) -> list[tuple[int, int, str]]:
    """Every stretch of one to four short lines that could be a title: start, stop, comparable wording."""
    spans = []
    for start in range(len(lines)):
        text = ""
        for stop in range(start + 1, min(start + _MOST_TITLE_LINES, len(lines)) + 1):
            line = lines[stop - 1]
            text += line.text
            if line.is_cell or not is_title_like(text) or only_date(line.text):
                break
            if stop > start + 1 and (line.starts_page or rank_of(line.text) is not None or _names_someone(line.text)):
                break
            spans.append((start, stop, comparable(text)))
    return spans


def _names_someone(text: str) -> bool:
    return is_person(text) or is_organisation(text)


def _pairs(title: str) -> set[str]:
    return {title[i : i + 2] for i in range(max(1, len(title) - 1))}


def _candidates(
    number: int,
    wanted: str,
    spans: list[tuple[int, int, str]],
    by_pair: dict[str, set[int]],
    lines: Sequence[SourceLine],
) -> list[Match]:
    shared = Counter(index for pair in _pairs(wanted) for index in by_pair.get(pair, ()))
    found = []
    for index, _ in shared.most_common(30):
        start, stop, title = spans[index]
        score = likeness(wanted, title)
        if score >= _LIKE_ENOUGH:
            found.append(Match(number, start, stop, score + _surroundings(lines, start, stop)))
    found.sort(key=lambda match: (-match.score, match.start))
    return found[:5]


def _surroundings(lines: Sequence[SourceLine], start: int, stop: int) -> float:
    """A little more weight for a title at the top of a page, in a title's style, or above a date."""
    head = lines[stop : stop + 2]
    dated = any(len(line.text) < LONGEST_TITLE and full_dates(line.text) for line in head)
    return 0.03 * lines[start].starts_page + 0.03 * dated + 0.03 * (lines[start].is_title or lines[start].level == 1)


def _best_chain(candidates: list[Match]) -> list[Match]:
    """Of all chains that rise both in the list and in the text, the one of the highest total score."""
    ordered = sorted(candidates, key=lambda match: (match.start, match.stop, match.entry))
    totals, previous = list[float](), list[int]()
    for index, match in enumerate(ordered):
        total, link = 0.0, -1
        for before in range(index):
            other = ordered[before]
            if other.stop <= match.start and other.entry < match.entry and totals[before] > total:
                total, link = totals[before], before
        totals.append(total + match.score)
        previous.append(link)
    chain, index = list[Match](), max(range(len(totals)), key=totals.__getitem__, default=-1)
    while index >= 0:
        chain.append(ordered[index])
        index = previous[index]
    return chain[::-1]


def same_number(entry: str, title: str) -> bool:
    """Whether the text repeats the number that the list gives the entry, as the chapters of one work do."""
    number = number_of(title)
    return bool(number) and letters_only(number_of(entry)) == letters_only(number)
