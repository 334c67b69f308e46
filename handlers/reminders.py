"""Reminders: /reminders, its buttons, and those under each daily message."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, time

from handlers import fitting, help  # noqa: A004 - named as the command is
from handlers.reminding import (
    changing,
    daily,
    practising,
    promising,
    screens,
    streaks,
    words,
)
from handlers.reminding.preferences import days_of, rescheduled, with_days, with_hour
from handlers.turn import Decision, Rows, Tapped, Text, Turn
from knowledge.schedule import Weekday

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
    day = _date("".join(values))
    if day is None or day > fitting.today(turn, turn.record):
        return None
    return changing.done(turn, day)


def _streak(turn: Turn, values: Sequence[str]) -> Decision | None:
    match values:
        case []:
            return streaks.shown(turn, turn.record)
        case ["on", ends] if (clock := _clock(ends)) is not None:
            return streaks.shown(turn, streaks.begun(turn.record, time.fromisoformat(clock)))
        case ["off"]:
            return streaks.shown(turn, replace(turn.record, streak=None))
        case _:
            return None


def _practise(turn: Turn, _values: Sequence[str]) -> Decision:
    return practising.asked(turn)


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
    "practise": _practise,
    "answer": practising.tapped,
    "done": _done,
    "snooze": _snooze,
    "said": promising.tapped,
    "streak": _streak,
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
