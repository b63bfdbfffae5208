"""Reading a material: its outline, its key points in the margin with the reader's own state, the ones before and after.

It stands here and not with the library, for what a reader knows comes from quizzes and cards.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from quizzes.study_marks import StudyMark, study_marks
from studyapp.access import seat_of_member
from studyapp.curation import Stretch, stretches
from studyapp.folding import fold
from studyapp.htmx import MemberRequest
from studyapp.models import KeyPoint, Material, Passage
from studyapp.searching import highlighted, terms_of
from studyapp.shell import framed
from studyapp.shelves import neighbours, topics_of
from studyapp.views.material import way_back

FEWEST_HEADINGS = 2  # less is no outline


@dataclass(frozen=True)
class ReadPassage:
    passage: Passage
    text: tuple[Stretch, ...]
    marks: tuple[StudyMark, ...] = ()


@require_safe
def material(request: MemberRequest, slug: str, material_id: int) -> HttpResponse:
    """`?point=` opens it at the passage of a key point, its sentence highlighted; `?find=` shows what was found."""
    seat = seat_of_member(request.user, slug)
    read = get_object_or_404(Material.objects.in_group(seat.group).select_related("group"), pk=material_id)
    wanted = request.GET.get("point", "")
    is_number = wanted.isdecimal() and len(wanted) < 18
    point = read.key_points.select_related("passage").filter(pk=wanted).first() if is_number else None
    marks = study_marks(material=read, reader=request.user, is_secretary=seat.is_secretary, now=timezone.now())
    terms = terms_of(request.GET.get("find", ""))
    rows = [_read(passage, marks.get(passage.pk, []), point, terms) for passage in read.passages.all()]
    headings = [row.passage for row in rows if row.passage.kind == "heading"]
    newer, older = neighbours(read)
    context = framed(
        seat,
        "materials",
        material=read,
        rows=rows,
        former=_former(point),
        outline=headings if len(headings) >= FEWEST_HEADINGS else [],
        way_back=way_back(request, slug, point),
        newer=newer,
        older=older,
        has_marks=bool(marks),
        topics=topics_of(seat.group) if seat.is_secretary else [],
    )
    return render(request, "studyapp/material.html", context)


def _former(point: KeyPoint | None) -> tuple[Stretch, ...]:
    """The passage of a key point that a newer version of the material did away with, its sentence marked."""
    if point is None or point.passage.replaced_at is None:
        return ()
    return tuple(stretches(point.passage.text, [], point.quote))


def _read(passage: Passage, marks: list[StudyMark], point: KeyPoint | None, terms: list[str]) -> ReadPassage:
    folded = fold(passage.text) if terms else ""
    if terms and all(term in folded for term in terms):
        return ReadPassage(passage, tuple(highlighted(passage.text, terms)), tuple(marks))
    now = point.quote if point and point.passage_id == passage.pk else ""
    quotes = [mark.key_point.quote for mark in marks]
    return ReadPassage(passage, tuple(stretches(passage.text, quotes, now)), tuple(marks))
