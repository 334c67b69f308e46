"""The timetable: at which moments a person wants to be reminded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import islice

from knowledge.schedule.local import local_day, moment
from knowledge.schedule.quiet import Quiet
from knowledge.schedule.weekdays import DAILY, Weekday, weekday

_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Timetable:
    """What a person chose: the hour and the days, in their zone.

    `quiet` hours put a reminder off until they end. Days before `paused_until` have none, nor have
    the dates `but_not`. The dates `also` have one whatever their weekday.
    """

    at: time
    zone: tzinfo
    days: tuple[Weekday, ...] = DAILY
    quiet: Quiet | None = None
    paused_until: date | None = None
    also: frozenset[date] = frozenset()
    but_not: frozenset[date] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Due:
    """One reminder: the local day that it is for, and when it falls due, in UTC."""

    day: date
    at: datetime


def next_due(timetable: Timetable, after: datetime, *, done: date | None = None) -> Due | None:
    """Return the first reminder after a moment; None where no day is left.

    `done` is the local day that was last reminded of: it is not reminded of again, also when the
    person has moved to a zone where that day is not over yet. One beyond tomorrow is no day that
    can have been: the machine's clock was wrong then, and nobody waits for it to come true.
    """
    return next(_from(timetable, after, done), None)


def upcoming(
    timetable: Timetable, after: datetime, count: int, *, done: date | None = None
) -> tuple[Due, ...]:
    """Return the next reminders after a moment, in order."""
    return tuple(islice(_from(timetable, after, done), count))


def _from(timetable: Timetable, after: datetime, done: date | None) -> Iterator[Due]:
    """Yield the reminders after a moment. It begins a day early: quiet hours cross midnight."""
    today = local_day(after, timetable.zone)
    day = today - _DAY
    if done is not None and done <= today + _DAY:
        day = max(day, done + _DAY)
    if timetable.paused_until is not None:
        day = max(day, timetable.paused_until)
    last = date.max - _DAY if timetable.days else max(timetable.also, default=date.min)
    while day <= last:
        due = due_on(timetable, day)
        if due is not None and due.at > after:
            yield due
        day += _DAY


def due_on(timetable: Timetable, day: date) -> Due | None:
    """Return the reminder of a local day; None where it is not chosen, or there is no such day."""
    chosen = weekday(day) in timetable.days or day in timetable.also
    if not chosen or day in timetable.but_not:
        return None
    at = moment(day, timetable.at, timetable.zone)
    if at is None:
        return None
    if timetable.quiet is not None:
        at = timetable.quiet.after(at, timetable.zone)
    return Due(day=day, at=at)
