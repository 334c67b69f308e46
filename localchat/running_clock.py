"""A clock that runs like the machine's, and can be moved on past what it would have waited for."""

import asyncio
import heapq
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from itertools import count


class RunningClock:
    """Runs from `start` (aware; now, where none is given); `move` takes it forward in steps."""

    def __init__(self, start: datetime | None = None) -> None:
        """Begin to run. Raises ValueError for a start without a zone."""
        if start is not None and start.tzinfo is None:
            raise ValueError(f"{start.isoformat()} has no zone: give one, like +00:00.")
        self._base = (start or datetime.now(UTC)).astimezone(UTC)
        self._since = time.monotonic()
        self._sleepers: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._arrivals = count()

    def now(self) -> datetime:
        """Return the present moment of this clock, in UTC."""
        return self._base + timedelta(seconds=time.monotonic() - self._since)

    async def sleep(self, seconds: float) -> None:
        """Wait that long: in real time, or until the clock was moved past it."""
        woken = asyncio.get_running_loop().create_future()
        until = self.now() + timedelta(seconds=seconds)
        heapq.heappush(self._sleepers, (until, next(self._arrivals), woken))
        try:
            await asyncio.wait_for(woken, timeout=seconds)
        except TimeoutError:
            return

    async def move(self, by: timedelta, settle: Callable[[], Awaitable[None]]) -> None:
        """Move on by that much, letting each sleeper in between wake at its own moment.

        `settle` waits until what a waking sleeper set off has happened.
        """
        end = self.now() + by
        while (until := self._next_due()) is not None and until <= end:
            self._jump(until)
            while self._sleepers and self._sleepers[0][0] <= until:
                _wake(heapq.heappop(self._sleepers)[2])
            await asyncio.sleep(0)
            await settle()
        self._jump(end)

    def _next_due(self) -> datetime | None:
        while self._sleepers and self._sleepers[0][2].done():
            heapq.heappop(self._sleepers)
        return self._sleepers[0][0] if self._sleepers else None

    def _jump(self, to: datetime) -> None:
        ahead = to - self.now()
        if ahead > timedelta():
            self._base += ahead


def _wake(woken: asyncio.Future[None]) -> None:
    if not woken.done():
        woken.set_result(None)
