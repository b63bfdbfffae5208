"""One file, several materials: the compilation is taken apart along its table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from studyapp.reading.characters import is_complete
from studyapp.reading.contents import Match, comparable, find_contents, likeness, match_titles, same_number
from studyapp.reading.covers import LONGEST_COVER_LINE, cover_and_body, is_month_or_issue
from studyapp.reading.dates import full_dates
from studyapp.reading.document_starts import document_starts
from studyapp.reading.front_matter import (
    Head,
    issue_month,
    join_title,
    read_foot,
    read_head,
    read_news_lead,
    speaker_of,
    title_length,
)
from studyapp.reading.furniture import without_furniture
from studyapp.reading.headings import is_book_part, is_divider, is_salutation
from studyapp.reading.looks import with_levels_by_look
from studyapp.reading.names import byline
from studyapp.reading.outline import outline
from studyapp.reading.types import Document, Passage, Reading, Source, SourceLine

_COMPILED = re.compile("汇编|选编|选集|文集|资料|材料|文选|读本|文件集|摘编|论述")
_GENRE_AT_END = re.compile(
    "(?:讲话|报告|通知|意见|办法|规定|决定|决议|方案|条例|纲要|细则|公报|通报|致辞|发言|谈话|守则|规程|预案|准则|规范)(?:[（(].*[）)])?$"
)
_PASSED = re.compile("^[（(].*(?:通过|修正|修订|公布|发布|施行|印发).*[）)]$")  # the history of a regulation
_MOST_HEADLINES, _SLOGAN = 3, 8
LONGEST_PASSAGE = 5000


@dataclass
class _Collected:
    """What comes together while the documents of one file are read."""

    documents: list[Document] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    seams: int = 0


def read_compilation(source: Source) -> Reading:
    """The materials of a source. Without a table of contents it is one material.

    Cover, table of contents, page numbers and running heads are left out; text in front of the first material
    that is more than a cover (a preface) becomes a material of its own, so that no sentence gets lost.
    A document without a title has the title "": the caller knows the name of the file.
    """
    lines, dropped = (source.lines, 0) if source.is_paged else without_furniture(source.lines)
    found = _Collected(notices=list(source.notices))
    if dropped:
        found.notices.append(f"已去掉 {dropped} 处页码和页眉。")
    lines = with_levels_by_look(lines)
    contents = find_contents(lines)
    if contents is None:
        _read_without_contents(found, lines)
    else:
        cover, body = lines[: contents.start], lines[contents.stop :]
        matches = match_titles(contents.entries, body)
        if matches and _is_compilation(contents.entries, matches, cover, body):
            _split(found, contents.entries, matches, cover, body)
        else:
            _read_one_work(found, cover, body, matches)
    if long := sum(len(p.text) > LONGEST_PASSAGE for document in found.documents for p in document.passages):
        found.notices.append(f"有 {long} 段超过 {LONGEST_PASSAGE} 字，请核对分段。")
    if found.seams:
        found.notices.append(f"有 {found.seams} 处被分页断开的段落，已接成整段。")
    short = (line.text for line in source.lines if len(line.text) <= LONGEST_COVER_LINE)
    set_aside = tuple(_set_aside((*short, *source.margins), found.documents))
    return Reading(tuple(found.documents), tuple(found.notices), found.seams, source.garbled, set_aside)


def _set_aside(lines: Sequence[str], documents: Sequence[Document]) -> Iterator[str]:
    """Each line once that no document has."""
    kept = {text for document in documents for text in (document.title, *(p.text for p in document.passages))}
    yield from (text for text in dict.fromkeys(lines) if text not in kept)


def material_json(reading: Reading) -> dict[str, Any]:
    """The reading as plain values, in the form that `import_material --json` prints."""
    return {"materials": [_document_json(document) for document in reading.documents]}


def _document_json(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "author": document.author,
        "date": document.date.isoformat() if document.date else None,
        "passages": [
            {"kind": passage.kind, "level": passage.level, "text": passage.text} for passage in document.passages
        ],
    }


def _split(
    found: _Collected,
    entries: Sequence[str],
    matches: Sequence[Match],
    cover: Sequence[SourceLine],
    body: Sequence[SourceLine],
) -> None:
    if _has_running_text(cover):
        _add(found, read_head(cover), cover)
    preface = body[: matches[0].start]
    if any(is_complete(line.text) for line in preface):
        _add(found, read_head(preface), cover)
    stops = [match.start for match in matches[1:]] + [len(body)]
    for match, stop in zip(matches, stops, strict=True):
        lines = list(body[match.start : stop])
        while stop < len(body) and len(lines) > match.stop - match.start and is_divider(lines[-1].text):
            lines.pop()
        head = read_head(lines, title_lines=match.stop - match.start, announced=entries[match.entry])
        if head.body or head.headlines:  # a title with nothing under it divides the compilation into groups
            _add(found, head, cover)
    known = {match.entry for match in matches}
    for number, entry in enumerate(entries):
        if number not in known:
            found.notices.append(f"目录中的“{entry[:40]}”在正文里没有找到，请核对是否缺页。")


def _read_without_contents(found: _Collected, lines: Sequence[SourceLine]) -> None:
    """One material, or several one after the other, each with a head of its own."""
    starts = document_starts(lines)
    if len(starts) < 2:
        cover, body = cover_and_body(lines)
        _add(found, read_head(body), cover)
        return
    cover = lines[: starts[0]]
    if _has_running_text(cover):
        _add(found, read_head(cover), cover)
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        part = list(lines[start:stop])
        while stop < len(lines) and len(part) > 1 and _divides(part[-1], lines[stop]):
            part.pop()
        _add(found, read_head(part), cover)
    found.notices.append(f"文件没有目录，按标题分成了 {len(starts)} 篇资料，请核对。")


def _divides(line: SourceLine, title: SourceLine) -> bool:
    """Whether the line only announces the group of documents that begins with `title`."""
    is_group = line.level is not None and title.level is not None and line.level < title.level
    return is_group or is_divider(line.text)


def _read_one_work(
    found: _Collected, cover: Sequence[SourceLine], body: Sequence[SourceLine], matches: Sequence[Match]
) -> None:
    """The contents list the chapters of one work: its title stands above the first of them or on the cover."""
    if _has_running_text(cover):
        _add(found, read_head(cover), cover)
        cover = ()
    on_cover = join_title([line.text for line in cover[: title_length(cover)]])
    begins_with_chapter = bool(matches) and matches[0].start == 0
    repeats_title = bool(body) and likeness(comparable(on_cover), comparable(body[0].text)) > 0.8
    if on_cover and (begins_with_chapter or not repeats_title) and not _has_own_title(body, matches):
        head = read_head(cover)
        head.headlines = [line for line in head.headlines if _PASSED.search(line.text)]
        head.body = list(body)
        _add(found, head, cover)
    else:
        _add(found, read_head(body), cover)


def _has_own_title(body: Sequence[SourceLine], matches: Sequence[Match]) -> bool:
    """Whether a title stands between the contents and the first chapter."""
    return bool(matches) and 0 < matches[0].start <= title_length(body) + 3 and title_length(body) > 0


def _add(found: _Collected, head: Head, cover: Sequence[SourceLine]) -> None:
    read_foot(head)
    read_news_lead(head, issue_month(cover))
    text = outline(head.body)
    passages = _headlines(head.headlines) + text.passages
    if not passages and not head.title:
        return
    author = head.author or speaker_of(head.title, head.body)
    found.documents.append(Document(head.title, passages, author, head.date))
    found.seams += text.seams
    for around in text.repeats:
        found.notices.append(f"“{around}”一处，分页前后重复的字已去掉，请核对。")
    if head.has_inferred_year:
        found.notices.append(f"《{head.title}》没有写明年份，日期 {head.date} 是按封面年月推定的，请核对。")


def _headlines(lines: Sequence[SourceLine]) -> tuple[Passage, ...]:
    """Many headlines, or three very short ones, are slogans or a list, and head nothing."""
    found = tuple(_headline(line.text) for line in lines)
    headings = [passage.text for passage in found if passage.level is not None]
    short = [text for text in headings if len(text) <= _SLOGAN]
    if len(short) < _MOST_HEADLINES and len(headings) <= _MOST_HEADLINES:
        return found
    return tuple(Passage("paragraph", passage.text) for passage in found)


def _headline(text: str) -> Passage:
    """A line between title and text: a second headline, or a note in brackets or with a label."""
    is_note = is_complete(text) or bool(re.search("[（(【：:〔]", text)) or bool(full_dates(text))
    is_note = is_note or is_month_or_issue(text)
    return Passage("paragraph", text) if is_note else Passage("heading", text, 1)


def _has_running_text(lines: Sequence[SourceLine]) -> bool:
    """Whether these are more than the names, dates and short remarks (内部资料，注意保存。) of a cover."""
    return any(is_complete(line.text) and len(line.text) > 20 and not full_dates(line.text) for line in lines)


def _is_compilation(
    entries: Sequence[str], matches: Sequence[Match], cover: Sequence[SourceLine], body: Sequence[SourceLine]
) -> bool:
    """Documents, or the chapters of one work?

    Chapters carry their number in the text as in the list. Documents have a date, a speaker or a salutation
    under their title, are named after their genre, or begin their sections again at 一、.
    """
    stops = [match.start for match in matches[1:]] + [len(body)]
    filled = [(match, stop) for match, stop in zip(matches, stops, strict=True) if stop > match.stop]
    titles = [body[match.start].text for match, _ in filled]
    if titles and all(is_book_part(title) for title in titles):
        return False
    documents = sum(_looks_like_document(body, match, stop) for match, stop in filled)
    numbered = sum(same_number(entries[match.entry], body[match.start].text) for match, _ in filled)
    if 2 * numbered > len(filled):
        return 2 * documents > len(filled)
    is_called_one = any(_COMPILED.search(line.text) for line in cover if len(line.text) <= LONGEST_COVER_LINE)
    return is_called_one or 2 * documents >= len(filled)


def _looks_like_document(body: Sequence[SourceLine], match: Match, stop: int) -> bool:
    if _GENRE_AT_END.search(body[match.stop - 1].text):
        return True
    under = body[match.stop : min(match.stop + 4, stop)]
    if any(
        len(line.text) <= LONGEST_COVER_LINE
        and (full_dates(line.text) or byline(line.text) or is_salutation(line.text))
        for line in under
    ):
        return True
    return any(line.text.startswith(("一、", "第一章", "第一条")) for line in body[match.stop : stop])
