"""Spans of time from today: "in 18 months", "in a year and a half", "2-3 years from now"."""

import re
from calendar import monthrange
from datetime import MAXYEAR, date, timedelta

from knowledge.flow.parsers.outcome import Problem, Reason

YEARS_AHEAD = 20
"""A later date is no goal but a dream, or a slip of the finger."""

_MONTHS_A_YEAR = 12
_MONTHS = {"y": _MONTHS_A_YEAR, "m": 1}
_DAYS = {"w": 7, "d": 1}
_DAYS_A_MONTH = 30
_DAYS_A_YEAR = 365

_FIGURE = r"\d{1,4}(?:[.,]\d{1,2})?"
_UNIT = r"(?:years?|yrs?|y|months?|mos?|weeks?|wks?|days?)(?![a-z])"
_RANGE = rf"(?:{_FIGURE} ?(?:-|to|or) ?)?"
_ONE = re.compile(rf"{_RANGE}(?P<figure>{_FIGURE}) ?(?P<unit>{_UNIT})")
_ANY = rf"{_RANGE}{_FIGURE} ?{_UNIT}"
_SPAN = re.compile(
    rf"(?:(?:in|within|after|another|next|the next|the coming) )*{_ANY}(?:(?: and|,)? {_ANY})?"
    r"(?:'s?)?(?: (?:time|from (?:now|today)|later|ahead|more|max|at most))?"
)
_PLAINER = (
    (re.compile(r"\bhalf (?:an? |1 )?year\b|\ba half year\b"), "6 months"),
    (re.compile(r"\bhalf (?:a |1 )?month\b"), "15 days"),
    (re.compile(r"\b(?:an?|1) (year|month|week) or (?=2\b)"), "1-"),
    (re.compile(r"\b(?:an?|1) (years?|months?|weeks?) and (?:a )?half\b"), r"1.5 \1"),
    (re.compile(r"\b(\d{1,3}) and (?:a )?half (years?|months?|weeks?)"), r"\1.5 \2"),
    (re.compile(r"\b(\d{1,3}) (years?|months?|weeks?) and (?:a )?half\b"), r"\1.5 \2"),
    (re.compile(r"\ban? (?=year|month|week|day)"), "1 "),
    (re.compile(r"^(year|month)s? and (?:a )?half$"), r"1.5 \1"),
)


def read_span(said: str, today: date) -> date | Problem | None:
    """Return the day on which the span that was said ends; None if it is no span.

    Of "2-3 years" the longer counts; half a month is 15 days.
    """
    for pattern, put in _PLAINER:
        said = pattern.sub(put, said)
    said = re.sub(r"(?<=1-)2\b(?! ?[a-z])", "2 years", said)
    if not _SPAN.fullmatch(said):
        return None
    months = days = 0.0
    for one in _ONE.finditer(said):
        unit, figure = one["unit"][0], float(one["figure"].replace(",", "."))
        months += figure * _MONTHS.get(unit, 0)
        days += figure * _DAYS.get(unit, 0)
    return _later(today, months=months, days=days)


def _later(today: date, *, months: float, days: float) -> date | Problem:
    if months / _MONTHS_A_YEAR + days / _DAYS_A_YEAR > YEARS_AHEAD + 1:
        return Problem(reason=Reason.TOO_FAR)
    whole = int(months)
    left_over = round((months - whole) * _DAYS_A_MONTH + days)
    return add_months(today, whole) + timedelta(days=left_over)


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or its last day where that month is shorter.

    The calendar ends with `date.max`.
    """
    years, month = divmod(day.month - 1 + months, _MONTHS_A_YEAR)
    year = day.year + years
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
