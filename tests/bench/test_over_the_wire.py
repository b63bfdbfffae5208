"""Requests that really go over a socket: our own client, and wrk with the script that it is given."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, cast

import pytest

from tests.bench import wrk
from tests.bench.cases import PASS
from tests.load.wire import Answer, Broken, Connection
from tests.loops import run_apart


@contextlib.asynccontextmanager
async def serving(reply: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]) -> AsyncIterator[int]:
    """A server on a port of its own, gone at the end with all its connections."""
    open_ones: list[asyncio.Task] = []

    async def keep(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        open_ones.append(cast(asyncio.Task, asyncio.current_task()))
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            await reply(reader, writer)
        writer.close()

    server = await asyncio.start_server(keep, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]
    await asyncio.wait_for(asyncio.gather(*open_ones), 10)


def answered_with(*replies: bytes) -> list[Any]:
    """What a connection makes of the replies of a server, one for each request."""

    async def both() -> list[Any]:
        left = list(replies)

        async def reply(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while left and await reader.readuntil(b"\r\n\r\n"):
                writer.write(left.pop(0))
                await writer.drain()

        found: list[Answer | None] = []
        async with serving(reply) as port:
            connection = Connection(port, "a=b")
            for _ in replies:
                try:
                    found.append(await connection.get("/"))
                except Broken:
                    found.append(None)
            connection.close()
        return found

    return run_apart(both())


def test_answers_are_read_by_length_and_in_chunks():
    whole, chunked = answered_with(
        b"HTTP/1.1 204 No Content\r\nETag: x\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n",
    )
    assert (whole.status, whole.headers, whole.body) == (204, {"etag": "x"}, b"")
    assert (chunked.status, chunked.body) == (200, b"abcd")


def test_an_answer_that_breaks_off_is_no_answer():
    (broken,) = answered_with(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
    assert broken is None


@pytest.mark.skipif(shutil.which("wrk") is None, reason="no wrk on this machine (apt-get install wrk)")
def test_wrk_sends_what_the_file_holds_with_the_number_of_the_pass(tmp_path):
    """The one part that is written in Lua."""
    asked: list[str] = []

    async def serve() -> wrk.Run:
        async def reply(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                length = [line for line in head.split("\r\n") if line.lower().startswith("content-length")]
                body = await reader.readexactly(int(length[0].split(":")[1])) if length else b""
                asked.append(f"{head.split(' ')[0]} {body.decode()}".strip())
                await asyncio.sleep(0.01)
                writer.write(b"HTTP/1.1 204 No Content\r\nServer: x\r\n\r\n")  # wrk calls no script without one

        lines = [wrk.Line("GET", "/", "a=b"), wrk.Line("POST", "/", "a=b", "X-A: 1", f"r={PASS}")]
        file = wrk.write_requests(tmp_path / "requests.tsv", lines)
        async with serving(reply) as port:
            load = wrk.Load(f"http://127.0.0.1:{port}", file, (), expect=204)
            found = await asyncio.to_thread(wrk.run, load, connections=1, seconds=1)
            assert load.sent >= len(asked)
            load.expect = 200
            with pytest.raises(wrk.BenchFailed, match="failed"):
                await asyncio.to_thread(wrk.run, load, connections=1, seconds=1)
        return found

    found = run_apart(serve())
    assert found.rate > 0
    assert asked[:5] == ["POST r=1", "GET", "POST r=2", "GET", "POST r=3"]  # wrk asks for one that it doesn't send
