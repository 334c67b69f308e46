"""One person's plan: states, stages, the next step, and what has no date."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from knowledge.plan import Circumstances, Plan, Roadmap, Verdict, make_plan
from knowledge.plan.ends import Ends
from knowledge.plan.roadmap import Phase
from knowledge.plan.work import State, Task
from tests.knowledge.plan.conftest import TODAY, Who

MakePlan = Callable[..., Plan]


def task(plan: Plan, id_: str) -> Task:
    """Return a task that must be there."""
    found = plan.task(id_)
    assert found is not None
    return found


def test_each_milestone_says_how_it_stands_and_what_is_left(plan: MakePlan) -> None:
    made = plan(path="bootcamp", hours=[20, 20], git="daily", done=("k1",), skipped=("k3",))
    told = {id_: (task(made, id_).state, task(made, id_).hours) for id_ in made.order}
    assert told["k1"] == (State.DONE, Ends(low=0, high=0))
    assert told["k3"] == (State.SKIPPED, Ends(low=0, high=0))
    assert told["e2"] == (State.KNOWN, Ends(low=1.5, high=3.5))
    assert told["e5"] == (State.SCHOOL, Ends(low=25, high=55))
    assert told["e8"] == (State.OPEN, Ends(low=15, high=35))
    assert told["c2"] == (State.OPEN, None)


def test_an_internship_replaces_the_project_for_others(plan: MakePlan) -> None:
    before, after = plan(), plan(done=("x5",))
    assert task(after, "x2").state is State.REPLACED
    assert before.reasoning.before.high - after.reasoning.before.high == pytest.approx(98)


def test_stages_add_up_what_counts_in_the_dates(plan: MakePlan) -> None:
    stages = {one.stage.id: one for one in plan(done=("k1",)).stages}
    assert len(stages) == 8
    assert (stages["know"].done, stages["know"].all) == (1, 3)
    assert stages["know"].hours == Ends(low=6, high=15)
    assert stages["certify"].hours == stages["grow"].hours == Ends(low=0, high=0)


def test_a_stage_counts_what_is_to_be_done_and_optional_things_once_they_are(
    plan: MakePlan,
) -> None:
    def counted(stage: str, **marks: tuple[str, ...]) -> tuple[int, int]:
        [found] = [one for one in plan(**marks).stages if one.stage.id == stage]
        return found.done, found.all

    assert counted("experience") == (0, 4)
    assert counted("experience", done=("x6",)) == (1, 5)
    assert counted("experience", done=("x1",), skipped=("x3",)) == (1, 3)
    assert counted("experience", done=("x5",)) == (1, 4)
    assert counted("certify") == (0, 0)
    assert counted("certify", done=("c1",)) == (1, 1)


def test_the_first_next_step_is_the_first_milestone(plan: MakePlan) -> None:
    step = plan().next_step
    assert step is not None
    assert (step.task.milestone.id, step.proof) == ("k1", False)


def test_a_known_milestone_comes_as_a_proof(plan: MakePlan) -> None:
    done = ("k1", "k2", "k3", "p1", "p2", "p3")
    step = plan(done=done, languages=["go"]).next_step
    assert step is not None
    assert (step.task.milestone.id, step.proof) == ("e1", True)
    assert step.beside == ("e2", "e3")


def test_skipping_what_others_need_strands_nobody(plan: MakePlan) -> None:
    made = plan(done=("k1", "k2", "k3", "p1", "p2", "p3"), skipped=("e1",))
    assert made.next_step is not None
    assert made.next_step.task.milestone.id == "e2"
    assert "e4" in made.order


def test_what_is_optional_comes_last_and_what_needs_no_job_before_the_search(
    roadmap: Roadmap, plan: MakePlan
) -> None:
    phases = [roadmap.milestones[id_].phase for id_ in plan().order]
    expected = [Phase.BEFORE_APPLYING, Phase.DURING_SEARCH, Phase.AFTER_JOB, Phase.OPTIONAL]
    assert [phase for at, phase in enumerate(phases) if phase not in phases[:at]] == expected
    assert phases == sorted(phases, key=expected.index)


def test_after_all_before_applying_only_the_search_is_left(
    roadmap: Roadmap, plan: MakePlan
) -> None:
    before = tuple(
        one.id for one in roadmap.milestones.values() if one.phase is Phase.BEFORE_APPLYING
    )
    for path in ("self", "bootcamp"):
        made = plan(path=path, hours=[40, 40], done=before)
        assert made.reasoning.before == made.reasoning.school == Ends(low=0, high=0)
        assert made.weeks == Ends(low=13, high=39)
        assert made.reasoning.shortest


def test_waiting_goes_with_what_is_waited_for(plan: MakePlan) -> None:
    assert plan().reasoning.wait == Ends(low=12, high=39)
    assert plan(standing="cs_degree").reasoning.wait == Ends(low=8, high=26)
    assert plan(done=("s2", "x3", "r4")).reasoning.wait == Ends(low=4, high=6)


def test_the_shortest_time_counts_from_the_first_plan(roadmap: Roadmap, who: Who) -> None:
    almost = who(done=tuple(set(roadmap.milestones) - {"s4"}))
    assert make_plan(roadmap, almost).weeks == Ends(low=13, high=13)
    later = replace(almost, started=TODAY - timedelta(weeks=11))
    assert make_plan(roadmap, later).weeks == Ends(low=2, high=2)
    long_after = make_plan(roadmap, replace(almost, started=date(2020, 1, 1)))
    assert long_after.weeks is not None
    assert 0 < long_after.weeks.low < 1


def test_with_the_job_in_hand_nothing_is_left_to_wait_for(roadmap: Roadmap, plan: MakePlan) -> None:
    counted = tuple(
        one.id
        for one in roadmap.milestones.values()
        if one.phase in {Phase.BEFORE_APPLYING, Phase.DURING_SEARCH}
    )
    made = plan(done=counted)
    assert made.finished
    assert made.weeks == Ends(low=0, high=0)
    assert made.next_step is not None
    assert made.next_step.task.milestone.id == "g1"


def test_with_everything_done_there_is_no_next_step(roadmap: Roadmap, plan: MakePlan) -> None:
    assert plan(done=tuple(roadmap.milestones)).next_step is None


@pytest.mark.parametrize(
    ("path", "hours", "fits", "from_hours"),
    [
        ("bachelor", 6, False, 18),
        ("bachelor", 18, True, 18),
        ("master", 22, False, 23),
        ("bootcamp", 9, False, 10),
        ("bootcamp", 10, True, 10),
        ("certificate", 5, True, 5),
        ("self", 0, True, 1),
    ],
)
def test_a_path_that_does_not_fit_the_hours_has_no_date(
    plan: MakePlan, path: str, hours: int, fits: bool, from_hours: int
) -> None:
    made = plan(path=path, hours=[hours, hours], target="2030-01-01")
    assert made.fits is fits
    assert made.fits_from == from_hours
    if not fits:
        assert (made.dates.earliest, made.dates.latest, made.weeks) == (None, None, None)
        assert made.verdict is Verdict.UNKNOWN
        assert made.next_step is not None


def test_a_bachelors_degree_at_6_hours_a_week_would_take_17_years(plan: MakePlan) -> None:
    assert plan(path="bachelor").school_weeks / 52 == pytest.approx(17.3, abs=0.1)


def test_a_school_must_fit_the_low_hours_too(plan: MakePlan) -> None:
    assert not plan(path="bachelor", hours=[6, 30]).fits


def test_a_school_that_is_done_needs_to_fit_no_more(plan: MakePlan) -> None:
    made = plan(path="bachelor", done=("e1", "e3", "e4", "e5"))
    assert made.fits
    assert made.reasoning.school == Ends(low=0, high=0)


@pytest.mark.parametrize(("path", "weeks"), [("bachelor", (220, 273)), ("master", (312, 312))])
def test_degrees_at_full_time(plan: MakePlan, path: str, weeks: tuple[int, int]) -> None:
    made = plan(path=path, hours=[40, 40])
    assert made.weeks == Ends(low=weeks[0], high=weeks[1])
    assert not made.beyond


def test_hours_that_school_takes_are_not_spent_twice(plan: MakePlan) -> None:
    full, scarce = plan(path="bachelor", hours=[40, 40]), plan(path="bachelor", hours=[26, 26])
    assert full.reasoning.before == scarce.reasoning.before
    assert scarce.weeks is not None
    at_full_pace = scarce.reasoning.before.low / (0.9 * 26)
    search = scarce.reasoning.wait.low
    school = scarce.reasoning.school.low
    assert scarce.weeks.low == pytest.approx(school + at_full_pace + search)


@pytest.mark.parametrize(("hours", "beyond"), [(5, True), (6, False), (0, True)])
def test_beyond_six_years_is_told_and_never_clamped(
    plan: MakePlan, hours: int, beyond: bool
) -> None:
    made = plan(hours=[hours, hours])
    assert made.beyond is beyond
    assert made.weeks is not None
    assert (made.weeks.high > 313) is beyond


def test_no_hours_have_no_date(plan: MakePlan) -> None:
    assert plan(hours=[0, 0]).dates.earliest is None
    some = plan(hours=[0, 6])
    assert some.dates.earliest is not None
    assert some.dates.latest is None


def test_more_than_forty_hours_count_as_forty(plan: MakePlan) -> None:
    assert plan(hours=[168, 168]).weeks == plan(hours=[40, 40]).weeks


def test_days_are_rounded_outward(roadmap: Roadmap, who: Who) -> None:
    made = make_plan(roadmap, who())
    assert made.weeks is not None
    assert made.dates.earliest == TODAY + timedelta(days=1041)
    assert made.dates.latest == TODAY + timedelta(days=1970)
    assert 1041 <= made.weeks.low * 7 < made.weeks.high * 7 <= 1970


@pytest.mark.parametrize(
    ("target", "verdict"),
    [
        ("2020-01-01", Verdict.PAST),
        ("2026-11-24", Verdict.PAST),
        ("2026-11-25", Verdict.NO),
        ("2029-09-30", Verdict.NO),
        ("2029-10-01", Verdict.POSSIBLE),
        ("2032-04-16", Verdict.POSSIBLE),
        ("2032-04-17", Verdict.SAFE),
    ],
)
def test_a_target_is_safe_at_the_slow_end_and_possible_at_the_fast_one(
    plan: MakePlan, target: str, verdict: Verdict
) -> None:
    assert plan(target=target).verdict is verdict


def test_without_a_target_there_is_no_verdict(plan: MakePlan) -> None:
    assert plan().verdict is None


def test_a_path_that_no_roadmap_has_is_refused_with_the_remedy(roadmap: Roadmap, who: Who) -> None:
    stranger: Circumstances = replace(who(), path="wizardry")
    with pytest.raises(ValueError, match=r"'wizardry'.*circumstances"):
        make_plan(roadmap, stranger)
