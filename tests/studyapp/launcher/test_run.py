"""run.py: which command, which exit status, and never a traceback."""

from __future__ import annotations

import io
import sys

import pytest

import run
from studyapp.launcher import commands
from studyapp.launcher.checks import old_syntax_error
from studyapp.launcher.console import Stop, say


def test_an_old_python_is_told_in_two_languages(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 8, 18, "final", 0))
    assert run.main([]) == 1
    assert capsys.readouterr().out.split("\n") == [
        "",
        "温故需要 Python 3.11 或更新的版本，这里是 Python 3.8.18：请用新版本运行。",
        "Python 3.11 or newer is needed and this is Python 3.8.18: run it with a newer one.",
        "",
    ]


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 13, 1), (4, 0, 0)])
def test_a_new_python_will_do(version):
    run.require_python(version)


def test_an_old_python_can_read_what_it_runs():
    assert old_syntax_error() == ""


@pytest.mark.parametrize("arguments", [["serve"], ["setup", "now"], ["check", "-v"], [""]])
def test_an_unknown_command_gets_the_usage_and_status_2(arguments, capsys):
    assert run.main(arguments) == 2
    shown = capsys.readouterr().out
    assert "用法" in shown
    assert "Usage" in shown


@pytest.mark.parametrize("word", ["-h", "--help", "help"])
def test_who_asks_for_help_gets_status_0(word, capsys):
    assert run.main([word]) == 0
    assert "setup" in capsys.readouterr().out


def test_without_a_command_it_starts(monkeypatch):
    monkeypatch.setitem(commands.COMMANDS, "start", lambda rest: 7 if rest == [] else 0)
    assert run.main([]) == 7


def test_what_follows_test_goes_to_pytest(monkeypatch):
    monkeypatch.setitem(commands.COMMANDS, "test", lambda rest: 5 if rest == ["-k", "blank"] else 0)
    assert run.main(["test", "-k", "blank"]) == 5


@pytest.mark.parametrize(
    ("raised", "status", "shown"),
    [
        (Stop("磁盘满了。", "The disk is full."), 1, "磁盘满了。\nThe disk is full."),
        (KeyboardInterrupt(), 130, "已中断"),
        (PermissionError(13, "Permission denied", "var"), 1, "Permission denied: 'var'"),
    ],
)
def test_what_goes_wrong_is_said_without_a_traceback(raised, status, shown, monkeypatch, capsys):
    def fail(_: list[str]) -> int:
        raise raised

    monkeypatch.setitem(commands.COMMANDS, "setup", fail)
    assert run.main(["setup"]) == status
    printed = capsys.readouterr()
    assert shown in printed.out
    assert "Traceback" not in printed.out + printed.err


def test_a_terminal_without_chinese_still_shows_the_english(monkeypatch):
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", terminal)
    say("端口", "port")
    assert terminal.buffer.getvalue().split() == [b"??", b"port"]
