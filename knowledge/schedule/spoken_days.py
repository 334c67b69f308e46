"""Spoken days: the weekdays that a text names, and the text without them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from knowledge.schedule.weekdays import (
    DAILY,
    MONDAY_TO_FRIDAY,
    THREE,
    WEEKEND,
    Weekday,
    in_week_order,
)

_NAMES: Mapping[str, Weekday] = {
    "mondays?|mon": Weekday.MONDAY,
    "tuesdays?|tues?": Weekday.TUESDAY,
    "wednesdays?|weds?": Weekday.WEDNESDAY,
    "thursdays?|thurs?|thu": Weekday.THURSDAY,
    "fridays?|fri": Weekday.FRIDAY,
    "saturdays?|sat": Weekday.SATURDAY,
    "sundays?|sun": Weekday.SUNDAY,
}
_GROUPS: Mapping[str, tuple[Weekday, ...]] = {
    r"week ?days?|work(?:ing)? ?days?": MONDAY_TO_FRIDAY,
    r"week ?ends?": WEEKEND,
    r"(?:every|each) (?:other|second) day|(?:three|3) (?:days|times) a week": THREE,
    r"every ?day|daily|each day|all days|all week|every (?=morning|evening|night|afternoon)": DAILY,
}
_WORDS = (
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays"
    " thursdays fridays saturdays sundays weekday weekdays weekend weekends everyday daily"
    " morning evening tomorrow"
)
DAY_WORDS = frozenset(_WORDS.split())
"""The words whose misspellings are put right."""

_DAY = "|".join(f"(?P<{day}>{names})" for names, day in _NAMES.items())
_ONE = re.compile(rf"\b(?:{_DAY})\b\.?")
_RANGE = re.compile(
    r"\b(?P<first>[a-z]+)\.? ?(?:-|\b(?:to|through|till|until)\b) ?(?P<last>[a-z]+)\b\.?"
)
_LEAD = re.compile(
    r"\b(?:but )?(?:only )?(?:on|every|each|from|and|also)?(?: the)? *<days>(?: only)?"
)


Take: TypeAlias = Callable[[tuple[Weekday, ...]], str]
"""Notes days that were found, and returns what stands for them in the text."""


@dataclass(frozen=True, kw_only=True)
class SpokenDays:
    """The days that were named (none: nothing was said of days), and what else was said."""

    days: tuple[Weekday, ...]
    rest: str


def spoken_days(text: str) -> SpokenDays:
    """Find the days in a plain text: by name, from one to another, or as "weekdays"."""
    found: set[Weekday] = set()

    def take(days: tuple[Weekday, ...]) -> str:
        found.update(days)
        return "<days>"

    rest = _RANGE.sub(lambda one: _take_range(one, take), text)
    for pattern, days in _GROUPS.items():
        rest = re.sub(rf"\b(?:{pattern})\b", _taking(take, days), rest)
    rest = _ONE.sub(lambda one: take((Weekday(str(one.lastgroup)),)), rest)
    bare = re.sub(r"[,/&+]|<days>", " ", re.sub(r"[,/&+] *<days>", " ", _LEAD.sub(" ", rest)))
    return SpokenDays(days=in_week_order(found), rest=" ".join(bare.split()))


def _taking(take: Take, days: tuple[Weekday, ...]) -> Callable[[re.Match[str]], str]:
    return lambda _: take(days)


def _take_range(one: re.Match[str], take: Take) -> str:
    first, last = (_named(name) for name in (one["first"], one["last"]))
    if first is None or last is None:
        return one[0]
    start, end = DAILY.index(first), DAILY.index(last)
    return take(tuple(DAILY[(start + by) % len(DAILY)] for by in range((end - start) % 7 + 1)))


def _named(name: str) -> Weekday | None:
    found = _ONE.fullmatch(name)
    return Weekday(str(found.lastgroup)) if found else None
