"""What stands in front of a document's title: a cover, the name of a paper and its issue, the head of a letter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studyapp.reading.characters import is_complete
from studyapp.reading.front_matter import title_length
from studyapp.reading.headings import rank_of
from studyapp.reading.types import SourceLine

LONGEST_COVER_LINE = 60
_LONGEST_MASTHEAD = 20
_LETTERHEAD = re.compile("文件$|办公[室厅]$|委员会$|公司$|人民政府$")
_NUMBER_OF_LETTER = re.compile(r"^.{0,16}〔\d{4}〕 ?\d+ ?号")
_ANNEX = re.compile(r"附[件表录] ?[\d一二三四五六七八九十]{0,2} ?[：:]?")
# 2024年第5期, 第12期（总第88期）
_ISSUE = re.compile(r"(?=.{3,30}$)[^，。]*第 ?[\d一二三四五六七八九十百]{1,4} ?期[^，。]*")
_MONTH = re.compile(r"[\d一二〇○零三四五六七八九十]{4} ?年 ?[\d一二三四五六七八九十]{1,2} ?月")


def is_month_or_issue(text: str) -> bool:
    return _MONTH.fullmatch(text) is not None or _ISSUE.fullmatch(text) is not None


def cover_and_body(lines: Sequence[SourceLine]) -> tuple[Sequence[SourceLine], Sequence[SourceLine]]:
    """A first page of a few short lines is a cover if the next page begins with a title of its own."""
    if len(lines) > 1 and _ANNEX.fullmatch(lines[0].text) and title_length(lines[1:]):
        return lines[:1], lines[1:]
    issue = next((index for index, line in enumerate(lines[:4]) if _ISSUE.fullmatch(line.text)), None)
    if issue and title_length(lines[issue + 1 :]) and _is_masthead(lines[:issue]):
        return lines[: issue + 1], lines[issue + 1 :]
    number = next((index for index, line in enumerate(lines[:4]) if _NUMBER_OF_LETTER.match(line.text)), None)
    is_head = number == 0 or (number and _LETTERHEAD.search(lines[number - 1].text))
    if number is not None and is_head and (length := title_length(lines[number + 1 :])):
        title, rest = lines[number + 1 : number + 1 + length], lines[number + 1 + length :]
        return lines[:number], (*title, lines[number], *rest)
    breaks = [index for index, line in enumerate(lines[:12]) if index and line.starts_page]
    if not breaks:
        return (), lines
    first = breaks[0]
    is_cover = all(len(line.text) <= LONGEST_COVER_LINE and not is_complete(line.text) for line in lines[:first])
    has_title = title_length(lines[first:]) > 0 and rank_of(lines[first].text) is None
    return (lines[:first], lines[first:]) if is_cover and has_title else ((), lines)


def _is_masthead(lines: Sequence[SourceLine]) -> bool:
    """The name of a paper that comes out in issues; a title of its own stands under it."""
    return all(len(line.text) <= _LONGEST_MASTHEAD and not is_complete(line.text) for line in lines)
