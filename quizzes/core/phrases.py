"""Noun phrases that carry the fact of a sentence: the thing defined, the definition, the agent, the object, a name.

A phrase is taken whole, from one clear edge to the next. Where an edge is doubtful there is no phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizzes.core.lexicon import AGENT_MARKS, CONJUNCTIONS, DEFINES, GENERIC, MEANS_MARKS, PLACE_MARKS, RELATES
from quizzes.core.reading import Reading, Unit
from quizzes.core.wordlists import words

LONGEST_PHRASE = 12
_RARE = 1500  # occurrences in 60 million words; 叶绿体 129, 盆地 2664, 制度 21517
_UNCOMMON = 6000
_PROPER_TAGS = frozenset(words("nr ns nt nz nrt nrfg"))
_TOO_COMMON = frozenset(words("中国 我国 国家 全国 世界 国际 国内 中华"))
_INDEFINITE = frozenset(
    words(
        """
    一种 一个 一类 一项 一门 一条 一部 一次 一 种 这种 一款 一套 一组 一名 一位 一座 各级 各 各类 各种 所有 全体
    部分 每个
    """
    )
)
_ACTIONS = frozenset(
    words(
        """
    提出 发现 发明 创立 创建 建立 成立 颁布 制定 领导 指挥 主持 负责 组成 构成 编写 撰写 创作 所著 著 设计 发起
    召集 批准 通过 任命 选举 产生 分泌 合成 释放 引起 导致 造成 引发 签订 签署 缔结 确立 召开 举行 爆发 开幕
    闭幕 诞生 出生 去世 逝世 发表 宣布 宣告 提交 审批 审查 审核 统一 制造 转化 转变 执行 行使 管辖 承担 管理
    担任 支付 缴纳 办理 决定 任免 解释 监督 发射 登陆 会师 起义 就职 完成 储存 传播 传染 控制 调节 支配 称帝
    定都 建都 创办 首创 兴起 实行 开始 结束 施行 生效 发布 出版
    """
    )
)
_INTERVENING = frozenset(words("通过 于 在 用 以 根据 按照 首先 首次 率先 最早 最先 共同 联合"))
_AFTER_OBJECT = frozenset(words("甚至 乃至 后 前 时 中 上 里 内 下 并 而 以 等 之后 之前 以来 期间 以后 以前"))
_PLACE_ENDS = frozenset(words("时 后 前 中 里 内 上 下 之中 之内 之上 之下 之间 附近 处 旁"))
_NEGATIONS = frozenset(words("不 未 非 无 没 没有 并非 不再"))
_NUMERAL_FIRST = re.compile("[一二两三四五六七八九十第]")
# 是一项长期的任务 praises or urges; it defines nothing.
_EVALUATIONS = frozenset(
    words(
        """
    任务 工作 问题 事业 工程 课题 手段 途径 基础 保障 保证 关键 前提 动力 力量 因素 环节 内容 要求 责任 义务
    标志 体现 选择 举措 措施 财富 源泉 支柱 部分 事情 大事 实事 方向 目标 意义 作用 法宝 品质 美德 传统 优势
    """
    )
)
_OPERATORS = frozenset("=＝+＋×÷")


@dataclass(frozen=True, slots=True)
class Phrase:
    start: int
    end: int
    role: str
    prior: float


def find_phrases(reading: Reading) -> tuple[Phrase, ...]:
    """Every phrase with two clear edges and something to say; of two roles for one stretch, the stronger."""
    found: dict[tuple[int, int], Phrase] = {}
    for number, clause in enumerate(reading.clauses):
        for phrase in _in_clause(clause, number, reading.text):
            known = found.get((phrase.start, phrase.end))
            if known is None or known.prior < phrase.prior:
                found[phrase.start, phrase.end] = phrase
    return tuple(found[key] for key in sorted(found))


def _in_clause(clause: Sequence[Unit], number: int, text: str) -> Iterator[Phrase]:
    if text[clause[-1].end : clause[-1].end + 1] not in _OPERATORS:
        yield from _after_triggers(clause)
    if number == 0:
        yield from _subject(clause, text)
    yield from _agents(clause)
    yield from _places(clause)
    yield from _events(clause)
    yield from _names(clause)
    if text[clause[0].start - 1 : clause[0].start] in _OPERATORS and clause[0].start:
        yield from _phrase(clause, "operand", 0.62)


def is_specific(units: Sequence[Unit]) -> bool:
    """Whether the words say something of their own, by how rare they are in everyday Chinese."""
    content = [unit for unit in units if not unit.is_function and not unit.is_wall]
    if not content or all(unit.text in GENERIC or unit.text in _TOO_COMMON for unit in content):
        return False
    if any(unit.span in ("term", "name", "latin", "title", "quote", "date") for unit in content):
        return True
    if any(_is_rare(unit) for unit in content):
        return True
    telling = [unit for unit in content if unit.text not in GENERIC and unit.frequency < _UNCOMMON]
    return len(content) >= 2 and bool(telling)


def _is_rare(unit: Unit) -> bool:
    if len(unit.text) < 2 or unit.text in GENERIC or unit.text in _TOO_COMMON:
        return False
    return unit.frequency < _RARE or (unit.tag in _PROPER_TAGS and not unit.span)


def _is_compound(units: Sequence[Unit]) -> bool:
    """Two or more words that are not all generic: 中国共产党领导, 民主集中制."""
    return len(units) >= 2 and any(
        unit.text not in GENERIC and unit.text not in _TOO_COMMON and unit.is_noun for unit in units
    )


def _phrase(units: Sequence[Unit], role: str, prior: float, *, compound_is_enough: bool = False) -> Iterator[Phrase]:
    """The units as a phrase, if they are one: ending in a noun, of a sensible length, saying something."""
    while units and units[0].text in _INDEFINITE:
        units, prior = units[1:], prior - (0.1 if units[0].text[0] == "一" else 0)
    if not units or not _is_nominal(units):
        return
    length = units[-1].end - units[0].start
    if not 2 <= length <= LONGEST_PHRASE or len(units) > 7 or units[0].text.startswith("第一"):
        return
    if is_specific(units) or (compound_is_enough and _is_compound(units)):
        yield Phrase(units[0].start, units[-1].end, role, prior)


def _is_nominal(units: Sequence[Unit]) -> bool:
    if not units or any(unit.is_wall or unit.text == "、" for unit in units):
        return False
    *front, head = units
    if not head.is_noun or head.tag == "b" or head.span in ("ordinal", "level", "session"):
        return False
    if any(unit.tag in ("i", "l") and len(unit.text) > 3 for unit in front):
        return False
    modifiers = ("a", "v", "vd", "ad", "m", "z", "k", "h", "f", "t", "d")
    return all(
        unit.is_noun or unit.text in _NEGATIONS or (unit.tag in modifiers and not unit.is_function) for unit in front
    )


def _after_triggers(clause: Sequence[Unit]) -> Iterator[Phrase]:
    for index, unit in enumerate(clause[:-1]):
        if unit.span or unit.text not in DEFINES | RELATES:
            continue
        rest = clause[index + 1 :]
        if rest[0].text in ("了", "过", "着", "的是", "于", "在", "到", "成", "出"):
            rest = rest[1:]
        if not rest or (unit.text in ("为", "系") and (not index or any(u.text == "以" for u in clause[:index]))):
            continue
        if unit.text in DEFINES:
            yield from _definition(rest, 0.8 if unit.text != "作为" else 0.6)
        else:
            yield from _object(rest, 0.62 if unit.text not in ("有", "起", "到") else 0.5)


def _definition(rest: Sequence[Unit], prior: float) -> Iterator[Phrase]:
    """What follows 是 or 称为, to the end of the clause: whole if it is short, else what follows its last 的."""
    if any(unit.text == "、" or unit.text in CONJUNCTIONS for unit in rest):
        return
    breaks = [i for i, unit in enumerate(rest) if unit.text in ("的", "之")]
    if not breaks:
        yield from _phrase(rest, "definition", prior, compound_is_enough=True)
        yield from _plain_definition(rest, prior - 0.06)
        return
    tail = rest[breaks[-1] + 1 :]
    whole = tail and len(breaks) == 1 and tail[-1].end - rest[0].start <= 8
    if whole and _is_nominal(tail) and _is_nominal(rest[: breaks[0]]):
        if is_specific([*rest[: breaks[0]], *tail]):
            yield Phrase(rest[0].start, tail[-1].end, "definition", prior - 0.1)
    elif tail:
        yield from _phrase(tail, "definition", prior - 0.3)


def _plain_definition(rest: Sequence[Unit], prior: float) -> Iterator[Phrase]:
    """One concrete noun (皮肤), or a short clause that is named as a whole (自我实现需求)."""
    first, last = rest[0], rest[-1]
    if len(rest) == 1:
        if (
            len(first.text) >= 2
            and first.tag.startswith("n")
            and first.frequency < _UNCOMMON
            and first.text not in GENERIC
        ):
            yield Phrase(first.start, last.end, "definition", prior)
    elif (
        last.end - first.start <= 8
        and not any(unit.is_function or unit.is_wall or unit.span for unit in rest)
        and is_specific(rest)
    ):
        if last.tag.startswith("v") and not first.text.startswith("第一"):
            yield Phrase(first.start, last.end, "definition", prior)


def _stop(units: Sequence[Unit]) -> int:
    return next((i for i, unit in enumerate(units) if unit.is_function or unit.text == "、"), len(units))


def _object(rest: Sequence[Unit], prior: float) -> Iterator[Phrase]:
    end = _stop(rest)
    if end < len(rest) and rest[end].text in ("的", "之"):
        rest = rest[end + 1 :]
        prior -= 0.08
        end = _stop(rest)
    if end == len(rest) or rest[end].text in _AFTER_OBJECT:
        yield from _phrase(rest[:end], "object", prior)


_SUBJECT_ENDS = frozenset(words("是 为 即 指 是指 指的是 又称 也称 亦称 简称 俗称 也叫 又叫 称为 叫做 被称为"))
_POINTS_BACK = frozenset(words("是指 指的是 指 又称 也称 亦称 简称 俗称 称为 叫做"))


def _subject(clause: Sequence[Unit], text: str) -> Iterator[Phrase]:
    """The head of a defining sentence: 渗透率是指…, 渗透率是…的能力, 储层的孔隙度是…之比."""
    for index, unit in enumerate(clause):
        if index and unit.text in _SUBJECT_ENDS and not unit.span:
            subject = clause[:index]
            start = max((i + 1 for i, part in enumerate(subject) if part.text == "的"), default=0)
            prior = _defining_strength(clause[index:], text)
            known = [part for part in subject[start:] if part.text not in GENERIC]
            if (
                prior
                and known
                and not (start and clause[index].text not in _POINTS_BACK and _is_attribute(subject[start:]))
            ):
                yield from _phrase(subject[start:], "defined", prior - 0.02 * (start > 0), compound_is_enough=True)
                if len(subject[start:]) == 1 and len(known[0].text) >= 2 and known[0].is_noun and prior >= 0.7:
                    yield Phrase(known[0].start, known[0].end, "defined", prior - 0.04)
            return
        if unit.is_function and unit.text not in DEFINES and unit.text != "的":
            return


def _is_attribute(units: Sequence[Unit]) -> bool:
    """作者 in X的作者是Y: the question, not an answer to it."""
    return not is_specific(units) or units[-1].text[-1] in "者称名"


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
        or words[-1] in _EVALUATIONS
        or words[-1] == "的"
    ):
        return 0.0
    return 0.72 if (len(words) > 1 and words[1] in _INDEFINITE) or length >= 12 else 0.6


def _agents(clause: Sequence[Unit]) -> Iterator[Phrase]:
    """由牛顿提出, 在北京召开, 用干沙覆盖: what stands between the mark and the verb."""
    for index, unit in enumerate(clause[:-2]):
        if unit.span or unit.text not in AGENT_MARKS | PLACE_MARKS | MEANS_MARKS:
            continue
        by = unit.text in AGENT_MARKS
        for stop in range(index + 2, min(index + 7, len(clause))):
            verb = clause[stop]
            later = verb.text in _INTERVENING and any(unit.text in _ACTIONS for unit in clause[stop + 1 :])
            if not verb.span and (verb.text in _ACTIONS or later or (unit.text in MEANS_MARKS and verb.tag == "v")):
                yield from _last_part(clause[index + 1 : stop], "agent" if by else "place", 0.66 if by else 0.6)
                break
            if (verb.is_function and verb.text != "的") or verb.text == "、":
                break


def _last_part(units: Sequence[Unit], role: str, prior: float) -> Iterator[Phrase]:
    """北宋的毕昇: what follows the last 的."""
    start = max((i + 1 for i, unit in enumerate(units) if unit.text == "的"), default=0)
    yield from _phrase(units[start:], role, prior - 0.04 * (start > 0))


def _places(clause: Sequence[Unit]) -> Iterator[Phrase]:
    """迁到洛阳, 保存在煤油中, 位于青藏高原: what a closing 到, 在 or 于 points to."""
    for index in range(1, len(clause) - 1):
        unit, before = clause[index], clause[index - 1]
        if (
            unit.span
            or unit.text not in PLACE_MARKS | {"入", "成"}
            or not (before.tag.startswith("v") or (unit.text == "于" and before.is_noun))
        ):
            continue
        rest = clause[index + 1 :]
        while rest[-1].text in _PLACE_ENDS and len(rest) > 1:
            rest = rest[:-1]
        if not any((part.is_function and part.text != "的") or part.text == "、" for part in rest):
            yield from _last_part(rest, "place", 0.62)


def _events(clause: Sequence[Unit]) -> Iterator[Phrase]:
    """第一次鸦片战争: an ordinal with the name that it numbers."""
    for index, unit in enumerate(clause[:-1]):
        if unit.span != "ordinal" or unit.text[-1] not in "次届个":
            continue
        end = index + 1
        while end < len(clause) and clause[end].is_noun and not clause[end].is_function and end - index <= 3:
            end += 1
        closed = end == len(clause) or clause[end].is_function or clause[end].text in _ACTIONS | RELATES | DEFINES
        if closed and end > index + 1 and is_specific(clause[index + 1 : end]):
            yield Phrase(unit.start, clause[end - 1].end, "name", 0.66)


def _names(clause: Sequence[Unit]) -> Iterator[Phrase]:
    """Rare nouns that stand between clear edges: a whole run of them or nothing."""
    start = 0
    while start < len(clause):
        end = start
        while end < len(clause) and _names_things(clause[end]):
            end += 1
        run = clause[start:end]
        if run:
            before, after = clause[start - 1] if start else None, clause[end] if end < len(clause) else None
            if _is_name(run) and _is_edge(before, left=True) and _is_edge(after, left=False):
                prior = _name_prior(run, before, after)
                if prior:
                    yield Phrase(run[0].start, run[-1].end, "name", prior)
        start = end + 1


def _names_things(unit: Unit) -> bool:
    if unit.span:
        return unit.span == "name"
    return unit.is_noun and unit.tag not in ("l", "i", "an") and unit.text not in DEFINES | RELATES | _ACTIONS


def _is_name(run: Sequence[Unit]) -> bool:
    length = run[-1].end - run[0].start
    if (
        not (3 <= length or (length == 2 and len(run) == 1 and run[0].tag == "n"))
        or length > LONGEST_PHRASE
        or len(run) > 4
        or _NUMERAL_FIRST.match(run[0].text)
    ):
        return False
    if run[-1].tag in ("vn", "x", "b") or any(unit.tag == "vn" for unit in run[1:]):
        return False
    return run[0].span == "name" or any(_is_rare(unit) for unit in run)


def _name_prior(run: Sequence[Unit], before: Unit | None, after: Unit | None) -> float:
    if len(run) == 1 and run[0].span == "name":
        return 0.7
    if run[-1].end - run[0].start < 3:
        return 0.3
    if before is not None and (before.text in ("的", "之") and after is not None or before.text in RELATES | DEFINES):
        return 0.0  # 病原体 in X的病原体是Y asks, it does not answer
    if after is not None and after.text in ("的", "之"):
        return 0.3
    return 0.5


def _is_edge(unit: Unit | None, *, left: bool) -> bool:
    if unit is None:
        return True
    if unit.text in _NEGATIONS:
        return False
    if unit.is_function and unit.text not in CONJUNCTIONS:
        return True
    return unit.text in RELATES | DEFINES if left else unit.text in _ACTIONS | RELATES | DEFINES
