"""Calibration: from scores to the probability that an answer is the right one."""

import json
import math
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from knowledge.matcher.encoder import Floats
from knowledge.matcher.fitting import chances

FITTED = Path(__file__).with_name("calibration.json")
"""What `make calibrate` fitted to the labelled questions."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What tells whether a question is on topic, the same whatever the answers are about.

    `height` is the best score as a share of what phrasings usually score; `known` the share of
    the question's weight in words that the phrasings have; `exact` whether the question is a
    phrasing, word for word. `scores` are sharpened as the phrasings asked for.
    """

    height: float
    known: float
    exact: bool
    scores: Floats


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """Weights of the evidence (Platt, "Probabilistic outputs for support vector machines", 1999).

    `sharpness` multiplies scores before their softmax: phrasings are asked without themselves, so
    they make the scores look less sure than they are on new questions.
    """

    bias: float
    height: float
    known: float
    sharpness: float

    def on_topic(self, evidence: Evidence) -> float:
        """Return the probability that any answer is right."""
        if evidence.exact:
            return 1.0
        return _logistic(self.bias + self.height * evidence.height + self.known * evidence.known)

    def chances(self, evidence: Evidence) -> Floats:
        """Return each answer's probability of being the right one; they sum up to 1 at most."""
        shares = chances(evidence.scores[None] * np.float32(self.sharpness))[0]
        weighed: Floats = shares * np.float32(self.on_topic(evidence))
        return weighed


@lru_cache(maxsize=1)
def load_calibration(path: Path = FITTED) -> Calibration:
    """Return a calibration that was fitted. Raises OSError or ValueError for a bad file."""
    return Calibration(**json.loads(path.read_text(encoding="utf-8")))


def save_calibration(calibration: Calibration, path: Path = FITTED) -> None:
    """Write a calibration, rounded to what the data can tell."""
    rounded = {name: round(value, 3) for name, value in asdict(calibration).items()}
    path.write_text(json.dumps(rounded, indent=2) + "\n", encoding="utf-8")


def _logistic(number: float) -> float:
    return 1 / (1 + math.exp(-max(min(number, 60.0), -60.0)))
