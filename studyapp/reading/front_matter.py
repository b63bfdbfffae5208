"""The lines at the head and at the foot of a document: its title, who speaks, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from studyapp.reading.characters import is_complete
from studyapp.reading.dates import full_dates, news_date, only_date, without_date, year_and_month
from studyapp.reading.headings import is_numbered_heading, is_salutation, is_title_like, rank_of
from studyapp.reading.names import byline, is_organisation, is_person
from studyapp.reading.seams import clings, is_cut, must_go_on
from studyapp.reading.types import SourceLine

_MOST_HEAD_LINES = 12
_SURELY_TEXT = 30  # characters, of a line that the next line continues
_GENRE_END = re.compile(
    "(?:讲话|报告|通知|意见|办法|规定|决定|决议|方案|条例|纲要|要点|细则|公报|公告|通报|批示|指示|致辞|演讲|发言|谈话|文章|守则|规范"
    "|规程|制度|预案|须知|规则|准则|章程|指南|计划|总结|建议|解读|摘编|摘要|全文|体系|精神)$"
)
_WAITS_FOR_MORE = ("的", "和", "与", "及", "暨", "在", "对", "关于", "、", "，", "——", "：", "《")
_CONTINUES = re.compile("[的和与及暨》]|—|--|[（(](?:试行|暂行|修订|修正|摘要|节选|征求意见稿|草案)[）)]")
_LETTERSPACED = re.compile(r"(?:[一-鿿][ \u3000])+[一-鿿]")  # 会　议　纪　要
_NOTE = re.compile(r"[（(【\[].*[）)】\]]|.*〔\d{4}〕.*号|.*(?:来源|出处|编者按|摘自|文号)[：:].*|(?=.*\d).*[：:].*")
_NAMED = re.compile(r"(?:作者|撰稿|文)[：:/] ?[一-鿿·]{2,12}(?:[、 \u3000][一-鿿·]{2,4}(?=[、 \u3000]|$))*")
# What stands under the signature of an official letter.
_TAIL = re.compile("[（(](?:此件|联系人)|(?:附件|附|抄送|抄报|分送|主题词|联系人|联系电话)[：:]|.{4,40}印发$")
_MOST_TAIL_LINES = 6
_SPEAKS = (
    "(?:同志|总书记|[主委]席|总理|书记|委员长|[部省市校院]长|主任)?[^，。]{0,30}(?:强调|指出|表示|要求|讲话|主持|认为)"
)


@dataclass
class Head:
    """What the head of a document says, and the lines that remain: `headlines` and then the `body`."""

    title: str = ""
    author: str | None = None
    date: date | None = None
    headlines: list[SourceLine] = field(default_factory=list)
    body: list[SourceLine] = field(default_factory=list)
    has_inferred_year: bool = False


def read_head(lines: Sequence[SourceLine], *, title_lines: int = 0, announced: str = "") -> Head:
    """Split a document into head and body. `title_lines` of 0 means: find out how long the title is.

    `announced` is the wording of the table of contents, which knows where a broken title has a blank.
    """
    count = title_lines or title_length(lines)
    head = Head(title=join_title([line.text for line in lines[:count]], announced))
    rest = list(lines[count:])
    while rest and len(head.headlines) < _MOST_HEAD_LINES and _belongs_to_head(rest, head):
        line = rest.pop(0)
        if not _take_note(line.text, head):
            head.headlines.append(line)
    head.body = rest
    return head


def title_length(lines: Sequence[SourceLine]) -> int:
    """How many of the first lines are the title: styled as one, or read as one. 0 when the text begins at once."""
    styled = 0
    while styled < len(lines) and lines[styled].is_title:
        styled += 1
    if styled:
        return styled + _subtitles(lines, styled)
    if not lines or not _could_be_title(lines[0]) or _breaks_off(lines):
        return 0
    count = 1
    while count < min(4, len(lines)) and _goes_on(lines[:count], lines[count]):
        count += 1
    return count


def join_title(parts: Sequence[str], announced: str = "") -> str:
    """One title from its printed lines."""
    title = parts[0] if parts else ""
    for part in parts[1:]:
        has_blank = title[-4:] + " " + part[:4] in announced.replace("\u3000", " ")
        needs_blank = has_blank or (title[-1].isascii() and part[0].isascii())
        title += f" {part}" if needs_blank else part
    return re.sub(r"\s", "", title) if _LETTERSPACED.fullmatch(title) else title


def speaker_of(title: str, body: Sequence[SourceLine]) -> str | None:
    """The person before the colon of a title (张三：…), if the text then reports what this person says."""
    name, colon, _ = title.partition("：")
    if not colon or not is_person(name):
        return None
    text = "\n".join(line.text for line in body[:8])
    return name if re.search(re.escape(name) + _SPEAKS, text) else None


def read_foot(head: Head) -> None:
    """Take date and author from the signature under the text when the head has none; drop these lines."""
    if head.date or len(head.body) < 2:
        return
    end = len(head.body)
    while end > 2 and len(head.body) - end < _MOST_TAIL_LINES and _TAIL.match(head.body[end - 1].text):
        end -= 1
    for index in range(end - 1, max(0, end - 4), -1):
        text = head.body[index].text
        if (day := only_date(text)) is not None:
            head.date = day
            del head.body[index]
            signer = head.body[index - 1].text
            if head.author is None and index > 1 and (is_organisation(signer) or byline(signer)):
                head.author = byline(signer) or signer
                del head.body[index - 1]
            return
        if re.search("来源|原载|摘自|[（(]《", text) and len(text) <= 60 and len(full_dates(text)) == 1:
            head.date = full_dates(text)[0]
            return


def read_news_lead(head: Head, issued: tuple[int, int] | None) -> None:
    """Date a news report by its first sentence; see `dates.news_date` for the year."""
    if head.date or not head.body:
        return
    lead = head.body[0].text
    head.date = news_date(lead, issued)
    head.has_inferred_year = head.date is not None and head.date not in full_dates(lead)


def issue_month(cover: Sequence[SourceLine]) -> tuple[int, int] | None:
    """Year and month that the cover of a compilation carries."""
    found = (year_and_month(line.text) for line in cover if len(line.text) <= 40)
    return next((month for month in found if month), None)


def _could_be_title(line: SourceLine) -> bool:
    return (
        not line.is_cell
        and is_title_like(line.text)
        and not is_numbered_heading(line.text)
        and not only_date(line.text)
    )


def _breaks_off(lines: Sequence[SourceLine]) -> bool:
    """Whether the first line is the first half of a sentence and not of a title."""
    return len(lines) > 1 and clings(lines[0].text, lines[1].text) and is_complete(lines[1].text)


def _subtitles(lines: Sequence[SourceLine], first: int) -> int:
    return int(first < len(lines) and lines[first].text.startswith(("——", "—")) and is_title_like(lines[first].text))


def _goes_on(so_far: Sequence[SourceLine], line: SourceLine) -> bool:
    """Whether the title is not over yet: broken off before, taken up after, or its genre word still to come."""
    before, text = so_far[-1].text, line.text
    if not _could_be_title(line) or line.starts_page or line.level not in (None, so_far[-1].level):
        return False
    if _CONTINUES.match(text) or before.endswith(_WAITS_FOR_MORE) or before.count("《") > before.count("》"):
        return True
    if byline(text) or is_organisation(text) or is_salutation(text) or rank_of(text) is not None:
        return False
    return not _GENRE_END.search(before) and _GENRE_END.search(text) is not None and len(text) <= 40


def _belongs_to_head(rest: Sequence[SourceLine], head: Head) -> bool:
    line = rest[0]
    if line.level is not None or line.is_cell or is_salutation(line.text) or len(line.text) > 60:
        return False
    if only_date(line.text) or byline(line.text) or _NOTE.fullmatch(line.text):
        return True
    if is_complete(line.text) or rank_of(line.text) is not None or not is_title_like(line.text):
        return False
    # A plain name right in front of running text may be the text's own first heading; either way it is a heading.
    if len(rest) < 2 or must_go_on(line.text, rest[1].text):
        return False
    is_surely_text = line.is_indented or len(line.text) >= _SURELY_TEXT
    return not (is_surely_text and is_cut(line, rest[1]))


def _take_note(text: str, head: Head) -> bool:
    """Whether the line is now fully told by author and date; the date of a longer note is read on the way."""
    if (day := only_date(text)) is not None:
        head.date = head.date or day
        return True
    days = full_dates(text)
    person = byline(without_date(text)) if days else byline(text)
    if days and not person and not head.headlines and is_organisation(without_date(text)):
        person = without_date(text)  # 安全环保处　2024年12月30日
    if person and not head.author:
        head.author = person
        head.date = head.date or (days[0] if days else None)
        return True
    if len(days) == 1 and _NOTE.fullmatch(text):
        head.date = head.date or days[0]
        named = _NAMED.search(text)
        head.author = head.author or (byline(named.group()) if named else None)
        return False
    if is_organisation(text) and not head.author and not head.headlines:
        head.author = text
        return True
    return False
