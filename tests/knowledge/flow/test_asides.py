"""Things that people tell beside the question that is open, against the back-end track's flows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from knowledge.flow import engine
from knowledge.flow.readings import Ambiguous, Answers, Misread
from knowledge.flow.understand import understand_several
from knowledge.flow.values import fits
from tests.knowledge.flow.flows import backend
from tests.knowledge.flow.reading import TODAY

FIT = backend("fit")
THINGS = {
    "languages": {"python": "python", "js": "javascript"},
    "databases": {"postgres": "sql", "mongo": "nosql"},
    "web": {"html": "html", "json": "api"},
    "git": {"git": "little", "git daily": "daily"},
}
"""Questions for things, with words for their choices that no other question knows."""


def told(
    at: str, text: str, known: dict[str, JsonValue] | None = None
) -> Answers | Misread | Ambiguous:
    return understand_several(FIT, at, known or {}, text, today=TODAY)


@pytest.mark.parametrize(
    ("at", "text", "values", "unread"),
    [
        ("languages", "python a bit and git", {"languages": ["python"], "git": "little"}, ""),
        ("languages", "sql and docker", {"databases": ["sql"]}, "docker"),
        (
            "languages",
            "python (django), postgres, docker, git",
            {"languages": ["python"], "databases": ["sql"], "git": "little"},
            "docker",
        ),
        ("languages", "html css js", {"languages": ["javascript"], "web": ["html"]}, ""),
        ("databases", "none but git", {"databases": ["none"], "git": "little"}, ""),
        ("git", "daily. python too", {"git": "daily", "languages": ["python"]}, ""),
        ("git", "none, html yes", {"git": "none", "web": ["html"]}, ""),
    ],
)
def test_every_thing_goes_to_the_question_that_asks_for_it(
    at: str, text: str, values: dict[str, JsonValue], unread: str
) -> None:
    assert told(at, text) == Answers(values=values, unread=unread)


@given(
    at=st.sampled_from([*THINGS]),
    picked=st.lists(st.sampled_from([*THINGS]), min_size=1, max_size=4, unique=True),
    joint=st.sampled_from([", ", " and ", "\n", "; ", " + "]),
    data=st.data(),
)
@settings(max_examples=60, deadline=None)
def test_nothing_of_a_list_is_lost_at_any_of_these_questions(
    at: str, picked: list[str], joint: str, data: st.DataObject
) -> None:
    words = {id_: data.draw(st.sampled_from([*THINGS[id_]])) for id_ in picked}
    read = told(at, joint.join(words.values()))
    assert isinstance(read, Answers)
    assert not read.unread
    wanted = {id_: THINGS[id_][word] for id_, word in words.items()}
    assert {id_: _first(value) for id_, value in read.values.items()} == wanted
    assert engine.current(FIT, read.values) == read.values


def _first(value: JsonValue) -> JsonValue:
    return value[0] if isinstance(value, list) else value


@pytest.mark.parametrize(
    ("known", "text", "values"),
    [
        # what was told before stays
        ({"languages": ["java"]}, "mysql, python", {"languages": ["python", "java"]}),
        ({"languages": ["none"]}, "mysql, python", {"languages": ["python"]}),
        ({"git": "daily"}, "mysql and git", {}),
        ({"git": None}, "mysql and git", {"git": "little"}),
        ({"git": "daily"}, "mysql, not git", {"git": "none"}),
    ],
)
def test_what_is_told_aside_joins_what_was_told_before(
    known: dict[str, JsonValue], text: str, values: dict[str, JsonValue]
) -> None:
    assert told("databases", text, known) == Answers(values={"databases": ["sql"], **values})


@pytest.mark.parametrize(
    ("at", "text", "values"),
    [
        # words that may be said of anything are no answer to another question
        ("languages", "python, at work", {"languages": ["python"]}),
        ("languages", "python, not much", {"languages": ["python"]}),
        ("languages", "python, not sure", {"languages": ["python"]}),
        ("languages", "python, from youtube", {"languages": ["python"]}),
        ("web", "html, a little", {"web": ["html"]}),
        # nor is what somebody doesn't know, wants to learn, or takes back
        ("languages", "python, want to learn git", {"languages": ["python"]}),
        ("languages", "i dont know git but python", {"languages": ["python"]}),
        ("languages", "sql, no wait, python", {"languages": ["python"]}),
    ],
)
def test_only_things_that_are_known_are_kept(
    at: str, text: str, values: dict[str, JsonValue]
) -> None:
    read = told(at, text)
    assert isinstance(read, Answers)
    assert read.values == values


@pytest.mark.parametrize(
    ("at", "text", "wished"),
    [
        ("languages", "i want to learn python", "Python"),
        ("languages", "gonna learn golang", "Go"),
        ("databases", "would like to know sql", "SQL databases"),
        ("git", "i want to learn git", "Git"),
    ],
)
def test_what_somebody_wants_to_learn_is_not_known(at: str, text: str, wished: str) -> None:
    assert told(at, text) == Misread(reason="flow.misread.wished", fills={"denied": wished})


@pytest.mark.parametrize(
    ("at", "text", "value"),
    [
        ("languages", "i'm learning python", ["python"]),
        ("languages", "i have used python", ["python"]),
        ("languages", "i like python", ["python"]),
        ("path", "i want to learn alone", "self"),
        ("path", "i will study at a university", "bachelor"),
    ],
)
def test_a_wish_is_no_denial_where_none_is_said(at: str, text: str, value: JsonValue) -> None:
    read = told(at, text)
    assert isinstance(read, Answers)
    assert read.values == {at: value}


@pytest.mark.parametrize("text", ["2", "15", "all", "beginner", "blorp", "the second one", "never"])
@pytest.mark.parametrize("at", [*THINGS])
def test_no_number_or_small_word_answers_another_question(at: str, text: str) -> None:
    read = told(at, text)
    values = read.values if isinstance(read, Answers) else {}
    assert not values.keys() - {at}
    for id_, value in values.items():
        asked = FIT.question(id_)
        assert asked is not None
        assert fits(asked, value)
