"""Fill-in-the-blank questions: the drafts of one key point, and a draft with its options dealt by chance."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from fractions import Fraction

from quizzes.core.blanks import LEAST_SCORE, find_blanks, refusal_reason
from quizzes.core.candidates import LABELS, Candidate, classify
from quizzes.core.distractors import ENOUGH, SOURCES, Asked, distractor_pool
from quizzes.core.drafts import Draft, DraftBlank
from quizzes.core.edges import clean_edges
from quizzes.core.giveaways import leaks
from quizzes.core.list_edges import Listing
from quizzes.core.magnitude import magnitude
from quizzes.core.pools import Pools
from quizzes.core.reading import Reading
from quizzes.core.stems import content_length, plain, stem
from quizzes.core.types import Blank, FillBlank, Mark, Mode, Option, Point, Refusal

WORST_BESIDE_BEST = 0.4  # a blank so much weaker than the best of its statement is not asked
TYPED_ONLY = "只能填写：找不到两个可靠的干扰项"
GIVEN_AWAY = "只能填写：现有的干扰项放在一起会露出答案"
_CHECKS = ("填回答案即为原句", "没有切断数字、名称或词语", "答案在题干中别处不出现", "不能由题干推出")
_OPTION_CHECKS = ("选项互不相同，只有一个正确", "干扰项不在题干中，也不是同一列举中的另一项")


def seeded(*parts: object) -> random.Random:
    """Chance that depends on nothing but `parts`: the same in every process."""
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass")).digest()
    return random.Random(int.from_bytes(digest))


def question_id(point_id: str, statement: str, spans: Iterable[tuple[int, int]]) -> str:
    """Stays the same when the question is written again, whatever its options."""
    content = "\x1f".join([point_id, statement, *(f"{start}-{end}" for start, end in spans)])
    return "f" + hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:19]


def drafts_of(
    point: Point, reading: Reading, pools: Pools, rarity: Callable[[str], float], frequency: Callable[[str], int]
) -> tuple[tuple[Draft, ...], Refusal | None]:
    """Every fill-in-the-blank question that a key point can give, best first, or why there is none."""
    marked = tuple(_from_marks(point, reading, pools, frequency))
    if marked:
        return marked, None
    found = find_blanks(point, reading, rarity)
    least = max([LEAST_SCORE, *(candidate.score - WORST_BESIDE_BEST for candidate in found.candidates[:1])])
    good = [candidate for candidate in found.candidates if candidate.score >= least]
    if not good:
        return (), Refusal(point.id, refusal_reason(found, point))
    drafts = [_from_candidate(candidate, point, reading, pools, frequency) for candidate in good]
    drafts += _list_drafts(good, found.lists, point, reading)
    return tuple(sorted(drafts, key=lambda d: (-d.score, d.blanks[0].start, d.blanks[0].end, len(d.blanks)))), None


def _from_marks(point: Point, reading: Reading, pools: Pools, frequency: Callable[[str], int]) -> Iterator[Draft]:
    groups: dict[int, list[Mark]] = {}
    for place, mark in enumerate(sorted(point.marks, key=lambda m: (m.start, m.end))):
        banned = any(mark.start < end and start < mark.end for start, end in point.banned)
        if not banned and mark.start < mark.end:
            groups.setdefault(mark.group or -1 - place, []).append(mark)
    for marks in groups.values():
        yield _mark_draft(marks, point, reading, pools, frequency)


def _mark_draft(
    marks: list[Mark], point: Point, reading: Reading, pools: Pools, frequency: Callable[[str], int]
) -> Draft:
    blanks = []
    for mark in marks:
        kind, unit = classify(reading, mark.start, mark.end)
        asked = Asked(point, reading, mark.start, mark.end, kind, unit, mark)
        pool = distractor_pool(asked, pools, frequency) if len(marks) == 1 else ()
        answer = reading.text[mark.start : mark.end]
        reason = f"人工标注的空（{LABELS.get(kind, '短语')}）"
        accept = tuple(dict.fromkeys((*mark.accept, *_also_accepted(point, answer))))
        blanks.append(DraftBlank(mark.start, mark.end, answer, kind, reason, accept, pool))
    rest = stem(reading.text, [(mark.start, mark.end) for mark in marks])
    warnings = tuple(_mark_warnings(blanks, reading.text, rest))
    ordered = len(marks) == 1 or any(mark.ordered for mark in marks)
    score = 2.0 - 0.2 * len(warnings) - 0.001 * marks[0].start
    return Draft(point.id, reading.text, tuple(blanks), round(score, 4), ordered, True, warnings, point.category)


def _mark_warnings(blanks: Sequence[DraftBlank], text: str, rest: str) -> Iterator[str]:
    for blank in blanks:
        if leaks(blank.answer, rest):
            yield f"注意：“{blank.answer}”在句中别处还看得到"
        if not clean_edges(text, blank.start, blank.end):
            yield f"注意：“{blank.answer}”切断了数字或名称"
    if content_length(rest) < 5:
        yield "注意：挖空后剩下的内容太少"


def _also_accepted(point: Point, answer: str) -> tuple[str, ...]:
    """Aliases answer for the term, and the term for its aliases."""
    names = (point.term, *point.aliases)
    return tuple(name for name in names if name and name != answer) if answer in names else ()


def _from_candidate(
    candidate: Candidate, point: Point, reading: Reading, pools: Pools, frequency: Callable[[str], int]
) -> Draft:
    asked = Asked(point, reading, candidate.start, candidate.end, candidate.kind, candidate.unit)
    pool = distractor_pool(asked, pools, frequency)
    blank = DraftBlank(
        candidate.start,
        candidate.end,
        asked.answer,
        candidate.kind,
        candidate.reason,
        _also_accepted(point, asked.answer),
        pool,
    )
    return Draft(
        point.id, reading.text, (blank,), round(candidate.score + (0.04 if pool else 0), 4), category=point.category
    )


def _list_drafts(good: Sequence[Candidate], lists: Sequence[Listing], point: Point, reading: Reading) -> list[Draft]:
    """Every other item of a list of three or more, asked together: neighbours stay visible between two blanks."""
    drafts = []
    for number, listing in enumerate(lists):
        items = {c.start: c for c in good if c.list_id == number}
        for parity in (0, 1):
            chosen = [items[item.start] for item in listing.items[parity::2] if item.start in items]
            if len(chosen) < 2 or not _leaves_enough(chosen, reading.text):
                continue
            reason = f"并列的{len(listing.items)}项中的{len(chosen)}项，顺序不限"
            blanks = tuple(DraftBlank(c.start, c.end, reading.text[c.start : c.end], "item", reason) for c in chosen)
            score = min(c.score for c in chosen) - 0.03
            drafts.append(
                Draft(point.id, reading.text, blanks, round(score, 4), ordered=False, category=point.category)
            )
    return drafts


def _leaves_enough(chosen: Sequence[Candidate], text: str) -> bool:
    removed = sum(c.end - c.start for c in chosen)
    rest = stem(text, [(c.start, c.end) for c in chosen])
    visible = plain(rest)
    return (
        10 * removed <= 4 * len(text)
        and content_length(rest) >= 5
        and not any(plain(text[c.start : c.end]) in visible for c in chosen)
    )


def write_fill_blank(draft: Draft, seed: int, avoid: Collection[str] = ()) -> FillBlank:
    """The question, with options if the blank has enough. `avoid` holds N(text) of what no option may show."""
    spans = [(blank.start, blank.end) for blank in draft.blanks]
    identity = question_id(draft.point_id, draft.statement, spans)
    checks = draft.warnings or _CHECKS
    if len(draft.blanks) > 1:
        blanks = tuple(Blank(b.start, b.end, b.answer, b.kind, b.reason, b.accept) for b in draft.blanks)
        return FillBlank(identity, Mode.MULTI, draft.point_id, draft.statement, blanks, draft.ordered, checks)
    blank = draft.blanks[0]
    options = _deal(blank, seeded(seed, identity, "deal"), avoid)
    mode = Mode.CHOICE if options else Mode.TYPED
    why_typed = GIVEN_AWAY if len(blank.pool) >= ENOUGH else TYPED_ONLY
    reason = blank.reason + "；" + (_origin(options) if options else why_typed)
    written = Blank(blank.start, blank.end, blank.answer, blank.kind, reason, blank.accept, options)
    checks = (*checks, *_OPTION_CHECKS) if options else checks
    return FillBlank(identity, mode, draft.point_id, draft.statement, (written,), True, checks)


def _origin(options: Sequence[Option]) -> str:
    counts: dict[str, int] = {}
    for option in options:
        if option.source != "key":
            counts[option.source] = counts.get(option.source, 0) + 1
    return "干扰项：" + "，".join(f"{SOURCES[source]}{count}个" for source, count in counts.items())


def _deal(blank: DraftBlank, rng: random.Random, avoid: Collection[str]) -> tuple[Option, ...] | None:
    pool = [option for option in blank.pool if not _is_avoided(option.text, avoid)]
    given = [option for option in pool if option.source == "author"]
    if len(given) >= ENOUGH:
        pool = given  # a person chose them: nothing found by rule stands beside them
    key = magnitude(blank.answer, blank.kind)
    if key is not None and not given:
        chosen = _by_rank(pool, key, blank.kind, rng)
    else:
        chosen = _by_evidence(pool, 3 if len(pool) >= 3 else 2, rng)
    if len(chosen) < ENOUGH:
        return None
    options = [Option(blank.answer, "key"), *chosen]
    rng.shuffle(options)
    return tuple(options)


def _is_avoided(text: str, avoid: Collection[str]) -> bool:
    return plain(text) in avoid


def _by_rank(pool: Sequence[Option], key: Fraction, kind: str, rng: random.Random) -> list[Option]:
    """Draw first how many options are smaller than the key, so that it is no more often the middle one than the least.

    Four options need three values on each side to draw from, three need two; with fewer the place of the key in the
    order would betray it.
    """
    sized = [(option, magnitude(option.text, kind)) for option in pool]
    below = [option for option, size in sized if size is not None and size < key]
    above = [option for option, size in sized if size is not None and size > key]
    wanted = min(3, len(below), len(above))
    if wanted < ENOUGH:
        return []
    rank = rng.randint(0, wanted)
    return _by_evidence(below, rank, rng) + _by_evidence(above, wanted - rank, rng)


def _by_evidence(pool: Sequence[Option], wanted: int, rng: random.Random) -> list[Option]:
    """Drawn from the first few of the best source, two more than are wanted. Where that has too few there is nothing
    to draw: the first of all, source by source."""
    if not wanted:
        return []
    order = {source: place for place, source in enumerate(SOURCES)}
    ranked = sorted(pool, key=lambda option: order.get(option.source, 9))
    same = [option for option in ranked if option.source == ranked[0].source]
    if len(same) >= wanted:
        return rng.sample(same[: wanted + 2], wanted)
    return ranked[:wanted]
