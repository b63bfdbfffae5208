"""The .venv, and the packages in it."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path
from typing import Any, Literal

from studyapp.launcher import places
from studyapp.launcher.console import Stop, say, show_progress
from studyapp.launcher.processes import failure, new_log, run_logged
from studyapp.launcher.stamps import digest, read_stamp, write_stamp

Level = Literal["base", "dev"]
NO_INDEX = ("no matching distribution", "connection", "timed out", "timeout", "name resolution")


def install(level: Level) -> str:
    """Bring the .venv to the lock of `level` if it is not there yet, and return that lock's digest.

    A .venv without its stamp is half made. It is made anew, for an interrupted pip leaves packages that look whole.
    """
    wanted = {"base": digest(*lock_files("base")), "dev": digest(*lock_files("dev"))}
    stamp_file = places.VENV / "run-stamp.json"
    stamp = read_stamp(stamp_file)
    made_for = [str(places.ROOT), "{}.{}".format(*sys.version_info)]  # a .venv that was moved holds dead paths
    if stamp.get("made_for") != made_for or not places.venv_program("python").is_file():
        make_venv()
        stamp = {"made_for": made_for, "locks": {}}
        write_stamp(stamp_file, stamp)
    if stamp["locks"].get(level) != wanted[level]:
        stamp_file.unlink()
        install_packages(level, stamp_file, stamp)
        stamp["locks"] = wanted if level == "dev" else {"base": wanted["base"]}  # dev holds all of base
        write_stamp(stamp_file, stamp)
    return wanted[level]


def lock_files(level: Level) -> list[Path]:
    """In the order in which they are to be installed."""
    return [places.ROOT / "requirements" / name for name in ("build.txt", f"{level}.txt")]


def make_venv() -> None:
    require_venv()
    say("正在建立 .venv…  Making .venv…")
    shutil.rmtree(places.VAR / "cache" / "bytecode", ignore_errors=True)
    # Started by the .venv's own Python, we need the one below it: it could not clear itself away.
    python = getattr(sys, "_base_executable", None) or sys.executable
    log = new_log("venv")
    if isinstance(run_logged([python, "-m", "venv", "--clear", places.VENV], log), int):
        raise failure("建立 .venv ", "Making .venv", log)


def require_venv() -> None:
    """Debian's python3 has no ensurepip, and some have no venv, until a package of its own brings them."""
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise Stop(
            "这个 Python 缺少 venv 模块：请先安装 python3-venv（例如 apt install python3-venv），再运行一次。",
            "This Python has no venv module: install python3-venv (such as apt install python3-venv) and run again.",
        )


def install_packages(level: Level, stamp_file: Path, stamp: dict[str, Any]) -> None:
    say("正在安装依赖，第一次约需一分钟…  Installing the packages, about a minute the first time…")
    log = new_log("pip")
    pip: list[str | Path] = [places.venv_program("python"), "-m", "pip", "install"]
    # jieba comes as source only; it is built with the setuptools of build.txt, which has a hash as all the others.
    pip += ["--disable-pip-version-check", "--no-input", "--require-hashes", "--no-build-isolation", "--use-pep517"]
    for lock in lock_files(level):
        if isinstance(run_logged([*pip, "-r", lock], log, show_package), int):
            told = log.read_text(encoding="utf-8", errors="replace")
            if "Installing collected packages" not in told:  # it changed nothing: what worked will work on
                write_stamp(stamp_file, stamp)
            raise no_packages(told, log)
    show_progress("")


def show_package(line: str) -> None:
    if line.startswith(("Collecting ", "Installing ")):
        show_progress(" ".join(line.split()[:2]))


def no_packages(told: str, log: Path) -> Stop:
    """Why pip failed, from what it told."""
    if any(sign in told.lower() for sign in NO_INDEX):
        return Stop(
            "依赖没有装上，因为连不上 Python 软件包索引："
            "请检查网络，或用 PIP_INDEX_URL 指定镜像，再运行一次（详见 var/log/pip.log）。",
            "The packages cannot be installed, for no package index can be reached: "
            "check the network, or name a mirror with PIP_INDEX_URL, and run again (see var/log/pip.log).",
        )
    return failure("安装依赖", "Installing the packages", log)
