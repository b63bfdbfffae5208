from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import F

from studyapp.compiled import Compiled
from studyapp.models import Membership, StudyGroup
from tests.factories import create_group, create_person

by_slug = Compiled(lambda slug: StudyGroup.objects.filter(slug=slug))
seats = Compiled(
    lambda user, slug: Membership.objects.current().filter(user=user, group__slug=slug).select_related("group")
)
names = Compiled(lambda group: Membership.objects.filter(group=group).values_list("user__name", "joined_at"))


def test_it_finds_what_the_queryset_finds(group, member, django_assert_num_queries):
    membership = Membership.objects.get()
    with django_assert_num_queries(1):
        (found,) = seats(member.pk, "ours")
        assert (found, found.group, found.group.time_zone) == (membership, group, "Asia/Shanghai")


def test_values_change_from_call_to_call(group, member):
    theirs = create_group(slug="theirs")
    assert [by_slug(slug) for slug in ("ours", "theirs", "nowhere", "ours")] == [[group], [theirs], [], [group]]
    assert seats(member.pk, "theirs") == []


def test_rows_have_their_values_as_python_knows_them(group, member):
    assert names(group.pk) == list(Membership.objects.values_list("user__name", "joined_at"))


def test_what_is_written_into_the_query_stays(group, member):
    Membership.objects.update(left_at=F("joined_at"))
    assert seats(member.pk, "ours") == []


def test_times_are_values_too(group, member):
    joined = Compiled(
        lambda first, last: Membership.objects.filter(joined_at__gte=first, joined_at__lt=last).values_list("pk")
    )
    (seat,) = Membership.objects.all()
    second = timedelta(seconds=1)
    for _ in range(2):
        assert joined(seat.joined_at, seat.joined_at + second) == [(seat.pk,)]
        assert joined(seat.joined_at + second, seat.joined_at + 2 * second) == []
        assert joined(seat.joined_at - second, seat.joined_at) == []


@pytest.mark.parametrize("slug", ["' OR 1=1 --", "%", "%s", "stand-in-0", "\\", "组"])
def test_a_text_is_a_value_and_nothing_else(group, slug):
    assert by_slug(slug) == []


def test_a_number_that_no_column_holds_finds_nothing(group):
    create_person(group=group)
    assert names(10**30) == []
