"""What is in hand: a store that closes waits for it, and begins nothing new."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from storage.store import StorageError


class InHand:
    """Counts what has begun and not ended."""

    def __init__(self) -> None:
        """Start open, with nothing in hand."""
        self._count = 0
        self._closing = False
        self._ended = asyncio.Event()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Have one thing in hand. Raises StorageError once the store closes."""
        self.refuse_once_closed()
        self._count += 1
        try:
            yield
        finally:
            self._count -= 1
            if not self._count:
                self._ended.set()

    def refuse_once_closed(self) -> None:
        """Raise StorageError once the store closes."""
        if self._closing:
            raise StorageError("The store is closed: the bot is stopping. Start it again.")

    async def close(self) -> None:
        """Begin nothing new, and wait until nothing is in hand."""
        self._closing = True
        while self._count:
            self._ended.clear()
            await self._ended.wait()
