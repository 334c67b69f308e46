"""The registration: Telegram is told where to post, and looked after in case that changes.

It is set at each start, which is harmless with several processes, and never taken away at a stop:
another process may still serve it, and what Telegram keeps meanwhile comes at the next start.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from handlers.clock import Clock
from handlers.polling import SavedFirstBot

_LOG = logging.getLogger(__name__)

CONNECTIONS = 100
"""Requests of Telegram's at once, its most: each waits for a save, and holds up nobody else."""

_WATCH = timedelta(minutes=1)
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=1), timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where Telegram posts, and the secret by which we know that it is Telegram."""

    url: str
    secret: str
    kinds: Sequence[str]


class Registration:
    """Sets the webhook, and notices when it is gone."""

    def __init__(self, *, bot: SavedFirstBot, clock: Clock, address: Address) -> None:
        """Tell Telegram nothing yet."""
        self._bot = bot
        self._clock = clock
        self._address = address
        self._told_of: datetime | None = None
        self.done = False

    async def keep(self) -> None:
        """Set the webhook, however long the network is away, then look after it until cancelled.

        Where Telegram refuses it for good, or it is gone, the bot is deaf and says why.
        """
        await self._set()
        while self.done:
            await self._clock.sleep(_WATCH.total_seconds())
            await self._look()

    async def _set(self) -> None:
        wait = _FIRST_WAIT
        while True:
            try:
                await self._bot.set_webhook(
                    self._address.url,
                    allowed_updates=list(self._address.kinds),
                    secret_token=self._address.secret,
                    max_connections=CONNECTIONS,
                )
            except BadRequest as refusal:
                return self._bot.deafen(f"Telegram refused WEBHOOK_URL: {refusal.message}.")
            except InvalidToken:
                return self._bot.deafen(
                    "Telegram does not know this token. Check TELEGRAM_BOT_TOKEN."
                )
            except RetryAfter as refusal:  # several processes that start together
                wait = max(wait, refusal._retry_after)  # noqa: SLF001 - as in handlers/pace.py
            except TelegramError as error:
                _LOG.warning("The webhook is not set yet (%s)", type(error).__name__)
            else:
                self.done = True
                _LOG.info("The webhook is set")
                return None
            await self._clock.sleep(wait.total_seconds())
            wait = min(wait * 2, _LONGEST_WAIT)

    async def _look(self) -> None:
        try:
            info = await self._bot.get_webhook_info()
        except TelegramError as error:
            _LOG.warning("The webhook could not be looked at (%s)", type(error).__name__)
            return
        if info.url != self._address.url:
            self.done = False
            self._bot.deafen(
                "The webhook is gone: a process that polls with this token took it away, or one "
                "with another WEBHOOK_URL. Stop the other one, then start this one again."
            )
        elif info.last_error_date is not None and info.last_error_date != self._told_of:
            self._told_of = info.last_error_date
            _LOG.warning("Telegram could not deliver lately: %s", info.last_error_message)
