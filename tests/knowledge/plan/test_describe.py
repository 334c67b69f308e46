"""Plans in words: what a person or a coach reads."""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given

from knowledge.checks.plain import sentence_mistakes
from knowledge.checks.texts import message_pieces, text_mistakes
from knowledge.markup import check
from knowledge.messages import Messages, load_messages
from knowledge.plan import (
    Circumstances,
    Plan,
    Roadmap,
    changes,
    compare,
    describe,
    describe_figures,
    make_plan,
    words,
)
from knowledge.plan.ends import Ends
from knowledge.plan.line import Line, in_html, in_plain, line
from knowledge.plan.plan import Dates
from knowledge.reading import read
from tests.knowledge.plan.conftest import TODAY, Who, shipped
from tests.knowledge.plan.test_properties import people

MESSAGES = Path(__file__).parents[3] / "knowledge/messages"
MakePlan = Callable[..., Plan]


@cache
def shipped_messages() -> Messages:
    """Return the shipped messages."""
    found, _ = load_messages(MESSAGES)
    return found


@pytest.fixture(scope="session")
def messages() -> Messages:
    """Return the shipped messages, as a fixture."""
    return shipped_messages()


Tell = Callable[[Iterable[Line]], list[str]]


@pytest.fixture(scope="session")
def tell(messages: Messages) -> Tell:
    """Return a teller of lines as plain text."""
    return lambda lines: [in_plain(messages, one) for one in lines]


@pytest.mark.parametrize(
    ("weeks", "told"),
    [
        ((148.7, 281.3), "2.8 to 5.4 years"),
        ((32.77, 62.6), "7 to 15 months"),
        ((31.8, 65.8), "7 to 16 months"),
        ((80.6, 152.7), "1.5 to 3.0 years"),
        ((13, 20.2), "13 to 21 weeks"),
        ((13, 13), "13 weeks"),
        ((0.2, 0.9), "up to 1 week"),
        ((0.2, 1.9), "up to 2 weeks"),
        ((1, 1), "1 week"),
        ((312, 312), "5.9 to 6.0 years"),
        ((200, 313.0), "3.8 to 6.0 years"),
        ((200, 313.1), "3.8 years to more than six years"),
        ((40, 400), "9 months to more than six years"),
        ((40, float("inf")), "9 months to more than six years"),
        ((313.5, 400), "more than six years: beyond our source"),
    ],
)
def test_a_range_is_rounded_outward_and_never_clamped(
    weeks: tuple[float, float], told: str, tell: Tell
) -> None:
    ends = Ends(low=weeks[0], high=weeks[1])
    assert tell([words.span(ends, shipped().arithmetic)]) == [told]


def test_the_summary_has_three_lines(plan: MakePlan, tell: Tell) -> None:
    assert tell(describe.summary(plan())) == [
        "2.8 to 5.4 years to a first job, with 6 hours a week. Your path: Self-study.",
        "That is October 2029 to April 2032. It is an estimate, not a promise.",
        "Next step: What the work is",
    ]


def test_the_reasoning_shows_the_figures_of_the_worked_example(plan: MakePlan, tell: Tell) -> None:
    assert tell(describe_figures.reasoning(plan())) == [
        "Before you apply: 615 to 954 hours of work.",
        "During the search: 187 to 313 hours of work.",
        "A search lasts 12 to 39 weeks in any case.",
        "Fast end: 6 hours in 47 weeks of a year. Slow end: 6 hours in 39 weeks.",
        "Together about 149 to 281 weeks, or 2.9 to 5.4 years. Rounded outward: 2.8 to 5.4 years.",
        (
            "A milestone is one thing to finish. Each says what its hours rest on. "
            "Most are our judgement."
        ),
    ]


def test_school_proofs_and_counted_hours_are_part_of_the_reasoning(
    plan: MakePlan, tell: Tell
) -> None:
    told = tell(describe_figures.reasoning(plan(path="bootcamp", hours=[60, 60], git="daily")))
    assert "School: 12 weeks (Coding bootcamp)." in told
    assert any(one.startswith("We count at most 40 hours a week.") for one in told)
    assert any(one.startswith("You know one milestone already.") for one in told)


def test_a_path_that_does_not_fit_says_so_without_a_date(plan: MakePlan, tell: Tell) -> None:
    assert tell(describe.summary(plan(path="bachelor"))) == [
        "Bachelor's degree doesn't fit 6 hours a week. It would take about 17 years.",
        "It fits from 18 hours a week on.",
        "So there is no date yet.",
        "Next step: What the work is",
    ]
    assert tell(describe_figures.reasoning(plan(path="bachelor"))) == []


def test_no_hours_are_told_kindly(plan: MakePlan, tell: Tell) -> None:
    told = tell(describe.summary(plan(hours=[0, 0])))
    assert told[:2] == [
        "A plan needs some hours. Even one hour a week is a start.",
        "So there is no date yet.",
    ]
    assert "doesn't fit" in tell(describe.summary(plan(path="bachelor", hours=[0, 0])))[0]


def test_what_is_assumed_is_said(plan: MakePlan, tell: Tell) -> None:
    told = tell(describe.head(plan(hours=None, path=None)))
    assert "You did not say your hours, so I assume 5 hours a week." in told
    assert "You did not choose a path, so I assume Self-study." in told


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("2028-06-30", "Your target, 30 June 2028, is too early: even the fast end comes later."),
        ("2032-12-31", "Your target, 31 December 2032, is safe: even the slow end meets it."),
        ("2020-01-01", "Your target, 1 January 2020, is over. Please choose a new one."),
    ],
)
def test_the_target_is_judged_in_words(plan: MakePlan, tell: Tell, target: str, told: str) -> None:
    assert tell(describe.target(plan(target=target))) == [told]


