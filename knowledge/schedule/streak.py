"""Streaks: days in a row on which something was done, counted in the person's own days."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

_DAY = timedelta(days=1)

MOST_FREEZES = 2
"""Freeze days that can be kept. A judgement: an ill weekend should end no streak."""

EARNED_EVERY = 7
"""So many days in a row earn one freeze day more."""


@dataclass(frozen=True, kw_only=True)
class Streak:
    """How long it is, and when it was last added to.

    `day_ends` is when the person's day ends, in the night after it. A missed day costs one of the
    `freezes`, or else the streak.
    """

    day_ends: time = time(0)
    days: int = 0
    last_day: date | None = None
    last_at: datetime | None = None
    freezes: int = 1


def own_day(at: datetime, zone: tzinfo, day_ends: time) -> date:
    """Return which of the person's days it is: until their day ends it is still yesterday."""
    local = at.astimezone(zone)
    return local.date() - _DAY if local.time() < day_ends else local.date()


def added(
    streak: Streak, at: datetime, zone: tzinfo, *, earliest: datetime | None = None
) -> Streak:
    """Return the streak with something done at a moment.

    With `earliest` it may have been done as early as that (a tap carries no time, and may have
    waited for the bot): then it counts for the day before, if that one is still missing.
    """
    day, last = own_day(at, zone, streak.day_ends), _last(streak, zone)
    if earliest is not None and last is not None:
        before = own_day(earliest, zone, streak.day_ends)
        if last < before < day:
            day = before
    return _on(streak, day, at, zone)


def _on(streak: Streak, day: date, at: datetime, zone: tzinfo) -> Streak:
    last = _last(streak, zone)
    if last is not None and day <= last:
        return streak
    missed = _missed(streak, day, zone)
    if last is None or missed > streak.freezes:
        return replace(streak, days=1, last_day=day, last_at=at)
    days = streak.days + 1
    earned = 1 if days % EARNED_EVERY == 0 else 0
    freezes = min(MOST_FREEZES, streak.freezes - missed + earned)
    return replace(streak, days=days, last_day=day, last_at=at, freezes=freezes)


def length(streak: Streak, now: datetime, zone: tzinfo) -> int:
    """Return how many days it is long now; 0 once more days were missed than can be frozen."""
    if _missed(streak, own_day(now, zone, streak.day_ends), zone) > streak.freezes:
        return 0
    return streak.days


def _missed(streak: Streak, day: date, zone: tzinfo) -> int:
    """Return how many whole days were missed before a day."""
    last = _last(streak, zone)
    return 0 if last is None else max(0, (day - last).days - 1)


def _last(streak: Streak, zone: tzinfo) -> date | None:
    """Return the last day counted, in the zone of now.

    Whoever flew east over the date line lived no day between; whoever flew west has the same day
    twice, and it counts once.
    """
    if streak.last_day is None or streak.last_at is None:
        return streak.last_day
    return max(streak.last_day, own_day(streak.last_at, zone, streak.day_ends))
