"""Estimate: the weeks until the job, from the work that is left and the hours a week.

The formula, with G the hours before the first application, Q those during the search, S the
weeks of searching, F the weeks of school and h the hours a week:

    fast = F + G.low  / (0.90 h) + max(S.low,  Q.low  / (0.90 h))
    slow = F + G.high / (0.75 h) + max(S.high, Q.high / (0.75 h))

0.90 and 0.75 are the shares of weeks really studied (47 and 39 of 52). Every constant comes from
the roadmap's `arithmetic`. It was checked there against four worked examples; see tests.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import inf

from knowledge.plan.circumstances import Circumstances
from knowledge.plan.ends import NOTHING, Ends
from knowledge.plan.roadmap import Figure, Phase, Roadmap, School, Span
from knowledge.plan.school import Term, fits, term
from knowledge.plan.work import Task, ends_of, tasks, total


@dataclass(frozen=True, kw_only=True)
class Reckoning:
    """The figures behind a plan, so that it can show how it got there.

    `before` and `search` are hours left before and during the search, already narrowed; `wait`
    are weeks of searching that pass in any case; `school` are weeks of school; `counted` are the
    hours a week that count; `weeks` is the result, None where the path doesn't fit the hours.
    `shortest` is set where the source's shortest time is what the fast end stands on.
    """

    before: Ends
    search: Ends
    wait: Ends
    school: Ends
    counted: Ends
    weeks: Ends | None
    shortest: bool


@dataclass(frozen=True, kw_only=True)
class _Side:
    """One end of the range: the hours and weeks to spend, and the pace at which they are spent."""

    before: float
    search: float
    wait: float
    rate: float
    term: Term
    beside: float = 0
    search_before_end: float = 0
    extra: float = 0


def reckon(roadmap: Roadmap, who: Circumstances) -> Reckoning:
    """Return the estimate for one person."""
    return reckon_tasks(roadmap, who, tasks(roadmap, who))


def reckon_tasks(roadmap: Roadmap, who: Circumstances, parts: Sequence[Task]) -> Reckoning:
    """Return the estimate for the work that is left of these tasks."""
    path = roadmap.path(who.path)
    school = path.school if path else None
    share = _school_left(school, parts)
    spread = roadmap.arithmetic.spread.value
    before = _hours(parts, Phase.BEFORE_APPLYING)
    if school:
        before = before.plus(ends_of(school.pre_work).times(share))
    figures = Reckoning(
        before=before.narrowed(spread),
        search=_hours(parts, Phase.DURING_SEARCH).narrowed(spread),
        wait=_wait(parts, who),
        school=NOTHING,
        counted=_counted(roadmap, who),
        weeks=None,
        shortest=False,
    )
    if path and share and not fits(roadmap.arithmetic, path, who.hours):
        return figures
    return _with_weeks(roadmap, who, figures, school, share)


def _with_weeks(
    roadmap: Roadmap, who: Circumstances, figures: Reckoning, school: School | None, share: float
) -> Reckoning:
    fast = _side(roadmap, figures, school, share, fast=True)
    slow = _side(roadmap, figures, school, share, fast=False)
    reckoned = Ends(low=_weeks(fast), high=_weeks(slow))
    least = _least(roadmap.arithmetic.shortest_weeks.value, who.started, who.today)
    if not (figures.before.high or figures.search.high or figures.wait.high or share):
        least = 0
    return replace(
        figures,
        school=Ends(low=fast.term.weeks, high=slow.term.weeks),
        weeks=Ends(low=max(reckoned.low, least), high=max(reckoned.high, least)),
        shortest=reckoned.low < least,
    )


def _side(
    roadmap: Roadmap, figures: Reckoning, school: School | None, share: float, *, fast: bool
) -> _Side:
    """Return one end: the fast one studies the most hours on the least work, the slow one not."""
    pace = _end(figures.counted, fast=not fast)
    arithmetic = roadmap.arithmetic
    studied = arithmetic.studied_fast if fast else arithmetic.studied_slow
    side = _Side(
        before=_end(figures.before, fast=fast),
        search=_end(figures.search, fast=fast),
        wait=_end(figures.wait, fast=fast),
        rate=pace * studied.value,
        term=_term(school, share, pace, fast=fast),
    )
    if school is None:
        return side
    return replace(
        side,
        beside=_value(school.beside),
        search_before_end=_value(school.search_before_end),
        extra=0 if fast else _value(school.slow_extra) * share,
    )


def _weeks(side: _Side) -> float:
    """Return the weeks of one end.

    Running beside each other saves waiting, never hours: beside a school only the hours that it
    leaves are used, first for what comes before applying. What doesn't fit there comes after it.
    """
    spare = max(side.rate - side.term.hours_a_week, 0)
    lead = min(side.search_before_end, side.term.weeks)
    beside = min(side.beside, side.term.weeks - lead)
    room = spare * beside + side.rate * side.extra
    before = side.extra + _at(side.before - room, side.rate)
    search = max(side.wait, _at(side.search - max(room - side.before, 0), side.rate))
    crowded = _at(side.before + side.search - spare * (beside + lead), side.rate)
    return side.term.weeks + max(before + search - lead, crowded, 0)


def _term(school: School | None, share: float, pace: float, *, fast: bool) -> Term:
    """Return the part of the school that is left."""
    if school is None or not share:
        return Term(weeks=0, hours_a_week=0)
    whole = term(_end(school.weeks, fast=fast), _end(school.hours, fast=fast), pace)
    return Term(weeks=whole.weeks * share, hours_a_week=whole.hours_a_week)


def _school_left(school: School | None, parts: Sequence[Task]) -> float:
    """Return the share of the school that is left: that of what it teaches and isn't settled."""
    taught = {id_ for cover in school.covers for id_ in cover.milestones} if school else set()
    hours = [
        (sum((one.milestone.hours.low, one.milestone.hours.high)), one.settled)
        for one in parts
        if one.milestone.id in taught and one.milestone.hours
    ]
    whole = sum(size for size, _ in hours)
    return (
        sum(size for size, settled in hours if not settled) / whole
        if whole
        else float(bool(school))
    )


def _hours(parts: Sequence[Task], phase: Phase) -> Ends:
    return total(one for one in parts if one.phase == phase)


def _wait(parts: Sequence[Task], who: Circumstances) -> Ends:
    """Return the weeks of waiting during the search: those waited for at once count once."""
    waits = [
        ends_of((who.head_start and one.milestone.wait_with_head_start) or one.milestone.wait)
        for one in parts
        if one.phase == Phase.DURING_SEARCH and not one.settled
    ]
    return Ends(
        low=max((wait.low for wait in waits), default=0),
        high=max((wait.high for wait in waits), default=0),
    )


def _counted(roadmap: Roadmap, who: Circumstances) -> Ends:
    hours = who.hours.counted(roadmap.arithmetic.most_hours.value)
    return Ends(low=hours.low, high=hours.high)


def _least(shortest: float, started: date | None, today: date) -> float:
    """Return what is left of the shortest time that the source names, counted from the start."""
    gone = (today - started).days / 7 if started else 0
    return max(shortest - max(gone, 0), 0)


def _at(hours: float, rate: float) -> float:
    """Return the weeks that these hours take; none for none."""
    if hours <= 0:
        return 0
    return hours / rate if rate else inf


def _end(span: Span | Ends, *, fast: bool) -> float:
    return span.low if fast else span.high


def _value(figure: Figure | None) -> float:
    return figure.value if figure else 0
