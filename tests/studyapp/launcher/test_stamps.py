from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from studyapp.launcher.stamps import digest, one_at_a_time, read_stamp, take_lock, write_stamp, write_whole


def test_a_digest_tells_names_contents_and_missing_files_apart(folder: Path):
    one, two = folder / "one", folder / "two"
    missing = digest(one)
    one.write_text("")
    empty = digest(one)
    one.write_text("x")
    two.write_text("x")
    assert len({missing, empty, digest(one), digest(two), digest("x"), digest(one, two), digest(two, one)}) == 7


def test_a_digest_does_not_depend_on_where_the_folder_lies(folder: Path, tmp_path_factory, monkeypatch):
    (folder / "a").write_text("x")
    here = digest(folder / "a")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "a").write_text("x")
    monkeypatch.setattr("studyapp.launcher.places.ROOT", elsewhere)
    assert digest(elsewhere / "a") == here


@pytest.mark.parametrize("content", ["", "{", "[1]", "null", '"text"'])
def test_a_damaged_stamp_remembers_nothing(content, folder: Path):
    (folder / "stamp").write_text(content)
    assert read_stamp(folder / "stamp") == {}


def test_a_stamp_is_read_as_it_was_written(folder: Path):
    assert read_stamp(folder / "stamp") == {}
    write_stamp(folder / "stamp", {"static": "abc"})
    assert read_stamp(folder / "stamp") == {"static": "abc"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_written_file_is_its_owners_only_whatever_was_there(folder: Path):
    path = folder / "secret"
    path.write_text("old, and readable by all")
    (folder / "secret.new").write_text("left by an interrupted run")
    write_whole(path, "new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o600
    assert not (folder / "secret.new").exists()


def test_one_holder_at_a_time(folder: Path):
    with (folder / "lock").open("a") as first, (folder / "lock").open("a") as second:
        assert take_lock(first)
        assert not take_lock(second)
        first.close()
        assert take_lock(second)


def test_the_second_waits_for_the_first_and_says_so(folder: Path, capsys):
    order = []

    def second() -> None:
        with one_at_a_time():
            order.append("second")

    thread = threading.Thread(target=second)
    with one_at_a_time():
        thread.start()
        thread.join(timeout=0.3)
        order.append("first")
    thread.join(timeout=10)
    assert order == ["first", "second"]
    assert "另一个 run.py 正在准备" in capsys.readouterr().out
