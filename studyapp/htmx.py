"""How this site speaks htmx: the request type, pages with a partial face, and sessions that end mid-page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django_htmx.middleware import HtmxDetails

from studyapp.models import User


class MemberRequest(HttpRequest):
    """A request as views see it: signed in (LoginRequiredMiddleware), with htmx details and the time it came in."""

    user: User
    htmx: HtmxDetails
    arrived_at: datetime


def clock_read_once(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the clock is read when a request comes in, so that slow work never makes an answer late."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.arrived_at = timezone.now()  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def render_page(
    request: MemberRequest, template: str, context: dict[str, Any], *, partial: str, status: int = 200
) -> HttpResponse:
    """Render `template`, or only its `partial` when htmx asks for the element of that name."""
    if request.htmx.target == partial:
        template = f"{template}#{partial}"
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


class PrivatePages:
    """Signed-in pages are never stored, and htmx learns of an ended session by a 401.

    Without the 401 the redirect to the login page would be followed and swapped into the middle of a page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
            return response
        asks_for_a_part = request.headers.get("HX-Request") == "true"
        if asks_for_a_part and response.status_code == 302 and reverse("account_login") in response["Location"]:
            return HttpResponse("登录已过期，请重新登录。", status=401)
        return response
