"""Preferences: what a record says of when to remind, and the due time that follows from it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time

from pydantic import JsonValue

from handlers.fitting import zone_of
from knowledge.schedule import (
    DAILY,
    MONDAY_TO_FRIDAY,
    THREE,
    Due,
    Quiet,
    Timetable,
    Weekday,
    next_due,
    upcoming,
)
from knowledge.schedule.weekdays import in_week_order
from storage.record import Record

HOUR, DAYS, PLACE = "reminder", "reminder_days", "place"
"""The questions of the flows that ask when and where."""

_CHOICES: Mapping[str, tuple[Weekday, ...]] = {
    "daily": DAILY,
    "weekdays": MONDAY_TO_FRIDAY,
    "three": THREE,
}


def is_on(record: Record) -> bool:
    """Tell whether the person wants reminders."""
    return timetable_of(record) is not None


def timetable_of(record: Record) -> Timetable | None:
    """Return when the person wants to be reminded; None for never.

    The hours are those of their zone, of UTC where no place is known. A place given later moves
    them there.
    """
    at = _time(record.answers.get(HOUR))
    if at is None:
        return None
    kept = record.reminders
    return Timetable(
        at=at,
        zone=zone_of(record),
        days=days_of(record),
        quiet=quiet_of(record),
        paused_until=kept.paused_until,
        but_not=frozenset(kept.skipped),
        also=frozenset(one.day for one in record.promises if one.wished and one.asked is None),
    )


def days_of(record: Record) -> tuple[Weekday, ...]:
    """Return the chosen days: a choice of the flow's, or days named one by one.

    Days that stand beside the answer, in records of old, hold as long as it is the same.
    """
    kept, answer = record.reminders, record.answers.get(DAYS)
    if kept.days and kept.instead_of == answer:
        return _named(kept.days)
    return _named(answer) if isinstance(answer, list) else _CHOICES.get(str(answer), DAILY)


def _named(days: Iterable[JsonValue]) -> tuple[Weekday, ...]:
    known = set(Weekday)
    named = {Weekday(day) for day in days if isinstance(day, str) and day in known}
    return in_week_order(named) or DAILY


def quiet_of(record: Record) -> Quiet | None:
    """Return the person's quiet hours."""
    if record.reminders.quiet is None:
        return None
    start, end = (_time(one) for one in record.reminders.quiet)
    return Quiet(start=start, end=end) if start is not None and end is not None else None


def knows_place(record: Record) -> bool:
    """Tell whether the person's own zone is known; where not, hours are those of UTC."""
    place = record.answers.get(PLACE)
    return isinstance(place, dict) and bool(place.get("zone"))


def rescheduled(record: Record, now: datetime) -> Record:
    """Return the record with its due time reckoned anew, for when an answer may have changed.

    An hour that was changed holds from its next occurrence on, today if it is still ahead, also
    for somebody who was reminded today at the old one. Everything else leaves a day that was
    reminded of behind.
    """
    timetable, kept = timetable_of(record), record.reminders
    hour = record.answers.get(HOUR)
    if timetable is None or not isinstance(hour, str):
        off = replace(kept, hour=None, snoozed=None, missed=0)
        return replace(record, reminder_due=None, reminders=off)
    done = kept.last_day if kept.hour == hour else None
    snoozed = kept.snoozed if kept.snoozed is not None and kept.snoozed > now else None
    due = next_due(timetable, now, done=done)
    moments = [at for at in (due.at if due else None, snoozed) if at is not None]
    return replace(
        record,
        reminder_due=min(moments, default=None),
        reminders=replace(kept, hour=hour, last_day=done, snoozed=snoozed),
    )


def coming(record: Record, now: datetime, count: int) -> tuple[datetime, ...]:
    """Return when the next reminders come, one that was put off among them."""
    timetable, kept = timetable_of(record), record.reminders
    if timetable is None:
        return ()
    dues = upcoming(timetable, now, count, done=kept.last_day)
    moments = {due.at for due in dues}
    if kept.snoozed is not None and kept.snoozed > now:
        moments.add(kept.snoozed)
    return tuple(sorted(moments))[:count]


def first_from(record: Record, now: datetime, day: date | None) -> Due | None:
    """Return the first reminder to come that is for this local day or a later one."""
    timetable = timetable_of(record)
    if timetable is None:
        return None
    bounds = [one for one in (timetable.paused_until, day) if one is not None]
    not_before = replace(timetable, paused_until=max(bounds, default=None))
    return next_due(not_before, now, done=record.reminders.last_day)


def with_hour(record: Record, hour: str | None) -> Record:
    """Return the record with another hour (HH:MM), or with reminders off."""
    return replace(record, answers={**record.answers, HOUR: hour})


def with_days(record: Record, days: Collection[Weekday]) -> Record:
    """Return the record with other days; where the flow has a choice for them, with that."""
    chosen = in_week_order(days)
    same = (id_ for id_, known in _CHOICES.items() if known == chosen)
    answer: JsonValue = next(same, None) or [day.value for day in chosen]
    plain = replace(record.reminders, days=(), instead_of=None)
    return replace(record, answers={**record.answers, DAYS: answer}, reminders=plain)


def first_due(record: Record, timetable: Timetable, now: datetime) -> Due | None:
    """Return the reminder that the record's due time stands for, if it has fallen due."""
    if record.reminder_due is None:
        return None
    just_before = record.reminder_due - _INSTANT
    due = next_due(timetable, just_before, done=record.reminders.last_day)
    return due if due is not None and due.at <= now else None


_INSTANT = datetime.resolution


def _time(text: object) -> time | None:
    try:
        return time.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
