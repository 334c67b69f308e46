"""Due: what follows when a person's reminder falls due. A pure function, as every conversation."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers.reminding import daily
from handlers.reminding.preferences import first_due, rescheduled, timetable_of, with_hour
from handlers.reminding.silence import Mood, mood, next_gentle
from handlers.turn import Decision, FellDue, Reminder, Turn
from knowledge.schedule import Due, Lateness, Timetable, lateness, missed, next_due
from knowledge.schedule.local import local_day
from storage.record import Record

_LONGEST = timedelta(hours=12)
"""A reminder that could not be sent for so long is not sent any more."""


@dataclass(frozen=True, kw_only=True)
class _Fallen:
    """What has fallen due: the latest of the timetable, or one that was put off (`again`).

    `left_out` counts those before it that are not told one by one.
    """

    due: Due
    left_out: int
    again: bool


def decide(turn: Turn) -> Decision:
    """Remind the person once of all that has fallen due, and move on to the next time.

    Nothing is sent of what is too late to be of use, or of a day that is done already. Whoever
    changed their mind in the meantime is only scheduled anew.
    """
    timetable = timetable_of(turn.record)
    fallen = _fallen(turn, timetable) if timetable is not None else None
    if timetable is None or fallen is None:
        return Decision(record=rescheduled(turn.record, turn.now))
    moved_on = _moved_on(turn, timetable, fallen)
    if fallen.due.day in turn.record.reminders.done_days:
        return Decision(record=moved_on)
    how_late = _lateness(turn, timetable, fallen.due)
    if how_late is Lateness.TOO_LATE:
        kept = replace(moved_on.reminders, missed=moved_on.reminders.missed + fallen.left_out + 1)
        return Decision(record=replace(moved_on, reminders=kept))
    return _reminded(turn, moved_on, fallen, how_late)


def _fallen(turn: Turn, timetable: Timetable) -> _Fallen | None:
    due = first_due(turn.record, timetable, turn.now)
    if due is not None:
        found = missed(timetable, due, turn.now)
        left_out = 0 if turn.record.reminders.gentle else found.count - 1
        return _Fallen(due=found.latest, left_out=left_out, again=False)
    snoozed = turn.record.reminders.snoozed
    if snoozed is not None and snoozed <= turn.now:
        day = local_day(snoozed, timetable.zone)
        return _Fallen(due=Due(day=day, at=snoozed), left_out=0, again=True)
    return None


def _lateness(turn: Turn, timetable: Timetable, due: Due) -> Lateness:
    """Tell how late it is; what would come late into quiet hours is too late."""
    awake_since = turn.happened.awake_since if isinstance(turn.happened, FellDue) else turn.now
    found = lateness(timetable, due, turn.now, awake_since)
    local = turn.now.astimezone(timetable.zone).time()
    quiet = timetable.quiet is not None and timetable.quiet.covers(local)
    return Lateness.TOO_LATE if quiet and found is Lateness.LATE else found


def _moved_on(turn: Turn, timetable: Timetable, fallen: _Fallen) -> Record:
    """Return the record with the next due time, the day of this one behind it."""
    kept = turn.record.reminders
    last_day = kept.last_day if fallen.again else fallen.due.day
    return _next_after(
        replace(turn.record, reminders=replace(kept, last_day=last_day, snoozed=None)),
        timetable,
        turn.now,
    )


def _next_after(record: Record, timetable: Timetable, after: datetime) -> Record:
    due = next_due(timetable, after, done=record.reminders.last_day)
    return replace(record, reminder_due=due.at if due else None)


def _next_gentle(turn: Turn, record: Record, timetable: Timetable) -> Record:
    """Return the record due when the next gentle one may come, or what was wished before it."""
    gentle = _next_after(record, timetable, next_gentle(turn.record, turn.now)).reminder_due
    wished = _next_after(record, replace(timetable, days=()), turn.now).reminder_due
    dues = [at for at in (gentle, wished) if at is not None]
    return replace(record, reminder_due=min(dues, default=None))


def _reminded(turn: Turn, record: Record, fallen: _Fallen, how_late: Lateness) -> Decision:
    """Send the reminder in the words that fit the person's silence; after the last one no more."""
    feeling = mood(turn.record, turn.now)
    message = daily.of(turn, fallen.due.day, feeling)
    html = _apology(turn, fallen, how_late) + message.html
    record = _counted(message.told(record, fallen.due.day), feeling)
    timetable = timetable_of(record)
    if message.last:
        record = rescheduled(with_hour(record, None), turn.now)
    elif feeling is Mood.GENTLE and timetable is not None:
        record = _next_gentle(turn, record, timetable)
    useful_until = turn.now + _LONGEST
    if record.reminder_due is not None:
        useful_until = min(useful_until, record.reminder_due)
    reminder = Reminder(html=html, rows=message.rows, useful_until=useful_until)
    return Decision(record=record, replies=(reminder,))


def _apology(turn: Turn, fallen: _Fallen, how_late: Lateness) -> str:
    """Return a word on what an outage left out, or on being late; nothing for most."""
    left_out = turn.record.reminders.missed + fallen.left_out
    if left_out:
        return turn.messages.fill("reminders.late.missed", count=left_out) + "\n\n"
    if how_late is Lateness.LATE:
        return turn.messages.fill("reminders.late") + "\n\n"
    return ""


def _counted(record: Record, feeling: Mood) -> Record:
    kept = record.reminders
    return replace(
        record,
        reminders=replace(
            kept,
            missed=0,
            unanswered=kept.unanswered + 1,
            gentle=kept.gentle + (feeling is Mood.GENTLE),
        ),
    )
