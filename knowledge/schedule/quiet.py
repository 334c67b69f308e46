"""Quiet hours: from one time of day to another, over midnight too."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from knowledge.schedule.local import local_day, moment

_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Quiet:
    """No message from `start` until `end`, local times; equal ones are no quiet at all."""

    start: time
    end: time

    def covers(self, at: time) -> bool:
        """Tell whether it is quiet at this time of day."""
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end

    def after(self, at: datetime, zone: tzinfo) -> datetime:
        """Return the first moment from `at` on, in UTC, that is not quiet."""
        if not self._quiet(at, zone):
            return at
        return min(end for end in self._ends(at, zone) if end > at and not self._quiet(end, zone))

    def _ends(self, at: datetime, zone: tzinfo) -> Iterator[datetime]:
        """Yield when quiet hours end around a moment, twice where the clocks show it twice."""
        today = local_day(at, zone)
        for day in (today, today + _DAY, today + 2 * _DAY):
            first = moment(day, self.end, zone)
            if first is not None:
                yield first
                yield datetime.combine(day, self.end, zone).replace(fold=1).astimezone(UTC)

    def _quiet(self, at: datetime, zone: tzinfo) -> bool:
        return self.covers(at.astimezone(zone).time())
