"""Heads, feet and numbers of printed pages: known by their place on the page and by coming back."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from studyapp.reading.rows import Row

_DEPTH = 2  # rows from the top and from the bottom
_SAME_PLACE = 4.0  # points
_NUMBER = re.compile(r"\W*(?:第|page|p\.?)? ?\d{1,4} ?页?\W*(?:(?:共|of)? ?\d{1,4} ?页?)?\W*", re.IGNORECASE)
_FAR = 1.6  # of the usual distance between rows
_Key = tuple[str, bool, int]


def without_page_furniture(pages: Sequence[Sequence[Row]]) -> tuple[list[list[Row]], list[str]]:
    """The rows of each page without what stands there for the page's sake, and the texts of these."""
    edges = [_edges(page) for page in pages]
    times = Counter(key for page in edges for key in {key for _, keys in page for key in keys})
    least = max(2, round(0.3 * len(pages)))
    kept, dropped = [], list[str]()
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True), 1):
        gone = {index for index, keys in edge if any(times[key] >= least for key in keys)}
        gone |= {index for index, _ in edge if _is_number_of(page, index, number)}
        kept.append([row for index, row in enumerate(page) if index not in gone])
        dropped += [page[index].text for index in sorted(gone)]
    return kept, dropped


def _edges(page: Sequence[Row]) -> list[tuple[int, list[_Key]]]:
    """The rows at the top and the bottom of a page, each with what would be the same on other pages."""
    by_height = sorted(range(len(page)), key=lambda index: -page[index].base)
    found = []
    for is_foot, indexes in ((False, by_height[:_DEPTH]), (True, by_height[-_DEPTH:][::-1])):
        for index in indexes:
            text = re.sub(r"\d+", "#", re.sub(r"\s", "", unicodedata.normalize("NFKC", page[index].text)))
            place = int(page[index].base // _SAME_PLACE)
            found.append((index, [(text, is_foot, place), (text, is_foot, place + 1)]))
    return found


def _is_number_of(page: Sequence[Row], index: int, number: int) -> bool:
    """Whether a row at the edge, apart from the text, is nothing but the number of its page."""
    row = page[index]
    if len(row.text) > 20 or not _NUMBER.fullmatch(unicodedata.normalize("NFKC", row.text)):
        return False
    others = sorted(abs(other.base - row.base) for other in page if other is not row)
    is_apart = not others or others[0] > _FAR * row.size
    return is_apart and (not row.text.isdecimal() or int(row.text) in {number, number - 1})
