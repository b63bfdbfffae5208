"""The .venv is made and filled when needed, and only then."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from studyapp.launcher import packages, places
from studyapp.launcher.console import Stop
from studyapp.launcher.packages import install, no_packages, require_venv


@pytest.fixture
def done(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was done, with a .venv and a pip that cost nothing."""
    done: list[str] = []

    def make_venv() -> None:
        done.append("venv")
        python = places.venv_program("python")
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()

    (folder / "requirements").mkdir()
    for name in ("build", "base", "dev"):
        (folder / "requirements" / f"{name}.txt").write_text(f"{name}==1")
    monkeypatch.setattr(packages, "make_venv", make_venv)
    monkeypatch.setattr(packages, "install_packages", lambda level, *_: done.append(level))
    return done


def test_a_fresh_folder_gets_a_venv_and_packages_once(done):
    assert install("base") == install("base")
    assert done == ["venv", "base"]


def test_a_changed_lock_is_installed_into_the_same_venv(done, folder):
    install("base")
    (folder / "requirements" / "base.txt").write_text("base==2")
    install("base")
    assert done == ["venv", "base", "base"]


def test_a_changed_build_lock_counts_too(done, folder):
    install("base")
    (folder / "requirements" / "build.txt").write_text("build==2")
    install("base")
    assert done == ["venv", "base", "base"]


def test_the_developers_packages_include_the_products(done):
    install("dev")
    install("base")
    assert done == ["venv", "dev"]


def test_the_products_packages_do_not_include_the_developers(done):
    install("base")
    install("dev")
    assert done == ["venv", "base", "dev"]


def test_a_new_base_asks_for_the_developers_packages_again(done, folder):
    install("dev")
    (folder / "requirements" / "base.txt").write_text("base==2")
    install("base")
    install("dev")
    assert done == ["venv", "dev", "base", "dev"]


def test_an_interrupted_pip_leaves_a_venv_that_is_made_anew(done, monkeypatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(packages, "install_packages", interrupted)
        with pytest.raises(KeyboardInterrupt):
            install("base")
    install("base")
    assert done == ["venv", "venv", "base"]


def test_a_venv_that_was_moved_with_its_folder_is_made_anew(done, folder, monkeypatch):
    install("base")
    moved = folder.rename(folder.with_name("moved"))
    monkeypatch.setattr(places, "ROOT", moved)
    monkeypatch.setattr(places, "VENV", moved / ".venv")
    install("base")
    assert done == ["venv", "base", "venv", "base"]


def test_a_venv_whose_python_is_gone_is_made_anew(done):
    install("base")
    places.venv_program("python").unlink()
    install("base")
    assert done == ["venv", "base", "venv", "base"]


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_what_to_install(missing, monkeypatch):
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == missing else found(name))
    with pytest.raises(Stop) as stop:
        require_venv()
    chinese, english = stop.value.args
    assert "缺少 venv 模块：请先安装 python3-venv" in chinese
    assert "install python3-venv" in english


@pytest.mark.parametrize(
    "told",
    [
        "ERROR: Could not find a version …\nERROR: No matching distribution found for django==5.2.19",
        "WARNING: Retrying … after connection broken by 'NewConnectionError(…)'",
        "ReadTimeoutError: HTTPSConnectionPool: Read timed out.",
        "Temporary failure in name resolution",
    ],
)
def test_an_index_out_of_reach_is_told_as_such(told, folder):
    chinese, english = no_packages(told, folder / "pip.log").args
    assert chinese.startswith("依赖没有装上，因为连不上 Python 软件包索引：请检查网络")
    assert "PIP_INDEX_URL" in english


def test_any_other_failure_shows_its_last_line(folder):
    (folder / "pip.log").write_text("Collecting x\nERROR: No space left on device\n\n")
    chinese, _ = no_packages("ERROR: No space left on device", folder / "pip.log").args
    assert chinese == "安装依赖没有成功，详见 var/log/pip.log：ERROR: No space left on device"


def test_a_pip_that_changed_nothing_does_not_spoil_what_worked(folder, done, monkeypatch):
    install("base")
    monkeypatch.undo()
    for name, path in (("ROOT", folder), ("VAR", folder / "var"), ("VENV", folder / ".venv")):
        monkeypatch.setattr(places, name, path)

    def unreachable(_command: object, log: Path, _show: object) -> int:
        log.write_text("ERROR: No matching distribution found for pytest==9")
        return 1

    monkeypatch.setattr(packages, "run_logged", unreachable)
    with pytest.raises(Stop):
        install("dev")
    install("base")  # would make a .venv, and fail, if the stamp were gone
    assert done == ["venv", "base"]
