"""Words: days, times and zones of reminders as people read them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from handlers.fitting import zone_of
from handlers.reminding.preferences import (
    coming,
    days_of,
    is_on,
    knows_place,
    quiet_of,
    timetable_of,
)
from handlers.turn import Turn
from knowledge.messages import Html, Messages
from knowledge.schedule.days_in_words import day_name, days_in_words
from knowledge.schedule.weekdays import weekday
from storage.record import Record

_DAY = timedelta(days=1)


def when(turn: Turn, record: Record, at: datetime) -> Html:
    """Tell a moment in the person's zone: "tomorrow, Tuesday 3 March, 08:00"."""
    local = at.astimezone(zone_of(record))
    today = turn.now.astimezone(zone_of(record)).date()
    near = {today: "today", today + _DAY: "tomorrow"}.get(local.date(), "day")
    told = day(turn.messages, local.date())
    return turn.messages.fill(f"reminders.when.{near}", day=told, clock=f"{local:%H:%M}")


def day(messages: Messages, one: date) -> str:
    """Tell a day: "Tuesday 3 March"."""
    return messages.label(
        "reminders.when.date",
        weekday=day_name(messages, weekday(one)),
        day=one.day,
        month=messages.label(f"plan.month.{one.month}"),
    )


def dates(messages: Messages, days: Sequence[date]) -> str:
    """Tell dates in order, those in a row as one: "Saturday 1 August to Monday 31 August"."""
    rows: list[list[date]] = []
    for one in days:
        if rows and one - rows[-1][-1] == _DAY:
            rows[-1].append(one)
        else:
            rows.append([one])
    told = [
        day(messages, row[0])
        if len(row) == 1
        else messages.label(
            "reminders.when.dates", first=day(messages, row[0]), last=day(messages, row[-1])
        )
        for row in rows
    ]
    return "; ".join(told)


def next_is(turn: Turn, record: Record) -> Html:
    """Say when the next reminder comes, and whose hours these are where that is not known."""
    nexts = coming(record, turn.now, 1)
    if not nexts:
        return turn.messages.fill("reminders.off")
    told = turn.messages.fill("reminders.next_is", when=when(turn, record, nexts[0]))
    if knows_place(record):
        return told
    return Html(f"{told}\n{turn.messages.fill('reminders.zone.unknown')}")


def settings(turn: Turn, record: Record) -> Html:
    """Tell how the person is reminded, in a line or a few."""
    if not is_on(record):
        return turn.messages.fill("reminders.off")
    lines = [
        turn.messages.fill(
            "reminders.on",
            clock=str(record.reminders.hour),
            days=days_in_words(turn.messages, days_of(record)),
        ),
        zone(turn, record),
    ]
    quiet, timetable = quiet_of(record), timetable_of(record)
    if quiet is not None and timetable is not None:
        name = "reminders.quiet.around" if quiet.covers(timetable.at) else "reminders.quiet"
        hours = {"start": f"{quiet.start:%H:%M}", "end": f"{quiet.end:%H:%M}"}
        lines.append(turn.messages.fill(name, **hours))
    return Html("\n".join(lines))


def zone(turn: Turn, record: Record) -> Html:
    """Tell whose hours they are: those of the person's place, or of UTC where none is known."""
    if not knows_place(record):
        return turn.messages.fill("reminders.zone.unknown")
    place = record.answers.get("place")
    city = place.get("city") if isinstance(place, dict) else None
    name = str(city or zone_of(record).key)
    clock = f"{turn.now.astimezone(zone_of(record)):%H:%M}"
    return turn.messages.fill("reminders.zone", place=name, clock=clock)
