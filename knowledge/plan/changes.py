"""Changes: which single change to a plan would meet the target date, with its figures."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import floor

from knowledge.plan.circumstances import Circumstances
from knowledge.plan.estimate import reckon, reckon_tasks
from knowledge.plan.plan import Dates, Verdict, dates_of, verdict
from knowledge.plan.roadmap import Path, Roadmap
from knowledge.plan.school import fits
from knowledge.plan.suggestion import speaks_against
from knowledge.plan.work import tasks


@dataclass(frozen=True, kw_only=True)
class MoreHours:
    """Steady hours a week from which the target is possible (fast end) or safe (slow end).

    None where no number of hours that counts would do, or where it is possible now. `most` is the
    most that we propose: twice today's hours; a figure above it is told, but not proposed.
    """

    possible: int | None
    safe: int | None
    most: int


@dataclass(frozen=True, kw_only=True)
class OtherPath:
    """A path that would meet the target at the same hours."""

    path: Path
    verdict: Verdict
    dates: Dates


@dataclass(frozen=True, kw_only=True)
class LaterDate:
    """The days from which a target is possible or safe; `safe` is None where none can be named."""

    possible: date
    safe: date | None


@dataclass(frozen=True, kw_only=True)
class Changes:
    """The single changes that would help; what is None or empty wouldn't."""

    hours: MoreHours | None
    paths: tuple[OtherPath, ...]
    later: LaterDate | None


NO_CHANGES = Changes(hours=None, paths=(), later=None)


def changes(roadmap: Roadmap, who: Circumstances) -> Changes:
    """Return what would meet the target; nothing where it is safe already or there is none."""
    if who.target is None:
        return NO_CHANGES
    now = _verdict(roadmap, who, who.target)
    if now is Verdict.SAFE:
        return NO_CHANGES
    return Changes(
        hours=_more_hours(roadmap, who, who.target, now),
        paths=tuple(_other_paths(roadmap, who, who.target, now)),
        later=_later(roadmap, who),
    )


def _more_hours(
    roadmap: Roadmap, who: Circumstances, target: date, now: Verdict
) -> MoreHours | None:
    most = floor(roadmap.arithmetic.most_hours.value)
    parts = tasks(roadmap, who)
    found: dict[Verdict, int] = {}
    for hours in range(floor(who.hours.low) + 1, most + 1):
        busier = replace(who, hours=who.hours.at_least(hours))
        dates = dates_of(reckon_tasks(roadmap, busier, parts).weeks, who.today)
        found.setdefault(verdict(dates, target, who.today), hours)
    possible, safe = found.get(Verdict.POSSIBLE), found.get(Verdict.SAFE)
    if safe is None and (possible is None or now is Verdict.POSSIBLE):
        return None
    double = floor(who.hours.high * roadmap.arithmetic.most_more.value) or most
    return MoreHours(
        possible=None if now is Verdict.POSSIBLE else possible or safe,
        safe=safe,
        most=min(double, most),
    )


def _other_paths(
    roadmap: Roadmap, who: Circumstances, target: date, now: Verdict
) -> Iterator[OtherPath]:
    """Yield the paths that meet the target better, unless the person's answers rule them out."""
    for path in roadmap.paths:
        other = replace(who, path=path.id)
        possible = fits(roadmap.arithmetic, path, who.hours)
        if path.id == who.path or not possible or speaks_against(path, who.answers):
            continue
        found = _verdict(roadmap, other, target)
        if found is Verdict.SAFE or (found is Verdict.POSSIBLE and now is not Verdict.POSSIBLE):
            yield OtherPath(path=path, verdict=found, dates=_dates(roadmap, other))


def _later(roadmap: Roadmap, who: Circumstances) -> LaterDate | None:
    dates = _dates(roadmap, who)
    weeks = reckon(roadmap, who).weeks
    if dates.earliest is None or weeks is None:
        return None
    beyond = weeks.high > roadmap.arithmetic.longest_weeks.value
    return LaterDate(possible=dates.earliest, safe=None if beyond else dates.latest)


def _verdict(roadmap: Roadmap, who: Circumstances, target: date) -> Verdict:
    return verdict(_dates(roadmap, who), target, who.today)


def _dates(roadmap: Roadmap, who: Circumstances) -> Dates:
    return dates_of(reckon(roadmap, who).weeks, who.today)
