"""Who may see which group: the only place that decides. Strangers get 404, members without the role 403."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from studyapp.compiled import Compiled
from studyapp.models import Membership, Role, StudyGroup, User


@dataclass(frozen=True)
class Seat:
    """A person's place in a group: what nearly every view starts from."""

    group: StudyGroup
    is_secretary: bool


_memberships = Compiled(
    lambda user_id, slug: Membership.objects.current().filter(user=user_id, group__slug=slug).select_related("group")
)


def seat_of_member(user: User, slug: str) -> Seat:
    """The group that `user` belongs to under `slug`, in any role. Http404 for everybody else.

    From here on the request's dates are shown and read in the group's zone.
    """
    found = _memberships(user.pk, slug)
    if not found:
        raise Http404("没有这个学习小组。")
    membership = found[0]
    timezone.activate(membership.group.zone)
    return Seat(membership.group, membership.role == Role.SECRETARY)


def seat_of_secretary(user: User, slug: str) -> Seat:
    """The group whose 学习秘书 `user` is. Http404 for outsiders, PermissionDenied for plain members."""
    seat = seat_of_member(user, slug)
    if not seat.is_secretary:
        raise PermissionDenied("这一页只有学习秘书可以打开。")
    return seat


def zone_of_one_request(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the zone that a group's page activated must not last into the thread's next request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        try:
            return get_response(request)
        finally:
            timezone.deactivate()

    return middleware


def groups_of(user: User) -> list[StudyGroup]:
    """The groups that `user` belongs to now, by name."""
    return list(
        StudyGroup.objects.filter(memberships__user=user, memberships__left_at=None).distinct().order_by("name")
    )
