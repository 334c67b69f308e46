"""Checks: what the shape of a roadmap's file can't rule out, found all at once."""

import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from knowledge.document import Spot
from knowledge.plan.check_figures import figure_findings
from knowledge.plan.finding import Finding, every_part, milestone_places
from knowledge.plan.roadmap import Coverage, Milestone, Path, Roadmap, Stage

LONGEST_TITLE = 30
"""Characters: what a phone shows of a button's label."""

MILESTONES = range(3, 11)
RESOURCES = range(1, 4)

_ID = re.compile(r"[a-z0-9_]{1,20}")


def findings(roadmap: Roadmap) -> tuple[Finding, ...]:
    """Return everything that is wrong with the roadmap, in the order of its file."""
    found = [
        *_ids(roadmap),
        *_titles(roadmap),
        *_stages(roadmap),
        *_references(roadmap),
        *_cycles(roadmap),
        *_resources(roadmap),
        *figure_findings(roadmap),
    ]
    return tuple(sorted(found, key=lambda one: [str(part).zfill(4) for part in one.at]))


def _ids(roadmap: Roadmap) -> Iterator[Finding]:
    """Find ids given twice among their kind, former ones too, or unfit for a button's data."""
    taken: dict[tuple[type, str], Spot] = {}
    for at, part in every_part(roadmap):
        if not isinstance(part, Milestone | Stage | Path):
            continue
        if not _ID.fullmatch(part.id):
            yield Finding(
                at=(*at, "id"),
                what=f"the id {part.id!r} has other characters than a-z, 0-9, _ or more than 20",
                remedy="Choose a shorter, plainer one",
            )
        for id_ in (part.id, *getattr(part, "formerly", ())):
            if taken.setdefault((type(part), id_), at) != at:
                yield Finding(
                    at=(*at, "id"),
                    what=f"the id {id_!r} is taken, as an id or as a former one",
                    remedy="Give each its own, and never use a former one again",
                )


def _titles(roadmap: Roadmap) -> Iterator[Finding]:
    for at, part in every_part(roadmap):
        if isinstance(part, Milestone | Stage | Path) and len(part.title) > LONGEST_TITLE:
            yield Finding(
                at=(*at, "title"),
                what=f"the title {part.title!r} has {len(part.title)} characters",
                remedy=f"It labels a button: {LONGEST_TITLE} characters at most",
            )


def _stages(roadmap: Roadmap) -> Iterator[Finding]:
    for at, stage in enumerate(roadmap.stages):
        if len(stage.milestones) not in MILESTONES:
            yield Finding(
                at=("stages", at, "milestones"),
                what=f"the stage {stage.id!r} has {len(stage.milestones)} milestones",
                remedy=f"A stage has {MILESTONES[0]} to {MILESTONES[-1]}: split it, or join two",
            )


def _references(roadmap: Roadmap) -> Iterator[Finding]:
    """Find names of milestones and paths that don't exist."""
    for at, milestone in milestone_places(roadmap):
        for name in ("needs", "beside", "replaces"):
            for nth, id_ in enumerate(getattr(milestone, name)):
                yield from _known_milestone(roadmap, id_, (*at, name, nth))
    for at, part in every_part(roadmap):
        if isinstance(part, Coverage):
            for nth, id_ in enumerate(part.milestones):
                yield from _known_milestone(roadmap, id_, (*at, "milestones", nth))
    for nth, rule in enumerate(roadmap.suggestions):
        yield from _known_path(roadmap, rule.path, ("suggestions", nth, "path"))
    yield from _known_path(roadmap, roadmap.defaults.path, ("defaults", "path"))


def _known_milestone(roadmap: Roadmap, id_: str, at: Spot) -> Iterator[Finding]:
    if id_ not in roadmap.milestones:
        yield Finding(
            at=at,
            what=f"there is no milestone {id_!r}",
            remedy="Name one of this file by its id, or take this out",
        )


def _known_path(roadmap: Roadmap, id_: str, at: Spot) -> Iterator[Finding]:
    if all(path.id != id_ for path in roadmap.paths):
        yield Finding(
            at=at, what=f"there is no path {id_!r}", remedy="Name one of `paths` by its id"
        )


def _cycles(roadmap: Roadmap) -> Iterator[Finding]:
    """Find milestones that need each other: they would never be anyone's next step."""
    graph = {id_: one.needs for id_, one in roadmap.milestones.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as cycle:
        round_ = [str(id_) for id_ in reversed(cycle.args[1])]
        places = {one.id: at for at, one in milestone_places(roadmap)}
        yield Finding(
            at=(*places.get(round_[0], ()), "needs"),
            what=f"milestones need each other: {' needs '.join(round_)}",
            remedy="Take out one of these needs",
        )


def _resources(roadmap: Roadmap) -> Iterator[Finding]:
    for at, milestone in milestone_places(roadmap):
        if len(milestone.resources) not in RESOURCES:
            yield Finding(
                at=(*at, "resources"),
                what=f"the milestone {milestone.id!r} has {len(milestone.resources)} resources",
                remedy=f"Name {RESOURCES[0]} to {RESOURCES[-1]} free ones, by title and publisher",
            )
