"""Wordings that a sentence closes on both sides by itself (所谓…，是指; 称为…。; 由…提出): whatever words the cutter
makes of them, their edges are certain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizzes.core.lexicon import EVALUATIONS, is_generic_word, sounds_foreign
from quizzes.core.noun_phrases import Phrase, is_specific
from quizzes.core.reading import Reading, Unit
from quizzes.core.wordlists import words

_WORD = "[^，。；：、！？“”《》（）()【】\\s]"
_PLAIN = "[^，。；：、！？“”《》（）()【】\\s的和与或及]"
_END = "(?=[，。；）]|$)"

_MEANS = "，?(?:是指|指的是|系指|意指|意思是)"
_DEFINED = re.compile(f"(?:^|(?<=[。；\\s]))(?:所谓|本[^，。；]{{1,4}}所称的?)?(?P<told>{_PLAIN}{{2,10}}?)(?={_MEANS})")
_RATIO = re.compile(f"^(?P<told>{_PLAIN}{{2,10}}?)(?=(?:是|为|等于)[^。；]{{4,}}之[比和差积商](?:[，。；]|$))")
_CALLED = re.compile(
    f"(?:被称为|称为|称作|称之为|叫做|叫作|合称为?|统称为?|通称为?|简称为?|俗称)(?P<told>{_PLAIN}{{2,8}}){_END}"
)
_BY = re.compile(
    f"由(?P<told>{_PLAIN}{{2,8}}?)(?=(?:首先|最早|率先|首次)?"
    "(?:提出|创立|发明|发现|首创|创建|创作|编写|编撰|撰写|主编|开创|创办|谱曲|作词|作曲|执导))"
)
_DONE_BY = re.compile(
    f"由(?P<told>{_PLAIN}{{2,10}})(?=(?:主持|负责|批准|承担|管理|执行|组织实施|监督|决定|任免|保管|制定|支付|签发|审批|签字|"
    f"引起|所致|导致|造成|组成|构成|分泌|产生){_END})"
)
_RATHER = re.compile(f"(?:而是|而在于)(?P<told>{_WORD}{{3,10}}){_END}")
_LEST = re.compile(f"(?:以|从而|以便|以免|避免|防止)(?:避免|防止|消除)?(?P<told>{_WORD}{{4,10}}){_END}")
_PLAYS = re.compile(f"起(?:着|到)?(?P<told>{_PLAIN}{{2,4}})(?=作用(?:[，。；]|$))")
_STANDARD = re.compile(
    f"以(?P<told>{_WORD}{{2,8}})(?=为(?:准|限|界|依据|基准|标准|单位|起点|中心|标志|模板|原料|代表){_END})"
)
_ANSWERS = re.compile(
    f"的(?:[^，。；、的]{{0,4}}(?:特征|体征|表现|病因|原因|药物|药|方法|产物|作者|首都|省会|单位|成分|来源|部位|载体|条件|手段|工具|途径|场所|"
    f"器官|标志|前提|机构|方式|措施|指标|形式))(?:是|为)(?P<told>{_PLAIN}{{3,12}}){_END}"
)
_THAT_IS = re.compile(f"，这(?:就是|即为|便是|叫做?|称为)(?P<told>{_PLAIN}{{2,10}}){_END}")
_SET_FORTH = re.compile(
    f"提出了?(?P<told>{_PLAIN}{{2,10}})(?=的(?:主张|观点|思想|理论|学说|口号|概念|原则|方针|设想|命题|假说|论断){_END})"
)
_FRAMES = (
    (_DEFINED, "named", 0.72),
    (_RATIO, "named", 0.7),
    (_CALLED, "named", 0.66),
    (_BY, "agent", 0.6),
    (_DONE_BY, "by", 0.56),
    (_RATHER, "rather", 0.54),
    (_LEST, "purpose", 0.5),
    (_PLAYS, "object", 0.52),
    (_STANDARD, "by", 0.6),
    (_ANSWERS, "named", 0.6),
    (_THAT_IS, "named", 0.64),
    (_SET_FORTH, "named", 0.6),
)
_POINTS = re.compile("[这那其该此它本各]|上述|以下|前[述者]|后者")
_SAYS_MORE = re.compile("[让使把将被要应须会能可其]|就是|也|都|不")


def framed(reading: Reading) -> Iterator[Phrase]:
    for pattern, role, prior in _FRAMES:
        for match in pattern.finditer(reading.text):
            start, end = match.span("told")
            inside = reading.between(start, end)
            if not inside or (inside[0].start, inside[-1].end) != (start, end):
                continue
            if _POINTS.match(match["told"]) or any(unit.span and unit.span != "term" for unit in inside):
                continue
            if role in ("rather", "purpose") and (_SAYS_MORE.search(match["told"]) or inside[-1].text in EVALUATIONS):
                continue
            if _tells(inside, role):
                yield Phrase(start, end, role, prior)
    yield from _doers(reading)


def _tells(inside: Sequence[Unit], role: str) -> bool:
    """A name that the sentence itself gives need not be rare, but no word for everything."""
    if role == "named":
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
