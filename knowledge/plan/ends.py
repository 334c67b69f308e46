"""Ends: a range that was reckoned, with its low and its high end."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Ends:
    """From `low` to `high`, in hours or weeks; `high` may be infinite."""

    low: float
    high: float

    def plus(self, other: "Ends") -> "Ends":
        """Return both ranges added up, end by end."""
        return Ends(low=self.low + other.low, high=self.high + other.high)

    def times(self, share: float) -> "Ends":
        """Return this share of the range."""
        return Ends(low=self.low * share, high=self.high * share)

    def narrowed(self, spread: float) -> "Ends":
        """Return the range with its half-width times `spread`, around the same middle.

        A total of many parts is narrower than its parts added up: nobody is slowest at everything.
        """
        middle, half = (self.low + self.high) / 2, (self.high - self.low) / 2
        return Ends(low=middle - spread * half, high=middle + spread * half)


NOTHING = Ends(low=0, high=0)
