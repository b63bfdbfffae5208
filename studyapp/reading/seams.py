"""Where a page break cut a paragraph in two: finding the seam and closing it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from studyapp.reading.characters import is_complete, is_han
from studyapp.reading.dates import only_date
from studyapp.reading.doubled import is_wording
from studyapp.reading.headings import is_numbered_heading, is_salutation, starts_section
from studyapp.reading.types import SourceLine

_OPENERS = dict(zip("《“（【〔「『", "》”）】〕」』", strict=True))
_CANNOT_BEGIN = "，。、；：？！》）”’】〕」』%％‰℃,;:?!)"
_WANT_MORE = ("，", "、", ",", "《", "“", "（", "〔")
_WANT_MORE_IN_A_LONG_LINE = ("的", "和", "与", "及", "暨")
_STOPS = re.compile("[，、；：。！？]")
_LONGEST_REPEAT = 20
_WINDOW = 400


@dataclass(frozen=True)
class Joined:
    """Lines with the cut paragraphs whole again; one surrounding text for every repetition that was dropped."""

    lines: tuple[SourceLine, ...]
    seams: int
    repeats: tuple[str, ...]


def join_cut_paragraphs(lines: Sequence[SourceLine]) -> Joined:
    """Close every seam between two lines that are one paragraph.

    A cut that falls exactly behind a full stop leaves no trace and stays.
    """
    everything = "\n".join(line.text for line in lines)
    whole: list[SourceLine] = []
    parts: list[str] = []  # of the paragraph that is being put together
    end = SourceLine("")  # its last piece of text: enough to judge by, however long it grows
    seams, repeats = 0, []
    for line in lines:
        if parts and is_cut(end, line, everything):
            again = repeated_length(end.text, line.text, everything)
            if again:
                repeats.append(f"{end.text[-8:]}{line.text[again : again + 8]}")
            parts.append(_blank_between(end.text, line.text) + line.text[again:])
            seams += 1
        else:
            _finish(whole, parts)
            whole.append(line)
            parts = [line.text]
        end = replace(whole[-1], text=(end.text + parts[-1] if len(parts) > 1 else line.text)[-_WINDOW:])
    _finish(whole, parts)
    return Joined(tuple(whole), seams, tuple(repeats))


def _finish(whole: list[SourceLine], parts: list[str]) -> None:
    if len(parts) > 1:
        whole[-1] = replace(whole[-1], text="".join(parts))


def is_cut(before: SourceLine, after: SourceLine, everything: str = "") -> bool:
    """Whether `after` goes on with the sentence that `before` breaks off."""
    if _is_set_apart(before) or _is_set_apart(after) or is_complete(before.text):
        return False
    if starts_section(after.text) or is_salutation(after.text) or only_date(after.text):
        return False
    if must_go_on(before.text, after.text, everything):
        return True
    return not is_numbered_heading(before.text) and _may_go_on(before, after) and _is_running_text(after.text)


def clings(before: str, after: str) -> bool:
    """Whether two lines cannot be two statements, whatever else they are."""
    return before.endswith(_WANT_MORE) or after[0] in _CANNOT_BEGIN


def repeated_length(before: str, after: str, everything: str = "") -> int:
    """How many characters at the start of `after` only repeat the end of `before`."""
    for length in range(min(_LONGEST_REPEAT, len(before), len(after)), 1, -1):
        end = before[-length:]
        if after.startswith(end) and all(map(is_han, end)):
            # 一个一个, 一步一步 are language, and so is what the document says elsewhere too
            return 0 if end.startswith("一") or end * 2 in everything else length
    last = before[-1:]
    if not last or not after.startswith(last):
        return 0
    if last in "，、；：":
        return 1
    return int(is_han(last) and not is_wording(before, after, everything))


def _is_set_apart(line: SourceLine) -> bool:
    return line.is_cell or line.is_title or line.is_contents or line.level is not None


def must_go_on(before: str, after: str, everything: str = "") -> bool:
    """Whether the two belong together however short they are."""
    if clings(before, after) or _closes_what_was_open(before, after):
        return True
    if before.endswith(_WANT_MORE_IN_A_LONG_LINE) and len(before) >= 10:
        return True
    # A section often opens with the words of its heading: only running text can repeat itself at a seam.
    is_running = _STOPS.search(before) is not None and not is_numbered_heading(before)
    return is_running and repeated_length(before, after, everything) > 1


def _closes_what_was_open(before: str, after: str) -> bool:
    for opener, closer in _OPENERS.items():
        if before.rfind(opener) > before.rfind(closer):
            shut, opened = after.find(closer), after.find(opener)
            if shut >= 0 and not 0 <= opened < shut:
                return True
    return False


def _may_go_on(before: SourceLine, after: SourceLine) -> bool:
    """Running text of at least one printed line that stops without a stop; names and captions are shorter.

    The first line of a paragraph holds 26 characters in the usual layout of official documents.
    """
    text = before.text
    if after.is_indented and before.is_indented:
        return "。" in text or len(text) >= 45
    if len(text) >= 60:
        return True
    loses_indent = before.is_indented and not after.is_indented
    least = 10 if after.starts_page or loses_indent else 20 if "。" in text else 24
    return len(text) >= least and _STOPS.search(text) is not None


def _is_running_text(text: str) -> bool:
    return is_complete(text) or len(text) >= 15


def _blank_between(before: str, after: str) -> str:
    return " " if re.search("[A-Za-z]$", before[-1:]) and re.match("[A-Za-z]", after) else ""
