"""Describe figures: the reckoning behind a plan, and what would change it, as lines to tell."""

from knowledge.plan import words
from knowledge.plan.changes import Changes, LaterDate, MoreHours, OtherPath
from knowledge.plan.comparison import Comparison, Move, Shift
from knowledge.plan.describe_there import origin
from knowledge.plan.line import Line, Value, line
from knowledge.plan.plan import Plan
from knowledge.plan.work import State

_UP_TO_DAYS = 14


def reasoning(plan: Plan) -> tuple[Line, ...]:
    """Return how the plan's figures came about, step by step."""
    figures = plan.reasoning
    if plan.weeks is None or plan.finished:
        return ()
    return (
        *_work(plan),
        *_school(plan),
        _pace(plan),
        *_sum(plan),
        *((line("plan.reasoning.shortest"),) if figures.shortest else ()),
        *((line("plan.reasoning.beyond", longest=_longest(plan)),) if plan.beyond else ()),
        *_known(plan),
        line("plan.reasoning.basis"),
    )


def changes(plan: Plan, found: Changes) -> tuple[Line, ...]:
    """Return the single changes that would meet the target, each with its figure."""
    lines = (
        *_more_hours(plan, found.hours),
        *(_other_path(one) for one in found.paths),
        *_later(found.later),
    )
    return (line("plan.change.head"), *lines) if lines else ()


def comparison(found: Comparison) -> tuple[Line, ...]:
    """Return how the dates moved: from the first plan to today's, or by a change."""
    if found.earliest.move is Move.SAME and found.latest.move is Move.SAME:
        return (line("plan.moved.same", dates=words.date_range(found.after)),)
    return (
        line("plan.moved.before", dates=words.date_range(found.before)),
        line("plan.moved.after", dates=words.date_range(found.after)),
        *_moves("earliest", found.earliest),
        *_moves("latest", found.latest),
    )


def _work(plan: Plan) -> tuple[Line, ...]:
    figures = plan.reasoning
    wait = _ends(figures.wait.low, figures.wait.high)
    before = words.hours(figures.before)
    search = words.hours(figures.search)
    return (
        *((line("plan.reasoning.before", hours=before),) if figures.before.high else ()),
        *((line("plan.reasoning.search", hours=search),) if figures.search.high else ()),
        *((line("plan.reasoning.wait", **wait),) if figures.wait.high else ()),
    )


def _school(plan: Plan) -> tuple[Line, ...]:
    school = plan.reasoning.school
    if not school.high:
        return ()
    low, high = words.outward(school.low, school.high)
    id_ = "plan.reasoning.school" if low != high else "plan.reasoning.school.same"
    told = line(id_, path=plan.path.title, low=low, high=high)
    return told, *origin(plan.local, plan.path.id)


def _pace(plan: Plan) -> Line:
    figures, arithmetic = plan.reasoning.counted, plan.roadmap.arithmetic
    capped = plan.who.hours.high > figures.high
    return line(
        "plan.reasoning.pace.capped" if capped else "plan.reasoning.pace",
        low=f"{figures.low:g}",
        high=f"{figures.high:g}",
        fast=round(52 * arithmetic.studied_fast.value),
        slow=round(52 * arithmetic.studied_slow.value),
    )


def _sum(plan: Plan) -> tuple[Line, ...]:
    if plan.weeks is None or not plan.who.hours.low:
        return ()
    arithmetic = plan.roadmap.arithmetic
    low, high = words.nearest(plan.weeks)
    values: dict[str, Value] = {
        "low": low,
        "high": high,
        "span": words.span(plan.weeks, arithmetic),
    }
    if not words.in_years(plan.weeks, arithmetic):
        return (line("plan.reasoning.sum", **values),)
    fast, slow = words.nearest_years(plan.weeks)
    return (line("plan.reasoning.sum.years", **values, fast=fast, slow=slow),)


def _known(plan: Plan) -> tuple[Line, ...]:
    known = sum(task.state is State.KNOWN for stage in plan.stages for task in stage.tasks)
    percent = round(100 * plan.roadmap.arithmetic.proof.value)
    id_ = "plan.reasoning.known.one" if known == 1 else "plan.reasoning.known"
    return (line(id_, count=known, percent=percent),) if known else ()


def _more_hours(plan: Plan, hours: MoreHours | None) -> tuple[Line, ...]:
    """Tell the hours that would do: proposed up to the most, beyond it only told."""
    if hours is None:
        return ()
    lines = []
    for name, needed in (("possible", hours.possible), ("safe", hours.safe)):
        if needed is not None:
            within = "hours" if needed <= hours.most else "too_many_hours"
            now = words.hours_a_week(plan.who.hours)
            lines.append(line(f"plan.change.{within}.{name}", hours=needed, now=now))
    return tuple(lines)


def _other_path(one: OtherPath) -> Line:
    return line(
        f"plan.change.path.{one.verdict}", path=one.path.title, dates=words.date_range(one.dates)
    )


def _later(later: LaterDate | None) -> tuple[Line, ...]:
    if later is None:
        return ()
    possible = words.month(later.possible)
    if later.safe is None:
        return (line("plan.change.later.possible", possible=possible),)
    return (line("plan.change.later", possible=possible, safe=words.month(later.safe)),)


def _moves(end: str, shift: Shift) -> tuple[Line, ...]:
    if shift.move in {Move.SAME, Move.APPEARED, Move.VANISHED}:
        return ()
    days = abs(shift.days)
    unit, size = ("days", 1) if days < _UP_TO_DAYS else ("weeks", 7)
    return (line(f"plan.moved.{end}.{shift.move}", by=words.count(unit, days // size)),)


def _ends(low: float, high: float) -> dict[str, Value]:
    first, last = words.outward(low, high)
    return {"low": first, "high": last}


def _longest(plan: Plan) -> str:
    return plan.roadmap.arithmetic.longest_in_words
