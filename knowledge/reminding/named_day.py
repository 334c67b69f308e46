"""A named day: one day that a sentence speaks of, like "tonight", "on friday", "by 5 march"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.flow.parsers.dates import Day, read_date
from knowledge.flow.parsers.periods import Precision
from knowledge.schedule.weekdays import DAILY, weekday

_WEEKDAY = r"(?:mon|tues?|wednes|weds?|thurs?|thu|fri|satur|sat|sun)(?:day)?"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_COUNT = r"(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_PART = r"(?: (?:early |late )?(?:in the )?(?:morning|afternoon|evening|night))?"
_BEFORE = (
    r"(?:(?:by|on|at|before|until|till?|for|during|over|this|coming|next|the|later|early|late"
    r"|first thing) )*"
)
_TODAY = r"(?:(?:later )?today|tonight|tonite|this (?:morning|afternoon|evening|night))"
_LATER_TODAY = (
    r"(?:(?:right )?(?:after|before) (?:work|school|uni|class|classes|lunch|dinner|breakfast|bed)"
    r"|in an hour|at \d{1,2}(?:[:.]\d\d)? ?(?:am|pm)?)"
)
_NAMED = re.compile(
    rf"(?<!\S)(?P<said>(?:the )?day after tomorrow|{_BEFORE}(?:"
    rf"(?P<today>{_TODAY}){_PART}"
    rf"|(?P<tomorrow>tomorrow|tmrw|tmr|tmw|tomo){_PART}"
    r"|(?P<weekend>week ?end)"
    r"|(?P<week>(?:end of )?(?:the|this|next) week)"
    rf"|(?P<weekday>{_WEEKDAY}){_PART}"
    rf"|(?P<date>\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?"
    r"|\d{4}-\d\d-\d\d))"
    rf"|(?:on|by|before|until) (?:the )?(?P<nth>\d{{1,2}}(?:st|nd|rd|th))(?! (?:of )?{_MONTH})"
    rf"|(?P<span>in (?P<count>{_COUNT}|a (?:couple of|few)) (?P<unit>days?|weeks?|fortnight)))"
    r"(?!\S)"
)
_SOON = re.compile(rf"(?<!\S){_LATER_TODAY}(?!\S)")
_MANY = {"a couple of": "2", "a few": "3"}
_ONE_DAY = timedelta(days=1)
_LONGEST_MONTH = 31


@dataclass(frozen=True, kw_only=True)
class NamedDay:
    """The day, and from where to where in the text it was named.

    The two are the same where its words belong to the rest too, like "after work".
    """

    day: date
    start: int
    end: int


def named_day(text: str, today: date) -> NamedDay | None:
    """Find the day that a plain text names, the last of several; None where it names none.

    A week or a weekend is its last day, since what is to happen in it may happen until then.
    """
    found = list(_NAMED.finditer(text))
    days = [day for one in found if (day := _day(one, today)) is not None]
    if len(days) < len(found):
        return None
    match found:
        case []:
            soon = _SOON.search(text)
            return NamedDay(day=today, start=soon.end(), end=soon.end()) if soon else None
        case [one]:
            return NamedDay(day=days[0], start=one.start(), end=one.end())
        case _:
            return NamedDay(day=max(days), start=len(text), end=len(text))


def _day(found: re.Match[str], today: date) -> date | None:
    if found["today"]:
        return today
    if found["tomorrow"]:
        return today + _ONE_DAY
    if found["weekend"]:
        return _sunday(today)
    if found["week"]:
        return _sunday(today + 7 * _ONE_DAY) if "next" in found["said"] else _sunday(today)
    if found["nth"]:
        return _nth(int(found["nth"][:-2]), today)
    return _read(found, today)


def _read(found: re.Match[str], today: date) -> date | None:
    said = found["weekday"] or found["date"] or found["said"].removeprefix("by ")
    if found["span"]:
        count = _MANY.get(found["count"], found["count"])
        said = f"in {count} {found['unit']}".replace("a fortnight", "2 weeks")
    read = read_date(said, today)
    return read.date if isinstance(read, Day) and read.precision is Precision.DAY else None


def _sunday(day: date) -> date:
    return day + (len(DAILY) - 1 - DAILY.index(weekday(day))) * _ONE_DAY


def _nth(number: int, today: date) -> date | None:
    """Return the next day of a month with this number."""
    ahead = (today + by * _ONE_DAY for by in range(2 * _LONGEST_MONTH))
    return next((day for day in ahead if day.day == number), None)
