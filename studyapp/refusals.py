"""Refusals that no view makes: text that no database can hold, addresses called in a way they do not answer to, and
a database that cannot answer now.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

# PostgreSQL cannot store NUL, and nothing can encode half of a surrogate pair.
_UNUSABLE = re.compile("[\0\ud800-\udfff]")
UNUSABLE_TEXT = "内容含有无效字符，没有保存。请删去从别处粘贴来的特殊符号，再试一次。"
BUSY = "服务器正忙，这一步没有保存，请过几秒再试。已经保存的内容都在。"
RETRY_AFTER = "5"  # seconds

logger = logging.getLogger(__name__)


class RefusalsInWords:
    """Answers 400 before any view sees unusable text, and gives Django's empty 405 a page.

    A database that is locked for too long, full or just starting again answers 503: what was sent is worth sending
    again, which a 500 would not say.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            page = render(request, "405.html", status=405)
            page["Allow"] = response["Allow"]
            return page
        return response

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        if not any(map(_UNUSABLE.search, _texts_of(request))):
            return None
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(UNUSABLE_TEXT, status=400, content_type="text/plain; charset=utf-8")
        return render(request, "400.html", {"message": UNUSABLE_TEXT}, status=400)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError):
            return None
        logger.error("%s %s: %s", request.method, request.path, exception)
        if request.headers.get("HX-Request") == "true":
            response = HttpResponse(BUSY, status=503, content_type="text/plain; charset=utf-8")
        else:
            response = render(request, "503.html", {"message": BUSY}, status=503)
        response["Retry-After"] = RETRY_AFTER
        return response


def _texts_of(request: HttpRequest) -> Iterator[str]:
    """All that was typed or named in a request, file names too."""
    sent: tuple[QueryDict, QueryDict] = (request.GET, request.POST)
    for data in sent:
        for name, values in data.lists():
            yield name
            yield from map(str, values)
    for name, files in request.FILES.lists():
        yield name
        yield from (file.name or "" for file in files)
