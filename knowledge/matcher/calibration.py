"""Calibration: from scores to the probability that an answer is the right one."""

import json
import math
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np

from knowledge.matcher.encoder import Floats
from knowledge.matcher.fitting import chances

FITTED = Path(__file__).with_name("calibration.json")
"""What `make calibrate` fitted to the labelled questions."""

_FARTHEST = 8.0
"""Beyond it, a lead says nothing more."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What tells whether a question is on topic, the same whatever the answers are about.

    `height` is the best score as a share of what phrasings usually score; `known` the share of the
    question's weight in words that the answers have, repaired ones by half; `exact` whether the
    question is a phrasing, word for word. `scores` are those of answers, `others` those of entries
    on other subjects (none where nobody wrote any), both sharpened as the phrasings asked for.
    """

    height: float
    known: float
    exact: bool
    scores: Floats
    others: Floats = field(default_factory=lambda: np.zeros(0, dtype=np.float32))

    def elsewhere(self, sharpness: float) -> float:
        """Return how far other subjects are ahead of all answers, in logarithms; -8 to 8."""
        if not len(self.others):
            return 0.0
        ahead = _log_sum(self.others * sharpness) - _log_sum(self.scores * sharpness)
        return max(-_FARTHEST, min(ahead, _FARTHEST))


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """Weights of the evidence (Platt, "Probabilistic outputs for support vector machines", 1999).

    `sharpness` multiplies scores before their softmax: phrasings are asked without themselves, so
    they make the scores look less sure than they are on new questions. `elsewhere` is for
    knowledge with entries on other subjects, 0 for knowledge without.
    """

    bias: float
    height: float
    known: float
    elsewhere: float
    sharpness: float

    def on_topic(self, evidence: Evidence) -> float:
        """Return the probability that any answer is right."""
        if evidence.exact:
            return 1.0
        apart = self.elsewhere * evidence.elsewhere(self.sharpness)
        sum_ = self.bias + self.height * evidence.height + self.known * evidence.known + apart
        return _logistic(sum_)

    def chances(self, evidence: Evidence) -> Floats:
        """Return each answer's probability of being the right one; they sum up to 1 at most."""
        shares = chances(evidence.scores[None] * np.float32(self.sharpness))[0]
        weighed: Floats = shares * np.float32(self.on_topic(evidence))
        return weighed

    def chances_elsewhere(self, evidence: Evidence) -> Floats:
        """Return the probability of each entry on another subject, once no answer is right."""
        ahead = _logistic(evidence.elsewhere(self.sharpness))
        shares = chances(evidence.others[None] * np.float32(self.sharpness))[0]
        weighed: Floats = shares * np.float32(ahead * (1 - self.on_topic(evidence)))
        return weighed


@dataclass(frozen=True, kw_only=True)
class Calibrations:
    """A calibration for knowledge of answers `alone`, and for knowledge of other subjects too."""

    alone: Calibration
    beside_others: Calibration


@lru_cache(maxsize=1)
def load_calibrations(path: Path = FITTED) -> Calibrations:
    """Return the calibrations that were fitted. Raises OSError or ValueError for a bad file."""
    plain = json.loads(path.read_text(encoding="utf-8"))
    return Calibrations(**{name: Calibration(**weights) for name, weights in plain.items()})


def save_calibrations(calibrations: Calibrations, path: Path = FITTED) -> None:
    """Write calibrations, rounded to what the data can tell."""
    rounded = {
        name: {key: round(value, 3) for key, value in weights.items()}
        for name, weights in asdict(calibrations).items()
    }
    path.write_text(json.dumps(rounded, indent=2) + "\n", encoding="utf-8")


def _log_sum(scores: Floats) -> float:
    highest = float(scores.max())
    return highest + math.log(float(np.exp(scores - highest).sum()))


def _logistic(number: float) -> float:
    return 1 / (1 + math.exp(-max(min(number, 60.0), -60.0)))
