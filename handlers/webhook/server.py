"""The server that Telegram posts to: opened first, so that hosts see it, and emptied at the end."""

import asyncio
import hashlib
import hmac
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from handlers.logs import places
from handlers.webhook.pages import LARGEST, Desk, pages
from handlers.webhook.registration import Registration

_LOG = logging.getLogger(__name__)

_GOODBYE_SECONDS = 10.0
_IDLE_SECONDS = 90.0
_BODY_SECONDS = 15.0


class PortError(Exception):
    """The port can't be listened on; the message says why and what to do."""


def secret_of(token: str) -> str:
    """Return a secret that follows from the token, so that every process knows the same one."""
    return hmac.new(token.encode(), b"wayfinder webhook", hashlib.sha256).hexdigest()


class Webhook:
    """An ear of the bot's: takes what Telegram posts, from `open` to `close`."""

    def __init__(self, *, url: str, desk: Desk, registration: Registration) -> None:
        """Listen to nothing yet."""
        self._intake = desk.intake
        self._registration = registration
        self._keeping: asyncio.Task[None] | None = None
        self._server = HTTPServer(
            pages(urlsplit(url).path or "/", desk),
            max_body_size=2 * LARGEST,  # past that tornado itself hangs up
            idle_connection_timeout=_IDLE_SECONDS,
            body_timeout=_BODY_SECONDS,
        )

    @asynccontextmanager
    async def listening(self, port: int) -> AsyncIterator[None]:
        """Answer on a port inside, to updates only while open. Raises PortError."""
        try:
            sockets = bind_sockets(port)
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise PortError(
                f"PORT {port} can't be listened on: {why}. Name another one with PORT."
            ) from None
        self._server.add_sockets(sockets)
        _LOG.info("Listening on port %d", sockets[0].getsockname()[1])
        try:
            yield
        finally:
            self._server.stop()
            await self._server.close_all_connections()

    async def open(self) -> None:
        """Take updates from now on, and have Telegram post them here."""
        self._intake.is_open = True
        self._keeping = asyncio.create_task(self._registration.keep())
        self._keeping.add_done_callback(_tell_failure)

    async def close(self) -> None:
        """Accept nothing new; finish and answer what is in hand."""
        self._server.stop()
        if self._keeping is not None:
            self._keeping.cancel()
            await asyncio.gather(self._keeping, return_exceptions=True)
        await self._intake.close(_GOODBYE_SECONDS)
        await self._server.close_all_connections()


def _tell_failure(keeping: asyncio.Task[None]) -> None:
    """Log why nobody looks after the webhook any more; what is posted is taken all the same."""
    error = None if keeping.cancelled() else keeping.exception()
    if error is not None:
        _LOG.error("The webhook is not looked after: %s at %s", type(error).__name__, places(error))
