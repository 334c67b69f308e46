"""Hours a week, as a person has them: a low and a high end, since weeks differ."""

from dataclasses import dataclass
from typing import Self

HOURS_IN_A_WEEK = 168


@dataclass(frozen=True, kw_only=True)
class HoursAWeek:
    """From `low` hours in a bad week to `high` in a good one; both within a week's 168."""

    low: float
    high: float

    @classmethod
    def of(cls, one: float, other: float) -> Self:
        """Return the hours from two numbers in any order, brought into what a week has."""
        low, high = sorted(min(max(end, 0), HOURS_IN_A_WEEK) for end in (one, other))
        return cls(low=low, high=high)

    def counted(self, most: float) -> "HoursAWeek":
        """Return the hours that count: beyond `most` a week nobody keeps learning well."""
        return HoursAWeek(low=min(self.low, most), high=min(self.high, most))

    def at_least(self, hours: float) -> "HoursAWeek":
        """Return the hours with both ends raised to this many."""
        return HoursAWeek(low=max(self.low, hours), high=max(self.high, hours))
