"""Which path an unsure person is advised, and why never one they can't take."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.plan.hours import HoursAWeek
from knowledge.plan.suggestion import suggest
from tests.knowledge.plan.conftest import shipped

FREE = "plan.reason.free"


@pytest.mark.parametrize(
    ("answers", "hours", "path", "reason"),
    [
        ({}, 10, "self", FREE),
        ({"structure": "alone", "can_pay": "much", "can_stop": "yes"}, 40, "self", FREE),
        (
            {"structure": "class", "can_pay": "much", "can_stop": "yes"},
            40,
            "bootcamp",
            "plan.reason.class",
        ),
        (
            {"structure": "class", "can_pay": "much", "can_stop": "yes"},
            6,
            "certificate",
            "plan.reason.part_time",
        ),
        (
            {"structure": "class", "can_pay": "much", "can_stop": "no"},
            40,
            "certificate",
            "plan.reason.part_time",
        ),
        (
            {"structure": "class", "can_pay": "nothing", "can_stop": "yes"},
            40,
            "self",
            "plan.reason.guided_free",
        ),
        ({"structure": "class", "can_stop": "yes"}, 40, "self", "plan.reason.guided_free"),
        ({"structure": "guided", "can_pay": "nothing"}, 10, "self", "plan.reason.guided_free"),
        (
            {"structure": "guided", "can_pay": "much"},
            10,
            "certificate",
            "plan.reason.guided_school",
        ),
        (
            {"standing": "school", "structure": "class", "can_pay": "much", "can_stop": "yes"},
            40,
            "bachelor",
            "plan.reason.young",
        ),
        (
            {"standing": "school", "structure": "class", "can_pay": "some", "can_stop": "part"},
            30,
            "associate",
            "plan.reason.cheaper_start",
        ),
        (
            {"standing": "cs_degree", "structure": "class", "can_pay": "much", "can_stop": "yes"},
            40,
            "self",
            "plan.reason.degree_in_hand",
        ),
    ],
)
def test_a_path_is_suggested_with_its_reasons(
    answers: dict[str, Any], hours: int, path: str, reason: str
) -> None:
    found = suggest(shipped(), answers, HoursAWeek.of(hours, hours))
    assert found.path == path
    assert reason in found.reasons


@given(
    answers=st.fixed_dictionaries(
        {},
        optional={
            "standing": st.sampled_from(
                ["school", "cs_degree", "other_degree", "changer", "in_it"]
            ),
            "can_pay": st.sampled_from(["nothing", "some", "much", None]),
            "can_stop": st.sampled_from(["no", "part", "yes", None]),
            "structure": st.sampled_from(["alone", "guided", "class", None]),
        },
    ),
    hours=st.integers(min_value=0, max_value=168),
)
def test_no_school_is_suggested_unless_money_and_work_allow_it(
    answers: dict[str, Any], hours: int
) -> None:
    found = suggest(shipped(), answers, HoursAWeek.of(hours, hours))
    assert found.reasons
    if found.path in {"bootcamp", "bachelor", "master"}:
        assert answers.get("can_pay") == "much"
        assert answers.get("can_stop") in {"part", "yes"}
    if found.path == "bootcamp":
        assert answers.get("can_stop") == "yes"
    if answers.get("can_pay") in {"nothing", None}:
        assert found.path == "self"
