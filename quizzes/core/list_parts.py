"""The items of a list in one text, as the key has it or as a member types it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizzes.core.answer_numbers import numeral_value
from quizzes.core.normal import normalise

_HARD = re.compile(r"[、；;\n\r]|(?<!\d)[，,]|[，,](?!\d{3}(?!\d))")
_SLASH = re.compile(r"[/／](?=[㐀-\u9fff])|(?<=[㐀-\u9fff])[/／]|(?<=[A-Z])[/／](?=[A-Z])")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")  # may stand in the middle of 以及
_ARROW = re.compile(r"→|[-=]+>")
_OTHER_SIGN = re.compile(r"(?<=[㐀-\u9fff])\s*(?:[|+·•。>＞—–-]|--+)\s*(?=[㐀-\u9fff])")
# 1.… 2.…, （一）…, ①…, 一是…, 第一，…: a number before each item is no part of it.
_ORDINAL = r"\d{1,2}|[一二三四五六七八九十]{1,2}"
_LABEL = re.compile(
    rf"(?:[（(](?P<inner>{_ORDINAL})[)）]、?|(?:^|(?<=[\s、，,;；。：:]))\s*(?:(?P<mark>{_ORDINAL})[.．、)）]"
    rf"|(?P<said>[一二三四五六七八九十])是|第(?P<place>{_ORDINAL})[，,、：:]))"
    r"\s*(?=[㐀-\u9fff“《A-Za-z]{2}|(?![一二三四五六七八九十])[㐀-\u9fff])|(?P<circled>[①-⑳])"
)
_AND_SO_ON = re.compile(
    r"(?<![平中高初特上下同对均相优劣甲乙丙一二三等])等{1,2}"
    r"(?:[\d一二两兩三四五六七八九十]+[个個项項种種类類条條点點方面]{1,2})?[。.…\s]*$"
)
_FRAMES = dict(zip("“‘「『（([【［", "”’」』）)]】］", strict=True))
_TITLES = re.compile(r"》\s*《")
_WORD = re.compile("[㐀-\u9fff]{2,}")
_SPACE = re.compile(r"(?<=[^\d\s])\s+(?=\S)|(?<=[\d])\s+(?=\d)")
AND = re.compile(r"以及|和|[与與]|及")


def split_list(text: str, keys: Sequence[str]) -> list[str]:
    """The parts of an enumeration typed in one box, at 、，,;；/→ and spaces, unless a key holds that sign."""
    parts = [_without_end(_unlabelled(_TITLES.sub("》、《", _unframed(_UNSEEN.sub("", text)))), keys)]
    for pattern, sign in ((_HARD, ""), (_SLASH, "/"), (_ARROW, "→"), (_OTHER_SIGN, ""), (_SPACE, " ")):
        if pattern is _HARD or not any((sign or "\0") in key or pattern.search(key) for key in keys):
            parts = [piece for part in parts for piece in pattern.split(part)]
    return [part.strip() for part in parts if normalise(part)]


def key_parts(key: str) -> list[str]:
    """The items of an answer that is itself a list (早发现、早报告、早隔离), or the answer alone."""
    parts = _key_parts(_AND_SO_ON.sub("", _unlabelled(_TITLES.sub("》、《", key))))
    if len(parts) < 2:
        return [key]
    last = parts[-1]
    for word in AND.finditer(last):
        ends = last[: word.start()], last[word.end() :]
        if all(len(normalise(end)) >= 2 for end in ends) and not any(AND.search(part) for part in parts[:-1]):
            return [*parts[:-1], *ends]
    return parts


def split_at_and(items: Sequence[str]) -> list[list[str]]:
    """The other way to read the items of a key: 大气、水和土壤 are three, unless 水和土壤 is one."""
    pieces = [piece for item in items for piece in AND.split(item)]
    return [pieces] if len(pieces) > len(items) and all(normalise(piece) for piece in pieces) else []


def _key_parts(key: str) -> list[str]:
    separators = r"[、；;\n]" if re.search("[、；;\n]", key) else r"(?<!\d)[，,](?!\d)"
    parts = [part.strip() for part in re.split(separators, key) if normalise(part)]
    return parts if len(parts) > 1 else _spaced_parts(key)


def _spaced_parts(key: str) -> list[str]:
    """Three words or more with spaces between them; two may be a name or a title with a break."""
    for sign in (r"\s+", r"[/／]", r"\+"):
        parts = re.split(sign, key.strip())
        if len(parts) > 2 and all(_WORD.fullmatch(part) for part in parts):
            return parts
    return [key]


def _unframed(text: str) -> str:
    """`text` without the quotes or brackets around the whole of it; （一）…（二）… has none."""
    text = text.strip()
    opening = text[:1]
    if opening == '"':
        return text[1:-1] if text.find('"', 1) == len(text) - 1 else text
    closing, depth = _FRAMES.get(opening), 0
    for place, character in enumerate(text if closing else ""):
        depth += (character == opening) - (character == closing)
        if not depth:
            return text[1:-1] if place == len(text) - 1 else text
    return text


def _unlabelled(text: str) -> str:
    """`text` with a mark of separation for each number of its items, if these count from one."""
    labels = [next(filter(None, found.groups())) for found in _LABEL.finditer(text)]
    counted = [numeral_value(normalise(label)) for label in labels]
    if len(labels) < 2 or counted != list(range(1, len(labels) + 1)) or not _LABEL.match(text.lstrip()):
        return text
    return _LABEL.sub("；", text.lstrip())


def _without_end(text: str, keys: Sequence[str]) -> str:
    """`text` without 等 at its end, unless it ends with a key that does."""
    own = tuple(normalise(key) for key in keys if normalise(key).endswith("等"))
    return text if own and normalise(text).endswith(own) else _AND_SO_ON.sub("", text)
