"""One lock a person, first come first served, forgotten as soon as nobody wants it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class PersonLocks:
    """The locks of one event loop. What it takes in memory is one entry a lock in use."""

    def __init__(self) -> None:
        """Start with nobody held."""
        self._locks: dict[int, _Wanted] = {}

    def __len__(self) -> int:
        """Return how many people are held or waited for."""
        return len(self._locks)

    @asynccontextmanager
    async def hold(self, person: int) -> AsyncIterator[None]:
        """Hold one person's lock; whoever asked first has it first."""
        wanted = self._locks.setdefault(person, _Wanted())
        wanted.by += 1
        try:
            async with wanted.lock:
                yield
        finally:
            wanted.by -= 1
            if not wanted.by:
                del self._locks[person]


class _Wanted:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.by = 0
