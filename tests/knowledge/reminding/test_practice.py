"""Practice: what is asked next, and when it comes again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reminding.practice import AGAIN_AFTER, Card, answered, next_term

TODAY = date(2026, 3, 4)
DAY = timedelta(days=1)
EVERY = ["api", "rest", "sql", "git"]


def card(due: int, box: int = 0) -> Card:
    return Card(due=TODAY + due * DAY, seen=TODAY - DAY, box=box)


@pytest.mark.parametrize(
    ("cards", "at_hand", "expected"),
    [
        pytest.param({}, ["sql"], "sql", id="new, of the milestone"),
        pytest.param({"sql": card(3)}, ["sql"], "api", id="new at all"),
        pytest.param({"git": card(0)}, ["sql"], "git", id="case 45, due later today"),
        pytest.param({"git": card(1)}, ["sql"], "sql", id="due tomorrow"),
        pytest.param({"git": card(-1), "api": card(-5)}, [], "api", id="longest due first"),
        pytest.param({"gone": card(-9)}, [], "api", id="a term that is gone"),
        pytest.param({}, ["gone"], "api", id="a term that is not there"),
        pytest.param(
            {"api": card(9), "rest": card(4), "sql": card(5), "git": card(6)},
            [],
            "rest",
            id="soonest",
        ),
    ],
)
def test_what_is_asked_next(cards: dict[str, Card], at_hand: list[str], expected: str) -> None:
    assert next_term(at_hand, EVERY, cards, TODAY) == expected


def test_without_terms_there_is_nothing_to_ask() -> None:
    assert next_term([], [], {}, TODAY) is None


def test_what_is_known_comes_ever_more_rarely_and_what_is_not_tomorrow() -> None:
    day, known = TODAY, None
    gaps = []
    for _ in range(7):
        known = answered(known, day, knew=True)
        gaps.append((known.due - day).days)
        day = known.due
    assert gaps == [3, 7, 21, 60, 60, 60, 60]
    assert answered(known, day, knew=False) == Card(due=day + DAY, seen=day, box=0)


def test_said_twice_on_a_day_the_first_holds() -> None:
    once = answered(None, TODAY, knew=True)
    assert answered(once, TODAY, knew=False) == once


@given(answers=st.lists(st.tuples(st.integers(1, 90), st.booleans()), max_size=30))
def test_it_always_comes_again_later(answers: list[tuple[int, bool]]) -> None:
    day, kept = TODAY, None
    for gap, knew in answers:
        day += gap * DAY
        kept = answered(kept, day, knew=knew)
        assert (kept.due - day).days in AGAIN_AFTER
        assert next_term([], ["api"], {"api": kept}, day) == "api"
