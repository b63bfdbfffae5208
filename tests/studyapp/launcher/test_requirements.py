"""The locks: complete, equal to each other, and good for any index."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[3]
LOCKS = ("build", "base", "dev")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
JIEBA_SOURCE = "055ca12f62674fafed09427f176506079bc135638a14e23e25be909131928db2"  # jieba-0.42.1.tar.gz


def locked(name: str) -> dict[str, tuple[str, frozenset[str]]]:
    """By package: the version, and the hashes of the files that may be installed."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.findall(r"^([a-z0-9-]+)==([\w.]+)(.*(?:\n +.*)*)", text, re.MULTILINE)
    return {package: (version, frozenset(re.findall(r"sha256:(\w{64})", rest))) for package, version, rest in entries}


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_has_hashes(name):
    assert locked(name)
    assert [package for package, (_, hashes) in locked(name).items() if not hashes] == []


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_names_an_index(name):
    assert "://" not in (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def test_the_developers_lock_holds_all_of_the_products():
    assert locked("base").items() <= locked("dev").items()


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("base", PROJECT["project"]["dependencies"]), ("dev", PROJECT["dependency-groups"]["dev"])],
)
def test_the_locks_have_what_the_project_asks_for(name, wanted):
    lock = locked(name)
    for requirement in map(Requirement, wanted):
        version, _ = lock[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), requirement


def test_jieba_is_locked_to_its_published_source():
    assert locked("base")["jieba"] == ("0.42.1", frozenset({JIEBA_SOURCE}))


@pytest.mark.parametrize("package", ["lxml", "granian", "opencc"])
def test_compiled_packages_are_locked_for_every_platform(package):
    """Some 5 platforms times 3 Pythons; a lock made from one machine's files would hold one or two."""
    assert len(locked("base")[package][1]) >= 15


def test_windows_gets_its_time_zones():
    assert "tzdata==" in (ROOT / "requirements" / "base.txt").read_text(encoding="utf-8")
