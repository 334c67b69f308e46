"""Days of the week as people type them: "mon and thu", "all but sunday", "weekends only"."""

import re
from dataclasses import dataclass

from knowledge.flow.parsers.clock import read_clock
from knowledge.flow.parsers.outcome import Problem
from knowledge.flow.parsers.wording import NUMBER_WORDS, plain, repaired
from knowledge.flow.small_words import SMALL, lexicon
from knowledge.schedule.spoken_days import DAY_WORDS, spoken_days
from knowledge.schedule.weekdays import DAILY, Weekday, in_week_order

_VOCABULARY = NUMBER_WORDS | DAY_WORDS | {"except", "without"}
_LEFT_OUT = re.compile(
    r"\b(?:all but|but not|but no|except|excluding|without|minus|never|not|no|but)\b(?: for)?"
)
_AROUND = SMALL | lexicon("all days day only remind me ones works best fine free")
_WORD = re.compile(r"[^\W\d]+|\d+")


@dataclass(frozen=True, kw_only=True)
class NamedDays:
    """The days that a text names, and the hour of day that it tells beside them, if it does."""

    days: tuple[Weekday, ...]
    hour: str = ""


def read_weekdays(text: str) -> NamedDays | None:
    """Return the days that a text names; None where it is about more than days, or names none."""
    said = repaired(plain(text), _VOCABULARY)
    kept, *rest = _LEFT_OUT.split(said, maxsplit=1)
    named, left_out = spoken_days(kept), spoken_days(rest[0] if rest else "")
    beside = f"{named.rest} {left_out.rest}".strip()
    hour = beside if beside and not isinstance(read_clock(beside), Problem) else ""
    if bool(rest) != bool(left_out.days) or not (hour or _says_nothing(beside)):
        return None
    days = in_week_order(set(named.days or (DAILY if rest else ())) - set(left_out.days))
    return NamedDays(days=days, hour=hour) if days else None


def _says_nothing(text: str) -> bool:
    return all(word in _AROUND and not word.isdecimal() for word in _WORD.findall(text))
