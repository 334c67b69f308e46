"""Figures: what an answer can say of a plan, each as a line to tell; left out where unknown."""

from collections.abc import Iterator, Mapping

from knowledge.plan import describe, words
from knowledge.plan.line import Line
from knowledge.plan.plan import Plan


def figures(plan: Plan) -> Mapping[str, Line | str]:
    """Return a plan's figures by the names of the places that they fill."""
    return {
        "hours": words.hours_a_week(plan.who.hours),
        "path": plan.path.title,
        "done": str(sum(stage.done for stage in plan.stages)),
        "all": str(sum(stage.all for stage in plan.stages)),
        **dict(_next_step(plan)),
        **dict(_time(plan)),
        **dict(_target(plan)),
    }


def _target(plan: Plan) -> Iterator[tuple[str, Line]]:
    for line in describe.target(plan):
        yield "target", line


def _next_step(plan: Plan) -> Iterator[tuple[str, str]]:
    if plan.next_step is not None:
        yield "next_step", plan.next_step.task.milestone.title


def _time(plan: Plan) -> Iterator[tuple[str, Line]]:
    """Yield how long and by when, as far as it may be told: nothing beyond what our source says."""
    if plan.finished or plan.weeks is None or not plan.who.hours.high:
        return
    yield "range", words.span(plan.weeks, plan.roadmap.arithmetic)
    yield "dates", words.dates(plan)
    if plan.dates.earliest is not None and not words.is_beyond(plan):
        yield "earliest", words.month(plan.dates.earliest)
        if plan.dates.latest is not None and not plan.beyond:
            yield "latest", words.month(plan.dates.latest)
