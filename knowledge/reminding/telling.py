"""Telling: a shape's message as a line to fill in, with the minutes that fit a person's hours."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from knowledge.plan import describe, words
from knowledge.plan.line import Line, line
from knowledge.plan.order import NextStep
from knowledge.plan.plan import Plan
from knowledge.reminding.shapes import Shape

_LEAST, _MOST, _STEP = 10, 60, 5
_MINUTES_IN_AN_HOUR = 60


@dataclass(frozen=True, kw_only=True)
class Week:
    """What a person noted in the last seven days: milestones by title, and days with a step."""

    ticked: tuple[str, ...]
    days_done: int


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a message is made of. `term` is one to explain; `days_a_week` those with a reminder."""

    plan: Plan
    step: NextStep
    day: date
    days_a_week: int
    week: Week
    term: str = ""

    @property
    def minutes(self) -> int:
        """How long a step may take: the hours of a slow week on the reminders' days."""
        share = self.plan.who.hours.low * _MINUTES_IN_AN_HOUR / self.days_a_week
        return max(_LEAST, min(_MOST, int(share // _STEP) * _STEP))

    @property
    def nth_week(self) -> int:
        """A number that is one more each week, for what changes from week to week."""
        return self.day.toordinal() // 7


def message(shape: Shape, facts: Facts) -> Line:
    """Return the message of this shape, in another wording each week."""
    return line(
        f"reminders.shape.{shape}",
        variant=facts.nth_week,
        title=facts.step.task.milestone.title,
        minutes=facts.minutes,
        **_VALUES[shape](facts),
    )


def _begin(facts: Facts) -> Mapping[str, str | Line]:
    return {"step": facts.step.task.milestone.first_ten_minutes}


def _small_step(facts: Facts) -> Mapping[str, str | Line]:
    return {"step": facts.step.task.milestone.small_step}


def _why(facts: Facts) -> Mapping[str, str | Line]:
    return {"why": facts.step.task.milestone.why}


def _done_when(facts: Facts) -> Mapping[str, str | Line]:
    return {"done_when": facts.step.task.milestone.done_when}


def _resource(facts: Facts) -> Mapping[str, str | Line]:
    """Name one resource, another one each week."""
    found = describe.resources(facts.plan, facts.step.task)
    return {"resource": describe.resource(found[facts.nth_week % len(found)])}


def _practice(facts: Facts) -> Mapping[str, str | Line]:
    return {"term": facts.term}


def _time(facts: Facts) -> Mapping[str, str | Line]:
    return {"hours": words.hours_a_week(facts.plan.who.hours)}


def _look_back(facts: Facts) -> Mapping[str, str | Line]:
    week = facts.week
    if week.ticked:
        return {"week": line("reminders.week.ticked", titles=", ".join(week.ticked))}
    if week.days_done:
        return {"week": line("reminders.week.days", count=week.days_done)}
    return {"week": line("reminders.week.nothing", variant=facts.nth_week)}


_VALUES: Mapping[Shape, Callable[[Facts], Mapping[str, str | Line]]] = {
    Shape.BEGIN: _begin,
    Shape.SMALL_STEP: _small_step,
    Shape.PRACTICE: _practice,
    Shape.WHY: _why,
    Shape.RESOURCE: _resource,
    Shape.DONE_WHEN: _done_when,
    Shape.TIME: _time,
    Shape.LOOK_BACK: _look_back,
}
