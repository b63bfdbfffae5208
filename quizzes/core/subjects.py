"""What a sentence is about: the phrase that it opens with, and the concept that it defines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quizzes.core.lexicon import ACTIONS, DEFINES, EMPTY_VERBS, EVALUATIONS, MODALS, RELATES, is_generic_word
from quizzes.core.noun_phrases import INDEFINITE, LONGEST_PHRASE, Phrase, is_specific, phrase_of
from quizzes.core.reading import Unit
from quizzes.core.wordlists import words

_SUBJECT_ENDS = frozenset(words("是 为 即 指 是指 指的是 又称 也称 亦称 简称 俗称 也叫 又叫 称为 叫做 被称为"))
_POINTS_BACK = frozenset(words("是指 指的是 指 又称 也称 亦称 简称 俗称 称为 叫做"))


_PREDICATED = MODALS | frozenset(words("适用 适用于 依靠 靠 利用 采用 通过 用于 常用 属于 有 具有"))
_PREDICATES = frozenset("由为是在应须被按不")
_NAMED_ACTIONS = frozenset("由为是") | _SUBJECT_ENDS


def _is_predicate(unit: Unit) -> bool:
    """What comes after a verb only if that verb is a noun there: 能, 适用于, 依靠."""
    return not unit.span and (unit.text in _PREDICATED or unit.text in RELATES | DEFINES)


_PREFIXES = frozenset("正反逆全半单双多总原再互相副次主微超带")  # 机器人|正|运动学


def _topic(units: Sequence[Unit]) -> Iterator[Phrase]:
    """A phrase that opens the sentence, unless it is a word that everybody would think of: 病例, 旅游者."""
    if len(units) > 1 or units[0].frequency <= _EVERYDAY or units[0].span:
        yield from phrase_of(units, "subject", 0.3, verbs=True)


def _opening(clause: Sequence[Unit], text: str) -> Iterator[Phrase]:
    """Any noun phrase that opens the sentence and ends for certain."""
    goes = (i for i, unit in enumerate(clause) if (not unit.is_noun or unit.text == "主要") and (i or unit.tag != "v"))
    end = next(goes, len(clause))
    if not end or clause[end - 1].tag.startswith("v") or clause[0].text in ACTIONS | RELATES:
        return  # 召开支部党员大会讨论…: an occasion, no subject
    after = clause[end] if end < len(clause) else None
    if _holds_a_verb(clause[:end], after) or (after is not None and after.text in _PREFIXES):
        return
    if clause[0].tag == "v" and not (after is not None and after.text in _NAMED_ACTIONS):
        return  # 驾驶机动车在高速公路上行驶: an occasion, too
    if after is not None and after.tag.startswith("v"):
        yield from _before_verb(clause, end, text)
    elif after is not None and after.text in ("或", "和", "与", "及", "以及"):
        return  # 服用甲硝唑或…期间, 豪放派词人苏轼和…: a half
    elif after is None or (
        (after.is_function or after.span or after.text == "主要") and not _goes_on(clause[end - 1], after)
    ):
        yield from _topic(clause[:end])


def _holds_a_verb(units: Sequence[Unit], after: Unit | None) -> bool:
    """肝调节全身气机 in 肝调节全身气机的畅通."""
    if after is None or after.text != "的":
        return False
    return any(unit.tag == "vn" and following.is_noun for unit, following in pairwise(units[1:]))


def _goes_on(last: Unit, after: Unit) -> bool:
    """轮胎规格205/55R16, 测井曲线中, 轨枕底面: a name that is not at its end, or where something happens."""
    is_place = after.tag == "f"
    numbered = after.text.isascii() or after.text[-1] in "号型"  # 阿波罗11号
    return is_place or (after.span in ("latin", "number", "count") and after.start == last.end and numbered)


_EVERYDAY = 150  # occurrences
_OF_A_TRADE = 100  # a verb as rare as 探伤 is the name of a method


def _may_be_noun(verb: Unit) -> bool:
    """渗碳|处理, 超声波|探伤, 聚合物|驱 before 能 or 可, but not 泥炭藓|吸水."""
    rare = verb.frequency < _OF_A_TRADE or len(verb.text) == 1
    return rare or verb.tag == "vn" or is_generic_word(verb.text)


def _goes_on_behind(verb: Unit, rest: Sequence[Unit]) -> bool:
    """Whether a verb behind a noun is a piece of one name with it, or of an occasion."""
    if not rest or verb.text in MODALS:
        return False  # 气瓶应当直立放置
    if _only_says_when(rest):
        return True  # 白内障 in 白内障超声乳化手术后
    following = rest[0]
    piece = following.is_noun or following.tag in ("f", "q", "zg", "ng")
    if following.text == "的" or (len(following.text) == 1 and piece):
        return not following.span  # 越位位置的判罚, 湿法清洗中, 角膜接触镜
    if (
        len(verb.text) == 1
        and (following.is_noun or following.tag == "m")
        and verb.text not in DEFINES | RELATES
        and not verb.span
    ):
        return True  # 涤棉 in 涤棉混纺织物, of which the cutter makes 混 and 纺织物
    if is_generic_word(verb.text) and following.is_noun and not following.is_wall:
        return True  # 中心组 in 中心组学习秘书
    acts = following.tag == "v" and not _is_predicate(following)
    return acts and not verb.span and verb.text not in DEFINES  # 缓冲区溢出攻击通过…


def _only_says_when(rest: Sequence[Unit]) -> bool:
    """Whether nothing but names of things stands before 后, 时 or 中."""
    after = next((unit for unit in rest if not unit.is_noun), None)
    return after is not None and after is not rest[0] and after.text in ("后", "前", "时", "中")


_TAKES_A_CLAUSE = frozenset(words("要求 规定 允许 禁止 便于 用来 用于 用以"))  # 第三范式|要求消除…


def _is_title(clause: Sequence[Unit], beyond: Sequence[Unit], text: str) -> bool:
    """上消化道出血（…）是…, 成虫寄生部位：…: the verb is a piece of what is named."""
    after = text[clause[-1].end : clause[-1].end + 1]
    return (not beyond and after in ("（", "(")) or (clause[-1].is_noun and after in ("：", ":"))


def _before_verb(clause: Sequence[Unit], end: int, text: str) -> Iterator[Phrase]:
    """The opening phrase clause[:end] before a verb, unless that is a noun there and the name goes on."""
    verb, beyond = clause[end], clause[end + 1 : end + 3]
    if _goes_on_behind(verb, clause[end + 1 :]) or _is_title(clause, beyond, text):
        return
    if verb.text in _TAKES_A_CLAUSE | MODALS:
        yield from _topic(clause[:end])
        return
    if beyond and _is_predicate(beyond[0]) and not verb.span and verb.text not in DEFINES:
        if (
            (beyond[0].text not in _PREDICATED or _may_be_noun(verb))
            and is_specific(clause[: end + 1])
            and verb.end - clause[0].start <= LONGEST_PHRASE
        ):
            yield Phrase(clause[0].start, verb.end, "subject", 0.3)  # 超声波探伤|适用于…
        return
    if (
        re.match(
            "(?:多|常|通常|往往|主要)(?:起|发|始|见|位)|(?:多|常|通常|往往|主要)?[因由在见]",
            "".join(unit.text for unit in beyond),
        )
        and len(verb.text) > 1
    ):
        return  # 粮堆局部 in 粮堆局部发热多因…: the verb is what is spoken of
    predicated = len(beyond) == 2 and (beyond[1].text[0] in _PREDICATES or beyond[1].text in _PREDICATED)
    if predicated and beyond[0].is_noun:
        return  # 国债 in 国债回购利率由…, 填埋场 in 填埋场渗滤液不得…
    if beyond and beyond[0].is_noun and not _is_predicate(verb) and verb.text not in ACTIONS | EMPTY_VERBS:
        return  # 感性 in 感性负载…, 不锈钢 in 不锈钢导热系数低: what verb and noun make may be the name
    yield from _topic(clause[:end])


def subjects(clause: Sequence[Unit], text: str) -> Iterator[Phrase]:
    """The head of a defining sentence: 渗透率是指…, 渗透率是…的能力, 储层的孔隙度是…之比.

    Any other opening noun phrase is worth little: it is asked when the rest of the sentence is too long to hide.
    """
    yield from _opening(clause, text)
    for index, unit in enumerate(clause):
        if index and unit.text in _SUBJECT_ENDS and not unit.span:
            subject = clause[:index]
            start = max((i + 1 for i, part in enumerate(subject) if part.text == "的"), default=0)
            prior = _defining_strength(clause[index:], text)
            points_back = unit.text in _POINTS_BACK or [u.text for u in clause[index + 1 : index + 2]] == ["指"]
            if any(part.text in EMPTY_VERBS and part.tag == "v" for part in subject[start + 1 : -1]):
                return  # 房地产市场坚持房子|是用来住的
            known = [part for part in subject[start:] if not is_generic_word(part.text)]
            if prior and known and not (start and not points_back and _is_attribute(subject[start:])):
                yield from phrase_of(
                    subject[start:], "defined", prior - 0.02 * (start > 0), compound_is_enough=True, verbs=True
                )
                if len(subject[start:]) == 1 and len(known[0].text) >= 2 and known[0].is_noun and prior >= 0.7:
                    yield Phrase(known[0].start, known[0].end, "defined", prior - 0.04)
            return
        if unit.is_function and unit.text not in DEFINES | {"的", "所说"}:
            return


_PARTS_OF_A_STORY = frozenset(
    words("导火索 导火线 起因 诱因 成因 病因 主因 开端 起点 终点 转折点 前身 代表作 发源地 原产地")
)


def _is_attribute(units: Sequence[Unit]) -> bool:
    """作者 in X的作者是Y: the question, not an answer to it."""
    last = units[-1].text
    return not is_specific(units) or last[-1] in "者称名" or last in _PARTS_OF_A_STORY or is_generic_word(last)


_PRAISE = frozenset(words("重要 主要 根本 有效 必由 基本 关键 核心 永恒 长期 首要 必然 唯一 最"))


def _is_made_clear(predicate: Sequence[Unit]) -> bool:
    """央行通过买卖有价证券来调节货币供应量的手段 explains; 提高素质的重要手段 praises."""
    told = [unit.text for unit in predicate]
    means = any(text in ("通过", "用来", "用于", "用以", "来") for text in told)
    return means and len(told) > 3 and told[-2] == "的" and not _PRAISE & set(told)


def _defining_strength(predicate: Sequence[Unit], text: str) -> float:
    """How clearly a predicate explains its subject; 0 when it only says something about it."""
    words = [unit.text for unit in predicate]
    if words[0] in _POINTS_BACK or words[:2] in (["是", "指"], ["指", "的"], ["被", "称为"]):
        return 0.74
    length = predicate[-1].end - predicate[0].end
    explains = "的" in words[1:] or re.search("之[比和差积]$", text[: predicate[-1].end])
    if (
        words[0] not in ("是", "为", "即")
        or length < 8
        or not explains
        or (words[-1] in EVALUATIONS and not _is_made_clear(predicate))
        or words[-1] == "的"
    ):
        return 0.0
    if words[-1] in EVALUATIONS:
        return 0.6
    return 0.72 if (len(words) > 1 and words[1] in INDEFINITE) or length >= 12 else 0.6
