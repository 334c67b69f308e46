"""Work: what of the roadmap is left for a person, milestone by milestone."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from knowledge.plan.circumstances import Circumstances
from knowledge.plan.ends import NOTHING, Ends
from knowledge.plan.roadmap import Milestone, Phase, Roadmap, School, Span


class State(StrEnum):
    """How a milestone stands for a person.

    `replaced`: another milestone that is done stands for it. `known`: known from before, a proof
    is left. `school`: the path's school teaches it.
    """

    DONE = "done"
    SKIPPED = "skipped"
    REPLACED = "replaced"
    KNOWN = "known"
    SCHOOL = "school"
    OPEN = "open"


SETTLED = frozenset({State.DONE, State.SKIPPED, State.REPLACED})
"""The states in which nothing is left to do."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """A milestone as it stands for one person, with the hours that are left of it.

    `hours` is None where the roadmap names none, since they vary too much.
    """

    milestone: Milestone
    state: State
    phase: Phase
    hours: Ends | None

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do."""
        return self.state in SETTLED


def tasks(roadmap: Roadmap, who: Circumstances) -> tuple[Task, ...]:
    """Return every milestone as it stands for this person, in the order of the roadmap."""
    path = roadmap.path(who.path)
    school = path.school if path else None
    return tuple(_task(roadmap, school, who, one) for one in roadmap.milestones.values())


def ends_of(span: Span | None) -> Ends:
    """Return the ends of a figure of the roadmap; nothing where there is none."""
    return Ends(low=span.low, high=span.high) if span else NOTHING


def total(parts: Iterable[Task]) -> Ends:
    """Add up the hours that are left of these."""
    hours = [part.hours for part in parts if part.hours is not None]
    return Ends(low=sum(one.low for one in hours), high=sum(one.high for one in hours))


def phase_of(milestone: Milestone, *, head_start: bool) -> Phase:
    """Return when the milestone is worked on by somebody with or without a head start."""
    if head_start and milestone.phase_with_head_start:
        return milestone.phase_with_head_start
    return milestone.phase


def _task(roadmap: Roadmap, school: School | None, who: Circumstances, one: Milestone) -> Task:
    state = _state(roadmap, school, who, one)
    share = _share_left(roadmap, school, who, one, state)
    return Task(
        milestone=one,
        state=state,
        phase=phase_of(one, head_start=who.head_start),
        hours=ends_of(one.hours).times(share) if one.hours else None,
    )


def _state(roadmap: Roadmap, school: School | None, who: Circumstances, one: Milestone) -> State:
    replaced = (id_ for other in who.done for id_ in roadmap.milestones[other].replaces)
    if one.id in who.done:
        return State.DONE
    if one.id in who.skipped:
        return State.SKIPPED
    if one.id in replaced:
        return State.REPLACED
    if one.id in who.known:
        return State.KNOWN
    return State.SCHOOL if _leaves(school, one) is not None else State.OPEN


def _share_left(
    roadmap: Roadmap, school: School | None, who: Circumstances, one: Milestone, state: State
) -> float:
    if state in SETTLED:
        return 0
    shares = [1.0]
    if one.id in who.known:
        shares.append(roadmap.arithmetic.proof.value)
    leaves = _leaves(school, one)
    if leaves is not None:
        shares.append(leaves)
    return min(shares)


def _leaves(school: School | None, one: Milestone) -> float | None:
    """Return the share that the school leaves of a milestone; None where it doesn't teach it."""
    covers = school.covers if school else ()
    return next((cover.leaves for cover in covers if one.id in cover.milestones), None)
