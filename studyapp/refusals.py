"""Refusals that no view makes: text that no database can hold, and addresses called in a way they do not answer to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

# PostgreSQL cannot store NUL, and nothing can encode half of a surrogate pair.
_UNUSABLE = re.compile("[\0\ud800-\udfff]")
UNUSABLE_TEXT = "内容含有无效字符，没有保存。请删去从别处粘贴来的特殊符号，再试一次。"


class RefusalsInWords:
    """Answers 400 before any view sees unusable text, and gives Django's empty 405 a page."""

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
