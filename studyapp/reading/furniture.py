"""What stands on a page for the page's sake: page numbers and running heads."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from studyapp.reading.contents import is_contents_marker
from studyapp.reading.headings import rank_of
from studyapp.reading.seams import is_cut
from studyapp.reading.types import SourceLine

_DECORATED = re.compile(
    r"[-—–·~|_]+ ?\d{1,4} ?[-—–·~|_]+|第 ?\d{1,4} ?页(?: ?[,/]? ?共 ?\d{1,4} ?页)?"
    r"|\d{1,4} ?/ ?\d{1,4}|[Pp](?:age|\.)? ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?"
)
_BARE = re.compile(r"\d{1,4}")
_ENDS_IN_NUMBER = re.compile(r"\d{1,4}[)）]?$")
_LONGEST_HEAD = 40


def without_furniture(lines: Sequence[SourceLine]) -> tuple[tuple[SourceLine, ...], int]:
    """The lines without page numbers and running heads, and how many of these there were."""
    numbers = _page_numbers(lines)
    # The seam of two pages lies where a number stood: what follows a number begins a page.
    kept: list[tuple[SourceLine, bool]] = []
    after_number = False
    for index, line in enumerate(lines):
        if index in numbers:
            after_number = True
            if kept:
                kept[-1] = (kept[-1][0], True)
            continue
        starts_page = after_number or line.starts_page
        kept.append((replace(line, starts_page=starts_page), starts_page))
        after_number = False
    result = _without_running_heads([line for line, _ in kept], [at_seam for _, at_seam in kept])
    return result, len(lines) - len(result)


def _page_numbers(lines: Sequence[SourceLine]) -> set[int]:
    decorated, bare = set(), {}
    for index, line in enumerate(lines):
        if line.is_cell or line.is_contents or len(line.text) > 20:
            continue
        text = unicodedata.normalize("NFKC", line.text)
        if _DECORATED.fullmatch(text):
            decorated.add(index)
        elif _BARE.fullmatch(text):
            bare[index] = int(text)
    # Pages count upwards; a lone number that does not is somebody's figure.
    if all(first < second for first, second in pairwise(bare.values())):
        decorated.update(bare)
    return decorated


def _without_running_heads(lines: list[SourceLine], at_seam: list[bool]) -> tuple[SourceLine, ...]:
    """Drop a short line that comes back at page seams, but for the first time: that may be the title itself."""
    listed = _contents_entries(lines)
    keys = ["" if index in listed else _head_key(line) for index, line in enumerate(lines)]
    times = Counter(key for key in keys if key)
    seen: set[str] = set()
    kept: list[SourceLine] = []
    for index, (line, key) in enumerate(zip(lines, keys, strict=True)):
        is_repeated = bool(key) and times[key] > 1 and key in seen
        seen.add(key)
        between = [kept[-1], *lines[index + 1 : index + 2]] if kept else []
        is_doubled = bool(kept) and _head_key(kept[-1]) == key  # the first head, under the title of the same wording
        if is_repeated and (
            at_seam[index] or (is_doubled and times[key] > 2) or (len(between) == 2 and is_cut(between[0], between[1]))
        ):
            continue
        kept.append(line)
    return tuple(kept)


def _contents_entries(lines: Sequence[SourceLine]) -> range:
    """The lines under 目录 that end in the number of a page: the titles they name stand at the tops of pages too."""
    start = next((index + 1 for index, line in enumerate(lines) if is_contents_marker(line.text)), len(lines))
    stop = start
    while stop < len(lines) and _ENDS_IN_NUMBER.search(lines[stop].text):
        stop += 1
    return range(start, stop)


def _head_key(line: SourceLine) -> str:
    """The wording of a line that could be a running head, without its page number; empty for other lines."""
    text = unicodedata.normalize("NFKC", line.text)
    is_head = len(text) <= _LONGEST_HEAD and text[-1] not in ".。;!?！？:" and rank_of(line.text) is None
    if line.is_cell or line.is_contents or line.level is not None or not is_head:
        return ""
    return re.sub(r"^[-— ]*\d{1,4}[-— ]+|[-— ]+\d{1,4}[-— ]*$|\s", "", text)
