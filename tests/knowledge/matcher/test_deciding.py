"""Deciding: the outcome with the lowest expected cost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matcher.deciding import COSTS, decide
from knowledge.matcher.found import Match, Outcome


def matches(*scores: float) -> list[Match]:
    return [Match(id=f"a{n}", score=score, phrasing="-") for n, score in enumerate(scores)]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((), Outcome.UNKNOWN),
        ((0.97, 0.01), Outcome.ANSWER),
        ((0.9, 0.08), Outcome.ANSWER),
        ((0.8, 0.1), Outcome.CHOICES),
        ((0.5, 0.45), Outcome.CHOICES),
        ((0.3, 0.25, 0.2), Outcome.CHOICES),
        ((0.3, 0.05), Outcome.UNKNOWN),
        ((0.0,), Outcome.UNKNOWN),
    ],
)
def test_scores_decide(scores: tuple[float, ...], expected: Outcome) -> None:
    assert decide(matches(*scores)) is expected


@pytest.mark.parametrize(
    ("score", "expected"), [(0.9, "answer"), (0.7, "answer"), (0.1, "unknown")]
)
def test_an_urgent_answer_is_given_on_a_slighter_likeness(score: float, expected: str) -> None:
    assert decide(matches(score, 0.02), urgent={"a0"}) == expected


@given(st.lists(st.floats(0, 1), min_size=1, max_size=4), st.floats(0, 0.2))
def test_a_surer_match_never_ends_worse(shares: list[float], more: float) -> None:
    total = max(sum(shares), 1e-9)
    scores = sorted((share / max(total, 1) for share in shares), reverse=True)
    order = [Outcome.UNKNOWN, Outcome.CHOICES, Outcome.ANSWER]
    surer = [min(scores[0] + more * (1 - scores[0]), 1 - sum(scores[1:])), *scores[1:]]
    assert order.index(decide(matches(*surer))) >= order.index(decide(matches(*scores)))


def test_a_wrong_answer_costs_most() -> None:
    assert COSTS.wrong > COSTS.missed > COSTS.fruitless > COSTS.tap
