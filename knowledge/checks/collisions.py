"""Collisions: phrasings that, asked of all the others, land on another answer or nearly so.

A phrasing that its own answer would not get is one way to ask that only luck of wording covers:
people who word it a little differently are sent elsewhere. All of these are warnings.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from knowledge.answers import Entry
from knowledge.matcher import Apart
from knowledge.mistakes import Mistake, Weight

THIN = 0.1
"""A lead below which the right answer won by luck; scores go from 0 to 1 (our judgement)."""

SURE = 0.3
"""A lead of the wrong answer from which a collision is shown unasked (our judgement)."""

SHOWN = 20
"""Collisions that are shown unasked: as many as a coach weighs in one sitting (our judgement)."""


@dataclass(frozen=True, kw_only=True)
class Collision:
    """A phrasing of an entry, the `nth` (from 0), and what became of it without itself."""

    entry: Entry
    nth: int
    apart: Apart
    other: Entry

    @property
    def is_sure(self) -> bool:
        """Whether the other answer is far ahead of the right one."""
        return self.lead >= SURE

    @property
    def lead(self) -> float:
        """How far the other answer is ahead of the right one, below 0 where it is behind."""
        if self.apart.lands_elsewhere:
            return self.apart.best.score - self.apart.own
        return -self.apart.lead

    @property
    def mistake(self) -> Mistake:
        """The collision as a warning with its place."""
        phrasing, id_ = self.apart.phrasing, self.other.answer.id
        other, where = self.apart.rival, f"`{id_}` ({self.other.place})"
        if self.apart.lands_elsewhere:
            what = (
                f"asked of all others, `{phrasing}` lands on {where} with {other:.2f}; "
                f"this answer gets {self.apart.own:.2f}"
            )
        else:
            what = (
                f"asked of all others, `{phrasing}` is won by a thin margin: "
                f"{self.apart.own:.2f}, and {other:.2f} for {where}"
            )
        remedy = f"Add phrasings like it here, or move it to `{id_}` if that answers it"
        return self.entry.mistake(("phrasings", self.nth), what, remedy, Weight.WARNING)


def collisions(entries: Iterable[Entry], apart: Iterable[Apart]) -> tuple[Collision, ...]:
    """Return what collides, the surest first; titles are no phrasings and are left out."""
    by_id = {entry.answer.id: entry for entry in entries}
    return tuple(sorted(_collisions(by_id, apart), key=lambda one: -one.lead))


def _collisions(by_id: Mapping[str, Entry], apart: Iterable[Apart]) -> Iterator[Collision]:
    for one in apart:
        entry, other = by_id[one.answer], by_id.get(one.rival_id)
        if other is None or one.phrasing not in entry.answer.phrasings:
            continue
        if one.lands_elsewhere or one.lead < THIN:
            nth = entry.answer.phrasings.index(one.phrasing)
            yield Collision(entry=entry, nth=nth, apart=one, other=other)


def shown_unasked(found: Iterable[Collision]) -> tuple[Collision, ...]:
    """Return the collisions that are worth a coach's time unasked: sure ones, the surest."""
    return tuple(one for one in found if one.is_sure)[:SHOWN]
