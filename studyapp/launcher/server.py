"""Starting the server."""

from __future__ import annotations

import os
import socket
import sys

from studyapp.launcher import places
from studyapp.launcher.console import Stop, say
from studyapp.launcher.processes import environment, hand_over
from studyapp.launcher.stamps import take_lock

HOST = "127.0.0.1"


def wanted_port() -> int:
    """The port in PORT, 8000 without."""
    given = os.environ.get("PORT") or "8000"
    if given.isascii() and given.isdigit() and 0 < int(given) < 65536:
        return int(given)
    raise Stop(
        f"PORT 应是 1 到 65535 的整数，现在是“{given}”：请改好再运行。",
        f"PORT must be a whole number from 1 to 65535 and is '{given}': change it and run again.",
    )


def require_free_port(port: int) -> None:
    """Refuse a port that is taken: granian would not, but share it in silence with whoever has it."""
    with socket.socket() as probe:
        if sys.platform != "win32":  # where this option would let us in on a port that is taken
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise busy_port(port) from None


def busy_port(port: int) -> Stop:
    other = port + 1 if port < 65535 else 8000
    return Stop(
        f"端口 {port} 不能用，多半是温故或别的程序已在使用它：请先关掉那个程序，或换一个端口（PORT={other}）再运行。",
        f"Port {port} cannot be used, most likely because something is using it: stop that, or set PORT={other}.",
    )


def serve(port: int, *, greeting: list[str]) -> int:
    """Greet, and become the server. Returns only where a program cannot become another (Windows)."""
    # The lock goes over to the server and lives as long: two that start at the same moment both find the port free.
    with (places.VAR / f"serve-{port}.lock").open("a", encoding="utf-8") as lock:
        if not take_lock(lock):
            raise busy_port(port)
        require_free_port(port)
        os.set_inheritable(lock.fileno(), True)
        say("", *greeting, f"网址：http://{HOST}:{port}/    （按 Ctrl+C 停止  Ctrl+C to stop）", "")
        return hand_over([places.venv_program("python"), "-m", "studyapp.launcher.workers", str(port)], environment())
