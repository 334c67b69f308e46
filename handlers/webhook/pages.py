"""What the webhook's server answers: to Telegram, and to whoever asks whether it is alive.

Nothing that a request carries is ever logged.
"""

import hmac
import json
import logging
import re
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from types import TracebackType

from telegram import Bot, Update
from tornado.iostream import StreamClosedError
from tornado.web import Application, HTTPError, RequestHandler, stream_request_body

from handlers.environment import ALIVE, READY
from handlers.logs import places
from handlers.webhook.health import Health
from handlers.webhook.intake import Intake

_LOG = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
LARGEST = 1 << 20
"""Bytes of an update; a long message with another one quoted in it has some ten thousand."""
_LONGEST_LENGTH = len(str(LARGEST))

_UNREADABLE = (LookupError, TypeError, ValueError, AttributeError, OverflowError, RecursionError)
"""What PTB raises on objects of another shape, and JSON on what is none."""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What the pages answer from."""

    bot: Bot
    intake: Intake
    health: Health
    secret: str


class Page(RequestHandler):
    """Answers in a word, in plain text."""

    def initialize(self, desk: Desk | None = None) -> None:
        """Answer from this desk."""
        self.desk = desk

    def set_default_headers(self) -> None:
        """Say that it is plain text, and not which server writes it."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.clear_header("Server")

    def write_error(self, status_code: int, **_: object) -> None:
        """Answer with the status alone."""
        self.finish(f"{HTTPStatus(status_code).phrase.lower()}\n")

    def log_exception(
        self,
        typ: type[BaseException] | None,
        value: BaseException | None,
        tb: TracebackType | None,  # noqa: ARG002 - tornado's signature
    ) -> None:
        """Log an error of ours by type and place; a refusal is nothing to log."""
        if typ is not None and value is not None and not isinstance(value, HTTPError):
            _LOG.error("%s at %s", typ.__name__, places(value))

    @property
    def at(self) -> Desk:
        """The desk, which every page but the one for wrong paths has."""
        if self.desk is None:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        return self.desk


class Nowhere(Page):
    """Any other path."""

    def prepare(self) -> None:
        """Refuse every method alike."""
        raise HTTPError(HTTPStatus.NOT_FOUND)


class Alive(Page):
    """Tells that the process answers at all."""

    def get(self) -> None:
        """Say so."""
        self.finish("alive\n")

    head = get


class Ready(Page):
    """Tells whether an update would be taken, saved and answered now."""

    async def get(self) -> None:
        """Answer 200, or 503 with what is missing."""
        missing = await self.at.health.missing()
        if missing:
            self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)
        with suppress(StreamClosedError):
            await self.finish("".join(f"{what}\n" for what in missing) or "ready\n")

    head = get


@stream_request_body
class Delivery(Page):
    """One update of Telegram's: 200 once it is saved, 500 where that failed."""

    SUPPORTED_METHODS = ("POST",)

    def initialize(self, desk: Desk | None = None) -> None:
        """Begin with nothing read."""
        super().initialize(desk)
        self._body = bytearray()

    def prepare(self) -> None:
        """Refuse whoever does not know the secret, before reading what they send."""
        given = self.request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self.at.secret.encode()):
            raise HTTPError(HTTPStatus.FORBIDDEN)
        if _is_too_large(self.request.headers.get("Content-Length", "0")):
            raise HTTPError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        self._refuse_unless_open()

    def data_received(self, chunk: bytes) -> None:
        """Gather the body, as far as it may go."""
        self._body += chunk[: LARGEST + 1 - len(self._body)]

    async def post(self) -> None:
        """Take the update, and answer when its fate is known."""
        if len(self._body) > LARGEST:
            raise HTTPError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        self._refuse_unless_open()
        with self.at.intake.answering():
            update = update_in(bytes(self._body), self.at.bot)
            if update is None:
                raise HTTPError(HTTPStatus.BAD_REQUEST)
            if not await self.at.intake.take(update):
                self.set_status(HTTPStatus.INTERNAL_SERVER_ERROR)
            with suppress(StreamClosedError):  # whoever hung up asks again
                await self.finish()

    def _refuse_unless_open(self) -> None:
        """Before the bot is ready, and once it stops, Telegram is to come again."""
        if not self.at.intake.is_open:
            self.set_header("Connection", "close")
            self.set_header("Retry-After", "1")
            self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)
            self.finish()


def _is_too_large(length: str) -> bool:
    return length.isdecimal() and (len(length) > _LONGEST_LENGTH or int(length) > LARGEST)


def update_in(body: bytes, bot: Bot) -> Update | None:
    """Return the update in a request's body; None where there is none that can be read."""
    try:
        plain = json.loads(body)
        if type(plain["update_id"]) is not int:
            return None
        return Update.de_json(plain, bot)
    except _UNREADABLE as error:
        _LOG.warning("What was posted is no update (%s)", type(error).__name__)
        return None


def pages(path: str, desk: Desk) -> Application:
    """Return the server's pages; updates are posted to `path`."""
    at_desk = {"desk": desk}
    return Application(
        [(ALIVE, Alive, at_desk), (READY, Ready, at_desk), (re.escape(path), Delivery, at_desk)],
        default_handler_class=Nowhere,
        default_handler_args={},
        log_function=lambda _page: None,
    )
