"""Describe: a plan as lines to tell, a few for a first look and more for the whole of it."""

from collections.abc import Iterator, Sequence
from itertools import chain
from math import isinf

from knowledge.plan import words
from knowledge.plan.describe_there import school_there, schools_there
from knowledge.plan.line import Line, Value, line
from knowledge.plan.order import NextStep
from knowledge.plan.plan import Plan, PlannedStage, Verdict
from knowledge.plan.roadmap import Resource
from knowledge.plan.suggestion import Suggestion
from knowledge.plan.work import State, Task


def summary(plan: Plan) -> tuple[Line, ...]:
    """Return the plan in three lines: how long, by when, and what comes first."""
    return (*_how_long(plan), first_of(plan))


def head(plan: Plan) -> tuple[Line, ...]:
    """Return what stands above the stages: how long, the school, what was assumed, the target."""
    there = school_there(plan.local, plan.path.id)
    return (*_how_long(plan), *there, *assumptions(plan), *target(plan))


def whole(plan: Plan) -> tuple[Line, ...]:
    """Return the plan with every milestone, for a coach at a terminal."""
    stages = ((stage_line(one), *(task_line(task) for task in one.tasks)) for one in plan.stages)
    return (
        *head(plan),
        *chain.from_iterable(stages),
        *strangers(plan),
        first_of(plan),
    )


def first_of(plan: Plan) -> Line:
    """Return the one line that names the next step, or says that all is done."""
    if plan.next_step is None:
        return line("plan.all_done")
    return line("plan.next", title=plan.next_step.task.milestone.title)


def next_step(plan: Plan, step: NextStep) -> tuple[Line, ...]:
    """Return the next step with its reason, how to begin it, and what can run beside it."""
    one = step.task.milestone
    proof = (line("plan.step.proof"),) if step.proof else ()
    beside = (plan.task(id_) for id_ in step.beside)
    return (
        line("plan.step.title", title=one.title),
        line("plan.step.why", why=one.why),
        *proof,
        line("plan.step.done_when", done_when=one.done_when),
        line("plan.step.begin", begin=one.first_ten_minutes),
        *(resource(found) for found in resources(plan, step.task)[:1]),
        *(line("plan.step.beside", title=task.milestone.title) for task in beside if task),
    )


def milestone(plan: Plan, task: Task) -> tuple[Line, ...]:
    """Return all that is to be said of one milestone."""
    one = task.milestone
    needs = (plan.task(id_) for id_ in one.needs)
    open_needs = [need for need in needs if need and not need.settled]
    return (
        line("plan.milestone.title", title=one.title, state=state(task)),
        line("plan.milestone.why", why=one.why),
        line("plan.milestone.done_when", done_when=one.done_when),
        *_time(task),
        *(schools_there(plan.local) if one.names_schools else ()),
        *(line("plan.milestone.needs", title=need.milestone.title) for need in open_needs),
        line("plan.milestone.begin", begin=one.first_ten_minutes),
        line("plan.milestone.small_step", small_step=one.small_step),
        *((line("plan.milestone.on_phone", text=one.on_phone),) if _phone(plan, task) else ()),
        *(resource(found) for found in resources(plan, task)),
    )


def resources(plan: Plan, task: Task) -> Sequence[Resource]:
    """Return a milestone's resources; without a computer those for a phone come first."""
    if not plan.who.phone_only:
        return task.milestone.resources
    return sorted(task.milestone.resources, key=lambda found: not found.phone)


def resource(found: Resource) -> Line:
    """Return a resource by title and publisher, marked if it works on a phone."""
    id_ = "plan.resource.phone" if found.phone else "plan.resource"
    return line(id_, title=found.title, publisher=found.publisher, where=found.where)


def stage_line(one: PlannedStage) -> Line:
    """Return a stage with how much of it is done and the hours that are left."""
    title = one.stage.title
    if not one.all and not all(task.settled for task in one.tasks):
        return line("plan.stage.optional", title=title)
    left = line("plan.stage.hours", hours=words.hours(one.hours))
    if not one.hours.high:
        left = line("plan.stage.settled" if one.done == one.all else "plan.stage.uncounted")
    return line("plan.stage", title=title, done=one.done, all=one.all, left=left)


