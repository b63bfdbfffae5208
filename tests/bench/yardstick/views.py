"""Three pages that do nothing but their work, and one for the question whether the server is up."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from tests.bench.yardstick.models import Answer, Line, Total

WEEK = 3


def health(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@login_required
def bare(request: HttpRequest) -> HttpResponse:
    """Session, user, one query, twenty rows."""
    return render(request, "bare.html", {"lines": list(Line.objects.filter(week=WEEK).order_by("pk"))})


@login_required
@require_POST
def write(request: HttpRequest) -> HttpResponse:
    """One row in a transaction, a fragment back."""
    with transaction.atomic():
        answer = _answer(request, int(request.POST["line"]))
        answer.save()
    return render(request, "saved.html", {"answer": answer})


@login_required
@require_POST
def submit20(request: HttpRequest) -> HttpResponse:
    """Twenty rows and the total that they add to, all or nothing."""
    with transaction.atomic():
        Answer.objects.bulk_create(_answer(request, line) for line in range(1, 21))
        total = Total.objects.filter(member_id=request.user.pk, week=WEEK)
        if not total.update(score=F("score") + 20):
            Total.objects.create(member_id=request.user.pk, week=WEEK, score=20)
    return render(request, "saved.html", {"answer": None})


def _answer(request: HttpRequest, line: int) -> Answer:
    text = request.POST["text"][:200]
    return Answer(member_id=request.user.pk, week=WEEK, line_id=line, text=text, is_right=True)
