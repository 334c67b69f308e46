"""What the time is: handed in, so that a test or `--now` decides it."""

from datetime import datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present moment, aware of its zone."""
        ...


class StandingClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        """Stand at `now`, which must be aware; raises ValueError otherwise."""
        if now.tzinfo is None:
            raise ValueError(f"{now.isoformat()} has no zone: give one, like +00:00.")
        self._now = now

    def now(self) -> datetime:
        """Return where the clock stands."""
        return self._now

    def move(self, by: timedelta) -> None:
        """Move on by `by`; raises ValueError for a negative one."""
        if by < timedelta():
            raise ValueError(f"A clock moves forward only, not by {by}.")
        self._now += by
