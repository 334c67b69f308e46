"""What reading a text comes to besides a value: a choice between readings, or a problem."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Reason(StrEnum):
    """Why a text gave no single value; each is the id of a sentence that the bot can say."""

    NOT_UNDERSTOOD = "not_understood"
    """Nothing of the kind was found, or there were words beside it that change the meaning."""
    VAGUE = "vague"
    """It points at a value without giving it: "evening", "not much", "as soon as possible"."""
    NO_HOURS = "no_hours"
    """No time at all: "0", "none"."""
    TOO_MANY_HOURS = "too_many_hours"
    """More hours than a day or a week has."""
    HOW_OFTEN = "how_often"
    """An amount of time, but not how often: "30 minutes"."""
    HOW_LONG = "how_long"
    """When, but not for how long: "every evening", "weekends only"."""
    BY_THE_CLOCK = "by_the_clock"
    """Times of day where a length was asked for: "from 8 to 10 in the evening"."""
    NOT_A_TIME = "not_a_time"
    """No clock shows it: "25:00", "11 in the afternoon"."""
    MORNING_OR_EVENING = "morning_or_evening"
    """A time that comes twice a day: "7", "half past seven"."""
    SEVERAL_TIMES = "several_times"
    """More than one time: "8 or 9 pm"."""
    DAY_OR_MONTH = "day_or_month"
    """A date that may be read in two orders: "01/05/2027", "may 27"."""
    NOT_A_DATE = "not_a_date"
    """No calendar shows it: "31 February 2027"."""
    PAST = "past"
    """A date before today."""
    TOO_FAR = "too_far"
    """A date beyond any plan."""
    SAME_NAME = "same_name"
    """A name that several places share: "Springfield"."""
    SEVERAL_ZONES = "several_zones"
    """A country or region whose clocks differ: "USA"."""
    ABBREVIATION = "abbreviation"
    """Letters that name several time zones: "IST"."""
    OFFSET = "offset"
    """Hours ahead of or behind UTC, which name no place: "GMT+5"."""
    SEVERAL_HOMES = "several_homes"
    """More than one place: "from Lagos to Berlin"."""
    SPELLING = "spelling"
    """No name, or no likely one, and what is spelled like it: "pariss", "best" (a Dutch town)."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """The text gives no value, and why."""

    reason: Reason


@dataclass(frozen=True, kw_only=True)
class Option(Generic[T]):
    """One reading of an ambiguous text: the words for its button, and the value it stands for."""

    label: str
    value: T


@dataclass(frozen=True, kw_only=True)
class Ambiguous(Generic[T]):
    """The text may mean several values, likeliest first; never empty."""

    reason: Reason
    options: tuple[Option[T], ...]
