"""HTTP/1.1 with as little of our own time as may be, for clients that share the machine with the server."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field


class Broken(Exception):
    """The connection ended before the answer was whole."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Connection:
    """One kept-alive connection to 127.0.0.1; it is opened again after it broke."""

    port: int
    cookie: str
    _streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = field(default=None, repr=False)

    async def get(self, path: str) -> Answer:
        return await self._ask(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {self.cookie}\r\n\r\n".encode())

    async def post(self, path: str, body: str, headers: str, *, is_heard: bool = True) -> Answer:
        """`headers` are parted by |, as in a file for wrk."""
        more = headers.replace("|", "\r\n")
        head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {self.cookie}\r\n{more}\r\n"
        return await self._ask(f"{head}Content-Length: {len(body.encode())}\r\n\r\n{body}".encode(), is_heard)

    async def post_and_hang_up(self, path: str, body: str, headers: str) -> None:
        """Post, and be gone when the answer comes: it was made, and nobody has read it."""
        with contextlib.suppress(Broken):
            await self.post(path, body, headers, is_heard=False)
        self.close()

    async def _ask(self, request: bytes, is_heard: bool = True) -> Answer:
        try:
            if self._streams is None:
                self._streams = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)
            reader, writer = self._streams
            writer.write(request)
            if not is_heard:
                await reader.readexactly(1)
                raise Broken("hung up")
            return await self._answer(reader)
        except (OSError, asyncio.IncompleteReadError, ValueError) as error:
            self.close()
            raise Broken(str(error)) from error

    async def _answer(self, reader: asyncio.StreamReader) -> Answer:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {}
        for line in head[1:-2]:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        status = int(head[0].split(" ")[1])
        if headers.get("transfer-encoding") == "chunked":
            body = await self._chunks(reader)
        else:
            body = await reader.readexactly(int(headers.get("content-length", "0")))
        if headers.get("connection") == "close":
            self.close()
        return Answer(status, headers, body)

    async def _chunks(self, reader: asyncio.StreamReader) -> bytes:
        found = []
        while size := int(await reader.readline(), 16):
            found.append(await reader.readexactly(size))
            await reader.readline()
        await reader.readline()
        return b"".join(found)

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None
