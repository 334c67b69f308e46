"""Local time: the moment at which a day's clocks first show an hour, where they ever do."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

_MINUTE = timedelta(minutes=1)
_SECOND = timedelta(seconds=1)


def moment(day: date, at: time, zone: tzinfo) -> datetime | None:
    """Return when it is `at` on this local day, in UTC; None where the zone has no such day.

    An hour that comes twice is the first of the two. One that clocks jump over is the next that
    they show, or the last minute before the jump if they jump out of the day. Without this a
    reminder at 23:30 in Nuuk would come on a Sunday for Saturday, and then twice on that Sunday.
    """
    naive = datetime.combine(day, at)
    first = naive.replace(tzinfo=zone).astimezone(UTC)
    if _shown(first, zone) == naive:
        return first
    jump = _jump(naive, zone)
    if _shown(jump, zone).date() == day:
        return jump
    before = jump - _MINUTE
    return before if _shown(before, zone).date() == day else None


def local_day(at: datetime, zone: tzinfo) -> date:
    """Return which day it is in a zone."""
    return at.astimezone(zone).date()


def _shown(at: datetime, zone: tzinfo) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None)


def _jump(naive: datetime, zone: tzinfo) -> datetime:
    """Return when the clocks jumped over a time that they never show.

    PEP 495: read with `fold=1` such a time lies before the jump, with `fold=0` after it.
    """
    before = naive.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = naive.replace(tzinfo=zone, fold=0).astimezone(UTC)
    old = before.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)
