"""Ready-made key points in: a template to fill in, the upload, a look at every row, and a way back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from studyapp.access import Seat, seat_of_secretary
from studyapp.forms.sheet import SheetForm
from studyapp.htmx import MemberRequest
from studyapp.importing import Busy, Secret, place_to_parse
from studyapp.models import SheetImport
from studyapp.reading.guard import MAX_SHEET_BYTES, read_sheet
from studyapp.reading.types import UnreadableFile
from studyapp.sheet_template import sheet_template_file
from studyapp.sheets import import_sheet, living_sheet, preview_sheet, stage_sheet, undo_sheet
from studyapp.shell import framed

ROWS_PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GONE = "预览已过期，请重新上传。资料库没有变。"


@require_safe
def sheet_template(request: MemberRequest, slug: str) -> HttpResponse:
    """An empty sheet with the right header, lists to choose from and instructions."""
    seat_of_secretary(request.user, slug)
    response = HttpResponse(sheet_template_file(), content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, "要点表模板.xlsx")
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def sheet_upload(request: MemberRequest, slug: str) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    if request.method != "POST":
        form = SheetForm(seat.group, initial={"material": request.GET.get("material", "")})
        return _upload_page(request, seat, form)
    form = SheetForm(seat.group, request.POST, request.FILES)
    if not form.is_valid():
        return _upload_page(request, seat, form, status=422)
    try:
        staged = _staged(request, seat, form)
    except (UnreadableFile, Secret, Busy) as error:
        form.add_error("file", str(error))
        return _upload_page(request, seat, form, status=429 if isinstance(error, Busy) else 422)
    return redirect("sheet_preview", slug, staged.pk)


def _staged(request: MemberRequest, seat: Seat, form: SheetForm) -> SheetImport:
    file = form.cleaned_data["file"]
    with place_to_parse(seat.group):
        sheet = read_sheet(file.name, file.read(MAX_SHEET_BYTES + 1))
    if not sheet.rows and not sheet.errors:
        raise UnreadableFile("表格里只有表头，没有要点，请填写后重新上传。")
    return stage_sheet(
        group=seat.group,
        secretary=request.user,
        file_name=file.name,
        sheet=sheet,
        material=form.cleaned_data["material"],
        title=form.cleaned_data["title"].strip(),
        now=timezone.now(),
    )


def _upload_page(
    request: MemberRequest, seat: Seat, form: SheetForm, *, status: int = 200, gone: str = ""
) -> HttpResponse:
    context = framed(seat, "materials", form=form, gone=gone)
    return render(request, "studyapp/sheet_upload.html", context, status=status)


@require_safe
def sheet_preview(request: MemberRequest, slug: str, sheet_id: UUID) -> HttpResponse:
    """Every row before it is imported; afterwards what was imported, with the way back."""
    seat = seat_of_secretary(request.user, slug)
    staged = _living(request, seat, sheet_id)
    if staged is None:
        return _upload_page(request, seat, SheetForm(seat.group), status=410, gone=GONE)
    if staged.imported_at:
        return render(request, "studyapp/sheet_done.html", framed(seat, "materials", staged=staged))
    preview = preview_sheet(staged)
    page = Paginator(preview.rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = framed(seat, "materials", staged=staged, preview=preview, page_obj=page)
    return render(request, "studyapp/sheet_preview.html", context)


def _living(request: MemberRequest, seat: Seat, sheet_id: UUID) -> SheetImport | None:
    """The staged sheet; None once it is out of date. Http404 for one that was never this person's to see."""
    staged = living_sheet(seat.group, request.user, sheet_id, timezone.now())
    open_to_me = SheetImport.objects.open_to(request.user, seat.group)
    if staged is None and SheetImport.objects.filter(pk=sheet_id).exclude(pk__in=open_to_me).exists():
        raise Http404
    return staged


@require_POST
def sheet_confirm(request: MemberRequest, slug: str, sheet_id: UUID) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    staged = _living(request, seat, sheet_id)
    if staged is None:
        return _upload_page(request, seat, SheetForm(seat.group), status=410, gone=GONE)
    import_sheet(staged=staged, by=request.user, now=timezone.now())
    return redirect("sheet_preview", slug, staged.pk)


@require_POST
def sheet_undo(request: MemberRequest, slug: str, sheet_id: UUID) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    staged = _living(request, seat, sheet_id)
    if staged is None:
        return _upload_page(request, seat, SheetForm(seat.group), status=410, gone=GONE)
    deleted, retired = undo_sheet(staged=staged, now=timezone.now())
    kept = f"另有 {retired} 条已经出过题，只停用。" if retired else ""
    messages.success(request, f"已撤销导入，删去 {deleted} 条要点。{kept}")
    if staged.secretary_id != request.user.pk:
        return redirect("sheet_upload", slug)  # what waits again is its uploader's alone
    return redirect("sheet_preview", slug, staged.pk)
