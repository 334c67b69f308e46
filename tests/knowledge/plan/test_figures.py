"""Figures of a plan for an answer's places."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given

from knowledge.asking.for_me import PLACES
from knowledge.messages import Messages, load_messages
from knowledge.plan import Circumstances, Plan, make_plan
from knowledge.plan.figures import figures
from knowledge.plan.line import Line, in_plain
from tests.knowledge.plan.conftest import shipped
from tests.knowledge.plan.test_properties import people

MakePlan = Callable[..., Plan]
FIGURES = PLACES.keys() - {"country"}
DATES = {"range", "dates", "earliest", "latest"}


@pytest.fixture(scope="module")
def messages() -> Messages:
    """Return the shipped messages."""
    found, _ = load_messages(Path(__file__).parents[3] / "knowledge/messages")
    return found


def told(messages: Messages, plan: Plan) -> Mapping[str, str]:
    """Return a plan's figures as people read them."""
    return {
        name: in_plain(messages, value) if isinstance(value, Line) else value
        for name, value in figures(plan).items()
    }


def test_six_hours_a_week_have_all_figures(plan: MakePlan, messages: Messages) -> None:
    found = told(messages, plan(target="2031-01-01"))
    assert found.keys() == FIGURES
    assert found["hours"] == "6 hours a week"
    assert found["range"] == "2.8 to 5.4 years"
    assert found["dates"] == f"{found['earliest']} to {found['latest']}"
    assert found["path"] == "Self-study"
    assert found["done"] == "0"
    assert int(found["all"]) > 20
    assert "1 January 2031" in found["target"]


def test_what_is_done_is_counted(plan: MakePlan, messages: Messages) -> None:
    before, after = (told(messages, plan(done=done)) for done in ((), ("k1",)))
    assert (before["done"], after["done"]) == ("0", "1")
    assert before["next_step"] != after["next_step"]


def test_no_date_is_told_where_the_path_does_not_fit(plan: MakePlan) -> None:
    assert not DATES & figures(plan(hours=[2, 2], path="bachelor")).keys()


def test_no_latest_month_is_told_beyond_what_the_source_covers(plan: MakePlan) -> None:
    found = figures(plan(hours=[4, 4]))
    assert "earliest" in found
    assert "latest" not in found


def test_no_hours_are_no_time(plan: MakePlan) -> None:
    assert not DATES & figures(plan(hours=[0, 0])).keys()


@given(who=people())
def test_anybody_has_hours_and_a_path_and_only_known_places(who: Circumstances) -> None:
    found = figures(make_plan(shipped(), who))
    assert {"hours", "path", "done", "all"} <= found.keys() <= FIGURES
