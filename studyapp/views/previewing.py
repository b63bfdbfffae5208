"""The preview of an import. Every button is one edit and posts the fields of the whole page: nothing typed is lost."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django_htmx.http import reswap, retarget

from studyapp.access import Seat, seat_of_secretary
from studyapp.htmx import MemberRequest
from studyapp.importing import (
    Busy,
    ChangedElsewhere,
    Secret,
    confirm,
    edit,
    find_import,
    give_up,
    place_to_parse,
    read_again,
    undo,
)
from studyapp.library import Imported
from studyapp.models import Import
from studyapp.outline_edits import ON_A_LINE, ON_A_SHEET, apply, places_of, with_fields
from studyapp.outlines import NoSuchPlace, Outline
from studyapp.previewing import TICKS, page_of_line, preview_of, refusals, row_of_line
from studyapp.reading.guard import ENCODINGS, read_file
from studyapp.reading.types import UnreadableFile
from studyapp.shell import framed
from studyapp.views.importing import go, gone

CHANGED = "这份预览在别处改过，刚才的一步没有做。下面是最新的样子，请看过再继续。"
UNTICKED = "还有要勾选的项，在页面下方。"
PAGE = "studyapp/import_preview.html"


@require_http_methods(["GET", "HEAD", "POST"])
def import_preview(request: MemberRequest, slug: str, import_id: UUID) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    staged = find_import(group=seat.group, secretary=request.user, import_id=import_id, now=timezone.now())
    if staged is None:
        return gone(request, seat, import_id)
    if request.method != "POST":
        return _page(request, seat, staged, opened=_opened(request.GET), page=_number(request.GET.get("page"), 1))
    try:
        return _act(request, seat, staged, request.POST.get("do", "save"))
    except ChangedElsewhere:
        now = find_import(group=seat.group, secretary=request.user, import_id=import_id, now=timezone.now())
        if now is None:
            return gone(request, seat, import_id)
        return _page(request, seat, now, problem=CHANGED, status=422 if request.htmx else 409)
    except NoSuchPlace:
        return _page(request, seat, staged, problem="这一步做不了，请刷新后再试。", status=422)
    except (UnreadableFile, Secret, Busy) as error:
        return _page(request, seat, staged, problem=str(error), status=422)


def _act(request: MemberRequest, seat: Seat, staged: Import, command: str) -> HttpResponse:
    verb, places = places_of(command)
    revision = _number(request.POST.get("revision"), -1)
    if verb == "cancel":
        give_up(staged=staged)
        messages.success(request, "已放弃这次导入，资料库没有变。")
        return go(request, reverse("upload", args=[seat.group.slug]))
    if verb == "undo":
        return _shown(request, seat, undo(staged=staged, revision=revision), verb, places)
    if verb == "again":
        return _shown(request, seat, _read_again(request, seat, staged, revision), verb, places)
    errors: dict[str, str] = {}

    def change(outline: Outline) -> Outline:
        filled, found = with_fields(outline, request.POST)
        errors.update(found)
        return apply(filled, command)

    staged = edit(staged=staged, revision=revision, change=change)
    if verb == "confirm" and not errors:
        return _confirmed(request, seat, staged)
    if errors:
        return _page(request, seat, staged, errors=errors, opened=_opened(request.POST), status=422)
    return _shown(request, seat, staged, verb, places)


def _read_again(request: MemberRequest, seat: Seat, staged: Import, revision: int) -> Import:
    encoding = request.POST.get("encoding", "")
    if staged.raw is None or encoding not in ENCODINGS:
        raise NoSuchPlace(encoding)
    with place_to_parse(seat.group):
        reading = read_file(staged.file_name, bytes(staged.raw), encoding)
    return read_again(staged=staged, revision=revision, reading=reading, encoding=encoding)


def _confirmed(request: MemberRequest, seat: Seat, staged: Import) -> HttpResponse:
    errors = refusals(preview_of(staged), request.POST)
    if errors:
        return _page(request, seat, staged, errors=errors, opened=_opened(request.POST), status=422)
    waiting = any(sheet["replaces"] and not sheet["is_out"] for sheet in staged.outline)
    _tell(request, confirm(staged=staged, revision=staged.revision))
    if waiting:
        return go(request, reverse("import_revision", args=[seat.group.slug, staged.pk]))
    return go(request, reverse("material_list", args=[seat.group.slug]))


def _tell(request: MemberRequest, imported: Imported) -> None:
    if imported.added:
        titles = "".join(f"《{added.title}》" for added in imported.added)
        messages.success(request, f"已导入 {len(imported.added)} 篇资料：{titles}。接下来可以标要点。")
    for known in imported.known:
        when = timezone.localtime(known.imported_at)
        messages.warning(request, f"《{known.title}》已于 {when:%Y年%m月%d日} 导入，内容相同，没有重复导入。")


def _shown(request: MemberRequest, seat: Seat, staged: Import, verb: str, places: tuple[int, ...]) -> HttpResponse:
    """The page after an edit: for htmx only what changed, else by a redirect to the place of the edit."""
    opened, page = _place_after(verb, places, _opened(request.POST))
    if not request.htmx:
        anchor = (
            f"line-{places[0]}-{places[1]}" if verb in ON_A_LINE else f"sheet-{opened}" if opened >= 0 else "outline"
        )
        return redirect(f"{_url(seat, staged)}?open={opened}&page={page}#{anchor}")
    if verb in ON_A_LINE:
        row = row_of_line(staged, places[0], places[1])
        return _part(request, seat, staged, "_import_line", f"line-{places[0]}-{places[1]}", row=row)
    if verb in ON_A_SHEET:
        preview = preview_of(staged, opened=opened, page=page, sent=request.POST)
        sheet = preview.sheets[places[0]]
        return _part(request, seat, staged, "_import_sheet", f"sheet-{places[0]}", row=sheet, preview=preview)
    if verb == "save":
        return reswap(_part(request, seat, staged, "", "import-state"), "none")
    return _page(request, seat, staged, opened=opened, page=page)


def _place_after(verb: str, places: tuple[int, ...], opened: int) -> tuple[int, int]:
    """Which sheet is open after an edit, and at which page of its lines."""
    if verb == "open":
        return places[0], places[1] if len(places) > 1 else 1
    if verb in ON_A_LINE:
        return places[0], page_of_line(places[1])
    if verb == "split":
        return places[0] + 1, 1
    if verb == "join":
        return places[0] - 1, 1
    return opened, 1


def _url(seat: Seat, staged: Import) -> str:
    return reverse("import_preview", args=[seat.group.slug, staged.pk])


def _part(request: MemberRequest, seat: Seat, staged: Import, name: str, target: str, **context: Any) -> HttpResponse:
    """One piece of the page, or none, in its place, and the state of the whole beside it."""
    html = render_to_string(f"studyapp/{name}.html", {"staged": staged, **context}, request) if name else ""
    state = render_to_string("studyapp/_import_state.html", {"staged": staged, "is_beside": True, **context}, request)
    return retarget(reswap(HttpResponse(html + state), "outerHTML"), f"#{target}")


def _page(
    request: MemberRequest,
    seat: Seat,
    staged: Import,
    *,
    opened: int = -1,
    page: int = 1,
    errors: dict[str, str] | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    preview = preview_of(staged, opened=opened, page=page, sent=sent, errors=errors, is_kept=problem == CHANGED)
    first = next((UNTICKED if key in TICKS else sentence for key, sentence in (errors or {}).items()), "")
    context = framed(
        seat,
        "materials",
        staged=staged,
        preview=preview,
        opened=opened,
        encodings=ENCODINGS.items() if staged.raw is not None else (),
        problem=problem or first,
    )
    template = f"{PAGE}#outline" if request.htmx else PAGE
    return render(request, template, context, status=status)


def _opened(sent: Any) -> int:
    return _number(sent.get("open"), -1)


def _number(text: str | None, otherwise: int) -> int:
    is_number = text is not None and text.isascii() and text.isdecimal() and len(text) < 10
    return int(text) if text and is_number else otherwise
