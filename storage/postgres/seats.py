"""The seats: how many turns of a process use the database at once, and the queue before them.

A turn keeps its connection from load to save. More people at once than there are seats wait, first
come first served, while others have their turn: Telegram waits for a webhook's answer, and a slow
one beats one that failed. One connection has no seat. It is for questions: who is due, whose lease
is to be kept, whether the store is there; they never wait behind a crowd.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from storage.postgres.faults import CROWD
from storage.postgres.limits import Limits
from storage.store import StorageError


class Seats:
    """The seats of one event loop."""

    def __init__(self, limits: Limits) -> None:
        """Start with nobody seated."""
        self._free = asyncio.Semaphore(limits.seats)
        self._patience = limits.queue

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """Have a seat. Raises StorageError where none got free in time."""
        try:
            async with asyncio.timeout(self._patience):
                await self._free.acquire()
        except TimeoutError:
            raise StorageError(f"Not read. PostgreSQL: {CROWD}.") from None
        try:
            yield
        finally:
            self._free.release()
