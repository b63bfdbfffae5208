from __future__ import annotations

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse, set_script_prefix

from studyapp.addresses import address


def test_an_address_is_what_reverse_gives():
    for slug, pk in (("ours", 1), ("theirs", 1), ("ours", 2), ("ours", 1)):
        assert address("quizzes:paper", slug, pk) == reverse("quizzes:paper", args=[slug, pk])


def test_the_tag_takes_names_and_variables():
    page = Template("{% load addresses %}{% address 'quizzes:paper' slug 7 %} {% address 'account_login' %}")
    assert page.render(Context({"slug": "ours"})) == f"{reverse('quizzes:paper', args=['ours', 7])} /accounts/login/"


def test_a_route_that_does_not_exist_is_an_error():
    with pytest.raises(NoReverseMatch):
        address("quizzes:paper", "ours")


def test_a_site_below_another_address_keeps_its_prefix():
    plain = address("quizzes:home", "ours")
    try:
        set_script_prefix("/below/")
        assert address("quizzes:home", "ours") == f"/below{plain}"
    finally:
        set_script_prefix("/")
    assert address("quizzes:home", "ours") == plain
