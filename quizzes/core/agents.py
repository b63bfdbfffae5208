"""Who did it, where, and with what: 由牛顿提出, 在北京召开, 用干沙覆盖, 保存在煤油中."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizzes.core.lexicon import ACTIONS, AGENT_MARKS, FORBIDS, MEANS_MARKS, MODALS, NOMINAL, PLACE_MARKS, RELATES
from quizzes.core.noun_phrases import Phrase, phrase_of
from quizzes.core.reading import Unit
from quizzes.core.wordlists import words

_MUST = MODALS | FORBIDS | frozenset(words("允许 准许 只能 立即 及时 先 再 并 均 都"))
_BY_WHAT = frozenset(words("根据 依据 按照 依照 基于"))
_OF_A_LAW = frozenset(words("原理 效应 作用 现象 定律 反应 技术 工艺 方法 机制 法"))
_ON_PAPER = frozenset(words("说明 规定 报告 决定 解释 设计"))
_INTERVENING = frozenset(
    words("讨论 审议 研究 协商 表决 投票 通过 于 在 用 以 根据 按照 首先 首次 率先 最早 最先 共同 联合")
)
_HOW = frozenset(
    words(
        """
        全面 深入 持续 扎实 统一 集中 直接 专属 独家 单独 另行 严格 充分 积极 加快 轮流 轮番 交替 分别 依次 逐一 逐级
        逐项 手工 人工 徒手 单手 双手 当面 互相 相互 自行 亲自 代为 一并 对外 对内
        """
    )
)
_PUT_IN = frozenset(words("设在 建在 定在 放在 落在 安在 装在 置于 建于 设于 藏于 放于 安装在 安放在 布置在 设置在"))
_PLACE_ENDS = frozenset(words("时 后 前 中 里 内 上 下 内外 上下 之中 之内 之上 之下 之间 附近 处 旁"))


def agents(clause: Sequence[Unit]) -> Iterator[Phrase]:
    """由牛顿提出, 在北京召开, 用干沙覆盖: what stands between the mark and the verb."""
    for index, unit in enumerate(clause[:-2]):
        if unit.span or not _is_mark(unit):
            continue
        if unit.text == "以" and (base := _base(clause[index + 1 :])):
            yield from phrase_of(base, "agent", 0.86, compound_is_enough=True, verbs=True)
        elif not _nothing_is_done(clause, index):
            yield from _up_to_verb(clause, index)


def _up_to_verb(clause: Sequence[Unit], index: int) -> Iterator[Phrase]:
    by = clause[index].text in AGENT_MARKS or clause[index].text == "报"
    for stop in range(index + 2, min(index + 7, len(clause))):
        verb = clause[stop]
        if _is_its_verb(clause, index, stop):
            yield from _last_part(clause[index + 1 : stop], "agent" if by else "place", 0.66 if by else 0.6)
            return
        if (verb.is_function and verb.text != "的") or verb.text == "、" or _takes_over(clause, stop):
            return
        if by and stop + 1 == len(clause) and len(verb.text) == 2 and not verb.span:
            yield from _last_part(clause[index + 1 : stop], "agent", 0.5)  # 由财政部门|核定


def _takes_over(clause: Sequence[Unit], place: int) -> bool:
    """申报 in 由检验机构申报检验: another verb, which no rule here knows."""
    verb, after = clause[place], clause[place + 1] if place + 1 < len(clause) else None
    known = verb.span or verb.text in NOMINAL | RELATES
    return verb.tag == "v" and len(verb.text) > 1 and not known and after is not None and not after.is_noun


def _is_its_verb(clause: Sequence[Unit], index: int, stop: int) -> bool:
    """Whether what the mark at `index` leads to is done at `stop`."""
    mark, verb, beyond = clause[index], clause[stop], clause[stop + 1 :]
    if mark.text in _BY_WHAT and verb.text in _ON_PAPER and beyond and beyond[0].tag.startswith("v"):
        return False  # 依据需求规格说明检验
    if verb.span or (len(verb.text) == 1 and beyond and (beyond[0].is_noun or beyond[0].tag == "v")):
        return False  # 聚 in 部分水解聚丙烯酰胺, 挤 in 采用抛石挤淤的工艺
    if verb.text in ACTIONS or verb.text == "绘制":
        return True
    if verb.text in _INTERVENING and any(unit.text in ACTIONS for unit in beyond):
        return True
    if mark.text == "由" and verb.tag.startswith("v") and _is_end_of_making(beyond):
        return True
    if mark.text in MEANS_MARKS and beyond and beyond[0].text in _OF_A_LAW:
        return False  # 利用油水相斥原理
    return (
        (mark.text == "由" and verb.tag == "v" and not beyond)  # 由三角帆蚌培育
        or (
            mark.text in MEANS_MARKS
            and not (beyond and beyond[0].text in ("来", "去", "以"))  # 采用分层注水来缓解…
            and verb.tag in ("v", "vn")
            and verb.text not in NOMINAL
            and not (
                mark.text == "使用" and verb.tag == "vn" and beyond and beyond[0].is_noun
            )  # 使用较广的人造国际|辅助|语言
            and not _is_name(clause, index, verb)
        )
        or (mark.text in PLACE_MARKS and verb.text in RELATES)
    )


def _is_name(clause: Sequence[Unit], index: int, verb: Unit) -> bool:
    """结构使用年限预测, in which nothing is used."""
    return bool(index) and clause[index].text == "使用" and clause[index - 1].is_noun and verb.tag == "vn"


def _is_mark(unit: Unit) -> bool:
    """报 in 报主管部门批准 is one as well."""
    return unit.text in AGENT_MARKS | PLACE_MARKS | MEANS_MARKS or (unit.text == "报" and unit.tag == "p")


def _nothing_is_done(clause: Sequence[Unit], index: int) -> bool:
    """以铰链磨损为主, 根据瑞利判据，…, 用棱体排水或…: what looks like the verb is the end of a name."""
    mark, rest = clause[index], clause[index + 1 :]
    if mark.text in MEANS_MARKS and len(rest) > 2 and rest[1].tag == "v" and rest[2].text in ("或", "和", "与", "、"):
        return True
    if mark.text in _BY_WHAT:
        return rest[-1].tag == "v" and not any(unit.tag.startswith("v") for unit in rest[:-1])
    main = next((i for i, part in enumerate(rest) if part.text in ("为主", "为辅")), 0)
    return mark.text == "以" and main > 0 and rest[main - 1].tag.startswith("v")


def _is_end_of_making(rest: Sequence[Unit]) -> bool:
    """由硅钢片叠压而成."""
    return "".join(unit.text for unit in rest[:2]).startswith("而成")


def finders(clause: Sequence[Unit]) -> Iterator[Phrase]:
    """电磁感应现象是法拉第发现的: who stands between 是 and the verb."""
    if len(clause) < 4 or clause[-1].text != "的" or clause[-2].text not in ACTIONS:
        return
    start = next((i + 1 for i, unit in enumerate(clause) if unit.text == "是"), 0)
    if start and not any(unit.is_function or unit.text == "、" for unit in clause[start:-2]):
        yield from phrase_of(without_title(clause[start:-2]), "agent", 0.66)


def _base(rest: Sequence[Unit]) -> Sequence[Unit]:
    """What stands between 以 and 为: 以权责发生制为基础."""
    stop = next((i for i, unit in enumerate(rest) if unit.text in ("为", "作为") or unit.is_function), len(rest))
    return rest[:stop] if stop < len(rest) and rest[stop].text in ("为", "作为") else ()


def _last_part(units: Sequence[Unit], role: str, prior: float) -> Iterator[Phrase]:
    """北宋的毕昇: what follows the last 的."""
    start = max((i + 1 for i, unit in enumerate(units) if unit.text == "的"), default=0)
    if start == len(units):
        return
    if role == "place" and units[-1].text[-1] == "性" and not units[-1].span:
        return  # 通过竞争性抑制…: how, and not by what
    while len(units) > start + 1 and units[-1].text in _HOW:
        units = units[:-1]  # 以中国式现代化全面推进…
    yield from phrase_of(without_title(units[start:]), role, prior - 0.04 * (start > 0))


def without_title(rest: Sequence[Unit]) -> Sequence[Unit]:
    """弗莱明 in 英国细菌学家弗莱明: the person, not the profession."""
    last, before = rest[-1], rest[-2] if len(rest) > 1 else None
    person = last.tag in ("nr", "nrt", "x") and 2 <= len(last.text) <= 4 and not last.span
    titled = before is not None and before.text[-1] in "家者人师员帝王生士长匠代朝国守相将臣" and len(before.text) > 1
    return rest[-1:] if person and titled else rest


def places(clause: Sequence[Unit]) -> Iterator[Phrase]:
    """迁到洛阳, 保存在煤油中, 位于青藏高原: what a closing 到, 在 or 于 points to."""
    for index in range(1, len(clause) - 1):
        unit, before = clause[index], clause[index - 1]
        mark = unit.text in PLACE_MARKS | {"入", "成"}
        leads = mark and (before.tag.startswith("v") or (unit.text == "于" and before.is_noun))
        if unit.span or not (leads or unit.text in _PUT_IN):
            continue
        rest = _place(clause[index + 1 :])
        if before.text in _MUST and index + 1 + len(rest) == len(clause):
            rest = rest[:-1]  # 应当向管理机构报告: the verb comes last, whatever the dictionary calls it
        if before.text == "优先" and len(rest) > 1 and rest[-1].tag in ("v", "vn"):
            rest = rest[:-1]  # 优先于税款清偿
        beyond = clause[index + 1 + len(rest) : index + 3 + len(rest)]
        if len(beyond) == 2 and beyond[0].text in ("后", "前") and (beyond[1].span or beyond[1].tag == "m"):
            continue  # 推算到小数点后七位
        if not any((part.is_function and part.text != "的") or part.text == "、" for part in rest):
            yield from _last_part(rest, "place", 0.62)


def _place(rest: Sequence[Unit]) -> Sequence[Unit]:
    """弱光 in 弱光下视物, 墨西哥 in 墨西哥越冬: the place without what happens there."""
    stop = next((i for i, unit in enumerate(rest) if i and unit.text in _PLACE_ENDS), len(rest))
    if rest[0].tag == "ns" and stop == 2 and (rest[1].tag[:2] in ("v", "vn", "x", "nr") or rest[1].text in RELATES):
        stop = 1
    return rest[:stop]
