"""Which parts of a message ask something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.asking.parts import parts, ungreeted


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("what is docker and do i need git?", ("what is docker", "do i need git?")),
        ("how old is too old? also is php dead", ("how old is too old?", "is php dead")),
        ("1) what is docker 2) is php dead", ("what is docker", "is php dead")),
        ("1. docker\n2. git\n3. sql", ("docker", "git", "sql")),
        ("- docker\n- git", ("docker", "git")),
        ("what is docker\n\nis php dead", ("what is docker", "is php dead")),
        ("what is docker, what is git", ("what is docker", "what is git")),
        ("hi! what is git?and is php dead?", ("what is git?", "is php dead?")),
        ("I live in Osh. Can I work from home?", ("Can I work from home?",)),
        ("hello, what is an api", ("what is an api",)),
        (
            "what is git\N{FULLWIDTH QUESTION MARK} what is sql",
            ("what is git\N{FULLWIDTH QUESTION MARK}", "what is sql"),
        ),
        ("what is docker? What is docker?", ("what is docker?", "What is docker?")),
    ],
)
def test_each_part_that_asks_is_found(text: str, found: tuple[str, ...]) -> None:
    assert parts(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "git and github im lost",
        "html and css",
        "back end and front end difference",
        "pros and cons of bootcamps",
        "docker",
        "hello",
        "",
        "???",
        "🙂 🙂",
        "i like python, java and go",
        "2.5 years",
    ],
)
def test_what_is_one_thing_is_not_cut(text: str) -> None:
    assert len(parts(text)) <= 1


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("hi there, what is git", "what is git"),
        ("Good morning! thanks. what is git", "what is git"),
        ("there is no job here", "there is no job here"),
        ("hello", "hello"),
        ("history degree", "history degree"),
        ("okay?", "okay?"),
    ],
)
def test_a_greeting_is_no_part_of_a_question(text: str, rest: str) -> None:
    assert ungreeted(text) == rest


@given(st.text(max_size=300))
def test_parts_are_pieces_of_the_text(text: str) -> None:
    for part in parts(text):
        assert part
        assert part in text
