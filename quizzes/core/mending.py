"""Repairs where the word cutter guessed: an unknown "word" that swallowed a function word is taken apart again.

Only words that the dictionary does not know, or calls a person's name, are touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from quizzes.core.lexicon import RELATES, sounds_foreign
from quizzes.core.mistags import MISTAKEN_ADVERBS, MISTAKEN_NOUNS, MISTAKEN_VERBS, cut_at, is_degree, retagged
from quizzes.core.segment import Cut, Token

_JOINTS = frozenset("和与及")
_HEADS = frozenset("和与及或在是由对从用沿")
_TAILS = frozenset("等是为属都均也则应须要在于被由从对与和及或了以而作指")
_IN_LIST = re.compile("、[^，。；：！？\n]{0,20}$")
_MODALS = frozenset("应须需要将会可能易越最更较也都还未不先再宜并")
_SMALL_WORDS = frozenset("便会可就才已将仍应须必得能要不也都均很更较最过再有")  # several of them are no word
_GUESSED = 5
_RARE = 20  # the dictionary's own rare names are guesses as well


def mended(tokens: Sequence[Token], text: str, cut: Cut) -> Iterator[Token]:
    """The tokens of `text`, doubtful ones in their parts."""
    for place, token in enumerate(tokens):
        before = tokens[place - 1].text if place else ""
        yield from _in_parts(token, before, text, cut)


def _in_parts(token: Token, before: str, text: str, cut: Cut) -> Iterator[Token]:
    parts = next((found for rule in _RULES if (found := rule(token, before, text, cut))), None)
    if not parts or len(parts) == 1:
        yield from parts or [_as_phrase(token, cut)]
        return
    for part in parts:  # 应由非|本案 is taken apart twice
        yield from _in_parts(part, before, text, cut)
        before = part.text


def _joined_items(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """调和 in 小令、中调和长调 is the end of one item and 和 before the next, which ends alike."""
    if len(token.text) != 2 or token.text[1] != "和" or not _IN_LIST.search(text[: token.start]):
        return None
    return cut_at(token, 1, "n", "c") if token.text[0] in text[token.end : token.end + 5] else None


def _retagged(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    return retagged(token, before, text)


def _shown(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """呈酸性, 遇酸: a verb and what it leads to, whatever rare noun the dictionary makes of both."""
    if len(token.text) < 2 or token.text[0] not in "呈遇显" or cut.frequency(token.text) >= _GUESSED:
        return None
    return cut_at(token, 1, "v", "n")


def _belongs(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """肝属木, which the dictionary does not know, is a sentence."""
    place = next((i for i, character in enumerate(token.text) if i and character in "属为"), -1)
    if token.tag != "x" or not 0 < place < len(token.text) - 1:
        return None
    one, other = token.text[:place], token.text[place + 1 :]
    verb = Token(token.text[place], token.start + place, "v")
    return [Token(one, token.start, "n"), verb, Token(other, verb.end, "n")]


def _method(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """法测定 in 用实物法测定: the end of a method's name, and what is done by it."""
    if token.text[0] != "法" or len(token.text) != 3 or cut.frequency(token.text) >= _GUESSED:
        return None
    rest = cut(token.text[1:])
    return cut_at(token, 1, "n", rest[0].tag) if len(rest) == 1 else None


def _small_words(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """便会 in 珊瑚便会白化, 必有 in 有借必有贷."""
    if token.tag != "x" or len(token.text) < 2 or not _SMALL_WORDS.issuperset(token.text):
        return None
    return [
        Token(character, token.start + place, "v" if character == "有" else "d")
        for place, character in enumerate(token.text)
    ]


def _swallowed_tail(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """石墨都 in 金刚石和石墨都是, 钻铤等."""
    if len(token.text) < 2 or token.tag != "x":
        return None
    modal = token.text[-1] in "会可能" and text[token.end : token.end + 2] in RELATES
    if token.text[-1] not in _TAILS and not modal:
        return None
    first = "a" if is_degree(token.text[:-1]) else "n"  # 过高则
    first = "v" if re.fullmatch("[装设放置挂存建埋附][在于]", token.text) else first  # 除雾器|装在
    return cut_at(token, len(token.text) - 1, first, "v" if token.text[-1] in "是为属作指" else "u")


def _swallowed_modal(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """应现 in 皮试液应现用现配, 越大 in 容量越大, 要带头 in 干部要带头, 宜用."""
    if len(token.text) < 2 or token.text[0] not in _MODALS or cut.frequency(token.text) >= _GUESSED:
        return None
    rest = cut(token.text[1:])
    if token.tag != "x" and not (len(rest) == 1 and rest[0].tag.startswith("v")):
        return None
    first = "c" if token.text[0] in "并且" else "d" if token.text[0] in "易越最更较也都还先再" else "v"
    return cut_at(token, 1, first, rest[0].tag if len(rest) == 1 else "x")


def _swallowed_joint(token: Token, before: str, text: str, cut: Cut) -> list[Token] | None:
    """性和强 in 脱水性和强氧化性, 由本 in 由本贾尼."""
    if len(token.text) < 2 or token.tag not in ("x", "nr") or cut.frequency(token.text) >= _RARE:
        return None
    inner = _JOINTS | {"由"} if token.tag == "x" else _JOINTS  # 病由木|虱
    place = next((i for i, c in enumerate(token.text) if c in (inner if i else _HEADS)), -1)
    if place < 0:
        return None
    parts = [(token.text[:place], 0, "n"), (token.text[place], place, "c"), (token.text[place + 1 :], place + 1, "n")]
    return [Token(part, token.start + offset, tag) for part, offset, tag in parts if part]


def _as_phrase(token: Token, cut: Cut) -> Token:
    """注意安全 is listed as a noun, but is a verb with its object, and 融会贯通 is nobody's name."""
    if token.text in MISTAKEN_ADVERBS:
        return token._replace(tag="d")
    if token.text in MISTAKEN_VERBS:
        return token._replace(tag="v")
    if token.text in MISTAKEN_NOUNS:
        return token._replace(tag="n")
    if len(token.text) != 4 or not token.tag.startswith("n"):
        return token
    halves = cut(token.text[:2]), cut(token.text[2:])
    whole = all(len(half) == 1 for half in halves)
    if sounds_foreign(token.text):
        return token
    if token.tag in ("nr", "nrt", "nrfg") or (whole and halves[0][0].tag in ("v", "d", "ad", "vd")):
        return token._replace(tag="l")
    return token


_Rule = Callable[[Token, str, str, Cut], "list[Token] | None"]
_RULES: tuple[_Rule, ...] = (
    _joined_items,
    _retagged,
    _shown,
    _belongs,
    _method,
    _small_words,
    _swallowed_tail,
    _swallowed_modal,
    _swallowed_joint,
)
