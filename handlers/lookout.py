"""The lookout: keeps this process's leases, and takes over what another one left unsent.

Only where processes share a store. A process that dies gives nothing back; its leases run out, and
whoever looks next takes them.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from handlers.clock import Clock
from handlers.logs import places
from storage.store import StorageError

_LOG = logging.getLogger(__name__)

EVERY = timedelta(seconds=10)
"""Often enough that a lease of half a minute is renewed in time even when one try fails."""


class Lookout:
    """Looks every few seconds, on the bot's clock."""

    def __init__(
        self,
        clock: Clock,
        *,
        renew: Callable[[], Awaitable[None]],
        take_over: Callable[[], Awaitable[None]],
        patience: timedelta,
    ) -> None:
        """Take how to keep leases and how to take over; both may raise StorageError.

        `patience` is how long nothing is taken over after the store was away: the leases of all ran
        out meanwhile, and whoever still sends needs the time to renew them.
        """
        self._clock = clock
        self._renew = renew
        self._take_over = take_over
        self._patience = patience
        self._patient_until: datetime | None = None
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look. A look that fails is told of, and the next one comes all the same."""
        self._task = asyncio.create_task(self._run(), name="lookout")
        self._task.add_done_callback(self._ended)

    async def close(self) -> None:
        """Stop looking. Harmless when it never began."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def once(self) -> None:
        """Renew, then take over."""
        now = self._clock.now()
        try:
            await self._renew()
            if self._patient_until is None or self._patient_until <= now:
                self._patient_until = None
                await self._take_over()
        except StorageError:
            _LOG.exception("Nothing can be taken over until the store is back")
            self._patient_until = self._clock.now() + self._patience

    async def _run(self) -> None:
        while True:
            await self._clock.sleep(EVERY.total_seconds())
            await self.once()

    def _ended(self, task: asyncio.Task[None]) -> None:
        error = None if task.cancelled() else task.exception()
        if error is not None:
            _LOG.error("A look failed: %s at %s", type(error).__name__, places(error))
            self.start()
