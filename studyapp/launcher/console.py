"""Talking to the person at the terminal, who may read Chinese or English. Python 3.6 must be able to read this."""

import sys


class Stop(Exception):
    """A reason not to go on, as one sentence in Chinese and the same in English."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(chinese, english)


def say(*lines: str) -> None:
    """Print, also on a terminal that cannot show Chinese."""
    encoding = sys.stdout.encoding or "utf-8"
    for line in lines:
        print(line.encode(encoding, "replace").decode(encoding), flush=True)


def show_progress(text: str) -> None:
    """Show `text` in place of what was shown before; on a terminal only."""
    if sys.stdout.isatty():
        print("\r  " + text[:60].ljust(60) + "\r", end="", flush=True)
