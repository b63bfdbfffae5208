"""M7, M14 (runs), M16 (repeats) and M21: what holds between the questions of a paper and within a matching one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, groupby

from quizzes.core.types import FillBlank, Matching, Mode, Paper, Question
from quizzes.quality.findings import Violation
from quizzes.quality.forms import is_numeric, normal, number_of, skeleton
from quizzes.quality.sample import Asked, Sample

LONGEST_RUN = 6
_DIGITS_ONLY = re.compile(r"[\d.,]+")


def cross_leak(sample: Sample, paper: Paper) -> Iterator[Violation]:
    """M7: no key can be read in the stem or the columns of another question of the paper."""
    shown = [visible_texts(question) for question in paper.questions]
    for place, question in enumerate(paper.questions):
        for key in _keys(question):
            for other, texts in enumerate(shown):
                if other != place and any(_holds(key, text) for text in texts):
                    fault = f"第 {other + 1} 题里能看到“{key}”：{' | '.join(texts)[:80]}"
                    yield Violation(_owner(question), picture(sample, question), fault)
                    break


def visible_texts(question: Question) -> tuple[str, ...]:
    """What a member reads of a question besides its options."""
    if isinstance(question, Matching):
        return tuple(side.text for side in (*question.lefts, *question.rights))
    texts, at = [], 0
    for blank in question.blanks:
        texts.append(question.statement[at : blank.start])
        at = blank.end
    return (*texts, question.statement[at:])


def _keys(question: Question) -> list[str]:
    """Keys that another question could give away: at least two characters long."""
    if isinstance(question, Matching):
        return []  # its answers stand in the question itself; M21 looks at them
    return [blank.answer for blank in question.blanks if len(normal(blank.answer)) >= 2]


def _holds(key: str, text: str) -> bool:
    form, within = normal(key), normal(text)
    if not key[:1].isdecimal():
        return form in within
    end = r"(?![\d.])" if _DIGITS_ONLY.fullmatch(key) else ""
    return re.search(rf"(?<![\d.]){re.escape(form)}{end}", within) is not None


def option_leak(paper: Paper) -> tuple[int, int]:
    """How many questions have their key among the options of another one, and how many there are."""
    fills = [question for question in paper.questions if isinstance(question, FillBlank)]
    options = [{normal(o.text) for blank in q.blanks for o in blank.options or ()} for q in fills]
    found = 0
    for place, question in enumerate(fills):
        keys = {normal(blank.answer) for blank in question.blanks}
        others = (texts for other, texts in enumerate(options) if other != place)
        found += any(keys & texts for texts in others if question.mode != Mode.BANK or texts != options[place])
    return found, len(fills)


def bank_faults(sample: Sample, paper: Paper) -> Iterator[Violation]:
    """M8: four to six questions share a bank of their keys and one or two extra words; a smaller one is padding."""
    banks: dict[frozenset[str], list[FillBlank]] = {}
    for question in paper.questions:
        if isinstance(question, FillBlank) and question.mode == Mode.BANK:
            texts = frozenset(option.text for option in question.blanks[0].options or ())
            banks.setdefault(texts, []).append(question)
    for texts, questions in banks.items():
        keys = [question.blanks[0].answer for question in questions]
        extras = len(texts) - len(set(keys))
        if not 4 <= len(keys) <= 6 or len(set(keys)) < len(keys) or not 1 <= extras <= 2:
            fault = f"{len(keys)} 道题共用 {len(texts)} 个词：{'、'.join(sorted(texts))}"
            yield Violation(_owner(questions[0]), picture(sample, questions[0]), fault)


def repeats(sample: Sample, paper: Paper) -> Iterator[Violation]:
    """M16: no key point is asked twice in a paper."""
    seen: set[str] = set()
    for question in paper.questions:
        ids = _point_ids(question)
        for point_id in ids:
            if point_id in seen:
                yield Violation(point_id, picture(sample, question), "一张试卷里两次考同一条要点")
        seen.update(ids)


def _point_ids(question: Question) -> list[str]:
    if isinstance(question, Matching):
        return [side.point_id for side in question.lefts if side.point_id]
    return [question.point_id]


def long_runs(paper: Paper) -> Iterator[Violation]:
    """M14: the key does not stand at the same place in more than six questions running."""
    places = [
        [option.text for option in question.blanks[0].options or ()].index(question.blanks[0].answer)
        for question in paper.questions
        if isinstance(question, FillBlank) and question.mode == Mode.CHOICE
    ]
    for place, run in groupby(places):
        size = len(list(run))
        if size > LONGEST_RUN:
            yield Violation("", f"试卷 {paper.seed}", f"连续 {size} 题的答案都是第 {place + 1} 项")


def matching_violations(sample: Sample, paper: Paper) -> Iterator[Violation]:
    """M21: one right for each left, one dimension, an extra answer, nothing that pairs two sides without knowledge."""
    for question in paper.questions:
        if isinstance(question, Matching):
            for fault in _matching_faults(question, sample, paper):
                yield Violation(question.id, picture(sample, question), fault)


def _matching_faults(question: Matching, sample: Sample, paper: Paper) -> Iterator[str]:
    rights = {side.id: side.text for side in question.rights}
    lefts = {side.id: side.text for side in question.lefts}
    used = [question.pairs.get(left, "") for left in lefts]
    if set(question.pairs) != set(lefts) or len(set(used)) != len(used) or not set(used) <= set(rights):
        yield "左右不是一一对应"
        return
    if not 4 <= len(lefts) <= 6 or not 1 <= len(rights) - len(lefts) <= 2:
        yield f"左边 {len(lefts)} 项，右边 {len(rights)} 项"
    if len(dict.fromkeys(map(normal, lefts.values()))) < len(lefts):
        yield "左边有相同的项"
    yield from _right_side_faults(list(rights.values()))
    yield from _pair_faults(question, lefts, rights, sample)
    others = [text for other in paper.questions if other is not question for text in visible_texts(other)]
    for text in (rights[right] for right in used):
        if len(normal(text)) > 1 and any(_holds(text, other) for other in others):
            yield f"“{text}”在别的题里能看到"


def _right_side_faults(rights: list[str]) -> Iterator[str]:
    for first, second in combinations(rights, 2):
        a, b = normal(first), normal(second)
        values = number_of(first), number_of(second)
        if a == b or (values[0] is not None and values[0] == values[1]):
            yield f"“{first}”与“{second}”相同"
        elif values[0] is None and (a in b or b in a):
            yield f"“{first}”与“{second}”相互包含"
    forms = {dimension(text) for text in rights}
    if len(forms) > 1:
        yield f"右边不是同一类：{'、'.join(sorted(forms))}"
    sizes = [len(text) for text in rights]
    if forms == {"文字"} and max(sizes) > 2.5 * min(sizes):
        yield "右边各项长短悬殊"


def dimension(text: str) -> str:
    """The unit of a quantity with # for its numbers, 时长 for all units of time, 日期, or 文字."""
    form = re.sub(r"[约近多余几]|公元前?", "", skeleton(text)) if is_numeric(text) else ""
    if not form:
        return "文字"
    if re.fullmatch(r"#(?:年|个月|周|日|天|小时|分钟|秒|min|h|s)", form):
        return "时长或年份"
    return "日期" if re.fullmatch(r"(?:#年)?#月(?:#日)?", form) else form


