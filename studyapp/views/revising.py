"""A newer version of a material: old and new side by side, the key points that it touches, one button for it all."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from studyapp.access import Seat, seat_of_secretary
from studyapp.forms.key_point import KeyPointForm
from studyapp.htmx import MemberRequest
from studyapp.importing import ChangedElsewhere, drop_sheet, edit, find_import, next_revision
from studyapp.models import Import, Material
from studyapp.outline_edits import as_newer
from studyapp.outlines import Sheet, document_of
from studyapp.revising import AlreadyThere, Decision, Revision, revise, revision_of
from studyapp.shell import framed
from studyapp.views.importing import gone

CHANGES_ON_A_PAGE = 40
MOST_TOUCHED = 300  # more than that is another document
CHANGED = "资料或要点刚在别处改过，没有替换。下面是最新的对照，请看过再确认。"
TOO_DIFFERENT = "两份差得太多，碰到的要点超过300个，不能当作新版。请改为单独导入。"


@require_http_methods(["GET", "HEAD", "POST"])
def import_revision(request: MemberRequest, slug: str, import_id: UUID) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    staged = find_import(group=seat.group, secretary=request.user, import_id=import_id, now=timezone.now())
    waiting = next_revision(staged) if staged and staged.is_cleared else None
    if staged is None or waiting is None:
        return gone(request, seat, import_id) if staged is None else redirect("import_preview", slug, import_id)
    index, sheet = waiting
    material = Material.objects.in_group(seat.group).filter(pk=sheet.replaces or 0).first()
    if material is None or request.POST.get("do") == "separate":
        edit(staged=staged, revision=staged.revision, change=lambda outline: as_newer(outline, index, 0))
        return redirect("import_preview", slug, import_id)
    revision = revision_of(material, document_of(sheet))
    if request.method != "POST":
        return _page(request, seat, staged, sheet, revision)
    return _applied(request, seat, staged, index, sheet, revision)


def _applied(
    request: MemberRequest, seat: Seat, staged: Import, index: int, sheet: Sheet, revision: Revision
) -> HttpResponse:
    decisions, errors = _decisions(revision, request.POST)
    if errors or len(revision.touched) > MOST_TOUCHED:
        return _page(request, seat, staged, sheet, revision, errors=errors, status=422)
    try:
        done = revise(
            material=revision.material,
            document=document_of(sheet),
            stamp=request.POST.get("stamp", ""),
            decisions=decisions,
            now=timezone.now(),
            file_name=staged.file_name,
            file_digest=staged.file_digest,
        )
    except ChangedElsewhere:
        return _page(request, seat, staged, sheet, revision, problem=CHANGED, status=409)
    except AlreadyThere as error:
        return _page(request, seat, staged, sheet, revision, problem=str(error), status=422)
    drop_sheet(staged=staged, index=index)
    _tell(request, done, decisions)
    return redirect(_next(seat, staged, revision.material))


def _decisions(revision: Revision, sent: QueryDict) -> tuple[dict[int, Decision], dict[int, str]]:
    """What was decided of each repaired key point, and a sentence for each wording that cannot be taken."""
    decisions: dict[int, Decision] = {}
    errors: dict[int, str] = {}
    for one in revision.with_fate("repaired"):
        pk = one.point.pk
        if sent.get(f"choice-{pk}") == "retire":
            decisions[pk] = Decision(None)
            continue
        form = KeyPointForm({"text": sent.get(f"text-{pk}", "")})
        if form.is_valid():
            decisions[pk] = Decision(form.cleaned_data["text"])
        else:
            errors[pk] = str(form.errors["text"][0])
    return decisions, errors


def _tell(request: MemberRequest, done: Revision, decisions: dict[int, Decision]) -> None:
    retired = len(done.with_fate("gone")) + sum(decision.text is None for decision in decisions.values())
    stayed = done.untouched + len(done.touched) - retired
    sentence = f"《{done.material.title}》已换成新版：{stayed}个要点继续有效"
    messages.success(request, f"{sentence}，{retired}个停用。" if retired else f"{sentence}。")
    messages.success(request, "以前的试卷和成绩仍按当时的原文。")


def _next(seat: Seat, staged: Import, material: Material) -> str:
    """The next newer version of the same file, or the material."""
    still = Import.objects.filter(pk=staged.pk).exists()
    slug = seat.group.slug
    return reverse("import_revision", args=[slug, staged.pk]) if still else reverse("curate", args=[slug, material.pk])


def _page(
    request: MemberRequest,
    seat: Seat,
    staged: Import,
    sheet: Sheet,
    revision: Revision,
    *,
    errors: dict[int, str] | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    if len(revision.touched) > MOST_TOUCHED:
        problem = TOO_DIFFERENT
    repaired = [
        (
            one,
            request.POST.get(f"text-{one.point.pk}", one.text),
            request.POST.get(f"choice-{one.point.pk}", "accept"),
            (errors or {}).get(one.point.pk, ""),
        )
        for one in revision.with_fate("repaired")
    ]
    context = framed(
        seat,
        "materials",
        staged=staged,
        sheet=sheet,
        revision=revision,
        repaired=repaired,
        gone=revision.with_fate("gone"),
        kept=revision.with_fate("kept"),
        counts=[(word, revision.count(kind)) for kind, word in KINDS],
        changes=Paginator(revision.comparison.changes, CHANGES_ON_A_PAGE).get_page(request.GET.get("page")),
        problem=problem or next(iter((errors or {}).values()), ""),
        can_apply=len(revision.touched) <= MOST_TOUCHED,
    )
    return render(request, "studyapp/import_revision.html", context, status=status)


KINDS = (("changed", "改动"), ("added", "新增"), ("removed", "删去"))
