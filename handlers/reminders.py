"""Reminders: /reminders, its buttons, and those under each daily message."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from handlers import help  # noqa: A004
from handlers.fitting import has_plan, plan_of, zone_of
from handlers.reminding import daily, screens, words
from handlers.reminding.preferences import (
    days_of,
    is_on,
    rescheduled,
    timetable_of,
    with_days,
    with_hour,
)
from handlers.turn import Button, Decision, Rows, Tapped, Text, Turn
from knowledge.messages import Html
from knowledge.schedule import Weekday, in_an_hour, tomorrow
from storage.record import Record

DONE_DAYS_KEPT = 60


def shown(turn: Turn) -> Decision:
    """Show when reminders come, with buttons to change all of it."""
    return _screen(turn, *screens.whole(turn, turn.record))


def tapped(turn: Turn) -> Decision:
    """Take a tap. What came over the wire is read strictly; anything else is an old button."""
    data = turn.happened.data if isinstance(turn.happened, Tapped) else ""
    _, verb, *values = data.split(":")
    act = _TAPS.get(verb)
    decision = act(turn, values) if act is not None else None
    return decision if decision is not None else help.stale(turn)


# What a change leads to


def changed(turn: Turn, record: Record, lead: str = "") -> Decision:
    """Keep a change, and show what it comes to with the next dates."""
    after = rescheduled(record, turn.now)
    noted = lead or turn.messages.fill("reminders.noted")
    decision = _screen(turn, *screens.whole(turn, after, noted))
    return replace(decision, record=after)


def stopped(turn: Turn) -> Decision:
    """Stop the reminders at once; a tap has them back at the same hour."""
    hour = turn.record.reminders.hour
    record = rescheduled(with_hour(turn.record, None), turn.now)
    data = daily.hour_data(hour) if hour else "r:hour"
    on = Button(label=turn.messages.label("reminders.button.on"), data=data)
    html = turn.messages.fill("reminders.stopped")
    return Decision(record=record, replies=(turn.show(html, ((on,),)),))


def paused(turn: Turn, until: date) -> Decision:
    """Be silent until a local day, whose reminder comes again."""
    kept = replace(turn.record.reminders, paused_until=until, snoozed=None)
    return changed(turn, replace(turn.record, reminders=kept))


def snoozed(turn: Turn, *, to_tomorrow: bool) -> Decision:
    """Come again in an hour, or tomorrow and not today."""
    timetable = timetable_of(turn.record)
    if timetable is None:
        return _screen(turn, *screens.whole(turn, turn.record))
    kept = turn.record.reminders
    at = tomorrow(timetable, turn.now) if to_tomorrow else in_an_hour(timetable, turn.now)
    kept = replace(kept, snoozed=at)
    record = replace(turn.record, reminders=kept)
    record = rescheduled(_day_over(record, turn.now) if to_tomorrow else record, turn.now)
    when = words.when(turn, record, record.reminder_due or at)
    html = turn.messages.fill("reminders.snoozed", when=when)
    stop = Button(label=turn.messages.label("reminders.button.stop"), data="r:stop")
    return Decision(record=record, replies=(turn.show(html, ((stop,),)),))


# Taps: each takes the values that its button carries, and returns None where they make no sense


def _show(turn: Turn, _values: Sequence[str]) -> Decision:
    return shown(turn)


def _hour(turn: Turn, values: Sequence[str]) -> Decision | None:
    if not values:
        return _screen(turn, *screens.hours(turn))
    at = _clock(values[0])
    return changed(turn, with_hour(turn.record, f"{at:%H:%M}")) if at is not None else None


def _days(turn: Turn, values: Sequence[str]) -> Decision | None:
    if not values:
        return _screen(turn, *screens.days(turn, turn.record))
    match values:
        case [day, "on" | "off" as state] if day in set(Weekday):
            chosen = set(days_of(turn.record))
            after = chosen | {Weekday(day)} if state == "on" else chosen - {Weekday(day)}
            return _with_days(turn, after)
        case _:
            return None


def _with_days(turn: Turn, chosen: set[Weekday]) -> Decision:
    if not chosen:
        html, rows = screens.days(turn, turn.record)
        return _screen(turn, f"{turn.messages.fill('reminders.days.last')}\n\n{html}", rows)
    record = rescheduled(with_days(turn.record, chosen), turn.now)
    html, rows = screens.days(turn, record)
    told = f"{html}\n\n{words.next_is(turn, record)}"
    return replace(_screen(turn, told, rows), record=record)


def _pause(turn: Turn, values: Sequence[str]) -> Decision | None:
    if not values:
        return _screen(turn, *screens.pauses(turn, turn.record))
    until = _date(values[0])
    return paused(turn, until) if until is not None else None


def _resume(turn: Turn, _values: Sequence[str]) -> Decision:
    kept = replace(turn.record.reminders, paused_until=None)
    lead = turn.messages.fill("reminders.resumed")
    return changed(turn, replace(turn.record, reminders=kept), lead)


def _quiet(turn: Turn, values: Sequence[str]) -> Decision | None:
    if not values:
        return _screen(turn, *screens.quiets(turn))
    hours = [f"{at:%H:%M}" for value in values if (at := _clock(value)) is not None]
    match hours:
        case [start, end]:
            quiet: tuple[str, str] | None = (start, end)
        case _ if values == ["none"]:
            quiet = None
        case _:
            return None
    return changed(
        turn, replace(turn.record, reminders=replace(turn.record.reminders, quiet=quiet))
    )


def _now(turn: Turn, _values: Sequence[str]) -> Decision:
    """Send today's message at once, as a message of its own."""
    day = turn.now.astimezone(zone_of(turn.record)).date()
    message = daily.of(turn, day)
    reply = Text(html=message.html, rows=message.rows)
    return Decision(record=message.told(turn.record, day), replies=(reply,))


