"""The product as it is served, before 300 members, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.databases import NAMES, database_for, postgresql_url
from tests.load.site import Server, environment, make_scene, manage

MEMBERS = 300
QUIZZES = 8


@dataclass
class Site:
    kind: str
    url: str
    env: dict[str, str]
    server: Server
    members: list[dict[str, Any]]
    unused: list[int]  # quizzes that every member has begun and nobody has answered

    def quiz(self) -> int:
        return self.unused.pop()

    @property
    def file(self) -> Path:
        """Of SQLite."""
        return Path(self.url.removeprefix("sqlite:///"))


@pytest.fixture(scope="session", params=NAMES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    kind = request.param
    server_url = postgresql_url() if kind == "postgresql" else ""
    folder = tmp_path_factory.mktemp(kind)
    with database_for(kind, folder, server_url) as url:
        env = environment(url) | {
            "DJANGO_SETTINGS_MODULE": "tests.served_settings",
            "STATIC_ROOT": str(folder / "static"),
        }
        scene = make_scene(env, folder, members=MEMBERS, quizzes=QUIZZES, started=QUIZZES)
        manage(env, "collectstatic", "--noinput")
        server = Server(env)
        server.start()
        try:
            yield Site(kind, url, env, server, scene["members"], scene["quizzes"])
        finally:
            server.stop()
