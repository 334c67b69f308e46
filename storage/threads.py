"""Work on files, in threads: off the event loop, and never abandoned half-way."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from storage.unbroken import unbroken

_T = TypeVar("_T")

COUNT = 8
"""Threads that mostly wait for the disk; with as many at once, file systems share one flush."""


class Threads:
    """A few threads of our own, so that nobody else's slow work stands before a save."""

    def __init__(self, count: int = COUNT) -> None:
        """Start no thread before there is work."""
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="storage")

    async def run(self, work: Callable[[], _T], then: Callable[[], None] | None = None) -> _T:
        """Run `work` in a thread, and `then` here once it has succeeded; both to their end."""
        future = asyncio.get_running_loop().run_in_executor(self._pool, work)
        return await unbroken(future, then)

    async def close(self) -> None:
        """End the threads when their work has."""
        await asyncio.to_thread(self._pool.shutdown)
