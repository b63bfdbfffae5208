"""The library: the list, finding passages in it, and for the secretary a topic set and a material out."""

from __future__ import annotations

import re

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from studyapp.access import seat_of_member, seat_of_secretary
from studyapp.forms.material import TopicForm
from studyapp.htmx import MemberRequest, render_page
from studyapp.library import remove_material
from studyapp.models import KeyPoint, Material
from studyapp.searching import LONGEST_QUERY, search
from studyapp.shell import framed
from studyapp.shelves import in_order, set_topic, shelves, topics_of

MATERIALS_A_PAGE = 40

# The rest of `?from=`: a question of a practice paper, or somebody's attempt that the secretary looks at.
_PLACE_ON_A_PAGE = re.compile(r"(?P<page>practice|attempt)-(?P<quiz>\d{1,17})-(?P<item>\d{1,17})", re.ASCII)
_PLACE_IN_THE_BOOK = re.compile(r"mistakes-(?P<page>\d{1,4})(?:-(?P<state>[a-z]{1,8}))?", re.ASCII)


@require_safe
def material_list(request: MemberRequest, slug: str) -> HttpResponse:
    """The library by week or, with `?by=topic`, by topic; with `?q=` what was found in it."""
    seat = seat_of_member(request.user, slug)
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    if query:
        results = search(seat.group, query, with_points=seat.is_secretary)
        context = framed(seat, "materials", query=query, results=results)
        return render_page(request, "studyapp/material_search.html", context, partial="results")
    by_topic = request.GET.get("by") == "topic"
    page = Paginator(in_order(seat.group, by_topic=by_topic), MATERIALS_A_PAGE).get_page(request.GET.get("page"))
    laid_out = shelves(page, by_topic=by_topic, now=timezone.now())
    context = framed(seat, "materials", page=page, shelves=laid_out, by_topic=by_topic)
    return render(request, "studyapp/material_list.html", context)


@require_POST
def material_topic(request: MemberRequest, slug: str, material_id: int) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    shelved = get_object_or_404(Material.objects.in_group(seat.group), pk=material_id)
    form = TopicForm(request.POST)
    if form.is_valid():
        set_topic(material=shelved, topic=form.cleaned_data["topic"])
        said = f"已归入专题“{shelved.topic}”。" if shelved.topic else "已不归入专题。"
        messages.success(request, said)
        return redirect("material", slug, material_id)
    context = framed(seat, "materials", material=shelved, form=form, topics=topics_of(seat.group))
    return render(request, "studyapp/material_topic.html", context, status=422)


def way_back(request: MemberRequest, slug: str, point: KeyPoint | None) -> tuple[str, str] | None:
    """Address and name of the page that `?from=` says the reader came from: a card, a result (its quiz), the scores."""
    origin = request.GET.get("from", "")
    if point is None:
        return None
    if origin == "review":
        return f"{reverse('quizzes:review', args=[slug])}?card={point.pk}", "回到这张卡片"
    if origin == "scores":
        return reverse("quizzes:scores", args=[slug]), "回到成绩"
    if book := _PLACE_IN_THE_BOOK.fullmatch(origin):
        where = {name: value for name, value in book.groupdict().items() if value}
        return reverse("quizzes:mistakes", args=[slug], query=where, fragment=f"point-{point.pk}"), "回到错题本"
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
