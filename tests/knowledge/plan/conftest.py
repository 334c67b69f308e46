"""What the tests of plans share: the shipped roadmap, and people made of answers."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol

import pytest
from pydantic import JsonValue

from knowledge.plan import Circumstances, Plan, Roadmap, circumstances, load_roadmap, make_plan

ROADMAP = Path(__file__).parents[3] / "knowledge/tracks/backend/roadmap.yaml"
TODAY = date(2026, 11, 25)


@cache
def shipped() -> Roadmap:
    """Return the shipped roadmap, for tests that would print all of a fixture as they fail."""
    found, mistakes = load_roadmap(ROADMAP)
    assert mistakes == ()
    assert found is not None
    return found


class Who(Protocol):
    """Makes circumstances of answers given as keywords."""

    def __call__(
        self, *, done: tuple[str, ...] = (), skipped: tuple[str, ...] = (), **answers: JsonValue
    ) -> Circumstances:
        """Return the circumstances on a fixed day."""


@pytest.fixture(scope="session")
def roadmap() -> Roadmap:
    """Return the shipped roadmap."""
    return shipped()


@pytest.fixture(scope="session")
def who(roadmap: Roadmap) -> Who:
    """Return a maker of circumstances; unless said otherwise, 6 hours of self-study a week."""

    def made(
        *, done: tuple[str, ...] = (), skipped: tuple[str, ...] = (), **answers: JsonValue
    ) -> Circumstances:
        said: dict[str, JsonValue] = {"hours": [6, 6], "path": "self"}
        return circumstances(
            roadmap, said | answers, today=TODAY, marks_done=done, marks_skipped=skipped
        )

    return made


@pytest.fixture(scope="session")
def plan(roadmap: Roadmap, who: Who) -> Callable[..., Plan]:
    """Return a maker of plans, with the same keywords as `who`."""
    return lambda **given: make_plan(roadmap, who(**given))
