"""What a Chinese official document numbers its headings with, and which lines are headings at all."""

from __future__ import annotations

import re

from studyapp.reading.characters import CLOSERS, is_complete

_NUMERAL = "[一二三四五六七八九十百零〇两]{1,5}"
_ANY = rf"(?:{_NUMERAL}|\d{{1,3}})"
# From the outermost to the innermost; the index of a pattern is the rank of its headings.
_SCHEMES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"第 ?{_ANY} ?(?:编|篇|部分)(?![一-鿿]*[，。])",
        rf"第 ?{_ANY} ?章",
        rf"第 ?{_ANY} ?节",
        rf"第 ?{_ANY} ?条",
        rf"{_NUMERAL}[、．.]",
        rf"[（(]{_NUMERAL}[）)]",
        rf"第{_NUMERAL}[，、：]|其{_NUMERAL}[，、：]|[一二三四五六七八九十]{{1,2}}是",
        r"\d{1,2}[.．、](?!\d)",
        r"\d{1,2}[.．]\d{1,2}(?![\d%％万亿元米年])(?:[.．]\d{1,2})?[.．、 \u3000]?(?=[一-鿿])",
        r"[（(]\d{1,2}[）)]",
        r"[①-⑳]|[⑴-⒇]",
    )
)
_ORDINALS = 6  # 第一，… 一是… open a sentence more often than they name a section
_BOOK_PARTS = 3  # 编 章 节
_ARTICLES = 3  # 第三条 …应当符合下列条件： is the sentence before a list
_LONGEST = 50
_LONGEST_WITH_COLON = 20
_LONGEST_PLAIN = 30
LONGEST_TITLE = 80
_CAPTION = re.compile(r"[图表] ?(?:\d|[一二三四五六七八九十]{1,2} )")
_DIVIDER = re.compile(rf"[【（(\[]?(?:学习)?(?:材料|资料|篇目|专题|文件|附件|第)? ?{_ANY}[篇个】）)\]]?[:：]?")
_SALUTATION = re.compile(
    r"(?=.{1,40}[：:]$).*(?:同志|朋友|代表|委员|老师|同学|领导|来宾|先生|女士|嘉宾|专家|学者|战友|师傅|阁下|各位|大家|们)"
)


def rank_of(text: str) -> int | None:
    """How deep the numbering that the line begins with lies, 0 for the outermost; None without numbering."""
    for rank, scheme in enumerate(_SCHEMES):
        if scheme.match(text):
            return rank
    return None


def number_of(text: str) -> str:
    """The numbering that the line begins with, or nothing."""
    for scheme in _SCHEMES:
        if match := scheme.match(text):
            return match.group()
    return ""


def is_book_part(text: str) -> bool:
    """Whether the line begins like a part of one work: 第二编, 第三章, 第一节, 第一部分."""
    rank = rank_of(text)
    return rank is not None and rank < _BOOK_PARTS


def starts_section(text: str) -> bool:
    """Whether the line begins with a numbering that never stands within a sentence."""
    rank = rank_of(text)
    return rank is not None and rank != _ORDINALS


def is_numbered_heading(text: str) -> bool:
    """A numbered line that names what follows and is no sentence itself."""
    rank = rank_of(text)
    if rank is None or len(text) > _LONGEST or "。" in text:
        return False
    if text.endswith(("：", ":")):
        return rank < _ORDINALS and rank != _ARTICLES and len(text) <= _LONGEST_WITH_COLON
    if text.endswith(("？", "?")):
        return len(text) <= _LONGEST_PLAIN
    return not is_complete(text) and text[-1] not in "，、" and len(text) > len(number_of(text))


def is_short_name(text: str) -> bool:
    """A short line without any stop: a heading if it stands alone between paragraphs."""
    return (
        not _CAPTION.match(text)
        and len(text) <= _LONGEST_PLAIN
        and not is_complete(text)
        and not re.search("[，。；、！？]", text.rstrip(CLOSERS))
    )


def is_title_like(text: str) -> bool:
    """Short, and not the end of a statement; titles may well be questions or appeals."""
    return len(text) <= LONGEST_TITLE and "。" not in text and text[-1] not in "；：，、;:,."


def is_divider(text: str) -> bool:
    """Whether the line only announces the next document of a compilation: 材料二, 第三部分 规章制度."""
    return _DIVIDER.fullmatch(text) is not None or (is_book_part(text) and is_numbered_heading(text))


def is_salutation(text: str) -> bool:
    return _SALUTATION.match(text) is not None
