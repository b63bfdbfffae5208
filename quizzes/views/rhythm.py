"""The group's settings: its name, its weekly rhythm, and the days without quizzes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from quizzes.core.weeks import week_of
from quizzes.forms.rhythm import GroupNameForm, PauseForm, RhythmForm
from quizzes.models import Pause, Rhythm
from quizzes.rhythm import add_pause, change_rhythm, next_plans, remove_pause, rename_group, skip_week
from studyapp.access import Seat, seat_of_secretary
from studyapp.htmx import MemberRequest
from studyapp.shell import framed


@require_http_methods(["GET", "HEAD", "POST"])
def rhythm(request: MemberRequest, slug: str) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    form = RhythmForm(request.POST if request.method == "POST" else None, instance=_rhythm_of(seat))
    if form.is_valid():
        change_rhythm(rhythm=form.save(commit=False), now=timezone.now())
        messages.success(request, "每周安排已保存。")
        return redirect("quizzes:rhythm", slug)
    return _settings(request, seat, rhythm_form=form)


def _rhythm_of(seat: Seat) -> Rhythm:
    return Rhythm.objects.filter(group=seat.group).first() or Rhythm(group=seat.group)


def _settings(
    request: MemberRequest,
    seat: Seat,
    *,
    rhythm_form: RhythmForm | None = None,
    pause_form: PauseForm | None = None,
    name_form: GroupNameForm | None = None,
) -> HttpResponse:
    """The whole page. A form that was sent keeps what was typed; the others show what is stored."""
    form = rhythm_form or RhythmForm(instance=_rhythm_of(seat))
    pauses = list(Pause.objects.filter(group=seat.group, last_day__gte=timezone.localdate()))
    context = framed(
        seat,
        "quizzes",
        form=form,
        pause_form=pause_form or PauseForm(seat.group),
        name_form=name_form or GroupNameForm(seat.group),
        pauses=pauses,
        plans=next_plans(form.instance, timezone.now(), pauses) if form.instance.is_on and not form.is_bound else [],
    )
    sent = (rhythm_form, pause_form, name_form)
    status = 422 if any(form is not None and form.is_bound for form in sent) else 200
    return render(request, "quizzes/rhythm.html", context, status=status)


@require_POST
def group_rename(request: MemberRequest, slug: str) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    form = GroupNameForm(seat.group, request.POST)
    if form.is_valid():
        rename_group(group=seat.group, name=form.cleaned_data["name"])
        messages.success(request, "小组名称已保存。")
        return redirect("quizzes:rhythm", slug)
    return _settings(request, seat, name_form=form)


@require_POST
def pause_add(request: MemberRequest, slug: str) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    form = PauseForm(seat.group, request.POST)
    if form.is_valid():
        add_pause(group=seat.group, **form.cleaned_data)
        messages.success(request, "停测日期已加上。开始或截止落在里面的那一周不出题。")
        return redirect("quizzes:rhythm", slug)
    return _settings(request, seat, pause_form=form)


@require_POST
def pause_next_week(request: MemberRequest, slug: str) -> HttpResponse:
    """One tap: no quiz in the coming week."""
    seat = seat_of_secretary(request.user, slug)
    pause = skip_week(group=seat.group, week=week_of(timezone.localdate()).next)
    messages.success(request, f"{pause.first_day:%-m月%-d日}到{pause.last_day:%-m月%-d日}停测一周。")
    return redirect("quizzes:rhythm", slug)


@require_POST
def pause_remove(request: MemberRequest, slug: str, pause_id: int) -> HttpResponse:
    seat = seat_of_secretary(request.user, slug)
    remove_pause(pause=get_object_or_404(Pause, group=seat.group, pk=pause_id))
    messages.success(request, "已恢复。")
    return redirect("quizzes:rhythm", slug)
