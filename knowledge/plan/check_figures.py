"""Check figures: that every number of a roadmap can be reckoned with, and says what it rests on."""

from collections.abc import Iterator

from knowledge.checks.facts import OLDEST
from knowledge.document import Spot
from knowledge.mistakes import Weight
from knowledge.plan.finding import Finding, every_part, milestone_places
from knowledge.plan.roadmap import Arithmetic, Basis, Coverage, Figure, Phase, Roadmap, Span

COUNTED = frozenset({Phase.BEFORE_APPLYING, Phase.DURING_SEARCH})
"""The phases whose hours make the dates."""

SHARES = ("spread", "studied_fast", "studied_slow", "proof")
"""The figures of the arithmetic that are parts of a whole."""


def figure_findings(roadmap: Roadmap) -> Iterator[Finding]:
    """Yield what is wrong with the roadmap's figures."""
    for at, part in every_part(roadmap):
        if isinstance(part, Span):
            yield from _span(part, at)
        if isinstance(part, Span | Figure):
            yield from _source(part, at)
        if isinstance(part, Coverage) and not 0 <= part.leaves <= 1:
            yield _not_a_share((*at, "leaves"), part.leaves)
    yield from _shares(roadmap.arithmetic)
    yield from _counted(roadmap)
    yield from _taught(roadmap)


def _span(span: Span, at: Spot) -> Iterator[Finding]:
    if not 0 <= span.low <= span.high:
        yield Finding(
            at=(*at, "low"),
            what=f"the low end {span.low:g} is above the high end {span.high:g}, or below zero",
            remedy="Write the smaller number as `low`, the larger one as `high`",
        )


def _source(part: Span | Figure, at: Spot) -> Iterator[Finding]:
    if part.basis is Basis.SOURCE and not part.source:
        yield Finding(
            at=at,
            what="this figure says that it has a source, but names none",
            remedy="Add `source: title and what it says`, or write `basis: judgement`",
        )


def age_findings(roadmap: Roadmap, year: int) -> Iterator[Finding]:
    """Yield a warning for each figure that nobody has checked for too long."""
    for at, part in every_part(roadmap):
        if isinstance(part, Span | Figure | Coverage) and year - part.as_of > OLDEST:
            yield Finding(
                at=(*at, "as_of"),
                what=f"this figure was last checked in {part.as_of}, over {OLDEST} years ago",
                remedy=f"Check it again, then write `as_of: {year}`",
                weight=Weight.WARNING,
            )


def _shares(arithmetic: Arithmetic) -> Iterator[Finding]:
    for name in SHARES:
        value = getattr(arithmetic, name).value
        if not 0 < value <= 1:
            yield _not_a_share(("arithmetic", name, "value"), value)
    if arithmetic.studied_slow.value > arithmetic.studied_fast.value:
        yield Finding(
            at=("arithmetic", "studied_slow", "value"),
            what="the slow end studies in more weeks than the fast end",
            remedy="Give `studied_slow` the smaller share of the two",
        )


def _not_a_share(at: Spot, value: float) -> Finding:
    return Finding(
        at=at,
        what=f"{value:g} is not a share of a whole",
        remedy="Write a number from 0 to 1, such as 0.1 for a tenth",
    )


def _counted(roadmap: Roadmap) -> Iterator[Finding]:
    """Find what makes the dates, but has no hours."""
    for at, milestone in milestone_places(roadmap):
        phases = {milestone.phase, milestone.phase_with_head_start or milestone.phase}
        if phases & COUNTED and milestone.hours is None:
            yield Finding(
                at=at,
                what=f"the milestone {milestone.id!r} counts in the dates, but has no hours",
                remedy="Add `hours`, or make its phase `optional` or `after_job`",
            )


def _taught(roadmap: Roadmap) -> Iterator[Finding]:
    """Find what a school teaches too late: it ends before the first application."""
    for at, part in every_part(roadmap):
        if not isinstance(part, Coverage):
            continue
        taught = [roadmap.milestones[id_] for id_ in part.milestones if id_ in roadmap.milestones]
        late = [one.id for one in taught if one.phase is not Phase.BEFORE_APPLYING]
        if late:
            yield Finding(
                at=(*at, "milestones"),
                what=f"the school teaches {', '.join(late)}, which comes after applying",
                remedy="A school covers only milestones of the phase `before_applying`",
            )
