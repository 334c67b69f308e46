"""Words: numbers of a plan as lines to tell. Ranges are rounded outward, so they promise less."""

from datetime import date
from math import ceil, floor, isinf

from knowledge.plan.ends import Ends
from knowledge.plan.hours import HoursAWeek
from knowledge.plan.line import Line, line
from knowledge.plan.plan import Dates, Plan
from knowledge.plan.roadmap import Arithmetic

WEEKS_IN_A_YEAR = 365.25 / 7
WEEKS_IN_A_MONTH = WEEKS_IN_A_YEAR / 12
_UP_TO_WEEKS = 26
_UP_TO_MONTHS = 2 * WEEKS_IN_A_YEAR
_DIGITS = 6


def span(weeks: Ends, arithmetic: Arithmetic) -> Line:
    """Tell a range of weeks: in weeks up to half a year, in months up to two years, in years.

    What is beyond the longest time of the source is told as that, never as a number.
    """
    if weeks.low > arithmetic.longest_weeks.value:
        return line("plan.span.beyond", longest=arithmetic.longest_in_words)
    if weeks.high > arithmetic.longest_weeks.value:
        return line("plan.span.open", low=_at_least(weeks.low), longest=arithmetic.longest_in_words)
    if in_years(weeks, arithmetic):
        return _range("plan.span.years", _years(weeks.low, up=False), _years(weeks.high, up=True))
    size, name = (1.0, "weeks") if weeks.high < _UP_TO_WEEKS else (WEEKS_IN_A_MONTH, "months")
    low, high = outward(weeks.low / size, weeks.high / size)
    return _range(f"plan.span.{name}", str(low), str(high))


def about(weeks: float) -> Line:
    """Tell a number of weeks roughly, in months or years."""
    unit, size = (
        ("years", WEEKS_IN_A_YEAR) if weeks >= _UP_TO_MONTHS else ("months", WEEKS_IN_A_MONTH)
    )
    whole = str(round(weeks / size))
    return _range(f"plan.span.{unit}", whole, whole)


def hours(ends: Ends) -> Line:
    """Tell hours of work, rounded outward."""
    low, high = outward(ends.low, ends.high)
    return _range("plan.hours", str(low), str(high))


def hours_a_week(said: HoursAWeek) -> Line:
    """Tell the hours a week that a person has."""
    return _range("plan.hours_a_week", f"{said.low:g}", f"{said.high:g}")


def dates(plan: Plan) -> Line:
    """Tell from when to when the job may come, by months; or why there is no date."""
    found, longest = plan.dates, plan.roadmap.arithmetic.longest_in_words
    if not plan.fits:
        return line("plan.dates.does_not_fit")
    if found.earliest is None or is_beyond(plan):
        return line("plan.dates.beyond", longest=longest)
    if found.latest is None or plan.beyond:
        return line("plan.dates.open", earliest=month(found.earliest), longest=longest)
    return date_range(found)


def is_beyond(plan: Plan) -> bool:
    """Whether even the fast end is beyond the longest time of the source."""
    longest = plan.roadmap.arithmetic.longest_weeks.value
    return plan.weeks is not None and plan.weeks.low > longest


def date_range(found: Dates) -> Line:
    """Tell two dates by their months."""
    if found.earliest is None:
        return line("plan.dates.none")
    if found.latest is None:
        return line("plan.dates.from", earliest=month(found.earliest))
    if (found.earliest.year, found.earliest.month) == (found.latest.year, found.latest.month):
        return line("plan.dates.same", earliest=month(found.earliest))
    return line("plan.dates.range", earliest=month(found.earliest), latest=month(found.latest))


def month(day: date) -> Line:
    """Tell a date by its month and year."""
    return line("plan.month", month=line(f"plan.month.{day.month}"), year=str(day.year))


def count(unit: str, number: int) -> Line:
    """Tell a number of days or weeks."""
    return line(f"plan.count.{unit}.one" if number == 1 else f"plan.count.{unit}", count=number)


def whole_day(day: date) -> Line:
    """Tell a date by its day, month and year."""
    name = line(f"plan.month.{day.month}")
    return line("plan.day", day=str(day.day), month=name, year=str(day.year))


def outward(low: float, high: float) -> tuple[int, int]:
    """Round a range to whole numbers, down at its low end and up at its high end."""
    return floor(round(low, _DIGITS)), ceil(round(high, _DIGITS))


def nearest(ends: Ends) -> tuple[str, str]:
    """Return both ends as whole numbers, for the figures of a calculation."""
    return _nearest(ends.low), _nearest(ends.high)


def nearest_years(weeks: Ends) -> tuple[str, str]:
    """Return both ends in years to the nearest tenth, for the figures of a calculation."""
    low, high = (f"{weeks_ / WEEKS_IN_A_YEAR:.1f}" for weeks_ in (weeks.low, weeks.high))
    return low, high


def school_years(years: Ends) -> Line:
    """Tell how long a school lasts, in years as its source has them."""
    return _range("plan.span.years", f"{years.low:g}", f"{years.high:g}")


def in_years(weeks: Ends, arithmetic: Arithmetic) -> bool:
    """Whether a range is told in years."""
    return _UP_TO_MONTHS <= weeks.high <= arithmetic.longest_weeks.value


def _nearest(end: float) -> str:
    return "?" if isinf(end) else str(round(end))


def _years(weeks: float, *, up: bool) -> str:
    tenths = round(weeks / WEEKS_IN_A_YEAR * 10, _DIGITS)
    return f"{(ceil(tenths) if up else floor(tenths)) / 10:.1f}"


def _at_least(weeks: float) -> Line:
    if weeks >= _UP_TO_MONTHS:
        return line("plan.span.years.same", low=_years(weeks, up=False))
    months = floor(round(weeks / WEEKS_IN_A_MONTH, _DIGITS))
    return _range("plan.span.months", str(months), str(months))


def _range(id_: str, low: str, high: str) -> Line:
    """Return the variant of a message that fits a range: of two ends, of one, or from nothing."""
    if low == high:
        return line(f"{id_}.one" if low == "1" else f"{id_}.same", low=low)
    if low == "0":
        return line(f"{id_}.up_to_one" if high == "1" else f"{id_}.up_to", high=high)
    return line(id_, low=low, high=high)
