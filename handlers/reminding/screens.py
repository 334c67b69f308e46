"""Screens: what /reminders shows, each with the buttons to change it."""

from collections.abc import Iterable
from datetime import date, time, timedelta

from handlers.fitting import zone_of
from handlers.reminding import words
from handlers.reminding.daily import hour_data
from handlers.reminding.preferences import PLACE, coming, days_of, is_on, knows_place
from handlers.turn import Button, Rows, Turn
from knowledge.messages import Html
from knowledge.schedule import Weekday
from knowledge.schedule.days_in_words import day_name
from storage.record import Record

_HOURS = tuple(time(hour) for hour in range(6, 24))
_A_ROW = 3
_PAUSES = (3, 7, 14, 28)
_QUIET = ((time(22), time(7)), (time(21), time(8)), (time(23), time(6)), (time(0), time(8)))
_WEEK = 7
_SHOWN = 3


def whole(turn: Turn, record: Record, lead: str = "") -> tuple[str, Rows]:
    """Return the main screen: how and when the next three come, and all that can be changed."""
    parts = [lead, turn.messages.fill("reminders.head"), words.settings(turn, record)]
    if not is_on(record):
        return _joined(parts), ((_button(turn, "on", "r:hour"),),)
    until = paused_until(turn, record)
    if until is not None:
        parts.append(turn.messages.fill("reminders.paused", day=words.day(turn.messages, until)))
    gaps = left_out(turn, record)
    if gaps:
        told = words.dates(turn.messages, gaps)
        parts.append(turn.messages.fill("reminders.left_out", days=told))
    nexts = "\n".join(
        turn.messages.fill("reminders.next_one", when=words.when(turn, record, at))
        for at in coming(record, turn.now, _SHOWN)
    )
    parts.append(f"{turn.messages.fill('reminders.next')}\n{nexts}")
    return _joined(parts), _rows(turn, record, paused=until is not None)


def _rows(turn: Turn, record: Record, *, paused: bool) -> Rows:
    pause = _button(turn, "resume" if paused else "pause", "r:resume" if paused else "r:pause")
    if not paused and left_out(turn, record):
        pause = _button(turn, "no_gap", "r:resume")
    return (
        (_button(turn, "hour", "r:hour"), _button(turn, "days", "r:days")),
        (pause, _button(turn, "quiet", "r:quiet")),
        (_button(turn, "now", "r:now"), _button(turn, "streak", "r:streak")),
        *_said(turn, record),
        *_place(turn, record),
        (_button(turn, "stop", "r:stop"),),
    )


def hours(turn: Turn) -> tuple[str, Rows]:
    """Return the choice of hours."""
    buttons = [Button(label=f"{at:%H:%M}", data=hour_data(f"{at:%H:%M}")) for at in _HOURS]
    return turn.messages.fill("reminders.hour.ask"), (*_packed(buttons), _back(turn))


def days(turn: Turn, record: Record) -> tuple[str, Rows]:
    """Return the days, each with whether it is chosen; a button says what it will do."""
    chosen = days_of(record)
    buttons = [_day_button(turn, day, chosen=day in chosen) for day in Weekday]
    return turn.messages.fill("reminders.days.ask"), (*((one,) for one in buttons), _back(turn))


def pauses(turn: Turn, record: Record) -> tuple[str, Rows]:
    """Return the choice of pauses, from today on."""
    today = turn.now.astimezone(zone_of(record)).date()
    buttons = [
        Button(label=_length(turn, count), data=f"r:pause:{today + timedelta(days=count):%Y%m%d}")
        for count in _PAUSES
    ]
    return turn.messages.fill("reminders.pause.ask"), (*((one,) for one in buttons), _back(turn))


def quiets(turn: Turn) -> tuple[str, Rows]:
    """Return the choice of quiet hours."""
    buttons = [
        Button(
            label=turn.messages.label(
                "reminders.quiet.choice", start=f"{start:%H:%M}", end=f"{end:%H:%M}"
            ),
            data=f"r:quiet:{start:%H%M}:{end:%H%M}",
        )
        for start, end in _QUIET
    ]
    none = Button(label=turn.messages.label("reminders.quiet.none"), data="r:quiet:none")
    rows = (*((one,) for one in (*buttons, none)), _back(turn))
    return turn.messages.fill("reminders.quiet.ask"), rows


def paused_until(turn: Turn, record: Record) -> date | None:
    """Return until when the person has a pause, if it is not over."""
    until = record.reminders.paused_until
    today = turn.now.astimezone(zone_of(record)).date()
    return until if until is not None and until > today else None


def left_out(turn: Turn, record: Record) -> tuple[date, ...]:
    """Return the single days without a reminder that lie ahead; one put off to such a day comes."""
    zone, kept = zone_of(record), record.reminders
    again = kept.snoozed.astimezone(zone).date() if kept.snoozed is not None else None
    today = turn.now.astimezone(zone).date()
    return tuple(day for day in kept.skipped if day >= today and day != again)


def has_gap(turn: Turn, record: Record) -> bool:
    """Tell whether the person has a pause, or days without a reminder, ahead."""
    return paused_until(turn, record) is not None or bool(left_out(turn, record))


def _day_button(turn: Turn, day: Weekday, *, chosen: bool) -> Button:
    name = day_name(turn.messages, day)
    label = turn.messages.label(f"reminders.days.day_{'on' if chosen else 'off'}", day=name)
    return Button(label=label, data=f"r:days:{day}:{'off' if chosen else 'on'}")


def _length(turn: Turn, count: int) -> str:
    if count < _WEEK:
        return turn.messages.label("reminders.pause.days", count=count)
    weeks = count // _WEEK
    name = "reminders.pause.week" if weeks == 1 else "reminders.pause.weeks"
    return turn.messages.label(name, count=weeks)


def _said(turn: Turn, record: Record) -> Rows:
    """Return the way to what the person said they will do, where they said anything."""
    if not record.promises:
        return ()
    label = turn.messages.label("reminders.button.said", count=len(record.promises))
    return ((Button(label=label, data="r:said"),),)


def _place(turn: Turn, record: Record) -> Rows:
    """Return the way to the question for the place, as long as it is not known."""
    asking = (flow.id for flow in turn.track.flows.values() if flow.question(PLACE) is not None)
    flow_id = next(asking, None)
    if flow_id is None or knows_place(record):
        return ()
    return ((_button(turn, "place", f"s:{flow_id}:{PLACE}"),),)


def _button(turn: Turn, name: str, data: str) -> Button:
    return Button(label=turn.messages.label(f"reminders.button.{name}"), data=data)


def _back(turn: Turn) -> tuple[Button, ...]:
    return (_button(turn, "back", "r:show"),)


def _packed(buttons: list[Button]) -> Rows:
    return tuple(tuple(buttons[i : i + _A_ROW]) for i in range(0, len(buttons), _A_ROW))


def _joined(parts: Iterable[str]) -> Html:
    return Html("\n\n".join(part for part in parts if part))
