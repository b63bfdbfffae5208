from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from studyapp.models import StudyGroup
from tests.factories import create_group


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """The group itself is made and looked at in test_demo.py."""
    monkeypatch.setattr("quizzes.management.commands.demo.make_demo", lambda now, password: create_group(slug="demo"))


def test_the_command_prints_the_accounts_and_the_password(db, settings, capsys):
    settings.IS_DEMO = True
    call_command("demo")
    assert capsys.readouterr().out.splitlines() == [
        "学习秘书：mishu",
        "成员：member01 到 member12",
        "密码都是：wengu-demo-2026",
    ]


def test_a_production_server_asks_for_a_password(db, settings):
    settings.IS_DEMO = False
    with pytest.raises(CommandError, match="--password"):
        call_command("demo")
    assert not StudyGroup.objects.exists()


def test_a_server_with_people_is_left_alone(settings, member):
    settings.IS_DEMO = True
    call_command("demo", "--if-empty")
    assert not StudyGroup.objects.filter(slug="demo").exists()
