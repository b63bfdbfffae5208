"""Stretches of a statement that a blank must not cut: numbers, dates, ranges, units, titles, quotes, names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quizzes.quality.forms import HAN_NUMERALS, narrow

_BASE = (
    r"(?:mmHg|dB\(A\)|dB|[kMGTmμµnpcdh]?(?:mol|Pa|Hz|eV|bps|bit|bar|cal|min|m|g|s|L|A|V|W|J|N|K|h|d|t|B|D)"
    r"|ppm|ppb|rpm|℃|℉|°[CF]?|[′″ΩΩ])"
)
_POWER = r"(?:[⁻⁰¹²³⁴-⁹]+|[23](?!\d))?"
_FACTOR = rf"(?:{_BASE}{_POWER}|\({_BASE}{_POWER}(?:·{_BASE}{_POWER})*\)|\d+ ?{_BASE})"
_LATIN_UNIT = rf"{_BASE}{_POWER}(?:[·/]{_FACTOR})*(?![A-Za-z])"
_HAN_UNIT = (
    r"(?:[万亿]?(?:平方千米|平方公里|平方厘米|平方米|立方米|公顷|千米|公里|厘米|毫米|微米|纳米|海里|千克|公斤|毫克|微克|千瓦时|千瓦"
    r"|毫升|摄氏度|小时|分钟|周岁|个百分点|百分点|个月|世纪|年代|字节|[年月日天次人名米克吨升秒岁元两度倍支个条项种]))"
)
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_SIGN = r"(?<![\dA-Za-z%℃°年月日])[\u2212-]?"
_CORE = (
    rf"{_SIGN}{_NUMBER}(?:[:∶/]{_NUMBER})*(?:\u00d710[⁻⁰¹²³⁴-⁹]+)?"
    r"(?:[多余几]|来(?![自源到]))?(?:万亿|[千百]?[万亿])?[多余]?(?:%|‰)?"
)
_UNIT = rf"(?:\s?{_LATIN_UNIT}|{_HAN_UNIT})"
_DASH = r"\s?[~～—–\-－至到]{1,2}\s?"
_DAY = r"(?:\d{1,2}月(?:\d{1,2}日)?|\d{1,2}日)"
_HAN = f"[{HAN_NUMERALS}]"

# Name, pattern. A group called "core" may be blanked alone, its unit staying in the stem; nothing else inside may.
_NUMERIC = (
    ("数字", rf"(?P<core>{_CORE}){_UNIT}"),
    ("数字", _CORE),
    ("范围", rf"(?P<core>{_CORE}{_UNIT}?{_DASH}{_CORE}){_UNIT}?"),
    ("范围", rf"(?:{_NUMBER}|{_HAN}+)[^，。、；]{{0,3}}以上(?:不满)?(?:{_NUMBER}|{_HAN}+)[^，。、；]{{1,3}}以下"),
    ("角度", r"\d+°\d+′(?:\d+″)?"),
    ("日期", rf"\d{{1,4}}年{_DAY}(?:{_DASH}(?:\d{{1,4}}年)?{_DAY})?"),
    ("日期", rf"\d{{1,2}}月\d{{1,2}}日(?:{_DASH}{_DAY})?"),
    ("日期", r"\d{1,4}世纪\d0年代"),
    ("日期", r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"),
    ("日期", r"[零〇一二三四五六七八九]{2,4}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?"),
    ("中文数字", rf"(?<![\d统唯同单专之逐第]){_HAN}{{2,}}[多余]?"),
    ("分数", rf"{_HAN}+分之{_HAN}+"),
    ("序数", rf"第{_HAN}+"),
    ("级别", r"[Ⅰ-Ⅻ]+(?:[～~—-][Ⅰ-Ⅻ]+)?"),
)
_FORMULA = r"[A-Za-z0-9₀-₉⁰-⁹ⁿ()+\-\u2212\u00d7·/]"
_NAMES = (
    ("标准号", r"[A-Z]{1,5}(?:/[A-Z]{1,3})? ?\d+(?:\.\d+)*(?:[-—–]\d{4})?"),
    ("公式", rf"{_FORMULA}*[A-Za-z]{_FORMULA}*={_FORMULA}+"),
    ("式子", r"[A-Za-z]+\([^()（）]{1,12}\)[₀-₉]*"),
    ("英文", r"[A-Za-z\u0391-\u03c9]+(?:[-/.+#_]*[A-Za-z0-9\u0391-\u03c9₀-₉⁰-⁹]+)*[+#⁺⁻]*"),
    ("英文", r"\d+[A-Z](?![A-Za-z])"),
)
_NUMERIC_PATTERNS = [(name, re.compile(pattern)) for name, pattern in _NUMERIC]
_NAME_PATTERNS = [(name, re.compile(pattern)) for name, pattern in _NAMES]
_QUANTITY = re.compile(rf"{_CORE}\s?{_LATIN_UNIT}")
_TITLE = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_QUOTE = re.compile(r"“([^“”，。；：！？]{1,20})”|‘([^‘’，。；：！？]{1,20})’|「([^「」，。；：！？]{1,20})」")
_DOT_NAME = re.compile(r"(?<=[一-鿿])·(?=[一-鿿])")
_PAIRS = ("《》", "“”", "‘’", "（）", "()", "「」", "『』", "[]", "【】")


class Atom(NamedTuple):
    """A stretch from `start` to `end`; a blank may also end at `core`, before the unit."""

    name: str
    start: int
    end: int
    core: int

    def is_cut_by(self, start: int, end: int) -> bool:
        """Whether a blank from `start` to `end` begins or ends where it must not."""
        begins_inside = self.start < start < self.end
        ends_inside = self.start < end < self.end and end != self.core
        return begins_inside or ends_inside


def numeric_atoms(statement: str) -> list[Atom]:
    """Numbers with units, ranges, dates, fractions, ordinals and levels of `statement`."""
    text = narrow(statement)
    atoms = []
    for name, pattern in _NUMERIC_PATTERNS:
        for found in pattern.finditer(text):
            core = found.end("core") if "core" in pattern.groupindex else found.end()
            atoms.append(Atom(name, found.start(), found.end(), core))
    codes = [atom for atom in name_atoms(statement, ()) if atom.name in ("标准号", "公式", "式子", "英文")]
    return [atom for atom in atoms if not any(code.start <= atom.start and atom.end <= code.end for code in codes)]


def name_atoms(statement: str, terms: Iterable[str]) -> list[Atom]:
    """Titles, quotes, Latin words, codes and the whole `terms` of `statement`."""
    text = narrow(statement)
    units = [found.span() for found in _QUANTITY.finditer(text)]
    atoms = list(_enclosed(text))
    for name, pattern in _NAME_PATTERNS:
        for found in pattern.finditer(text):
            if not any(start <= found.start() < end for start, end in units):
                atoms.append(Atom(name, found.start(), found.end(), found.end()))
    atoms.extend(_term_atoms(statement, terms))
    return atoms


def _enclosed(text: str) -> Iterator[Atom]:
    for name, pattern in (("书名", _TITLE), ("引号", _QUOTE)):
        for found in pattern.finditer(text):
            group = next(index for index in range(1, pattern.groups + 1) if found[index] is not None)
            if not _TITLE.fullmatch(found[group]):  # “《史记》” is asked by its title
                yield Atom(name, found.start(group), found.end(group), found.end(group))


def _term_atoms(statement: str, terms: Iterable[str]) -> Iterator[Atom]:
    """Longest first, and a term within a longer one does not count."""
    taken: list[tuple[int, int]] = []
    for term in sorted({term for term in terms if len(term) > 1}, key=lambda term: (-len(term), term)):
        at = statement.find(term)
        while at >= 0:
            end = at + len(term)
            if not any(at < other_end and other < end for other, other_end in taken):
                taken.append((at, end))
                yield Atom("名目", at, end, end)
            at = statement.find(term, end)


def splits_dotted_name(statement: str, start: int, end: int) -> bool:
    """Whether an edge touches the dot of a foreign name such as 加西亚·马尔克斯."""
    return any(edge in (dot.start(), dot.end()) for dot in _DOT_NAME.finditer(statement) for edge in (start, end))


def has_half_bracket(text: str) -> bool:
    """Whether one bracket or quote of a pair stands in `text` without the other."""
    return any(text.count(pair[0]) != text.count(pair[1]) for pair in _PAIRS)


_AFTER_DIGIT = re.compile(r"[\d%‰万亿多余]|[.,:/~～-]\d")
_BEFORE_DIGIT = re.compile(r"\d[.,:/~～-]$")


def splits_number(statement: str, edge: int) -> bool:
    """Whether the characters around `edge` form one number, whatever kind it is."""
    text = narrow(statement)
    before, after = text[:edge][-2:], text[edge : edge + 2]
    if re.search(r"\d$", before) and _AFTER_DIGIT.match(after):
        return True
    return bool(_BEFORE_DIGIT.search(before) and re.match(r"\d", after))
