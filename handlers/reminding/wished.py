"""Wished: what a person writes of their reminders, done and confirmed with the next dates."""

from datetime import time

from handlers.fitting import today
from handlers.flow.place import active
from handlers.reminding import changing, practising, promising, screens, streaks
from handlers.reminding.daily import hour_data
from handlers.reminding.preferences import (
    DAYS,
    HOUR,
    days_of,
    is_on,
    rescheduled,
    with_days,
    with_hour,
)
from handlers.turn import Button, Decision, Text, Turn
from knowledge.reminding.wish import (
    At,
    DidIt,
    Hush,
    Later,
    MyPromises,
    MyStreak,
    Pause,
    Practise,
    Resume,
    Show,
    Stop,
    Wish,
)
from knowledge.reminding.wishes import is_about_reminders, read_wish
from storage.record import Record


def wished(turn: Turn, text: str) -> Decision | None:
    """Do what a text wishes of the reminders; None where it is about something else.

    "Not on Sundays" or "pause" alone is about reminders only where there are any, and nothing is
    asked; where a flow asks for the hour or the days, it is an answer.
    """
    wish = read_wish(text, today(turn, turn.record))
    if wish is None or not (is_about_reminders(text) or _is_free(turn.record)):
        return None
    place = turn.record.position
    asked = place is not None and active(turn.record) and place.question in {HOUR, DAYS}
    return None if asked else _done(turn, wish)


def _is_free(record: Record) -> bool:
    return (is_on(record) or record.streak is not None) and not active(record)


def _done(turn: Turn, wish: Wish) -> Decision:
    match wish:
        case At():
            return _at(turn, wish)
        case Later():
            return changing.snoozed(turn, wish.minutes)
        case Pause():
            return _pause(turn, wish)
        case Hush():
            return changing.quiet(turn, (f"{wish.start:%H:%M}", f"{wish.end:%H:%M}"))
        case Stop():
            return changing.stopped(turn)
        case _:
            return _done_besides(turn, wish)


def _done_besides(
    turn: Turn, wish: DidIt | MyPromises | MyStreak | Practise | Resume | Show
) -> Decision:
    """Do what needs no timetable."""
    match wish:
        case DidIt():
            return changing.done(turn, streaks.own_day(turn.record, turn.said_at or turn.now))
        case MyPromises():
            return promising.shown(turn)
        case MyStreak():
            return streaks.shown(turn, turn.record)
        case Practise():
            return practising.asked(turn)
        case Resume():
            return _resume(turn)
        case Show():
            return _show(turn, unclear=wish.unclear)


def _at(turn: Turn, wish: At) -> Decision:
    """Set days and hour. What may be two hours is set to the likelier, the other one a tap away."""
    record = turn.record
    if wish.days or wish.not_on:
        chosen = set(wish.days or days_of(record)) - set(wish.not_on)
        if not chosen:
            return _text(turn, record, turn.messages.fill("reminders.days.last"))
        record = with_days(record, chosen)
    if wish.times and not wish.vague:
        record = with_hour(record, f"{wish.times[0]:%H:%M}")
    if wish.vague or not is_on(record):
        return _ask_hour(turn, record, wish.times)
    record = rescheduled(record, turn.now)
    html, rows = screens.whole(turn, record, turn.messages.fill("reminders.noted"))
    others = tuple(
        (Button(label=turn.messages.label("reminders.meant", clock=clock), data=hour_data(clock)),)
        for clock in (f"{at:%H:%M}" for at in wish.times[1:])
    )
    return Decision(record=record, replies=(Text(html=html, rows=(*others, *rows)),))


def _ask_hour(turn: Turn, record: Record, times: tuple[time, ...]) -> Decision:
    """Keep the days, and let the person choose the hour."""
    record = rescheduled(record, turn.now)
    html, rows = screens.hours(turn)
    if times:
        clocks = [f"{at:%H:%M}" for at in times]
        choices = tuple(Button(label=clock, data=hour_data(clock)) for clock in clocks)
        html, rows = turn.messages.fill("reminders.hour.which"), (choices,)
    return Decision(record=record, replies=(Text(html=html, rows=rows),))


def _pause(turn: Turn, wish: Pause) -> Decision:
    if not is_on(turn.record):
        return _show(turn, unclear=False)
    if wish.until is not None:
        return changing.paused(turn, wish.until)
    html, rows = screens.pauses(turn, turn.record)
    return turn.stay(Text(html=html, rows=rows))


def _resume(turn: Turn) -> Decision:
    if not is_on(turn.record):
        return _ask_hour(turn, turn.record, ())
    if screens.paused_until(turn, turn.record) is not None:
        return changing.resumed(turn)
    return _show(turn, unclear=False)


def _show(turn: Turn, *, unclear: bool) -> Decision:
    return _text(turn, turn.record, turn.messages.fill("reminders.unclear") if unclear else "")


def _text(turn: Turn, record: Record, lead: str) -> Decision:
    html, rows = screens.whole(turn, record, lead)
    return turn.stay(Text(html=html, rows=rows))
