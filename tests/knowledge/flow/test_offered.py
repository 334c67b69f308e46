"""Options on offer, picked in words."""

import pytest
from pydantic import JsonValue

from knowledge.flow.offered import from_draft, narrowed, picked, to_draft
from knowledge.flow.readings import Ambiguous, Option
from tests.knowledge.flow.reading import read

TBILISI: JsonValue = {"city": None, "country": "GE", "zone": "Asia/Tbilisi"}
GEORGIA: JsonValue = {"city": "Georgia", "country": "US", "zone": "America/New_York"}


def offered(at: str, text: str) -> tuple[Option, ...]:
    outcome = read(at, text)
    assert isinstance(outcome, Ambiguous)
    return outcome.options


@pytest.mark.parametrize(
    ("at", "asked", "reply", "value"),
    [
        ("reminder", "half past seven", "evening", "19:30"),
        ("reminder", "half past seven", "in the morning please", "07:30"),
        ("reminder", "half past seven", "pm", "19:30"),
        ("reminder", "half past seven", "the second", "19:30"),
        ("reminder", "evening", "the last one", "21:00"),
        ("computer", "not a phone", "yes", "computer"),
        ("languages", "jave", "yes!", ["java"]),
        ("place", "georgia", "the country", TBILISI),
        ("place", "georgia", "the us one", GEORGIA),
        ("standing", "student", "at school", "school"),
        ("standing", "student", "2", "cs_degree"),
        ("reminder", "half past seven", "blorp", None),
        ("reminder", "evening", "evening", None),
        ("standing", "student", "yes", None),
        ("standing", "student", "9", None),
    ],
)
def test_a_reply_picks_one_of_the_options(
    at: str, asked: str, reply: str, value: JsonValue
) -> None:
    option = picked(offered(at, asked), reply)
    assert (option.value if option else None) == value


def test_a_part_of_a_name_is_enough() -> None:
    options = offered("place", "Birmingham")
    option = picked(options, "alabama")
    assert option is not None
    assert option.label == "Birmingham, Alabama"


def test_nothing_is_picked_where_nothing_is_offered() -> None:
    assert picked((), "yes") is None


def test_options_survive_in_a_draft() -> None:
    options = offered("place", "Birmingham")
    assert from_draft(to_draft(options)) == options


@pytest.mark.parametrize(
    "draft", [None, ["python"], "x", {"label": "x"}, [{"label": 1, "value": 2}]]
)
def test_a_draft_of_something_else_offers_nothing(draft: JsonValue) -> None:
    assert from_draft(draft) == ()


def test_a_half_of_the_day_leaves_fewer_hours() -> None:
    options = offered("reminder", "half 8")
    left = narrowed(options, "in the morning")
    assert [option.value for option in left] == ["08:30", "07:30"]
    assert narrowed(options, "blorp") == ()
    assert narrowed(left, "morning") == ()
