"""Noun phrases that carry the fact of a sentence: the thing defined, the definition, the agent, the object, a name.

A phrase is taken whole, from one clear edge to the next. Where an edge is doubtful there is no phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizzes.core.agents import agents, finders, places
from quizzes.core.definitions import attributes, definition
from quizzes.core.lexicon import (
    CONJUNCTIONS,
    DEFINES,
    EMPTY_VERBS,
    FORBIDS,
    MODALS,
    NOMINAL,
    PREPOSITIONS,
    RELATES,
    is_generic_word,
)
from quizzes.core.names import events, lettered, named_times, names
from quizzes.core.noun_phrases import (
    EVERYDAY_VERB,
    Phrase,
    is_plain_noun,
    is_rare,
    phrase_of,
)
from quizzes.core.reading import Reading, Unit
from quizzes.core.subjects import subjects
from quizzes.core.sure_words import sure_words
from quizzes.core.wordlists import words

_AFTER_OBJECT = frozenset(words("甚至 乃至 后 前 时 中 上 里 内 下 并 而 以 等 之后 之前 以来 期间 以后 以前"))
_OPERATORS = frozenset("=＝+＋×÷")


def find_phrases(reading: Reading) -> tuple[Phrase, ...]:
    """Every phrase with two clear edges and something to say; of two roles for one stretch, the stronger."""
    found: dict[tuple[int, int], Phrase] = {}
    clauses = _without_label(reading)
    if len(clauses) > 1 and _points_back(clauses[0], clauses[1], reading.text):
        clauses = ((*clauses[0], *clauses[1]), *clauses[2:])
    for number, clause in enumerate(clauses):
        for phrase in _in_clause(clause, number, reading.text):
            known = found.get((phrase.start, phrase.end))
            if known is None or known.prior < phrase.prior:
                found[phrase.start, phrase.end] = phrase
    return tuple(found[key] for key in sorted(found))


def _without_label(reading: Reading) -> tuple[tuple[Unit, ...], ...]:
    """第十二条 劳动合同分为…: the number of an article is no part of what it says."""
    clauses = tuple(tuple(clause) for clause in reading.clauses)
    label = clauses[0][0] if clauses else None
    if label is None or label.span != "ordinal" or not reading.text[label.end : label.end + 1].isspace():
        return clauses
    return (clauses[0][1:], *clauses[1:]) if len(clauses[0]) > 1 else clauses[1:]


def _points_back(topic: Sequence[Unit], told: Sequence[Unit], text: str) -> bool:
    """最近发展区，是指…: one sentence, whatever the comma."""
    comma = text[topic[-1].end : told[0].start] == "，"
    return comma and re.match("是指|指的?是|指(?=[^，。；]{8})", text[told[0].start :]) is not None


def _in_clause(clause: Sequence[Unit], number: int, text: str) -> Iterator[Phrase]:
    if text[clause[-1].end : clause[-1].end + 1] not in _OPERATORS:
        yield from _after_triggers(clause)
    if number == 0:
        yield from subjects(clause, text)
    yield from attributes(clause)
    if clause[0].start == 0 or text[clause[0].start - 1] in "，。；：":
        yield from _closing_objects(clause)
        yield from _described_objects(clause)
    yield from agents(clause)
    yield from finders(clause)
    yield from places(clause)
    yield from events(clause)
    yield from names(clause)
    yield from lettered(clause)
    yield from named_times(clause)
    yield from _styles(clause)
    yield from sure_words(clause, text)
    if text[clause[0].start - 1 : clause[0].start] in _OPERATORS and clause[0].start:
        yield from phrase_of(clause, "operand", 0.62)


def _after_triggers(clause: Sequence[Unit]) -> Iterator[Phrase]:
    for index, unit in enumerate(clause[:-1]):
        if unit.span or unit.text not in DEFINES | RELATES or _is_no_predicate(clause, index):
            continue
        rest = clause[index + 1 :]
        if rest[0].text in ("了", "过", "着", "的是", "于", "在", "到", "成", "出"):
            rest = rest[1:]
        if len(rest) > 1 and rest[0].text == "其":
            if unit.text in DEFINES:
                continue  # 是其著名产区
            rest = rest[1:]  # 取决于其表面温度
        if (
            not rest
            or rest[0].text in DEFINES
            or (unit.text == "为" and _for_somebody(rest))
            or (unit.text == "为" and (not index or any(u.text == "以" for u in clause[:index])))
            or (unit.text == "为" and clause[index - 1].text == "是")  # 是为资本家服务
            or (unit.text == "为" and rest[0].tag == "v" and any(u.text in RELATES for u in rest[1:]))
        ):
            continue
        if unit.text in DEFINES:
            yield from definition(rest, 0.8 if unit.text != "作为" else 0.6, unit.text)
        else:
            yield from _object(rest, 0.62 if unit.text not in ("有", "起", "到") else 0.5, unit.text)


def _is_no_predicate(clause: Sequence[Unit], index: int) -> bool:
    """Whether the verb at `index` says 即 for 就, is a part of a noun, or hangs on the verb before it."""
    if _says_then(clause, index) or (index and clause[index - 1].text in _TO_WHOM):
        return True
    unit, before = clause[index], clause[index - 1] if index else None
    if before is not None and before.text in ("等", "等等"):
        return True  # 用树皮等为原料
    if before is None or unit.text not in RELATES:
        return False
    if before.text == "的" or _says_what_kind(clause[:index]):
        return True  # 有资质的检验机构, 以…为依据, 属于补充养老保险
    return _says_of_what_kind(clause, index, before)


def _says_of_what_kind(clause: Sequence[Unit], index: int, before: Unit) -> bool:
    """Whether the verb at `index` stands inside a noun: 有压水, 压实带碎屑, 带负荷拉合, 设备安装资质."""
    verb = clause[index].text
    if verb == "有":
        return before.tag == "p" or (len(before.text) > 1 and before.tag == "v") or before.text in RELATES
    if verb == "带":
        led = before.text in ("均", "都", "常", "多")
        return _has_a_verb(clause[: index + 1], index) or (len(clause) - index > 2 and not led)
    if verb in _SAYS_WHAT_FOR and before.is_noun and not before.span:
        return _has_a_verb(clause, index)
    acts = before.tag == "v" and not before.is_function and before.text not in RELATES | EMPTY_VERBS
    return verb in NOMINAL and acts


_TO_WHOM = frozenset(words("向 对 由 在 从 按 于 被 给 把 将 经 通过 根据 按照 依照"))  # 向检验机构申报检验
_SAYS_WHAT_FOR = frozenset(
    words("安装 申请 生产 检测 检验 治疗 测量 测定 制造 编制 储存 提取 合成 发射 鉴别 表达 出版 分泌 设置")
)


def _has_a_verb(clause: Sequence[Unit], index: int) -> bool:
    """Besides the one at `index`."""
    others = (*clause[:index], *clause[index + 1 :])
    return any(unit.tag == "v" and not unit.span and not unit.is_function for unit in others)


_SAY_WHAT_KIND = frozenset(
    words("为 作为 属于 属 归属于 称为 叫 叫做 叫作 称作 称之为 简称 又称 俗称 统称 统称为 名为 一种")
)


def _says_what_kind(before: Sequence[Unit]) -> bool:
    last = before[-1].text
    return last in _SAY_WHAT_KIND or (last == "于" and len(before) > 1 and before[-2].text == "属")


def _says_then(clause: Sequence[Unit], index: int) -> bool:
    """即完成交货, 受到冲击后即应报废: 即 is no 是 before a verb."""
    following = clause[index + 1]
    verb = following.tag.startswith("v") and (not index or following.text in _LEADS)
    return clause[index].text == "即" and verb


_SOMEBODY = frozenset(words("人类 人民 群众 百姓 国家 祖国 他人 儿童 老人 社会 民众 企业 农民 员工 客户 用户"))


def _for_somebody(rest: Sequence[Unit]) -> bool:
    """为中国赢得首枚金牌: whom something is done for, no definition."""
    if len(rest) == 2 and rest[0].text in _SOMEBODY and rest[1].tag == "x":
        return True  # 为人类盗火
    verb = rest[1] if len(rest) > 2 else None
    return verb is not None and rest[0].is_noun and verb.tag == "v" and verb.text not in NOMINAL and not verb.span


def _stop(units: Sequence[Unit]) -> int:
    return next((i for i, unit in enumerate(units) if unit.is_function or unit.text == "、"), len(units))


_CARRIED_OUT = frozenset(words("实施 实行 采取 推行 授予"))
_HAPPENS = frozenset(words("防止 避免 引起 导致 造成 引发 诱发 预防 减少 缓解 减轻 发生 产生"))


_CHANGES = frozenset(words("上升 下降 升高 降低 增加 减少 增大 减小 增强 减弱 提高 延长 缩短 加快 减慢"))


def _object(rest: Sequence[Unit], prior: float, verb: str) -> Iterator[Phrase]:
    end = _stop(rest)
    ends_in_verb = end == len(rest) > 1 and rest[-1].tag == "v"
    if ends_in_verb and (verb in _CARRIED_OUT or (verb in _HAPPENS and rest[-1].text not in _CHANGES)):
        plain = not any(unit.span for unit in rest) and any(is_rare(unit) for unit in rest)
        if rest[-1].end - rest[0].start <= 6 and plain:
            yield Phrase(rest[0].start, rest[-1].end, "object", prior)  # 防止管壁氧腐蚀, 实施心肺复苏
        return
    if end < len(rest) and rest[end].text in ("的", "之"):
        rest, prior = rest[end + 1 :], prior - 0.08
        end = _stop(rest)
    if end == len(rest) or (rest[end].text in _AFTER_OBJECT and not _names_a_place(rest[end:])):
        acted_on = end > 1 and end == len(rest) and _acts_on(rest[-1])
        if acted_on and rest[-2].text[-1] not in _TOOLS:
            return  # 重力 in 依靠重力沉降
        if not _is_kind_of_tool(rest[: end - acted_on]):
            yield from phrase_of(rest[: end - acted_on], "object", prior)  # 佩戴凹透镜矫正
        if end == 1 and rest[0].text[-1] == "色" and 2 <= len(rest[0].text) <= 4:
            yield Phrase(rest[0].start, rest[0].end, "object", prior)  # 呈红色


def _is_kind_of_tool(rest: Sequence[Unit]) -> bool:
    """疗法 in 暴露与反应预防疗法: a verb before it says of what kind it is."""
    return (
        len(rest) == 1
        and not rest[0].span
        and len(rest[0].text) == 2
        and rest[0].text[1] in "法式型仪器机线率室站员厂期值量"
    )


def _names_a_place(after: Sequence[Unit]) -> bool:
    """织物 in 除去织物上浆料: where something is, and not what is meant."""
    return after[0].text in ("上", "里", "内", "中", "下") and len(after) > 1 and not after[1].is_function


_TOOLS = "法镜器机剂管仪炉泵阀板网膜盘针刀液水"  # by which something is done


_LEADS = MODALS | FORBIDS | frozenset(words("再 先 最后 然后 首先 即可 就 便 一般 通常 常 多 也 均 都"))
_LEAD_TO_VERBS = frozenset("去来靠经沿趁凭随按")  # 靠码头舾装: what is done comes last


def _closing_objects(clause: Sequence[Unit]) -> Iterator[Phrase]:
    """保险销 in 先拔出保险销, 隔离开关 in 最后拉隔离开关: what the verb of a clause takes, to the end of the clause.

    Only behind a verb that cannot be a part of its name: something that is no noun leads it, or it opens the clause.
    """
    start = len(clause)
    while start and is_plain_noun(clause[start - 1]):
        start -= 1
    verb = clause[start - 1] if start else None
    if verb is None or verb.span or verb.tag != "v" or verb.text in NOMINAL | RELATES | DEFINES | EMPTY_VERBS:
        return
    before = clause[start - 2] if start > 1 else None
    joins = CONJUNCTIONS | {"的", "之"}  # 根据动作难度和完成质量评分
    leads = before is None or (before.is_function and before.text not in joins | PREPOSITIONS) or before.text in _LEADS
    common = verb.frequency >= EVERYDAY_VERB and not is_generic_word(verb.text) and verb.text not in _LEAD_TO_VERBS
    if leads and common and start < len(clause) <= start + 3:
        yield from phrase_of(clause[start:], "object", 0.42)


def _described_objects(clause: Sequence[Unit]) -> Iterator[Phrase]:
    """校长负责制 in 实行党委领导下的校长负责制: what stands behind a long description, to the end of the clause."""
    verb = next((i for i, unit in enumerate(clause) if unit.text in RELATES and not unit.span), len(clause))
    last = max((i + 1 for i, unit in enumerate(clause) if unit.text == "的"), default=0)
    inner = clause[verb + 1 : last]
    described = any(unit.tag == "f" or unit.tag[0] == "v" for unit in inner)
    if described and not any(unit.is_function or unit.text == "、" for unit in clause[last:]):
        yield from phrase_of(clause[last:], "object", 0.54)


# What is done by such means; the dictionary knows them as nouns too.
_DONE = frozenset(
    words(
        """
    制作 制造 制备 生产 加工 连接 固定 覆盖 包裹 密封 处理 表示 冶炼 施工 传播 传染 传输 传递 输送 运输 供电 发电 检测
    共生 寄生 生长 出没 附着 栖息 监测 测定 消毒 灭菌 繁殖 保存 储存 驱动 传动 冷却 加热 灭火 清洗 采收
    """
    )
)


def _acts_on(unit: Unit) -> bool:
    """矫正 in 佩戴凹透镜矫正, 施工 in 采用盾构法施工."""
    return (unit.tag == "v" or unit.text in _DONE) and unit.text not in NOMINAL


def _styles(clause: Sequence[Unit]) -> Iterator[Phrase]:
    """李白字太白，号青莲居士: another name of a person."""
    for index, unit in enumerate(clause[:-1]):
        named = index == 0 or clause[index - 1].tag in ("nr", "nrt", "x")
        if unit.text in ("字", "号", "谥号", "别号", "笔名") and named and not clause[index + 1].is_function:
            yield from phrase_of(clause[index + 1 :], "definition", 0.72, compound_is_enough=True)
