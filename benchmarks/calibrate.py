"""Calibrate: fit the probabilities of matches to the project's own labelled questions.

    python -m benchmarks.calibrate

writes `knowledge/matcher/calibration.json` and the picture `docs/reliability.svg`. Whether a
question is on topic is a logistic regression on the evidence (Platt, 1999), how sure the scores
are is one factor (temperature scaling: Guo et al., 2017). Questions are fitted as typed and with
typos; what is printed, and drawn, is of questions that were left out of the fit (10 folds). Both
are done for the answers alone, which serves knowledge without entries on other subjects, and with
those entries; the picture is of the latter. However many questions on other subjects are written,
they count as if one question in five was one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from benchmarks.labelled import ANSWERS, FITTING, Asked, load_questions, with_typos
from benchmarks.reliability import draw
from knowledge.answers import Answer, load_answers
from knowledge.matcher import build
from knowledge.matcher.calibration import (
    Calibration,
    Calibrations,
    Evidence,
    load_calibrations,
    save_calibrations,
)
from knowledge.matcher.fitting import chances
from knowledge.matcher.learnt import LearntMatcher

PICTURE = Path(__file__).parent.parent / "docs" / "reliability.svg"

_FOLDS = 10
_PENALTY = 0.1
_STEPS = 50
_FACTORS = np.geomspace(0.3, 5, 60)

_AWAY = 0.2
"""The share of questions on other subjects among what people ask (our judgement)."""

Floats = npt.NDArray[np.float64]
Judged: TypeAlias = Sequence[tuple[float, bool]]
"""How probable a question's best match was said to be, and whether it was right."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A question with its evidence, and where the right answers stand among the scores."""

    evidence: Evidence
    right: Sequence[int]

    def numbers(self, sharpness: float) -> list[float]:
        """Return the evidence as numbers, the first one always 1."""
        evidence = self.evidence
        return [1.0, evidence.height, evidence.known, evidence.elsewhere(sharpness)]


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
    sharpness = _sharpness(seen)
    numbers = np.array([one.numbers(sharpness) for one in seen])
    on_topic = np.array([bool(one.right) for one in seen])
    weights = _logistic(numbers, on_topic, counted(on_topic)).tolist()
    names = ("bias", "height", "known", "elsewhere")
    return Calibration(**dict(zip(names, weights, strict=True)), sharpness=sharpness)


def counted(on_topic: npt.NDArray[np.bool_]) -> Floats:
    """Return how much each question counts, so that a share `_AWAY` of them all is off topic."""
    away = _AWAY / (1 - _AWAY) * on_topic.sum() / max(1, (~on_topic).sum())
    return np.where(on_topic, 1.0, away)


def _logistic(numbers: Floats, outcomes: npt.NDArray[np.bool_], counts: Floats) -> Floats:
    """Return the weights of a logistic regression, by Newton's method, the bias unpenalized."""
    penalty = np.diag([0.0] + [_PENALTY] * (numbers.shape[1] - 1))
    weights = np.zeros(numbers.shape[1])
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-numbers @ weights))
        slope = numbers.T @ (counts * (odds - outcomes)) + penalty @ weights
        bend = (numbers.T * (counts * odds * (1 - odds))) @ numbers + penalty
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


def judge(calibration: Calibration, seen: Sequence[Seen]) -> Judged:
    """Return the best match's probability and whether it is right, a question each."""
    shares = [calibration.chances(one.evidence) for one in seen]
    return [
        (float(share.max()), int(share.argmax()) in one.right)
        for share, one in zip(shares, seen, strict=True)
    ]


def left_out(seen: Sequence[Seen]) -> Judged:
    """Judge each question by a calibration that was fitted without its fold."""
    judged: list[tuple[float, bool]] = []
    half = len(seen) // 2
    for fold in range(_FOLDS):
        # A question and its mistyped twin stand `half` apart and leave together.
        held = [i for i in range(len(seen)) if i % half % _FOLDS == fold]
        rest = [seen[i] for i in range(len(seen)) if i not in set(held)]
        judged += judge(calibrate(rest), [seen[i] for i in held])
    return judged


def as_asked(seen: Sequence[Seen], judged: Judged) -> Judged:
    """Return what was judged, with so few of the questions off topic that they are a fifth."""
    on = [one for one, question in zip(judged, seen, strict=True) if question.right]
    off = [one for one, question in zip(judged, seen, strict=True) if not question.right]
    size = min(len(off), round(len(on) * _AWAY / (1 - _AWAY)))
    return [*on, *(off[place * len(off) // size] for place in range(size))]


def off_by(judged: Judged, bins: int = 10) -> float:
    """Return the mean gap of said and true frequency (expected calibration error), 0 to 1."""
    chance, right = (np.array(column, dtype=float) for column in zip(*judged, strict=True))
    places = np.minimum((chance * bins).astype(int), bins - 1)
    gaps = [abs((chance - right)[places == place].sum()) for place in range(bins)]
    return float(sum(gaps) / len(judged))


def main() -> None:
    """Fit, print what was found, and write the file and the picture."""
    every, _ = load_answers(ANSWERS)
    answers = {id_: answer for id_, answer in every.items() if not answer.elsewhere}
    alone, beside = _seen(answers), _seen(every)
    fitted = Calibrations(alone=calibrate(alone), beside_others=calibrate(beside))
    print(f"in service: {load_calibrations()}\nfitted:     {fitted}")
    judged = as_asked(beside, left_out(beside))
    print("expected calibration error of questions left out: ", end="")
    print(
        f"{off_by(as_asked(alone, left_out(alone))):.3f}, with other subjects {off_by(judged):.3f}"
    )
    save_calibrations(fitted)
    PICTURE.write_text(draw(judged), encoding="utf-8")


def _seen(answers: Mapping[str, Answer]) -> list[Seen]:
    matcher = build(answers)
    assert isinstance(matcher, LearntMatcher)
    questions = load_questions(FITTING)
    return see(matcher, [*questions, *with_typos(questions)])


if __name__ == "__main__":
    main()
