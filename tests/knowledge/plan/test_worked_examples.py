"""The four worked examples of the model, to the week and to the hour."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from knowledge.plan import Plan, Roadmap, Verdict, changes
from tests.knowledge.plan.conftest import Who


@dataclass(frozen=True, kw_only=True)
class Example:
    """A person, and the figures that the model was published with."""

    answers: dict[str, Any]
    known: set[str] = field(default_factory=set)
    before: tuple[int, int]
    search: tuple[int, int]
    school: int = 0
    weeks: tuple[int, int]


FROM_ZERO = Example(
    answers={"hours": [6, 6], "path": "self", "standing": "changer"},
    before=(616, 953),
    search=(188, 312),
    weeks=(149, 281),
)
GRADUATE = Example(
    answers={
        "hours": [20, 20],
        "path": "self",
        "standing": "cs_degree",
        "databases": ["sql"],
        "git": "daily",
    },
    known={"e1", "e2", "e4", "e5"},
    before=(340, 529),
    search=(250, 410),
    weeks=(33, 63),
)
BOOTCAMP = Example(
    answers={"hours": [40, 40], "path": "bootcamp", "standing": "changer"},
    before=(280, 443),
    search=(188, 312),
    school=12,
    weeks=(32, 66),
)
IN_IT = Example(
    answers={
        "hours": [10, 10],
        "path": "self",
        "standing": "in_it",
        "it_work": "admin",
        "git": "daily",
        "web": ["http"],
        "databases": ["sql"],
    },
    known={"e2", "e3", "e4"},
    before=(476, 735),
    search=(250, 410),
    weeks=(81, 153),
)


@pytest.mark.parametrize("example", [FROM_ZERO, GRADUATE, BOOTCAMP, IN_IT])
def test_a_worked_example_comes_out(example: Example, plan: Callable[..., Plan]) -> None:
    made = plan(**example.answers)
    figures = made.reasoning
    assert made.weeks is not None
    assert made.who.known == example.known
    assert (round(figures.before.low), round(figures.before.high)) == example.before
    assert (round(figures.search.low), round(figures.search.high)) == example.search
    assert (figures.school.low, figures.school.high) == (example.school, example.school)
    assert (round(made.weeks.low), round(made.weeks.high)) == example.weeks


def test_from_zero_in_18_months_is_possible_at_12_hours_and_safe_at_33(
    roadmap: Roadmap, who: Who
) -> None:
    found = changes(roadmap, who(**FROM_ZERO.answers, target="2028-05-25"))
    assert found.hours is not None
    assert (found.hours.possible, found.hours.safe, found.hours.most) == (12, 33, 12)


def test_a_bootcamp_in_six_months_is_not_possible(
    roadmap: Roadmap, who: Who, plan: Callable[..., Plan]
) -> None:
    answers = {**BOOTCAMP.answers, "target": "2027-05-25"}
    found = changes(roadmap, who(**answers))
    assert plan(**answers).verdict is Verdict.NO
    assert (found.hours, found.paths) == (None, ())
    assert found.later is not None


def test_in_it_in_two_years_is_possible_and_safe_at_15_hours(
    roadmap: Roadmap, who: Who, plan: Callable[..., Plan]
) -> None:
    answers = {**IN_IT.answers, "target": "2028-11-25"}
    found = changes(roadmap, who(**answers))
    assert plan(**answers).verdict is Verdict.POSSIBLE
    assert found.hours is not None
    assert (found.hours.possible, found.hours.safe) == (None, 15)
