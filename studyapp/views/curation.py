"""The secretary's desk: the document on the left, its key points on the right."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from studyapp.access import Seat, seat_of_secretary
from studyapp.curation import add_key_point, change_key_point, remove_key_point, sentences
from studyapp.forms.key_point import LONGEST_STATEMENT, KeyPointForm
from studyapp.htmx import MemberRequest
from studyapp.models import KeyPoint, Material, Passage
from studyapp.shell import framed


@dataclass(frozen=True)
class Sentence:
    """A sentence that can be taken as a key point. `index` counts from 0 within its passage."""

    index: int
    text: str
    is_taken: bool


@dataclass(frozen=True)
class CuratedPassage:
    passage: Passage
    sentences: tuple[Sentence, ...]


def _curated(material: Material) -> tuple[list[CuratedPassage], list[KeyPoint]]:
    """The document sentence by sentence, and its key points in order (2 queries)."""
    points = _points_by_passage(material)
    passages = [_with_sentences(passage, points.get(passage.pk, [])) for passage in material.passages.all()]
    return passages, [point for group in points.values() for point in group]


def _points_by_passage(material: Material) -> dict[int, list[KeyPoint]]:
    """The active key points of a material by passage id, in order."""
    points: dict[int, list[KeyPoint]] = {}
    for point in material.key_points.active().select_related("passage"):
        points.setdefault(point.passage_id, []).append(point)
    return points


def _with_sentences(passage: Passage, points: list[KeyPoint]) -> CuratedPassage:
    rows = tuple(
        Sentence(index, text, any(point.quote and (point.quote in text or text in point.quote) for point in points))
        for index, text in enumerate(sentences(passage.text))
    )
    return CuratedPassage(passage, rows)


def _desk(
    request: MemberRequest, seat: Seat, material: Material, *, status: int = 200, **panel: object
) -> HttpResponse:
    passages, points = _curated(material)
    context = framed(seat, "materials", material=material, passages=passages, points=points, **panel)
    return render(request, "studyapp/curate.html", context, status=status)


@require_safe
def curate(request: MemberRequest, slug: str, material_id: int) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    material = get_object_or_404(Material.objects.in_group(seat.group), pk=material_id)
    return _desk(request, seat, material)


@require_http_methods(["GET", "HEAD", "POST"])
def key_point_add(request: MemberRequest, slug: str, passage_id: int, index: int) -> HttpResponse:
    """GET: the form, filled with the sentence. POST: the key point, as worded or (one tap) as it stands."""
    seat = seat_of_secretary(request.user, slug)
    passage = get_object_or_404(
        Passage.objects.select_related("material__group"), pk=passage_id, material__group=seat.group
    )
    quote = dict(enumerate(sentences(passage.text))).get(index, passage.text).strip()
    if request.method == "POST":
        form = KeyPointForm(request.POST if "text" in request.POST else {"text": quote})
        if form.is_valid():
            point = add_key_point(passage=passage, quote=quote, values=form.values())
            messages.success(request, "已添加为要点。")
            return redirect(f"{_desk_url(slug, passage.material_id)}#point-{point.pk}")
        return _desk(request, seat, passage.material, status=422, form=form, passage=passage, quote=quote)
    form = KeyPointForm(initial={"text": quote[:LONGEST_STATEMENT]})
    return _desk(request, seat, passage.material, form=form, passage=passage, quote=quote)


def _desk_url(slug: str, material_id: int) -> str:
    return reverse("curate", args=[slug, material_id])


@require_http_methods(["GET", "HEAD", "POST"])
def key_point(request: MemberRequest, slug: str, point_id: int) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    points = KeyPoint.objects.in_group(seat.group).active().select_related("material__group", "passage")
    point = get_object_or_404(points, pk=point_id)
    sent = request.POST if request.method == "POST" else None
    form = KeyPointForm(sent, initial=KeyPointForm.initial_for(point))
    if form.is_valid():
        change_key_point(key_point=point, values=form.values(point.marks))
        messages.success(request, "要点已保存。已发布的试卷不受影响。")
        return redirect(f"{_desk_url(slug, point.material_id)}#point-{point.pk}")
    status = 422 if form.is_bound else 200
    panel = {"form": form, "point": point, "passage": point.passage, "quote": point.quote}
    return _desk(request, seat, point.material, status=status, **panel)


@require_POST
def key_point_remove(request: MemberRequest, slug: str, point_id: int) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    point = get_object_or_404(KeyPoint.objects.in_group(seat.group), pk=point_id)
    material_id = point.material_id
    if remove_key_point(key_point=point, now=timezone.now()):
        messages.success(request, "要点已删除。")
    else:
        messages.success(request, "要点已停用，以后不再出题；用过它的试卷和成绩保持不变。")
    return redirect(_desk_url(slug, material_id))
