"""Wordings that a sentence closes on both sides by itself (所谓…，是指; 称为…。; 由…提出): whatever words the cutter
makes of them, their edges are certain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizzes.core.lexicon import EVALUATIONS, is_generic_word, sounds_foreign
from quizzes.core.list_edges import length_of
from quizzes.core.noun_phrases import RARE, Phrase, is_specific
from quizzes.core.reading import Reading, Unit
from quizzes.core.wordlists import words

_WORD = "[^，。；：、！？“”《》（）()【】\\s]"
_PLAIN = "[^，。；：、！？“”《》（）()【】\\s的和与或及]"
_END = "(?=[，。；）]|$)"

_MEANS = "，?(?:是指|指的是|系指|意指|意思是)"
_FOUNDS = "提出|创立|发明|发现|首创|创建|创作|编写|编撰|撰写|主编|开创|创办|谱曲|作词|作曲|执导"
_DOES = (
    "主持|负责|批准|承担|管理|执行|组织实施|监督|决定|任免|保管|制定|支付|签发|审批|签字|引起|所致|导致|造成|组成|构成|"
    "分泌|产生"
)
_SERVES = "准|限|界|依据|基准|标准|单位|起点|中心|标志|模板|原料|代表"
_ASPECTS = (
    "特征|体征|表现|病因|原因|药物|药|方法|产物|作者|首都|省会|单位|成分|来源|部位|载体|条件|手段|工具|途径|场所|器官|标志|前提|"
    "机构|方式|措施|指标|形式"
)
_RANKED = (
    "首要任务|根本任务|中心任务|总任务|本质要求|本质特征|本质属性|最本质的特征|最大优势|根本组织原则|根本领导制度|根本政治制度|"
    "基本政治制度|基本经济制度|基本国策|总体布局|战略布局|重中之重"
)
_VIEWS = "主张|观点|思想|理论|学说|口号|概念|原则|方针|设想|命题|假说|论断"

_TOLD, _SAID = f"(?P<told>{_PLAIN}{{2,10}}?)", f"(?P<told>{_WORD}{{3,10}})"
_FRAMES = tuple(
    (re.compile(pattern), role, prior)
    for pattern, role, prior in (
        # 所谓管理幅度，是指…; 本办法所称突发事件，是指…
        (f"(?:^|(?<=[。；\\s]))(?:所谓|本[^，。；]{{1,4}}所称的?)?{_TOLD}(?={_MEANS})", "named", 0.72),
        (f"^所谓{_TOLD}(?=，?(?:就是|即))", "named", 0.72),
        (f"^(?:[^，。；的]{{0,6}}所谓)?{_TOLD}(?=，(?:也就是|即))", "named", 0.7),  # 机会成本，也就是…
        # 螺纹连接防松的实质，是防止相对转动
        (f"的(?:实质|本质|目的|作用|任务|原理)，(?:就?是|在于)(?P<told>{_WORD}{{4,14}}){_END}", "purpose", 0.56),
        # 流动比率等于流动资产与流动负债之比
        (f"^{_TOLD}(?=(?:是|为|等于)[^。；]{{4,}}之[比和差积商](?:[，。；]|$))", "named", 0.7),
        # …的方式，称为越库作业
        (
            f"(?:称为|称作|称之为|叫做|叫作|合称为?|统称为?|通称为?|简称为?|俗称)(?P<told>{_PLAIN}{{2,8}}){_END}",
            "named",
            0.66,
        ),
        (f"，这(?:就是|即为|便是|叫做?|称为){_TOLD}{_END}", "named", 0.64),  # …，这就是楞次定律
        (f"提出了?{_TOLD}(?=的(?:{_VIEWS}){_END})", "named", 0.6),  # 提出知行合一的主张
        # 全过程人民民主是社会主义民主政治的本质属性
        (f"^(?P<told>{_PLAIN}{{4,12}}?)(?=是[^，。；]{{4,}}的(?:{_RANKED}){_END})", "named", 0.62),
        # 二尖瓣狭窄的特征性体征是心尖区舒张期隆隆样杂音
        (f"的[^，。；、的]{{0,4}}(?:{_ASPECTS})(?:是|为)(?P<told>{_PLAIN}{{3,12}}){_END}", "named", 0.6),
        (f"由{_TOLD}(?=(?:首先|最早|率先|首次)?(?:{_FOUNDS}))", "agent", 0.6),  # 由维果茨基提出
        (f"以(?P<told>{_WORD}{{2,8}})(?=为(?:{_SERVES}){_END})", "by", 0.6),  # 以最后的遗嘱为准
        (f"由{_TOLD}(?=(?:{_DOES}){_END})", "by", 0.56),  # 由非本案调查人员主持
        # 建立在大整数因子分解困难性的基础上
        (f"建立在(?P<told>{_WORD}{{2,14}}?)(?=的?基础之?上)", "by", 0.56),
        # 把旋转运动转变为抽油杆的上下往复运动
        (
            f"(?:转变|转化|转换|演变|发展|分解|还原|氧化|水解|裂解|沉淀|凝结)[为成](?:[^，。；的]{{1,8}}的)?"
            f"(?P<told>{_PLAIN}{{2,8}}){_END}",
            "becomes",
            0.56,
        ),
        (f"(?:而是|而在于){_SAID}{_END}", "rather", 0.54),  # 不是…，而是权力的滥用
        (f"(?<![引一发兴唤掀])起[着到]?(?P<told>{_PLAIN}{{2,4}})(?=作用(?:[，。；]|$))", "object", 0.52),  # 起催化作用
        # 以避免气泡堵塞肺动脉入口
        (f"(?:避免|防止|消除|以免|以便)(?![^，。；]*(?:产生|发生|出现|[因而])){_SAID}{_END}", "purpose", 0.5),
    )
)
_POINTS = re.compile("[这那其该此它](?!他)|本(?![体能质底来])|各(?![向自])|.*所谓|上述|以下|前[述者]|后者")
_CHOSEN = frozenset(words("选举 推选 提名 讨论 审议 协商 研究 任命 批准 投票"))
_SAYS_MORE = frozenset(words("让 使 把 将 被 要 应 须 会 能 可 其 就是 也 都 不 能够 可以 应当 必须 就 才"))


def framed(reading: Reading) -> Iterator[Phrase]:
    """What stands in one of the frames, and who opens a sentence with what he found or held."""
    for pattern, role, prior in _FRAMES:
        for match in pattern.finditer(reading.text):
            start, end = match.span("told")
            inside = reading.between(start, end)
            if not inside or (inside[0].start, inside[-1].end) != (start, end):
                continue
            if _POINTS.match(match["told"]) or any(unit.span and unit.span != "term" for unit in inside):
                continue
            if role == "by" and inside[-1].text in _CHOSEN:
                continue  # 由全国人民代表大会选举产生
            if role in ("rather", "purpose") and (
                inside[-1].text in EVALUATIONS or any(unit.text in _SAYS_MORE for unit in inside)
            ):
                continue
            if _tells(inside, role):
                yield Phrase(start, end, role, prior)
                yield from _new_half(inside, role, reading)
    yield from _doers(reading)


def _new_half(inside: Sequence[Unit], role: str, reading: Reading) -> Iterator[Phrase]:
    """极化 in 群体讨论…，称为群体极化: of a name in two words, the one that the sentence has not said before."""
    if role != "named" or len(inside) != 2 or any(len(unit.text) < 2 for unit in inside):
        return
    seen = [reading.text.count(unit.text) > 1 for unit in inside]
    if seen.count(True) == 1:
        new = inside[seen.index(False)]
        if not is_generic_word(new.text) and (new.frequency < RARE or new.tag == "x"):
            yield Phrase(new.start, new.end, "named", 0.56)


def _tells(inside: Sequence[Unit], role: str) -> bool:
    """A name that the sentence itself gives need not be rare, but no word for everything."""
    if role == "named" or (role == "by" and length_of(inside) > 3):
        return not all(is_generic_word(unit.text) for unit in inside)
    return is_specific(inside)


_FOUND = frozenset(
    words("认为 主张 提出 提出了 发现 发现了 发明 发明了 创立 创立了 首创 首创了 证明 证明了 揭示 揭示了")
)
_TITLED = "家者人师员士长生"


def _doers(reading: Reading) -> Iterator[Phrase]:
    """赫茨伯格 in 赫茨伯格认为…, 杜威 in 美国教育家杜威主张…: who opens a sentence and found or held something."""
    units = reading.units
    verb = next((i for i, unit in enumerate(units[:8]) if unit.text in _FOUND and not unit.span), 0)
    before = units[:verb]
    if not before or any(unit.is_wall or unit.is_function or unit.span or unit.tag[0] in "vm" for unit in before[:-1]):
        return
    start = verb - 1
    while start and sounds_foreign(units[start - 1].text + units[start].text):
        start -= 1
    name = reading.text[units[start].start : before[-1].end]
    titled = start == 0 or units[start - 1].text[-1] in _TITLED
    person = (start == verb - 1 and before[-1].tag in ("nr", "nrt", "nrfg")) or sounds_foreign(name)
    if titled and person and 2 <= len(name) <= 6 and not is_generic_word(name):
        yield Phrase(units[start].start, before[-1].end, "doer", 0.5)
