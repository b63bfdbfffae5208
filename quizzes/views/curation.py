"""The secretary's desk: the document on one side, what is to be decided and its question on the other."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quizzes.curating import STALE, CannotCurate, remove, reword
from quizzes.decision import target_of
from quizzes.desk import desk_of
from quizzes.desk_acts import Done, act, add, is_stale, next_open
from quizzes.surveying import ensure_survey, is_surveyed
from quizzes.views.desk_page import Shown, one_section, show
from studyapp.access import Seat, seat_of_secretary
from studyapp.forms.key_point import KeyPointForm
from studyapp.htmx import MemberRequest
from studyapp.models import KeyPoint, Material, Passage


@require_safe
def curate(request: MemberRequest, slug: str, material_id: int) -> HttpResponse:
    """`?at=c12` shows a proposal, `?at=k34` a key point, `?section=3` a part of the document."""
    seat = seat_of_secretary(request.user, slug)
    material = get_object_or_404(Material.objects.in_group(seat.group), pk=material_id)
    survey = ensure_survey(material, now=timezone.now())
    if request.htmx.target == "surveying":
        return _still_reading(is_done=is_surveyed(material, survey))
    desk = desk_of(material, survey)
    if (request.htmx.target or "").startswith("section-"):
        return one_section(request, seat, desk)
    shown = Shown(request.GET.get("at", ""), trims="trim" in request.GET, section=request.GET.get("section", ""))
    return show(request, seat, desk, shown)


def _still_reading(*, is_done: bool) -> HttpResponse:
    """204 leaves the moving strip as it is; when the survey is stored the page is loaded anew."""
    response = HttpResponse(status=200 if is_done else 204)
    if is_done:
        response["HX-Refresh"] = "true"
    return response


@require_POST
def curate_act(request: MemberRequest, slug: str, material_id: int) -> HttpResponse:
    """One act on the proposal or key point `at`: accept, dismiss, a tapped word, a moved edge, or undo."""
    seat = seat_of_secretary(request.user, slug)
    material = get_object_or_404(Material.objects.in_group(seat.group), pk=material_id)
    try:
        done = act(material, request.user, _sent(request), now=timezone.now())
    except CannotCurate as error:
        return _refused(request, seat, material, str(error))
    return _answer(request, seat, material, done)


@require_http_methods(["GET", "HEAD", "POST"])
def key_point_add(request: MemberRequest, slug: str, passage_id: int) -> HttpResponse:
    """GET: the passage sentence by sentence, to choose from. POST: what was chosen or selected becomes a key point."""
    seat = seat_of_secretary(request.user, slug)
    passages = Passage.objects.select_related("material__group").filter(material__group=seat.group)
    passage = get_object_or_404(passages, pk=passage_id)
    material = passage.material
    if request.method == "POST":
        try:
            done = add(passage, request.user, _sent(request))
        except CannotCurate as error:
            return _refused(request, seat, material, str(error), Shown(picks=passage), status=422)
        return _answer(request, seat, material, done)
    desk = desk_of(material, ensure_survey(material, now=timezone.now()))
    return show(request, seat, desk, Shown(picks=passage))


@require_http_methods(["GET", "HEAD", "POST"])
def key_point(request: MemberRequest, slug: str, point_id: int) -> HttpResponse:
    """GET: the desk at a key point, its form open. POST: the key point reworded."""
    seat = seat_of_secretary(request.user, slug)
    points = KeyPoint.objects.in_group(seat.group).active().select_related("material__group", "passage")
    point = get_object_or_404(points, pk=point_id)
    if request.method != "POST":
        desk = desk_of(point.material, ensure_survey(point.material, now=timezone.now()))
        return show(request, seat, desk, Shown(f"k{point.pk}", is_form_open=True))
    form = KeyPointForm(request.POST, initial=KeyPointForm.initial_for(point))
    shown = Shown(f"k{point.pk}", form=form, is_form_open=True)
    if is_stale(point, _sent(request)):
        message = "这个要点刚在别处改过，你写的还在下面，没有保存。看过现在的样子，再保存一次就以你的为准。"
        return _refused(request, seat, point.material, message, shown)
    if not form.is_valid():
        desk = desk_of(point.material, ensure_survey(point.material, now=timezone.now()))
        return show(request, seat, desk, shown, status=422)
    reword(point=point, values=form.values(point.marks), by=request.user)
    done = Done(f"要点已保存。{form.removed_words}已发布的试卷不受影响。", f"k{point.pk}", (point.passage_id,))
    return _answer(request, seat, point.material, done)


@require_POST
def key_point_remove(request: MemberRequest, slug: str, point_id: int) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    points = KeyPoint.objects.in_group(seat.group).active().select_related("material", "passage")
    point = get_object_or_404(points, pk=point_id)
    material, passage, start = point.material, point.passage, point.start
    if is_stale(point, _sent(request)):
        return _refused(request, seat, material, STALE, Shown(f"k{point.pk}"))
    is_deleted = remove(point=point, by=request.user, now=timezone.now())
    said = "要点已删除。" if is_deleted else "要点已停用，以后不再出题；用过它的试卷和成绩保持不变。"
    return _answer(request, seat, material, Done(said, next_open(material, (passage.position, start)), (passage.pk,)))


def _sent(request: MemberRequest) -> dict[str, str]:
    return {name: str(value) for name, value in request.POST.items()}


def _answer(request: MemberRequest, seat: Seat, material: Material, done: Done) -> HttpResponse:
    """What was done, in words, and what comes next: the changed parts for htmx, the whole page otherwise."""
    if request.htmx.target != "decision":
        messages.success(request, done.said)
        address = reverse("curate", args=[seat.group.slug, material.pk])
        trim = "&trim=1" if done.trims else ""
        return redirect(f"{address}?at={done.ref}{trim}#panel")
    desk = desk_of(material, ensure_survey(material, now=timezone.now()))
    return show(request, seat, desk, Shown(done.ref, trims=done.trims, said=done.said, changed=done.passages))


def _refused(
    request: MemberRequest, seat: Seat, material: Material, why: str, shown: Shown | None = None, *, status: int = 409
) -> HttpResponse:
    """The sentence alone for htmx, which shows it and leaves the page alone; else the page with the sentence."""
    keeps_typing = shown is not None and shown.form is not None
    if request.htmx and not keeps_typing:
        return HttpResponse(why, status=409, content_type="text/plain; charset=utf-8")
    if not request.htmx:
        messages.error(request, why)
    target = target_of(material, request.POST.get("at", ""))
    desk = desk_of(material, ensure_survey(material, now=timezone.now()))
    if shown is None:
        shown = Shown(request.POST.get("at", "") if target else "")
    if request.htmx:
        shown = replace(shown, said=why)
    return show(request, seat, desk, shown, status=422 if keeps_typing else status)
