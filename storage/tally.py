"""The tally: all counts as one value, and how it changes. Pure, so that any place can keep it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pydantic import ConfigDict, TypeAdapter

from storage.counts import (
    KEPT_FOR,
    QUESTIONS_KEPT,
    UPDATES_KEPT,
    Asked,
    Count,
    Counted,
    Question,
    Voted,
    Votes,
)

VERSION = 1
"""The version of the tally's shape."""


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What is counted, the number of the next question, and the last update ids, newest last."""

    version: int = VERSION
    counted: Counted = field(default_factory=Counted)
    next_number: int = 1
    updates: tuple[int, ...] = ()

    __pydantic_config__ = ConfigDict(extra="forbid")

    def add(self, update_id: int, counts: Sequence[Count], day: date) -> "Tally":
        """Return the tally with what one update brought; the same one where it was counted."""
        if not counts or update_id in self.updates:
            return self
        after = replace(self, updates=(*self.updates, update_id)[-UPDATES_KEPT:])
        for count in counts:
            after = _with(after, count, day)
        return after

    def without_questions(self, numbers: Collection[int]) -> "Tally":
        """Return the tally without these questions."""
        left = tuple(one for one in self.counted.questions if one.number not in numbers)
        return replace(self, counted=replace(self.counted, questions=left))

    def without_votes(self, answer: str) -> "Tally":
        """Return the tally without the votes on an answer."""
        left = tuple(one for one in self.counted.votes if one.answer != answer)
        return replace(self, counted=replace(self.counted, votes=left))


def _with(tally: Tally, count: Count, day: date) -> Tally:
    """Return a tally with one count more."""
    counted = tally.counted
    if isinstance(count, Voted):
        votes = _votes_with(counted.votes, count)
        return replace(tally, counted=replace(counted, votes=votes))
    questions = _questions_with(counted.questions, count, tally.next_number, day)
    return replace(
        tally,
        counted=replace(counted, questions=_kept(questions, day)),
        next_number=max(tally.next_number, questions[-1].number + 1),
    )


def _questions_with(
    questions: Sequence[Question], asked: Asked, number: int, day: date
) -> Sequence[Question]:
    """Return the questions with one asked once more, or for the first time under this number."""
    known = {(one.track, one.text): one for one in questions}
    new = Question(number=number, track=asked.track, text=asked.text, times=0, last=day)
    before = known.get((asked.track, asked.text), new)
    known[asked.track, asked.text] = replace(
        before, times=before.times + 1, last=max(before.last, day)
    )
    return sorted(known.values(), key=lambda one: one.number)


def _votes_with(votes: Sequence[Votes], voted: Voted) -> tuple[Votes, ...]:
    """Return the votes with one more."""
    known = {(one.track, one.answer): one for one in votes}
    key = (voted.track, voted.answer)
    before = known.get(key) or Votes(track=voted.track, answer=voted.answer)
    known[key] = replace(
        before,
        helpful=before.helpful + voted.helpful,
        unhelpful=before.unhelpful + (not voted.helpful),
    )
    return tuple(known[key] for key in sorted(known))


def _kept(questions: Sequence[Question], day: date) -> tuple[Question, ...]:
    """Return the questions that stay, in their order."""
    fresh = [one for one in questions if day - one.last <= KEPT_FOR]
    if len(fresh) <= QUESTIONS_KEPT:
        return tuple(fresh)
    best = sorted(fresh, key=lambda one: (one.times, one.last, one.number), reverse=True)
    return tuple(sorted(best[:QUESTIONS_KEPT], key=lambda one: one.number))


_ADAPTER: TypeAdapter[Tally] = TypeAdapter(Tally)


def to_json(tally: Tally) -> dict[str, Any]:
    """Return a tally as plain JSON values."""
    plain: dict[str, Any] = _ADAPTER.dump_python(tally, mode="json")
    return plain


def from_json(plain: Mapping[str, Any]) -> Tally:
    """Read a tally back. Raises pydantic.ValidationError on what is not one."""
    return _ADAPTER.validate_python(plain)
