"""The server and its worker processes, run by the .venv's own Python: `python -m studyapp.launcher.workers 8000`."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import sys
from typing import Protocol

from studyapp.launcher.server import HOST

WORKERS = 2
APPLICATION = "studyapp.wsgi"
SECONDS_TO_FINISH = 10


class Serving(Protocol):
    interrupt_signal: bool

    def serve(self) -> None: ...


def serve(port: int) -> None:
    """Serve until Ctrl+C, SIGTERM or the end of the terminal."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    server = Server(
        f"{APPLICATION}:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=1,  # more would only wait for the interpreter lock
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_FINISH,
        log_level=LogLevels.warning,
    )
    if sys.platform != "win32":
        os.register_at_fork(after_in_child=listen_to_the_parent_only)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as it is under nohup
            server.on_startup(lambda: signal.signal(signal.SIGHUP, server.signal_handler_interrupt))
        if multiprocessing.get_start_method() == "fork":
            importlib.import_module(APPLICATION)  # loaded once, and shared by the workers
    run(server)


def run(server: Serving) -> None:
    """Serve. A worker that ended before the parent heard of the same signal is no failure: the exit status is 0."""
    try:
        server.serve()
    except SystemExit:
        if not server.interrupt_signal:
            raise


def listen_to_the_parent_only() -> None:
    """In a worker: leave the terminal's signals to the parent, which stops us by SIGTERM.

    A worker that hears of the same Ctrl+C twice, or is told to stop while it starts, would never end.
    """
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until the server listens for it, Ctrl+C ends us without a word
    serve(int(sys.argv[1]))
elif __name__ == "__mp_main__":  # a worker where they are not forked
    listen_to_the_parent_only()
