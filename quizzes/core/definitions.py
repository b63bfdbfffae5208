"""What a sentence says that its subject is: the definition behind 是 or 称为, and the wording of a named attribute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizzes.core.agents import without_title
from quizzes.core.lexicon import ACTIONS, CONJUNCTIONS, EVALUATIONS, METAPHORS, is_generic_word
from quizzes.core.noun_phrases import UNCOMMON, Phrase, is_nominal, is_rare, is_specific, phrase_of
from quizzes.core.reading import Unit
from quizzes.core.wordlists import words

_TELLING = 300  # a word this rare says something even at the end of a long description


def definition(rest: Sequence[Unit], prior: float, trigger: str) -> Iterator[Phrase]:
    """What follows 是 or 称为, to the end of the clause: whole if it is short, else what follows its last 的."""
    if any(unit.text == "、" or unit.text in CONJUNCTIONS for unit in rest) or _is_eloquent(rest[-1]):
        return
    if trigger == "就是" and len(rest) == 1 and not rest[0].span:
        return  # 时间就是生命
    if len(rest) > 2 and rest[0].text in _RANKS and rest[1].text == "的":
        rest, prior = rest[2:], prior - 0.1  # 典型的短日照植物
    breaks = [i for i, unit in enumerate(rest) if unit.text in ("的", "之")]
    if breaks and rest[-1].text in EVALUATIONS:
        return  # 光荣的事业
    if breaks:
        yield from _described(rest, breaks, prior)
        return
    if trigger in _NAMES_IT and len(rest) == 1 and rest[0].tag == "v" and is_rare(rest[0]):
        yield Phrase(rest[0].start, rest[0].end, "definition", prior)  # 这种现象称为喷溅
        return
    rest = without_title(rest)
    yield from phrase_of(rest, "definition", prior, compound_is_enough=True, verbs=True)
    yield from _plain_definition(rest, prior - 0.06)
    yield from _called(rest, trigger)


_RANKS = frozenset(words("典型 重要 主要 常见 著名 基本 独特 特殊 良好 理想 有效 常用 普通 一般 特有 完整 简单"))
_NAMES_IT = frozenset(words("称为 称作 称之为 叫 叫做 叫作 俗称 又称 也称 亦称 名为"))


def _called(rest: Sequence[Unit], trigger: str) -> Iterator[Phrase]:
    """自我服务偏见 in 称为自我服务偏见, 间位定位基 in 是间位定位基: what ends with the clause, whatever the words."""
    length = rest[-1].end - rest[0].start
    plain = not any(unit.is_wall or unit.span or (unit.is_function and unit.tag != "r") for unit in rest)
    if len(rest) < 2 or not 3 <= length <= 8 or not plain or not is_specific(rest):
        return
    if trigger in _NAMES_IT:
        yield Phrase(rest[0].start, rest[-1].end, "definition", 0.62)
    elif trigger in ("是", "为") and not any(unit.tag[0] in "vdrmp" for unit in rest):
        yield Phrase(rest[0].start, rest[-1].end, "definition", 0.5)


def _is_eloquent(last: Unit) -> bool:
    """历史是一面镜子, in one word or two."""
    return last.text in METAPHORS or (last.text[0] == "一" and last.text[2:] in METAPHORS)


def _described(rest: Sequence[Unit], breaks: Sequence[int], prior: float) -> Iterator[Phrase]:
    """A definition that holds a 的: its parts are what can be asked if the whole is long."""
    tail = rest[breaks[-1] + 1 :]
    whole = tail and len(breaks) == 1 and tail[-1].end - rest[0].start <= 8
    if whole and breaks[0] > 1 and rest[breaks[0] - 1].text in ACTIONS:
        yield from phrase_of(without_title(rest[: breaks[0] - 1]), "agent", prior - 0.04)  # 阿炳创作的二胡曲
    elif whole and is_nominal(tail) and is_nominal(rest[: breaks[0]]):
        if is_specific([*rest[: breaks[0]], *tail]):
            yield Phrase(rest[0].start, tail[-1].end, "definition", prior - 0.1)
    elif any(unit.frequency < _TELLING and len(unit.text) > 1 for unit in tail):
        yield from phrase_of(tail, "definition", prior - 0.3)


_ATTRIBUTES = frozenset(
    words(
        """
        机理 机制 原因 主因 关键 前提 标志 优点 缺点 特性 后果 措施 任务 职责 作用 根本任务 中心任务
        宗旨 方针 本质 主题 口号 校训 格言 目标 总目标 要义 精髓 灵魂 主线 初心 使命 内涵 实质 特征 特点 功能 原理
        规则 规律 用途 目的 主旨 立场 标语 信条 性质 总方针 总要求 工作方针 指导方针 基本原则 根本宗旨 核心要义
        """
    )
)


def attributes(clause: Sequence[Unit]) -> Iterator[Phrase]:
    """党的宗旨是全心全意为人民服务: where a sentence names what it tells, all of it is the answer."""
    for index, unit in enumerate(clause[1:-1], start=1):
        if unit.text not in ("是", "为") or clause[index - 1].text not in _ATTRIBUTES:
            continue
        rest = clause[index + 1 :]
        if len(rest) > 1 and rest[0].text in ("为", "为了"):
            rest = rest[1:]  # 目的是为获得马氏体组织
        length = rest[-1].end - rest[0].start
        if len(rest) == 1 and rest[0].tag == "v" and is_rare(rest[0]):
            yield Phrase(rest[0].start, rest[0].end, "definition", 0.66)  # 辩证否定的实质是扬弃
        if (
            4 <= length <= 14
            and not any(part.text == "、" or part.span or part.tag == "c" for part in rest)
            and is_specific(rest)
        ):
            yield Phrase(rest[0].start, rest[-1].end, "definition", 0.7)
        return


def _plain_definition(rest: Sequence[Unit], prior: float) -> Iterator[Phrase]:
    """One concrete noun (皮肤), or a short clause that is named as a whole (自我实现需求)."""
    first, last = rest[0], rest[-1]
    if len(rest) == 1:
        idiom = first.tag in ("i", "l") and len(first.text) == 4  # 后进先出
        concrete = first.tag.startswith("n") and len(first.text) >= 2 and first.frequency < UNCOMMON
        if (idiom or concrete) and not is_generic_word(first.text) and not first.span:
            yield Phrase(first.start, last.end, "definition", prior)
        return
    plain = not any(unit.is_function or unit.is_wall or unit.span for unit in rest)
    verbal = last.tag.startswith("v") and not is_generic_word(last.text) and not first.text.startswith("第一")
    if last.end - first.start <= 8 and plain and verbal and is_specific(rest):
        yield Phrase(first.start, last.end, "definition", prior)
