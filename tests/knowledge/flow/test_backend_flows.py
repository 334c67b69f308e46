"""The back-end track's flows: complete, understood in their own words, and never at a loss."""

import re
from datetime import date
from inspect import getsource
from itertools import pairwise
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from knowledge.check import check
from knowledge.flow import engine
from knowledge.flow.model import CHOOSING, Kind, Question
from knowledge.flow.parsers import choosing, clock, dates, periods, places, spans
from knowledge.flow.parsers import hours as hours_parser
from knowledge.flow.parsers.outcome import Reason
from knowledge.flow.readings import Ambiguous, Misread, Understood
from knowledge.messages import load_messages
from tests.knowledge.flow.flows import KNOWLEDGE, backend, of_backend
from tests.knowledge.flow.reading import read

QUESTIONS = [asked for name in ("start", "fit") for asked in backend(name).questions]
MESSAGES = load_messages(KNOWLEDGE / "messages")[0]


def test_neither_the_flows_nor_their_messages_hold_a_mistake() -> None:
    found = check(KNOWLEDGE, date(2026, 11, 25))
    assert not [str(one) for one in found if "flow" in one.file.parts or "flows" in one.file.parts]
    assert not [str(one) for one in found if one.file.name == "flow.yaml"]


def test_the_first_flow_asks_where_they_stand_and_for_hours() -> None:
    start = backend("start")
    assert [asked.id for asked in start.questions] == ["standing", "it_work", "hours"]
    assert [one.id for one in engine.applicable(start, {"standing": "school"})] == [
        "standing",
        "hours",
    ]
    assert [one.id for one in engine.applicable(start, {"standing": "in_it"})] == [
        "standing",
        "it_work",
        "hours",
    ]


def test_every_question_of_the_second_flow_can_be_skipped() -> None:
    assert all(asked.optional for asked in backend("fit").questions)


@pytest.mark.parametrize(
    ("answers", "asked", "not_asked"),
    [
        ({"path": "unsure"}, {"can_pay", "can_stop", "structure"}, set()),
        ({"path": "self"}, set(), {"can_pay", "can_stop", "structure"}),
        ({"path": None}, set(), {"can_pay", "can_stop", "structure"}),
        ({"reminder": "20:30"}, {"reminder_days"}, set()),
        ({"reminder": None}, set(), {"reminder_days"}),
    ],
)
def test_questions_follow_from_answers(
    answers: dict[str, JsonValue], asked: set[str], not_asked: set[str]
) -> None:
    ids = {one.id for one in engine.applicable(backend("fit"), answers)}
    assert asked <= ids
    assert not not_asked & ids


@pytest.mark.parametrize(
    ("hours", "proposed"),
    [
        ([2, 6], True),
        ([6, 2], True),
        ([10, 2], False),
        ([9, 9], True),
        ([6, 10], False),
        (None, False),
    ],
)
def test_three_reminders_a_week_are_proposed_for_few_hours(
    hours: JsonValue, proposed: bool
) -> None:
    told = engine.text(of_backend("reminder_days"), {"hours": hours, "reminder": "20:30"})
    assert ("I propose three days" in told) is proposed


def test_no_two_flows_ask_under_the_same_id() -> None:
    ids = [id_ for asked in QUESTIONS for id_ in (asked.id, *asked.formerly)]
    assert len(ids) == len(set(ids))


def test_each_way_of_learning_is_explained_where_it_is_tapped() -> None:
    assert all(choice.about for choice in of_backend("path").choices)


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.id)
def test_what_skip_stands_for_is_understood(asked: Question) -> None:
    if asked.otherwise is None:
        assert asked.optional
    else:
        assert isinstance(read(asked, asked.otherwise), Understood)


@pytest.mark.parametrize(
    ("kind", "modules"),
    [
        (Kind.HOURS, [hours_parser]),
        (Kind.CLOCK, [clock]),
        (Kind.DATE, [dates, periods, spans]),
        (Kind.PLACE, [places, choosing]),
    ],
)
def test_every_reason_that_a_parser_gives_has_words(kind: Kind, modules: list[ModuleType]) -> None:
    named = {name for one in modules for name in re.findall(r"Reason\.([A-Z_]+)", getsource(one))}
    assert named
    for name in named:
        reason = Reason[name]
        ids = (f"flow.misread.{kind}.{reason}", f"flow.which.{kind}.{reason}")
        assert any(id_ in MESSAGES for id_ in ids), ids


@given(asked=st.sampled_from(QUESTIONS), text=st.text(max_size=70) | st.text("0123456789:/ amp"))
def test_whatever_is_not_understood_there_are_words_for_it(asked: Question, text: str) -> None:
    outcome = read(asked, text)
    if isinstance(outcome, Misread):
        said = [MESSAGES.fill(outcome.reason, variant=n, **outcome.fills) for n in range(6)]
        assert all(before != after for before, after in pairwise(said))
    elif isinstance(outcome, Ambiguous):
        assert MESSAGES.fill(outcome.reason)


def test_every_misunderstanding_has_three_wordings_and_none_comes_twice_running() -> None:
    for id_ in MESSAGES.ids("flow.misread."):
        assert MESSAGES.variants(id_) >= 3, id_
    for id_ in MESSAGES.ids("flow.which."):
        assert MESSAGES.variants(id_) >= 2, id_


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.id)
def test_what_is_said_of_a_wrong_answer_helps_with_the_next(asked: Question) -> None:
    """Each first sentence names an example that the question understands, or repeats the words."""
    outcome = read(asked, "blorp blorp")
    if asked.kind is Kind.TEXT:
        assert outcome == Understood(value="blorp blorp")
        return
    assert isinstance(outcome, Misread)
    sentence = MESSAGES.label(outcome.reason, **outcome.fills)
    assert "blorp blorp" in sentence
    if asked.kind in CHOOSING:
        assert asked.choices[0].label in sentence


EXAMPLES = {
    "hours": ["6", "4-8", "2 hours a day", "3", "10", "15 a week", "1 hour"],
    "target": ["in 2 years", "June 2028", "next summer", "in 1 year", "in 6 months", "in 5 years"],
    "reminder": ["20:30", "8 pm", "19:00", "half past seven pm", "7 am", "21:00"],
    "place": ["Lagos", "Poland"],
}


@pytest.mark.parametrize(("at", "texts"), EXAMPLES.items())
def test_the_examples_in_the_sentences_are_understood(at: str, texts: list[str]) -> None:
    for text in texts:
        assert isinstance(read(at, text), Understood), text


def test_no_figure_of_a_school_is_invented() -> None:
    """The times are the source's own; prices are not named at all."""
    abouts = " ".join(choice.about for choice in of_backend("path").choices)
    figures = set(re.findall(r"\d+(?: to \d+| and \d+)? \w+", abouts))
    assert figures == {"12 weeks", "1 to 2 years", "4 years", "4 and 2 years"}
    assert "$" not in abouts
