"""Which material of the library a file to be imported may be a newer version of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from studyapp.models import Material, Passage, StudyGroup
from studyapp.outlines import Candidate, Outline, Sheet

_SAMPLE = 24  # of a sheet's longest paragraphs, looked for word by word
_MOST = 3
_LIKE_TITLE = 0.75
_LEAST_SHARE = 25


def candidates_for(group: StudyGroup, outline: Outline) -> Outline:
    """The outline with the likeliest older versions of every sheet, the likeliest first (2 queries)."""
    titles = list(Material.objects.in_group(group).values_list("pk", "title", "date"))
    if not titles:
        return outline
    samples = [_sample(sheet) for sheet in outline]
    every = list({text for sample in samples for text in sample})
    rows = Passage.objects.filter(material__group=group, text__in=every).values_list("material_id", "text").distinct()
    holders: dict[str, set[int]] = {}
    for material_id, text in rows:
        holders.setdefault(text, set()).add(material_id)
    return tuple(
        replace(sheet, candidates=_candidates(sheet, sample, titles, holders))
        for sheet, sample in zip(outline, samples, strict=True)
    )


def _sample(sheet: Sheet) -> list[str]:
    paragraphs = {line.text for line in sheet.lines if line.level is None}
    return sorted(paragraphs, key=lambda text: (-len(text), text))[:_SAMPLE]


def _candidates(
    sheet: Sheet, sample: list[str], titles: Sequence[tuple[int, str, object]], holders: dict[str, set[int]]
) -> tuple[Candidate, ...]:
    shared = Counter(material for text in sample for material in holders.get(text, ()))
    found = []
    for pk, title, day in titles:
        share = round(100 * shared[pk] / len(sample)) if sample else 0
        alike = SequenceMatcher(None, sheet.title, title, autojunk=False).ratio()
        same_day = bool(sheet.date) and str(day) == sheet.date
        if share >= _LEAST_SHARE or alike == 1 or (alike >= _LIKE_TITLE and (share or same_day)):
            found.append((share + 50 * alike + 10 * same_day, Candidate(pk, title, share)))
    return tuple(candidate for _, candidate in sorted(found, key=lambda one: -one[0])[:_MOST])
