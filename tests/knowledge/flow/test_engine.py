"""The engine: the way through flows, forward, back, and after an edit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from pydantic import JsonValue

from knowledge.flow import engine
from knowledge.flow.conditions import holds
from knowledge.flow.model import Choice, Flow, Kind
from knowledge.flow.values import fits
from tests.knowledge.flow.flows import edits, flow, flows, one, question, values

STANDING = one("standing", "school", "in_it")
WORK = one("work", "code", "support", when={"standing": ("in_it",)})
SCRIPTS = question("scripts", when={"work": ("support",)})
HOURS = question("hours", Kind.HOURS)
FLOW = flow(STANDING, WORK, SCRIPTS, HOURS)


def ids(*found: object) -> list[str | None]:
    return [getattr(one, "id", None) for one in found]


@pytest.mark.parametrize(
    ("answers", "following"),
    [
        ({}, "standing"),
        ({"standing": "school"}, "hours"),
        ({"standing": "in_it"}, "work"),
        ({"standing": "in_it", "work": "code"}, "hours"),
        ({"standing": "in_it", "work": "support"}, "scripts"),
        ({"standing": "in_it", "work": "support", "scripts": None}, "hours"),
        ({"standing": "school", "hours": [6, 6]}, None),
    ],
)
def test_branches_follow_the_answers(answers: dict[str, JsonValue], following: str | None) -> None:
    last = list(answers)[-1] if answers else ""
    assert ids(engine.after(FLOW, last, answers)) == [following]


def test_an_answer_that_no_longer_applies_is_dropped_with_all_that_hung_on_it() -> None:
    answers: dict[str, JsonValue] = {"standing": "in_it", "work": "support", "scripts": "x"}
    assert engine.current(FLOW, {**answers, "standing": "school"}) == {"standing": "school"}


def test_the_way_back_leads_past_questions_that_were_not_asked() -> None:
    answers: dict[str, JsonValue] = {"standing": "school"}
    assert ids(engine.before(FLOW, "hours", answers)) == ["standing"]
    assert engine.before(FLOW, "standing", answers) is None


def test_progress_counts_what_applies_so_far() -> None:
    assert engine.progress(FLOW, "standing", {}) == (1, 2)
    assert engine.progress(FLOW, "work", {"standing": "in_it"}) == (2, 3)
    assert engine.progress(FLOW, "hours", {"standing": "school"}) == (2, 2)


def test_one_question_alone_brings_only_what_its_answer_made_applicable() -> None:
    old: dict[str, JsonValue] = {"hours": [6, 6]}
    asked = engine.after(FLOW, "standing", {**old, "standing": "in_it"}, only="standing")
    assert ids(asked) == ["work"]
    assert engine.after(FLOW, "standing", {"standing": "school"}, only="standing") is None
    known: dict[str, JsonValue] = {"standing": "in_it", "work": "code"}
    assert engine.after(FLOW, "standing", known, only="standing") is None


def test_a_question_added_before_the_present_one_is_still_asked() -> None:
    edited = flow(question("new"), *FLOW.questions)
    answers: dict[str, JsonValue] = {"standing": "school", "hours": [6, 6]}
    assert ids(engine.after(edited, "hours", answers)) == ["new"]


def test_case_6_a_second_run_begins_anew_and_replaces_the_first_only_at_its_end() -> None:
    kept: dict[str, JsonValue] = {"standing": "in_it", "work": "code", "hours": [1, 2], "name": "A"}
    assert ids(engine.first(FLOW, {})) == ["standing"]
    run: dict[str, JsonValue] = {"standing": "school", "hours": [6, 6]}
    assert engine.merged(FLOW, kept, run) == {"name": "A", "standing": "school", "hours": [6, 6]}


def test_case_8_a_renamed_question_is_found_under_its_new_name_with_its_answer() -> None:
    renamed = one("where", "school", "in_it", formerly=("standing",))
    edited = flow(renamed, HOURS)
    assert ids(engine.nearest(edited, "standing", {})) == ["where"]
    assert engine.current(edited, {"standing": "school"}) == {"where": "school"}


def test_case_8_where_a_question_is_gone_the_next_open_one_comes() -> None:
    edited = flow(STANDING, HOURS)
    answers: dict[str, JsonValue] = {"standing": "in_it"}
    assert ids(engine.nearest(edited, "work", answers)) == ["hours"]


def test_case_8_where_all_is_answered_the_last_question_leads_to_the_end() -> None:
    answers: dict[str, JsonValue] = {"standing": "school"}
    assert ids(engine.nearest(flow(STANDING), "gone", answers)) == ["standing"]


def test_an_answer_under_the_present_name_counts_more_than_one_under_the_old() -> None:
    edited = flow(one("where", "school", "in_it", formerly=("standing",)))
    both: dict[str, JsonValue] = {"standing": "school", "where": "in_it"}
    assert engine.current(edited, both) == {"where": "in_it"}


def test_choices_that_are_gone_are_asked_again_and_renamed_ones_kept() -> None:
    """Case 13: the option of a button is gone."""
    choices = (Choice(id="pupil", label="Pupil", formerly=("school",)), Choice(id="x", label="X"))
    edited = flow(question("standing", Kind.ONE, choices=choices))
    assert engine.current(edited, {"standing": "school"}) == {"standing": "pupil"}
    assert engine.current(edited, {"standing": "in_it"}) == {}


def test_answers_of_questions_that_are_gone_stay() -> None:
    assert engine.current(flow(HOURS), {"gone": "x", "hours": [1, 1]}) == {
        "gone": "x",
        "hours": [1, 1],
    }


@settings(max_examples=40)
@given(made=flows(), data=st.data())
def test_every_walk_ends_and_asks_only_what_applies(made: Flow, data: DataObject) -> None:
    answers: dict[str, JsonValue] = {}
    asked = engine.first(made, answers)
    walked: list[str] = []
    while asked is not None:
        assert holds(asked.when, engine.current(made, answers))
        assert asked.id not in walked
        number, of = engine.progress(made, asked.id, answers)
        assert 1 <= number <= of <= len(made.questions)
        walked.append(asked.id)
        answers[asked.id] = data.draw(values(asked), label=asked.id)
        assert engine.current(made, answers) == answers
        asked = engine.after(made, asked.id, answers)
    applicable = [one.id for one in engine.applicable(made, answers)]
    assert walked == applicable == list(answers)


@settings(max_examples=40)
@given(made=flows(), data=st.data())
def test_back_then_forward_leads_to_the_same_place(made: Flow, data: DataObject) -> None:
    answers = data.draw(partly(made))
    here = engine.first(made, answers)
    if here is None or (earlier := engine.before(made, here.id, answers)) is None:
        return
    assert earlier.id in answers
    forward = engine.after(made, earlier.id, engine.current(made, answers))
    assert forward == here


@settings(max_examples=40)
@given(made=flows(), data=st.data())
def test_another_answer_after_the_way_back_never_leaves_a_dead_one(
    made: Flow, data: DataObject
) -> None:
    answers = data.draw(partly(made))
    if not answers:
        return
    changed = made.question(data.draw(st.sampled_from(sorted(answers))))
    assert changed is not None
    now = engine.current(made, {**answers, changed.id: data.draw(values(changed))})
    assert {one.id for one in engine.applicable(made, now)} >= now.keys()


@settings(max_examples=40)
@given(made=flows(), data=st.data())
def test_case_8_an_edited_flow_never_strands_anybody(made: Flow, data: DataObject) -> None:
    answers = data.draw(partly(made))
    stood = data.draw(st.sampled_from([one.id for one in made.questions]))
    edited = data.draw(edits(made))
    now = engine.current(edited, answers)
    for id_, value in now.items():
        if (kept := edited.question(id_)) is not None:
            assert kept.id == id_
            assert fits(kept, value)
    here = engine.nearest(edited, stood, now)
    assert here in engine.applicable(edited, now)
    steps = 0
    while here is not None:
        now = engine.current(edited, {**now, here.id: data.draw(values(here))})
        here = engine.after(edited, here.id, now)
        steps += 1
        assert steps <= len(edited.questions)
    assert engine.first(edited, now) is None


@settings(max_examples=40)
@given(made=flows(), data=st.data())
def test_what_is_current_stays_so(made: Flow, data: DataObject) -> None:
    now = engine.current(data.draw(edits(made)), data.draw(partly(made)))
    edited = data.draw(edits(made))
    once = engine.current(edited, now)
    assert engine.current(edited, once) == once


@settings(max_examples=40)
@given(made=flows(), data=st.data())
def test_one_question_alone_asks_nothing_that_does_not_hang_on_it(
    made: Flow, data: DataObject
) -> None:
    answers = data.draw(partly(made))
    changed = data.draw(st.sampled_from(made.questions))
    hanging = engine.dependents(made, changed.id)
    asked = engine.after(made, changed.id, answers, only=changed.id)
    assert asked is None or (asked.id in hanging and asked.id not in answers)


@st.composite
def partly(draw: st.DrawFn, made: Flow) -> dict[str, JsonValue]:
    """Return the answers of somebody who went part of the way."""
    answers: dict[str, JsonValue] = {}
    for _ in range(draw(st.integers(0, len(made.questions)))):
        asked = engine.first(made, answers)
        if asked is None:
            break
        answers[asked.id] = draw(values(asked))
    return answers
