"""Calibration: from a score to the probability that the answer is right."""

import math
from dataclasses import dataclass

import numpy as np

from knowledge.matcher.fitted import Fitted
from knowledge.matcher.fitting import chances
from knowledge.matcher.vectors import Floats


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """How probably a question is on topic, and if so, how probably an answer is the right one.

    `bias`, `score` and `known` weigh the best score (1: as high as usual) and the share of known
    words; `sharpness` multiplies what the phrasings themselves said of it.
    """

    bias: float
    score: float
    known: float
    sharpness: float

    def chances(self, fitted: Fitted, scores: Floats, known: float) -> Floats:
        """Return each answer's probability of being the right one; they sum up to 1 at most."""
        height = float(scores.max()) / max(fitted.usual, 1e-6)
        on_topic = _logistic(self.bias + self.score * height + self.known * known)
        factor = np.float32(fitted.sharpness * self.sharpness)
        shares: Floats = chances(scores[None] * factor)[0] * np.float32(on_topic)
        return shares


def _logistic(number: float) -> float:
    return 1 / (1 + math.exp(-max(min(number, 60.0), -60.0)))


FITTED = Calibration(bias=-6.5, score=6.0, known=2.5, sharpness=1.3)
