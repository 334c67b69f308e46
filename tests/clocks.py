"""Clocks for tests: time moves when the test says so."""

import asyncio
import heapq
import time
from datetime import UTC, datetime, timedelta
from itertools import count

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)

_SETTLING_ROUNDS = 20


class SteppedClock:
    """A clock that stands still; sleepers wake in order as it is moved past them."""

    def __init__(self, now: datetime = START) -> None:
        """Stand at `now`."""
        self._now = now
        self._sleepers: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._arrivals = count()

    def now(self) -> datetime:
        """Return where the clock stands."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Wait until the clock has been moved that far."""
        woken = asyncio.get_running_loop().create_future()
        until = self._now + timedelta(seconds=seconds)
        heapq.heappush(self._sleepers, (until, next(self._arrivals), woken))
        await woken

    @property
    def is_slept_on(self) -> bool:
        """Whether somebody waits for it to be moved."""
        return bool(self._sleepers)

    async def move(self, by: timedelta) -> None:
        """Move on, waking each sleeper at its own moment and letting it act before the next."""
        end = self._now + by
        await settle()
        while self._sleepers and self._sleepers[0][0] <= end:
            self._wake_next()
            await settle()
        self._now = end

    async def run(self) -> None:
        """Jump from sleeper to sleeper until nobody sleeps."""
        await settle()
        while self._sleepers:
            self._wake_next()
            await settle()

    def _wake_next(self) -> None:
        until, _, woken = heapq.heappop(self._sleepers)
        if not woken.done():
            self._now = max(self._now, until)
            woken.set_result(None)


class HurriedClock:
    """A clock that runs some times as fast as the machine's, the same one in every process."""

    def __init__(self, since: float, times: float) -> None:
        """Be right at `since`, a Unix time, and run ahead of the machine from then on."""
        self.pace = since, times
        self._since = since
        self._times = times

    def now(self) -> datetime:
        """Return the time of this clock, in UTC."""
        passed = (time.time() - self._since) * self._times
        return datetime.fromtimestamp(self._since + passed, UTC)

    async def sleep(self, seconds: float) -> None:
        """Wait for that many seconds of this clock's time."""
        await asyncio.sleep(seconds / self._times)


async def settle() -> None:
    """Let everything that can run without time passing run."""
    for _ in range(_SETTLING_ROUNDS):
        await asyncio.sleep(0)
