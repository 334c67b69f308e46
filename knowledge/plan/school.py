"""School: how long the fixed part of a path lasts at a person's hours, and whether it fits."""

from dataclasses import dataclass
from math import inf

from knowledge.plan.hours import HoursAWeek
from knowledge.plan.roadmap import Arithmetic, Path, School


@dataclass(frozen=True, kw_only=True)
class Term:
    """A school at a given pace: its length, and how much of a week it takes."""

    weeks: float
    hours_a_week: float


def term(least_weeks: float, hours: float, pace: float) -> Term:
    """Return the term of a school of so many hours, at `pace` hours a week.

    It is never shorter than `least_weeks`; at a lower pace it stretches until its hours fit.
    """
    weeks = max(least_weeks, hours / pace if pace else inf)
    return Term(weeks=weeks, hours_a_week=min(pace, hours / least_weeks))


def fits(arithmetic: Arithmetic, path: Path, hours: HoursAWeek) -> bool:
    """Whether the path can be gone at these hours: school asks for them in the low weeks too."""
    if path.school is None:
        return True
    return _slowest(path.school, hours.counted(arithmetic.most_hours.value).low) <= (
        path.school.longest.value
    )


def fits_from(arithmetic: Arithmetic, path: Path) -> int | None:
    """Return the fewest steady hours a week at which the path fits; None if it never does."""
    most = int(arithmetic.most_hours.value)
    return next(
        (
            hours
            for hours in range(1, most + 1)
            if fits(arithmetic, path, HoursAWeek.of(hours, hours))
        ),
        None,
    )


def school_weeks(arithmetic: Arithmetic, school: School, hours: HoursAWeek) -> float:
    """Return the weeks that the school would take at the low end of these hours, at its longest."""
    return _slowest(school, hours.counted(arithmetic.most_hours.value).low)


def _slowest(school: School, pace: float) -> float:
    return term(school.weeks.high, school.hours.high, pace).weeks
