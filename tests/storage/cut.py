"""A line to a server that is cut where a test wants it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

SOCKET = ".s.PGSQL.5432"


class Line:
    """Passes bytes between clients and a server's socket, until it is told to cut at some."""

    def __init__(self, server: Path) -> None:
        """Stand before the server whose socket is in this folder."""
        self._server = server / SOCKET
        self._cut_at: bytes | None = None
        self._passes_on = False
        self._meanwhile: Callable[[], Awaitable[object]] | None = None
        self.cuts = 0

    def cut(
        self,
        at: bytes,
        *,
        passes_on: bool,
        meanwhile: Callable[[], Awaitable[object]] | None = None,
    ) -> None:
        """Cut the next connection that sends these bytes; the server may still get them.

        Its answer is withheld in any case. `meanwhile` is done before the client notices.
        """
        self._cut_at, self._passes_on, self._meanwhile = at, passes_on, meanwhile

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve a client."""
        there, out = await asyncio.open_unix_connection(str(self._server))
        back = asyncio.create_task(_pass(there, writer))
        try:
            while data := await reader.read(65536):
                if self._cut_at is not None and self._cut_at in data:
                    self._cut_at = None
                    await self._end(back, data, there, out)
                    break
                out.write(data)
                await out.drain()
        finally:
            back.cancel()
            for one in (out, writer):
                one.close()
            with suppress(asyncio.CancelledError, ConnectionError):
                await back

    async def _end(
        self,
        back: "asyncio.Task[None]",
        data: bytes,
        there: asyncio.StreamReader,
        out: asyncio.StreamWriter,
    ) -> None:
        self.cuts += 1
        back.cancel()
        with suppress(asyncio.CancelledError):
            await back
        if self._passes_on:
            out.write(data)
            await out.drain()
            await there.read(65536)
        else:
            out.close()
        if self._meanwhile is not None:
            await self._meanwhile()


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()


@asynccontextmanager
async def line_to(server: Path, folder: Path) -> AsyncIterator[Line]:
    """Put a line before a server, whose clients name `folder` as their host."""
    line = Line(server)
    listening = await asyncio.start_unix_server(line.meet, str(folder / SOCKET))
    try:
        yield line
    finally:
        listening.close()
