"""Circumstances: what of a person's answers and marks matters to their plan."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from pydantic import JsonValue

from knowledge.plan.hours import HoursAWeek
from knowledge.plan.roadmap import Roadmap
from knowledge.plan.suggestion import Suggestion, holds, suggest


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """One person as the plan sees them.

    `path` is the id of a path of the roadmap. `known`, `done` and `skipped` are ids of milestones;
    `strangers` are ids in the marks that the roadmap doesn't have (any more). `assumed` names what
    was not answered and so was assumed: `hours`, `path`. `suggestion` is there where the person
    was unsure of the path. `target` is the day by which they hope to work. `started` is the day of
    their first plan: the shortest time that the source names counts from there.
    """

    today: date
    hours: HoursAWeek
    path: str
    known: frozenset[str] = frozenset()
    head_start: bool = False
    phone_only: bool = False
    target: date | None = None
    done: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()
    strangers: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    suggestion: Suggestion | None = None
    started: date | None = None
    answers: Mapping[str, JsonValue] = field(default_factory=dict)


def circumstances(
    roadmap: Roadmap,
    answers: Mapping[str, JsonValue],
    *,
    today: date,
    marks_done: Collection[str] = (),
    marks_skipped: Collection[str] = (),
    started: date | None = None,
) -> Circumstances:
    """Read a person's answers (as the record keeps them) and marks (ids of milestones).

    Never raises on what a person said: an answer that is missing or can't be read is assumed.
    """
    said = _hours(answers.get(roadmap.reads.hours))
    hours = said or HoursAWeek.of(roadmap.defaults.hours.low, roadmap.defaults.hours.high)
    path, suggestion = _path(roadmap, answers, hours)
    done = _current(roadmap, marks_done)
    return Circumstances(
        today=today,
        hours=hours,
        path=path or roadmap.defaults.path,
        known=frozenset(_known(roadmap, answers)),
        head_start=any(holds(condition, answers) for condition in roadmap.reads.head_start),
        phone_only=holds(roadmap.reads.phone_only, answers),
        target=_day(answers.get(roadmap.reads.target)),
        done=done,
        skipped=_current(roadmap, marks_skipped) - done,
        strangers=_strangers(roadmap, [*marks_done, *marks_skipped]),
        assumed=(*(() if said else ("hours",)), *(() if path else ("path",))),
        suggestion=suggestion,
        started=started,
        answers=answers,
    )


def _path(
    roadmap: Roadmap, answers: Mapping[str, JsonValue], hours: HoursAWeek
) -> tuple[str | None, Suggestion | None]:
    said = answers.get(roadmap.reads.path)
    if not isinstance(said, str):
        return None, None
    if said in roadmap.reads.unsure:
        suggestion = suggest(roadmap, answers, hours)
        return suggestion.path, suggestion
    path = roadmap.path(said)
    return (path.id if path else None), None


def _known(roadmap: Roadmap, answers: Mapping[str, JsonValue]) -> list[str]:
    """List the milestones of which any one answer shows that they are known."""
    return [
        milestone.id
        for milestone in roadmap.milestones.values()
        if any(
            holds({question: choices}, answers) for question, choices in milestone.known_by.items()
        )
    ]


def _current(roadmap: Roadmap, marks: Collection[str]) -> frozenset[str]:
    return frozenset(roadmap.current_ids[one] for one in marks if one in roadmap.current_ids)


def _strangers(roadmap: Roadmap, marks: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted({one for one in marks if one not in roadmap.current_ids}))


def _hours(said: JsonValue) -> HoursAWeek | None:
    """Read `[low, high]` or one number; None where it is neither."""
    ends = said if isinstance(said, list) else [said]
    numbers = [end for end in ends if isinstance(end, int) and not isinstance(end, bool)]
    return HoursAWeek.of(min(numbers), max(numbers)) if numbers else None


def _day(said: JsonValue) -> date | None:
    try:
        return date.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
