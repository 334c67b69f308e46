"""A wish: what a person may want of their reminders, as values that say it exactly."""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal, TypeAlias

from knowledge.schedule.weekdays import Weekday


@dataclass(frozen=True, kw_only=True)
class At:
    """Remind at one of these times, likeliest first, on these days; none: as it is now.

    `vague` times ("in the evening") are for the person to choose from. Days `not_on` are left out.
    The days are only `nearly` what was wished where that is no pattern of weekdays.
    """

    times: tuple[time, ...] = ()
    days: tuple[Weekday, ...] = ()
    not_on: tuple[Weekday, ...] = ()
    vague: bool = False
    nearly: bool = False


@dataclass(frozen=True, kw_only=True)
class Shift:
    """Remind so many minutes later, or earlier below 0: every day, or else just today."""

    minutes: int
    daily: bool


@dataclass(frozen=True, kw_only=True)
class Later:
    """Remind once more in so many minutes, or else on a day at a time; None: the usual one.

    With nothing of that it is tomorrow, and not today.
    """

    minutes: int | None = None
    day: date | None = None
    at: time | None = None


@dataclass(frozen=True, kw_only=True)
class Pause:
    """Be silent until this day; None where it was not understood."""

    until: date | None


@dataclass(frozen=True, kw_only=True)
class Skip:
    """Be silent on these dates."""

    days: tuple[date, ...]


@dataclass(frozen=True, kw_only=True)
class Hush:
    """Send nothing between these times of day. None: as it is now; both: no quiet hours."""

    start: time | None
    end: time | None


@dataclass(frozen=True, kw_only=True)
class Stop:
    """Remind no more."""


@dataclass(frozen=True, kw_only=True)
class Resume:
    """Remind again, after a pause or a stop."""


@dataclass(frozen=True, kw_only=True)
class Choose:
    """Choose the hour or the days from buttons, since none were named."""

    what: Literal["hour", "days"]


@dataclass(frozen=True, kw_only=True)
class Cannot:
    """Something that reminders can't do. `times` are those to choose one from instead."""

    what: Literal["often", "every_other", "which_date", "zone"]
    times: tuple[time, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DidIt:
    """The step of a day is done: today's, or that of so many days ago."""

    days_ago: int = 0


@dataclass(frozen=True, kw_only=True)
class Practise:
    """Ask a question to practise."""


@dataclass(frozen=True, kw_only=True)
class MyStreak:
    """Show the streak, begin one (`on`), or end it; or say when the own day ends."""

    on: bool | None = None
    day_ends: time | None = None


@dataclass(frozen=True, kw_only=True)
class MyPromises:
    """Show what the person said that they would do."""


@dataclass(frozen=True, kw_only=True)
class Show:
    """Show when reminders come; `unclear`: something was wished that was not understood."""

    unclear: bool = False


Timing: TypeAlias = At | Shift | Later | Pause | Skip | Hush | Stop | Resume | Choose | Cannot
Wish: TypeAlias = Timing | DidIt | Practise | MyStreak | MyPromises | Show


@dataclass(frozen=True, kw_only=True)
class Words:
    """What was said, in plain repaired words, on a local day.

    It was `asked` for where a "please", an "instead" or the like stood in it, now taken off.
    """

    text: str
    today: date
    asked: bool = False
