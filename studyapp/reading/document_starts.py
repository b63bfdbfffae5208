"""Where the documents of a compilation begin when nobody made a table of contents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studyapp.reading.characters import is_complete
from studyapp.reading.dates import full_dates, only_date
from studyapp.reading.front_matter import title_length
from studyapp.reading.headings import is_divider, is_numbered_heading, is_salutation
from studyapp.reading.names import byline, is_organisation
from studyapp.reading.types import SourceLine

_SHORTEST_TITLE = 5
_LONGEST_NOTE = 40
_ATTACHED = re.compile("附件|附表|附录|附：")
_ADDRESSED = re.compile("(?:各|有关|全体|本|校属|院属|局属|.{2,12}(?:公司|学院|部门|单位|支部|小组)).{0,36}[：:]")
_ISSUED = re.compile(r".*〔\d{4}〕.*号")


def document_starts(lines: Sequence[SourceLine]) -> list[int]:
    """The first lines of all documents. Fewer than two: the file is one document."""
    starts = _titles(lines) if any(line.is_title for line in lines) else _heads(lines)
    stops = [*starts, len(lines)][1:]
    filled = [
        start
        for start, stop in zip(starts, stops, strict=bool(starts))
        if any(_is_running(line) for line in lines[start:stop])
    ]
    return filled if len(filled) > 1 else []


def _titles(lines: Sequence[SourceLine]) -> list[int]:
    """Where a line in the style or look of a title follows one that is not."""
    return [index for index, line in enumerate(lines) if line.is_title and (not index or not lines[index - 1].is_title)]


def _heads(lines: Sequence[SourceLine]) -> list[int]:
    """Where a title stands with what belongs under it: a date, a speaker or a salutation."""
    starts: list[int] = []
    stop = 0
    for index in range(len(lines)):
        if index >= stop and _could_begin(lines, index) and (length := title_length(lines[index : index + 6])):
            under = lines[index + length : index + length + 3]
            if _is_head(under) and not _ATTACHED.match(lines[index].text):
                starts.append(index)
                stop = index + length
    return starts


def _could_begin(lines: Sequence[SourceLine], index: int) -> bool:
    text = lines[index].text
    if len(text) < _SHORTEST_TITLE or byline(text) or is_organisation(text) or is_salutation(text):
        return False
    if index == 0 or lines[index].starts_page:
        return True
    before = lines[index - 1].text
    if is_complete(before) or only_date(before) is not None or is_divider(before):
        return True
    group, own = lines[index - 1].level, lines[index].level
    return group is not None and own is not None and group < own


def _is_head(under: Sequence[SourceLine]) -> bool:
    """Whether these lines stand under a title and not at the foot of a text, where a date is the last thing."""
    for index, line in enumerate(under):
        if len(line.text) > _LONGEST_NOTE or is_numbered_heading(line.text):
            return False
        if is_salutation(line.text) or _ADDRESSED.fullmatch(line.text):
            return True
        is_note = bool(full_dates(line.text)) or byline(line.text) is not None or _ISSUED.fullmatch(line.text)
        if not is_note and not is_organisation(line.text):
            return False
        if is_note and index + 1 < len(under) and _goes_on(under[index + 1]):
            return True
    return bool(under)


def _goes_on(line: SourceLine) -> bool:
    return _is_running(line) or is_numbered_heading(line.text) or is_salutation(line.text) or bool(byline(line.text))


def _is_running(line: SourceLine) -> bool:
    return is_complete(line.text) and not full_dates(line.text)
