"""Which single change would meet a target, and which is not proposed."""

from datetime import date
from typing import Any

import pytest

from knowledge.plan import Roadmap, Verdict, changes, compare
from knowledge.plan.changes import NO_CHANGES, LaterDate, MoreHours
from knowledge.plan.comparison import Move, Shift
from knowledge.plan.plan import Dates
from tests.knowledge.plan.conftest import Who


@pytest.mark.parametrize("answers", [{}, {"target": "2032-04-17"}, {"target": "soon"}])
def test_nothing_is_to_be_changed_without_a_target_or_with_a_safe_one(
    roadmap: Roadmap, who: Who, answers: dict[str, Any]
) -> None:
    assert changes(roadmap, who(**answers)) == NO_CHANGES


def test_what_is_possible_could_be_made_safe(roadmap: Roadmap, who: Who) -> None:
    found = changes(roadmap, who(target="2030-06-30"))
    assert found.hours == MoreHours(possible=None, safe=9, most=12)
    assert all(path.verdict is Verdict.SAFE for path in found.paths)


def test_more_hours_steady_the_low_weeks_first(roadmap: Roadmap, who: Who) -> None:
    found = changes(roadmap, who(hours=[2, 6], target="2030-06-30"))
    assert found.hours == MoreHours(possible=None, safe=9, most=12)


def test_another_path_is_told_with_its_dates_at_the_same_hours(roadmap: Roadmap, who: Who) -> None:
    found = changes(roadmap, who(path="bachelor", hours=[40, 40], target="2029-01-01"))
    verdicts = {one.path.id: one.verdict for one in found.paths}
    assert verdicts == {
        "self": Verdict.SAFE,
        "bootcamp": Verdict.SAFE,
        "certificate": Verdict.POSSIBLE,
    }
    assert all(one.dates.earliest and one.dates.earliest.year < 2029 for one in found.paths)


def test_a_path_that_the_answers_rule_out_is_not_proposed(roadmap: Roadmap, who: Who) -> None:
    answers: dict[str, Any] = {"path": "bachelor", "hours": [40, 40], "target": "2029-01-01"}
    found = changes(roadmap, who(**answers, can_pay="nothing"))
    assert [one.path.id for one in found.paths] == ["self"]
    found = changes(roadmap, who(**answers, can_pay="much", can_stop="no"))
    assert [one.path.id for one in found.paths] == ["self", "certificate"]


def test_a_path_that_does_not_fit_the_hours_is_not_proposed(roadmap: Roadmap, who: Who) -> None:
    found = changes(roadmap, who(hours=[9, 9], target="2030-01-01"))
    assert "bootcamp" not in {one.path.id for one in found.paths}


def test_a_path_that_does_not_fit_can_be_met_by_hours_or_another_path(
    roadmap: Roadmap, who: Who
) -> None:
    found = changes(roadmap, who(path="bachelor", hours=[15, 15], target="2032-11-25"))
    assert found.hours == MoreHours(possible=20, safe=23, most=30)
    assert "self" in {one.path.id for one in found.paths}
    assert found.later is None


def test_a_later_date_is_told_for_both_ends(roadmap: Roadmap, who: Who) -> None:
    found = changes(roadmap, who(target="2028-01-01"))
    assert found.later == LaterDate(possible=date(2029, 10, 1), safe=date(2032, 4, 17))


def test_no_date_beyond_the_source_is_called_safe(roadmap: Roadmap, who: Who) -> None:
    found = changes(roadmap, who(hours=[4, 4], target="2028-01-01"))
    assert found.later is not None
    assert found.later.safe is None


@pytest.mark.parametrize("target", ["2020-01-01", "1970-01-01"])
def test_a_target_in_the_past_leaves_only_a_later_date(
    roadmap: Roadmap, who: Who, target: str
) -> None:
    found = changes(roadmap, who(target=target))
    assert (found.hours, found.paths) == (None, ())
    assert found.later is not None


def test_without_hours_any_hours_are_a_change(roadmap: Roadmap, who: Who) -> None:
    found = changes(roadmap, who(hours=[0, 0], target="2030-01-01"))
    assert found.hours == MoreHours(possible=6, safe=11, most=40)
    assert found.later is None


DAY, LATER = date(2029, 10, 1), date(2029, 11, 5)


@pytest.mark.parametrize(
    ("before", "after", "shift"),
    [
        (DAY, DAY, Shift(move=Move.SAME, days=0)),
        (DAY, LATER, Shift(move=Move.LATER, days=35)),
        (LATER, DAY, Shift(move=Move.EARLIER, days=-35)),
        (None, DAY, Shift(move=Move.APPEARED, days=0)),
        (DAY, None, Shift(move=Move.VANISHED, days=0)),
        (None, None, Shift(move=Move.SAME, days=0)),
    ],
)
def test_two_plans_are_compared_end_by_end(
    before: date | None, after: date | None, shift: Shift
) -> None:
    found = compare(Dates(earliest=before, latest=DAY), Dates(earliest=after, latest=DAY))
    assert found.earliest == shift
    assert found.latest == Shift(move=Move.SAME, days=0)
