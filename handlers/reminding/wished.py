"""Wished: what a person writes of their reminders, done and confirmed with the next dates."""

from dataclasses import replace
from datetime import time, timedelta

from handlers.fitting import today
from handlers.flow.place import active
from handlers.reminding import changing, practising, promising, screens, streaks
from handlers.reminding.daily import hour_data
from handlers.reminding.preferences import (
    DAYS,
    HOUR,
    days_of,
    is_on,
    quiet_of,
    rescheduled,
    with_days,
    with_hour,
)
from handlers.turn import Button, Decision, Text, Turn
from knowledge.reminding.spoken_quiet import NIGHT
from knowledge.reminding.wish import (
    At,
    Cannot,
    Choose,
    DidIt,
    Hush,
    Later,
    MyPromises,
    MyStreak,
    Pause,
    Practise,
    Resume,
    Shift,
    Show,
    Skip,
    Stop,
    Timing,
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
    if wish is None or not (is_about_reminders(text) or _is_free(turn.record, wish)):
        return None
    place = turn.record.position
    asked = place is not None and active(turn.record) and place.question in {HOUR, DAYS}
    return None if asked else _done(turn, wish)


def _is_free(record: Record, wish: Wish) -> bool:
    """Tell whether a text that names no reminders can only be about them."""
    if active(record):
        return False
    return is_on(record) or record.streak is not None or isinstance(wish, Resume)


def _done(turn: Turn, wish: Wish) -> Decision:
    match wish:
        case DidIt():
            day = streaks.own_day(turn.record, turn.said_at or turn.now)
            return changing.done(turn, day - timedelta(days=wish.days_ago))
        case MyPromises():
            return promising.shown(turn)
        case MyStreak():
            return _streak(turn, wish)
        case Practise():
            return practising.asked(turn)
        case Show():
            return _show(turn, unclear=wish.unclear)
        case _:
            return _timed(turn, wish)


def _streak(turn: Turn, wish: MyStreak) -> Decision:
    """Show the streak, once it is begun or ended as wished; begun it stays as it was."""
    record = turn.record
    if wish.on is False:
        record = replace(record, streak=None)
    elif wish.on and record.streak is None:
        record = streaks.begun(record)
    elif wish.day_ends is not None and record.streak is not None:
        record = streaks.begun(record, wish.day_ends)
    return streaks.shown(turn, record)


def _timed(turn: Turn, wish: Timing) -> Decision:
    match wish:
        case At():
            return _at(turn, wish)
        case Shift():
            return changing.shifted(turn, wish.minutes, daily=wish.daily)
        case Later():
            return _later(turn, wish)
        case Choose():
            return _choose(turn, wish)
        case Cannot():
            return _cannot(turn, wish)
        case _:
            return _silent(turn, wish)


def _silent(turn: Turn, wish: Pause | Skip | Hush | Stop | Resume) -> Decision:
    match wish:
        case Pause():
            return _pause(turn, wish)
        case Skip():
            return changing.skipped(turn, wish.days) if is_on(turn.record) else _show(turn)
        case Hush():
            return _hush(turn, wish)
        case Stop():
            return changing.stopped(turn) if is_on(turn.record) else _show(turn)
        case Resume():
            return _resume(turn)


def _later(turn: Turn, wish: Later) -> Decision:
    if wish.day is None:
        return changing.snoozed(turn, wish.minutes)
    return changing.once(turn, wish.day, wish.at)


def _choose(turn: Turn, wish: Choose) -> Decision:
    if wish.what == "hour" or not is_on(turn.record):
        return _ask_hour(turn, turn.record, ())
    html, rows = screens.days(turn, turn.record)
    return turn.stay(Text(html=html, rows=rows))


def _cannot(turn: Turn, wish: Cannot) -> Decision:
    """Say what reminders can't do, with what they can."""
    lead = turn.messages.fill(f"reminders.cannot.{wish.what}")
    if wish.times:
        return _ask_hour(turn, turn.record, wish.times, lead)
    return _text(turn, turn.record, lead)


def _hush(turn: Turn, wish: Hush) -> Decision:
    """Change the quiet hours; an end that was not named stays as it is, or is the usual one."""
    if wish.start is None and wish.end is None:
        return changing.quiet(turn, None)
    kept = quiet_of(turn.record)
    start = wish.start or (kept.start if kept is not None else NIGHT[0])
    end = wish.end or (kept.end if kept is not None else NIGHT[1])
    return changing.quiet(turn, (f"{start:%H:%M}", f"{end:%H:%M}"))


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
    lead = turn.messages.fill("reminders.nearly" if wish.nearly else "reminders.noted")
    html, rows = screens.whole(turn, record, lead)
    others = tuple(
        (Button(label=turn.messages.label("reminders.meant", clock=clock), data=hour_data(clock)),)
        for clock in (f"{at:%H:%M}" for at in wish.times[1:])
    )
    return Decision(record=record, replies=(Text(html=html, rows=(*others, *rows)),))


def _ask_hour(turn: Turn, record: Record, times: tuple[time, ...], lead: str = "") -> Decision:
    """Keep the days, and let the person choose the hour."""
    record = rescheduled(record, turn.now)
    html, rows = screens.hours(turn)
    if times:
        clocks = [f"{at:%H:%M}" for at in times]
        choices = tuple(Button(label=clock, data=hour_data(clock)) for clock in clocks)
        which = turn.messages.fill("reminders.hour.which")
        html, rows = "\n".join(part for part in (lead, which) if part), (choices,)
    return Decision(record=record, replies=(Text(html=html, rows=rows),))


def _pause(turn: Turn, wish: Pause) -> Decision:
    if not is_on(turn.record):
        return _show(turn)
    if wish.until is not None:
        return changing.paused(turn, wish.until)
    html, rows = screens.pauses(turn, turn.record)
    return turn.stay(Text(html=html, rows=rows))


def _resume(turn: Turn) -> Decision:
    if not is_on(turn.record):
        return _ask_hour(turn, turn.record, ())
    if screens.has_gap(turn, turn.record):
        return changing.resumed(turn)
    return _show(turn)


def _show(turn: Turn, *, unclear: bool = False) -> Decision:
    return _text(turn, turn.record, turn.messages.fill("reminders.unclear") if unclear else "")


def _text(turn: Turn, record: Record, lead: str) -> Decision:
    html, rows = screens.whole(turn, record, lead)
    return turn.stay(Text(html=html, rows=rows))
