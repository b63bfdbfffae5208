"""Error pages that Django asks for by name. Their sentences are in the templates 400 to 500."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from studyapp.reading.archive import MEGABYTE
from studyapp.uploading import LARGEST, UploadTooBig

# What Django refuses before any view sees it, by the name of its exception.
_TOO_MUCH: dict[type[Exception], str] = {
    UploadTooBig: f"文件超过 {LARGEST // MEGABYTE} MB，请拆分成几个文件后再上传。没有保存任何内容。",
    RequestDataTooBig: "内容过长（上限20万字），没有保存。请回到上一页，分几次粘贴，或者存成文件上传。",
    TooManyFieldsSent: "一次送来的内容项太多，没有保存。请回到上一页，分几次提交。",
    TooManyFilesSent: "一次送来的文件太多，没有保存。请回到上一页，逐个上传。",
}


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open for too long, or in another window somebody signed in anew."""
    return render(request, "403_csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    message = _TOO_MUCH.get(type(exception), "")
    if message and request.headers.get("HX-Request") == "true":
        return HttpResponse(message, status=400, content_type="text/plain; charset=utf-8")
    return render(request, "400.html", {"message": message}, status=400)
