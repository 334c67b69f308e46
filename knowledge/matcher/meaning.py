"""Meaning: what a text means, as numbers made of its words' vectors.

Three views, each of length 1 before it is weighed: the words' weighed mean; the same of the words'
vectors bent by random rectified projections (Rahimi and Recht, "Random features for large-scale
kernel machines", 2007), which tells apart what a mean blurs; and the products of neighbours, one
of them turned (Plate, "Holographic reduced representations", 1995), so that order counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from knowledge.matcher.vectors import Floats, Vectors

MEAN, BENT, ORDER = 2.0, 1.0, 0.5
"""What each view weighs in a likeness, chosen on CLINC150's validation questions."""

_BENDS, _FROM, _TURN = 512, 0.05, 7


@dataclass(frozen=True, kw_only=True, eq=False)
class Meaning:
    """Makes numbers of words; without vectors it makes none."""

    vectors: Vectors | None

    @property
    def size(self) -> int:
        """Numbers of a text."""
        return 2 * self.vectors.dimensions + _BENDS if self.vectors else 0

    @property
    def whole(self) -> float:
        """How alike a text of several words is to itself."""
        return MEAN + BENT + ORDER if self.vectors else 0.0

    def of(self, words: Sequence[str], weights: Sequence[float]) -> Floats:
        """Return a text's numbers from its words and what each weighs."""
        if self.vectors is None or not words:
            return np.zeros(self.size, dtype=np.float32)
        rows = np.stack([self.vectors.of(word) for word in words])
        shares = np.array(weights, dtype=np.float32)
        bent = np.maximum(rows @ self._bends - np.float32(_FROM), 0)
        pairs = np.sqrt(shares[:-1] * shares[1:])
        turned = rows[:-1] * np.roll(rows[1:], _TURN, axis=1)
        return np.concatenate(
            [
                _scaled(shares @ rows, MEAN),
                _scaled(shares @ bent, BENT),
                _scaled(pairs @ turned, ORDER),
            ]
        )

    @cached_property
    def _bends(self) -> Floats:
        """Return the random directions (dimensions x bends), the same ones every time."""
        dimensions = self.vectors.dimensions if self.vectors else 0
        drawn = np.random.default_rng(0).normal(0, 1, (_BENDS, dimensions)).astype(np.float32)
        return np.ascontiguousarray(drawn.T) / np.float32(16)


def _scaled(numbers: Floats, weight: float) -> Floats:
    """Return numbers whose squares sum up to the weight; zeros stay zeros."""
    square = float(numbers @ numbers)
    return numbers * np.float32((weight / square) ** 0.5) if square else numbers
