"""Changing: what a tap or a written wish does to the reminders, and how it is confirmed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from handlers.fitting import has_plan, plan_of, today, zone_of
from handlers.reminding import promises, screens, streaks, words
from handlers.reminding.daily import hour_data
from handlers.reminding.preferences import is_on, rescheduled, timetable_of, with_hour
from handlers.turn import Button, Decision, Rows, Turn
from knowledge.messages import Html
from knowledge.schedule import after_quiet, in_minutes, moment, tomorrow
from storage.record import Record

DONE_DAYS_KEPT = 60
_SKIPPED_KEPT = 100
_DAY = timedelta(days=1)


def changed(turn: Turn, record: Record, lead: str = "") -> Decision:
    """Keep a change, and show what it comes to with the next dates."""
    after = rescheduled(record, turn.now)
    html, rows = screens.whole(turn, after, lead or turn.messages.fill("reminders.noted"))
    return Decision(record=after, replies=(turn.show(html, rows),))


def stopped(turn: Turn) -> Decision:
    """Stop the reminders at once, a pause too; a tap has them back at the same hour."""
    hour = turn.record.reminders.hour
    record = replace(turn.record, reminders=replace(turn.record.reminders, paused_until=None))
    record = rescheduled(with_hour(record, None), turn.now)
    data = hour_data(hour) if hour else "r:hour"
    on = Button(label=turn.messages.label("reminders.button.on"), data=data)
    html = turn.messages.fill("reminders.stopped")
    return Decision(record=record, replies=(turn.show(html, ((on,),)),))


def paused(turn: Turn, until: date) -> Decision:
    """Be silent until a local day, whose reminder comes again."""
    kept = replace(turn.record.reminders, paused_until=until, snoozed=None)
    return changed(turn, replace(turn.record, reminders=kept))


def skipped(turn: Turn, days: Iterable[date]) -> Decision:
    """Be silent on these local days."""
    return changed(turn, _without_days(turn, turn.record, days))


def _without_days(turn: Turn, record: Record, days: Iterable[date]) -> Record:
    """Return the record with more days without a reminder; those long past are let go."""
    kept, yesterday = record.reminders, today(turn, record) - _DAY
    left = sorted({day for day in (*kept.skipped, *days) if day >= yesterday})[:_SKIPPED_KEPT]
    return replace(record, reminders=replace(kept, skipped=tuple(left)))


def resumed(turn: Turn) -> Decision:
    """End a pause, and the silence of single days."""
    kept = replace(turn.record.reminders, paused_until=None, skipped=())
    lead = turn.messages.fill("reminders.resumed")
    return changed(turn, replace(turn.record, reminders=kept), lead)


def quiet(turn: Turn, hours: tuple[str, str] | None) -> Decision:
    """Send nothing from one local time (HH:MM) until another."""
    kept = replace(turn.record.reminders, quiet=hours)
    return changed(turn, replace(turn.record, reminders=kept))


def shifted(turn: Turn, minutes: int, *, daily: bool) -> Decision:
    """Come so many minutes later, or earlier below 0; if today's came already, just today."""
    timetable = timetable_of(turn.record)
    if timetable is None:
        return _not_on(turn)
    at = f"{datetime.combine(date.min + _DAY, timetable.at) + timedelta(minutes=minutes):%H:%M}"
    if daily or turn.record.reminders.last_day != today(turn, turn.record):
        return changed(turn, with_hour(turn.record, at))
    always = Button(label=turn.messages.label("reminders.always", clock=at), data=hour_data(at))
    return snoozed(turn, minutes, rows=((always,),))


def once(turn: Turn, day: date, at: time | None) -> Decision:
    """Come on a local day at a time, the usual one where it is None, in place of the day's own."""
    timetable = timetable_of(turn.record)
    if timetable is None:
        return _not_on(turn)
    when = moment(day, at or timetable.at, timetable.zone)
    if when is None or when <= turn.now:
        html, rows = screens.whole(turn, turn.record, turn.messages.fill("reminders.cannot.past"))
        return turn.stay(turn.show(html, rows))
    record = _without_days(turn, turn.record, [day])
    return _again(turn, record, after_quiet(timetable, when))


def _not_on(turn: Turn) -> Decision:
    html, rows = screens.whole(turn, turn.record, turn.messages.fill("reminders.not_on"))
    return turn.stay(turn.show(html, rows))


def snoozed(turn: Turn, minutes: int | None, *, rows: Rows = ()) -> Decision:
    """Come again in so many minutes; None: tomorrow, and not today."""
    timetable = timetable_of(turn.record)
    if timetable is None:
        return _not_on(turn)
    if minutes is not None:
        return _again(turn, turn.record, in_minutes(timetable, turn.now, minutes), rows)
    at = tomorrow(timetable, turn.now)
    return _again(turn, _promised(day_over(turn.record, turn.now), at), at, rows)


def _again(turn: Turn, record: Record, at: datetime, rows: Rows = ()) -> Decision:
    """Come again at a moment, with what was asked today, and confirm it."""
    record = promises.not_brought_up(record, today(turn, record))
    record = replace(record, reminders=replace(record.reminders, snoozed=at))
    record = rescheduled(record, turn.now)
    when = words.when(turn, record, at)
    html = turn.messages.fill("reminders.snoozed", when=when)
    stop = Button(label=turn.messages.label("reminders.button.stop"), data="r:stop")
    return Decision(record=record, replies=(turn.show(html, (*rows, (stop,))),))


def done(turn: Turn, day: date, *, lead: str = "") -> Decision:
    """Note a day's step as done, for the streak too. Nothing more comes for that day.

    What the person said they would do on it, and did not answer for, is asked here instead.
    """
    kept = turn.record.reminders
    days = sorted({*kept.done_days, day})[-DONE_DAYS_KEPT:]
    record = replace(turn.record, reminders=replace(kept, done_days=tuple(days)))
    record = streaks.counted(turn, record, day)
    if day == today(turn, record):
        record = day_over(record, turn.now)
    record = rescheduled(record, turn.now)
    parts = [lead or turn.messages.fill("reminders.done", day=words.day(turn.messages, day))]
    if record.streak is not None:
        parts.append(streaks.told(turn, record))
    if is_on(record):
        parts.append(words.next_is(turn, record))
    rows = _finished(turn)
    still_open = promises.open_on(record, day)
    if still_open:
        record = promises.brought_up(record, {one.key for one in still_open}, day)
        parts.append(f"\n{promises.told(turn, still_open, day)}")
        rows = (*promises.rows(turn, still_open), *rows)
    html = Html("\n".join(parts))
    return Decision(record=record, replies=(turn.show(html, rows),))


def _finished(turn: Turn) -> Rows:
    """Return the way to say that the whole milestone is done, where there is one."""
    plan = plan_of(turn) if has_plan(turn.record) else None
    if plan is None or plan.next_step is None:
        return ()
    data = f"m:done:{plan.next_step.task.milestone.id}"
    return ((Button(label=turn.messages.label("reminders.tap.finished"), data=data),),)


def _promised(record: Record, at: datetime) -> Record:
    """Return the record of somebody who said that they would do it then."""
    day = at.astimezone(zone_of(record)).date()
    return replace(record, reminders=replace(record.reminders, promised=day))


def day_over(record: Record, now: datetime) -> Record:
    """Return the record with today behind it, so that nothing more comes for it."""
    day = now.astimezone(zone_of(record)).date()
    return replace(record, reminders=replace(record.reminders, last_day=day))
