"""A wish: what a person may want of their reminders, as values that say it exactly."""

from dataclasses import dataclass
from datetime import date, time
from typing import TypeAlias

from knowledge.schedule.weekdays import Weekday


@dataclass(frozen=True, kw_only=True)
class At:
    """Remind at one of these times, likeliest first, on these days; none: as it is now.

    `vague` times ("in the evening") are for the person to choose from. Days `not_on` are left out.
    """

    times: tuple[time, ...] = ()
    days: tuple[Weekday, ...] = ()
    not_on: tuple[Weekday, ...] = ()
    vague: bool = False


@dataclass(frozen=True, kw_only=True)
class Later:
    """Remind again in so many minutes; None: tomorrow, and not today."""

    minutes: int | None


@dataclass(frozen=True, kw_only=True)
class Pause:
    """Be silent until this day; None where it was not understood."""

    until: date | None


@dataclass(frozen=True, kw_only=True)
class Hush:
    """Send nothing between these times of day."""

    start: time
    end: time


@dataclass(frozen=True, kw_only=True)
class Stop:
    """Remind no more."""


@dataclass(frozen=True, kw_only=True)
class Resume:
    """Remind again, after a pause or a stop."""


@dataclass(frozen=True, kw_only=True)
class DidIt:
    """Today's step is done."""


@dataclass(frozen=True, kw_only=True)
class Practise:
    """Ask a question to practise."""


@dataclass(frozen=True, kw_only=True)
class MyStreak:
    """Show the streak, and how to begin or end one."""


@dataclass(frozen=True, kw_only=True)
class MyPromises:
    """Show what the person said that they would do."""


@dataclass(frozen=True, kw_only=True)
class Show:
    """Show when reminders come; `unclear`: something was wished that was not understood."""

    unclear: bool = False


Wish: TypeAlias = (
    At | Later | Pause | Hush | Stop | Resume | DidIt | Practise | MyStreak | MyPromises | Show
)
