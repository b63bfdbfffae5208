"""A bad network between members and server: slow, and connections die before or after a request has arrived."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator

PIECE = 1 << 16


@contextlib.asynccontextmanager
async def bad_network(to_port: int, *, loss: float, delay: float, seed: int) -> AsyncIterator[int]:
    """The port of a proxy. Of all requests and of all answers a share of `loss` is lost, with the connection."""
    chance, links = random.Random(seed), set[asyncio.Task[None]]()

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while piece := await reader.read(PIECE):
            await asyncio.sleep(chance.uniform(0, delay))
            if chance.random() < loss:
                raise ConnectionError("lost")
            writer.write(piece)

    async def link(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        links.add(task)
        writers = [writer]
        with contextlib.suppress(OSError):
            answers, requests = await asyncio.open_connection("127.0.0.1", to_port)
            writers.append(requests)
            ways = [asyncio.create_task(carry(reader, requests)), asyncio.create_task(carry(answers, writer))]
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
        for one in writers:
            one.close()

    server = await asyncio.start_server(link, "127.0.0.1", 0)
    async with server:
        yield int(server.sockets[0].getsockname()[1])
    await asyncio.wait_for(asyncio.gather(*links, return_exceptions=True), 30)
