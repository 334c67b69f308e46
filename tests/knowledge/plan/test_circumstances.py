"""What a plan takes from answers and marks, whatever they hold."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from knowledge.plan import circumstances, make_plan
from knowledge.plan.hours import HoursAWeek
from tests.knowledge.plan.conftest import TODAY, Who, shipped

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ([2, 6], 2, 6),
        ([6, 2], 2, 6),
        (6, 6, 6),
        ([0, 0], 0, 0),
        ([168, 168], 168, 168),
        ([-3, 500], 0, 168),
        ([7], 7, 7),
    ],
)
def test_hours_are_read_as_a_range(who: Who, said: JsonValue, low: int, high: int) -> None:
    assert who(hours=said).hours == HoursAWeek(low=low, high=high)
    assert "hours" not in who(hours=said).assumed


@pytest.mark.parametrize("said", [None, "many", [], [None], True, {"low": 3}])
def test_hours_that_are_missing_or_unreadable_are_assumed_and_said_so(
    who: Who, said: JsonValue
) -> None:
    assert who(hours=said).hours == HoursAWeek(low=5, high=5)
    assert who(hours=said).assumed == ("hours",)


@pytest.mark.parametrize("said", [None, "", "wizardry", ["self"], 3])
def test_a_path_that_is_missing_or_unknown_is_assumed_and_said_so(
    who: Who, said: JsonValue
) -> None:
    assert who(path=said).path == "self"
    assert who(path=said).assumed == ("path",)


def test_an_unsure_person_goes_the_suggested_path(who: Who) -> None:
    unsure = who(path="unsure", can_pay="some", can_stop="no", structure="class")
    assert unsure.suggestion is not None
    assert unsure.path == unsure.suggestion.path == "certificate"
    assert unsure.assumed == ()


def test_any_one_answer_makes_a_milestone_known(who: Who) -> None:
    assert who(languages=["rust?", "java"]).known == {"e1"}
    assert who(languages=["other"], git="little", web=["html"], databases=["nosql"]).known == set()
    assert who(standing="cs_degree").known == {"e1", "e5"}


@pytest.mark.parametrize(
    ("answers", "head_start"),
    [
        ({"standing": "cs_degree"}, True),
        ({"standing": "in_it", "it_work": "code"}, True),
        ({"standing": "in_it", "it_work": "admin"}, True),
        ({"standing": "in_it", "it_work": "support"}, False),
        ({"standing": "in_it"}, False),
        ({"standing": "changer", "it_work": "code"}, False),
        ({"standing": "other_degree"}, False),
        ({}, False),
    ],
)
def test_a_head_start_is_a_cs_degree_or_real_it_work(
    who: Who, answers: dict[str, Any], head_start: bool
) -> None:
    assert who(**answers).head_start is head_start


def test_phone_only_is_said_not_assumed(who: Who) -> None:
    assert who(computer="phone").phone_only
    assert not who(computer="computer").phone_only
    assert not who().phone_only


@pytest.mark.parametrize(
    ("said", "target"),
    [
        ("2028-02-29", date(2028, 2, 29)),
        ("2019-01-01", date(2019, 1, 1)),
        ("soon", None),
        ("2027-02-30", None),
        (2028, None),
        (None, None),
    ],
)
def test_a_target_is_a_day_or_nothing(who: Who, said: JsonValue, target: date | None) -> None:
    assert who(target=said).target == target


def test_marks_of_milestones_that_left_the_roadmap_are_kept_apart(who: Who) -> None:
    marked = who(done=("k1", "gone"), skipped=("lost", "k3", "k1"))
    assert marked.done == {"k1"}
    assert marked.skipped == {"k3"}
    assert marked.strangers == ("gone", "lost")


@given(
    answers=st.dictionaries(
        st.sampled_from(["hours", "path", "target", "standing", "languages", "can_pay", "git"]),
        json_values,
    ),
    marks=st.lists(st.text(max_size=5) | st.sampled_from(["k1", "e6", "x5", "s4"])),
)
def test_whatever_was_answered_there_is_a_plan(
    answers: dict[str, JsonValue], marks: list[str]
) -> None:
    made = make_plan(shipped(), circumstances(shipped(), answers, today=TODAY, marks_done=marks))
    assert made.next_step is not None
    assert made.who.path in {path.id for path in shipped().paths}
