"""Weekdays by name, since libraries number them differently."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum


class Weekday(StrEnum):
    """A day of the week; the value is what records keep."""

    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"


DAILY = tuple(Weekday)
WEEKEND = (Weekday.SATURDAY, Weekday.SUNDAY)
MONDAY_TO_FRIDAY = tuple(day for day in Weekday if day not in WEEKEND)
THREE = (Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY)


def weekday(day: date) -> Weekday:
    """Return which day of the week a date is."""
    return DAILY[day.weekday()]


def in_week_order(days: Collection[Weekday]) -> tuple[Weekday, ...]:
    """Return the days from Monday to Sunday, each once."""
    return tuple(day for day in Weekday if day in days)
