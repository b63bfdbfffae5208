"""M16, M19 and G1-G5: questions against what teachers wrote down about key points, before any question was seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from quizzes.core.drafts import Draft, PairGroup
from quizzes.core.types import Matching
from quizzes.quality.findings import Figure, Violation, at_least, at_most, hard
from quizzes.quality.papers import dimension
from quizzes.quality.sample import Gold, Material, Sample

SMALLEST_SET = 4


def drafts_by_point(material: Material) -> dict[str, list[Draft]]:
    """All blanks that the generator can ask of each key point, best first."""
    table: dict[str, list[Draft]] = defaultdict(list)
    for draft in material.prepared.drafts:
        table[draft.point_id].append(draft)
    return {point_id: sorted(drafts, key=lambda draft: -draft.score) for point_id, drafts in table.items()}


def draft_picture(draft: Draft) -> str:
    text, at = "", 0
    for blank in draft.blanks:
        text += f"{draft.statement[at : blank.start]}【{blank.answer}】"
        at = blank.end
    return text + draft.statement[at:]


def coverage(sample: Sample) -> Figure:
    """M16: key points with a question, of those that are marked or have a blank a teacher accepts.

    Without anybody's opinion every key point counts, and the share is only reported.
    """
    asked = {item.question.point_id for item in sample.alone}
    judged = any(material.gold for material in sample.materials)
    missing, total = [], 0
    for material in sample.materials:
        for point in material.points:
            if point.marks or not judged or material.gold.get(point.id, Gold()).good:
                total += 1
                if point.id not in asked:
                    missing.append(Violation(point.id, point.statement, "没有出题"))
    figure = at_least("M16a", "有题可出的要点", total - len(missing), total, 0.95, missing)
    return figure if judged else Figure("M16a", figure.name, figure.value, "只报告", None, violations=figure.violations)


def marks_used(sample: Sample) -> Figure:
    """M16: every marked blank is asked by some question."""
    missing, total = [], 0
    for material in sample.materials:
        drafts = drafts_by_point(material)
        for point in material.points:
            spans = {(blank.start, blank.end) for draft in drafts.get(point.id, ()) for blank in draft.blanks}
            for mark in point.marks:
                total += 1
                if (mark.start, mark.end) not in spans:
                    missing.append(Violation(point.id, point.statement, f"标好的空“{mark.text}”没有用上"))
    return at_least("M16b", "用上的标注空", total - len(missing), total, 1.0, missing)


def gold_figures(sample: Sample) -> list[Figure]:
    """G1-G4, where a teacher's opinion is on file."""
    good: list[Violation] = []
    neither: list[Violation] = []
    forbidden: list[Violation] = []
    total = 0
    for material in sample.materials:
        drafts = drafts_by_point(material)
        for point_id, gold in material.gold.items():
            own = drafts.get(point_id, [])
            forbidden += _forbidden(point_id, gold, own)
            if gold.good and own:
                total += 1
                _sort_best(point_id, gold, own[0], good, neither)
    accepted = total - len(good)
    return [
        at_least("G1", "首选的空是教师认可的", accepted, total, 0.90, good),
        hard("G2", "出了教师禁止的空", forbidden, total),
        at_most("G3", "首选的空教师没有表态", len(neither), total, 0.10, neither),
        _refusals(sample),
    ]


def _sort_best(point_id: str, gold: Gold, best: Draft, not_good: list[Violation], neither: list[Violation]) -> None:
    keys = {blank.answer.strip() for blank in best.blanks}
    if not keys <= gold.good:
        violation = Violation(point_id, draft_picture(best), f"教师认可：{'、'.join(sorted(gold.good))}")
        not_good.append(violation)
        if not keys & gold.bad:
            neither.append(violation)


def _forbidden(point_id: str, gold: Gold, drafts: list[Draft]) -> Iterator[Violation]:
    for draft in drafts:
        keys = {blank.answer.strip() for blank in draft.blanks}
        if keys & gold.bad:
            yield Violation(point_id, draft_picture(draft), f"禁止：{'、'.join(sorted(keys & gold.bad))}")


def _refusals(sample: Sample) -> Figure:
    asked, total = [], 0
    for material in sample.materials:
        drafts = drafts_by_point(material)
        for point_id, gold in material.gold.items():
            if gold.hopeless:
                total += 1
                if drafts.get(point_id):
                    asked.append(Violation(point_id, draft_picture(drafts[point_id][0]), "应当拒绝出题"))
    return at_least("M19", "空泛的要点被拒绝", total - len(asked), total, 0.80, asked)


def compatible_sets(sample: Sample) -> Figure:
    """G5: a category with four or more values of one dimension gives a matching set, one of mixed dimensions none."""
    faults, total = [], 0
    for material in sample.materials:
        for category, sizes in _dimensions(material).items():
            groups = [group for group in material.prepared.groups if _covers(group, material, category)]
            if sum(sizes.values()) < SMALLEST_SET:
                continue
            total += 1
            if max(sizes.values()) >= SMALLEST_SET and not groups:
                faults.append(Violation(category, f"类别“{category}”", f"{max(sizes.values())} 个同类的值没有出连线题"))
            elif max(sizes.values()) < SMALLEST_SET and groups:
                faults.append(Violation(category, f"类别“{category}”", "单位不同的值出了连线题"))
    return hard("G5", "连线题该出的出、不该出的不出", faults, total)


def _dimensions(material: Material) -> dict[str, dict[str, int]]:
    """For each category: how many pair values of each dimension it has."""
    table: dict[str, dict[str, int]] = {}
    for point in material.points:
        if point.category and point.pair_value and point.term:
            sizes = table.setdefault(point.category, defaultdict(int))
            sizes[dimension(point.pair_value)] += 1
    return table


def _covers(group: PairGroup, material: Material, category: str) -> bool:
    """Whether the group rests on the pair values of the category, not on what the generator found by itself."""
    values = {(point.id, point.pair_value) for point in material.points if point.category == category}
    return sum((pair.point_id, pair.right) in values for pair in group.pairs) >= SMALLEST_SET


def matchings_seen(sample: Sample) -> int:
    """How many different matching questions the papers hold."""
    return len({_identity(question) for question in sample.matchings})


def _identity(question: Matching) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(side.text for side in question.lefts), frozenset(side.text for side in question.rights)
