"""Streaks in a record: off until asked for, then added to with each step that is done."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from handlers.fitting import zone_of
from handlers.turn import Button, Decision, Turn
from knowledge.messages import Html
from knowledge.schedule import streak as rules
from storage.record import Record, Streak

_ONE_DAY = timedelta(days=1)
_DAY_ENDS = tuple(time(hour) for hour in (0, 2, 3, 4))


def counted(turn: Turn, record: Record, day: date | None = None) -> Record:
    """Return the record with something done in this turn, if a streak is wanted.

    It counts for the day before where that is the `day` that a text names. A tap counts when it is
    handled, whatever day its button is of.
    """
    if record.streak is None:
        return record
    done_at = turn.said_at or turn.now
    if turn.said_at is not None and day == own_day(record, done_at - _ONE_DAY):
        done_at -= _ONE_DAY
    after = rules.added(_rules(record.streak), done_at, zone_of(record), earliest=turn.tapped_from)
    return replace(record, streak=_kept(after))


def begun(record: Record, day_ends: time = time(0)) -> Record:
    """Return the record with a streak from now on, or with another end of the day."""
    ends = f"{day_ends:%H:%M}"
    streak = (
        Streak(day_ends=ends) if record.streak is None else replace(record.streak, day_ends=ends)
    )
    return replace(record, streak=streak)


def length(record: Record, now: datetime) -> int:
    """Return how many days the streak has now; 0 where there is none."""
    if record.streak is None:
        return 0
    return rules.length(_rules(record.streak), now, zone_of(record))


def own_day(record: Record, at: datetime) -> date:
    """Return which of the person's days it is; it may end after midnight where they said so."""
    ends = _rules(record.streak).day_ends if record.streak is not None else time(0)
    return rules.own_day(at, zone_of(record), ends)


def shown(turn: Turn, record: Record) -> Decision:
    """Show the streak, with the buttons to begin or end it and to say when a day ends."""
    if record.streak is None:
        html, buttons = turn.messages.fill("reminders.streak.off"), [("on", "r:streak:on:0000")]
    else:
        ends = turn.messages.fill("reminders.streak.ends", clock=record.streak.day_ends)
        html = Html(f"{told(turn, record)}\n{ends}")
        buttons = [("stop", "r:streak:off")]
    label = turn.messages.label
    ends_at = tuple(
        Button(label=label("reminders.streak.ends_at", clock=f"{at:%H:%M}"), data=_data(at))
        for at in (_DAY_ENDS if record.streak is not None else ())
    )
    own = [(Button(label=label(f"reminders.streak.{name}"), data=data),) for name, data in buttons]
    back = Button(label=label("reminders.button.back"), data="r:show")
    rows = (*((one,) for one in ends_at), *own, (back,))
    return Decision(record=record, replies=(turn.show(html, rows),))


def told(turn: Turn, record: Record) -> Html:
    """Say how long the streak is, and how many days may be missed."""
    days = length(record, turn.now)
    freezes = record.streak.freezes if record.streak is not None else 0
    name = "reminders.streak.none" if not days else "reminders.streak"
    return turn.messages.fill(f"{name}.one" if days == 1 else name, days=days, freezes=freezes)


def _data(at: time) -> str:
    return f"r:streak:on:{at:%H%M}"


def _rules(streak: Streak) -> rules.Streak:
    return rules.Streak(
        day_ends=time.fromisoformat(streak.day_ends),
        days=streak.days,
        last_day=streak.last_day,
        last_at=streak.last_at,
        freezes=streak.freezes,
    )


def _kept(streak: rules.Streak) -> Streak:
    return Streak(
        day_ends=f"{streak.day_ends:%H:%M}",
        days=streak.days,
        last_day=streak.last_day,
        last_at=streak.last_at,
        freezes=streak.freezes,
    )
