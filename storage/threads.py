"""Work on files, in threads: off the event loop, and never abandoned half-way."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeAlias, TypeVar

from storage.unbroken import unbroken

_T = TypeVar("_T")

COUNT = 8
"""Threads that mostly wait for the disk; with as many at once, file systems share one flush."""

_TOGETHER = 16
"""Small pieces of work that one thread does in a row at most."""

_Small: TypeAlias = tuple[Callable[[], Any], asyncio.Future[Any]]


class Threads:
    """A few threads of our own, so that nobody else's slow work stands before a save."""

    def __init__(self, count: int = COUNT) -> None:
        """Start no thread before there is work."""
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="storage")
        self._small: list[_Small] = []

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
            loop.call_soon(self._go, loop)
        return await unbroken(future)

    def _go(self, loop: asyncio.AbstractEventLoop) -> None:
        small, self._small = self._small, []
        for start in range(0, len(small), _TOGETHER):
            self._pool.submit(_do, small[start : start + _TOGETHER], loop)

    async def close(self) -> None:
        """End the threads when their work has."""
        await asyncio.to_thread(self._pool.shutdown)


def _do(small: Sequence[_Small], loop: asyncio.AbstractEventLoop) -> None:
    """Do all work, in a thread, then tell what came of it on the loop."""
    outcomes = [(future, _outcome(work)) for work, future in small]
    loop.call_soon_threadsafe(_tell, outcomes)


def _outcome(work: Callable[[], Any]) -> Future[Any]:
    """Return what came of work: a value or an error, whichever."""
    outcome: Future[Any] = Future()
    try:
        outcome.set_result(work())
    except BaseException as error:  # noqa: BLE001 - handed on to whoever waits for it
        outcome.set_exception(error)
    return outcome


def _tell(outcomes: Sequence[tuple[asyncio.Future[Any], Future[Any]]]) -> None:
    for future, outcome in outcomes:
        error = outcome.exception()
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(outcome.result())
