"""The commands of run.py."""

from __future__ import annotations

from collections.abc import Callable

from studyapp.launcher import places
from studyapp.launcher.checks import pytest_command, run_checks, without_settings
from studyapp.launcher.console import say
from studyapp.launcher.packages import install
from studyapp.launcher.processes import hand_over
from studyapp.launcher.server import require_free_port, serve, wanted_port
from studyapp.launcher.site import demo_accounts, make_secret_key, prepare
from studyapp.launcher.stamps import one_at_a_time


def start(_: list[str]) -> int:
    """Prepare, and become the server."""
    port = wanted_port()
    require_free_port(port)  # before the long work, and again after it
    with one_at_a_time():
        prepare(install("base"))
    return serve(port, greeting=demo_accounts())


def setup(_: list[str]) -> int:
    with one_at_a_time():
        prepare(install("base"))
    say("准备好了。启动：python3 run.py", "Ready. To start: python3 run.py")
    return 0


def test(arguments: list[str]) -> int:
    """Become pytest, on the demo's settings whatever this machine's are."""
    with one_at_a_time():
        install("dev")
        make_secret_key()
    return hand_over(pytest_command(arguments), without_settings())


def check(_: list[str]) -> int:
    with one_at_a_time():
        install("dev")
    return run_checks()


def bench(arguments: list[str]) -> int:
    """Become the measurement of tests/bench, on databases and settings of its own."""
    with one_at_a_time():
        install("dev")
    return hand_over([places.venv_program("python"), "-m", "tests.bench", *arguments], without_settings())


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "start": start,
    "setup": setup,
    "test": test,
    "check": check,
    "bench": bench,
}
TAKE_ARGUMENTS = ("test", "bench")