def _pair_faults(question: Matching, lefts: dict[str, str], rights: dict[str, str], sample: Sample) -> Iterator[str]:
    everywhere = set.intersection(*({*_bigrams(text)} for text in rights.values()))
    for left, right in question.pairs.items():
        shared = set(_bigrams(lefts[left])) & set(_bigrams(rights[right])) - everywhere
        if shared:
            yield f"“{lefts[left]}”与“{rights[right]}”共有“{min(shared)}”"
            continue
        for character in sorted(set(normal(lefts[left])) & set(normal(rights[right]))):
            apart = all(character not in lefts[other] for other in lefts if other != left)
            if (
                "\u4e00" <= character <= "\u9fff"
                and len(rights[right]) <= 8
                and apart
                and character not in _SAYS_LITTLE
            ):
                yield f"“{lefts[left]}”与“{rights[right]}”共有“{character}”"
    yield from _second_owners(question, lefts, rights, sample)
    owners = {side.id: side.point_id for side in question.lefts}
    for left in question.pairs:
        statement = _statement(sample, owners[left])
        for other, right in question.pairs.items():
            text = rights[right]
            own = normal(rights[question.pairs[left]])
            if other != left and len(normal(text)) > 1 and normal(text) != own and _holds(text, statement):
                yield f"“{lefts[left]}”的要点里也有“{text}”"


_SAYS_LITTLE = "的之和与一二三四五六七八九十不大小中上下国人学法性"


def _second_owners(question: Matching, lefts: dict[str, str], rights: dict[str, str], sample: Sample) -> Iterator[str]:
    """A right side that some key point of the same term states too: 关汉卿 wrote 《窦娥冤》 and 《救风尘》."""
    for side in question.lefts:
        material = sample.point_materials.get(side.point_id or "")
        points = material.by_id.values() if material and len(lefts[side.id]) > 1 else ()
        for point in points:
            for right, text in rights.items():
                told = point.pair_value or point.statement
                if right != question.pairs[side.id] and point.term == lefts[side.id] and _holds(text, told):
                    yield f"“{text}”也属于“{lefts[side.id]}”"


def _bigrams(text: str) -> list[str]:
    form = normal(text)
    return [form[at : at + 2] for at in range(len(form) - 1) if form[at : at + 2].isalpha()]


def _statement(sample: Sample, point_id: str | None) -> str:
    material = sample.point_materials.get(point_id or "")
    return material.by_id[point_id or ""].statement if material else ""


def _owner(question: Question) -> str:
    return question.point_id if isinstance(question, FillBlank) else question.id


def picture(sample: Sample, question: Question) -> str:
    """A question on one line, with its answers."""
    if isinstance(question, FillBlank):
        return Asked(question, sample.point_materials[question.point_id]).picture
    rights = {side.id: side.text for side in question.rights}
    pairs = "，".join(f"{side.text}→{rights.get(question.pairs.get(side.id, ''), '?')}" for side in question.lefts)
    extras = set(rights) - set(question.pairs.values())
    return f"{question.relation}：{pairs}；多余：{'、'.join(rights[extra] for extra in sorted(extras))}"
