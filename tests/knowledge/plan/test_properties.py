"""What holds of every plan, whoever it is for."""

from dataclasses import replace
from datetime import date, timedelta
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.plan import Circumstances, Plan, make_plan
from knowledge.plan.ends import Ends
from knowledge.plan.hours import HoursAWeek
from tests.knowledge.plan.conftest import TODAY, shipped

PATHS = ("self", "bootcamp", "certificate", "associate", "bachelor", "master")
NEVER = Ends(low=inf, high=inf)


some_hours = st.integers(min_value=0, max_value=168)


some_milestones = st.deferred(lambda: st.frozensets(st.sampled_from(sorted(shipped().milestones))))


@st.composite
def people(draw: st.DrawFn) -> Circumstances:
    """Return anybody at all."""
    done = draw(some_milestones)
    days = draw(st.none() | st.integers(min_value=0, max_value=400))
    return Circumstances(
        today=TODAY,
        hours=HoursAWeek.of(draw(some_hours), draw(some_hours)),
        path=draw(st.sampled_from(PATHS)),
        known=draw(some_milestones),
        head_start=draw(st.booleans()),
        done=done,
        skipped=draw(some_milestones) - done,
        started=None if days is None else TODAY - timedelta(days=days),
    )


def plan_of(who: Circumstances) -> Plan:
    """Return the plan on the shipped roadmap."""
    return make_plan(shipped(), who)


def weeks(who: Circumstances) -> Ends:
    """Return the weeks, where a path that doesn't fit takes forever."""
    return plan_of(who).weeks or NEVER


def not_later(one: Ends, other: Ends) -> bool:
    """Whether neither end comes later, but for the noise of binary fractions."""
    return one.low <= other.low + 1e-6 and one.high <= other.high + 1e-6


@given(who=people(), low=some_hours, high=some_hours)
def test_more_hours_never_mean_later(who: Circumstances, low: int, high: int) -> None:
    more = HoursAWeek.of(max(who.hours.low, low), max(who.hours.high, low, high))
    assert not_later(weeks(replace(who, hours=more)), weeks(who))


@given(who=people(), more=some_milestones)
def test_knowing_more_never_means_later(who: Circumstances, more: frozenset[str]) -> None:
    wiser = replace(who, known=who.known | more)
    assert not_later(weeks(wiser), weeks(who))


@given(who=people(), more=some_milestones)
def test_ticking_never_means_later(who: Circumstances, more: frozenset[str]) -> None:
    after = replace(who, done=who.done | more, skipped=who.skipped - more)
    assert not_later(weeks(after), weeks(who))


@given(who=people(), more=some_milestones)
def test_skipping_never_means_later(who: Circumstances, more: frozenset[str]) -> None:
    after = replace(who, skipped=who.skipped | (more - who.done))
    assert not_later(weeks(after), weeks(who))


@given(who=people())
def test_a_head_start_never_means_later_on_the_same_path(who: Circumstances) -> None:
    with_it, without = replace(who, head_start=True), replace(who, head_start=False)
    assert not_later(weeks(with_it), weeks(without))


@given(who=people())
def test_the_low_end_is_never_above_the_high_end(who: Circumstances) -> None:
    plan = plan_of(who)
    pairs = [plan.reasoning.before, plan.reasoning.search, plan.reasoning.wait]
    pairs += [plan.weeks] if plan.weeks else []
    pairs += [task.hours for stage in plan.stages for task in stage.tasks if task.hours]
    assert all(0 <= pair.low <= pair.high for pair in pairs)
    if plan.dates.earliest and plan.dates.latest:
        assert plan.who.today <= plan.dates.earliest <= plan.dates.latest


@given(who=people())
def test_no_plan_is_shorter_than_the_shortest_time_of_the_source(who: Circumstances) -> None:
    plan = plan_of(replace(who, started=None))
    if plan.weeks and not plan.finished:
        assert plan.weeks.low >= shipped().arithmetic.shortest_weeks.value


@given(who=people())
def test_a_range_of_hours_uses_both_ends(who: Circumstances) -> None:
    both = weeks(who)
    fast = weeks(replace(who, hours=HoursAWeek.of(who.hours.high, who.hours.high)))
    slow = weeks(replace(who, hours=HoursAWeek.of(who.hours.low, who.hours.low)))
    if both is not NEVER:
        assert both.low == pytest.approx(fast.low)
        assert both.high == pytest.approx(slow.high)


@given(who=people())
def test_the_order_holds_everything_once_and_respects_what_needs_what(who: Circumstances) -> None:
    order = plan_of(who).order
    place = {id_: at for at, id_ in enumerate(order)}
    assert sorted(order) == sorted(shipped().milestones)
    for milestone in shipped().milestones.values():
        assert all(place[need] < place[milestone.id] for need in milestone.needs)


@given(who=people())
def test_there_is_one_next_step_with_nothing_open_before_it_unless_all_is_done(
    who: Circumstances,
) -> None:
    plan = plan_of(who)
    every = [task for stage in plan.stages for task in stage.tasks]
    if plan.next_step is None:
        assert all(task.settled for task in every)
        return
    settled = {task.milestone.id for task in every if task.settled}
    assert not plan.next_step.task.settled
    assert set(plan.next_step.task.milestone.needs) <= settled


@given(who=people())
@settings(max_examples=30)
def test_ticking_one_next_step_after_another_ends_with_all_done(who: Circumstances) -> None:
    for _ in range(len(shipped().milestones) + 1):
        plan: Plan = plan_of(who)
        if plan.next_step is None:
            break
        who = replace(who, done=who.done | {plan.next_step.task.milestone.id})
    assert plan_of(who).finished
    assert plan_of(who).dates.latest == who.today


@given(who=people(), target=st.dates(min_value=date(2020, 1, 1), max_value=date(2080, 1, 1)))
def test_a_later_target_is_never_harder(who: Circumstances, target: date) -> None:
    ranks = ["past", "no", "possible", "safe"]
    now = plan_of(replace(who, target=target)).verdict
    then = plan_of(replace(who, target=target + timedelta(days=30))).verdict
    if now in ranks and then in ranks:
        assert ranks.index(str(then)) >= ranks.index(str(now))
