"""One message for several questions, against the back-end track's flows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from pydantic import JsonValue

from knowledge.flow import engine
from knowledge.flow.model import Flow
from knowledge.flow.readings import Ambiguous, Answers, Misread
from knowledge.flow.several import understand_several
from knowledge.flow.values import fits
from tests.knowledge.flow.flows import backend
from tests.knowledge.flow.reading import TODAY

TASHKENT: JsonValue = {"city": "Tashkent", "country": "UZ", "zone": "Asia/Tashkent"}


def holder(at: str) -> Flow:
    return backend("start" if backend("start").question(at) else "fit")


def told(at: str, text: str) -> Answers | Misread | Ambiguous:
    return understand_several(holder(at), at, {}, text, today=TODAY)


@pytest.mark.parametrize(
    ("at", "text", "values"),
    [
        ("place", "tashkent, 10 in the evening", {"place": TASHKENT, "reminder": "22:00"}),
        ("place", "tashkent and 10 in the evening", {"place": TASHKENT, "reminder": "22:00"}),
        ("place", "tashkent 10 pm", {"place": TASHKENT, "reminder": "22:00"}),
        ("standing", "career changer, 6 hours a week", {"standing": "changer", "hours": [6, 6]}),
        (
            "standing",
            "career changer. about 6, sometimes 2",
            {"standing": "changer", "hours": [6, 2]},
        ),
        ("standing", "career changer 6 hours a week", {"standing": "changer", "hours": [6, 6]}),
        (
            "standing",
            "in it; i write sql; 10 hours",
            {"standing": "in_it", "it_work": "code", "hours": [10, 10]},
        ),
        (
            "languages",
            "python and sql, git daily",
            {"languages": ["python"], "databases": ["sql"], "git": "daily"},
        ),
        (
            "languages",
            "python\nmysql\nhttp\nnot git yet",
            {"languages": ["python"], "databases": ["sql"], "web": ["http"], "git": "none"},
        ),
        (
            "computer",
            "yes python and java",
            {"computer": "computer", "languages": ["python", "java"]},
        ),
        (
            "name",
            "Tom, phone, python and java",
            {"name": "Tom", "computer": "phone", "languages": ["python", "java"]},
        ),
        (
            "target",
            "next summer, Tashkent, 8 pm",
            {"target": "2027-08-31", "place": TASHKENT, "reminder": "20:00"},
        ),
        ("reminder", "20:30, weekdays", {"reminder": "20:30", "reminder_days": "weekdays"}),
        ("reminder", "20:30 mon to fri", {"reminder": "20:30", "reminder_days": "weekdays"}),
        ("reminder", "mon thu at 8 pm", {"reminder": "20:00", "reminder_days": ["mon", "thu"]}),
    ],
)
def test_several_answers_in_one_message(at: str, text: str, values: dict[str, JsonValue]) -> None:
    answers = told(at, text)
    assert answers == Answers(values=values)
    assert isinstance(answers, Answers)
    assert next(iter(answers.values)) == at


@pytest.mark.parametrize(
    ("at", "text", "value"),
    [
        ("hours", "6, sometimes 2", [6, 2]),
        ("languages", "python and java", ["python", "java"]),
        ("languages", "none, none, none", ["none"]),
        ("target", "end of june, 2027", "2027-06-30"),
        ("name", "Romeo and Juliet", "Romeo and Juliet"),
        ("name", "Ana, from Brazil", "Ana, from Brazil"),
        ("place", "Paris, Texas", {"city": "Paris", "country": "US", "zone": "America/Chicago"}),
    ],
)
def test_a_whole_answer_with_commas_stays_one(at: str, text: str, value: JsonValue) -> None:
    assert told(at, text) == Answers(values={at: value})


@pytest.mark.parametrize(
    ("at", "text", "values", "unread"),
    [
        ("standing", "at school, klingon", {"standing": "school"}, "klingon"),
        ("target", "in 2 years, whatever you say", {"target": "2028-11-25"}, "whatever you say"),
        ("languages", "python and Klingon", {"languages": ["python"]}, "Klingon"),
    ],
)
def test_what_nobody_understood_is_reported(
    at: str, text: str, values: dict[str, JsonValue], unread: str
) -> None:
    assert told(at, text) == Answers(values=values, unread=unread)


@pytest.mark.parametrize(
    ("at", "text"),
    [("place", "10 in the evening, asdfghjkl"), ("hours", "python, 6"), ("standing", "blorp, 6")],
)
def test_nothing_is_taken_where_the_present_question_is_not_answered(at: str, text: str) -> None:
    assert isinstance(told(at, text), Misread)


def test_an_ambiguous_first_part_is_asked_for() -> None:
    outcome = told("place", "springfield, 8 pm")
    assert isinstance(outcome, Ambiguous)
    assert len(outcome.options) > 1


def test_later_answers_never_overwrite_earlier_ones() -> None:
    kept: dict[str, JsonValue] = {"reminder": "07:00"}
    outcome = understand_several(backend("fit"), "place", kept, "tashkent, 10 pm", today=TODAY)
    assert outcome == Answers(values={"place": TASHKENT}, unread="10 pm")


SNIPPETS = (
    "tashkent|10 pm|python|sql|git daily|6 hours|career changer|next summer|yes|no|skip|blorp|Bob"
    "|phone|2|all|?|,|and|self study|not sure|weekdays"
)


@settings(max_examples=30)
@given(
    data=st.data(),
    parts=st.lists(st.sampled_from(SNIPPETS.split("|")), max_size=5),
    joint=st.sampled_from([" ", ", ", " and "]),
)
def test_any_message_gives_values_that_fit_questions_that_apply(
    data: DataObject, parts: list[str], joint: str
) -> None:
    made = backend(data.draw(st.sampled_from(["start", "fit"])))
    asked = data.draw(st.sampled_from([one for one in made.questions if not one.when]))
    outcome = understand_several(made, asked.id, {}, joint.join(parts), today=TODAY)
    if isinstance(outcome, Answers):
        assert next(iter(outcome.values)) == asked.id or asked.asks_for_things
        for id_, value in outcome.values.items():
            answered = made.question(id_)
            assert answered is not None
            assert fits(answered, value)
        assert engine.current(made, outcome.values) == outcome.values


def test_a_question_that_the_flow_does_not_have_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        understand_several(backend("fit"), "hours", {}, "6", today=TODAY)
