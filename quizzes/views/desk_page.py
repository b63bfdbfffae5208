"""How the desk is rendered: the whole page, one section of the document, or only what an act changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from quizzes.decision import Decision, decision_on, sentences_of, target_of
from quizzes.desk import Desk, Section, ShownPassage, painted, with_text
from quizzes.models import Act
from quizzes.surveying import is_surveyed
from studyapp.access import Seat
from studyapp.forms.key_point import KeyPointForm
from studyapp.htmx import MemberRequest
from studyapp.models import KeyPoint, Passage
from studyapp.shell import framed

CATEGORIES = ("数字", "时间", "会议与文件", "列举", "定义", "提法", "公式", "名称")


@dataclass(frozen=True)
class Shown:
    """What of the desk is wanted: an item (c12, k34; "done" for none), a passage to pick from, a form."""

    ref: str = ""
    trims: bool = False
    section: str = ""
    picks: Passage | None = None
    form: KeyPointForm | None = None
    is_form_open: bool = False
    said: str = ""
    changed: tuple[int, ...] = ()  # passages that look different after an act


def show(request: MemberRequest, seat: Seat, desk: Desk, shown: Shown, *, status: int = 200) -> HttpResponse:
    """The page; for htmx the decision, and with it the passages that an act changed."""
    decision = _decision(desk, shown)
    context = _panel(request, desk, shown, decision)
    if request.htmx.target == "decision":
        context |= {"group": seat.group, "changed": list(_changed(request, desk, shown, decision))}
        response = render(request, "quizzes/_desk_reply.html", context, status=status)
        response["HX-Replace-Url"] = _address(seat, desk, decision)
    else:
        context |= {"section": _open_section(desk, shown, decision)}
        response = render(request, "quizzes/curate.html", framed(seat, "materials", **context), status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _decision(desk: Desk, shown: Shown) -> Decision | None:
    if shown.picks is not None or shown.ref == "done":
        return None
    item = desk.item(shown.ref) or desk.first_open()
    target = target_of(desk.material, item.ref) if item else None
    return decision_on(desk, item, target, trims=shown.trims) if item and target else None


def _panel(request: MemberRequest, desk: Desk, shown: Shown, decision: Decision | None) -> dict[str, Any]:
    form = shown.form
    if form is None and decision is not None:
        target = decision.target
        values = {"term": target.term, "category": target.category}
        form = KeyPointForm(initial=KeyPointForm.initial_for(target) if isinstance(target, KeyPoint) else values)
    picks = shown.picks
    return {
        "material": desk.material,
        "desk": desk,
        "decision": decision,
        "item": decision.item if decision else None,
        "form": form,
        "is_form_open": shown.is_form_open,
        "is_trimming": bool(decision and decision.trim_words),
        "picks": picks,
        "sentences": sentences_of(picks, desk.by_passage.get(picks.pk, ())) if picks else (),
        "said": shown.said,
        "is_reading": not is_surveyed(desk.material, desk.survey),
        "last_act": Act.objects.filter(material=desk.material, by=request.user).first(),
        "categories": CATEGORIES,
        "current_section": _current_section(desk, shown, decision).number,
    }


def _current_section(desk: Desk, shown: Shown, decision: Decision | None) -> Section:
    if shown.picks is not None:
        return desk.section_of(shown.picks.position)
    return desk.section_of(decision.item.position if decision else 0)


def _open_section(desk: Desk, shown: Shown, decision: Decision | None) -> Section:
    wanted = shown.section
    number = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 9 else 0
    chosen = next((one for one in desk.sections if one.number == number), None)
    return with_text(desk, chosen or _current_section(desk, shown, decision), decision.item if decision else None)


def one_section(request: MemberRequest, seat: Seat, desk: Desk) -> HttpResponse:
    """A part of the document that has come into sight."""
    number = request.GET.get("section", "")
    section = next((one for one in desk.sections if str(one.number) == number), None)
    if section is None:
        raise Http404("资料里没有这一部分。")
    context = {"group": seat.group, "material": desk.material, "part": with_text(desk, section, None)}
    return render(request, "quizzes/_section.html", context)


def _changed(request: MemberRequest, desk: Desk, shown: Shown, decision: Decision | None) -> Iterator[ShownPassage]:
    """The passages to swap: those that an act changed, as far as the page has their section."""
    loaded = request.POST.get("loaded", "").split(",") if "loaded" in request.POST else None
    for passage in Passage.objects.filter(material=desk.material, pk__in=shown.changed):
        if loaded is None or str(desk.section_of(passage.position).number) in loaded:
            yield ShownPassage(passage, painted(desk, passage, decision.item if decision else None))


def _address(seat: Seat, desk: Desk, decision: Decision | None) -> str:
    address = reverse("curate", args=[seat.group.slug, desk.material.pk])
    return f"{address}?at={decision.item.ref}" if decision else address
