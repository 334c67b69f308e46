"""Periods: what the name of a date spans, from its first day to its last.

Days are read by dateparser: on a table of 57 texts it, parsedatetime 2.6 and recurrent 0.4 got
half right (26, 29 and 30), but dateparser alone refused what it did not know, where the others
took today for "sept 2027" or "q3 2027"; ctparse 0.3 took up to two seconds for junk. What no
library knows stands here: seasons, quarters, feasts, figures that may be read in two ways; and
months, since dateparser skips one on its last day.

Seasons are the northern, meteorological ones: spring is March to May, summer June to August,
autumn September to November, winter December to February.
"""

import re
from calendar import day_name
from calendar import month_name as month_names
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

from dateparser.date import DateDataParser

from knowledge.flow.parsers.outcome import Ambiguous, Option, Problem, Reason
from knowledge.flow.parsers.spans import add_months


class Precision(StrEnum):
    """How exactly a date was given."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"


@dataclass(frozen=True, kw_only=True)
class Period:
    """What was said, from its first day to its last."""

    first: date
    last: date
    precision: Precision


PeriodRead: TypeAlias = Period | Ambiguous[date] | Problem

_MONTHS = [name.lower() for name in month_names if name]
_SHORT_MONTHS = [*(name[:3] for name in _MONTHS), "sept"]
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_FIRST_MONTHS = {
    **{name: number for number, name in enumerate(_MONTHS, start=1)},
    **{name[:3]: number for number, name in enumerate(_MONTHS, start=1)},
    "sept": 9,
    **_SEASONS,
}
_FEASTS = {
    "christmas": (12, 25),
    "xmas": (12, 25),
    "christmas eve": (12, 24),
    "new year": (12, 31),
    "new years": (12, 31),
    "new year's": (12, 31),
    "new year's eve": (12, 31),
    "halloween": (10, 31),
}
_ORDINALS = {"1st": 1, "first": 1, "2nd": 2, "second": 2, "3rd": 3, "third": 3, "4th": 4}
_OTHER_WORDS = (
    "days week weeks month months year years quarter half next this tomorrow today first second"
    " beginning start middle early late before until christmas halloween sept"
)
DATE_WORDS = frozenset([*_MONTHS, *map(str.lower, day_name), *_SEASONS, *_OTHER_WORDS.split()])
"""The words that dates are made of, to put misspelt ones right."""

_WHICH = r"(?:the )?(?:(?P<which>next|this|coming|following) )?"
_YEAR = r"(?:,? ?(?:of |in )?(?P<year>\d{4}))?"
_NTH = "|".join(_ORDINALS)
_WHOLE_YEAR = re.compile(r"(?:the )?(?:year |all of )?(\d{4})")
_MONTH_OR_SEASON = re.compile(
    rf"{_WHICH}(?P<name>{'|'.join(sorted(_FIRST_MONTHS, reverse=True))})\.?(?: ?time)?{_YEAR}"
)
_FEAST = re.compile(rf"{_WHICH}(?P<name>{'|'.join(sorted(_FEASTS, reverse=True))}){_YEAR}")
_PART = re.compile(
    rf"(?:the )?(?:(?P<letter>[qh])(?P<number>[1-4])"
    rf"|(?P<nth>{_NTH}) (?P<part>quarter|half)){_YEAR}"
)
_WEEK = re.compile(r"(?P<which>this|next|the|the next) week")

_YEAR_FIRST = re.compile(r"(\d{4})([-./])(\d{1,2})(?:\2(\d{1,2}))?")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[-./ ](\d{4})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-./ ])(\d{1,2})\2(\d{4}|\d\d)")
_MONTH_NAME = "|".join([*_MONTHS, *_SHORT_MONTHS])
_DAY_NAME = "|".join(name.lower() + "|" + name[:3].lower() for name in day_name)
_DAY_OR_YEAR = re.compile(rf"(?:{_MONTH_NAME}) (?P<number>\d\d)")
_FOR_DATEPARSER = re.compile(
    rf"(?:(?:{_MONTH_NAME}|{_DAY_NAME}|today|tomorrow|day after tomorrow"
    r"|(?:next|this) (?:month|year)|\d{1,2}(?:st|nd|rd|th)?|\d{4}"
    r"|the|of|on|next|this|coming)\b[.,]? ?)+"
)
_NO_DAY = re.compile(rf"\b(?:3[2-9]|[4-9]\d)(?:st|nd|rd|th)? (?:of )?(?:{_MONTH_NAME})")
"""A day that no month has: dateparser takes it for a year."""

_LAST_DAY = {
    "TIMEZONE": "UTC",  # or it asks for the server's, and fails where that is unknown
    "PREFER_DATES_FROM": "future",
    "PREFER_DAY_OF_MONTH": "last",
    "PREFER_MONTH_OF_YEAR": "last",
}
_MONTHS_A_QUARTER = 3
_MONTHS_A_HALF = 6
_MONTHS_A_YEAR = 12
_DAYS_A_WEEK = 7
_CENTURY = 100


def read_period(said: str, today: date) -> PeriodRead | None:
    """Return the period that the words name, or None if they name none.

    Without a year it is the first such period whose end is still to come; "next summer" is the
    first that has not begun.
    """
    for read in (_year, _month_or_season, _part_of_year, _feast, _week, _figures, _by_dateparser):
        found = read(said, today)
        if found is not None:
            return found
    return None


def whole_months(first: date, months: int, precision: Precision) -> Period:
    """Return the period of so many months that begins on the first day of one."""
    return Period(
        first=first, last=add_months(first, months) - timedelta(days=1), precision=precision
    )


def _year(said: str, _: date) -> Period | None:
    found = _WHOLE_YEAR.fullmatch(said)
    first = _day(int(found[1]), 1, 1) if found else None
    return whole_months(first, _MONTHS_A_YEAR, Precision.YEAR) if first else None


def _month_or_season(said: str, today: date) -> Period | None:
    found = _MONTH_OR_SEASON.fullmatch(said)
    if found is None:
        return None
    month = _FIRST_MONTHS[found["name"]]
    if found["name"] in _SEASONS:
        return _coming(found, today, month, _MONTHS_A_QUARTER, Precision.SEASON)
    return _coming(found, today, month, 1, Precision.MONTH)


def _part_of_year(said: str, today: date) -> Period | None:
    found = _PART.fullmatch(said)
    if found is None:
        return None
    number = int(found["number"] or _ORDINALS[found["nth"]])
    if (found["letter"] or found["part"])[0] == "q":
        month = 1 + (number - 1) * _MONTHS_A_QUARTER
        return _coming(found, today, month, _MONTHS_A_QUARTER, Precision.QUARTER)
    month = 1 + (number - 1) * _MONTHS_A_HALF
    if month > _MONTHS_A_YEAR:
        return None
    return _coming(found, today, month, _MONTHS_A_HALF, Precision.HALF)


def _coming(
    found: re.Match[str], today: date, month: int, months: int, precision: Precision
) -> Period | None:
    """Return the period of the year that was said, else the first that is still to end."""
    named = found["year"]
    years = [int(named)] if named else range(today.year - 1, today.year + 3)
    for year in years:
        first = _day(year, month, 1)
        if first is None:
            return None
        period = whole_months(first, months, precision)
        if named or _is_to_come(period, today, found.groupdict().get("which")):
            return period
    return None


def _is_to_come(period: Period, today: date, which: str | None) -> bool:
    return period.first > today if which == "next" else period.last >= today


def _feast(said: str, today: date) -> Period | None:
    found = _FEAST.fullmatch(said)
    if found is None:
        return None
    days = [_day(year, *_FEASTS[found["name"]]) for year in _years(found["year"], today)]
    coming = [day for day in days if day and (found["year"] or day >= today)]
    return _one_day(coming[0]) if coming else None


def _years(named: str | None, today: date) -> list[int]:
    return [int(named)] if named else [today.year, today.year + 1]


def _week(said: str, today: date) -> Period | None:
    found = _WEEK.fullmatch(said)
    if found is None:
        return None
    weeks = 1 if "next" in found["which"] else 0
    first = today + timedelta(days=_DAYS_A_WEEK * weeks - today.weekday())
    last = first + timedelta(days=_DAYS_A_WEEK - 1)
    return Period(first=first, last=last, precision=Precision.WEEK)


def _figures(said: str, today: date) -> PeriodRead | None:
    """Read a date in figures; "01/05/2027" is the first of May to some, 5 January to others."""
    if found := _YEAR_FIRST.fullmatch(said):
        return _dated(found[1], found[3], found[4])
    if found := _MONTH_AND_YEAR.fullmatch(said):
        return _dated(found[2], found[1], None)
    found = _YEAR_LAST.fullmatch(said)
    if found is None:
        return None
    day, month = found[1], found[3]
    year = found[4].rjust(4, ".").replace("..", str(today.year)[:2])
    readings = [_dated(year, month, day)]
    if found[2] != ".":
        # With points the day comes first wherever points are used.
        readings.append(_dated(year, day, month))
    return _either(readings)


def _either(readings: list[Period | Problem]) -> PeriodRead:
    days = [period.last for period in readings if isinstance(period, Period)]
    if len(set(days)) > 1:
        return _choice(Reason.DAY_OR_MONTH, days)
    return _one_day(days[0]) if days else readings[0]


def _choice(reason: Reason, days: list[date]) -> Ambiguous[date]:
    options = tuple(Option(label=f"{day.day} {day:%B %Y}", value=day) for day in days)
    return Ambiguous(reason=reason, options=options)


def _dated(year: str, month: str, day: str | None) -> Period | Problem:
    first = _day(int(year), int(month), int(day or 1))
    if first is None:
        return Problem(reason=Reason.NOT_A_DATE)
    return _one_day(first) if day else whole_months(first, 1, Precision.MONTH)


def _one_day(day: date) -> Period:
    return Period(first=day, last=day, precision=Precision.DAY)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _by_dateparser(said: str, today: date) -> PeriodRead | None:
    said = re.sub(r"\bfirst\b", "1st", said)
    if not _FOR_DATEPARSER.fullmatch(said) or not re.search("[a-z]{3}", said):
        return None
    if _NO_DAY.search(said):
        return Problem(reason=Reason.NOT_A_DATE)
    plainer = re.sub(r"\b(?:next|this|coming) (?!month|year)", "", said)
    read = _library(today).get_date_data(plainer)
    if read.date_obj is None:
        return Problem(reason=Reason.NOT_A_DATE) if re.search(r"\d", said) else None
    day = read.date_obj.date()
    if read.period == "month":
        return whole_months(day.replace(day=1), 1, Precision.MONTH)
    return _day_or_year(said, day, today) or _one_day(day)


def _day_or_year(said: str, day: date, today: date) -> Ambiguous[date] | None:
    """Tell of "may 27" that it may be a day in May, or the May of 2027."""
    found = _DAY_OR_YEAR.fullmatch(said)
    year = today.year // _CENTURY * _CENTURY + int(found[1]) if found else 0
    if year <= today.year:
        return None
    last = whole_months(date(year, day.month, 1), 1, Precision.MONTH).last
    return _choice(Reason.DAY_OR_MONTH, [day, last])


@lru_cache(maxsize=2)
def _library(today: date) -> DateDataParser:
    """Return dateparser set to today and English; to build it anew costs most of a call."""
    base = datetime.combine(today, time())
    return DateDataParser(languages=["en"], settings={**_LAST_DAY, "RELATIVE_BASE": base})
