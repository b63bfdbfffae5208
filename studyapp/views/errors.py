"""Error pages that Django asks for by name. Their sentences are in the templates 400 to 500."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open for too long, or in another window somebody signed in anew."""
    return render(request, "403_csrf.html", status=403)
