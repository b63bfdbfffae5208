"""Names that stand alone between clear edges: rare nouns, numbered events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizzes.core.closed_sets import CLOSED_SETS
from quizzes.core.lexicon import (
    ACTIONS,
    CONJUNCTIONS,
    DEFINES,
    FORBIDS,
    METAPHORS,
    MODALS,
    PREPOSITIONS,
    RELATES,
    is_generic_word,
)
from quizzes.core.noun_phrases import (
    LONGEST_PHRASE,
    NEGATIONS,
    TECHNICAL,
    Phrase,
    ends_with_place,
    is_rare,
    is_specific,
)
from quizzes.core.reading import Unit
from quizzes.core.wordlists import words

_NUMERAL_FIRST = re.compile("[一二两三四五六七八九十第]")


def names(clause: Sequence[Unit]) -> Iterator[Phrase]:
    """Rare nouns that stand between clear edges: a whole run of them or nothing."""
    start = 0
    while start < len(clause):
        end = start
        while end < len(clause) and _names_things(clause[end]):
            end += 1
        run = clause[start:end]
        if run:
            before, after = clause[start - 1] if start else None, clause[end] if end < len(clause) else None
            attributive = end + 1 < len(clause) and (
                _belongs_to_verb(clause[end], clause[end + 1]) or _says_how(clause[end], clause[end + 1])
            )
            dangling = end + 1 == len(clause) and clause[end].tag == "p"  # 各自向右转|向
            if (
                _is_name(run)
                and _is_edge(before, left=True)
                and _is_edge(after, left=False)
                and not attributive
                and not dangling
                and not _is_acted_on(before, after)
                and not (after is None and before is not None and before.text in _BEFORE_A_VERB)  # 由财政部门核定
                and not (after is None and _lacks_verb(clause[:start]))
            ):
                prior = 0.0 if _is_mere_topic(run) else _name_prior(run, before, after)
                if prior:
                    yield Phrase(run[0].start, run[-1].end - ends_with_place(run), "name", prior)
        start = end + 1


_MAKES_NOUN = frozenset(words("的 对 由 应 应当 必须 须 可 可以 能 时 后 前 中"))


def _belongs_to_verb(verb: Unit, unit: Unit) -> bool:
    """角膜|接触镜, 超声波|检测对…: what makes a noun of the verb before it."""
    if verb.is_function:
        return False
    if verb.text == "带" and not unit.is_noun and not unit.span:
        return True  # 副热带高气压|带|控制
    if unit.text in _MAKES_NOUN:
        return unit.text == "的" or verb.text not in DEFINES
    return unit.is_noun and len(unit.text) == 1 and not unit.span


def _says_how(adverb: Unit, unit: Unit) -> bool:
    """线性|定常|系统: no adverb stands before a noun."""
    return adverb.tag in ("d", "ad") and len(adverb.text) > 1 and unit.is_noun and not unit.span


def _lacks_verb(before: Sequence[Unit]) -> bool:
    """使用税按土地面积计征: after a preposition a verb must come, so the last word is one, whatever the dictionary
    calls it."""
    occasion = max((i + 1 for i, unit in enumerate(before) if unit.text in ("后", "时", "前")), default=0)
    before = before[occasion:]  # 完成后须经规划部门验线
    place = next((i for i, unit in enumerate(before) if unit.text in PREPOSITIONS and not unit.span), None)
    if place is None:
        return False
    last = max((i for i, unit in enumerate(before) if unit.text == "的"), default=-1)
    acts, leads = RELATES | DEFINES | ACTIONS, MODALS | FORBIDS
    led = place > 0 and before[place - 1].text in leads  # 应当|随货同行
    main = [*([] if led else before[:place]), *before[max(place, last) + 1 :]]
    return not any(
        (unit.tag.startswith("v") and unit.tag != "vn" and unit.text not in leads) or unit.text in acts for unit in main
    )


_BEFORE_A_VERB = ("由", "报", "向", "给")
_BRINGS_ABOUT = frozenset(words("避免 防止 导致 造成 引起 引发"))  # what happens, not a thing: 避免轮胎在路面上滑磨
_ACTED_ON = _BRINGS_ABOUT | {"把", "将", "对", "给"}
_LEADS_TO = frozenset("为成作在到入给向")  # 把域名|解析为…


def _is_acted_on(before: Unit | None, after: Unit | None) -> bool:
    """内容|加密 in 对内容加密, 空气|压入 in 把空气压入…: what is done to a thing must follow it."""
    if before is None or before.span or before.text not in _ACTED_ON:
        return False
    if before.text in _BRINGS_ABOUT:
        return after is not None and after.tag == "p"
    if before.text in ("把", "将") and after is not None:
        return after.tag[0] not in "vdp" or after.text in _LEADS_TO
    return after is None


def _names_things(unit: Unit) -> bool:
    if unit.span:
        return unit.span == "name" or (unit.span == "mined" and unit.is_noun)
    return unit.is_noun and unit.tag not in ("l", "i", "an") and unit.text not in DEFINES | RELATES | ACTIONS


def _is_name(run: Sequence[Unit]) -> bool:
    length = run[-1].end - run[0].start
    if (
        not (length >= 3 or (length == 2 and len(run) == 1 and run[0].tag == "n"))
        or length > LONGEST_PHRASE
        or len(run) > 4
        or _NUMERAL_FIRST.match(run[0].text)
    ):
        return False
    if run[-1].text in METAPHORS or (len(run) == 1 and len(run[0].text) == 4 and is_generic_word(run[0].text[2:])):
        return False
    if any(unit.tag == "x" and not unit.span for unit in run[:-1]):
        return False  # 盖上|玻璃片, 井网|部署, 混合|酸作|硝化|剂: a guess of the cutter that may hold the verb
    if run[-1].tag in ("vn", "x", "b") or any(unit.tag == "vn" for unit in run[1:]):
        return False
    return run[0].span == "name" or any(is_rare(unit) for unit in run)


_EVERYDAY = 150  # occurrences


def _is_mere_topic(run: Sequence[Unit]) -> bool:
    """旅游者 and 机器人时代 at the beginning of a sentence: what anybody would think of."""
    if run[0].start or run[0].span == "name":
        return False
    return is_generic_word(run[-1].text) or (len(run) == 1 and run[0].frequency > _EVERYDAY)


def _name_prior(run: Sequence[Unit], before: Unit | None, after: Unit | None) -> float:
    if len(run) == 1 and run[0].span == "name":
        return 0.7
    if run[-1].text[-1] in "上里中内" and len(run[-1].text) > 2 and not run[-1].span:
        return 0.0  # 书架上
    if run[-1].end - run[0].start < 3:
        return 0.3 if run[0].text[0] not in "无有不未" else 0.0  # 以柱承檩而无梁
    if before is not None and before.text in ("等", "等等"):
        return 0.0  # 花生、玉米等粮油食品: what the list is a list of
    if before is not None and ((before.text in ("的", "之") and after is not None) or before.text in RELATES | DEFINES):
        return 0.0  # 病原体 in X的病原体是Y asks, it does not answer
    if after is not None and after.text in ("的", "之"):
        return 0.34 if any(len(unit.text) > 2 and unit.frequency < TECHNICAL for unit in run) else 0.3
    return 0.5


def _is_edge(unit: Unit | None, *, left: bool) -> bool:
    if unit is None:
        return True
    if left and unit.text in ("此法", "得", "带"):
        return False  # 常用此法印制, 定得太短, 压实带碎屑
    if unit.text in NEGATIONS or (left and unit.tag in ("d", "ad", "dg", "df")):
        return False  # an adverb comes before a verb, even one that looks like a noun
    if not left and unit.span in ("number", "count") and unit.text[-1] in "号型":
        return False  # 阿波罗11号
    if not left and unit.text in ("一切", "地", "依据"):
        return False  # 建筑工程一切险
    if not left and unit.tag == "f" and (len(unit.text) == 1 or unit.text == "期间") and not unit.span:
        return False  # 胸骨 in 胸骨后疼痛: the place is named by both words
    if unit.is_function and unit.text not in CONJUNCTIONS:
        return True
    return unit.text in RELATES | DEFINES if left else unit.text in ACTIONS | RELATES | DEFINES


_LETTERS = re.compile(r"[A-Za-zα-ωΑ-Ω]{1,4}\d{0,2}")
_LETTERED = frozenset("段波键链区带域峰相期型轴")


def lettered(clause: Sequence[Unit]) -> Iterator[Phrase]:
    """ST段, T细胞, 病理性Q波: letters with the word that they belong to."""
    for index, unit in enumerate(clause[:-1]):
        if unit.span != "latin" or not _LETTERS.fullmatch(unit.text):
            continue
        end = index + 1
        while end < len(clause) and end - index < 3 and (_is_plain(clause[end]) or clause[end].text in _LETTERED):
            end += 1
        start = index - (index > 0 and clause[index - 1].text[-1] == "性" and not clause[index - 1].span)
        after = clause[end] if end < len(clause) else None
        if any(unit.text in RELATES | DEFINES for unit in clause[index + 1 : end]) or _leads(clause[:index]):
            continue  # S代表优势, 倒π现象
        if len(unit.text) == 1 and start == index and index and _is_noun_at(clause[index - 1], unit.start):
            start = index - 1  # 维生素K拮抗剂
            if clause[end - 1].tag == "x" or (start and _is_noun_at(clause[start - 1], clause[start].start)):
                continue  # C同服 in 维生素C同服
        edge = after is None or (after.is_function and after.text != "的") or after.text == "、" or after.tag == "v"
        if end > index + 1 and edge and _is_head(clause[end - 1]):
            place = clause[end - 1].text[-1] in "上中内里" and len(clause[end - 1].text) > 1  # PE线上
            yield Phrase(clause[start].start, clause[end - 1].end - place, "name", 0.62)


def _is_noun_at(unit: Unit, end: int) -> bool:
    return unit.is_noun and not unit.span and unit.end == end and unit.text not in CONJUNCTIONS


def _leads(before: Sequence[Unit]) -> bool:
    """倒 in 倒π现象."""
    last = before[-1] if before else None
    return last is not None and last.text in ("倒", "反", "逆", "双", "半", "单", "准", "次", "副", "伪", "类", "抗")


def _is_plain(unit: Unit) -> bool:
    """主要 in B细胞主要介导… is listed with the nouns."""
    return unit.is_noun and (unit.tag != "b" or unit.text[-1] in "型性式")


def _is_head(unit: Unit) -> bool:
    """波 in Q波; no 区分 in L、C、R区分, no 代表 in G00代表, no 七型 in A、B、M七型."""
    return unit.text not in RELATES | ACTIONS | DEFINES and unit.text != "区分" and not _NUMERAL_FIRST.match(unit.text)


_SET_MEMBERS = frozenset(member for members, _ in CLOSED_SETS for member in members)


def named_times(clause: Sequence[Unit]) -> Iterator[Phrase]:
    """夏至, 唐朝, 白垩纪: times that have a name and are one of a closed set."""
    for index, unit in enumerate(clause):
        after = clause[index + 1] if index + 1 < len(clause) else None
        named = after is not None and (after.is_noun or (after.tag == "a" and len(after.text) == 1))  # 夏季大三角
        alone = after is None or after.text in ("日", "时", "这天") or not named
        if alone and unit.tag == "t" and not unit.span and unit.text in _SET_MEMBERS:
            yield Phrase(unit.start, unit.end, "name", 0.56)


def events(clause: Sequence[Unit]) -> Iterator[Phrase]:
    """第一次鸦片战争: an ordinal with the name that it numbers."""
    for index, unit in enumerate(clause[:-1]):
        if unit.span != "ordinal" or unit.text[-1] not in "次届个":
            continue
        end = index + 1
        while end < len(clause) and clause[end].is_noun and not clause[end].is_function and end - index <= 3:
            end += 1
        closed = end == len(clause) or clause[end].is_function or clause[end].text in ACTIONS | RELATES | DEFINES
        if re.match("第(?:一|1(?!\\d))个", unit.text):
            continue  # 第一个节气 ranks a thing among its like
        if closed and end > index + 1 and is_specific(clause[index + 1 : end]):
            yield Phrase(unit.start, clause[end - 1].end, "name", 0.66)
