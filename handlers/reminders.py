"""Reminders: /reminders, its buttons, and those under each daily message."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, time

from handlers import fitting, help  # noqa: A004 - named as the command is
from handlers.reminding import changing, daily, screens, words
from handlers.reminding.preferences import days_of, is_on, rescheduled, with_days, with_hour
from handlers.turn import Button, Decision, Rows, Tapped, Text, Turn
from knowledge.messages import Html
from knowledge.schedule import Weekday

DONE_DAYS_KEPT = 60

_HOUR = 60


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


# Each takes the values that its button carries, and returns None where they make no sense


def _show(turn: Turn, _values: Sequence[str]) -> Decision:
    return shown(turn)


def _hour(turn: Turn, values: Sequence[str]) -> Decision | None:
    if not values:
        return _screen(turn, *screens.hours(turn))
    at = _clock(values[0])
    return changing.changed(turn, with_hour(turn.record, at)) if at is not None else None


def _days(turn: Turn, values: Sequence[str]) -> Decision | None:
    if not values:
        return _screen(turn, *screens.days(turn, turn.record))
    match values:
        case [day, "on" | "off" as state] if day in set(Weekday):
            chosen = set(days_of(turn.record))
            one = {Weekday(day)}
            return _with_days(turn, chosen | one if state == "on" else chosen - one)
        case _:
            return None


def _with_days(turn: Turn, chosen: Collection[Weekday]) -> Decision:
    if not chosen:
        html, rows = screens.days(turn, turn.record)
        return _screen(turn, f"{turn.messages.fill('reminders.days.last')}\n\n{html}", rows)
    record = rescheduled(with_days(turn.record, chosen), turn.now)
    html, rows = screens.days(turn, record)
    told = _screen(turn, f"{html}\n\n{words.next_is(turn, record)}", rows)
    return replace(told, record=record)


def _pause(turn: Turn, values: Sequence[str]) -> Decision | None:
    if not values:
        return _screen(turn, *screens.pauses(turn, turn.record))
    until = _date(values[0])
    return changing.paused(turn, until) if until is not None else None


def _resume(turn: Turn, _values: Sequence[str]) -> Decision:
    return changing.resumed(turn)


def _quiet(turn: Turn, values: Sequence[str]) -> Decision | None:
    if not values:
        return _screen(turn, *screens.quiets(turn))
    hours = [clock for value in values if (clock := _clock(value)) is not None]
    match hours:
        case [start, end]:
            return changing.quiet(turn, (start, end))
        case _:
            return changing.quiet(turn, None) if values == ["none"] else None


def _now(turn: Turn, _values: Sequence[str]) -> Decision:
    """Send today's message at once, as a message of its own."""
    day = fitting.today(turn, turn.record)
    message = daily.of(turn, day)
    reply = Text(html=message.html, rows=message.rows)
    return Decision(record=message.told(turn.record, day), replies=(reply,))


def _stop(turn: Turn, _values: Sequence[str]) -> Decision:
    return changing.stopped(turn)


def _done(turn: Turn, values: Sequence[str]) -> Decision | None:
    """Note a day's step as done. Nothing more comes for that day."""
    day, today = _date("".join(values)), fitting.today(turn, turn.record)
    if day is None or day > today:
        return None
    kept = turn.record.reminders
    days = sorted({*kept.done_days, day})[-DONE_DAYS_KEPT:]
    record = replace(turn.record, reminders=replace(kept, done_days=tuple(days)))
    if day == today:
        record = changing.day_over(record, turn.now)
    record = rescheduled(record, turn.now)
    html = turn.messages.fill("reminders.done", day=words.day(turn.messages, day))
    if is_on(record):
        html = Html(f"{html}\n{words.next_is(turn, record)}")
    return Decision(record=record, replies=(turn.show(html, _finished(turn)),))


def _finished(turn: Turn) -> Rows:
    """Return the way to say that the whole milestone is done, where there is one."""
    plan = fitting.plan_of(turn) if fitting.has_plan(turn.record) else None
    if plan is None or plan.next_step is None:
        return ()
    data = f"m:done:{plan.next_step.task.milestone.id}"
    return ((Button(label=turn.messages.label("reminders.tap.finished"), data=data),),)


def _snooze(turn: Turn, values: Sequence[str]) -> Decision | None:
    match values:
        case ["hour"]:
            return changing.snoozed(turn, _HOUR)
        case ["day"]:
            return changing.snoozed(turn, None)
        case _:
            return None


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


def _screen(turn: Turn, html: str, rows: Rows) -> Decision:
    return turn.stay(turn.show(html, rows))


def _clock(text: str) -> str | None:
    """Read `0730` as `07:30`; None where no clock shows it."""
    if not re.fullmatch(r"\d{4}", text, re.ASCII):
        return None
    try:
        return f"{time(int(text[:2]), int(text[2:])):%H:%M}"
    except ValueError:
        return None


def _date(text: str) -> date | None:
    if not re.fullmatch(r"\d{8}", text, re.ASCII):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
