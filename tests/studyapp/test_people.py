from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from studyapp.access import groups_of
from studyapp.models import Membership, StudyGroup, User
from tests.factories import LONG_AGO, create_group, create_person

NOW = timezone.now()
DAY = timedelta(days=1)


def test_a_person_is_shown_by_name_or_else_by_user_name():
    assert (str(User(username="chen", name="陈思远")), str(User(username="chen"))) == ("陈思远", "chen")


def test_the_roster_of_a_day_holds_who_was_there(group):
    here = create_person(group=group, joined=NOW - DAY)
    gone = create_person(group=group, joined=LONG_AGO)
    Membership.objects.filter(user=gone).update(left_at=NOW - DAY)
    create_person(group=group, joined=NOW + DAY)
    assert [m.user for m in Membership.objects.on_roster(NOW)] == [here]
    assert [m.user for m in Membership.objects.on_roster(NOW - 2 * DAY)] == [gone]


def test_nobody_is_twice_in_a_group(group, member):
    with pytest.raises(IntegrityError):
        Membership.objects.create(group=group, user=member)


def test_a_group_is_in_a_zone_that_exists():
    with pytest.raises(ValidationError, match="Asia/Shanghai"):
        StudyGroup(name="组", slug="g", time_zone="火星/基地").full_clean(validate_unique=False)


def test_the_groups_of_a_person_are_those_not_left(member, group):
    left = create_group(name="离开了的")
    Membership.objects.create(group=left, user=member, left_at=NOW)
    assert groups_of(member) == [group]
