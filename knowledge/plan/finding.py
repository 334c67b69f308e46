"""Finding: what is wrong in a roadmap, and at which spot of its file."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from knowledge.document import Spot
from knowledge.mistakes import Weight
from knowledge.plan.roadmap import Milestone, Roadmap


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What is wrong where, and what to do; without a line yet."""

    at: Spot
    what: str
    remedy: str
    weight: Weight = Weight.ERROR


def milestone_places(roadmap: Roadmap) -> Iterator[tuple[Spot, Milestone]]:
    """Yield every milestone with its spot."""
    for at, stage in enumerate(roadmap.stages):
        for nth, milestone in enumerate(stage.milestones):
            yield ("stages", at, "milestones", nth), milestone


def every_part(value: object, at: Spot = ()) -> Iterator[tuple[Spot, object]]:
    """Yield every part of the roadmap's tree with its spot, from the top down."""
    yield at, value
    if is_dataclass(value):
        for one in fields(value):
            yield from every_part(getattr(value, one.name), (*at, one.name))
    elif isinstance(value, tuple):
        for nth, item in enumerate(value):
            yield from every_part(item, (*at, nth))
