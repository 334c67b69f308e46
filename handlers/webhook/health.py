"""Whether updates would be taken, saved and answered now: what `/readyz` tells.

Anybody may ask, so an answer holds for some seconds, and Telegram is not asked each time.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

from handlers.clock import Clock
from storage.store import StorageError, Store

HOLDS = timedelta(seconds=5)
WITHIN = 3.0
"""Seconds that the store and Telegram each have to answer."""

_NOBODY = 0
"""No person's id: Telegram's begin at 1."""


class Health:
    """Looks at what serving needs, and keeps what it saw for a moment."""

    def __init__(
        self,
        *,
        bot: Bot,
        store: Store,
        clock: Clock,
        is_open: Callable[[], bool],
        is_registered: Callable[[], bool],
    ) -> None:
        """Look at nothing yet."""
        self._bot = bot
        self._store = store
        self._clock = clock
        self._is_open = is_open
        self._is_registered = is_registered
        self._looking = asyncio.Lock()
        self._seen_at: datetime | None = None
        self._seen: tuple[str, ...] = ()

    async def missing(self) -> tuple[str, ...]:
        """Return in words what is not there; nothing when all is well."""
        if not self._is_open():
            return ("starting or stopping",)
        async with self._looking:
            now = self._clock.now()
            if self._seen_at is None or now - self._seen_at >= HOLDS:
                self._seen = await self._look()
                self._seen_at = now
        return self._seen

    async def _look(self) -> tuple[str, ...]:
        store, telegram = await asyncio.gather(
            _answers(self._store.load(_NOBODY)), _answers(self._bot.get_me())
        )
        words = {
            "the store is out of reach": store,
            "telegram is out of reach": telegram,
            "the webhook is not set yet": self._is_registered(),
        }
        return tuple(what for what, is_well in words.items() if not is_well)


async def _answers(asking: Awaitable[Any]) -> bool:
    try:
        async with asyncio.timeout(WITHIN):
            await asking
    except (StorageError, TelegramError, TimeoutError):
        return False
    return True
