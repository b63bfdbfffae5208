"""The child process gives up what it does not need before it touches a file from outside."""

import subprocess
import sys

import pytest

from studyapp.reading import sandbox
from studyapp.reading.types import UnreadableFile

pytest.importorskip("resource", reason="this system has no resource limits")


def in_child(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_memory_is_limited():
    child = in_child("from studyapp.reading import sandbox\nsandbox._limit_resources()\nbytearray(900 * 1024 * 1024)")
    assert "MemoryError" in child.stderr


def test_no_file_and_no_connection_can_be_opened():
    code = (
        "import socket\nfrom studyapp.reading import sandbox\nsandbox._close_the_door()\n"
        "for attempt in (lambda: open('/etc/hostname'), socket.socket):\n"
        "    try:\n        attempt()\n    except OSError as error:\n        print(error.errno)\n"
    )
    assert in_child(code).stdout.split() == ["24", "24"]


def test_nothing_of_the_environment_is_inherited_but_where_bytecode_goes(monkeypatch):
    seen = {}

    def run(command, **options):
        seen.update(options["env"])
        return subprocess.CompletedProcess(command, 0, b'{"refused": "x"}', b"")

    monkeypatch.setenv("SECRET_KEY", "canary")
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", "cache")
    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(UnreadableFile):
        sandbox.parse_apart("txt", b"x")
    assert seen == {"PYTHONUTF8": "1", "PYTHONPYCACHEPREFIX": "cache"}


def test_the_child_reads_a_text_with_its_doors_closed():
    code = "import sys\nfrom studyapp.reading import sandbox\nsys.exit(sandbox.main('txt'))"
    child = subprocess.run(
        [sys.executable, "-c", code], input="气瓶\n固定。".encode("gb18030"), capture_output=True, check=True
    )
    assert b"\\u6c14\\u74f6" in child.stdout
    assert child.stderr == b""
