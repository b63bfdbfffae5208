"""A file or a pasted text in: read in a child process, and kept for a look before anything of it is stored."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from studyapp.access import Seat, seat_of_secretary
from studyapp.forms.material import PasteForm, UploadForm
from studyapp.htmx import MemberRequest
from studyapp.importing import Busy, Secret, imported_by, place_to_parse, stage, under_title
from studyapp.models import Import
from studyapp.reading.guard import MAX_BYTES, read_file, title_from_name
from studyapp.reading.types import UnreadableFile
from studyapp.shell import framed

LARGEST_FILE = max(MAX_BYTES.values())  # no more than this is taken into memory
TEXT_FILES = (".txt", ".text", ".md", ".markdown")  # those that can be read again in another encoding
PASTE_ID = "id_paste_%s"  # two forms of one page need ids of their own
GONE = "预览已过期，请重新上传。"


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: MemberRequest, slug: str) -> HttpResponse:
    """A file or a pasted text becomes a preview; the library stays as it is."""
    seat = seat_of_secretary(request.user, slug)
    if request.method != "POST":
        return upload_page(request, seat)
    is_paste = "text" in request.POST
    form = PasteForm(request.POST, auto_id=PASTE_ID) if is_paste else UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return upload_page(request, seat, form, status=422)
    try:
        staged = _staged(request, seat, form)
    except (UnreadableFile, Secret, Busy) as error:
        form.add_error("text" if is_paste else "file", str(error))
        return upload_page(request, seat, form, status=429 if isinstance(error, Busy) else 422)
    return redirect("import_preview", slug, staged.pk)


def _staged(request: MemberRequest, seat: Seat, form: PasteForm | UploadForm) -> Import:
    if isinstance(form, PasteForm):
        name, data = form.as_file()
    else:
        file = form.cleaned_data["file"]
        name, data = file.name, file.read(LARGEST_FILE + 1)
    with place_to_parse(seat.group):
        reading = read_file(name, data)
    if isinstance(form, PasteForm):
        reading = under_title(reading, form.cleaned_data["title"], named=title_from_name(name))
    return stage(
        group=seat.group,
        secretary=request.user,
        file_name=name,
        data=data,
        reading=reading,
        now=timezone.now(),
        keep_bytes=isinstance(form, UploadForm) and name.casefold().endswith(TEXT_FILES),
    )


def upload_page(
    request: MemberRequest, seat: Seat, form: PasteForm | UploadForm | None = None, *, status: int = 200, gone: str = ""
) -> HttpResponse:
    context = framed(
        seat,
        "materials",
        form=form if isinstance(form, UploadForm) else UploadForm(),
        paste=form if isinstance(form, PasteForm) else PasteForm(auto_id=PASTE_ID),
        gone=gone,
    )
    return render(request, "studyapp/upload.html", context, status=status)


def gone(request: MemberRequest, seat: Seat, import_id: UUID) -> HttpResponse:
    """A preview that is not there any more: confirmed already, or out of date. Asking for it does no harm."""
    done = imported_by(seat.group, import_id)
    if done:
        messages.warning(request, f"这份预览已经导入过了（{len(done)}篇），没有重复导入。")
        return go(request, reverse("material_list", args=[seat.group.slug]))
    if request.htmx:
        return HttpResponse(GONE, status=404, content_type="text/plain; charset=utf-8")
    return upload_page(request, seat, status=404, gone=GONE)


def go(request: MemberRequest, url: str) -> HttpResponse:
    """To another page, whoever asked."""
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
