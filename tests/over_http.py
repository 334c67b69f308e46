"""The in-process Telegram served over HTTP, for tests that run the bot as a process of its own."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.message import Message
from typing import TypeAlias
from urllib.parse import parse_qsl

import h11

from localchat import Telegram
from localchat.parameters import Parameters, Upload
from localchat.request import respond

Heard: TypeAlias = Callable[[str, bytes], None]
"""Is told of each call that was answered: its path, and the answer."""


def _nobody_hears(_path: str, _answer: bytes) -> None:
    pass


@asynccontextmanager
async def served(telegram: Telegram, heard: Heard = _nobody_hears) -> AsyncIterator[str]:
    """Serve this Telegram on a free port of the loopback; yields its address."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await _converse(telegram, reader, writer, heard)
        except (ConnectionError, h11.RemoteProtocolError):
            pass  # the bot was killed in the middle: that is what these tests do
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        telegram.updates.stop_poller()


async def _converse(
    telegram: Telegram, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, heard: Heard
) -> None:
    connection = h11.Connection(h11.SERVER)
    while True:
        request, body = await _request(connection, reader)
        if request is None:
            return
        path = request.target.decode()
        status, content = await respond(telegram, path, _parameters(request, body))
        heard(path, content)
        length = str(len(content))
        head = h11.Response(status_code=status, headers=[("Content-Length", length)])
        for event in (head, h11.Data(data=content), h11.EndOfMessage()):
            writer.write(connection.send(event) or b"")
        await writer.drain()
        if connection.our_state is h11.MUST_CLOSE:
            return
        connection.start_next_cycle()


async def _request(
    connection: h11.Connection, reader: asyncio.StreamReader
) -> tuple[h11.Request | None, bytes]:
    request, body = None, b""
    while True:
        event = connection.next_event()
        if event is h11.NEED_DATA:
            connection.receive_data(await reader.read(65536))
        elif isinstance(event, h11.Request):
            request = event
        elif isinstance(event, h11.Data):
            body += event.data
        elif isinstance(event, h11.EndOfMessage):
            return request, body
        else:
            return None, b""


def _parameters(request: h11.Request, body: bytes) -> Parameters:
    kind = dict(request.headers).get(b"content-type", b"").decode()
    if kind.startswith("multipart/"):
        whole = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
        parts = [part for part in whole.get_payload() if isinstance(part, Message)]
        return Parameters(
            values={_name(p): _content(p).decode() for p in parts if not p.get_filename()},
            uploads={
                _name(part): Upload(
                    name=part.get_filename() or "",
                    content=_content(part),
                    mime=part.get_content_type(),
                )
                for part in parts
                if part.get_filename()
            },
        )
    return Parameters(values=dict(parse_qsl(body.decode(), keep_blank_values=True)))


def _name(part: Message) -> str:
    return str(part.get_param("name", header="content-disposition"))


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
