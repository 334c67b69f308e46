"""Dates as people name a goal: "next summer", "in a year and a half", "by the end of 2027".

What is meant is the END of what was said: "2027" is its last day, "early 2027" ends in March.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from knowledge.flow.parsers.outcome import Ambiguous, Problem, Reason
from knowledge.flow.parsers.periods import (
    DATE_WORDS,
    Period,
    PeriodRead,
    Precision,
    read_period,
    whole_months,
)
from knowledge.flow.parsers.spans import YEARS_AHEAD, add_months, read_span
from knowledge.flow.parsers.wording import NUMBER_WORDS, digits, plain, repaired


@dataclass(frozen=True, kw_only=True)
class Day:
    """The last day of what was said, and how exactly it was said."""

    date: date
    precision: Precision


DateRead: TypeAlias = Day | Ambiguous[date] | Problem

_NO_DATE = (
    "asap|a s a p|as soon as possible|as soon as i can|as fast as possible|as early as possible"
    "|soon|very soon|sooner|quickly|fast|now|right now|immediately|today|whenever|someday"
    "|some day|one day|later|never|no rush|no hurry|no deadline|no date|idk|i don't know"
    "|i dont know|dunno|not sure|no idea|it depends|depends|eventually|anytime|any time|when ready"
    "|when i'm ready|when i am ready|in a few years|a few years|in a few months|a few months"
    "|in some years|in the future|near future|in the near future|the sooner the better|few years"
    "|few months|some years|some months|yes|yeah|ok|okay|sure"
)
_VAGUE = frozenset(_NO_DATE.split("|"))
_VOCABULARY = DATE_WORDS | NUMBER_WORDS | {"possible", "never", "whenever"}

_STORY = re.compile(
    r"(?:(?:not )?(?:before|after)|when|once|as soon as|while"
    r"|(?:by|until|till) (?:i|my|the|we|our)\b)"
    r"(?P<told> .*)"
)
"""What dates something by another event: "when my kid starts school"."""

_IN_STORY = re.compile(r".* (?:in|by|around|about|until|till|on) (?P<date>.*\d{4}.*)")
_LEAD = re.compile(
    r"(?:(?:by|until|till|around|about|approximately|approx|maybe|probably|hopefully|perhaps"
    r"|realistically|ideally|less than|more than|at least|at most|max|maximum|within|i hope"
    r"|i think|i guess|i want|i'd like|i would like|i plan|sometime|some time|latest"
    r"|(?:to )?(?:start(?: working| work| a job)?|work(?:ing)?|finish|be hired|get hired"
    r"|(?:(?:get|have|find) )?a (?:new )?job)|at the latest"
    r"|(?:no|not) later than|for|during|over|on|at|in)"
    r"(?![a-z'])[ ,]*)+"
)
_TAIL = re.compile(
    r",? ?(?:at the latest|latest|realistically|ideally|max|at most|please|maybe|i think|i guess"
    r"|i hope|hopefully|or so|ish"
    r"|if possible|or (?:sooner|earlier|before))$"
)
_EDGE = re.compile(
    r"(?:the )?(?P<edge>(?:very )?end|close|late|last part|beginning|start|early|mid|middle|before)"
    r"(?: in)?(?: of)?[ -](?:the (?=year|month|week|summer|spring|autumn|fall|winter))?(?P<rest>.+)"
)
_GONE = re.compile(
    r"\bago$|^yesterday$|^last (?:year|month|week|spring|summer|autumn|fall|winter)$"
)
_BOTH = re.compile(r"(?:between |from )?(.+?) ?(?:-|\bto\b|\bor\b|\band\b) ?(.+)")
_PARTS_MONTHS = {
    Precision.YEAR: (3, 6),
    Precision.HALF: (2, 3),
    Precision.SEASON: (1, 2),
    Precision.QUARTER: (1, 2),
}
"""After how many months an early and a middle part of a period end."""

_SEASON = "spring|summer|autumn|fall|winter"
_SECOND_DAY_EVER = date.min + timedelta(days=1)
_MONTH_PARTS = (10, 15)


def read_date(text: str, today: date) -> DateRead:
    """Return the last day of what the text says, or the days to choose between.

    Days before today, and those more than twenty years ahead, are problems, as are "as soon as
    possible" and "never". `today` is the person's local day.
    """
    said = _yearly(digits(repaired(plain(text), _VOCABULARY)), today)
    if said in _VAGUE or _bare(said) in _VAGUE:
        return Problem(reason=Reason.VAGUE)
    if _GONE.search(said):
        return Problem(reason=Reason.PAST)
    read = _read(_bare(said), today)
    match read:
        case None:
            return _of_a_story(said, today)
        case Period():
            return _checked(read, today)
        case Ambiguous():
            return _ahead(read, today)
        case Problem():
            return read


def _of_a_story(said: str, today: date) -> DateRead:
    """Read "when I finish school in June 2028" by its date; without one it is no date yet."""
    story = _STORY.fullmatch(said)
    if story is None:
        return Problem(reason=Reason.NOT_UNDERSTOOD)
    dated = _IN_STORY.fullmatch(story["told"])
    read = read_period(dated["date"], today) if dated else None
    return _checked(read, today) if isinstance(read, Period) else Problem(reason=Reason.VAGUE)


def load_dates() -> None:
    """Make the first date as quick as the next (1 ms): dateparser reads its data for 0.2 s.

    The edge does so once at start, off the event loop, as it loads the gazetteer.
    """
    read_date("1 may 2027", date(2027, 1, 1))


def _yearly(said: str, today: date) -> str:
    """Put figures for years in words, and for "'27"."""
    said = re.sub(r"\bn(?:e)?xt\b", "next", said)
    said = re.sub(r"(?<![\d.]) ?\byrs?\b", lambda found: found[0].replace("yr", "year"), said)
    said = re.sub(r"\b(?:eoy|end of year)\b", "end of the year", said)
    said = re.sub(r"\b(?:in )?(?:a|1) decade\b", "10 years", said)
    said = re.sub(r"(\d) ?\+", r"\1", said)
    said = re.sub(r"^(?:in )?(?:to|too) (?=years?|months?|weeks?)", "2 ", said)
    said = re.sub(rf"\b({_SEASON})(?: of)? '?(\d\d)$", _in_century(today), said)
    said = re.sub(r"\b(?:the )?year after next\b", str(today.year + 2), said)
    said = re.sub(r"\b(?:the )?(?:next|following|coming) year(?:'s)?\b", str(today.year + 1), said)
    said = re.sub(r"\b(?:this|the|current) year(?:'s)?\b|\b(?<=of )year\b", str(today.year), said)
    said = re.sub(r"^(\d{4}) ([a-z]+)$", r"\2 \1", said)
    return re.sub(r"(?<= )'(?=\d\d$)", str(today.year)[:2], said)


def _in_century(today: date) -> str:
    return rf"\1 {today.year // 100}\2"


def _bare(said: str) -> str:
    bare = _LEAD.sub("", said, count=1) if _LEAD.match(said) else said
    while (shorter := _TAIL.sub("", bare)) != bare:
        bare = shorter
    return bare


def _read(said: str, today: date) -> PeriodRead | None:
    span = read_span(said, today)
    if isinstance(span, date):
        return Period(first=span, last=span, precision=Precision.DAY)
    found = span or read_period(said, today)
    if found is not None:
        return found
    return _edge(said, today) or _later_of_both(said, today)


def _edge(said: str, today: date) -> PeriodRead | None:
    """Read "end of march", "mid 2027", "early summer", "before christmas"."""
    found = _EDGE.fullmatch(said)
    if found is None:
        return None
    period = read_period(re.sub(r"^(month|week)$", r"this \1", found["rest"]), today)
    if not isinstance(period, Period):
        return period
    match found["edge"]:
        case "before":
            return _before(period)
        case "beginning" | "start" | "early":
            return _until(period, part=0)
        case "mid" | "middle":
            return _until(period, part=1)
        case _:
            return period


def _before(period: Period) -> Period:
    day = max(period.first, _SECOND_DAY_EVER) - timedelta(days=1)
    return Period(first=day, last=day, precision=Precision.DAY)


def _until(period: Period, *, part: int) -> Period:
    """Return the period's beginning, up to its early or its middle part's end."""
    if period.precision is Precision.MONTH:
        last = period.first.replace(day=_MONTH_PARTS[part])
        return Period(first=period.first, last=last, precision=Precision.WEEK)
    months = _PARTS_MONTHS.get(period.precision)
    if months is None:
        return period
    return whole_months(period.first, months[part], Precision.MONTH)


def _later_of_both(said: str, today: date) -> PeriodRead | None:
    """Read "june or july" and "2027-2028" as the period that they span together."""
    found = _BOTH.fullmatch(said)
    if found is None:
        return None
    first, last = (read_period(side, today) for side in found.groups())
    if not isinstance(first, Period) or not isinstance(last, Period):
        return None
    return last if last.last >= first.last else first


def _checked(period: Period, today: date) -> Day | Problem:
    if period.last < today:
        return Problem(reason=Reason.PAST)
    if period.last > add_months(today, 12 * YEARS_AHEAD):
        return Problem(reason=Reason.TOO_FAR)
    return Day(date=period.last, precision=period.precision)


def _ahead(read: Ambiguous[date], today: date) -> DateRead:
    """Drop the readings that are past or too far; a choice of one is none."""
    limit = add_months(today, 12 * YEARS_AHEAD)
    options = tuple(option for option in read.options if today <= option.value <= limit)
    if not options:
        days = [option.value for option in read.options]
        return Problem(reason=Reason.PAST if max(days) < today else Reason.TOO_FAR)
    if len(options) == 1:
        return Day(date=options[0].value, precision=Precision.DAY)
    return Ambiguous(reason=read.reason, options=options)
