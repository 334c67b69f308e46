"""Work on files, in threads: off the event loop, and never abandoned half-way."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeAlias, TypeVar

from storage.unbroken import unbroken

_T = TypeVar("_T")

COUNT = 8
"""Threads that mostly wait for the disk; with as many at once, file systems share one flush."""

_TOGETHER = 16
"""Small pieces of work that one thread does in a row at most."""

Small: TypeAlias = tuple[Callable[[], Any], asyncio.Future[Any]]
"""A piece of work, and what is told of its result or error."""


class Threads:
    """A few threads of our own, so that nobody else's slow work stands before a save."""

    def __init__(self, count: int = COUNT) -> None:
        """Start no thread before there is work."""
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="storage")
        self._small: list[Small] = []

    async def run(self, work: Callable[[], _T], then: Callable[[], None] | None = None) -> _T:
        """Run `work` in a thread, and `then` here once it has succeeded; both to their end."""
        future = asyncio.get_running_loop().run_in_executor(self._pool, work)
        return await unbroken(future, then)

    async def run_small(self, work: Callable[[], _T]) -> _T:
        """Run `work` that takes a fraction of a millisecond, to its end.

        Going to a thread and back takes longer than that, and from the event loop's time. So what
        is asked for at the same moment goes together.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[_T] = loop.create_future()
        self._small.append((work, future))
        if len(self._small) == 1:
            loop.call_soon(self._go)
        return await unbroken(future)

    def take(self, works: Sequence[Small]) -> None:
        """Do pieces of work that somebody else was asked for, and tell what they came to."""
        for start in range(0, len(works), _TOGETHER):
            self._do(works[start : start + _TOGETHER])

    def _go(self) -> None:
        small, self._small = self._small, []
        self.take(small)

    def _do(self, small: Sequence[Small]) -> None:
        """Do pieces of work in a row; one that fails ends the row, and the rest begins another."""
        results: list[Any] = []
        loop = asyncio.get_running_loop()
        row = loop.run_in_executor(self._pool, _in_a_row, [work for work, _ in small], results)
        row.add_done_callback(partial(self._tell, small, results))

    def _tell(
        self, small: Sequence[Small], results: Sequence[Any], row: asyncio.Future[None]
    ) -> None:
        for (_, future), result in zip(small, results, strict=False):
            future.set_result(result)
        error = row.exception()
        if error is not None:
            small[len(results)][1].set_exception(error)
            if rest := small[len(results) + 1 :]:
                self._do(rest)

    async def close(self) -> None:
        """End the threads when their work has."""
        await asyncio.to_thread(self._pool.shutdown)


def _in_a_row(works: Sequence[Callable[[], Any]], results: list[Any]) -> None:
    for work in works:
        results.append(work())  # noqa: PERF401 - what was done before a failure counts
