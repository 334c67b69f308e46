"""Spoken gaps: dates on which a person wants no reminder, before and after which they do."""

import re
from calendar import month_name, monthrange
from datetime import date, timedelta

from knowledge.flow.parsers.dates import Day, read_date
from knowledge.flow.parsers.periods import Precision
from knowledge.reminding.named_day import named_day
from knowledge.reminding.spoken_stop import BOTHER, LEAD
from knowledge.reminding.wish import Cannot, Skip, Wish, Words
from knowledge.schedule.spoken_days import spoken_days

_MOST_DAYS = 92
_ONE_DAY = timedelta(days=1)
_NONE = (
    rf"(?:(?:no|not any|without|skip(?: the| my)?) reminders?|(?:don't|dont|do not) {BOTHER} me"
    r"|i (?:don't|dont|do not) (?:want|need) (?:(?:a|any|the) )?reminders?|leave me alone"
    r"|(?:i'm|i am|im|i'll be|i will be) (?:away|off|abroad|travell?ing|busy|offline|out|gone"
    r"|on (?:holiday|vacation|leave))|i have (?:a )?(?:holiday|vacation|day off))"
)
_GAP = re.compile(rf"{LEAD}(?:{_NONE}|(?P<skip>skip)) (?P<when>.+)")
_RANGE = re.compile(
    r"(?:from |between )?(?P<first>.+?) ?(?:-|\b(?:to|until|till|and)\b) ?(?P<last>.+)"
)
_MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
_NO_DATE = re.compile(
    r"(?:on|during|over|for|in|at) (?:my|our|the|his|her)? ?"
    r"(?:birthdays?|holidays?|vacations?|wedding|exams?|trips?|days? off|anniversary)"
)
_PLURAL = re.compile(r"days\b|\bevery\b|\beach\b|ends\b")


def skip(words: Words) -> Wish | None:
    """Read "no reminder tomorrow", "not from 1 to 14 august", "skip monday"."""
    found = _GAP.fullmatch(words.text)
    if found is None or _PLURAL.search(found["when"]):
        return None
    when, today = found["when"], words.today
    if _NO_DATE.fullmatch(when):
        return Cannot(what="which_date")
    days = _weekend(when, today) or _month(when, today) or _span(when, today)
    if not days and (found["skip"] or "reminder " in words.text or not spoken_days(when).days):
        days = _one(when, today)
    ahead = tuple(day for day in days if today <= day)
    return Skip(days=ahead) if ahead and len(ahead) <= _MOST_DAYS else None


def _weekend(when: str, today: date) -> tuple[date, ...]:
    if not re.fullmatch(
        r"(?:on |for |over |during |at )?(?:the |this |next |coming )?week ?end", when
    ):
        return ()
    named = named_day(when, today)
    return (named.day - _ONE_DAY, named.day) if named is not None else ()


def _month(when: str, today: date) -> tuple[date, ...]:
    """Return all days of "in august", or of "next week"."""
    found = re.fullmatch(r"(?:in|during|for|all|this|next) (?P<what>[a-z]+)", when)
    if found is None:
        return ()
    if found["what"] == "week" and when.startswith("next"):
        monday = today + (7 - today.weekday()) * _ONE_DAY
        return tuple(monday + by * _ONE_DAY for by in range(7))
    number = _MONTHS.get(found["what"])
    if number is None:
        return ()
    year = today.year + (number < today.month)
    last = monthrange(year, number)[1]
    return tuple(date(year, number, day) for day in range(1, last + 1))


def _span(when: str, today: date) -> tuple[date, ...]:
    """Return the days from one date to another, both with it: "1 to 14 august"."""
    found = _RANGE.fullmatch(when)
    if found is None:
        return ()
    last = _day(found["last"], today)
    month = re.search(r"[a-z]{3,}", found["last"])
    bare = re.fullmatch(r"(?:the )?\d{1,2}(?:st|nd|rd|th)?", found["first"])
    first = _day(f"{found['first']} {month[0]}" if bare and month else found["first"], today)
    if first is None or last is None or not first < last <= first + _MOST_DAYS * _ONE_DAY:
        return ()
    return tuple(first + by * _ONE_DAY for by in range((last - first).days + 1))


def _one(when: str, today: date) -> tuple[date, ...]:
    day = _day(when, today)
    return (day,) if day is not None and day > today else ()


def _day(said: str, today: date) -> date | None:
    named = named_day(said, today)
    if named is not None and (named.start, named.end) == (0, len(said)):
        return named.day
    read = read_date(said, today)
    return read.date if isinstance(read, Day) and read.precision is Precision.DAY else None