def _stop(turn: Turn, _values: Sequence[str]) -> Decision:
    return stopped(turn)


def _done(turn: Turn, values: Sequence[str]) -> Decision | None:
    """Note a day's step as done. Nothing more comes for that day."""
    day = _date(values[0]) if values else None
    today = turn.now.astimezone(zone_of(turn.record)).date()
    if day is None or day > today:
        return None
    kept = turn.record.reminders
    days = sorted({*kept.done_days, day})[-DONE_DAYS_KEPT:]
    record = replace(turn.record, reminders=replace(kept, done_days=tuple(days)))
    record = rescheduled(_day_over(record, turn.now) if day == today else record, turn.now)
    html = turn.messages.fill("reminders.done", day=words.day(turn.messages, day))
    if is_on(record):
        html = Html(f"{html}\n{words.next_is(turn, record)}")
    return Decision(record=record, replies=(turn.show(html, _after_done(turn)),))


def _snooze(turn: Turn, values: Sequence[str]) -> Decision | None:
    if values not in (["hour"], ["day"]):
        return None
    return snoozed(turn, to_tomorrow=values == ["day"])


_TAPS: Mapping[str, Callable[[Turn, Sequence[str]], Decision | None]] = {
    "show": _show,
    "hour": _hour,
    "days": _days,
    "pause": _pause,
    "resume": _resume,
    "quiet": _quiet,
    "now": _now,
    "stop": _stop,
    "done": _done,
    "snooze": _snooze,
}


def _after_done(turn: Turn) -> Rows:
    plan = plan_of(turn) if has_plan(turn.record) else None
    if plan is None or plan.next_step is None:
        return ()
    data = f"m:done:{plan.next_step.task.milestone.id}"
    return ((Button(label=turn.messages.label("reminders.tap.finished"), data=data),),)


def _day_over(record: Record, now: datetime) -> Record:
    """Return the record with today behind it, so that nothing more comes for it."""
    today = now.astimezone(zone_of(record)).date()
    return replace(record, reminders=replace(record.reminders, last_day=today))


def _screen(turn: Turn, html: str, rows: Rows) -> Decision:
    return turn.stay(turn.show(html, rows))


def _clock(text: str) -> time | None:
    if not re.fullmatch(r"\d{4}", text, re.ASCII):
        return None
    try:
        return time(int(text[:2]), int(text[2:]))
    except ValueError:
        return None


def _date(text: str) -> date | None:
    if not re.fullmatch(r"\d{8}", text, re.ASCII):
        return None
    try:
        return date.fromisoformat(f"{text[:4]}-{text[4:6]}-{text[6:]}")
    except ValueError:
        return None
