"""When a run of words is one noun phrase, and when it says something of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quizzes.core.lexicon import NEVER_HEADS, NOMINAL, is_generic_word
from quizzes.core.reading import Unit
from quizzes.core.wordlists import words

LONGEST_PHRASE = 12


RARE = 1500  # occurrences in 60 million words; 叶绿体 129, 盆地 2664, 制度 21517


UNCOMMON = 6000


TECHNICAL = 600  # words rarer than this in 60 million belong to a subject, not to everyday speech


EVERYDAY_VERB = 100  # a rarer one may be a guess of the dictionary's
_KNOWN_NOUNS = frozenset(words("n nz ns nt nrt l"))


_PROPER_TAGS = frozenset(words("nr ns nt nz nrt nrfg"))


TOO_COMMON = frozenset(words("中国 我国 国家 全国 世界 国际 国内 中华"))


INDEFINITE = frozenset(
    words(
        """
    一种 一个 一类 一项 一门 一条 一部 一次 一 种 这种 一款 一套 一组 一名 一位 一座 各级 各 各类 各种 所有 全体
    每个 一颗 一片 一台 一艘 一幅 一首 一支 一股 一批 一份 一件 一张 一把 一株 一棵
    一封 一本 一曲 一场 一则 一间 一家 一所 一对 一块 一根 一段
    """
    )
)


_COUNTED = re.compile("[两二三四五六七八九十百]+[^大]")
_TIME_ENDS = frozenset(words("之日 起 之日起 以来 时 后 前"))
_TERM_OF_ART = 5  # occurrences; a rarer "verb" is a part of a name: 凝血 in 凝血障碍
_MAKE_NAMES = frozenset("制法论式率税学派")  # of a set phrase: 三公九卿制
NEGATIONS = frozenset(words("不 未 非 无 没 没有 并非 不再 特别 最 较"))


@dataclass(frozen=True, slots=True)
class Phrase:
    start: int
    end: int
    role: str
    prior: float


def is_specific(units: Sequence[Unit]) -> bool:
    """Whether the words say something of their own, by how rare they are in everyday Chinese."""
    content = [unit for unit in units if not unit.is_function and not unit.is_wall]
    if not content or all(is_generic_word(unit.text) or unit.text in TOO_COMMON for unit in content):
        return False
    if any(unit.span in ("term", "name", "latin", "title", "quote", "date") for unit in content):
        return True
    if any(is_rare(unit) for unit in content):
        return True
    telling = [unit for unit in content if not is_generic_word(unit.text) and unit.frequency < UNCOMMON]
    return len(content) >= 2 and bool(telling)


def is_plain_noun(unit: Unit) -> bool:
    """One that the dictionary knows, and knows as nothing else."""
    return not unit.span and unit.tag in _KNOWN_NOUNS and unit.frequency > 0 and not unit.is_wall


def is_rare(unit: Unit) -> bool:
    if len(unit.text) < 2 or is_generic_word(unit.text) or unit.text in TOO_COMMON:
        return False
    return unit.frequency < RARE or (unit.tag in _PROPER_TAGS and not unit.span)


def _is_compound(units: Sequence[Unit]) -> bool:
    """Two or more words that are not all generic: 中国共产党领导, 民主集中制."""
    return len(units) >= 2 and any(
        not is_generic_word(unit.text) and unit.text not in TOO_COMMON and unit.is_noun for unit in units
    )


def phrase_of(
    units: Sequence[Unit], role: str, prior: float, *, compound_is_enough: bool = False, verbs: bool = False
) -> Iterator[Phrase]:
    """The units as a phrase, if they are one: ending in a noun, of a sensible length, saying something."""
    if units and units[0].text in ("今", "现"):
        units = units[1:]  # 今河南宝丰清凉寺村
    while units and units[0].text in INDEFINITE:
        units, prior = units[1:], prior - (0.1 if units[0].text[0] == "一" else 0)
    if units and units[0].tag == "m" and not units[0].span and _COUNTED.fullmatch(units[0].text):
        return  # 九部交响曲: the number is the fact
    if not units or not is_nominal(units) or (not verbs and _has_action(units)):
        return
    length = units[-1].end - units[0].start
    if not 2 <= length <= LONGEST_PHRASE or len(units) > 7 or units[0].text.startswith("第一"):
        return
    if is_specific(units) or (compound_is_enough and _is_compound(units)):
        yield Phrase(units[0].start, units[-1].end - ends_with_place(units), role, prior)


def ends_with_place(units: Sequence[Unit]) -> bool:
    """保洁柜 in 存放在保洁柜内, 保护区 in 保护区内, 锡槽 in 锡槽内, where the cutter knows 柜内 and 槽内."""
    last = units[-1]
    inside = len(last.text) <= 2 and last.text[-1] in "内里" and not last.span
    return len(units) > 1 and (inside or (last.tag == "s" and last.text[-1] in "中上下"))


def _has_action(units: Sequence[Unit]) -> bool:
    """Before its head; 正压 in 正压式空气呼吸器 is none."""
    return any(_acts(unit) and after.text not in ("式", "型", "性") for unit, after in pairwise(units))


def _acts(unit: Unit) -> bool:
    verb = unit.tag in ("v", "vd") and unit.text not in NOMINAL and unit.frequency >= _TERM_OF_ART
    return not unit.span and (verb or unit.text in _TIME_ENDS)


def is_nominal(units: Sequence[Unit]) -> bool:
    if not units or any(unit.is_wall or unit.text == "、" for unit in units):
        return False
    *front, head = units
    if head.tag in ("i", "l") and head.text[0] in "无不没有莫" and not head.span:
        return False  # 无小事 says something, it names nothing
    if not head.is_noun or head.tag == "b" or head.text in NEVER_HEADS or head.span in ("ordinal", "level", "session"):
        return False
    if head.text in _MAKE_NAMES and len(front) == 1 and front[0].tag in ("i", "l"):
        return True  # 三公九卿制, 先进先出法
    if any(unit.tag in ("i", "l") and len(unit.text) > 3 for unit in front):
        return False
    if any(unit.tag == "s" and unit.text[-1] == "中" and not unit.span for unit in front[1:]):
        return False  # 长征途中|红军
    modifiers = ("a", "v", "vd", "ad", "m", "z", "k", "h", "f", "t", "d")
    return all(
        unit.is_noun or unit.text in NEGATIONS or (unit.tag in modifiers and not unit.is_function) for unit in front
    )