def task_line(task: Task) -> Line:
    """Return a milestone on one line: its id, title, how it stands, and the hours left."""
    return line(
        "plan.task",
        id=task.milestone.id,
        title=task.milestone.title,
        state=state(task),
        left=_left(task),
    )


def state(task: Task) -> Line:
    """Return how a milestone stands, in words."""
    return line(f"plan.state.{task.state}")


def assumptions(plan: Plan) -> tuple[Line, ...]:
    """Return what the plan assumes, so that a person can correct it."""
    values: dict[str, Value] = {
        "hours": words.hours_a_week(plan.who.hours),
        "path": plan.path.title,
    }
    return tuple(line(f"plan.assumed.{name}", **values) for name in plan.who.assumed)


def suggestion(plan: Plan, suggested: Suggestion) -> tuple[Line, ...]:
    """Return the suggested path and the reasons for it."""
    path = plan.roadmap.path(suggested.path) or plan.path
    return (
        line("plan.suggested", path=path.title, about=path.about),
        *school_there(plan.local, path.id),
        *(line(reason) for reason in suggested.reasons),
    )


def target(plan: Plan) -> tuple[Line, ...]:
    """Return what can be said of the target date; nothing where there is none."""
    if plan.who.target is None or plan.verdict in {None, Verdict.UNKNOWN}:
        return ()
    return (line(f"plan.target.{plan.verdict}", target=words.whole_day(plan.who.target)),)


def misfit(plan: Plan) -> tuple[Line, ...]:
    """Return why there is no date, where the path doesn't fit the hours."""
    return () if plan.fits or plan.finished else _does_not_fit(plan)


def strangers(plan: Plan) -> tuple[Line, ...]:
    """Return the marks that the roadmap has no milestone for any more; they are kept."""
    return tuple(line("plan.stranger", id=id_) for id_ in plan.who.strangers)


def _how_long(plan: Plan) -> tuple[Line, ...]:
    if plan.finished:
        return (line("plan.finished"),)
    if plan.weeks is None:
        return (*_does_not_fit(plan), line("plan.no_date"))
    if not plan.who.hours.high:
        return (line("plan.no_hours"), line("plan.no_date"))
    return (
        line(
            "plan.how_long",
            span=words.span(plan.weeks, plan.roadmap.arithmetic),
            hours=words.hours_a_week(plan.who.hours),
            path=plan.path.title,
        ),
        line("plan.by_when", dates=words.dates(plan)),
    )


def _does_not_fit(plan: Plan) -> tuple[Line, ...]:
    """Tell that the path doesn't fit, how long it would take, and from which hours it fits."""
    known: dict[str, Value] = {"path": plan.path.title, "hours": words.hours_a_week(plan.who.hours)}
    if isinf(plan.school_weeks):
        told = line("plan.does_not_fit.never", **known)
    else:
        told = line("plan.does_not_fit", **known, span=words.about(plan.school_weeks))
    if plan.fits_from is None:
        return (told,)
    return told, line("plan.fits_from", hours=plan.fits_from)


def _time(task: Task) -> Iterator[Line]:
    """Yield the hours, what they rest on, and the weeks of waiting."""
    hours, wait = task.milestone.hours, task.milestone.wait
    if hours:
        yield line(
            "plan.milestone.hours",
            left=_left(task),
            basis=line(f"plan.basis.{hours.basis}"),
            as_of=str(hours.as_of),
        )
    if wait:
        yield line("plan.milestone.wait", low=f"{wait.low:g}", high=f"{wait.high:g}")


def _left(task: Task) -> Line:
    if task.settled:
        return line("plan.left.nothing")
    if task.hours is None:
        return line("plan.left.varies")
    if not task.hours.high:
        return line("plan.left.school")
    return line("plan.left", hours=words.hours(task.hours))


def _phone(plan: Plan, task: Task) -> bool:
    return plan.who.phone_only and bool(task.milestone.on_phone) and task.state is not State.DONE
