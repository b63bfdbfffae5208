"""A plain technical word whose edges cannot be doubted, for a sentence in which no other rule finds anything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizzes.core.lexicon import (
    ACTIONS,
    CONJUNCTIONS,
    DEFINES,
    EMPTY_VERBS,
    EVALUATIONS,
    FORBIDS,
    KINDS,
    MODALS,
    NEVER_HEADS,
    NOMINAL,
    RELATES,
    is_generic_word,
)
from quizzes.core.noun_phrases import EVERYDAY_VERB, NEGATIONS, Phrase, is_plain_noun, is_rare, is_specific, phrase_of
from quizzes.core.reading import Unit
from quizzes.core.wordlists import words

_PRIOR = 0.46  # just enough to be asked where nothing else is
_OPENS = frozenset(words("是 为 有 包括 分为 具有 引起 导致 造成"))
_USES = frozenset(words("采用 选用 使用 常用 多用 配备 配置 装设"))
_MUST = frozenset(words("必须 应当 应 须 不得 不准 宜 不宜 方可"))
_IN = frozenset(words("中 里 内 上"))
_CARRIES_OUT = frozenset(words("进行 开展 实行 组织 举行"))
_SHORT = ("设", "建", "置", "著", "创")  # 设宣政院
_TERM = 150  # occurrences of a word that only a trade uses


def sure_words(clause: Sequence[Unit], text: str) -> Iterator[Phrase]:
    """Single known words, or two, each between two edges that no other reading of the sentence would move."""
    bracketed = text[: clause[0].start].endswith(("（", "("))
    yield from _last_of_two(clause)
    yield from _topic(clause)
    yield from _by_its_kind(clause)
    yield from _used_for(clause)
    yield from _forbidden(clause)
    yield from _must_do(clause)
    yield from _means(clause)
    yield from _purpose(clause)
    for start, unit in enumerate(clause):
        if not _is_known_noun(unit):
            continue
        before = clause[start - 1] if start else None
        for end in (start + 1, start + 2):
            run = clause[start:end]
            after = clause[end] if end < len(clause) else None
            if len(run) < end - start or not all(_is_known_noun(part) for part in run) or not _tells(run):
                continue
            beyond = clause[end + 1 :]
            is_name = bracketed and start == 1  # （说唱艺人）
            if after is not None and beyond and _is_noun_with(after, beyond[0]):
                continue
            if (
                _is_spoken_of(clause[:start], after, beyond, run[-1].end - run[0].start)
                or (before is not None and before.text == "在" and _is_place(clause[end : end + 2]))
                or (after is None and not is_name and _is_what_the_verb_takes(clause[:start], run))
                or (len(run) == 1 and _is_named(before, unit, after))
            ):
                yield Phrase(run[0].start, run[-1].end, "name", _PRIOR)


_BOTH = re.compile("[两二2]大?[种类个项部方][分面]?")


def _last_of_two(clause: Sequence[Unit]) -> Iterator[Phrase]:
    """出血倾向 in 是胃肠道刺激和出血倾向: whatever the words, what stands between 和 and the end is whole."""
    counted = len(clause) > 4 and _BOTH.fullmatch(clause[-1].text) is not None
    if counted:
        clause = clause[:-1]  # 有根压和蒸腾拉力两种
    joint = next((i for i in range(len(clause) - 1, 0, -1) if clause[i].text in ("和", "及", "与")), 0)
    opened = next((i for i in range(joint - 1, -1, -1) if clause[i].text in _OPENS), None)
    if opened is None or any(unit.text in ("的", "之", "对", "、") for unit in clause[opened + 1 :]):
        return
    one, other = clause[joint - 1].end - clause[opened].end, clause[-1].end - clause[joint].end
    if joint - opened == 2 and len(clause) - joint > 2 and one != other and not counted:
        return  # 关税和贸易总协定: one name, or one head for both
    if joint - opened > 4 or (opened and clause[opened - 1].text in ("以", "作为")):
        return
    yield from _stretch(clause[joint + 1 :], "name", _PRIOR, least=2 if counted or clause[opened].text == "分为" else 3)


_SERVES = frozenset(
    words(
        """
        降低 提高 治疗 预防 测量 测定 控制 改善 缓解 清除 去除 防止 增强 减少 识别 判断 评价 计算 描述 表示 分析 保护
        驱动 输送 分离 提取 消除 抑制 诊断 确定 衡量 反映
        """
    )
)


def _used_for(clause: Sequence[Unit]) -> Iterator[Phrase]:
    """孔隙度 in 用来计算孔隙度: behind 用来 comes one verb, and what it takes ends with the clause."""
    mark = next((i for i, unit in enumerate(clause) if unit.text in ("用来", "用以", "用于")), len(clause))
    verb, rest = clause[mark + 1 : mark + 2], clause[mark + 2 :]
    if mark < len(clause) and clause[mark].text == "用于" and not (verb and verb[0].text in _SERVES):
        return  # 用于检测仪器: the verb may be a piece of the name
    last = max((i + 1 for i, unit in enumerate(rest) if unit.text == "的"), default=0)
    rest = rest[last:]  # 短期偿债能力 in 用来衡量企业的短期偿债能力
    if (
        rest
        and verb[0].tag == "v"
        and len(verb[0].text) == 2
        and not any(u.is_function or u.text == "、" for u in rest)
    ):
        yield from phrase_of(rest, "object", 0.5, verbs=last > 0)


def _forbidden(clause: Sequence[Unit]) -> Iterator[Phrase]:
    """空挡滑行 in 下坡时严禁空挡滑行: whatever the words, what is forbidden ends with the clause."""
    mark = next((i for i, unit in enumerate(clause) if unit.text in FORBIDS), len(clause))
    yield from _stretch(_without_adverbs(clause[mark + 1 :]), "action", _PRIOR, least=2)


def _without_adverbs(units: Sequence[Unit]) -> Sequence[Unit]:
    while units and (units[0].tag in ("d", "ad", "c") or units[0].text in NEVER_HEADS):
        units = units[1:]
    return units


def _must_do(clause: Sequence[Unit]) -> Iterator[Phrase]:
    """烘干 in 使用前必须烘干, 鸣笛示警: what has to be done, in a technical word or two."""
    mark = next((i for i in range(len(clause) - 1, -1, -1) if clause[i].text in _MUST), len(clause))
    rest = _without_adverbs(clause[mark + 1 :])
    if len(rest) > 1 and rest[0].text in _CARRIES_OUT:
        rest = rest[1:]
    stop = next((i for i, unit in enumerate(rest) if i and unit.text in ("以", "以便", "再", "并", "方可")), len(rest))
    rest = rest[:stop]  # 必须及时回火以消除内应力
    if len(rest) > 2 and rest[-1].text in NEVER_HEADS:
        rest = rest[:-1]  # 应当建立职工名册备查
    if not rest or rest[0].tag[0] not in "vnx" or any(unit.is_function or unit.span or unit.is_wall for unit in rest):
        return
    technical = min(unit.frequency if len(unit.text) > 1 else _TERM for unit in rest) < _TERM
    everyday = any(is_generic_word(unit.text) or unit.text in EMPTY_VERBS | RELATES | DEFINES for unit in rest)
    if technical and not everyday and 2 <= rest[-1].end - rest[0].start <= 6:
        yield Phrase(rest[0].start, rest[-1].end, "action", _PRIOR)


_BY = frozenset(words("靠 依靠 通过 利用 用 借助 常用 采用 运用 使用 多用"))


def _means(clause: Sequence[Unit]) -> Iterator[Phrase]:
    """泥浆护壁 in 靠泥浆护壁来维持, 改变蜡晶的形态 in 通过改变蜡晶的形态来降低凝点: what stands between 靠 and 来."""
    by = next((i for i, unit in enumerate(clause) if unit.text in _BY and not unit.span), len(clause))
    come = next((i for i in range(by + 2, len(clause) - 1) if clause[i].text == "来"), len(clause))
    if come < len(clause) and clause[come + 1].tag[0] == "v":
        yield from _wording(clause[by + 1 : come], "means")
        yield from _stretch(clause[by + 1 : come], "means", _PRIOR, least=2)  # 常用剪枝来提高泛化能力


def _purpose(clause: Sequence[Unit]) -> Iterator[Phrase]:
    """消除墙后水压力 in 设排水孔，是为了消除墙后水压力: what a clause says by itself."""
    if len(clause) > 3 and clause[0].text == "是" and clause[1].text == "为了":
        yield from _wording(clause[2:], "purpose")


def _wording(units: Sequence[Unit], role: str) -> Iterator[Phrase]:
    """A wording that both sides close for certain, whatever words it is made of."""
    length = units[-1].end - units[0].start
    plain = not any(unit.is_wall or unit.text == "、" or (unit.is_function and unit.text != "的") for unit in units)
    if 4 <= length <= 10 and plain and is_specific(units):
        yield Phrase(units[0].start, units[-1].end, role, 0.5)


def _by_its_kind(clause: Sequence[Unit]) -> Iterator[Phrase]:
    """蒸馏法 in 采用蒸馏法: a verb and what makes the name of a method or a tool of it."""
    used = next((i for i, unit in enumerate(clause) if unit.text in _USES and not unit.span), len(clause))
    rest = clause[used + 1 :]
    if 2 <= len(rest) <= 4 and rest[-1].text in KINDS and all(len(unit.text) > 1 for unit in rest[:-1]):
        yield from _stretch(rest, "object", 0.5)


def _topic(clause: Sequence[Unit]) -> Iterator[Phrase]:
    """背斜构造 in 背斜构造是…的类型, whatever the words: what stands between the beginning and 是 is whole."""
    end = next((i for i, unit in enumerate(clause) if unit.text == "是" and not unit.span), 0)
    if clause[0].start == 0 and end and len(clause) - end > 4 and clause[-1].text not in EVALUATIONS:
        yield from _stretch(clause[:end], "subject", 0.3)


def _stretch(units: Sequence[Unit], role: str, prior: float, *, least: int = 3) -> Iterator[Phrase]:
    length = units[-1].end - units[0].start if units else 0
    if not least <= length <= 6 or any(unit.is_function or unit.span or unit.is_wall for unit in units):
        return
    if any(unit.text in EMPTY_VERBS | NEGATIONS | DEFINES | MODALS or unit.tag[0] in "rm" for unit in units):
        return
    if any(is_rare(unit) and unit.tag not in ("a", "i") for unit in units) and not is_generic_word(units[0].text):
        yield Phrase(units[0].start, units[-1].end, role, prior)


def _is_named(before: Unit | None, unit: Unit, after: Unit | None) -> bool:
    """巴黎和会 in 是巴黎和会上…."""
    if len(unit.text) < 3 or unit.tag not in ("ns", "nt", "nz", "nr") or before is None:
        return False
    opened = before.text == "是" or (before.is_function and before.text not in ("的", "之"))
    return opened and (after is None or (after.is_function and after.text not in ("的", "之")))


def _is_known_noun(unit: Unit) -> bool:
    return is_plain_noun(unit) and len(unit.text) > 1 and unit.text not in RELATES | ACTIONS | DEFINES


def _tells(run: Sequence[Unit]) -> bool:
    return any(is_rare(unit) for unit in run) and not is_generic_word(run[-1].text)


def _is_noun_with(verb: Unit, after: Unit) -> bool:
    """标准摩尔|生成|焓: one character more makes a noun of the verb."""
    return verb.tag[0] == "v" and len(after.text) == 1 and after.is_noun and not after.span and not verb.span


def _is_spoken_of(before: Sequence[Unit], after: Unit | None, beyond: Sequence[Unit], length: int) -> bool:
    """变速箱 in 拖拉机的变速箱用来…, 冲程 in 抽油机的冲程和…, but not 跨国 in 信息的跨国或跨地区交流."""
    if not before or before[-1].text != "的" or after is None or after.span or after.is_wall:
        return False
    if any(unit.tag == "v" for unit in before):
        return False
    joins = after.text in CONJUNCTIONS and after.text != "及" and not (len(beyond) > 1 and beyond[1].is_noun)
    if after.text in MODALS and length < 3:
        return False  # 校验 in 限速器的校验应当…: what is done
    tells = after.text in MODALS | {"用来", "用于", "由", "被", "把", "将"} or (
        after.text in RELATES and after.text not in DEFINES and len(after.text) > 1
    )
    return joins or tells


def _is_place(after: Sequence[Unit]) -> bool:
    """蒸发器 in 在蒸发器中吸热."""
    if not after or after[0].text not in _IN or after[0].span:
        return False
    return len(after) == 1 or (after[1].tag == "v" and len(after[1].text) > 1)


_SAYS_WHICH = frozenset(words("相关 有关 相应 特定 指定 附属"))


def _is_what_the_verb_takes(before: Sequence[Unit], run: Sequence[Unit]) -> bool:
    """花芽分化 in 促进花芽分化: the one verb of a clause, whose object must end with it."""
    if not before or before[-1].tag != "v" or before[-1].span:
        return False
    verb = before[-1]
    if verb.text in _SAYS_WHICH:
        return False  # 相关研究法
    lead = len(before) - 1
    while lead and before[lead - 1].tag in ("d", "ad"):
        lead -= 1
    technical = all(unit.frequency < _TERM or len(unit.text) > 3 for unit in run)
    if lead and before[lead - 1].text in MODALS and technical and len(run) == 1:
        return True  # 应当按期进行换届选举, 应当计入管理费用
    others = [unit for unit in before[:-1] if unit.text not in MODALS]
    if any(unit.tag[0] in "vxi" or unit.text in NEGATIONS | RELATES | {"的", "之"} for unit in others):
        return False
    if any(unit.tag[0] == "p" for unit in others):
        return False
    if verb.text in EMPTY_VERBS | _CARRIES_OUT or is_generic_word(verb.text):
        return technical and len(run) == 1
    plain = len(verb.text) == 2 or verb.text in _SHORT
    return plain and verb.frequency >= EVERYDAY_VERB and verb.text not in NOMINAL
