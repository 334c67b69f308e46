"""A PTB request class that is answered in this process, as the network would answer it."""

import json
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol, TypeAlias
from urllib.parse import unquote, urlsplit

import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from localchat.parameters import Parameters, Upload
from localchat.refusals import RefusedError
from localchat.world import World

if TYPE_CHECKING:
    from telegram._utils.types import ODVInput

    Seconds: TypeAlias = ODVInput[float]

_PATH = re.compile(r"(?P<file>/file)?/bot(?P<token>[^/]+)/(?P<rest>.+)$")

READ_TIMEOUT = 5.0
"""Seconds; PTB asks for it and adds it to a long poll. Nothing here waits by it."""


class Server(Protocol):
    """What answers the calls."""

    token: str
    world: World

    async def call(self, method: str, parameters: Parameters) -> object:
        """Carry out a Bot API method and return its result."""
        ...


class Request(BaseRequest):
    """Hands calls to a Telegram in this process; raises what PTB's HTTPXRequest raises."""

    __slots__ = ("_server",)

    def __init__(self, server: Server) -> None:
        """Answer from `server`."""
        self._server = server

    @property
    def read_timeout(self) -> float | None:
        """Return the default read time-out in seconds."""
        return READ_TIMEOUT

    async def initialize(self) -> None:
        """Do nothing: there is no connection."""

    async def shutdown(self) -> None:
        """Do nothing: there is no connection."""

    async def do_request(  # noqa: PLR0917  (the order is PTB's)
        self,
        url: str,
        method: str,  # noqa: ARG002  (every call is a POST, every file a GET)
        request_data: RequestData | None = None,
        read_timeout: "Seconds" = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        write_timeout: "Seconds" = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: "Seconds" = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: "Seconds" = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Answer one request: HTTP status and body. Raises PTB's TimedOut or NetworkError."""
        try:
            return await respond(self._server, urlsplit(url).path, _parameters(request_data))
        except httpx.PoolTimeout as failure:
            raise TimedOut(
                "Pool timeout: All connections in the connection pool are occupied."
            ) from failure
        except httpx.TimeoutException as failure:
            raise TimedOut from failure
        except httpx.HTTPError as failure:
            raise NetworkError(f"httpx.{type(failure).__name__}: {failure}") from failure


async def respond(server: Server, path: str, parameters: Parameters) -> tuple[int, bytes]:
    """Return the HTTP status and the body for a path like `/bot<token>/sendMessage`."""
    match = _PATH.search(unquote(path))
    if match is None:
        return _body(RefusedError(HTTPStatus.NOT_FOUND, "Not Found"))
    if match["token"] != server.token:
        return _body(RefusedError(HTTPStatus.UNAUTHORIZED, "Unauthorized"))
    if match["file"]:
        return _content(server, match["rest"])
    try:
        result = await server.call(match["rest"], parameters)
    except RefusedError as refusal:
        return _body(refusal)
    return HTTPStatus.OK, json.dumps({"ok": True, "result": result}).encode()


def _body(refusal: RefusedError) -> tuple[int, bytes]:
    return refusal.code, json.dumps(refusal.wire()).encode()


def _content(server: Server, path: str) -> tuple[int, bytes]:
    """Return what a file holds."""
    file = server.world.files.get(path.rpartition("/")[2])
    if file is None:
        return _body(RefusedError(HTTPStatus.NOT_FOUND, "Not Found"))
    return HTTPStatus.OK, file.content


def _parameters(data: RequestData | None) -> Parameters:
    """Return what a call carries, without the way through text that the network would take."""
    if data is None:
        return Parameters()
    return Parameters(values=data.parameters, uploads=_uploads(data) if data.contains_files else {})


def _uploads(data: RequestData) -> Mapping[str, Upload]:
    """Return the files that come with a call, by field or by the name they are attached under."""
    files = {}
    for field, (name, content, mime) in data.multipart_data.items():
        raw = content if isinstance(content, bytes) else content.read()
        files[field] = Upload(name=name, content=raw, mime=mime)
    return files
