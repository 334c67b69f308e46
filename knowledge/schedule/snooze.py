"""Snooze: a reminder put off by minutes, or to tomorrow."""

from datetime import datetime, timedelta

from knowledge.schedule.local import local_day, moment
from knowledge.schedule.timetable import Timetable

_DAY = timedelta(days=1)


def in_minutes(timetable: Timetable, now: datetime, minutes: int) -> datetime:
    """Return so many minutes from this one, or the end of the quiet hours around it."""
    this_minute = now.replace(second=0, microsecond=0)
    return after_quiet(timetable, this_minute + timedelta(minutes=minutes))


def tomorrow(timetable: Timetable, now: datetime) -> datetime:
    """Return tomorrow's moment at the usual hour, whether or not that day is chosen."""
    day = local_day(now, timetable.zone) + _DAY
    at = moment(day, timetable.at, timetable.zone)
    while at is None:  # a day that the zone skips at the date line
        day += _DAY
        at = moment(day, timetable.at, timetable.zone)
    return after_quiet(timetable, at)


def after_quiet(timetable: Timetable, at: datetime) -> datetime:
    """Return the moment, or the end of the quiet hours that it lies in."""
    return at if timetable.quiet is None else timetable.quiet.after(at, timetable.zone)