def test_changes_are_told_each_with_its_figure(roadmap: Roadmap, who: Who, tell: Tell) -> None:
    someone = who(target="2028-05-25")
    plan = make_plan(roadmap, someone)
    assert tell(describe_figures.changes(plan, changes(roadmap, someone))) == [
        "Any one of these would change that:",
        "With 12 hours a week your target is possible.",
        "Only from 33 hours a week is it safe. That is more than double your 6 hours a week.",
        "As you are, a target in October 2029 is possible. One in April 2032 is safe.",
    ]
    assert tell(describe_figures.changes(plan, changes(roadmap, who()))) == []


def test_a_comparison_says_what_moved_and_by_how_much(plan: MakePlan, tell: Tell) -> None:
    before, after = plan().dates, plan(hours=[8, 8]).dates
    assert tell(describe_figures.comparison(compare(before, after))) == [
        "Before: October 2029 to April 2032.",
        "Now: January 2029 to December 2030.",
        "The fast end is 37 weeks earlier.",
        "The slow end is 70 weeks earlier.",
    ]
    assert tell(describe_figures.comparison(compare(after, after))) == [
        "Your dates stay: January 2029 to December 2030."
    ]
    none = Dates(earliest=None, latest=None)
    assert tell(describe_figures.comparison(compare(none, after)))[0] == "Before: no date yet."


def test_a_stage_is_told_on_one_line(plan: MakePlan, tell: Tell) -> None:
    made = plan(done=("k1", "k2", "k3", "p1", "s1", "s2", "s3", "s4"), skipped=("p2", "p3"))
    assert tell(describe.stage_line(one) for one in made.stages) == [
        "Know the work: 3 of 3 done, nothing left",
        "Make your plan: 1 of 1 done, nothing left",
        "Learn the skills: 0 of 9 done, 370 to 775 hours left",
        "Get experience: 0 of 4 done, 123 to 270 hours left",
        "Certification, if it pays: optional, not counted in your dates",
        "Prepare the search: 0 of 4 done, 77 to 185 hours left",
        "Search for the job: 4 of 4 done, nothing left",
        "Keep growing: 0 of 3 done, not counted in your dates",
    ]


def test_a_milestone_tells_all_that_helps(plan: MakePlan, tell: Tell) -> None:
    made = plan(done=("e1", "e3"))
    task = made.task("e6")
    assert task is not None
    told = tell(describe.milestone(made, task))
    assert told[0] == "A framework and an API (open)"
    assert "Time: 90 to 180 hours left (our judgement, 2026)" in told
    assert "First: SQL and data design" in told
    assert not any("Programming basics" in one for one in told)
    assert any("Django Software Foundation" in one for one in told)


def test_without_a_computer_resources_for_a_phone_come_first(plan: MakePlan, tell: Tell) -> None:
    made = plan(computer="phone")
    computer, basics = made.task("p3"), made.task("e1")
    assert computer is not None
    assert basics is not None
    assert any(one.startswith("On a phone:") for one in tell(describe.milestone(made, computer)))
    assert [found.phone for found in describe.resources(made, basics)] == [True, True, False]
    assert [found.phone for found in describe.resources(plan(), basics)] == [False, True, True]


def test_the_next_step_says_how_to_begin_and_what_can_run_beside(
    plan: MakePlan, tell: Tell
) -> None:
    made = plan(done=("k1", "k2", "k3", "p1", "p2", "p3"), languages=["php"])
    assert made.next_step is not None
    told = tell(describe.next_step(made, made.next_step))
    assert told[0] == "Programming basics"
    assert "You know this already. Show it once, then tick it." in told
    assert "You can do this beside it: Command line and Git" in told


def test_a_suggestion_comes_with_reasons(plan: MakePlan, tell: Tell) -> None:
    made = plan(path="unsure", can_pay="nothing", structure="alone")
    assert made.who.suggestion is not None
    assert tell(describe.suggestion(made, made.who.suggestion)) == [
        "I suggest Self-study. You learn alone from free courses, at your own pace.",
        "You said that you learn well alone.",
        "It costs nothing, or nearly nothing.",
    ]


def test_values_are_escaped_and_tags_are_ours(messages: Messages) -> None:
    odd = line("plan.next", title="<i>R&D</i> >_<")
    assert in_html(messages, odd) == "Next step: <b>&lt;i&gt;R&amp;D&lt;/i&gt; &gt;_&lt;</b>"
    assert in_plain(messages, odd) == "Next step: <i>R&D</i> >_<"


def everything(plan: Plan, who: Circumstances) -> list[Line]:
    """Return every line that can be told of a plan."""
    tasks = [task for stage in plan.stages for task in stage.tasks]
    step = plan.next_step
    return [
        *describe.head(plan),
        *describe.whole(plan),
        *describe_figures.reasoning(plan),
        *describe_figures.changes(plan, changes(plan.roadmap, who)),
        *describe_figures.comparison(compare(plan.dates, Dates(earliest=TODAY, latest=None))),
        *(describe.next_step(plan, step) if step else ()),
        *(one for task in tasks[:3] for one in describe.milestone(plan, task)),
    ]


@given(who=people())
def test_whatever_the_plan_every_line_can_be_told_in_telegrams_html(who: Circumstances) -> None:
    messages, plan = shipped_messages(), make_plan(shipped(), who)
    for one in everything(plan, who):
        assert check(in_html(messages, one)) == ()


def test_the_messages_of_the_plan_are_sound_and_made_of_short_sentences() -> None:
    document = read(MESSAGES / "plan.yaml")
    pieces = tuple(message_pieces([document]))
    found = (*document.mistakes, *text_mistakes(pieces), *sentence_mistakes(pieces))
    assert [str(mistake) for mistake in found] == []
