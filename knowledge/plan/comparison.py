"""Comparison: how the dates of one plan differ from those of another."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.plan.plan import Dates


class Move(StrEnum):
    """What became of one end of the range."""

    SAME = "same"
    EARLIER = "earlier"
    LATER = "later"
    APPEARED = "appeared"
    VANISHED = "vanished"


@dataclass(frozen=True, kw_only=True)
class Shift:
    """How one date moved, in days (positive is later); 0 where there is no date on either side."""

    move: Move
    days: int


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two ranges of dates, and how each end moved from the one to the other."""

    before: Dates
    after: Dates
    earliest: Shift
    latest: Shift


def compare(before: Dates, after: Dates) -> Comparison:
    """Compare two plans: the first one with today's, or those before and after a change."""
    return Comparison(
        before=before,
        after=after,
        earliest=_shift(before.earliest, after.earliest),
        latest=_shift(before.latest, after.latest),
    )


def _shift(before: date | None, after: date | None) -> Shift:
    if before is None or after is None:
        return Shift(move=_appearing(before, after), days=0)
    days = (after - before).days
    if days == 0:
        return Shift(move=Move.SAME, days=0)
    return Shift(move=Move.LATER if days > 0 else Move.EARLIER, days=days)


def _appearing(before: date | None, after: date | None) -> Move:
    if before is None and after is None:
        return Move.SAME
    return Move.APPEARED if before is None else Move.VANISHED
