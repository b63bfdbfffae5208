"""Pages outside any group: the door, the large type switch and the health check."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from studyapp.access import groups_of
from studyapp.htmx import MemberRequest


@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """Straight to the one group that most people have; a choice for the others."""
    groups = groups_of(request.user)
    if len(groups) == 1:
        return redirect(groups[0])
    return render(request, "studyapp/index.html", {"groups": groups})


@require_POST
def large_type(request: MemberRequest) -> HttpResponse:
    """Turn 大字 on or off for this person, on every device."""
    request.user.large_type = request.POST.get("large") == "1"
    request.user.save(update_fields=["large_type"])
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if is_ours else "index")


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """One real query, for a monitor: "ok" and nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
