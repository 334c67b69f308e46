"""Phrasings asked without themselves: near what a real fit without them says."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest

from knowledge.answers import Answer
from knowledge.matcher import Apart, asked_apart, build, quick
from knowledge.matcher.apart import lost_without
from knowledge.matcher.encoder import Encoder, Floats
from knowledge.matcher.fitted import Fitted, learn, without_itself
from knowledge.matcher.learnt import LearntMatcher
from knowledge.matcher.words import words
from tests.knowledge.matcher.conftest import answers

BASE = answers(
    pay=(
        "how much do developers earn",
        "salary of a developer",
        "what is the pay",
        "money for developers",
        "developer salary",
        "how much money does a developer make",
    ),
    time=(
        "how long does it take",
        "how many months until a job",
        "time needed to become a developer",
        "how long to become a developer",
        "how many years does it take",
        "is a developer paid every month",
    ),
    docker=(
        "what is docker",
        "docker",
        "explain docker to me",
        "what are docker images",
        "do i need docker",
        "wat is dokcer",
    ),
    git=(
        "what is git",
        "do i need git",
        "explain version control",
        "why use git",
        "git for developers",
        "learn git",
    ),
)


@pytest.fixture(scope="module")
def matcher() -> LearntMatcher:
    found = build(BASE)
    assert isinstance(found, LearntMatcher)
    return found


@pytest.fixture(scope="module")
def apart(matcher: LearntMatcher) -> Sequence[Apart]:
    return asked_apart(matcher)


def without(base: Mapping[str, Answer], id_: str, phrasing: str) -> Mapping[str, Answer]:
    left = tuple(one for one in base[id_].phrasings if one != phrasing)
    return {**base, id_: replace(base[id_], phrasings=left)}


def leads(fitted: Fitted, lost: Floats) -> list[float]:
    """Return how far each phrasing's own answer is ahead of the others."""
    scores = fitted.every() @ fitted.weights - lost
    rows = np.arange(len(fitted.owners))
    own = scores[rows, fitted.owners]
    scores[rows, fitted.owners] = -np.inf
    return [float(lead) for lead in own - scores.max(axis=1)]


def test_leads_are_near_those_of_a_fit_without_the_phrasing(
    matcher: LearntMatcher, encoder: Encoder
) -> None:
    fitted = matcher.fitted
    numbers = fitted.every()
    lost = lost_without(numbers, fitted.owners, fitted.weights)
    told = leads(fitted, lost)
    bound = leads(
        fitted,
        numbers @ fitted.weights - without_itself(numbers, fitted.owners, fitted.weights),
    )
    real = []
    for phrasing, owner in zip(fitted.phrasings, fitted.owners, strict=True):
        anew = learn(without(BASE, fitted.answers[owner], phrasing), encoder)
        scores = anew.features.of_all([words(phrasing)])[0] @ anew.weights
        own = scores[owner]
        scores[owner] = -np.inf
        real.append(float(own - scores.max()))
    assert np.corrcoef(told, real)[0, 1] > 0.95
    far = np.abs(np.subtract(told, real)).mean()
    assert far < 0.2 * fitted.usual
    assert far < np.abs(np.subtract(bound, real)).mean()


def test_scores_and_winners_are_near_those_of_a_fit_without_the_phrasing(
    apart: Sequence[Apart],
) -> None:
    found = [
        build(without(BASE, one.answer, one.phrasing)).find(one.phrasing).matches[0]
        for one in apart
    ]
    same = [one.best.id == match.id for one, match in zip(apart, found, strict=True)]
    assert np.mean(same) > 0.9


def test_a_phrasing_that_only_luck_covers_lands_elsewhere(apart: Sequence[Apart]) -> None:
    (one,) = [one for one in apart if one.phrasing == "is a developer paid every month"]
    assert (one.answer, one.lands_elsewhere) == ("time", True)
    assert one.rival_id == one.best.id == "pay"
    assert one.own < one.best.score


def test_a_typo_that_stands_once_is_repaired_as_in_a_question(apart: Sequence[Apart]) -> None:
    (one,) = [one for one in apart if one.phrasing == "wat is dokcer"]
    assert not one.lands_elsewhere
    assert one.own > 0.5


def test_each_phrasing_is_told_of_once_with_scores_from_0_to_1(apart: Sequence[Apart]) -> None:
    assert sorted(one.phrasing for one in apart) == sorted(
        phrasing for answer in BASE.values() for phrasing in answer.phrasings
    )
    for one in apart:
        assert 0 <= one.rival <= 1
        assert 0 <= one.own <= one.best.score <= 1
        assert one.lead >= 0


def test_a_matcher_that_is_not_fitted_can_not_tell() -> None:
    assert asked_apart(quick(BASE)) == ()


@pytest.mark.parametrize(
    "few", [answers(), answers(only=("?",)), answers(one=("hello",)), answers(a=("x",), b=("x",))]
)
def test_next_to_nothing_has_no_trouble(few: Mapping[str, Answer]) -> None:
    for one in asked_apart(build(few)):
        assert 0 <= one.best.score <= 1
        assert one.rival_id != one.answer


def test_scores_are_right_about_as_often_as_they_say(apart: Sequence[Apart]) -> None:
    said = np.mean([one.best.score for one in apart])
    right = np.mean([not one.lands_elsewhere for one in apart])
    assert said == pytest.approx(right, abs=0.1)
