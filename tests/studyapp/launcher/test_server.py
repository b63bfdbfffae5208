from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from studyapp.launcher import places, server, workers
from studyapp.launcher.console import Stop
from studyapp.launcher.server import HOST, require_free_port, serve, wanted_port


@pytest.fixture
def listener():
    with socket.socket() as listener:
        if hasattr(socket, "SO_REUSEPORT"):  # as granian has it: a second one would be let in
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.bind((HOST, 0))
        listener.listen()
        yield listener


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize(("given", "port"), [(None, 8000), ("", 8000), ("8123", 8123), ("65535", 65535)])
def test_port_is_8000_unless_said_otherwise(given, port, monkeypatch):
    monkeypatch.delenv("PORT", raising=False)
    if given is not None:
        monkeypatch.setenv("PORT", given)
    assert wanted_port() == port


@pytest.mark.parametrize("given", ["0", "65536", "-1", "80a", "80²", "8000 ", "8e3"])
def test_an_impossible_port_is_refused_by_name(given, monkeypatch):
    monkeypatch.setenv("PORT", given)
    with pytest.raises(Stop) as stop:
        wanted_port()
    assert f"现在是“{given}”" in stop.value.args[0]


def test_a_busy_port_is_refused_even_if_it_could_be_shared(listener):
    port = listener.getsockname()[1]
    with pytest.raises(Stop) as stop:
        require_free_port(port)
    chinese, english = stop.value.args
    assert chinese.startswith(f"端口 {port} 不能用")
    assert english.startswith(f"Port {port} cannot be used")


def test_a_free_port_will_do(free_port):
    require_free_port(free_port)


def test_two_that_start_at_the_same_moment_do_not_share_the_port(folder, free_port, monkeypatch, capsys):
    """The second starts while the first holds its lock, but does not listen yet."""

    def become_the_server(*_: object) -> int:
        with pytest.raises(Stop, match="不能用"):
            serve(free_port, greeting=[])
        return 0

    monkeypatch.setattr(server, "hand_over", become_the_server)
    assert serve(free_port, greeting=["学习秘书：mishu"]) == 0
    assert capsys.readouterr().out.split("\n")[1:3] == [
        "学习秘书：mishu",
        f"网址：http://127.0.0.1:{free_port}/    （按 Ctrl+C 停止  Ctrl+C to stop）",
    ]


def start_workers(port: int, home: Path) -> subprocess.Popen[str]:
    settings = {"SECRET_KEY": "k" * 64, "HTTPS": "off", "DATABASE_URL": f"sqlite:///{home / 'db.sqlite3'}"}
    return subprocess.Popen(
        [sys.executable, "-m", "studyapp.launcher.workers", str(port)],
        cwd=places.ROOT,
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def wait_until_listening(port: int, process: subprocess.Popen[str]) -> None:
    for _ in range(600):
        with socket.socket() as client:
            if client.connect_ex((HOST, port)) == 0:
                return
        assert process.poll() is None, process.communicate()[0]
        time.sleep(0.1)
    pytest.fail("no server after a minute")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no process groups to signal")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_the_server_stops_at_once_when_a_signal_reaches_all_its_processes(name, free_port, tmp_path):
    """As Ctrl+C, a service manager and a closed terminal send it. A worker must not wait to be killed."""
    if signal.getsignal(getattr(signal, name)) is signal.SIG_IGN:
        pytest.skip(f"{name} is ignored here, as under nohup, and the server must keep to that")
    process = start_workers(free_port, tmp_path)
    try:
        wait_until_listening(free_port, process)
        began = time.monotonic()
        os.killpg(process.pid, getattr(signal, name))
        output = process.communicate(timeout=30)[0]
    finally:
        process.kill()
    assert process.returncode == 0
    assert "Traceback" not in output
    assert "Killing" not in output
    assert time.monotonic() - began < 8


class Ended:
    """A server whose worker is gone, as it is when the serving ends."""

    def __init__(self, *, told_to_stop: bool) -> None:
        self.interrupt_signal = told_to_stop

    def serve(self) -> None:
        raise SystemExit(1)


def test_a_worker_that_hears_of_the_signal_first_is_no_failure():
    workers.run(Ended(told_to_stop=True))


def test_a_server_whose_workers_crash_fails():
    with pytest.raises(SystemExit):
        workers.run(Ended(told_to_stop=False))
