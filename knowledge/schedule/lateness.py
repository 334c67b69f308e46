"""Lateness: what is still worth sending of what fell due while nobody could send it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from knowledge.schedule.local import local_day
from knowledge.schedule.timetable import Due, Timetable, next_due

PUNCTUAL = timedelta(minutes=10)
"""Later than this an outage is told of; a queue of messages alone is never called one."""

USEFUL = timedelta(hours=6)
"""So late a reminder is still worth sending on the next day, say at half past midnight."""

TOO_NEAR = timedelta(hours=2)
"""So soon before the next reminder a late one is not worth sending."""

_COUNTED = 400


class Lateness(StrEnum):
    """How late a reminder is."""

    ON_TIME = "on_time"
    LATE = "late"
    """Still useful: sent with a word."""
    TOO_LATE = "too_late"
    """Skipped; the next one says that some were missed."""


@dataclass(frozen=True, kw_only=True)
class Missed:
    """What has fallen due by now: the latest, and how many there were with it."""

    latest: Due
    count: int


def missed(timetable: Timetable, first: Due, now: datetime) -> Missed:
    """Return what fell due from the first one until now. Beyond a year it stops counting."""
    latest, count = first, 1
    while count < _COUNTED:
        due = next_due(timetable, latest.at, done=latest.day)
        if due is None or due.at > now:
            break
        latest, count = due, count + 1
    return Missed(latest=latest, count=count)


def lateness(timetable: Timetable, latest: Due, now: datetime, awake_since: datetime) -> Lateness:
    """Tell how late the latest reminder is.

    `awake_since` is from when on reminders could be sent without a break: what has fallen due
    after it waited in a queue, which is no outage.
    """
    late_by = now - latest.at
    if late_by <= PUNCTUAL or latest.at >= awake_since:
        return Lateness.ON_TIME
    following = next_due(timetable, now, done=latest.day)
    near = following is not None and following.at - now < TOO_NEAR
    today = local_day(latest.at, timetable.zone) == local_day(now, timetable.zone)
    useful = late_by <= USEFUL or today
    return Lateness.LATE if useful and not near else Lateness.TOO_LATE
