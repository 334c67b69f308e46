"""The lookout: keeps this process's leases, and takes over what another one left unsent.

Only where processes share a store. A process that dies gives nothing back; its leases run out, and
whoever looks next takes them.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TypeAlias

from handlers.clock import Clock
from handlers.logs import places
from storage.store import StorageError

_LOG = logging.getLogger(__name__)

EVERY = timedelta(seconds=10)
"""Often enough that a lease of half a minute is renewed in time even when one try fails."""


Look: TypeAlias = Callable[[], Awaitable[None]]


class Lookout:
    """Looks every few seconds, on the bot's clock.

    Leases are kept by a task of their own: to take over from a process that had a thousand people
    in hand is long, and leases that ran out meanwhile would be taken over in turn, and so on.
    """

    def __init__(
        self, clock: Clock, *, renew: Look, catch_up: Look, take_over: Look, patience: timedelta
    ) -> None:
        """Take how to keep leases, to catch up on what failed, and to take over.

        Each may raise StorageError. `patience` is how long nothing is taken over after the store
        was away: the leases of all ran out meanwhile, and whoever still sends needs the time to
        renew them.
        """
        self._clock = clock
        self._renew = renew
        self._catch_up = catch_up
        self._take_over = take_over
        self._patience = patience
        self._patient_until: datetime | None = None
        self._well_at: datetime | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin to look. A look that fails is told of, and the next one comes all the same."""
        self._well_at = self._clock.now()
        self._begin(self._renew)
        self._begin(self._help)

    async def close(self) -> None:
        """Stop looking. Harmless when it never began."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def free_before(self, now: datetime) -> datetime:
        """Return until when another's lease must have run out for a turn to take it.

        That is now. While nothing is taken over, it is when the store was last known to be there.
        """
        return self._well_at if self._well_at is not None and self._is_patient(now) else now

    def _is_patient(self, now: datetime) -> bool:
        return self._patient_until is not None and now < self._patient_until

    async def _help(self) -> None:
        await self._catch_up()
        if not self._is_patient(self._clock.now()):
            await self._take_over()

    def _begin(self, look: Look) -> None:
        task = asyncio.create_task(self._repeat(look), name="lookout")
        self._tasks.add(task)
        task.add_done_callback(partial(self._ended, look))

    async def _repeat(self, look: Look) -> None:
        while True:
            await self._clock.sleep(EVERY.total_seconds())
            try:
                await look()
            except StorageError as failure:
                _LOG.error("Nothing can be taken over until the store is back. %s", failure)
                self._patient_until = self._clock.now() + self._patience
            else:
                self._note_well(self._clock.now())

    def _note_well(self, now: datetime) -> None:
        if not self._is_patient(now):
            self._well_at = now

    def _ended(self, look: Look, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            _LOG.error("A look failed: %s at %s", type(error).__name__, places(error))
            self._begin(look)
