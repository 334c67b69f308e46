"""Simulated time: a clock that leaps to the next sleeper whenever nothing else could run."""

import asyncio
import heapq
import selectors
from collections.abc import Coroutine
from datetime import datetime, timedelta
from itertools import count
from typing import Any, TypeVar

T = TypeVar("T")


class LeapingClock:
    """Stands still while there is work, so that simulated time holds waiting alone."""

    def __init__(self, start: datetime) -> None:
        """Stand at an aware moment."""
        self._now = start
        self._sleepers: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._arrivals = count()

    def now(self) -> datetime:
        """Return where the clock stands."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Wait until the clock has leapt that far."""
        woken = asyncio.get_running_loop().create_future()
        until = self._now + timedelta(seconds=max(0.0, seconds))
        heapq.heappush(self._sleepers, (until, next(self._arrivals), woken))
        await woken

    def leap(self) -> bool:
        """Leap to the next sleeper and wake them; False where nobody sleeps."""
        while self._sleepers:
            until, _, woken = heapq.heappop(self._sleepers)
            if not woken.done():
                self._now = max(self._now, until)
                woken.set_result(None)
                return True
        return False


class _Leaper(selectors.DefaultSelector):
    """Leaps where an event loop would wait: it asks to wait only when nothing is ready."""

    clock: LeapingClock

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None and timeout <= 0:
            return super().select(timeout)
        found = super().select(0)
        return found if found or self.clock.leap() else super().select(timeout)


def run(clock: LeapingClock, work: Coroutine[Any, Any, T]) -> T:
    """Run work on a loop of its own, in the simulated time of this clock."""
    selector = _Leaper()
    selector.clock = clock
    with asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(selector)) as runner:
        return runner.run(work)
