"""Plan: the roadmap fitted to one person: which milestones, how long each, and by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import ceil, floor, isinf

from knowledge.plan.circumstances import Circumstances
from knowledge.plan.ends import Ends
from knowledge.plan.estimate import Reckoning, reckon_tasks
from knowledge.plan.naming import Local
from knowledge.plan.order import NextStep, in_order, next_step
from knowledge.plan.roadmap import Path, Phase, Roadmap, Stage
from knowledge.plan.school import fits_from, school_weeks
from knowledge.plan.work import State, Task, tasks, total

_COUNTED = frozenset({Phase.BEFORE_APPLYING, Phase.DURING_SEARCH})


_DIGITS = 6
"""Digits that count: what lies beyond is the noise of binary fractions, never to be rounded up."""


class Verdict(StrEnum):
    """What can be said of a target date.

    `safe`: the slow end meets it. `possible`: the fast end does. `no`: neither does. `past`: the
    day is over. `unknown`: there is no date to compare with.
    """

    SAFE = "safe"
    POSSIBLE = "possible"
    NO = "no"
    PAST = "past"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Dates:
    """From when to when the job may come; None where no date can be named."""

    earliest: date | None
    latest: date | None


@dataclass(frozen=True, kw_only=True)
class PlannedStage:
    """A stage with its tasks.

    `done` of `all` are finished: what was skipped or replaced doesn't count, nor does what is
    optional before it is done. `hours` are those left that count in the dates.
    """

    stage: Stage
    tasks: tuple[Task, ...]
    done: int
    all: int
    hours: Ends


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One person's plan.

    `order` lists all milestones' ids. `next_step` is None when all is done. `fits` is false where
    the path would be stretched too far at these hours: then there is no date, `school_weeks` says
    how far, and `fits_from` from how many hours a week it would fit (None: not even at the most).
    `beyond` says that the slow end is beyond what the source covers. `finished` says that
    nothing before the job is left. `verdict` is there where the person named a target. `local` says
    what the schools are where they live.
    """

    roadmap: Roadmap
    who: Circumstances
    path: Path
    stages: tuple[PlannedStage, ...]
    order: tuple[str, ...]
    next_step: NextStep | None
    fits: bool
    school_weeks: float
    fits_from: int | None
    dates: Dates
    beyond: bool
    finished: bool
    reasoning: Reckoning
    verdict: Verdict | None
    local: Local

    def task(self, milestone: str) -> Task | None:
        """Return the task of this milestone, by its id of today or a former one."""
        current = self.roadmap.current_ids.get(milestone)
        every = (task for stage in self.stages for task in stage.tasks)
        return next((task for task in every if task.milestone.id == current), None)

    @property
    def weeks(self) -> Ends | None:
        """The weeks from today, None where the path doesn't fit the hours."""
        return self.reasoning.weeks


def make_plan(roadmap: Roadmap, who: Circumstances) -> Plan:
    """Fit the roadmap to one person. Raises ValueError if the roadmap has no path of theirs."""
    return plan_in(Local(roadmap=roadmap), who)


def plan_in(local: Local, who: Circumstances) -> Plan:
    """Fit the roadmap of the place where a person lives to them. Raises as `make_plan` does."""
    roadmap = local.roadmap
    path = roadmap.path(who.path)
    if path is None:
        raise ValueError(f"the roadmap has no path {who.path!r}: make circumstances() of it first")
    parts = tasks(roadmap, who)
    order = in_order(parts)
    reasoning = reckon_tasks(roadmap, who, parts)
    dates = dates_of(reasoning.weeks, who.today)
    longest = roadmap.arithmetic.longest_weeks.value
    return Plan(
        roadmap=roadmap,
        who=who,
        path=path,
        stages=_stages(roadmap, parts),
        order=order,
        next_step=next_step(parts, order),
        fits=reasoning.weeks is not None,
        school_weeks=school_weeks(roadmap.arithmetic, path.school, who.hours) if path.school else 0,
        fits_from=fits_from(roadmap.arithmetic, path),
        dates=dates,
        beyond=reasoning.weeks is not None and reasoning.weeks.high > longest,
        finished=all(one.settled for one in parts if one.phase in _COUNTED),
        reasoning=reasoning,
        verdict=verdict(dates, who.target, who.today) if who.target else None,
        local=local,
    )


def dates_of(weeks: Ends | None, today: date) -> Dates:
    """Return the days that these weeks from today come to, rounded outward."""
    if weeks is None:
        return Dates(earliest=None, latest=None)
    return Dates(
        earliest=_day(today, weeks.low, fast=True), latest=_day(today, weeks.high, fast=False)
    )


def verdict(dates: Dates, target: date, today: date) -> Verdict:
    """Say whether the target day can be met."""
    if target < today:
        return Verdict.PAST
    if dates.earliest is None:
        return Verdict.UNKNOWN
    if dates.latest is not None and dates.latest <= target:
        return Verdict.SAFE
    return Verdict.POSSIBLE if dates.earliest <= target else Verdict.NO


def _stages(roadmap: Roadmap, parts: Sequence[Task]) -> tuple[PlannedStage, ...]:
    by_id = {one.milestone.id: one for one in parts}
    return tuple(
        _stage(stage, [by_id[milestone.id] for milestone in stage.milestones])
        for stage in roadmap.stages
    )


def _stage(stage: Stage, own: Sequence[Task]) -> PlannedStage:
    return PlannedStage(
        stage=stage,
        tasks=tuple(own),
        done=sum(one.state is State.DONE for one in own),
        all=sum(_is_counted(one) for one in own),
        hours=total(one for one in own if one.phase in _COUNTED),
    )


def _is_counted(task: Task) -> bool:
    """Whether a stage counts the task among all of its tasks."""
    if task.settled:
        return task.state is State.DONE
    return task.phase is not Phase.OPTIONAL


def _day(today: date, weeks: float, *, fast: bool) -> date | None:
    """Return the day; None where it is never, or later than a calendar can say."""
    if isinf(weeks):
        return None
    exact = round(weeks * 7, _DIGITS)
    days = floor(exact) if fast else ceil(exact)
    return today + timedelta(days=days) if days <= (date.max - today).days else None
