"""The measurement itself: what it sends, how it reads the machine, what it runs."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bench import __main__ as bench
from tests.bench import machine, wrk
from tests.bench.cases import CASES, PASS, Product, yardstick_lines
from tests.load.forms import PaperForm

PAPER = """
<form method="post" action="/elsewhere/"><input type="hidden" name="other" value="x"></form>
<form method="post" action="/save/" data-paper="5">
  <input type="hidden" name="csrfmiddlewaretoken" value="token"><input type="hidden" name="paper" value="5">
  <section data-answer id="q1"><input type="hidden" name="q1.revision" value="3">
    <input class="blank" name="q1.0" value="已写"><input class="blank" name="q1.1">
    <button name="at" value="q1">保存</button>
  </section>
  <section data-answer id="q2"><input type="hidden" name="q2.revision" value="1">
    <input type="radio" name="q2.0" value="5米"><input type="radio" name="q2.0" value="10米"></section>
  <section data-answer id="q3">
    <select name="q3.0"><option value="">请选择</option><option value="1">甲</option></select></section>
  <section><button formaction="/submit/">交卷</button></section>
</form>
"""
STAT = "{pid} (a (b) c) S {parent} 1 1 0 -1 4194560 9 9 0 0 {utime} {stime} {cutime} {cstime} 20 0 1 0 0 0 0"


def test_a_form_is_read_as_a_browser_reads_it():
    form = PaperForm(PAPER)
    assert (form.action, form.submit) == ("/save/", "/submit/")
    assert form.fixed == {"csrfmiddlewaretoken": "token", "paper": "5"}
    assert [section.id for section in form.sections] == ["q1", "q2", "q3"]
    assert form.sections[0].filled("a") == {"q1.revision": "3", "q1.0": "a", "q1.1": "a"}
    assert form.one(1, "a") == "csrfmiddlewaretoken=token&paper=5&q2.revision=1&q2.0=10%E7%B1%B3"
    assert form.whole("a").endswith("&q3.0=1&confirmed=1")
    assert form.of_attempt("6").one(1, "a").startswith("csrfmiddlewaretoken=token&paper=6&q2")


def test_every_request_of_a_case_is_a_write_of_its_own():
    scene: dict[str, Any] = {
        "members": [{"id": 1, "session": "s1"}, {"id": 2, "session": "s2"}],
        "quizzes": [7, 8, 9],
        "attempts": {str(quiz): {"1": 10 * quiz, "2": 10 * quiz + 1} for quiz in (7, 8, 9)},
        "cards": [{"member": 1, "point": 4, "graded_at": "t"}, {"member": 1, "point": 5, "graded_at": "t"}],
    }
    papers = {quiz: PAPER.replace("/submit/", f"/{quiz}/submit/") for quiz in scene["quizzes"]}
    product = Product(scene, {(quiz, 0): PaperForm(page) for quiz, page in papers.items()})
    for case in CASES:
        lines = [str(line) for line in product.lines(case.name)]
        assert lines
        assert len(lines) == len(set(lines))
    assert all(PASS in line.body for line in product.saves() if "q1" in line.body)
    assert len(list(product.submits())) == 4  # two members, two quizzes; the first quiz is for saving


def test_the_yardstick_has_a_page_for_every_case():
    for case in CASES:
        assert list(yardstick_lines(case.yardstick, {"members": [{"session": "s"}]}))


def write_stat(proc: Path, pid: int, *, parent: int, **ticks: int) -> None:
    (proc / str(pid)).mkdir(parents=True)
    times = {"utime": 0, "stime": 0, "cutime": 0, "cstime": 0} | ticks
    (proc / str(pid) / "stat").write_text(STAT.format(pid=pid, parent=parent, **times))


def test_the_cpu_time_of_a_server_is_that_of_all_below_it(tmp_path):
    write_stat(tmp_path, 10, parent=1, utime=100, cutime=30)
    write_stat(tmp_path, 11, parent=10, stime=20)
    write_stat(tmp_path, 12, parent=11, utime=5)
    write_stat(tmp_path, 99, parent=1, utime=10_000)
    (tmp_path / "uptime").write_text("1 2")
    assert machine.cpu_of([10], tmp_path) == 155 / machine.TICK
    assert machine.cpu_of([4242], tmp_path) == 0


def test_all_that_the_machine_worked(tmp_path):
    (tmp_path / "stat").write_text("cpu  100 20 30 9999 0 0 0\ncpu0 1 1 1 1\n")
    assert machine.cpu_of_all(tmp_path) == 150 / machine.TICK


def test_our_own_work_is_no_noise():
    with machine.Watch([]) as watch:
        sum(range(2_000_000))
    assert watch.cpu == 0
    assert watch.noise >= 0


FIGURES = (
    'FIGURES {{"seconds": 2.0, "count": {count}, "p50": 1, "p99": 2, "bytes": 3, "failed": {failed}, '
    '"sent": 9, "repeated": {repeated}}}\n'
)


def test_figures_are_read_from_what_the_script_printed():
    found = wrk.figures_in("Running 2s test\n" + FIGURES.format(count=8, failed=0, repeated=0))
    assert (found["count"], found["sent"]) == (8, 9)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ("unable to connect to 127.0.0.1", "no figures"),
        (FIGURES.format(count=8, failed=2, repeated=0), "2 of 8 requests failed"),
        (FIGURES.format(count=8, failed=0, repeated=1), "made twice"),
        (FIGURES.format(count=0, failed=0, repeated=0), "no request was answered"),
    ],
)
def test_a_run_that_measured_something_else_is_none(told, reason):
    with pytest.raises(wrk.BenchFailed, match=reason):
        wrk.figures_in(told)


def test_a_machine_without_time_for_us_is_asked_once_more_and_longer(monkeypatch):
    asked, answered = [], wrk.Run(rate=100.0, p50=3.0, p99=9.0, cpu=2.0, size=20_000, noise=0.1)

    def run(load: wrk.Load, *, connections: int, seconds: int) -> wrk.Run:
        asked.append(seconds)
        if len(asked) == 1:
            raise wrk.NothingAnswered
        return answered

    monkeypatch.setattr(wrk, "_run", run)
    assert wrk.run(wrk.Load("", Path("x"), ()), connections=8, seconds=2) == answered
    assert asked == [2, 20]


def test_when_it_is_told_to_stop_it_stops_what_it_started(monkeypatch):
    """Servers have process groups of their own, so that nobody else would."""
    before, stopped = signal.getsignal(signal.SIGTERM), []

    @contextlib.contextmanager
    def started(*_: object) -> Iterator[None]:
        try:
            yield
        finally:
            stopped.append("all")

    monkeypatch.setattr(bench, "set_up", started)
    monkeypatch.setattr(bench, "require_wrk", lambda: None)
    monkeypatch.setattr(bench, "ratios", lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    try:
        with pytest.raises(SystemExit) as ended:
            bench.main(["--db", "sqlite", "--cases", "save"])
    finally:
        signal.signal(signal.SIGTERM, before)
    assert (ended.value.code, stopped) == (143, ["all"])


def test_without_wrk_one_sentence_says_so(monkeypatch, capsys):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert bench.main(["--db", "sqlite"]) == 2
    assert "apt-get install wrk" in capsys.readouterr().err


def test_the_options_choose_what_is_run():
    plan = bench.plan_of(["--quick", "--cases", "save,burst", "--db", "sqlite"])
    assert ([case.name for case in plan.cases], plan.databases, plan.has_burst) == (["save"], ("sqlite",), True)
    assert (plan.connections, plan.rounds) == ((8,), 1)
    assert bench.plan_of([]).connections == (1, 8, 32)
    assert bench.plan_of([]).rounds >= 3


@pytest.mark.parametrize("arguments", [["--cases", "nonsense"], ["--db", "oracle"], ["--whatever"]])
def test_an_unknown_option_is_refused(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        bench.plan_of(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err


def test_the_yardstick_is_a_django_that_checks_out(tmp_path):
    code = "import django; django.setup(); from django.core.management import call_command; call_command('check')"
    from tests.load.site import ROOT, environment

    env = environment(f"sqlite:///{tmp_path / 'y.sqlite3'}") | {
        "DJANGO_SETTINGS_MODULE": "tests.bench.yardstick.settings"
    }
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
