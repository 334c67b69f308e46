"""Fitting: the weights are those of a lowest penalized surprise."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pytest

from knowledge.answers import Answer
from knowledge.matcher.encoder import Floats
from knowledge.matcher.fitted import learn, without_itself
from knowledge.matcher.fitting import STRENGTH, chances, fit
from knowledge.matcher.words import words
from tests.knowledge.matcher.conftest import SMALL, answers


def _made(seed: int) -> tuple[Floats, npt.NDArray[np.intp]]:
    chance = np.random.default_rng(seed)
    owners = np.repeat(np.arange(4), 6)
    numbers = (np.eye(12)[owners] + chance.normal(0, 0.3, (24, 12))).astype(np.float32)
    return numbers, owners


@pytest.mark.parametrize("seed", range(5))
def test_the_slope_is_flat_where_fitting_ends(seed: int) -> None:
    """At the optimum weights are the phrasings' errors times their numbers, nothing else."""
    numbers, owners = _made(seed)
    weights = fit(numbers, owners, 4)
    errors = np.eye(4, dtype=np.float32)[owners] - chances(numbers @ weights)
    assert np.abs(weights - STRENGTH * numbers.T @ errors).max() < 0.1


@pytest.mark.parametrize("seed", range(5))
def test_phrasings_score_highest_on_their_own_answers(seed: int) -> None:
    numbers, owners = _made(seed)
    assert ((numbers @ fit(numbers, owners, 4)).argmax(axis=1) == owners).all()


@pytest.mark.parametrize("seed", range(3))
def test_scores_without_itself_bound_those_of_a_new_fit_from_below(seed: int) -> None:
    numbers, owners = _made(seed)
    bounds = without_itself(numbers, owners, fit(numbers, owners, 4))
    for row in range(len(owners)):
        rest = np.arange(len(owners)) != row
        anew = numbers[row] @ fit(numbers[rest], owners[rest], 4)
        assert bounds[row, owners[row]] < anew[owners[row]] + 0.05


@pytest.mark.parametrize("scores", [[[0.0, 0.0]], [[1e30, -1e30]], [[-500.0, 500.0]]])
def test_chances_sum_up_to_one(scores: list[list[float]]) -> None:
    assert chances(np.array(scores, dtype=np.float32)).sum() == pytest.approx(1)


@pytest.mark.parametrize(
    "few",
    [answers(), answers(only=("?", "🙂")), answers(one=("hello",)), answers(a=("x",), b=("x",))],
)
def test_next_to_nothing_can_be_fitted(few: Mapping[str, Answer]) -> None:
    fitted = learn(few, None)
    assert np.isfinite(fitted.weights).all()
    assert fitted.usual > 0
    assert len(fitted.spans) == len(fitted.answers)


def test_titles_are_ways_to_ask_too() -> None:
    fitted = learn(SMALL, None)
    assert [fitted.phrasings[span][0] for span in fitted.spans] == [
        answer.phrasings[0] for answer in SMALL.values()
    ]


def test_a_phrasing_is_known_by_its_words() -> None:
    fitted = learn(SMALL, None)
    assert fitted.says(words("What is DOCKER?"))
    assert not fitted.says(words("what is docker compose"))
    assert not learn({}, None).says(["docker"])
