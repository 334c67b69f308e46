"""Polling that confirms to Telegram only what is saved.

PTB asks for the next batch of updates, which confirms the last one, before that batch is handled.
Here the asking waits until every update of it is settled: saved, or its failure told.
"""

import asyncio
import logging
from collections.abc import Awaitable, Sequence
from typing import Any

from telegram import Update
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import Application, BaseUpdateProcessor, ExtBot

from handlers.pace import Priority

_LOG = logging.getLogger(__name__)

AT_ONCE = 1_000_000
"""Updates handled at once. Waiting for a person's lock holds no place that others need, and a
batch unconfirmed is at most 100 updates, so there is nothing to ration here."""


class DeafError(Exception):
    """The bot hears no more and will not by itself; the message says what to do."""


class SavedFirstBot(ExtBot[Priority]):
    """PTB's bot, which asks for more updates only when all that it returned are settled."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - handed on to PTB
        """Take what PTB's ExtBot takes."""
        super().__init__(*args, **kwargs)
        self._unsettled: set[int] = set()
        self._all_settled = asyncio.Event()
        self._all_settled.set()
        self._deafened = asyncio.Event()
        self._why_deaf = ""

    async def get_updates(self, *args: Any, **kwargs: Any) -> tuple[Update, ...]:  # noqa: ANN401 - handed on to PTB
        """Return the next updates once those before are settled.

        A refusal for good (a wrong token, a second poller) also ends `deaf`, since PTB goes on
        without ever hearing anything again.
        """
        await self._all_settled.wait()
        try:
            updates = await super().get_updates(*args, **kwargs)
        except InvalidToken:
            self.deafen("Telegram does not know this token. Check TELEGRAM_BOT_TOKEN.")
            raise
        except Conflict:
            self.deafen(
                "Another process polls with this token, or a webhook is set. "
                "Stop the other one, then start this one again."
            )
            raise
        self._unsettled.update(update.update_id for update in updates)
        if updates:
            self._all_settled.clear()
        return updates

    def settle(self, update_id: int) -> None:
        """Take note that an update is saved, or that its failure was told."""
        self._unsettled.discard(update_id)
        if not self._unsettled:
            self._all_settled.set()

    async def deaf(self) -> None:
        """Wait until hearing has ended for good. Raises DeafError, saying why."""
        await self._deafened.wait()
        raise DeafError(self._why_deaf)

    def deafen(self, why: str) -> None:
        """Let `deaf` end, saying why: nothing more is heard from Telegram."""
        self._why_deaf = why
        self._deafened.set()


class SettlingProcessor(BaseUpdateProcessor):
    """PTB's update processor, which settles each update when its handling has ended."""

    def __init__(self) -> None:
        """Handle as many updates at once as come."""
        super().__init__(AT_ONCE)
        self._bot: SavedFirstBot | None = None

    def settle_with(self, bot: SavedFirstBot) -> None:
        """Name the bot that waits for its updates."""
        self._bot = bot

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle one update, then settle it, however the handling ended."""
        try:
            await coroutine
        finally:
            if self._bot is not None and isinstance(update, Update):
                self._bot.settle(update.update_id)

    async def initialize(self) -> None:
        """Nothing to set up."""

    async def shutdown(self) -> None:
        """Nothing to take down."""


class Polling:
    """An ear of the bot's: asks Telegram for updates, from `open` to `close`."""

    def __init__(
        self, application: Application[Any, Any, Any, Any, Any, Any], kinds: Sequence[str]
    ) -> None:
        """Ask for nothing yet. Raises ValueError for an application that can't poll."""
        if application.updater is None:
            raise ValueError("The application has no updater: build it with one to poll.")
        self._updater = application.updater
        self._kinds = list(kinds)

    async def open(self) -> None:
        """Begin to poll. A webhook from before is taken away; what waits for it is polled."""
        await self._updater.start_polling(
            allowed_updates=self._kinds,
            bootstrap_retries=-1,
            error_callback=_log_polling_error,
        )

    async def close(self) -> None:
        """Ask for no more."""
        if self._updater.running:
            await self._updater.stop()


def _log_polling_error(error: TelegramError) -> None:
    if not isinstance(error, Conflict):
        _LOG.warning("Polling failed (%s); trying again", type(error).__name__)
