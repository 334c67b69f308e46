"""Fitted: what is learnt from the phrasings of answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from knowledge.answers import Answer
from knowledge.matcher.arrays import Rows
from knowledge.matcher.calibration import Evidence
from knowledge.matcher.encoder import Encoder, Floats
from knowledge.matcher.features import PLACES, Features, gather
from knowledge.matcher.fitting import STRENGTH, chances, fit
from knowledge.matcher.pieces import hashed
from knowledge.matcher.spelling import Spelling, count
from knowledge.matcher.words import words

_SHARPNESS = np.geomspace(0.1, 10, 41)
_LEAST = 1.0
_TINY = 1e-6


@dataclass(frozen=True, kw_only=True, eq=False)
class Fitted:
    """Phrasings with their numbers (phrasings x size), owners, and weights (size x answers).

    The numbers of phrasings are kept as multiples of `grain`, a byte each; their words are known by
    the hashes `whole`, in order.
    The first `own` of the `answers` are answers, the rest are entries on other subjects.
    `usual` is the median of the best scores of phrasings, each asked of all others; `sharpness`
    is what scores are multiplied with so that their softmax is right as often as it says.
    """

    answers: Sequence[str]
    own: int
    phrasings: Sequence[str]
    whole: npt.NDArray[np.uint64]
    owners: npt.NDArray[np.intp]
    numbers: Rows
    grain: float
    weights: Floats
    usual: float
    sharpness: float
    features: Features
    spelling: Spelling

    def every(self) -> Floats:
        """Return the numbers of all phrasings."""
        numbers: Floats = self.numbers[0 : len(self.phrasings)].astype(np.float32)
        return numbers * np.float32(self.grain)

    def scores(self, numbers: Floats) -> Floats:
        """Return the scores of texts by their numbers (texts x answers).

        Of the hashed places a text has few, and of the weights only those are looked at.
        """
        scores: Floats = numbers[:, PLACES:] @ self.weights[PLACES:]
        for text, row in enumerate(numbers[:, :PLACES]):
            (there,) = row.nonzero()
            scores[text] += row[there] @ self.weights[there]
        return scores

    def says(self, read: Sequence[str]) -> bool:
        """Whether these words are a phrasing."""
        wanted = np.uint64(hashed(" ".join(read)))
        place = int(np.searchsorted(self.whole, wanted))
        return place < len(self.whole) and bool(self.whole[place] == wanted)

    def evidence(self, scores: Floats, *, known: float, exact: bool) -> Evidence:
        """Return what these scores of a question, one for each of `answers`, tell of it."""
        sharp = scores * np.float32(self.sharpness)
        return Evidence(
            height=float(scores[: self.own].max(initial=0.0)) / self.usual,
            known=known,
            exact=exact,
            scores=sharp[: self.own],
            others=sharp[self.own :],
        )

    @property
    def others(self) -> Sequence[str]:
        """The ids of entries on other subjects."""
        return self.answers[self.own :]

    @cached_property
    def spans(self) -> Sequence[slice]:
        """Where each answer's phrasings stand."""
        ends = np.searchsorted(self.owners, np.arange(len(self.answers) + 1)).tolist()
        return [slice(first, end) for first, end in pairwise(ends)]


def learn(answers: Mapping[str, Answer], encoder: Encoder | None) -> Fitted:
    """Fit to phrasings and titles that have words; an answer without any is never found."""
    others = {answer.id for answer in answers.values() if answer.elsewhere}
    said = [
        (answer.id, phrasing, read)
        for answer in sorted(answers.values(), key=lambda answer: answer.elsewhere)
        for phrasing in dict.fromkeys((*answer.phrasings, answer.title))
        if (read := words(phrasing))
    ]
    ids = list(dict.fromkeys(id_ for id_, _, _ in said))
    place = {id_: position for position, id_ in enumerate(ids)}
    own = sum(id_ not in others for id_ in ids)
    features = gather(((id_, read) for id_, _, read in said), encoder, others)
    numbers = features.of_all([read for _, _, read in said])
    owners = np.array([place[id_] for id_, _, _ in said], dtype=np.intp)
    weights = fit(numbers, owners, len(ids))
    apart = without_itself(numbers, owners, weights)[owners < own, :own]
    grain = float(np.abs(numbers).max(initial=_TINY)) / 127
    return Fitted(
        answers=ids,
        own=own,
        phrasings=[phrasing for _, phrasing, _ in said],
        whole=_whole(read for id_, _, read in said if id_ not in others),
        owners=owners,
        numbers=np.round(numbers / grain).astype(np.int8),
        grain=grain,
        weights=weights,
        usual=_usual(apart),
        sharpness=likeliest(apart, owners[owners < own]),
        features=features,
        spelling=Spelling(
            counts=count(read for _, _, read in said), pieces=encoder.pieces if encoder else None
        ),
    )


def _whole(texts: Iterable[Sequence[str]]) -> npt.NDArray[np.uint64]:
    return np.unique(np.array([hashed(" ".join(read)) for read in texts], dtype=np.uint64))


def without_itself(numbers: Floats, owners: npt.NDArray[np.intp], weights: Floats) -> Floats:
    """Return each phrasing's scores (phrasings x answers) as if it were not among the phrasings.

    At the optimum a phrasing adds to the weights its numbers times its error; taking that away,
    with nothing fitted anew, gives a bound on the leave-one-out scores from the dark side
    (Jaakkola and Haussler, "Probabilistic kernel regression models", 1999).
    """
    scores = numbers @ weights
    errors = -chances(scores)
    errors[np.arange(len(owners)), owners] += 1
    lengths = np.einsum("ij,ij->i", numbers, numbers)
    apart: Floats = scores - STRENGTH * lengths[:, None] * errors
    return apart


def _usual(scores: Floats) -> float:
    """Return the median of the best scores, above 0 also where there is next to nothing."""
    return max(float(np.median(scores.max(axis=1))), _LEAST) if scores.size else 1.0


def likeliest(scores: Floats, owners: npt.NDArray[np.intp]) -> float:
    """Return the factor under which the owners of scores are likeliest."""
    if not len(scores):
        return 1.0
    rows = np.arange(len(owners))

    def surprise(factor: float) -> float:
        right = chances(scores * np.float32(factor))[rows, owners]
        return float(-np.log(np.maximum(right, 1e-9)).mean())

    return float(min(_SHARPNESS, key=surprise))
