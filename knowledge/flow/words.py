"""Words: a kept answer as people read it, in a summary or after a tap."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import JsonValue

from knowledge.flow.model import Kind, Question
from knowledge.flow.readings import Option
from knowledge.flow.typed import gazetteer
from knowledge.flow.values import fits, of_today
from knowledge.messages import Messages
from knowledge.schedule.days_in_words import days_in_words
from knowledge.schedule.weekdays import Weekday

_MINUTE = timedelta(minutes=1)
_HOUR_MINUTES = 60


def in_words(
    messages: Messages, question: Question, value: JsonValue, *, now: datetime | None = None
) -> str:
    """Return an answer in plain words; "not answered" for a skipped or an outdated one.

    With `now`, an aware moment, a place comes with its distance from UTC at that moment.
    """
    current = of_today(question, value)
    if current is None or not fits(question, current):
        return messages.label("flow.value.none")
    if question.kind is Kind.PLACE:
        return _place(messages, current, now)
    return _WORDS[question.kind](messages, question, current)


def option_in_words(
    messages: Messages, question: Question, option: Option, *, now: datetime
) -> str:
    """Return the label of a button for one of several meanings; a place comes with its time now."""
    if question.kind in {Kind.DATE, Kind.HOURS}:
        return in_words(messages, question, option.value)
    match option.value:
        case {"zone": str(zone)}:
            return f"{option.label}, {now.astimezone(ZoneInfo(zone)):%H:%M}"
        case _:
            return option.label


def _choices(messages: Messages, question: Question, value: JsonValue) -> str:
    chosen = value if isinstance(value, list) else [value]
    labels = [question.label(str(id_)) for id_ in chosen]
    return f"{messages.label('flow.value.and')} ".join(labels)


def _days(messages: Messages, question: Question, value: JsonValue) -> str:
    if not isinstance(value, list):
        return _choices(messages, question, value)
    return days_in_words(messages, [Weekday(str(day)) for day in value])


def _plain(_messages: Messages, _question: Question, value: JsonValue) -> str:
    return str(value)


def _hours(messages: Messages, _question: Question, value: JsonValue) -> str:
    first, last = value if isinstance(value, list) else (value, value)
    if first == last:
        message = "flow.value.hours.one" if first == 1 else "flow.value.hours"
        return messages.label(message, hours=str(first))
    low, high = sorted((int(str(first)), int(str(last))))
    message = "flow.value.hours.range" if first == low else "flow.value.hours.dips"
    return messages.label(message, low=str(low), high=str(high))


def _date(messages: Messages, _question: Question, value: JsonValue) -> str:
    day = date.fromisoformat(str(value))
    month = messages.label(f"plan.month.{day.month}")
    return messages.label("plan.day", day=str(day.day), month=month, year=str(day.year))


def country_name(code: str) -> str:
    """Return a country's English name by its ISO code; the code itself where it is unknown."""
    try:
        return gazetteer().country_name(code)
    except KeyError:
        return code


def _place(messages: Messages, value: JsonValue, now: datetime | None) -> str:
    place = value if isinstance(value, dict) else {}
    country = country_name(str(place["country"]))
    names = ", ".join(dict.fromkeys(str(name) for name in (place["city"], country) if name))
    offset = _offset(str(place["zone"]), now)
    if offset is None:
        return names
    return messages.label("flow.value.place", place=names, offset=offset)


def _offset(zone: str, now: datetime | None) -> str | None:
    """Return how far a zone's clocks are from UTC, like "+5" or "-3:30"; None if unknown."""
    try:
        distance = now.astimezone(ZoneInfo(zone)).utcoffset() if now is not None else None
    except (ZoneInfoNotFoundError, ValueError):
        return None
    if distance is None:
        return None
    hours, minutes = divmod(abs(distance) // _MINUTE, _HOUR_MINUTES)
    sign = "-" if distance < timedelta() else "+"
    return f"{sign}{hours}:{minutes:02}" if minutes else f"{sign}{hours}"


_WORDS: Mapping[Kind, Callable[[Messages, Question, JsonValue], str]] = {
    Kind.ONE: _choices,
    Kind.SEVERAL: _choices,
    Kind.DAYS: _days,
    Kind.NUMBER: _plain,
    Kind.HOURS: _hours,
    Kind.DATE: _date,
    Kind.CLOCK: _plain,
    Kind.TEXT: _plain,
}
