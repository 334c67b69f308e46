"""Reference people: four made-up ones, to see how an edit of the roadmap moves plans."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import JsonValue

from knowledge.mistakes import Weight
from knowledge.plan.circumstances import circumstances
from knowledge.plan.finding import Finding
from knowledge.plan.line import Line, line
from knowledge.plan.plan import Plan, make_plan
from knowledge.plan.roadmap import ReferencePerson, Roadmap

_ANY_DAY = date(2026, 1, 1)
"""Weeks don't depend on the day; a fixed one keeps checks the same every day."""


@dataclass(frozen=True, kw_only=True)
class ReferencePlan:
    """A reference person's plan, with the weeks agreed to and those of now, to the nearest week.

    No weeks means that the path doesn't fit, or that there is no end.
    """

    person: ReferencePerson
    plan: Plan
    agreed: tuple[int, int] | None
    now: tuple[int, int] | None

    @property
    def moved(self) -> bool:
        """Whether the plan is another one than was agreed to."""
        return self.agreed != self.now


def reference_plans(roadmap: Roadmap) -> tuple[ReferencePlan, ...]:
    """Return the reference people's plans."""
    return tuple(_plan(roadmap, person) for person in roadmap.reference_people)


def moved_findings(roadmap: Roadmap) -> Iterator[Finding]:
    """Yield a warning for each reference person whom the roadmap moves."""
    for nth, one in enumerate(reference_plans(roadmap)):
        if one.moved:
            yield Finding(
                at=("reference_people", nth, "weeks"),
                what=f"{one.person.title}: {_said(one.agreed)} were agreed, now {_said(one.now)}",
                remedy="If you meant to move this plan, write the new weeks here",
                weight=Weight.WARNING,
            )


def reference_line(one: ReferencePlan) -> Line:
    """Return how a reference person's plan stands."""
    id_ = "plan.reference.moved" if one.moved else "plan.reference.same"
    return line(id_, title=one.person.title, agreed=_weeks(one.agreed), now=_weeks(one.now))


def _plan(roadmap: Roadmap, person: ReferencePerson) -> ReferencePlan:
    who = circumstances(roadmap, _answers(roadmap, person), today=_ANY_DAY)
    plan = make_plan(roadmap, who)
    finite = plan.weeks is not None and plan.dates.latest is not None
    now = (round(plan.weeks.low), round(plan.weeks.high)) if finite and plan.weeks else None
    return ReferencePlan(person=person, plan=plan, agreed=person.weeks, now=now)


def _answers(roadmap: Roadmap, person: ReferencePerson) -> Mapping[str, JsonValue]:
    """Return the person's answers as a record keeps them."""
    answers: dict[str, JsonValue] = {roadmap.reads.hours: [*person.hours]}
    for question, value in person.answers.items():
        answers[question] = [*value] if isinstance(value, tuple) else value
    return answers


def _weeks(weeks: tuple[int, int] | None) -> Line:
    if weeks is None:
        return line("plan.reference.does_not_fit")
    return line("plan.reference.weeks", low=weeks[0], high=weeks[1])


def _said(weeks: tuple[int, int] | None) -> str:
    return f"{weeks[0]} to {weeks[1]} weeks" if weeks else "no weeks"
