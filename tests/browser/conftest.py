"""A real server process on a database of its own, and a real browser before it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT.parent / "shared" / "material" / "中心组学习资料汇编.docx"
PASSWORD = "a long enough password"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
PEOPLE = """
from tests.factories import create_group, create_person
group = create_group(slug="ours", name="第三学习小组")
people = (("lin", "林秘书", "secretary"), ("chen", "陈思远", "member"), ("li", "李慧敏", "member"))
for username, name, role in people:
    person = create_person(group=group, name=name, role=role)
    person.username = username
    person.set_password("{password}")
    person.save()
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser these tests are skipped, except in CI, where its absence is a failure."""
    if CHROMIUM or os.environ.get("CI"):
        return
    reason = pytest.mark.skip(reason="no chromium on this machine (apt-get install chromium)")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(reason)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    assert CHROMIUM, "CI must have a chromium: .ci/run installs it"
    return {"executable_path": CHROMIUM, "args": list(QUIET)}


@dataclass(frozen=True)
class Server:
    url: str
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        done = subprocess.run(command, env=self.environment, cwd=ROOT, check=True, capture_output=True, text=True)
        return done.stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """granian on 127.0.0.1 with production settings, an empty group and three people."""
    folder = tmp_path_factory.mktemp("server")
    port = _free_port()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.served_settings",
        "STATIC_ROOT": str(folder / "static"),
        "SECRET_KEY": "browser tests need a key that is long enough, and this one is",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "HTTPS": "off",
        "PYTHONPATH": str(ROOT),
    }
    server = Server(f"http://127.0.0.1:{port}", environment)
    for arguments in (["migrate"], ["createcachetable"], ["collectstatic", "--noinput"]):
        server.manage(*arguments)
    server.manage("shell", "-c", PEOPLE.format(password=PASSWORD))
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--workers", "2", "--blocking-threads", "1", "studyapp.wsgi:application"],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"{server.url}/health/")
        yield server
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait_for(url: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not start")


def follow(page: Page, target: Locator) -> None:
    """Click what leads to another page, and wait until that has arrived whole, its scripts too: what is read or counted
    at once would else be read off the page before it, or off none."""
    with page.expect_navigation():
        target.click()


@pytest.fixture(scope="session")
def demo_group(server: Server) -> str:
    """The demo group on the same server; returns its slug."""
    server.manage("demo", "--password", PASSWORD)
    return "demo"


@pytest.fixture
def open_phone(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """Opens a fresh phone (390 by 844) and signs in. Any message on its console fails the test."""
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def hear(page: Page, text: str, refusals: bool) -> None:
        if not (refusals and text.startswith("Failed to load resource")):
            said.append(f"{page.url}: {text}")

    def open_one(*, username: str, script: bool = True, refusals: bool = False) -> Page:
        """`refusals`: the browser may say that a request failed or was refused, for the test is about that."""
        context = browser.new_context(
            viewport={"width": 390, "height": 844}, java_script_enabled=script, base_url=server.url, locale="zh-CN"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: hear(page, message.text, refusals))
        page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
        page.goto("/")
        page.get_by_label("用户名").fill(username)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.wait_for_url("**/g/*/")
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert said == []
