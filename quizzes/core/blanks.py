"""What is worth hiding in a statement, best first, or why nothing is."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from quizzes.core.appeals import HEARTFELT, WISHES, is_spared, tone
from quizzes.core.candidates import NUMERIC_KINDS, ROLES, Candidate
from quizzes.core.enumerations import find_lists, list_lengths
from quizzes.core.faults import Fault, fault
from quizzes.core.fragments import is_fragment
from quizzes.core.lexicon import DEFINES, EMPTY_VERBS, is_generic_word
from quizzes.core.list_edges import Listing
from quizzes.core.name_parts import is_mere_part
from quizzes.core.noun_phrases import TECHNICAL
from quizzes.core.proposals import proposals
from quizzes.core.reading import Reading, unit_before
from quizzes.core.stems import content_length
from quizzes.core.types import Point
from quizzes.core.wordlists import words

_TEXT_KINDS = frozenset(words("title quote term latin name phrase"))


# What a sentence supposes, it does not tell: 以四分音符为一拍时, …; 饮酒后驾驶机动车的，….
_CONDITION = re.compile("[^，。；：！？、]{0,12}(?:时|[之以]?后|[之以]?前|时候|情况下|的)，")

# 电流通过人体的路径中，…, but not 保存在棕色试剂瓶中，….
_DURING = re.compile("[^，。；：！？、]{0,12}(?<![其当])中，")
_PUT_SOMEWHERE = re.compile("[在于到入][^，。；]*$")

# 维护医疗救治秩序，要做到…: the heading of what follows, which any other would fit.
_IS_TOPIC = re.compile("，[^，。；]{0,8}?(?:要(?!求)|须|应当?|需要?|必须)")

_WEIGHED = re.compile("(?:最[^，。；的]{1,3}的|[靠凭贵]的?|关键|重)(?:就?是|在于?|在乎)$")  # 最要紧的是用心: advice

# “绿油油”是状态形容词, “若无闲事挂心头”出自…: a quotation that the sentence speaks of, and not what it tells.
_IS_EXAMPLE = re.compile(
    "”?(?:这[类种样句个]|一[词语句]|等|[里中]的|的“|语?出[自于]|本于|见于|语出|(?:都|均)?是[^，。；]{0,14}[词语句话字录诗](?:[，。；]|$))"
)

_SLOGAN_KINDS = frozenset(words("item ordinal measure count"))  # 台上一分钟，台下十年功

_TELLING = 2500


LEAST_SCORE = 0.45  # below this a blank is one that a teacher would not choose


@dataclass(frozen=True)
class Found:
    """All acceptable blanks of a statement, best first, and the faults of those that were not."""

    candidates: tuple[Candidate, ...]
    faults: tuple[Fault, ...]
    lists: tuple[Listing, ...]


def find_blanks(point: Point, reading: Reading, rarity: Callable[[str], float]) -> Found:
    """Judge every possible blank of a key point. `rarity` gives 0 to 1 for an answer, over all key points."""
    lists = find_lists(reading)
    lengths = list_lengths(reading, lists)
    urged = tone(reading)
    faults: list[Fault] = []
    best: dict[tuple[int, int], Candidate] = {}
    for candidate in proposals(point, reading, lists):
        if _is_banned(point, candidate) or is_mere_part(candidate, reading) or is_fragment(candidate, reading):
            continue
        found = fault(
            reading,
            candidate.start,
            candidate.end,
            candidate.kind,
            aliases=_other_names(point, reading, candidate),
            lengths=lengths,
        )
        if found:
            faults.append(found)
            continue
        scored = replace(candidate, score=_score(candidate, point, reading, rarity, urged))
        known = best.get((candidate.start, candidate.end))
        if known is None or known.score < scored.score:
            best[candidate.start, candidate.end] = scored

    ordered = sorted(_promoted(best.values(), faults, reading, urged=urged), key=lambda c: (-c.score, c.start, c.end))
    return Found(tuple(ordered), tuple(faults), lists)


def _promoted(
    candidates: Iterable[Candidate],
    faults: Sequence[Fault],
    reading: Reading,
    *,
    urged: float,
) -> list[Candidate]:
    """With nothing better, the name that the sentence is about: when it is a technical term, or when the number that
    belongs to it is too long to be hidden."""
    given = list(candidates)
    if any(candidate.score >= LEAST_SCORE for candidate in given) or urged:
        return given
    crowded = any(found.code == "context" for found in faults)
    return [
        replace(c, score=LEAST_SCORE)
        if _is_subject(c) and not _is_what_is_asked_about(c, reading) and (crowded or _is_rare(c, reading))
        else c
        for c in given
    ]


def _is_rare(candidate: Candidate, reading: Reading) -> bool:
    """Whether it is a technical term, whole for certain, and the rest tells enough to find it."""
    if candidate.start and reading.text.startswith("的", candidate.end) and candidate.kind == "name":
        return False  # 著录 in 位于著录的第一项
    inside = reading.between(candidate.start, candidate.end)
    if any(unit.tag == "x" and not unit.span and len(unit.text) > 1 for unit in inside):
        return False  # where the cutter guessed, the edges are doubtful
    outside = (
        unit
        for unit in reading.units
        if unit not in inside and (unit.is_noun or unit.tag == "v") and not is_generic_word(unit.text)
    )
    telling = any(
        not unit.text.startswith("第一") and (unit.span or (len(unit.text) > 1 and unit.frequency < _TELLING))
        for unit in outside
    )
    return telling and any(len(unit.text) > 1 and unit.frequency < TECHNICAL for unit in inside)


def _is_what_is_asked_about(candidate: Candidate, reading: Reading) -> bool:
    """尺寸 in A4纸的尺寸为…, and 静脉输液 in 静脉输液的滴速为每分钟40～60滴: what a sentence tells something of."""
    text = reading.text
    if any(text.startswith(verb, candidate.start) for verb in EMPTY_VERBS):
        return True  # 弘扬优良传统
    if _ADDRESSED.search(text[candidate.start : candidate.end + 2], max(0, candidate.end - candidate.start - 2)):
        return True  # 缺铁性贫血患者应补充铁剂
    if re.match("最[^，。；的]{1,3}的是|贵在|重在|关键|靠的是", text[candidate.end :]):
        return True  # 做菜最要紧的是用心
    if re.match("[^，。；]{0,4}[后时前](?!期)", text[candidate.end :]):
        return True  # 冬小麦返青后浇的第一遍水
    if candidate.start <= 2 and reading.spans and re.match("[\u4e00-\u9fff]{0,2}的", text[candidate.end :]):
        return True
    return text.endswith("的", 0, candidate.start) and re.match("[^，。；]", text[candidate.end :]) is not None


_ADDRESSED = re.compile("(?:患者|病人|人员|单位|企业|部门|人|员|者|户|民)(?:应|须|必须|可|不得|有权|要|需)")


_DEFINED = re.compile(
    "[”》」]?(?:是指|指的是|指|又?称|也称|又叫|简称|俗称|是(?=[^，。；]{4,}[的之][^，。；]{1,8}(?:$|[，。；]))|即)"
)


def _term_bonus(reading: Reading, candidate: Candidate) -> float:
    """A term that the sentence defines (渗透率是指…, …称为渗透率) is what it is asked for; of one that it is only
    about, any fact is the better blank."""
    if _DEFINED.match(reading.text, candidate.end):
        return 0.1
    before = unit_before(reading, candidate.start)
    return 0.0 if before is not None and before.text in DEFINES else -0.35


def _is_subject(candidate: Candidate) -> bool:
    return candidate.kind in ("name", "title", "latin", "term") or candidate.reason == ROLES["subject"]


def refusal_reason(found: Found, point: Point) -> str:
    """Why a key point gives no question, for the secretary."""
    if content_length(point.statement) < 7:
        return "句子太短，挖空后剩不下可读的内容；请把要点写完整。"
    telling = [f for f in found.faults if f.code in ("leak", "derivable", "context", "short")]
    if telling:
        return f"可考的内容{telling[0].reason}；请改写要点，或手工标出要考的词。"
    return "没有数字、日期、名称、术语或并列项等确定的内容，换个说法也讲得通；请补充具体内容，或手工标出要考的词。"


def _is_banned(point: Point, candidate: Candidate) -> bool:
    return any(candidate.start < end and start < candidate.end for start, end in point.banned)


def _other_names(point: Point, reading: Reading, candidate: Candidate) -> Collection[str]:
    names = [name for name in (point.term, *point.aliases) if name]
    answer = reading.text[candidate.start : candidate.end]
    return names if answer in names else ()


def _score(candidate: Candidate, point: Point, reading: Reading, rarity: Callable[[str], float], urged: float) -> float:
    answer = reading.text[candidate.start : candidate.end]
    score = (
        candidate.score + 0.12 * rarity(answer) - 0.04 * max(0, len(answer) - (8 if candidate.kind != "title" else 16))
    )
    before = unit_before(reading, candidate.start)
    if before is not None and before.text in DEFINES and candidate.kind not in ("phrase", "item"):
        score += 0.1
    own = answer in (point.term, *point.aliases)
    if candidate.kind in _TEXT_KINDS:
        score -= _weakness_of_place(candidate, reading, own=own)
    if own and candidate.kind in ("term", "title", "quote"):
        score += _term_bonus(reading, candidate)
    if candidate.kind in NUMERIC_KINDS and _CONDITION.match(reading.text, candidate.end):
        score -= 0.1
    if candidate.kind == "measure" and answer[0] == "一":
        score -= 0.12  # 一年内 is seldom what a sentence is about
    loses = (
        candidate.kind in ("phrase", "name")
        or (candidate.kind in _SLOGAN_KINDS and urged > WISHES)
        or ((candidate.kind in NUMERIC_KINDS or candidate.kind == "title") and urged == HEARTFELT)
        or (candidate.kind == "quote" and urged > WISHES)
    )
    if loses and not own:
        spared = urged == WISHES and is_spared(reading, candidate.start, candidate.end)
        score -= urged * (not spared)
    return round(score, 4)


def _is_during(candidate: Candidate, text: str) -> bool:
    return bool(_DURING.match(text, candidate.end)) and not _PUT_SOMEWHERE.search(text[: candidate.start])


_OPENS_ITS_SENTENCE = (ROLES["defined"], ROLES["named"], ROLES["doer"])


def _weakness_of_place(candidate: Candidate, reading: Reading, *, own: bool) -> float:
    """What speaks against a wording where it stands: first in its sentence, in a condition, or as a heading."""
    weakness = 0.0
    if not own and candidate.reason not in _OPENS_ITS_SENTENCE:
        opening = reading.text[max(0, candidate.start - 2) : candidate.start].strip('《“「"')
        weakness += 0.25 if candidate.start <= 2 else 0.08 if opening[-1:] in ("，", "；", "。", "：") else 0
    if not own and (_CONDITION.match(reading.text, candidate.end) or _is_during(candidate, reading.text)):
        weakness += 0.3
    if candidate.kind == "quote" and _IS_EXAMPLE.match(reading.text, candidate.end):
        weakness += 0.4
    if _WEIGHED.search(reading.text[: candidate.start]):
        weakness += 0.5
    if candidate.start <= 2 and _IS_TOPIC.match(reading.text, candidate.end):
        weakness += 0.35
    return weakness
