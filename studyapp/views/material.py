"""The library: the list, one material to read, and for the secretary a material out."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from studyapp.access import seat_of_member, seat_of_secretary
from studyapp.curation import stretches
from studyapp.htmx import MemberRequest
from studyapp.library import remove_material
from studyapp.models import KeyPoint, Material
from studyapp.shell import framed

# The rest of `?from=`: a question of a practice paper, or somebody's attempt that the secretary looks at.
_PLACE_ON_A_PAGE = re.compile(r"(?P<page>practice|attempt)-(?P<quiz>\d{1,17})-(?P<item>\d{1,17})", re.ASCII)


@require_safe
def material_list(request: MemberRequest, slug: str) -> HttpResponse:
    seat = seat_of_member(request.user, slug)
    materials = Material.objects.in_group(seat.group).with_counts()
    return render(request, "studyapp/material_list.html", framed(seat, "materials", materials=materials))


@require_safe
def material(request: MemberRequest, slug: str, material_id: int) -> HttpResponse:
    """Read a material. `?point=` opens it at the passage of a key point, its sentence highlighted."""
    seat = seat_of_member(request.user, slug)
    read = get_object_or_404(Material.objects.in_group(seat.group), pk=material_id)
    wanted = request.GET.get("point", "")
    point = read.key_points.filter(pk=wanted).first() if wanted.isdecimal() and len(wanted) < 18 else None
    passages = [
        (passage, stretches(passage.text, [], point.quote) if point and point.passage_id == passage.pk else None)
        for passage in read.passages.all()
    ]
    way_back = _way_back(request, slug, point)
    context = framed(seat, "materials", material=read, passages=passages, point=point, way_back=way_back)
    return render(request, "studyapp/material.html", context)


def _way_back(request: MemberRequest, slug: str, point: KeyPoint | None) -> tuple[str, str] | None:
    """Address and name of the page that `?from=` says the reader came from: a card, a result (its quiz), the scores."""
    origin = request.GET.get("from", "")
    if point is None:
        return None
    if origin == "review":
        return f"{reverse('quizzes:review', args=[slug])}?card={point.pk}", "回到这张卡片"
    if origin == "scores":
        return reverse("quizzes:scores", args=[slug]), "回到成绩"
    if origin == "mistakes":
        return f"{reverse('quizzes:mistakes', args=[slug])}#point-{point.pk}", "回到错题本"
    place = _PLACE_ON_A_PAGE.fullmatch(origin)
    if place and place["page"] == "practice":
        return f"{reverse('quizzes:practice', args=[slug, int(place['quiz'])])}#q{place['item']}", "回到练习"
    if place:
        url = reverse("quizzes:attempt_answers", args=[slug, int(place["quiz"]), int(place["item"])])
        return f"{url}#point-{point.pk}", "回到答卷"
    if origin.isascii() and origin.isdecimal() and len(origin) < 18:
        return f"{reverse('quizzes:result', args=[slug, int(origin)])}#point-{point.pk}", "回到答题结果"
    return None


@require_POST
def material_remove(request: MemberRequest, slug: str, material_id: int) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    unwanted = get_object_or_404(Material.objects.in_group(seat.group), pk=material_id)
    if remove_material(material=unwanted):
        messages.success(request, f"已删除《{unwanted.title}》。")
        return redirect("material_list", slug)
    messages.warning(request, f"《{unwanted.title}》已经出过题或有成员的闪卡，不能删除。")
    return redirect("curate", slug, material_id)
