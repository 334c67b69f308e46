"""Calibrate: fit the probabilities of matches to the project's own labelled questions.

    python -m benchmarks.calibrate

writes `knowledge/matcher/calibration.json` and the picture `docs/reliability.svg`. Whether a
question is on topic is a logistic regression on the evidence (Platt, 1999), how sure the scores
are is one factor (temperature scaling: Guo et al., 2017). Questions are fitted as typed and with
typos; what is printed, and drawn, is of questions that were left out of the fit (10 folds).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.labelled import ANSWERS, FITTING, Asked, load_questions, with_typos
from benchmarks.reliability import draw
from knowledge.answers import load_answers
from knowledge.matcher import build
from knowledge.matcher.calibration import Calibration, Evidence, load_calibration, save_calibration
from knowledge.matcher.fitting import chances
from knowledge.matcher.learnt import LearntMatcher

PICTURE = Path(__file__).parent.parent / "docs" / "reliability.svg"

_FOLDS = 10
_PENALTY = 0.1
_STEPS = 50
_FACTORS = np.geomspace(0.3, 5, 60)

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A question with its evidence, and where the right answers stand among the scores."""

    evidence: Evidence
    right: Sequence[int]

    @property
    def numbers(self) -> list[float]:
        """The evidence as numbers, the first one always 1."""
        return [1.0, self.evidence.height, self.evidence.known]


def see(matcher: LearntMatcher, questions: Sequence[Asked]) -> list[Seen]:
    """Return what the matcher sees of each question; those without words are left out."""
    places = {id_: place for place, id_ in enumerate(matcher.fitted.answers)}
    return [
        Seen(evidence=evidence, right=[places[id_] for id_ in asked.right if id_ in places])
        for asked in questions
        if (evidence := matcher.evidence(asked.text)) is not None
    ]


def calibrate(seen: Sequence[Seen]) -> Calibration:
    """Return the calibration under which what is known of the questions is likeliest."""
    weights = _logistic(
        np.array([one.numbers for one in seen]), np.array([bool(one.right) for one in seen])
    )
    bias, height, known = weights.tolist()
    return Calibration(bias=bias, height=height, known=known, sharpness=_sharpness(seen))


def _logistic(numbers: Floats, outcomes: npt.NDArray[np.bool_]) -> Floats:
    """Return the weights of a logistic regression, by Newton's method, the bias unpenalized."""
    penalty = np.diag([0.0] + [_PENALTY] * (numbers.shape[1] - 1))
    weights = np.zeros(numbers.shape[1])
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-numbers @ weights))
        slope = numbers.T @ (odds - outcomes) + penalty @ weights
        bend = (numbers.T * (odds * (1 - odds))) @ numbers + penalty
        weights -= np.linalg.solve(bend, slope)
    return weights


def _sharpness(seen: Sequence[Seen]) -> float:
    """Return the factor under which the right answers are likeliest."""
    scores = np.array([one.evidence.scores for one in seen if one.right])
    right = [one.right for one in seen if one.right]

    def surprise(factor: float) -> float:
        shares = chances(scores * np.float32(factor))
        likely = [row[places].sum() for row, places in zip(shares, right, strict=True)]
        return float(-np.log(np.maximum(likely, 1e-6)).mean())

    return float(min(_FACTORS, key=surprise))


def judge(calibration: Calibration, seen: Sequence[Seen]) -> list[tuple[float, bool]]:
    """Return the best match's probability and whether it is right, a question each."""
    shares = [calibration.chances(one.evidence) for one in seen]
    return [
        (float(share.max()), int(share.argmax()) in one.right)
        for share, one in zip(shares, seen, strict=True)
    ]


def left_out(seen: Sequence[Seen]) -> list[tuple[float, bool]]:
    """Judge each question by a calibration that was fitted without its fold."""
    judged: list[tuple[float, bool]] = []
    half = len(seen) // 2
    for fold in range(_FOLDS):
        # A question and its mistyped twin stand `half` apart and leave together.
        held = [i for i in range(len(seen)) if i % half % _FOLDS == fold]
        rest = [seen[i] for i in range(len(seen)) if i not in set(held)]
        judged += judge(calibrate(rest), [seen[i] for i in held])
    return judged


def off_by(judged: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Return the mean gap of said and true frequency (expected calibration error), 0 to 1."""
    chance, right = (np.array(column, dtype=float) for column in zip(*judged, strict=True))
    places = np.minimum((chance * bins).astype(int), bins - 1)
    gaps = [abs((chance - right)[places == place].sum()) for place in range(bins)]
    return float(sum(gaps) / len(judged))


def main() -> None:
    """Fit, print what was found, and write the file and the picture."""
    answers, _ = load_answers(ANSWERS)
    matcher = build(answers)
    assert isinstance(matcher, LearntMatcher)
    questions = load_questions(FITTING)
    seen = see(matcher, [*questions, *with_typos(questions)])
    judged = left_out(seen)
    print(f"in service: {load_calibration()}\nfitted:     {(fitted := calibrate(seen))}")
    print(f"expected calibration error of questions left out: {off_by(judged):.3f}")
    save_calibration(fitted)
    PICTURE.write_text(draw(judged), encoding="utf-8")


if __name__ == "__main__":
    main()
